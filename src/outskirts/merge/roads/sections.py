"""Through whose ground does a road run? Each stretch between two towns, by who holds them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.spatial import KDTree

from outskirts.merge.ground.beliefs import Ground
from outskirts.merge.ground.terrain import Terrain
from outskirts.vocabulary import CONTESTED, UNKNOWN, Place, Route

FRONT = "FRONT"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a town on a road: ``code`` a side, CONTESTED or UNKNOWN, and the side that is likeliest to."""

    place: Place
    code: str
    leaning: str
    p: float


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of road: ``state`` the side that holds both ends, FRONT where two sides do, CONTESTED, UNKNOWN."""

    start: Place
    end: Place
    state: str


def holders(routes: Sequence[Route], terrain: Terrain, now: Ground) -> dict[str, Holder]:
    """Who holds each town of the routes, by its id; one without ground of its own takes that of the place nearest."""
    towns = {place.id: place for route in routes for place in route.places}
    if not towns or not terrain.places:
        return {}
    ids = list(towns)
    points = terrain.plane.flat(np.array([(towns[id_].lon or 0.0, towns[id_].lat or 0.0) for id_ in ids]))
    _, nearest = KDTree(terrain.points).query(points)
    rows = {place.id: n for n, place in enumerate(terrain.places)}
    found = {}
    for id_, near in zip(ids, nearest, strict=True):
        n = rows.get(id_, int(near))
        belief = now.control[n][: len(now.sides)]
        leaning = int(belief.argmax())
        found[id_] = Holder(towns[id_], now.codes[now.state[n]], now.sides[leaning], float(belief[leaning]))
    return found


def sections(route: Route, held: Mapping[str, Holder]) -> tuple[Section, ...]:
    """The stretches of a road in order."""
    pairs = zip(route.places, route.places[1:], strict=False)
    return tuple(Section(one, other, state(held[one.id].code, held[other.id].code)) for one, other in pairs)


def state(one: str, other: str) -> str:
    for code in (CONTESTED, UNKNOWN):
        if code in (one, other):
            return code
    return one if one == other else FRONT
