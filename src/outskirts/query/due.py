"""Which claims most need a person's look? Those upon which a verdict would move a status most."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from outskirts.errors import NotKnown
from outskirts.ledger.values import AS_READ, AsOf, Judgement, Query, StoredClaim
from outskirts.merge import evidence
from outskirts.merge.initial import covers
from outskirts.merge.verdicts import moves, outcomes
from outskirts.publish.cite import Cited, from_stored
from outskirts.query.place import of_place
from outskirts.query.record import Record
from outskirts.query.sources import Sources
from outskirts.vocabulary import Conflict, Kind, Place, Status

# What bounds the work on a large ledger: the newest claims are looked through, at so many places, so many at each.
AMONG, PLACES, EACH = 2000, 60, 40


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which claims are asked for: of one war, at one place, ``limit`` of them. ``blind``: as they were read, whatever
    others made of them, but for those that ``reviewer`` has judged; else those that nobody has judged."""

    reviewer: str = ""
    conflict: Conflict | None = None
    place: Place | None = None
    limit: int = 20
    blind: bool = False

    @property
    def as_of(self) -> AsOf:
        return AS_READ if self.blind else AsOf()


@dataclass(frozen=True, slots=True)
class Due:
    """A claim to be judged: a verdict would move the status of ``place`` on the day ``on`` by up to ``size``."""

    stored: StoredClaim
    place: Place
    size: float
    on: date

    @property
    def cited(self) -> Cited:
        return from_stored(self.stored)


def due(sources: Sources, wanted: Wanted) -> list[Due]:
    """The claims that bear on control and await a verdict, those first upon which one would move a status most, the
    latest of those alike. On a large ledger among the newest."""
    done = judged(sources.ledger.judgements(), wanted)
    found: list[Due] = []
    by_place = candidates(sources, wanted, done)
    with sources.progress() as progress:
        for n, (place, claims) in enumerate(by_place.values()):
            progress("weighing what each verdict would change", n / len(by_place))
            try:
                record = record_of(sources, place, wanted)
            except NotKnown:
                continue
            ids = {one.claim.id: one for one in claims}
            for id_, move in moves(place, record.testimonies, ids, record.model, record.last_day).items():
                found.append(Due(ids[id_], place, move.size, move.on))
    return sorted(found, key=lambda d: (-round(d.size, 6), -known(d.stored), d.stored.claim.id))[: wanted.limit]


def judged(made: Collection[Judgement], wanted: Wanted) -> set[str]:
    """The ids of the claims that are done with."""
    who = wanted.reviewer.strip().casefold()
    return {
        one.decision.claim_id
        for one in made
        if (one.decision.by.strip().casefold() == who if wanted.blind else not one.decision.aside)
    }


def candidates(sources: Sources, wanted: Wanted, done: Collection[str]) -> dict[str, tuple[Place, list[StoredClaim]]]:
    """The newest claims on control that await a verdict, by the id of their place."""
    kinds = tuple(sorted({Kind(row.kind) for row in evidence.load().rows}))
    ids = sources.ids_of(wanted.place) if wanted.place else ()
    query = Query(
        placed=True, kinds=kinds, place_ids=ids, newest_first=True, limit=AMONG + len(done), as_of=wanted.as_of
    )
    found: dict[str, tuple[Place, list[StoredClaim]]] = {}
    for one in sources.ledger.claims(query):
        place = one.claim.place.place if one.claim.place else None
        if place is None or one.claim.id in done:
            continue
        if wanted.conflict is not None and not covers(wanted.conflict.area, place):
            continue
        here = wanted.place or place
        if here.id in found or len(found) < PLACES:
            claims = found.setdefault(here.id, (here, []))[1]
            if len(claims) < EACH:
                claims.append(one)
    return found


def record_of(sources: Sources, place: Place, wanted: Wanted) -> Record:
    """The record of a place as a reviewer is to see it. Raises NotKnown."""
    conflict = wanted.conflict.id if wanted.conflict else None
    return of_place(sources, place, conflict, None, wanted.as_of.decided)


def outlook(sources: Sources, one: Due, wanted: Wanted) -> tuple[Record, dict[str, Status]]:
    """The record of the claim's place, and its status as it is and as each verdict would make it."""
    record = record_of(sources, one.place, wanted)
    return record, outcomes(one.place, record.testimonies, one.stored.claim.id, record.model, one.on)


def known(one: StoredClaim) -> float:
    return (one.published or one.recorded).timestamp()
