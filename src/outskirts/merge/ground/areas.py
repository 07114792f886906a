"""Whose ground is it, on a day, as known at a time? Ground, lines of contact and cells, joined from the other modules.

A pure function of what was said, the places there are, and a day; the shapes it gives are shapely's, in degrees, as
(lon, lat).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import shapely

from outskirts.merge.ground import settings as numbers
from outskirts.merge.ground.beliefs import Ground, Heard, ground
from outskirts.merge.ground.contact import Contact, contacts
from outskirts.merge.ground.settings import Settings
from outskirts.merge.ground.shares import Share, shares
from outskirts.merge.ground.surface import Surface, part, surface
from outskirts.merge.ground.terrain import Terrain
from outskirts.vocabulary import CONTESTED, UNKNOWN, Place

BASES = ("reported", "nearby", "initial", "none")


@dataclass(frozen=True, slots=True)
class Patch:
    """The ground of a country on which ``holder`` (a side, CONTESTED or UNKNOWN) is likely enough; ``km2`` its size as
    drawn."""

    holder: str
    country: str
    shape: Any
    km2: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of contact: two sides equally likely; ``band`` the belt around it on which neither is likely enough;
    ``km`` its length."""

    sides: tuple[str, str]
    country: str
    line: Any
    band: Any
    km: float


@dataclass(frozen=True, slots=True)
class Cell:
    """The ground nearer to a place than to any other: ``control`` as a status has it, ``basis`` one of BASES."""

    place: Place
    region: str
    holder: str
    control: dict[str, float]
    basis: str
    shape: Any
    km2: float


@dataclass(frozen=True, slots=True)
class Areas:
    """Ground on a day: an inference from the statuses of named places and never finer than they are."""

    on: date
    sides: tuple[str, ...]
    patches: tuple[Patch, ...]
    lines: tuple[Line, ...]
    shares: tuple[Share, ...]
    cells: tuple[Cell, ...] = ()


def areas(
    terrain: Terrain,
    told: Heard,
    number: int = 0,
    settings: Settings | None = None,
    window: tuple[float, float, float, float] | None = None,
    with_cells: bool = False,
) -> Areas:
    """The ground on the day of that number of those that ``told`` is of. ``window`` (west, south, east, north; degrees)
    draws a part of it only, the finer the smaller; shares are always of all."""
    given = settings or numbers.load()
    now = ground(terrain, told, number, given)
    patches: list[Patch] = []
    lines: list[Line] = []
    for country, outline in sorted(terrain.outlines.items()):
        clip = outline if window is None else shapely.intersection(outline, frame(terrain, window))
        if clip.is_empty or shapely.get_dimensions(clip) < 2:
            continue
        mine = np.array([p.country == country for p in terrain.places])
        drawn = surface(terrain.points[mine], now.control[mine], clip, given.drawing)
        shapes = held(drawn, now.sides, now.threshold)
        patches += [
            Patch(holder, country, terrain.plane.curved(shape), float(shape.area))
            for holder, shape in shapes.items()
            if not shape.is_empty
        ]
        met = contacts(drawn, shapes, now.sides, now.threshold, given.drawing)
        lines += [curved(one, country, terrain) for one in met]
    return Areas(
        now.on, now.sides, tuple(patches), tuple(lines),
        shares(terrain, now, given), cells(terrain, now) if with_cells else (),
    )  # fmt: skip


def held(drawn: Surface, sides: tuple[str, ...], threshold: float) -> dict[str, Any]:
    """The ground of each side, what is contested and what is not known, which do not overlap."""
    found = {code: part(drawn, drawn.values[:, :, n] - threshold) for n, code in enumerate((*sides, CONTESTED))}
    known = shapely.union_all(list(found.values()))
    return {**found, UNKNOWN: shapely.difference(drawn.outline, known)}


def frame(terrain: Terrain, window: tuple[float, float, float, float]) -> Any:
    """The window on the plane, its edges bent as they should be."""
    return terrain.plane.flattened(shapely.segmentize(shapely.box(*window), 0.5))


def curved(one: Contact, country: str, terrain: Terrain) -> Line:
    return Line(one.sides, country, terrain.plane.curved(one.line), terrain.plane.curved(one.band), one.km)


def cells(terrain: Terrain, now: Ground) -> tuple[Cell, ...]:
    shapes = terrain.plane.curved(terrain.cells)
    return tuple(
        Cell(
            place,
            terrain.regions[n][1],
            now.codes[now.state[n]],
            dict(zip(now.codes, map(float, now.control[n]), strict=False)),
            BASES[now.basis[n]],
            shapes[n],
            float(terrain.km2[n]),
        )
        for n, place in enumerate(terrain.places)
    )


def shares_over(terrain: Terrain, told: Heard, settings: Settings | None = None) -> Iterator[tuple[Share, ...]]:
    """The shares on every day that ``told`` is of, in order."""
    given = settings or numbers.load()
    for number in range(len(told.days)):
        yield shares(terrain, ground(terrain, told, number, given), given)
