"""How far apart are two points, and what box holds a circle? Degrees in, kilometres out."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371.0


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance on a sphere."""
    phi1, phi2 = radians(lat1), radians(lat2)
    half = sin((phi2 - phi1) / 2) ** 2 + cos(phi1) * cos(phi2) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def box(lat: float, lon: float, km: float) -> tuple[float, float, float, float]:
    """South, north, west, east edges of a box that holds the circle. West may lie below -180 and east above 180."""
    dlat = km / 111.19
    dlon = 360.0 if abs(lat) + dlat >= 89.9 else dlat / cos(radians(min(89.9, abs(lat) + dlat)))
    return lat - dlat, lat + dlat, lon - dlon, lon + dlon
