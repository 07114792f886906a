"""Who held a place before anything was heard of it? The holdings of the conflict file, at one place."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from outskirts.detect.gazetteer.unit_words import region_keys
from outskirts.vocabulary import Area, Conflict, Place


def holdings(place: Place, conflict: Conflict) -> tuple[tuple[date, str], ...]:
    """The rows of the conflict file that cover the place, as (since, side) in order of time; of rows of one day the
    later overrides the earlier."""
    found = {row.since: row.side for row in sorted(conflict.holdings, key=lambda r: r.since) if covers(row.area, place)}
    return tuple(sorted(found.items()))


def covers(area: Area, place: Place) -> bool:
    """Whether any part of the area's description fits the place."""
    if place.country in area.countries or in_region(area, place.admin1):
        return True
    if place.name in area.places or place.id in area.places:
        return True
    if not area.polygon or place.lat is None or place.lon is None:
        return False
    return inside(place.lat, place.lon, area.polygon)


def in_region(area: Area, name: str) -> bool:
    """Whether a region is one of the area's, with or without its unit word ("Kursk", "Kursk Oblast")."""
    return bool(name and area.regions) and not region_keys(name).isdisjoint(keys_of(area.regions))


@lru_cache(maxsize=1024)
def keys_of(regions: tuple[str, ...]) -> frozenset[str]:
    return frozenset(key for region in regions for key in region_keys(region))


def inside(lat: float, lon: float, polygon: tuple[tuple[float, float], ...]) -> bool:
    """Whether a point lies in a polygon of (lat, lon) vertices (even-odd rule)."""
    within = False
    for (y1, x1), (y2, x2) in zip(polygon, (*polygon[1:], polygon[0]), strict=True):
        if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            within = not within
    return within
