"""What ground is there? The named places of a conflict's area, the cell of each, and the region that it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import shapely

from outskirts.merge.columns import Floats
from outskirts.merge.ground import plane as planes
from outskirts.merge.ground.cells import Shapes, cells, distinct
from outskirts.merge.ground.holders import covered
from outskirts.merge.ground.outline import Piece, countries, pieces
from outskirts.merge.ground.plane import Plane
from outskirts.vocabulary import Area, Conflict, Place

KINDS = frozenset({"settlement", "municipality", "quarter", "site"})
MARGIN = 2.0  # degrees around the ground, so that its edge is the edge of cells and not of the window


@dataclass(frozen=True, slots=True)
class Terrain:
    """One entry a place: ``points`` (n, 2) and ``cells`` (n,) in kilometres on the ``plane``, ``regions`` its country
    and its region, ``km2`` (n,) the size of its cell; ``outlines`` the ground of each country, all its cells."""

    places: tuple[Place, ...]
    plane: Plane
    points: Floats
    cells: Shapes
    regions: tuple[tuple[str, str], ...]
    km2: Floats
    outlines: Mapping[str, Any]


def terrain(
    conflict: Conflict,
    places: Iterable[Place],
    heard: Iterable[Place] = (),
    boundaries: Sequence[tuple[Place, str]] = (),
) -> Terrain:
    """``places`` are settlements, of the area and around it, and regions (whose centres tell which land is which
    country's); ``heard`` those that reports speak of, which go before others at the same point. ``boundaries`` are
    GeoJSON geometries of regions."""
    known = [p for p in (*heard, *sorted(places, key=lambda p: (-p.population, p.id))) if p.lat is not None]
    sites = list({p.id: p for p in reversed(known) if p.kind in KINDS and not p.located_by}.values())[::-1]
    ground = covered(narrow(conflict.area), sites)
    if not ground.any():
        return empty()
    window = box_of([p for p, on in zip(sites, ground, strict=True) if on])
    plane = Plane((window[1] + window[3]) / 2, (window[0] + window[2]) / 2)
    sites = [p for p in sites if inside(p, window)]
    land = countries(window, [*sites, *(p for p in known if p.kind == "region")])
    wanted = {p.country for p, on in zip(sites, covered(narrow(conflict.area), sites), strict=True) if on}
    found = [
        of_country([p for p in sites if p.country == country], land[country], boundaries, plane)
        for country in sorted(wanted & land.keys())
    ]
    whole = joined(found, plane) if found else empty()
    if conflict.area.polygon and not conflict.area.countries and not conflict.area.regions:
        return clipped(whole, conflict.area)
    return chosen(whole, covered(narrow(conflict.area), whole.places))


def narrow(area: Area) -> Area:
    """Without the polygon where there is a better word for the ground: it is drawn wide, to catch names."""
    return replace(area, polygon=()) if area.countries or area.regions else area


def box_of(places: Sequence[Place]) -> tuple[float, float, float, float]:
    lats, lons = [p.lat or 0.0 for p in places], [p.lon or 0.0 for p in places]
    south, north = max(-89.0, min(lats) - MARGIN), min(89.0, max(lats) + MARGIN)
    return min(lons) - MARGIN, south, max(lons) + MARGIN, north


def inside(place: Place, window: tuple[float, float, float, float]) -> bool:
    west, south, east, north = window
    return south <= (place.lat or 0.0) <= north and west <= (place.lon or 0.0) <= east


def of_country(sites: Sequence[Place], land: Any, boundaries: Sequence[tuple[Place, str]], plane: Plane) -> Terrain:
    """The cells of a country's places, piece by piece."""
    points = plane.flat(np.array([(p.lon, p.lat) for p in sites], dtype=np.float64))
    kept = distinct(points)
    sites, points = [sites[n] for n in kept], points[kept]
    parts = pieces(sites[0].country, plane.flattened(land), boundaries, plane)
    of = nearest_piece(points, parts)
    shapes = np.full(len(sites), shapely.from_wkt("POLYGON EMPTY"), dtype=object)
    for n, part in enumerate(parts):
        mine = np.flatnonzero(of == n)
        if len(mine):
            shapes[mine] = cells(points[mine], part.shape)
    regions = tuple((p.country, parts[n].region or p.admin1) for p, n in zip(sites, of, strict=True))
    filled = [part.shape for n, part in enumerate(parts) if (of == n).any()]
    outline = filled[0] if len(filled) == 1 else shapely.union_all(filled)
    return Terrain(tuple(sites), plane, points, shapes, regions, shapely.area(shapes), {sites[0].country: outline})


def nearest_piece(points: Floats, parts: Sequence[Piece]) -> Any:
    """The piece that each point lies on, or is nearest to."""
    if len(parts) == 1:
        return np.zeros(len(points), dtype=np.int64)
    return shapely.STRtree([part.shape for part in parts]).nearest(shapely.points(points))


def joined(parts: Sequence[Terrain], plane: Plane) -> Terrain:
    return Terrain(
        tuple(p for part in parts for p in part.places),
        plane,
        np.concatenate([part.points for part in parts]),
        np.concatenate([part.cells for part in parts]),
        tuple(r for part in parts for r in part.regions),
        np.concatenate([part.km2 for part in parts]),
        {country: shape for part in parts for country, shape in part.outlines.items()},
    )


def chosen(whole: Terrain, which: Any) -> Terrain:
    """Those of the places whose cell is not empty."""
    solid = whole.km2 > 0
    rows = np.flatnonzero(which & solid)
    partly = {p.country for p, left in zip(whole.places, solid & ~which, strict=True) if left}
    countries = np.array([p.country for p in whole.places])
    outlines = {
        country: shapely.union_all(whole.cells[rows[countries[rows] == country]]) if country in partly else shape
        for country, shape in whole.outlines.items()
    }
    return Terrain(
        tuple(whole.places[n] for n in rows),
        whole.plane,
        whole.points[rows],
        whole.cells[rows],
        tuple(whole.regions[n] for n in rows),
        whole.km2[rows],
        outlines,
    )


def clipped(whole: Terrain, area: Area) -> Terrain:
    """The ground within the polygon of an area."""
    ring = whole.plane.flattened(shapely.polygons([(lon, lat) for lat, lon in area.polygon]))
    ring = shapely.make_valid(ring)
    shapes = shapely.intersection(whole.cells, ring)
    outlines = {country: shapely.intersection(shape, ring) for country, shape in whole.outlines.items()}
    within = replace(whole, cells=shapes, km2=shapely.area(shapes), outlines=outlines)
    return chosen(within, np.ones(len(shapes), dtype=bool))


def empty() -> Terrain:
    nothing = np.zeros(0, dtype=object)
    return Terrain((), planes.Plane(0.0, 0.0), np.zeros((0, 2)), nothing, (), np.zeros(0), {})
