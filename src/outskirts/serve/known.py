"""All that the ledger held as known at one time: claims, reports, names, and a book for each war."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import RLock
from typing import Protocol

import numpy as np

from outskirts.config import Config
from outskirts.group.copies import stories
from outskirts.ledger import AsOf, Ledger, Query
from outskirts.ledger.values import Mark, StoredClaim
from outskirts.merge import status as merging
from outskirts.merge.front import front
from outskirts.merge.learn import Reliability
from outskirts.query import learned
from outskirts.query.record import Record, records
from outskirts.serve.book import Book
from outskirts.serve.index import Flags, Index
from outskirts.serve.once import once
from outskirts.serve.shelf import Line, Names, line
from outskirts.vocabulary import Conflict, Side

BESIDE = timedelta(days=14)  # new reports are compared with those of so long before


class Keeper(Protocol):
    """Whoever keeps the ledger open and what is known of it at other times."""

    ledger: Ledger
    conflicts: tuple[Conflict, ...]
    config: Config

    def known(self, known_at: datetime | None = None, patience: float | None = None) -> Known: ...

    def conflict(self, wanted: str) -> Conflict: ...

    def tag(self, mark: Mark) -> str: ...


class Known:
    """What was known at a time (None: now), when the ledger had got as far as ``mark``; ``before`` is the same at an
    earlier mark, of which what still holds is taken over. Safe for threads."""

    def __init__(self, desk: Keeper, known_at: datetime | None, mark: Mark, before: Known | None = None) -> None:
        self.desk = desk
        self.known_at = known_at
        self.mark = mark
        self.before = before
        self.lock = RLock()
        self.books: dict[str, Book] = {}

    @once
    def stored(self) -> tuple[StoredClaim, ...]:
        """The claims that stood, in order of publication."""
        ledger, before = self.desk.ledger, self.before
        if not ledger.edited():
            # Nothing was ever taken back: what is new comes on top, and what was known by then is a part of it.
            if self.known_at is not None:
                now = self.desk.known(patience=0.0)
                if now.mark == self.mark:
                    return tuple(one for one in now.stored if known_from(one) <= self.known_at)
            elif before is not None and "stored" in before.__dict__:
                held = {one.claim.id: one for one in before.stored}
                held |= {one.claim.id: one for one in ledger.claims(Query(after=before.mark.claims))}
                return tuple(sorted(held.values(), key=known_from))
        return tuple(ledger.claims(Query(as_of=AsOf(published=self.known_at))))

    @once
    def copies(self) -> dict[str, str]:
        """For reports that are near-copies of an earlier one, the first of their story."""
        speaking = {one.claim.report_id for one in self.stored}
        if self.known_at is not None:
            # A story is told by what was printed before, and so is the same then as now.
            return {id_: story for id_, story in self.desk.known().copies.items() if id_ in speaking}
        ledger, before = self.desk.ledger, self.before
        if before is not None and "copies" in before.__dict__:
            new = [one.published for one in ledger.claims(Query(after=before.mark.claims)) if one.published]
            since = min(new) - BESIDE if new else None
            late = (r.report for r in ledger.reports(claiming=Query(published_from=since))) if since else ()
            return dict(stories(late)) | before.copies
        for conflict in self.desk.conflicts:
            kept = self.taught(conflict)
            if kept is not None and kept.mark == self.mark:
                return learned.copies_of(self.path(conflict), speaking)
        return dict(stories(r.report for r in ledger.reports() if r.report.id in speaking))

    @once
    def records(self) -> dict[str, Record]:
        """By the id of the war, that with most claims first."""
        found = records(self.stored, self.desk.conflicts, self.known_at, self.copies)
        bonds = self.desk.ledger.bonds(AsOf(published=self.known_at))
        for record in found.values():
            record.bonds = bonds
        return found

    @once
    def index(self) -> Index:
        return Index(self.stored)

    @once
    def shelf(self) -> dict[str, Line]:
        """The reports that stood, by id, in order of publication."""
        counts = Counter(one.claim.report_id for one in self.stored)
        held = self.desk.ledger.reports(AsOf(published=self.known_at))
        return {r.report.id: line(r, counts[r.report.id], self.copies) for r in held}

    @once
    def lines(self) -> tuple[Line, ...]:
        """The reports that stood, latest first."""
        return tuple(reversed(self.shelf.values()))

    @once
    def names(self) -> Names:
        """The places that any claim speaks of, by name."""
        return Names(
            (place, id_, len(record.by_place[place.id]))
            for id_, record in self.records.items()
            for place in record.places.values()
        )

    @once
    def home(self) -> dict[str, str]:
        """The war of each claim that lies on the ground of one, by the claim's id."""
        return {one.claim.id: id_ for id_, record in self.records.items() for one in (*record.stored, *record.also)}

    @once
    def of_war(self) -> dict[str, Flags]:
        """Which of the claims belong to each war."""
        home = [self.home.get(one.claim.id) for one in self.stored]
        return {id_: np.array([war == id_ for war in home], dtype=bool) for id_ in self.records}

    def sides(self, conflict: str | None) -> dict[str, Side]:
        """The sides of a war, by code; of all without one: where several share a code that with most claims names
        it."""
        named = [self.desk.conflict(conflict)] if conflict else [record.conflict for record in self.records.values()]
        return {side.code: side for one in reversed(named) for side in one.sides}

    def book(self, conflict: str | None) -> Book:
        """What the record of a war says; without a name of the one with most claims. Raises NotKnown."""
        chosen = conflict or next(iter(self.records), None) or self.desk.conflicts[0].id
        found = self.books.get(chosen)
        if found is not None:
            return found
        with self.lock:
            if chosen not in self.books:
                record = self.records.get(chosen) or Record(self.desk.conflict(chosen), (), (), self.known_at)
                self.books[chosen] = Book(record, self.desk.tag(self.mark), self.model)
            return self.books[chosen]

    def model(self, record: Record) -> merging.Model:
        """How far each voice is believed: as learned before while little has come since, else learned now and kept."""
        bare = merging.Model(record.conflict)
        kept = self.taught(record.conflict)
        if kept is not None and kept.mark == self.mark:
            return kept.model
        prepared = merging.ready(record.testimonies, bare, record.last_day, record.known_at)
        near = front(prepared.columns, prepared.weight, bare.evidence)
        old = self.believed(record.conflict.id) or (kept.model.reliability if kept else None)
        model = replace(bare, reliability=old or merging.learned(prepared, bare), near=near)
        if old is None and self.known_at is None:
            learned.save(self.path(record.conflict), learned.Learned(self.mark, record.first_day, model), self.copies)
        return model

    def believed(self, conflict: str) -> Reliability | None:
        """What was learned at the earlier mark, where it is fresh enough."""
        before = self.before.books.get(conflict) if self.before else None
        if self.before is None or before is None or not learned.fresh(self.before.mark, self.mark):
            return None
        return before.record.model.reliability

    def path(self, conflict: Conflict) -> Path:
        return learned.path_of(self.desk.config.home, self.desk.ledger.name, conflict.id, self.known_at)

    def taught(self, conflict: Conflict) -> learned.Learned | None:
        """What a file in the home folder says of a war, where it is of this ledger and fresh."""
        ledger = self.desk.ledger
        kept = learned.load(self.path(conflict), conflict, None)
        if kept is None or not learned.fresh(kept.mark, self.mark):
            return None
        return kept if ledger.mark(kept.mark.claims).claim_id == kept.mark.claim_id else None


def known_from(one: StoredClaim) -> datetime:
    """When the world could know a claim of a report that never changed."""
    return one.published or one.recorded
