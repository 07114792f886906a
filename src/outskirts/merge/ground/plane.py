"""Where does a point of the world lie on a plane in kilometres on which areas are true? Lambert's azimuthal
equal-area projection around a point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin
from typing import Any

import numpy as np
import shapely

from outskirts.merge.columns import Floats

EARTH_KM = 6371.0088


@dataclass(frozen=True, slots=True)
class Plane:
    """``lat`` and ``lon`` are its centre, degrees. Shapes are shapely's: on the globe (lon, lat), here kilometres."""

    lat: float
    lon: float

    def flat(self, points: Floats) -> Floats:
        """Points (n, 2) of (lon, lat) degrees as (x, y) kilometres."""
        lon, lat = np.radians(points[:, 0]) - radians(self.lon), np.radians(points[:, 1])
        s, c = sin(radians(self.lat)), cos(radians(self.lat))
        k = np.sqrt(2 / np.maximum(1e-9, 1 + s * np.sin(lat) + c * np.cos(lat) * np.cos(lon))) * EARTH_KM
        y = c * np.sin(lat) - s * np.cos(lat) * np.cos(lon)
        return np.column_stack((k * np.cos(lat) * np.sin(lon), k * y))

    def globe(self, points: Floats) -> Floats:
        """The way back."""
        x, y = points[:, 0] / EARTH_KM, points[:, 1] / EARTH_KM
        s, c = sin(radians(self.lat)), cos(radians(self.lat))
        far = np.maximum(np.hypot(x, y), 1e-15)
        angle = 2 * np.arcsin(np.minimum(1.0, far / 2))
        lat = np.arcsin(np.clip(np.cos(angle) * s + y * np.sin(angle) * c / far, -1, 1))
        lon = np.arctan2(x * np.sin(angle), far * c * np.cos(angle) - y * s * np.sin(angle))
        return np.column_stack((np.degrees(lon) + self.lon, np.degrees(lat)))

    def flattened(self, shape: Any) -> Any:
        """A shape, or an array of them."""
        return shapely.transform(shape, self.flat)

    def curved(self, shape: Any) -> Any:
        return shapely.transform(shape, self.globe)


def around(points: Sequence[tuple[float, float]]) -> Plane:
    """The plane about the middle of (lat, lon) points."""
    lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
    return Plane((min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2)
