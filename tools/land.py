"""Builds src/outskirts/knowledge/land.json.zlib: where land ends and where borders run, for the background of the map.

    npm pack world-atlas@2 && python tools/land.py world-atlas-2.0.2.tgz

Arcs are thinned to about 700 m and kept as differences in 1/1000 degree; ``land`` are rings of arc numbers (``~n`` is
arc n backwards), ``borders`` the arcs between two countries. An arc that would settle a question which is in dispute is
left out of the borders (``LEFT_OUT``): the map takes no side.
"""

from __future__ import annotations

import json
import sys
import tarfile
import zlib
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

from shapely import LineString

TARGET = Path(__file__).parent.parent / "src" / "outskirts" / "knowledge" / "land.json.zlib"
UNIT = 1000
TOLERANCE = 0.007
# Natural Earth draws de facto lines; these boxes (west, south, east, north) hold the ones that the world disputes.
LEFT_OUT = {"Perekop, between Crimea and the mainland": (33.3, 45.6, 35.2, 46.3)}
ABOUT = {
    "what": "land and the borders between countries, about 1:10 million",
    "source": "Natural Earth, through the npm package world-atlas 2.0.2; thinned by tools/land.py",
    "licence": "public domain (Natural Earth); ISC (world-atlas)",
}


def main(archive: str) -> None:
    with tarfile.open(archive) as tar:
        member = tar.extractfile("package/countries-10m.json")
        assert member is not None
        topology = json.load(member)
    arcs = [points(arc, topology["transform"]) for arc in topology["arcs"]]
    users = Counter(n for g in topology["objects"]["countries"]["geometries"] for n in set(numbers(g["arcs"])))
    borders = [n for n, count in sorted(users.items()) if count > 1 and not in_dispute(arcs[n])]
    rings = [ring for g in topology["objects"]["land"]["geometries"] for ring in rings_of(g)]
    table = {
        "about": ABOUT,
        "unit": UNIT,
        "arcs": [differences(arc) for arc in arcs],
        "land": rings,
        "borders": borders,
    }
    packed = zlib.compress(json.dumps(table, separators=(",", ":")).encode(), 9)
    TARGET.write_bytes(packed)
    print(f"{TARGET.name}: {len(packed):,} bytes, {len(rings)} rings, {len(borders)} border arcs")


def points(arc: list[list[int]], transform: dict[str, list[float]]) -> list[tuple[int, int]]:
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    line = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        line.append((x * sx + tx, y * sy + ty))
    thinned = LineString(line).simplify(TOLERANCE).coords if len(line) > 2 else line
    return [(round(lon * UNIT), round(lat * UNIT)) for lon, lat in thinned]


def differences(line: list[tuple[int, int]]) -> list[int]:
    flat = list(line[0])
    for (x0, y0), (x1, y1) in pairwise(line):
        flat += [x1 - x0, y1 - y0]
    return flat


def numbers(arcs: Any) -> list[int]:
    return [arcs if arcs >= 0 else ~arcs] if isinstance(arcs, int) else [n for part in arcs for n in numbers(part)]


def rings_of(geometry: dict[str, Any]) -> list[list[int]]:
    parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return [ring for polygon in parts for ring in polygon]


def in_dispute(line: list[tuple[int, int]]) -> bool:
    def inside(west: float, south: float, east: float, north: float) -> bool:
        return all(west * UNIT <= x <= east * UNIT and south * UNIT <= y <= north * UNIT for x, y in line)

    return any(inside(*box) for box in LEFT_OUT.values())


if __name__ == "__main__":
    main(sys.argv[1])
