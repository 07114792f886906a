"""The open ledger and what is known of it at which time, kept until the ledger changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from importlib.metadata import version
from threading import Event, Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING

from outskirts.config import Config
from outskirts.errors import NotKnown
from outskirts.ledger import Ledger
from outskirts.ledger.values import Mark
from outskirts.merge import status as merging
from outskirts.merge.ground.terrain import Terrain
from outskirts.query.ground import terrain
from outskirts.serve.book import Book
from outskirts.serve.known import Known
from outskirts.serve.once import once
from outskirts.vocabulary import Conflict, Place

if TYPE_CHECKING:
    from outskirts.detect.gazetteer import Gazetteer

KEPT = 6  # times of knowing whose answers are kept
PATIENCE = 2.0  # seconds that a question waits for the ledger's latest


class Renewal:
    """What is known at one state of the ledger being worked out for another."""

    def __init__(self, old: Known, new: Known) -> None:
        self.old, self.new = old, new
        self.begun, self.done = monotonic(), Event()


def warmed(old: Known, new: Known) -> None:
    for name in once.worked_out(old):
        getattr(new, name)
    for conflict, book in list(old.books.items()):
        found = new.book(conflict)
        for name in once.worked_out(book):
            getattr(found, name)


class Desk:
    """A ledger that is open for questions. Safe for threads."""

    def __init__(
        self,
        ledger: Ledger,
        conflicts: tuple[Conflict, ...],
        config: Config,
        gazetteer: Callable[[], Gazetteer] | None = None,
        patience: float = PATIENCE,
    ) -> None:
        self.ledger = ledger
        self.conflicts = conflicts
        self.config = config
        self.open_gazetteer = gazetteer
        self.patience = patience
        self.lock, self.laying, self.writing = Lock(), Lock(), Lock()
        self.renewals: dict[datetime | None, Renewal] = {}
        self.terrains: dict[str, tuple[tuple[str, ...], Terrain]] = {}
        self.kept: OrderedDict[datetime | None, Known] = OrderedDict()

    def known(self, known_at: datetime | None = None, patience: float | None = None) -> Known:
        """What is known at a time. Where the ledger has changed it is worked out anew beside the old, which is given
        meanwhile if the new takes longer than ``patience`` (seconds; None: that of the desk)."""
        mark = self.ledger.mark()
        with self.lock:
            held = self.kept.get(known_at)
            if held is None:
                held = self.kept[known_at] = Known(self, known_at, mark)
            self.kept.move_to_end(known_at)
            while len(self.kept) > KEPT:
                self.kept.popitem(last=False)
            if held.mark == mark:
                return held
            renewal = self.renewals.get(known_at)
            if renewal is None or (renewal.new.mark != mark and renewal.done.is_set()):
                renewal = self.renewals[known_at] = Renewal(held, Known(self, known_at, mark, held))
                Thread(target=self.renew, args=(known_at, renewal), daemon=True).start()
        waits = self.patience if patience is None else patience
        renewal.done.wait(max(0.0, renewal.begun + waits - monotonic()))
        with self.lock:
            return self.kept.get(known_at, held)

    def renew(self, known_at: datetime | None, renewal: Renewal) -> None:
        """Work out for the new state of the ledger what was worked out for the old, then put it in its place."""
        try:
            warmed(renewal.old, renewal.new)
        finally:
            # What could not be worked out is tried again by whoever asks, and fails there in the open.
            renewal.new.before = None
            with self.lock:
                self.kept[known_at] = renewal.new
            renewal.done.set()

    def conflict(self, wanted: str) -> Conflict:
        """Raises NotKnown."""
        for one in self.conflicts:
            if one.id == wanted:
                return one
        raise NotKnown(f"no conflict {wanted!r}", f"known are: {', '.join(c.id for c in self.conflicts)}")

    @cached_property
    def edition(self) -> str:
        """Changes with the program, its tables and the conflict files: what an answer rests on besides the ledger."""
        bare = merging.Model(self.conflicts[0])
        rests = (version("outskirts"), self.conflicts, bare.evidence.rows, bare.evidence.method, bare.priors)
        return sha256(repr(rests).encode()).hexdigest()[:12]

    def tag(self, mark: Mark) -> str:
        """What tells one state of the ledger from another, for the shelf of a browser."""
        return f"{self.edition}-{mark.claims}-{mark.decisions}-{mark.claim_id[-8:]}"

    # What a question on names needs (see outskirts.query.sources.Sources)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        if self.open_gazetteer is None:
            raise NotKnown(
                "there is no gazetteer yet", "make it with `outskirts gazetteer build`, and start the server anew"
            )
        return self.open_gazetteer()

    def terrain(self, book: Book) -> Terrain:
        """The ground of a war, with all places that the gazetteer has there; worked out once for each. Raises
        NotKnown."""
        with self.laying:
            heard = tuple(sorted(book.record.places))
            known = self.terrains.get(book.conflict.id)
            if known is None or known[0] != heard:
                places = tuple(book.record.places[id_] for id_ in heard)
                known = self.terrains[book.conflict.id] = (heard, terrain(self.gazetteer, book.conflict, places))
            return known[1]

    def ids_of(self, place: Place) -> tuple[str, ...]:
        return tuple(dict.fromkeys((place.id, *self.gazetteer.ids(place)))) if self.open_gazetteer else (place.id,)

    @contextmanager
    def progress(self) -> Iterator[Callable[[str, float], None]]:
        yield lambda what, share: None
