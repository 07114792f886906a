"""What shape have countries and regions? Those that the user gave boundaries of as given; else the land between the
coasts and borders of the bundled file, each piece of the country whose places lie on it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import shapely
from shapely.errors import ShapelyError
from shapely.geometry import shape

from outskirts.knowledge.land import lines, unwrapped
from outskirts.merge.ground.plane import Plane
from outskirts.vocabulary import Place

Box = tuple[float, float, float, float]
WIDEST = 180.0  # degrees: a longer step of a coast is one across the 180th meridian
REGION = 25  # places: of a neighbour only its regions may be known here, and some villages lie astray across a border
MOST_OF = 0.95  # boundaries that cover so much of a country are all of it


@dataclass(frozen=True, slots=True)
class Piece:
    """A region whose boundary is known, or (without a name) what else there is of a country; ``shape`` in kilometres
    on a plane."""

    country: str
    region: str
    shape: Any


def pieces(country: str, land: Any, boundaries: Iterable[tuple[Place, str]], plane: Plane) -> tuple[Piece, ...]:
    """A country's ``land`` (kilometres) cut along the boundaries (GeoJSON geometries) that are known of its regions.
    The pieces do not overlap; where the boundaries cover nearly all of the land, they alone are the country."""
    found: list[Piece] = []
    taken = shapely.from_wkt("POLYGON EMPTY")
    for place, text in sorted(boundaries, key=lambda pair: pair[0].id):
        if place.country != country or place.kind != "region":
            continue
        whole = solid(text, plane)
        free = whole if taken.is_empty else shapely.difference(whole, taken)
        if free.area > 0:
            found.append(Piece(country, place.admin1 or place.name, free))
            taken = shapely.union_all([taken, free])
    if not found:
        return (Piece(country, "", land),)
    rest = shapely.difference(land, taken)
    if rest.area > (1 - MOST_OF) * land.area:
        found.append(Piece(country, "", rest))
    return tuple(found)


def solid(text: str, plane: Plane) -> Any:
    """A boundary as a valid shape on the plane; empty where it cannot be read."""
    try:
        return shapely.make_valid(plane.flattened(shape(json.loads(text))))
    except (ShapelyError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return shapely.from_wkt("POLYGON EMPTY")


def countries(window: Box, places: Sequence[Place]) -> dict[str, Any]:
    """The land of each country within a window (west, south, east, north; degrees), as shapes of (lon, lat). A piece
    of land belongs to the country of most of the places on it, the centre of a region counting as many; one with no
    place on it to none."""
    land = faces(window)
    located = [p for p in places if p.lat is not None and p.lon is not None and p.country]
    tree = shapely.STRtree(land)
    point, face = tree.query(shapely.points([(p.lon, p.lat) for p in located]), predicate="within")
    votes: dict[int, Counter[str]] = {}
    for n, on in zip(point, face, strict=True):
        weight = REGION if located[n].kind == "region" else 1
        votes.setdefault(int(on), Counter())[located[n].country] += weight
    found: dict[str, list[Any]] = {}
    for on, counted in sorted(votes.items()):
        country = min(counted.items(), key=lambda pair: (-pair[1], pair[0]))[0]
        found.setdefault(country, []).append(land[on])
    return {country: shapely.union_all(parts) for country, parts in found.items()}


@cache
def faces(window: Box) -> Any:
    """The pieces of land within a window, between coasts and borders."""
    frame = shapely.box(*window)
    known = lines()
    drawn = [part for line in (*known.land, *known.borders) for part in unbroken(line)]
    near = shapely.clip_by_rect(drawn, *window)
    edges = shapely.union_all([*near[~shapely.is_empty(near)], frame.boundary])
    found = shapely.get_parts(shapely.polygonize(shapely.get_parts(edges)))
    return found[on_land(shapely.point_on_surface(found))]


def unbroken(line: Sequence[tuple[float, float]]) -> list[Any]:
    """A line as the stretches that do not cross the 180th meridian."""
    points = np.array(line)
    cuts = np.flatnonzero(np.abs(np.diff(points[:, 0])) > WIDEST) + 1
    return [shapely.linestrings(part) for part in np.split(points, cuts) if len(part) > 1]


@cache
def solids() -> Any:
    return np.array(
        [shapely.polygons(ring) for line in lines().land for ring in unwrapped(line) if len(ring) > 3], dtype=object
    )


def on_land(points: Any) -> Any:
    """Whether points (lon, lat) lie on land: within an odd number of rings, since lakes are rings within rings."""
    point, _ = shapely.STRtree(solids()).query(points, predicate="within")
    return np.bincount(point, minlength=len(points)) % 2 == 1
