"""What does a place look like on the map? Size by population, shape and colour by holder, sectors for parts.

Every thing is told twice: the holder by colour and by shape, contested by stripes and a dashed rim, so that the map can
be read without colour and from a black-and-white print.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from outskirts.vocabulary import CONTESTED, UNKNOWN, Bearing, Presence, Relation, Side, Status

LEAST, SMALLEST, LARGEST = 5.0, 7.0, 20.0
FAINTEST = 0.4
SHAPES = ("circle", "square", "diamond", "triangle", "hexagon")
EASTWARD = {b: 90 - 45 * n for n, b in enumerate(Bearing)}
SECTOR = 52.0
GREY = "#8a8f98"


@dataclass(frozen=True, slots=True)
class Mark:
    """``path`` is the outline, ``fill`` a colour or a pattern, ``opacity`` how sure the holder is."""

    path: str
    fill: str
    stroke: str
    opacity: float
    dashed: bool


@dataclass(frozen=True, slots=True)
class Sector:
    """A part of a place in which a side is reported: a band beyond the rim, or all around it (``ring``)."""

    path: str
    colour: str
    ring: bool


def radius(population: int) -> float:
    """Sheet units: 7 for a hamlet or a place whose size is not known, 20 for a million."""
    share = (math.log10(max(population, 1)) - 3) / 3
    return SMALLEST + (LARGEST - SMALLEST) * min(1.0, max(0.0, share))


def mark(status: Status, x: float, y: float, size: float, sides: Mapping[str, Side]) -> Mark:
    if status.holder == UNKNOWN:
        return Mark(outline("circle", x, y, size * 0.85), "none", GREY, 1.0, True)
    if status.holder == CONTESTED:
        first, second = rivals(status, sides)
        return Mark(outline("circle", x, y, size), f"url(#{pattern(first, second)})", "#333", 1.0, True)
    tone = colour(status.holder, sides)
    sure = status.control.get(status.holder, 0.0)
    opacity = round(FAINTEST + (1 - FAINTEST) * max(0.0, (sure - 0.5) / 0.5), 2)
    return Mark(outline(shape(status.holder, sides), x, y, size), tone, tone, opacity, False)


def rivals(status: Status, sides: Mapping[str, Side]) -> tuple[str, str]:
    """The two sides that a contested place lies between, by code, most likely first."""
    codes = [c for c in status.control if c not in (CONTESTED, UNKNOWN)]
    inside = {p.side for p in status.presence}
    ranked = sorted(codes, key=lambda c: (c not in inside, -status.control[c], c))
    ranked += [c for c, side in sides.items() if side.belligerent and c not in ranked]
    first, second = sorted([*ranked, "", ""][:2])
    return first, second


def pattern(first: str, second: str) -> str:
    return f"stripes-{first or 'none'}-{second or 'none'}"


def colour(code: str, sides: Mapping[str, Side]) -> str:
    return sides[code].colour if code in sides else GREY


def shape(code: str, sides: Mapping[str, Side]) -> str:
    """By the side's place among the belligerents."""
    codes = [c for c, side in sides.items() if side.belligerent]
    return SHAPES[codes.index(code) % len(SHAPES)] if code in codes else SHAPES[0]


def outline(name: str, x: float, y: float, size: float) -> str:
    """An SVG path around (x, y); all shapes of one size cover about the same area."""
    if name == "circle":
        half = f"a{size:.1f} {size:.1f} 0 1 0"
        return f"M{x - size:.1f} {y:.1f}{half} {2 * size:.1f} 0{half} {-2 * size:.1f} 0Z"
    corners, turn, factor = {
        "square": (4, 45.0, 1.25),
        "diamond": (4, 0.0, 1.3),
        "triangle": (3, 90.0, 1.5),
        "hexagon": (6, 0.0, 1.1),
    }[name]
    points = []
    for n in range(corners):
        angle = math.radians(turn + 360 * n / corners)
        points.append(f"{x + math.cos(angle) * size * factor:.1f} {y - math.sin(angle) * size * factor:.1f}")
    return f"M{'L'.join(points)}Z"


def sectors(status: Status, x: float, y: float, size: float, sides: Mapping[str, Side]) -> tuple[Sector, ...]:
    """Where sides other than the holder are inside; a contested place shows all whose part is known."""
    shown = [p for p in status.presence if p.side != status.holder and (p.bearing or p.relation is Relation.OUTSKIRTS)]
    ordered = sorted(shown, key=lambda p: (p.side, str(p.bearing), p.part))
    return tuple(sector(p, x, y, size * 1.15, colour(p.side, sides)) for p in ordered)


def sector(presence: Presence, x: float, y: float, size: float, tone: str) -> Sector:
    inner, outer = size + 2.5, size + 8.0
    if presence.bearing is None:
        return Sector(outline("circle", x, y, (inner + outer) / 2), tone, True)
    return Sector(band(x, y, EASTWARD[presence.bearing], inner, outer), tone, False)


def band(x: float, y: float, middle: float, inner: float, outer: float) -> str:
    """A path between two circles around (x, y), ``SECTOR`` degrees wide about ``middle`` (anticlockwise from east)."""
    first, last = math.radians(middle - SECTOR / 2), math.radians(middle + SECTOR / 2)
    corners = ((inner, first), (inner, last), (outer, last), (outer, first))
    a, b, c, d = (f"{x + math.cos(angle) * r:.1f} {y - math.sin(angle) * r:.1f}" for r, angle in corners)
    return f"M{a}A{inner:.1f} {inner:.1f} 0 0 0 {b}L{c}A{outer:.1f} {outer:.1f} 0 0 1 {d}Z"
