"""What lies under the places? Land, coasts and borders from the bundled file, cut to what a frame shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from outskirts.knowledge.land import Line, lines, unwrapped
from outskirts.publish.mapping.projection import Box, Frame


@dataclass(frozen=True, slots=True)
class World:
    """``land`` rings and ``borders`` lines as (lon, lat) degrees, each with its box."""

    land: tuple[tuple[Box, Line], ...]
    borders: tuple[tuple[Box, Line], ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """Paths of SVG in sheet units."""

    land: str
    borders: str


@cache
def world() -> World:
    known = lines()
    rings = [whole for ring in known.land for whole in unwrapped(ring)]
    return World(tuple((box_of(r), r) for r in rings), tuple((box_of(b), b) for b in known.borders))


def box_of(line: Line) -> Box:
    lons, lats = [p[0] for p in line], [p[1] for p in line]
    return Box(min(lats), min(lons), max(lats), max(lons))


def ground(frame: Frame) -> Ground:
    """The land and the borders that the frame shows."""
    window = frame.box.grown(0.05)
    land = (cut_ring(ring, window) for box, ring in world().land if meets(box, window))
    borders = (part for box, line in world().borders if meets(box, window) for part in cut_line(line, window))
    return Ground("".join(path(r, frame, True) for r in land if len(r) > 2), "".join(path(b, frame) for b in borders))


def meets(one: Box, other: Box) -> bool:
    return not (one.east < other.west or one.west > other.east or one.north < other.south or one.south > other.north)


def cut_ring(ring: Line, window: Box) -> Line:
    """The ring within the window (Sutherland and Hodgman: one edge of the window after the other)."""
    for axis, limit, keep_above in (
        (0, window.west, 1),
        (0, window.east, -1),
        (1, window.south, 1),
        (1, window.north, -1),
    ):
        ring = cut_half(ring, axis, limit, keep_above)
        if not ring:
            return []
    return ring


def cut_half(ring: Line, axis: int, limit: float, sign: int) -> Line:
    kept: Line = []
    before = ring[-1]
    was_in = (before[axis] - limit) * sign >= 0
    for point in ring:
        is_in = (point[axis] - limit) * sign >= 0
        if is_in != was_in:
            kept.append(crossing(before, point, axis, limit))
        if is_in:
            kept.append(point)
        before, was_in = point, is_in
    return kept


def crossing(a: tuple[float, float], b: tuple[float, float], axis: int, limit: float) -> tuple[float, float]:
    share = (limit - a[axis]) / (b[axis] - a[axis])
    other = a[1 - axis] + share * (b[1 - axis] - a[1 - axis])
    return (limit, other) if axis == 0 else (other, limit)


def cut_line(line: Line, window: Box) -> list[Line]:
    """The stretches of a line near the window: those with a point inside, and one point more at each end."""
    parts: list[Line] = []
    current: Line = []
    for n, (lon, lat) in enumerate(line):
        if window.holds(lat, lon):
            if not current and n:
                current = [line[n - 1]]
            current.append((lon, lat))
        elif current:
            parts.append([*current, (lon, lat)])
            current = []
    return [*parts, current] if current else parts


def path(line: Line, frame: Frame, closed: bool = False) -> str:
    """An SVG path; points that fall on the one before are left out."""
    points: list[str] = []
    for lon, lat in line:
        x, y = frame.xy(lat, lon)
        point = f"{x:.1f} {y:.1f}"
        if not points or points[-1] != point:
            points.append(point)
    return f"M{'L'.join(points)}{'Z' if closed else ''}"
