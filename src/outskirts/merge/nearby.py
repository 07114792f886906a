"""What do words on places around, and on its region, tell of a place of which nobody speaks?

Who holds a place carries over to the villages around, the less the farther they lie, and who holds a whole region to
each of its places in a small share. Such a status never rests on a word of its own, and says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import asin, cos, exp, radians, sin, sqrt

import numpy as np

from outskirts.merge.columns import Columns, Floats, Ints
from outskirts.merge.estimate import Prepared, prepare
from outskirts.merge.evidence import Nearby
from outskirts.merge.front import Front, square
from outskirts.merge.voices import Interest, Voice
from outskirts.vocabulary import Conflict, Place, Stretch

EARTH_KM = 6371.0
MONTH = 30
REGIONS = frozenset({"region", "district"})
UNITS = frozenset({"country", "region", "district", "area", "river", "lake", "sea", "mountain", "road"})


def spread(
    prepared: Prepared, found: Sequence[Stretch], conflict: Conflict, targets: Sequence[Place], near: Front, until: int
) -> Prepared | None:
    """What ``found`` (the stretches of places that are spoken of) tells of those of ``targets`` that nothing is said
    of, as claims on them; None where that is nothing. However much is said of a place, it tells of its neighbours no
    more than one witness would: who holds it, believed as far as that is likely. ``near`` is the front as the whole
    record tells it, ``until`` the last day asked for (an ordinal)."""
    told = list(carried(prepared, found, until))
    if not told:
        return None
    spoken = {place.id for place in prepared.columns.places}
    free = tuple(sorted({t.id: t for t in targets if t.id not in spoken}.values(), key=lambda place: place.id))
    source, target, share = pairs(prepared.columns.places, free, prepared.evidence.method.nearby)
    told.sort(key=lambda one: one[:2])
    start = np.searchsorted(source, [one[0] for one in told])
    count = np.searchsorted(source, [one[0] for one in told], side="right") - start
    if not count.sum():
        return None
    word = np.repeat(np.arange(len(told)), count)
    pair = np.repeat(start - np.cumsum(count) + count, count) + np.arange(count.sum())
    day = np.array([one[1] for one in told])[word]
    order = np.lexsort((word, day, target[pair]))
    word, pair, day = word[order], pair[order], day[order]
    used, place = np.unique(target[pair], return_inverse=True)
    columns = claims(
        prepared.columns.sides, tuple(free[n] for n in used), [told[n] for n in word], place, day, share[pair]
    )
    return prepare(columns, conflict, prepared.evidence, until=until, near=near, weight=np.ones(len(columns)))


def carried(
    prepared: Prepared, found: Sequence[Stretch], until: int
) -> Iterator[tuple[int, int, int, int, float, str]]:
    """What the stretches say of the places around: number of their place, day, row, side, how likely, and a claim that
    it rests on. They speak from the day of their first word on, once a month; the first may be news."""
    columns, rows, index = prepared.columns, prepared.evidence.rows, prepared.evidence.index
    news, still = index["capture", "asserted", "in", True], index["hold", "asserted", "in", True]
    carries = np.array([row.spreads for row in rows])[columns.row] & (prepared.weight > 0)
    days = {columns.claim_ids[n]: int(columns.day[n]) for n in np.flatnonzero(carries)}
    numbers = {place.id: n for n, place in enumerate(columns.places)}
    before = ""
    for stretch in found:
        source = numbers[stretch.place.id]
        changed, before = before.startswith(f"{source} "), f"{source} {stretch.holder}"
        if stretch.holder not in columns.sides:
            continue
        told = min(((days[id_], id_) for id_ in stretch.claim_ids if id_ in days), default=None)
        if told is not None:
            side = columns.sides.index(stretch.holder)
            for day in range(told[0], stretch.end.toordinal() if stretch.end else until + 1, MONTH):
                yield source, day, news if changed else still, side, stretch.p, told[1]
                changed = False


def claims(
    sides: tuple[str, ...],
    places: tuple[Place, ...],
    told: Sequence[tuple[int, int, int, int, float, str]],
    place: Ints,
    day: Ints,
    share: Floats,
) -> Columns:
    """Words carried over, as claims of one voice believed as far as what they tell of is likely."""
    nothing = np.zeros(len(told), dtype=np.int64)
    voice = Voice("nearby:", "places nearby", "outlet", None, "nearby:")
    return Columns(
        sides, places, (voice,), tuple(one[5] for one in told), place, day, day * 86_400,
        row=np.array([one[2] for one in told]), actor=np.array([one[3] for one in told]), voice=nothing,
        chorus=nothing, interest=np.full(len(told), int(Interest.NEUTRAL)), copy=nothing, tie=nothing, own=nothing,
        begin=day, certainty=share, set_to=np.array([one[4] for one in told]),
    )  # fmt: skip


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
