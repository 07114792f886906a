"""What is an export made of? What was asked for, and what answers it: claims, stretches, statuses, happenings, changes.

The values come from :mod:`outskirts.query.material`, which asks the ledger only for what a format needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NamedTuple, Protocol

from outskirts.publish.cite import Cited
from outskirts.vocabulary import Conflict, Event, Place, Reading, Report, Side, Status, Stretch


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for. Days are inclusive, None is open; ``on`` stands for a ``since`` and ``until`` of that day, and
    is the day of statuses (without it the last day of the others or of the record). ``rule`` and ``nearby`` are those
    of timelines, ``least`` how likely their holder must be to be named (None: ``exported`` of the evidence table)."""

    conflict: str | None = None
    since: date | None = None
    until: date | None = None
    on: date | None = None
    known_at: datetime | None = None
    rule: str = "filter"
    nearby: bool = True
    least: float | None = None

    @property
    def first(self) -> date | None:
        return self.on or self.since

    @property
    def last(self) -> date | None:
        return self.on or self.until

    def holds(self, one: Cited) -> bool:
        """Whether a claim speaks of one of the days; one that speaks of none is taken by its day of publication."""
        printed = one.published.astimezone(UTC).date() if one.published else None
        begin = one.claim.when.start or one.claim.when.end or one.claim.said or printed
        end = one.claim.when.end or one.claim.said or printed or begin
        if begin is None or end is None:
            return self.first is None and self.last is None
        return not (self.first and end < self.first) and not (self.last and begin > self.last)


class Codes(NamedTuple):
    """The P-codes (of OCHA's common operational datasets) of the units that hold a place; empty where unknown.
    ``place`` is its own, which is also one of the others where it is a unit."""

    adm1: str = ""
    adm2: str = ""
    adm3: str = ""
    place: str = ""


class Origins(NamedTuple):
    """Under which claims, outlets and addresses does a row stand? Each once, in order of the claims."""

    claims: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Happening:
    """An event with its claims (in order of publication) and the war on whose ground it lies, if any."""

    event: Event
    claims: tuple[Cited, ...]
    conflict: Conflict | None = None

    @property
    def origins(self) -> Origins:
        return origins(self.claims)


@dataclass(frozen=True, slots=True)
class Shift:
    """A place that changed its holder: from ``before`` to ``now``."""

    before: Stretch
    now: Stretch
    conflict: Conflict


class Material(Protocol):
    """Answers to one selection. Each method may be called once or not at all."""

    @property
    def selection(self) -> Selection: ...
    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The wars that are spoken of."""
        ...

    @property
    def cited(self) -> Mapping[str, Cited]:
        """Claims by id, at least all that stretches, statuses, happenings and shifts name."""
        ...

    def claims(self) -> Iterable[Cited]: ...
    def told(self) -> Iterable[tuple[Report, tuple[Cited, ...]]]:
        """Reports that make a claim, with these claims."""
        ...

    def readings(self) -> Iterable[Reading]: ...
    def stretches(self) -> Sequence[Stretch]: ...
    def statuses(self) -> Sequence[Status]: ...
    def happenings(self) -> Sequence[Happening]: ...
    def shifts(self) -> Sequence[Shift]: ...
    def codes(self, place: Place) -> Codes: ...


def point_of(place: Place | None) -> tuple[float, float] | None:
    """Longitude and latitude, six decimals; None where nobody gave any."""
    if place is None or place.lat is None or place.lon is None:
        return None
    return round(place.lon, 6), round(place.lat, 6)


def sides_of(conflicts: Iterable[Conflict]) -> dict[str, Side]:
    """All sides by code; where two wars share a code the first names it."""
    found: dict[str, Side] = {}
    for conflict in conflicts:
        for side in conflict.sides:
            found.setdefault(side.code, side)
    return found


def origins(claims: Iterable[Cited]) -> Origins:
    listed = tuple(claims)
    return Origins(
        tuple(dict.fromkeys(one.claim.id for one in listed)),
        tuple(dict.fromkeys(one.outlet for one in listed if one.outlet)),
        tuple(dict.fromkeys(one.url for one in listed if one.url)),
    )


def origins_of(ids: Iterable[str], cited: Mapping[str, Cited]) -> Origins:
    """The same for claims named by id; an id that is not among ``cited`` is kept without an outlet."""
    listed = tuple(ids)
    return origins(cited[id_] for id_ in listed if id_ in cited)._replace(claims=tuple(dict.fromkeys(listed)))


def under(status: Status) -> tuple[str, ...]:
    """The ids of the claims that a status rests on, weightiest first, then those of presence."""
    weighty = sorted(status.reasons, key=lambda r: -abs(r.weight))
    ids = [r.claim_id for r in weighty if r.claim_id] + [id_ for p in status.presence for id_ in p.claim_ids]
    return tuple(dict.fromkeys(ids))
