"""How near is the front, and so how fast does a word age? Fighting reported near a place sets the pace of its clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, floor, radians

import numpy as np
from numpy.typing import NDArray

from outskirts.merge.columns import FIGHTS, Columns, Floats, Ints
from outskirts.merge.evidence import Evidence, Rates
from outskirts.vocabulary import Place

KM_PER_DEGREE = 111.2
WAR = 10.0  # the war is in full swing at so many times the fights that make a front
Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Clock:
    """Each place's own time, at the front's pace where there is fighting all around, and at no less than ``floor``
    times that: before the first word on a place, ``heard`` (places,), only while the war is reported at all.
    ``stirred`` (groups of places, days) is the time that fighting nearby has moved, ``early`` the time before the
    first word, ``row`` (places,) the group of each."""

    stirred: NDArray[np.float32]
    early: NDArray[np.float32]
    row: Ints
    heard: Ints
    floor: float

    def at(self, place: Ints, day: Ints) -> Floats:
        """The time at the end of days (offsets from the first), places and days alike in shape."""
        row, heard = self.row[place], np.minimum(self.heard[place], self.stirred.shape[1] - 1)
        since = self.stirred[row, day].astype(np.float64) - self.stirred[row, heard]
        late = self.early[row, heard] + self.floor * (day - heard) + (1 - self.floor) * since
        return np.where(day <= heard, self.early[row, day], late)


@dataclass(frozen=True, slots=True)
class Front:
    """Independent words on fighting: ``counts`` of shape (cells, days from ``first``), ``cells`` names its rows. Places
    without coordinates have a cell of their own."""

    first: int
    cells: Mapping[Cell | str, int]
    counts: Floats
    rates: Rates

    def clock(self, places: Sequence[Place], heard: Ints, first: int, last: int) -> Clock:
        """The clocks of places for days ``first`` to ``last`` (proleptic ordinals); ``heard`` (places,) is the day of
        the first word on each."""
        groups: dict[tuple[int, ...], int] = {}
        row = np.array([groups.setdefault(self.around(place), len(groups)) for place in places], dtype=np.int64)
        stirred = np.zeros((len(groups), last - first + 1), dtype=np.float32)
        for rows, n in groups.items():
            if rows:
                stirred[n] = self.stirred(self.counts[list(rows)].sum(axis=0), first, last - first + 1)
        war = self.stirred(self.counts.sum(axis=0) / WAR, first, last - first + 1) if groups else stirred
        early = (stirred + self.rates.floor * war * (1 - stirred)).astype(np.float32)
        stirred[:, 0] = early[:, 0] = 0.0
        stirred, early = np.cumsum(stirred, axis=1, out=stirred), np.cumsum(early, axis=1, out=early)
        return Clock(stirred, early, row, heard - first, self.rates.floor)

    def around(self, place: Place) -> tuple[int, ...]:
        """Rows of ``counts`` within reach of a place."""
        named = {self.cells.get(key) for key in neighbours(place, self.rates.reach_km)}
        return tuple(sorted(row for row in named if row is not None))

    def stirred(self, counts: Floats, first: int, days: int) -> Floats:
        if not len(counts):
            return np.zeros(days)
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
