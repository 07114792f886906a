"""Who held each of many places before anything was heard of it? The holdings of the conflict file, all places at
once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import shapely

from outskirts.merge.columns import Flags, Ints
from outskirts.merge.estimate import state_of
from outskirts.vocabulary import Area, Conflict, Place


def covered(area: Area, places: Sequence[Place]) -> Flags:
    """Shape (places,): :func:`outskirts.merge.initial.covers` for each."""
    countries, regions, names = set(area.countries), set(area.regions), set(area.places)
    within = np.array(
        [p.country in countries or p.admin1 in regions or p.name in names or p.id in names for p in places], dtype=bool
    )
    if area.polygon and len(places):
        ring = shapely.polygons([(lon, lat) for lat, lon in area.polygon])
        shapely.prepare(ring)
        lon = np.array([np.nan if p.lon is None else p.lon for p in places], dtype=np.float64)
        lat = np.array([np.nan if p.lat is None else p.lat for p in places], dtype=np.float64)
        within |= shapely.contains_xy(ring, lon, lat)
    return within


def held(conflict: Conflict, places: Sequence[Place], on: date, sides: tuple[str, ...]) -> tuple[Ints, Ints]:
    """The state that the conflict file gives each place on a day (-1: none), and since when (a proleptic ordinal)."""
    state = np.full(len(places), -1)
    since = np.full(len(places), conflict.start.toordinal())
    for row in sorted(conflict.holdings, key=lambda row: row.since):
        if row.since <= on:
            there = covered(row.area, places)
            state[there] = state_of(row.side, sides)
            since[there] = row.since.toordinal()
    return state, since
