"""A war: its sides, its ground, who held what at the start."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from outskirts.vocabulary.mentions import Place


@dataclass(frozen=True, slots=True)
class Area:
    """Ground named in a conflict file: any of countries (ISO 3166 alpha-2), regions (admin1 names), places (names),
    and a
    polygon as (lat, lon) vertices."""

    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    polygon: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """A belligerent. Word lists are as printed, matched without regard to case where they are lower case.

    ``home`` marks the recognised authority of the conflict's ground, to which "police" or "the mayor" belong unless
    something else is said; ``state`` a side that is (or speaks for) a state, whose adjective means the side.
    ``regions`` are places whose officials are the side's; ``generic`` words that mean the side in this war only
    ("rebels"); ``since`` and ``until`` the days between which the side's words mean it (None: throughout).
    """

    code: str
    name: str
    colour: str = "#777777"
    belligerent: bool = True
    home: bool = False
    state: bool = False
    since: date | None = None
    until: date | None = None
    allies: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    forces: tuple[str, ...] = ()
    officials: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Holding:
    """Who held an area from a day on, as the conflict file states it; later rows override earlier ones."""

    side: str
    area: Area
    since: date


@dataclass(frozen=True, slots=True)
class Conflict:
    """One war: its sides, its ground, who held what at the start."""

    id: str
    name: str
    start: date
    area: Area
    sides: tuple[Side, ...]
    holdings: tuple[Holding, ...] = ()
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """A named road as the towns along it, in order; ``names`` are how reports call it, ``missing`` the towns that the
    gazetteer does not know."""

    id: str
    name: str
    conflict: str
    names: tuple[str, ...]
    places: tuple[Place, ...]
    missing: tuple[str, ...] = ()
