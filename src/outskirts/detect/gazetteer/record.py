"""What does one source say about one place?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Name:
    """One written form. ``old`` where it is no longer (or not officially) in use; ``since`` and ``until`` bound its
    use,
    None where unknown; ``until`` is the first day on which it no longer held."""

    form: str
    old: bool = False
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """``ids`` are all the identifiers that the source knows the place by, as ``scheme:value``, the preferred first; a
    record merges with any earlier one that shares an id. ``parent`` is the id of the unit that holds it, whose point
    stands in where ``lat`` and ``lon`` are None. ``boundary`` is a GeoJSON geometry as text."""

    ids: tuple[str, ...]
    name: str
    lat: float | None = None
    lon: float | None = None
    kind: str = "settlement"
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    population: int = 0
    source: str = ""
    parent: str = ""
    names: tuple[Name, ...] = field(default=())
    boundary: str = ""
