"""Which stretches cover a day, and where do those of two days differ? Over all places at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from outskirts.vocabulary import UNKNOWN, Stretch

OPEN = date.max.toordinal() + 1
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Grid:
    """Stretches as arrays: ``start`` inclusive, ``end`` exclusive, as ordinals; ``place`` and ``state`` number
    ``places`` (ids) and ``states`` (codes)."""

    start: Ints
    end: Ints
    place: Ints
    state: Ints
    places: tuple[str, ...]
    states: tuple[str, ...]

    def on(self, day: date) -> Ints:
        """For each place the position of the stretch that covers the day, -1: of none."""
        found = np.full(len(self.places), -1)
        covers = np.flatnonzero((self.start <= day.toordinal()) & (day.toordinal() < self.end))
        found[self.place[covers]] = covers
        return found


def gridded(stretches: Sequence[Stretch]) -> Grid:
    places: dict[str, int] = {}
    states: dict[str, int] = {UNKNOWN: 0}
    return Grid(
        np.array([s.start.toordinal() for s in stretches], dtype=np.int64),
        np.array([s.end.toordinal() if s.end else OPEN for s in stretches], dtype=np.int64),
        np.array([places.setdefault(s.place.id, len(places)) for s in stretches], dtype=np.int64),
        np.array([states.setdefault(s.holder, len(states)) for s in stretches], dtype=np.int64),
        tuple(places),
        tuple(states),
    )


def differing(
    old: Sequence[Stretch], old_grid: Grid, before: date, new: Sequence[Stretch], new_grid: Grid, day: date
) -> list[tuple[Stretch | None, Stretch]]:
    """The places whose state differs, by name: the old stretch (None: nothing was said of it) and the new one."""
    then, now = old_grid.on(before), new_grid.on(day)
    if old_grid is not new_grid:
        at = {id_: n for n, id_ in enumerate(old_grid.places)}
        index = np.array([at.get(id_, -1) for id_ in new_grid.places], dtype=np.int64)
        then = np.where(index >= 0, then[index], -1) if len(then) else np.full(len(now), -1)
    codes = {code: n for n, code in enumerate(new_grid.states)}
    number = np.array([codes.get(code, len(codes) + n) for n, code in enumerate(old_grid.states)])
    was = np.where(then >= 0, number[old_grid.state[then]], 0) if len(old) else np.zeros(len(now), np.int64)
    differ = np.flatnonzero((now >= 0) & (was != new_grid.state[now])) if len(new) else np.zeros(0, np.int64)
    found = [(old[then[n]] if then[n] >= 0 else None, new[now[n]]) for n in differ]
    return sorted(found, key=lambda pair: (pair[1].place.name, pair[1].place.id))
