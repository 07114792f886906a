"""What do words on places around, and on its region, tell of a place of which nobody speaks?

A capture or a withdrawal carries over to the villages around, the less the farther they lie, and what is said of a
whole
region to each of its places in a small share. Such a status never rests on a word of its own, and says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import fields
from math import asin, cos, exp, radians, sin, sqrt

import numpy as np

from outskirts.merge.columns import Columns, Floats, Ints
from outskirts.merge.estimate import Prepared, prepare
from outskirts.merge.evidence import Nearby
from outskirts.merge.front import Front, square
from outskirts.vocabulary import Conflict, Place

EARTH_KM = 6371.0
REGIONS = frozenset({"region", "district"})
UNITS = frozenset({"country", "region", "district", "area", "river", "lake", "sea", "mountain", "road"})


def spread(
    prepared: Prepared, conflict: Conflict, targets: Sequence[Place], near: Front, until: int
) -> Prepared | None:
    """What is said of other places, as claims on those of ``targets`` that nothing is said of; None where that is
    nothing. ``near`` is the front as the whole record tells it, ``until`` the last day asked for (an ordinal)."""
    columns, rows = prepared.columns, prepared.evidence.rows
    spoken = {place.id for place in columns.places}
    free = tuple(sorted({t.id: t for t in targets if t.id not in spoken}.values(), key=lambda place: place.id))
    source, target, share = pairs(columns.places, free, prepared.evidence.method.nearby)
    told = np.flatnonzero(np.array([row.spreads for row in rows])[columns.row] & (prepared.weight > 0))
    start = np.searchsorted(source, columns.place[told])
    count = np.searchsorted(source, columns.place[told], side="right") - start
    if not count.sum():
        return None
    claim = np.repeat(told, count)
    pair = np.repeat(start - np.cumsum(count) + count, count) + np.arange(count.sum())
    order = np.lexsort((columns.tie[claim], columns.printed[claim], columns.day[claim], target[pair]))
    claim, pair = claim[order], pair[order]
    used, place = np.unique(target[pair], return_inverse=True)
    values = {f.name: getattr(columns, f.name) for f in fields(Columns)}
    whole = {name: value[claim] for name, value in values.items() if isinstance(value, np.ndarray)}
    whole |= {"place": place, "certainty": columns.certainty[claim] * share[pair]}
    ids = tuple(columns.claim_ids[n] for n in claim)
    told_of = Columns(columns.sides, tuple(free[n] for n in used), columns.voices, ids, **whole)
    return prepare(told_of, conflict, prepared.evidence, until=until, near=near, weight=prepared.weight[claim])


def pairs(sources: Sequence[Place], targets: Sequence[Place], method: Nearby) -> tuple[Ints, Ints, Floats]:
    """Which source tells of which target, in what share, ordered by source; shapes (n,)."""
    size = method.reach_km / 111.2
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    units: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, place in enumerate(targets):
        if place.lat is not None and place.lon is not None:
            cells[square(place.lat, place.lon, size)].append(n)
        for unit in {place.admin1, place.admin2} - {""}:
            units[place.country, unit].append(n)
    found: list[tuple[int, int, float]] = []
    for n, place in enumerate(sources):
        if place.kind in REGIONS:
            found += [(n, m, method.region) for m in units.get((place.country, place.name), ())]
        elif place.kind not in UNITS and place.lat is not None and place.lon is not None and not place.located_by:
            found += [(n, m, share) for m, share in around(place, targets, cells, size, method)]
    table = np.array(found, dtype=np.float64).reshape(-1, 3)
    return table[:, 0].astype(np.int64), table[:, 1].astype(np.int64), table[:, 2]


def around(
    place: Place, targets: Sequence[Place], cells: dict[tuple[int, int], list[int]], size: float, method: Nearby
) -> list[tuple[int, float]]:
    """Targets within reach of a place, with the share that carries over."""
    lat, lon = place.lat or 0.0, place.lon or 0.0
    wide = size / max(0.05, cos(radians(lat)))
    squares = {square(lat + size * y, lon + wide * x, size) for y in (-1, 0, 1) for x in (-1, 0, 1)}
    found = []
    for m in sorted(m for cell in squares for m in cells.get(cell, ())):
        km = kilometres(lat, lon, targets[m].lat or 0.0, targets[m].lon or 0.0)
        if km <= method.reach_km:
            found.append((m, method.share * exp(-km / method.fade_km)))
    return found


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance of two points in degrees."""
    p, q, d = radians(lat1), radians(lat2), radians(lon2 - lon1)
    return 2 * EARTH_KM * asin(min(1.0, sqrt(sin((q - p) / 2) ** 2 + cos(p) * cos(q) * sin(d / 2) ** 2)))
