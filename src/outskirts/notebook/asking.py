"""A ledger that is open for questions from a notebook."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from outskirts import config as settings
from outskirts.config import Config
from outskirts.ledger import AsOf, Ledger, Query
from outskirts.notebook.moments import DayLike, MomentLike, day_of, moment_of
from outskirts.notebook.rows import Rows
from outskirts.notebook.views import CLAIMS_SHOWN, StatusView
from outskirts.publish.cite import Cited, from_stored
from outskirts.publish.exports.coding import Coded
from outskirts.publish.exports.fields import CLAIM_FIELDS, EVENT_FIELDS, event_rows, status_fields, stretch_fields
from outskirts.publish.exports.formats import format_of
from outskirts.publish.exports.material import Selection
from outskirts.query.material import Asked
from outskirts.query.naming import find
from outskirts.query.place import of_place
from outskirts.vocabulary import CONTESTED, Conflict, Kind, Place, Stance, Status, Stretch

if TYPE_CHECKING:
    from outskirts.detect.gazetteer import Gazetteer

STRETCHES_SHOWN = ("name", "start", "end", "status", "probability", "basis")
STATUSES_SHOWN = ("name", "admin1", "on", "status", "since", "basis")
EVENTS_SHOWN = ("start", "end", "place", "kind", "actor_side", "target_side", "deaths_best", "acled_sub_type")


def open(ledger: str | Path, home: str | Path | None = None) -> OpenLedger:
    """Open the ledger at a path or URL, to ask it; nothing is written to it. ``home`` is the folder of the gazetteer
    and of one's own data files (OUTSKIRTS_HOME, or the platform's, without it). Raises LedgerError."""
    known = settings.load()
    if home is not None:
        known = replace(known, home=Path(home))
    return OpenLedger(Ledger.open(ledger, create=False), known)


class OpenLedger:
    """Days are dates or text such as "2024-10-08", both ends inclusive; ``known_at`` is a time or a day (its end).

    Places are given by name, older name, or id. Without ``conflict`` a question on one place takes the war on whose
    ground it lies, all others take all wars.
    """

    def __init__(self, ledger: Ledger, config: Config) -> None:
        self.ledger = ledger
        self.config = config

    def close(self) -> None:
        self.ledger.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        counts = self.ledger.counts()
        return f"{self.ledger.name}: {counts.reports} reports, {counts.claims} claims, {counts.places} places"

    # What a question needs (see outskirts.query.sources.Sources)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        from outskirts.detect.gazetteer import ensure

        return ensure(self.config)

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        from outskirts.detect.parties.conflicts import load_conflicts

        return load_conflicts(self.config.conflicts)

    def ids_of(self, place: Place) -> tuple[str, ...]:
        return tuple(dict.fromkeys((place.id, *self.gazetteer.ids(place))))

    @contextmanager
    def progress(self) -> Iterator[Callable[[str, float], None]]:
        yield lambda what, share: None

    # Questions

    def status(
        self, place: str, on: DayLike = None, *, known_at: MomentLike = None, conflict: str | None = None
    ) -> StatusView:
        """Who holds a place on a day (without one the record's last), how surely, on whose word. Raises NotKnown."""
        found = find(self, place).place
        record = of_place(self, found, conflict, moment_of(known_at))
        return StatusView(record.status(found, day_of(on) or record.last_day), record.sides, record.cited)

    def statuses(self, on: DayLike = None, *, known_at: MomentLike = None, conflict: str | None = None) -> Rows[Status]:
        """The status of every place that any claim speaks of, by name."""
        asked = Asked(self, Selection(conflict, on=day_of(on), known_at=moment_of(known_at)))
        found = asked.statuses()
        codes = sorted({code for status in found for code in status.control} - {CONTESTED})
        return Rows(found, status_fields(asked.cited, [*codes, CONTESTED]), STATUSES_SHOWN, "places")

    def timeline(
        self,
        place: str | None = None,
        since: DayLike = None,
        until: DayLike = None,
        *,
        known_at: MomentLike = None,
        conflict: str | None = None,
        rule: str = "filter",
    ) -> Rows[Stretch]:
        """From when to when whom held a place, or (without one) every place. ``rule`` is "filter", or "last" or
        "majority" to compare. Raises NotKnown."""
        first, last, known = day_of(since), day_of(until), moment_of(known_at)
        if place is None:
            asked = Asked(self, Selection(conflict, first, last, None, known, rule, nearby=False))
            return Rows(asked.stretches(), stretch_fields(asked.cited), STRETCHES_SHOWN, "stretches")
        record = of_place(self, find(self, place).place, conflict, known)
        found = record.timeline(first or record.first_day, last or record.last_day, rule)
        return Rows(found, stretch_fields(record.cited), STRETCHES_SHOWN, "stretches")

    def claims(
        self,
        place: str | None = None,
        since: DayLike = None,
        until: DayLike = None,
        *,
        kind: str | None = None,
        stance: str | None = None,
        side: str | None = None,
        speaker_side: str | None = None,
        outlet: str | None = None,
        known_at: MomentLike = None,
        conflict: str | None = None,
    ) -> Rows[Cited]:
        """Claims in order of publication. ``side`` is that of who does it, ``speaker_side`` that of who says it. Raises
        NotKnown; ValueError for a kind or stance that there is not."""
        known = moment_of(known_at)
        query = Query(
            place_ids=self.ids_of(find(self, place).place) if place else (),
            kinds=(Kind(kind),) if kind else (),
            stances=(Stance(stance),) if stance else (),
            sides=(side,) if side else (),
            speaker_sides=(speaker_side,) if speaker_side else (),
            outlets=(outlet,) if outlet else (),
            as_of=AsOf(published=known),
        )
        selection = Selection(conflict, day_of(since), day_of(until), known_at=known)
        found = [one for one in map(from_stored, self.ledger.claims(query)) if selection.holds(one)]
        if conflict is not None:
            there = Asked(self, selection).records[0].cited
            found = [one for one in found if one.claim.id in there]
        return Rows(found, CLAIM_FIELDS, CLAIMS_SHOWN, "claims")

    def events(
        self,
        since: DayLike = None,
        until: DayLike = None,
        *,
        known_at: MomentLike = None,
        conflict: str | None = None,
    ) -> Rows[Coded]:
        """Happenings on the ground of a war, each with the claims that tell of it, in the codes of ACLED and others."""
        asked = Asked(self, Selection(conflict, day_of(since), day_of(until), known_at=moment_of(known_at)))
        return Rows(event_rows(asked.happenings()), EVENT_FIELDS, EVENTS_SHOWN, "events")

    def export(
        self,
        form: str,
        path: str | Path,
        since: DayLike = None,
        until: DayLike = None,
        *,
        on: DayLike = None,
        known_at: MomentLike = None,
        conflict: str | None = None,
    ) -> Path:
        """Write a file in one of the formats of ``outskirts export --list``. Raises NotKnown, OSError."""
        selection = Selection(conflict, day_of(since), day_of(until), day_of(on), moment_of(known_at))
        chosen, target = format_of(form), Path(path)
        with target.open("wb") as file:
            chosen.write_bytes(Asked(self, selection), file)
        return target
