"""What is worked out from the claims on one war, as known at one time; kept, since questions come oftener than news."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from threading import Lock, RLock

from pydantic import BaseModel

from outskirts.errors import NotKnown
from outskirts.group.events import events
from outskirts.ledger.values import StoredClaim
from outskirts.merge import disputes as disputing
from outskirts.merge import status as merging
from outskirts.merge.basis import Words, words
from outskirts.merge.chain import Paths
from outskirts.merge.estimate import Prepared, paced, solve
from outskirts.merge.fared import Fared, fared
from outskirts.merge.ground.areas import Areas, areas
from outskirts.merge.ground.beliefs import told_by
from outskirts.merge.ground.terrain import Terrain
from outskirts.merge.learn import Record as Told
from outskirts.merge.learn import shares
from outskirts.merge.presences import Inside, presences
from outskirts.merge.status import Model
from outskirts.merge.timeline import stretches
from outskirts.merge.voices import Voice
from outskirts.query.changes import MOST
from outskirts.query.record import Record
from outskirts.serve.grid import Grid, differing, gridded
from outskirts.serve.once import once
from outskirts.serve.shelf import Line
from outskirts.vocabulary import CONTESTED, Conflict, Dispute, Event, Place, Status, Stretch

STATUSES, COMPARISONS, FILES = 500, 20, 8  # kept
NEAR_EVEN = 0.9  # a claim that is about as likely in every state makes none of them likelier


@dataclass(frozen=True, slots=True)
class Weighed:
    """A claim on a place. ``likely`` is how likely a truthful voice is to make it in each state, beside the state where
    it is likeliest (empty where it says nothing of control); ``state`` is that one; ``weight`` is its weight as a
    witness."""

    stored: StoredClaim
    likely: Mapping[str, float]
    state: str | None
    weight: float


@dataclass(frozen=True, slots=True)
class Heard:
    """A voice: how far it is believed, and how its words have fared."""

    record: Told
    fared: Fared

    @property
    def voice(self) -> Voice:
        return self.record.voice


class Book:
    """The record of one war. Safe for threads."""

    def __init__(self, bare: Record, tag: str, learn: Callable[[Record], Model]) -> None:
        self.bare = bare
        self.learn = learn
        self.tag = tag
        self.lock = RLock()
        self.making, self.packing = Lock(), Lock()
        self.large: dict[str, bytes] = {}
        self.statuses: dict[tuple[str, date], Status] = {}
        self.listed: tuple[Line, ...] | None = None
        self.weights: dict[str, list[Weighed]] = {}
        self.files: dict[Hashable, bytes] = {}
        self.comparisons: dict[tuple[datetime | None, date, date], list[tuple[Stretch | None, Stretch]]] = {}

    @property
    def conflict(self) -> Conflict:
        return self.bare.conflict

    @once
    def record(self) -> Record:
        """The record, with what it taught."""
        self.bare.taught = self.learn(self.bare)
        return self.bare

    @once
    def prepared(self) -> Prepared:
        return merging.ready(self.record.testimonies, self.record.model, self.last_day, self.record.known_at)

    @once
    def solved(self) -> tuple[Prepared, Paths]:
        """The claims at the pace that was learned, and what they tell of every place."""
        model = self.record.model
        moved = paced(self.prepared, model.reliability.unheard)
        return moved, solve(moved, shares(moved.columns, model.reliability, model.priors))

    @once
    def last_day(self) -> date:
        return self.record.last_day

    @once
    def first_day(self) -> date:
        """The eve of the first day that the estimate takes into account: what is said of long before is history."""
        columns = self.prepared.columns
        first = int(columns.day.min()) - 1 if len(columns) else self.last_day.toordinal()
        return date.fromordinal(min(first, self.last_day.toordinal()))

    @once
    def places(self) -> tuple[Place, ...]:
        """Places that claims speak of, those most spoken of first."""
        counts, found = self.claims_of, self.record.places
        return tuple(sorted(found.values(), key=lambda p: (-counts[p.id], p.id)))

    @once
    def claims_of(self) -> Counter[str]:
        """How many claims name each place, by its id."""
        return Counter(t.at.id for t in self.record.testimonies if t.at is not None)

    @once
    def stretches(self) -> tuple[Stretch, ...]:
        """The stretches of all places, those of one place one after another."""
        moved, paths = self.solved
        return tuple(stretches(moved, paths, self.first_day, self.last_day))

    @once
    def stretches_of(self) -> dict[str, list[Stretch]]:
        found: dict[str, list[Stretch]] = {}
        for stretch in self.stretches:
            found.setdefault(stretch.place.id, []).append(stretch)
        return found

    @once
    def presences(self) -> tuple[Inside, ...]:
        by_id = {t.claim.id: t for t in self.record.testimonies}
        return tuple(presences(self.prepared, by_id, self.stretches_of))

    def packed(self, key: str, work: Callable[[], BaseModel]) -> bytes:
        """A large answer of which there are few, compressed, and kept as long as the book."""
        with self.packing:
            if key not in self.large:
                self.large[key] = gzip.compress(work().model_dump_json().encode(), 9, mtime=0)
            return self.large[key]

    @once
    def stored_of(self) -> dict[str, list[StoredClaim]]:
        """The claims on each place, by its id, in order of publication."""
        found: dict[str, list[StoredClaim]] = {}
        for one in self.record.stored:
            place = one.claim.place.place if one.claim.place else None
            if place is not None:
                found.setdefault(place.id, []).append(one)
        return found

    @once
    def rows(self) -> dict[str, int]:
        """Where each claim that says something of control stands in the columns, by its id."""
        return {id_: n for n, id_ in enumerate(self.prepared.columns.claim_ids)}

    @once
    def words(self) -> Words:
        return words(self.prepared)

    def place(self, id_: str) -> Place:
        """Raises NotKnown."""
        found = self.record.places.get(id_)
        if found is None:
            raise NotKnown(f"no claim on {self.conflict.name} names a place {id_!r}", "search for it by its name")
        return found

    def status(self, place: Place, on: date) -> Status:
        """The last few hundred that were asked for are kept."""
        key = (place.id, on)
        found = self.statuses.get(key)
        if found is None:
            found = self.record.status(place, on)
            with self.lock:
                self.statuses[key] = found
                while len(self.statuses) > STATUSES:
                    self.statuses.pop(next(iter(self.statuses)))
        return found

    def weighed(self, place: Place) -> list[Weighed]:
        """The claims on a place, latest first."""
        found = self.weights.get(place.id)
        if found is None:
            found = [self.weigh(one) for one in reversed(self.stored_of.get(place.id, ()))]
            with self.lock:
                self.weights[place.id] = found
                while len(self.weights) > STATUSES:
                    self.weights.pop(next(iter(self.weights)))
        return found

    def weigh(self, one: StoredClaim) -> Weighed:
        n = self.rows.get(one.claim.id)
        if n is None:
            return Weighed(one, {}, None, 0.0)
        states = (*self.prepared.columns.sides, CONTESTED)
        likely = {state: float(p) for state, p in zip(states, self.words.likely[n], strict=True)}
        even = min(likely.values()) > NEAR_EVEN
        best = None if even else max(likely, key=lambda state: likely[state])
        return Weighed(one, likely, best, float(self.prepared.weight[n]))

    @once
    def disputes(self) -> tuple[Dispute, ...]:
        """The latest first."""
        return tuple(reversed(disputing.disputes(self.prepared, self.stretches)))

    @once
    def events(self) -> tuple[Event, ...]:
        """The latest first."""
        return tuple(reversed(events((one.claim for one in self.record.stored), bond=self.record.bonds.happening)))

    @once
    def days(self) -> tuple[list[int], list[int], list[int]]:
        """Days (since 1970-01-01) with any claim, how many speak of each, how many were published on it."""
        epoch = date(1970, 1, 1).toordinal()
        happened = Counter(t.day.toordinal() - epoch for t in self.record.testimonies)
        published = Counter(t.published.date().toordinal() - epoch for t in self.record.testimonies)
        days = sorted(happened.keys() | published.keys())
        return days, [happened[d] for d in days], [published[d] for d in days]

    @once
    def voices(self) -> tuple[Heard, ...]:
        """Those with most words first."""
        model = self.record.model
        told = fared(*self.solved)
        nothing = Fared(0, 0, 0)
        found = [Heard(one, told.get(key, nothing)) for key, one in model.reliability.records.items()]
        return tuple(sorted(found, key=lambda v: (-v.fared.words, v.voice.key)))

    @once
    def known_claims(self) -> dict[str, StoredClaim]:
        return {one.claim.id: one for one in self.record.stored}

    @once
    def reports(self) -> frozenset[str]:
        """Those with a claim on the war's ground, by id."""
        return frozenset(one.claim.report_id for one in self.record.stored)

    def lines(self, all_lines: tuple[Line, ...]) -> tuple[Line, ...]:
        """Those of the reports in a list that have a claim on the war's ground."""
        if self.listed is None:
            self.listed = tuple(one for one in all_lines if one.id in self.reports)
        return self.listed

    @once
    def grid(self) -> Grid:
        return gridded(self.stretches)

    def compared(self, other: Book, day: date, before: date) -> list[tuple[Stretch | None, Stretch]]:
        """The places whose state on the ``day`` differs from what the ``other`` book says of the day ``before``."""
        key = (other.record.known_at, before, day)
        found = self.comparisons.get(key)
        if found is None:
            found = differing(other.stretches, other.grid, other.within(before),
                              self.stretches, self.grid, self.within(day))  # fmt: skip
            with self.lock:
                self.comparisons[key] = found
                while len(self.comparisons) > COMPARISONS:
                    self.comparisons.pop(next(iter(self.comparisons)))
        return found

    def between(self, other: Book, now: Stretch, day: date, before: date) -> tuple[str, ...]:
        """The claims on a place that make the difference: those that speak for its state first, then the latest; of
        what the other book does not know, or of what is said of the days between."""
        told = [one.claim.id for one in reversed(self.stored_of.get(now.place.id, ()))]
        if other is self:
            first, last = sorted((before, day))
            days = {t.claim.id: t.day for t in self.record.by_place.get(now.place.id, ())}
            new = {id_ for id_ in told if id_ in days and first < days[id_] <= last}
        else:
            new = {id_ for id_ in told if id_ not in other.known_claims}
        return tuple(id_ for id_ in dict.fromkeys((*now.claim_ids, *told)) if id_ in new)[:MOST]

    def ground(self, terrain: Terrain, day: date) -> Areas:
        """Whose ground it was on a day of the record."""
        moved, paths = self.solved
        return areas(terrain, told_by(moved, paths, self.record.model, (day,)))

    def kept(self, key: Hashable, work: Callable[[], bytes]) -> bytes:
        """A file that takes long to make; the last few are kept, and one is made at a time."""
        with self.making:
            if key not in self.files:
                self.files[key] = work()
                while len(self.files) > FILES:
                    self.files.pop(next(iter(self.files)))
            return self.files[key]

    def within(self, day: date) -> date:
        return min(max(day, self.first_day), self.last_day)


def ordinal(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - date(1970, 1, 1)) // timedelta(days=1)
