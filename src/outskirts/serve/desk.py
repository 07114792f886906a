"""The open ledger and what is known of it at which time, kept until the ledger changes."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from importlib.metadata import version
from threading import Lock, RLock
from typing import TYPE_CHECKING

import numpy as np

from outskirts.config import Config
from outskirts.errors import NotKnown
from outskirts.group.copies import stories
from outskirts.ledger import AsOf, Ledger, Query
from outskirts.ledger.values import Mark, StoredClaim
from outskirts.merge import status as merging
from outskirts.query.record import Record, records
from outskirts.serve.book import Book
from outskirts.serve.index import Flags, Index
from outskirts.serve.once import once
from outskirts.serve.shelf import Line, Names, line
from outskirts.vocabulary import Conflict, Place, Side

if TYPE_CHECKING:
    from outskirts.detect.gazetteer import Gazetteer

KEPT = 6  # times of knowing whose answers are kept


class Known:
    """All that the ledger held as known at a time (None: now), when it had got as far as ``mark``."""

    def __init__(self, desk: Desk, known_at: datetime | None, mark: Mark) -> None:
        self.desk = desk
        self.known_at = known_at
        self.mark = mark
        self.lock = RLock()
        self.books: dict[str, Book] = {}

    @once
    def stored(self) -> tuple[StoredClaim, ...]:
        """The claims that stood, in order of publication."""
        return tuple(self.desk.ledger.claims(Query(as_of=AsOf(published=self.known_at))))

    @once
    def copies(self) -> dict[str, str]:
        """For reports that are near-copies of an earlier one, the first of their story."""
        as_of = AsOf(published=self.known_at)
        speaking = {one.claim.report_id for one in self.stored}
        return dict(stories(r.report for r in self.desk.ledger.reports(as_of) if r.report.id in speaking))

    @once
    def records(self) -> dict[str, Record]:
        """By the id of the war, that with most claims first."""
        return records(self.stored, self.desk.conflicts, self.known_at, self.copies)

    @once
    def index(self) -> Index:
        return Index(self.stored)

    @once
    def shelf(self) -> dict[str, Line]:
        """The reports that stood, by id, in order of publication."""
        counts = Counter(one.claim.report_id for one in self.stored)
        held = self.desk.ledger.reports(AsOf(published=self.known_at))
        return {r.report.id: line(r, counts[r.report.id], self.copies) for r in held}

    def sides(self, conflict: str | None) -> dict[str, Side]:
        """The sides of a war, by code; of all without one: where several share a code that with most claims names
        it."""
        named = [self.desk.conflict(conflict)] if conflict else [record.conflict for record in self.records.values()]
        return {side.code: side for one in reversed(named) for side in one.sides}

    @once
    def names(self) -> Names:
        """The places that any claim speaks of, by name."""
        return Names(
            (place, id_, len(record.by_place[place.id]))
            for id_, record in self.records.items()
            for place in record.places.values()
        )

    @once
    def at(self) -> dict[str, int]:
        """Where each claim stands in ``stored``, by its id."""
        return {one.claim.id: n for n, one in enumerate(self.stored)}

    @once
    def home(self) -> dict[str, str]:
        """The war of each claim that lies on the ground of one, by the claim's id."""
        return {one.claim.id: id_ for id_, record in self.records.items() for one in (*record.stored, *record.also)}

    @once
    def of_war(self) -> dict[str, Flags]:
        """Which of the claims belong to each war."""
        home = [self.home.get(one.claim.id) for one in self.stored]
        return {id_: np.array([war == id_ for war in home], dtype=bool) for id_ in self.records}

    def book(self, conflict: str | None) -> Book:
        """What the record of a war says; without a name of the one with most claims. Raises NotKnown."""
        chosen = conflict or next(iter(self.records), None) or self.desk.conflicts[0].id
        with self.lock:
            if chosen not in self.books:
                found = self.records.get(chosen) or Record(self.desk.conflict(chosen), (), (), self.known_at)
                self.books[chosen] = Book(found, self.desk.tag(self.mark))
            return self.books[chosen]


class Desk:
    """A ledger that is open for questions. Safe for threads."""

    def __init__(
        self,
        ledger: Ledger,
        conflicts: tuple[Conflict, ...],
        config: Config,
        gazetteer: Callable[[], Gazetteer] | None = None,
    ) -> None:
        self.ledger = ledger
        self.conflicts = conflicts
        self.config = config
        self.open_gazetteer = gazetteer
        self.lock = Lock()
        self.kept: OrderedDict[datetime | None, Known] = OrderedDict()

    def known(self, known_at: datetime | None = None) -> Known:
        """What is known at a time; worked out anew where the ledger has changed."""
        mark = self.ledger.mark()
        with self.lock:
            held = self.kept.get(known_at)
            if held is None or held.mark != mark:
                held = self.kept[known_at] = Known(self, known_at, mark)
            self.kept.move_to_end(known_at)
            while len(self.kept) > KEPT:
                self.kept.popitem(last=False)
            return held

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

    def ids_of(self, place: Place) -> tuple[str, ...]:
        return tuple(dict.fromkeys((place.id, *self.gazetteer.ids(place)))) if self.open_gazetteer else (place.id,)

    @contextmanager
    def progress(self) -> Iterator[Callable[[str, float], None]]:
        yield lambda what, share: None
