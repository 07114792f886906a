"""Which places hang by one road? If a place changes hands, which others lose their last road to their side's own area?

The own area of a side is where most people live of all that its roads join. A place has an **open** road there through
towns that the side holds, a **doubtful** one through towns of which that is contested or not known, or along a stretch
that reports say is cut; or **none**. All of it as coarse as the routes are: lanes and fields are not in them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from outskirts.merge.roads.sections import Holder
from outskirts.vocabulary import CONTESTED, UNKNOWN, Place, Route

OPEN, DOUBTFUL, NONE = "open", "doubtful", "none"
RANK = {OPEN: 2, DOUBTFUL: 1, NONE: 0}
Edge = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Loss:
    """A place whose road to its side's area gets worse: from ``before`` to ``after`` (OPEN, DOUBTFUL, NONE); ``code``
    who holds the place."""

    place: Place
    code: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What follows if ``side`` loses ``place``: the places beyond, those that keep no road first."""

    place: Place
    side: str
    losses: tuple[Loss, ...]


def what_if(
    routes: Sequence[Route], held: Mapping[str, Holder], place: str, side: str, doubtful: Collection[Edge] = ()
) -> WhatIf:
    """``place`` is the id of a town on a route, ``doubtful`` stretches (pairs of ids, sorted) that reports say are cut
    or threatened."""
    before = roads(routes, held, side, doubtful)
    lost = {**held, place: replace(held[place], code="")}
    after = roads(routes, lost, side, doubtful)
    found = [
        Loss(held[id_].place, held[id_].code, road, after[id_])
        for id_, road in before.items()
        if id_ != place and RANK[after[id_]] < RANK[road]
    ]
    found.sort(key=lambda loss: (RANK[loss.after], -loss.place.population, loss.place.id))
    return WhatIf(held[place].place, side, tuple(found))


def roads(
    routes: Sequence[Route], held: Mapping[str, Holder], side: str, doubtful: Collection[Edge] = ()
) -> dict[str, str]:
    """What road each town has to the side's own area, by id: of the towns that the side holds, or may hold."""
    mine = [id_ for id_, holder in held.items() if may_hold(holder, side)]
    edges = [edge for edge in joined(routes) if edge[0] in held and edge[1] in held]
    firm = {id_ for id_ in mine if held[id_].code == side}
    sure = [edge for edge in edges if edge not in doubtful]
    core = largest(firm, [edge for edge in sure if set(edge) <= firm], held)
    beside = {id_ for edge in sure if core & set(edge) for id_ in edge}
    within = set(mine)
    wide = reached(within, [edge for edge in edges if set(edge) <= within], core)
    return {id_: OPEN if id_ in core or id_ in beside else DOUBTFUL if id_ in wide else NONE for id_ in mine}


def may_hold(holder: Holder, side: str) -> bool:
    """Whether a town is the side's, contested, or not known but likelier the side's than another's."""
    return holder.code in (side, CONTESTED) or (holder.code == UNKNOWN and holder.leaning == side)


def joined(routes: Sequence[Route]) -> set[Edge]:
    """The stretches of all routes, as sorted pairs of ids."""
    return {edge(a, b) for route in routes for a, b in zip(route.places, route.places[1:], strict=False)}


def edge(one: Place, other: Place) -> Edge:
    first, second = sorted((one.id, other.id))
    return first, second


def largest(nodes: Collection[str], edges: Sequence[Edge], held: Mapping[str, Holder]) -> set[str]:
    """Of towns joined by stretches the part in which most people live."""
    parts = components(nodes, edges)
    return max(parts, key=lambda part: (sum(held[id_].place.population + 1 for id_ in part), min(part)), default=set())


def reached(nodes: Collection[str], edges: Sequence[Edge], start: Collection[str]) -> set[str]:
    """All that hangs together with any of ``start``."""
    return {id_ for part in components(nodes, edges) if part & set(start) for id_ in part}


def components(nodes: Collection[str], edges: Sequence[Edge]) -> list[set[str]]:
    ids = sorted(nodes)
    if not ids:
        return []
    number = {id_: n for n, id_ in enumerate(ids)}
    pairs = np.array([(number[a], number[b]) for a, b in edges], dtype=np.int64).reshape(-1, 2)
    graph = csr_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(len(ids), len(ids)))
    count, part = connected_components(graph, directed=False)
    return [{ids[n] for n in np.flatnonzero(part == k)} for k in range(count)]
