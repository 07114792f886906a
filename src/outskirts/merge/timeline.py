"""Who held each place, from when to when?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from outskirts.merge import chain
from outskirts.merge.basis import Runs, bases, grounds, words
from outskirts.merge.columns import Floats, Ints
from outskirts.merge.estimate import Prepared, daily
from outskirts.vocabulary import CONTESTED, UNKNOWN, Stretch

CELLS = 600_000  # place-days worked on at once, so that memory stays bounded
MOST_IDS = 40  # claims named for one stretch


def stretches(prepared: Prepared, paths: chain.Paths, since: date, until: date) -> list[Stretch]:
    """The stretches of all places from ``since`` on, ordered by id of the place and day; the last of each place goes on
    (``end`` None) beyond ``until``, which is a day that :func:`~outskirts.merge.estimate.prepare` was told of."""
    found = runs(prepared, paths, since.toordinal() - prepared.origin, until.toordinal() - prepared.origin)
    said = words(prepared)
    run, claim = grounds(prepared, said, found)
    basis, support = bases(prepared, said, found, run, claim)
    ids: dict[int, list[str]] = {}
    order = np.lexsort((claim, run))
    for n, one in zip(run[order][support[order]], claim[order][support[order]], strict=True):
        ids.setdefault(int(n), []).append(prepared.columns.claim_ids[one])
    end, last = prepared.origin + found.end + 1, until.toordinal() - prepared.origin
    return [
        Stretch(
            prepared.columns.places[found.place[n]],
            date.fromordinal(int(prepared.origin + found.start[n])),
            None if found.end[n] >= last else date.fromordinal(int(end[n])),
            name_of(int(found.state[n]), prepared.columns.sides),
            float(found.p[n]),
            basis[n],
            tuple(ids.get(n, ())[:MOST_IDS]),
        )
        for n in range(len(found.state))
    ]


def name_of(state: int, sides: tuple[str, ...]) -> str:
    return UNKNOWN if state < 0 else sides[state] if state < len(sides) else CONTESTED


def runs(prepared: Prepared, paths: chain.Paths, first: int, last: int) -> Runs:
    """The stretches as arrays, between offsets from the origin (inclusive)."""
    first = max(first, 0)
    offsets = np.arange(first, last + 1)
    parts = [compress(places, first, states, p) for places, states, p in batches(prepared, paths, offsets)]
    if not parts:
        none = np.empty(0, dtype=np.int64)
        return Runs(none, none, none, none, np.empty(0))
    return Runs(*(np.concatenate([getattr(part, name) for part in parts]) for name in Runs.__slots__))


def batches(prepared: Prepared, paths: chain.Paths, offsets: Ints) -> Iterator[tuple[Ints, Ints, Floats]]:
    """Places, their states and the probability of the likeliest, some at a time; shapes (n,), (n, days), (n, days)."""
    size = max(1, CELLS // max(1, len(offsets)))
    threshold = prepared.evidence.method.threshold
    for at in range(0, len(prepared.columns.places), size):
        places = np.arange(at, min(at + size, len(prepared.columns.places)))
        belief = daily(prepared, paths, places, offsets)
        best = belief.max(axis=2)
        yield places, np.where(best >= threshold, belief.argmax(axis=2), -1), best


def compress(places: Ints, first: int, states: Ints, p: Floats) -> Runs:
    """Runs of equal states."""
    change = np.ones(states.shape, dtype=bool)
    change[:, 1:] = states[:, 1:] != states[:, :-1]
    row, start = np.nonzero(change)
    flat = np.flatnonzero(change.ravel())
    length = np.diff(np.append(flat, change.size))
    mean = np.add.reduceat(p.ravel(), flat) / length if len(flat) else p.ravel()
    return Runs(places[row], start + first, start + first + length - 1, states.ravel()[flat], mean)
