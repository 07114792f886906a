"""How near is the front, and so how fast does a word age? Fighting reported near a place sets the pace of its clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, floor, radians

import numpy as np

from outskirts.merge.columns import FIGHTS, Columns, Floats, Ints
from outskirts.merge.evidence import Evidence, Rates
from outskirts.vocabulary import Place

KM_PER_DEGREE = 111.2
Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Front:
    """Independent words on fighting: ``counts`` of shape (cells, days from ``first``), ``cells`` names its rows. Places
    without coordinates have a cell of their own."""

    first: int
    cells: Mapping[Cell | str, int]
    counts: Floats
    rates: Rates

    def pace(self, places: Sequence[Place], first: int, last: int) -> Floats:
        """Shape (places, last - first + 1): the share of the front's pace in [0, 1] on each day (proleptic ordinals,
        inclusive) at each place, before the floor is laid."""
        days = last - first + 1
        spread = np.zeros((len(places), days), dtype=np.float32)
        groups: dict[tuple[int, ...], list[int]] = {}
        for n, place in enumerate(places):
            groups.setdefault(self.around(place), []).append(n)
        for rows, members in groups.items():
            if rows:
                spread[members] = self.stirred(self.counts[list(rows)].sum(axis=0), first, days)
        return spread.astype(np.float64)

    def around(self, place: Place) -> tuple[int, ...]:
        """Rows of ``counts`` within reach of a place."""
        named = {self.cells.get(key) for key in neighbours(place, self.rates.reach_km)}
        return tuple(sorted(row for row in named if row is not None))

    def stirred(self, counts: Floats, first: int, days: int) -> Floats:
        span = self.rates.span_days
        total = np.concatenate(([0.0], np.cumsum(counts)))
        at = np.arange(first, first + days) - self.first
        heard = total[np.clip(at + span + 1, 0, len(counts))] - total[np.clip(at - span, 0, len(counts))]
        return -np.expm1(-heard / self.rates.full)


def front(columns: Columns, weights: Floats, evidence: Evidence) -> Front:
    """The front as all the columns tell it."""
    stirs = np.array([row.kind in FIGHTS for row in evidence.rows])[columns.row] if len(columns) else np.zeros(0, bool)
    told = stirs & (weights > 0)
    rates = evidence.method.rates
    if not told.any():
        return Front(0, {}, np.zeros((0, 0)), rates)
    day: Ints = columns.day[told]
    cells: dict[Cell | str, int] = {}
    of_place = np.array([cells.setdefault(cell(place, rates.reach_km), len(cells)) for place in columns.places])
    first, last = int(day.min()), int(day.max())
    counts = np.zeros((len(cells), last - first + 1))
    np.add.at(counts, (of_place[columns.place[told]], day - first), weights[told])
    return Front(first, cells, counts, rates)


def cell(place: Place, reach_km: float) -> Cell | str:
    if place.lat is None or place.lon is None:
        return place.id
    return square(place.lat, place.lon, reach_km / KM_PER_DEGREE)


def square(lat: float, lon: float, size: float) -> Cell:
    band = floor(lat / size)
    return band, floor(lon * max(0.05, cos(radians(band * size))) / size)


def neighbours(place: Place, reach_km: float) -> set[Cell | str]:
    if place.lat is None or place.lon is None:
        return {place.id}
    size = reach_km / KM_PER_DEGREE
    wide = size / max(0.05, cos(radians(place.lat)))
    steps = (-1, 0, 1)
    return {square(place.lat + size * y, place.lon + wide * x, size) for y in steps for x in steps}
