"""What does the ledger say of one conflict, as known at a time? Its claims, made ready for the estimate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cached_property

from outskirts.errors import NotKnown
from outskirts.group.bonds import UNBOUND, Bonds
from outskirts.group.copies import stories
from outskirts.ledger import Ledger
from outskirts.ledger.values import Action, AsOf, Query, StoredClaim
from outskirts.merge import status as merging
from outskirts.merge.initial import covers
from outskirts.merge.testimony import Testimony
from outskirts.publish.cite import Cited, from_stored
from outskirts.vocabulary import Claim, Conflict, Place, Side, Status, Stretch

CREDIBILITY = {Action.CONFIRM: 1, Action.DOUBT: 4, Action.REJECT: 5}


@dataclass
class Record:
    """The claims that name a place on one conflict's ground, in order of publication, and under ``also`` the other
    claims of their reports (a party that does not answer, a place nobody knows); ``known_at`` None is now. ``taught``
    is the model where it is known already, ``grades`` what persons hold of voices, by key, ``bonds`` which claims
    they say are one, or apart."""

    conflict: Conflict
    stored: tuple[StoredClaim, ...]
    also: tuple[StoredClaim, ...] = ()
    known_at: datetime | None = None
    copies: Mapping[str, str] = field(default_factory=dict)
    taught: merging.Model | None = None
    grades: Mapping[str, str] = field(default_factory=dict)
    bonds: Bonds = UNBOUND

    @property
    def sides(self) -> dict[str, Side]:
        return {side.code: side for side in self.conflict.sides}

    @cached_property
    def cited(self) -> dict[str, Cited]:
        return {one.claim.id: from_stored(one) for one in (*self.stored, *self.also)}

    @cached_property
    def testimonies(self) -> tuple[Testimony, ...]:
        return tuple(testimony(one, self.copies.get(one.claim.report_id, ""), self.bonds) for one in self.stored)

    @cached_property
    def by_place(self) -> dict[str, list[Testimony]]:
        found: dict[str, list[Testimony]] = {}
        for one in self.testimonies:
            if one.at is not None:
                found.setdefault(one.at.id, []).append(one)
        return found

    @cached_property
    def places(self) -> dict[str, Place]:
        """Places that claims speak of, by id; the latest form of each."""
        return {t.at.id: t.at for t in self.testimonies if t.at is not None}

    @cached_property
    def first_day(self) -> date:
        """The first day that any claim speaks of."""
        return min((t.day for t in self.testimonies), default=self.last_day)

    @cached_property
    def last_day(self) -> date:
        """The last day on which anything was published; today (or the last day of the war) where nothing was."""
        without = self.conflict.end or (self.known_at or datetime.now(UTC)).date()
        return max((t.published.astimezone(UTC).date() for t in self.testimonies), default=without)

    @cached_property
    def model(self) -> merging.Model:
        """How far each voice is believed, and how the front moved, learned from all claims of the record."""
        if self.taught is not None:
            return self.taught
        bare = merging.Model(self.conflict)
        prepared = merging.ready(self.testimonies, bare, self.last_day, self.known_at)
        from outskirts.merge.front import front

        near = front(prepared.columns, prepared.weight, bare.evidence)
        return replace(bare, reliability=merging.learned(prepared, bare, dict(self.grades)), near=near)

    def status(self, place: Place, on: date) -> Status:
        """The status of a place; ``since`` is None where it has been so for as long as the record goes back."""
        mine = self.by_place.get(place.id, [])
        value = merging.status(place, mine, self.model, on, self.known_at)
        front = self.model.near.first if self.model.near and self.model.near.first else on.toordinal()
        begins = min([front, on.toordinal(), *(t.day.toordinal() for t in mine)])
        always = value.since is None or value.since.toordinal() < begins
        return replace(value, since=None) if always else value

    def timeline(
        self,
        since: date,
        until: date,
        rule: str = "filter",
        place_id: str | None = None,
        also: Sequence[Place] = (),
        hindsight: bool = True,
        least: float | None = None,
    ) -> list[Stretch]:
        """The stretches of all places or one; ``also``, ``hindsight`` and ``least`` as
        :func:`outskirts.merge.status.timeline`."""
        chosen = self.testimonies if place_id is None else self.by_place.get(place_id, [])
        return merging.timeline(chosen, self.model, since, until, self.known_at, rule, also, hindsight, least)


def testimony(one: StoredClaim, copy_of: str, bonds: Bonds) -> Testimony:
    grade, id_ = CREDIBILITY.get(one.verdict) if one.verdict else None, one.claim.id
    same, apart = bonds.word.same.get(id_, ""), bonds.word.apart.get(id_, frozenset())
    printed = one.published or one.recorded
    return Testimony(one.claim, printed, one.outlet, copy_of, credibility=grade, same_as=same, apart=apart)


def opened(ledger: Ledger, conflicts: Iterable[Conflict], known_at: datetime | None) -> dict[str, Record]:
    """The records of a ledger as known at a time, near-copies of one story marked."""
    as_of = AsOf(published=known_at)
    stored = list(ledger.claims(Query(as_of=as_of)))
    speaking = {one.claim.report_id for one in stored}
    copies = stories(held.report for held in ledger.reports(as_of) if held.report.id in speaking)
    found = records(stored, conflicts, known_at, copies)
    given, bonds = graded(ledger, as_of), ledger.bonds(as_of)
    for record in found.values():
        record.grades, record.bonds = given, bonds
    return found


def graded(ledger: Ledger, as_of: AsOf) -> dict[str, str]:
    """The last grade that a person gave to each voice, by key."""
    return {one.voice: one.grade for one in ledger.grades(as_of)}


def records(
    stored: Iterable[StoredClaim],
    conflicts: Iterable[Conflict],
    known_at: datetime | None = None,
    copies: Mapping[str, str] | None = None,
) -> dict[str, Record]:
    """The claims that name a place on some conflict's ground, by conflict, those with most claims first; a place that
    lies on the ground of several goes to the one whose sides its claims name most."""
    held = list(stored)
    home = homes(held, tuple(conflicts))
    found: dict[str, tuple[Conflict, list[StoredClaim]]] = {}
    for one in held:
        conflict = home.get(one.claim.place.place.id) if one.claim.place and one.claim.place.place else None
        if conflict is not None:
            found.setdefault(conflict.id, (conflict, []))[1].append(one)
    counts = {id_: Counter(one.claim.report_id for one in claims) for id_, (_, claims) in found.items()}
    ordered = sorted(found.items(), key=lambda pair: (-len(pair[1][1]), pair[0]))
    also: dict[str, list[StoredClaim]] = {}
    placed = {one.claim.id for _, claims in found.values() for one in claims}
    for one in held:
        if one.claim.id not in placed:
            report = one.claim.report_id
            of = max(counts, key=lambda id_: counts[id_][report], default="")
            if of and counts[of][report]:
                also.setdefault(of, []).append(one)
    return {
        id_: Record(conflict, tuple(claims), tuple(also.get(id_, ())), known_at, copies or {})
        for id_, (conflict, claims) in ordered
    }


def homes(stored: Iterable[StoredClaim], conflicts: tuple[Conflict, ...]) -> dict[str, Conflict]:
    """The conflict of each place, by its id."""
    places: dict[str, Place] = {}
    named: dict[str, Counter[str]] = {}
    for one in stored:
        place = one.claim.place.place if one.claim.place else None
        if place is not None:
            places[place.id] = place
            named.setdefault(place.id, Counter()).update(codes_of(one.claim))
    found = {id_: ground(place, named[id_], conflicts) for id_, place in places.items()}
    return {id_: conflict for id_, conflict in found.items() if conflict is not None}


def codes_of(claim: Claim) -> list[str]:
    """The sides that a claim names: its actor's and its speakers'."""
    codes = [claim.actor.side if claim.actor else None, *(speaker.side for speaker in claim.speakers)]
    return [code for code in codes if code]


def ground(place: Place, codes: Counter[str], conflicts: tuple[Conflict, ...]) -> Conflict | None:
    """The conflict on whose ground a place lies; of several the one whose sides are named most."""
    there = [conflict for conflict in conflicts if covers(conflict.area, place)]
    return max(there, key=lambda c: sum(codes[side.code] for side in c.sides if side.belligerent), default=None)


def choose(found: dict[str, Record], wanted: str | None, known: Iterable[Conflict]) -> Record:
    """The record of the conflict asked for, else of the one with most claims. Raises NotKnown."""
    if wanted is None:
        if not found:
            raise NotKnown("the ledger holds no claim on any conflict's ground", "add reports: outskirts add FILE")
        return next(iter(found.values()))
    if wanted in found:
        return found[wanted]
    conflict = next((c for c in known if c.id == wanted), None)
    if conflict is None:
        raise NotKnown(f"no conflict {wanted!r}", f"known are: {', '.join(c.id for c in known)}")
    return Record(conflict, ())
