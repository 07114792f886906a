"""Where on the sheet does a point of the world lie? Mercator, fitted to a rectangle; scale bar and graticule too."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

EARTH = 6_371_008.8
LIMIT = 85.0
# The smallest height of a map, degrees: one town alone is shown with what lies around it.
SMALLEST = 0.35
STEPS = (0.05, 0.1, 0.2, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0)


@dataclass(frozen=True, slots=True)
class Box:
    """Degrees; ``west`` < ``east``."""

    south: float
    west: float
    north: float
    east: float

    def grown(self, share: float) -> Box:
        dy, dx = (self.north - self.south) * share, (self.east - self.west) * share
        return Box(self.south - dy, self.west - dx, self.north + dy, self.east + dx)

    def holds(self, lat: float, lon: float) -> bool:
        return self.south <= lat <= self.north and self.west <= lon <= self.east


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle of the sheet (``left``, ``top``, ``width``, ``height`` in its units) that shows the world around a
    point: ``scale`` units to a radian, ``x0`` and ``y0`` the Mercator point at its centre."""

    left: float
    top: float
    width: float
    height: float
    scale: float
    x0: float
    y0: float

    def xy(self, lat: float, lon: float) -> tuple[float, float]:
        x = self.left + self.width / 2 + (math.radians(lon) - self.x0) * self.scale
        y = self.top + self.height / 2 - (northing(lat) - self.y0) * self.scale
        return x, y

    def shows(self, lat: float, lon: float, margin: float = 0.0) -> bool:
        x, y = self.xy(lat, lon)
        right, bottom = self.left + self.width - margin, self.top + self.height - margin
        return self.left + margin <= x <= right and self.top + margin <= y <= bottom

    @property
    def box(self) -> Box:
        dx, dy = self.width / 2 / self.scale, self.height / 2 / self.scale
        south, north = latitude(self.y0 - dy), latitude(self.y0 + dy)
        return Box(south, math.degrees(self.x0 - dx), north, math.degrees(self.x0 + dx))

    @property
    def metres_per_unit(self) -> float:
        """At the centre of the frame."""
        return EARTH * math.cos(math.radians(latitude(self.y0))) / self.scale


def northing(lat: float) -> float:
    clipped = max(-LIMIT, min(LIMIT, lat))
    return math.asinh(math.tan(math.radians(clipped)))


def latitude(y: float) -> float:
    return math.degrees(math.atan(math.sinh(y)))


def around(points: Iterable[tuple[float, float]]) -> Box:
    """The box of (lat, lon) points, at least ``SMALLEST`` degrees high. Raises ValueError where there is none."""
    found = list(points)
    if not found:
        raise ValueError("a map needs at least one point")
    lats, lons = [lat for lat, _ in found], [lon for _, lon in found]
    middle_lat, middle_lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    tall = max(max(lats) - min(lats), SMALLEST) / 2
    wide = max(max(lons) - min(lons), SMALLEST) / 2
    return Box(middle_lat - tall, middle_lon - wide, middle_lat + tall, middle_lon + wide)


def fit(box: Box, left: float, top: float, width: float, height: float, margin: float) -> Frame:
    """The frame that shows all of ``box`` with ``margin`` units around it."""
    x0 = (math.radians(box.west) + math.radians(box.east)) / 2
    y0 = (northing(box.south) + northing(box.north)) / 2
    across = max(math.radians(box.east - box.west), 1e-9)
    up = max(northing(box.north) - northing(box.south), 1e-9)
    scale = min((width - 2 * margin) / across, (height - 2 * margin) / up)
    return Frame(left, top, width, height, scale, x0, y0)


def scale_bar(frame: Frame, longest: float) -> tuple[float, str]:
    """Length in sheet units (at most ``longest``) and label of a round distance: 1, 2 or 5 times a power of ten."""
    most = longest * frame.metres_per_unit
    power = 10 ** math.floor(math.log10(most))
    metres = next(power * factor for factor in (5, 2, 1) if power * factor <= most)
    label = f"{metres / 1000:,.0f} km" if metres >= 1000 else f"{metres:.0f} m"
    return metres / frame.metres_per_unit, label


def step(span: float) -> float:
    """The distance of graticule lines, degrees, that gives about three to six of them."""
    return next((s for s in STEPS if span / s <= 6), STEPS[-1])


def lines(low: float, high: float, every: float) -> list[float]:
    first = math.ceil(low / every)
    return [round(n * every, 6) for n in range(first, math.floor(high / every) + 1)]


def degrees(value: float, positive: str, negative: str) -> str:
    """``48.5° N``."""
    mark = positive if value > 0 else negative if value < 0 else ""
    return f"{abs(value):g}° {mark}".strip()
