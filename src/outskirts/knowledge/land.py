"""Which land is there? Coasts and borders of the world from the bundled file (Natural Earth), as lines of degrees."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from outskirts import knowledge

FILE = "land.json.zlib"
Line = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Lines:
    """``land`` closed rings and ``borders`` lines as (lon, lat) degrees."""

    land: tuple[Line, ...]
    borders: tuple[Line, ...]


@cache
def lines() -> Lines:
    """The whole world; rings that cross the 180th meridian jump there."""
    table = json.loads(zlib.decompress((knowledge.root() / FILE).read_bytes()))
    arcs = [decoded(flat, table["unit"]) for flat in table["arcs"]]
    return Lines(tuple(joined(ring, arcs) for ring in table["land"]), tuple(arcs[n] for n in table["borders"]))


def decoded(flat: Sequence[int], unit: int) -> Line:
    x = y = 0
    line = []
    for n in range(0, len(flat), 2):
        x, y = x + flat[n], y + flat[n + 1]
        line.append((x / unit, y / unit))
    return line


def joined(numbers: Iterable[int], arcs: list[Line]) -> Line:
    """A ring of arcs; ``~n`` is arc n backwards, and neighbours share their end points."""
    ring: Line = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring


def unwrapped(ring: Line) -> list[Line]:
    """The ring without jumps at the 180th meridian: beyond it longitudes run on, and the ring comes once for each side
    of the world that it lies on."""
    shift, before, line = 0.0, ring[0][0], []
    for lon, lat in ring:
        if abs(lon - before) > 180:
            shift += 360 if lon < before else -360
        before = lon
        line.append((lon + shift, lat))
    east, west = max(p[0] for p in line), min(p[0] for p in line)
    if east > 180:
        return [line, [(lon - 360, lat) for lon, lat in line]]
    return [line, [(lon + 360, lat) for lon, lat in line]] if west < -180 else [line]
