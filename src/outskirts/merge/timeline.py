"""Who held each place, from when to when?"""

from __future__ import annotations

from datetime import date

import numpy as np

from outskirts.merge import chain
from outskirts.merge.basis import Runs, bases, grounds, words
from outskirts.merge.columns import Floats, Ints
from outskirts.merge.estimate import WIDE, Prepared, believed
from outskirts.merge.witnesses import starts
from outskirts.vocabulary import CONTESTED, UNKNOWN, Basis, Stretch

LOOKS = 200_000  # place-days worked on at once, so that memory stays bounded
STRIDE = 5  # days between looks where the holder may have changed; its square where nothing is heard
MOST_IDS = 40  # claims named for one stretch


def stretches(
    prepared: Prepared,
    paths: chain.Paths,
    since: date,
    until: date,
    hindsight: bool = True,
    on: date | None = None,
) -> list[Stretch]:
    """The stretches of all places from ``since`` on, ordered by id of the place and day; the last of each place goes on
    (``end`` None) beyond ``until``, which is a day that :func:`~outskirts.merge.estimate.prepare` was told of. With
    ``on`` a basis is that of the words until that day, where there are any."""
    found = runs(prepared, paths, since.toordinal() - prepared.origin, until.toordinal() - prepared.origin, hindsight)
    said = words(prepared)
    run, claim = grounds(prepared, said, found)
    basis, support = bases(prepared, said, found, run, claim)
    if on is not None:
        by_then = prepared.columns.day[claim] <= on.toordinal()
        early, _ = bases(prepared, said, found, run[by_then], claim[by_then])
        basis = [
            one if one not in (Basis.NONE, Basis.INITIAL) else all_ for one, all_ in zip(early, basis, strict=True)
        ]
    ids: dict[int, list[str]] = {}
    order = np.lexsort((claim, run))
    for n, one in zip(run[order][support[order]], claim[order][support[order]], strict=True):
        ids.setdefault(int(n), []).append(prepared.columns.claim_ids[one])
    last = until.toordinal() - prepared.origin
    names = (*prepared.columns.sides, CONTESTED, UNKNOWN)  # by state; the last also by -1
    # Plain numbers, all at once: one by one they cost as much as the rest of a stretch.
    start, end = (prepared.origin + found.start).tolist(), (prepared.origin + found.end + 1).tolist()
    goes_on, place, state, p = (
        values.tolist() for values in (found.end >= last, found.place, found.state, found.p.astype(np.float64))
    )
    return [
        Stretch(
            prepared.columns.places[place[n]],
            date.fromordinal(start[n]),
            None if goes_on[n] else date.fromordinal(end[n]),
            names[state[n]],
            p[n],
            basis[n],
            tuple(ids[n][:MOST_IDS]) if n in ids else (),
        )
        for n in range(len(state))
    ]


def name_of(state: int, sides: tuple[str, ...]) -> str:
    return UNKNOWN if state < 0 else sides[state] if state < len(sides) else CONTESTED


def runs(prepared: Prepared, paths: chain.Paths, first: int, last: int, hindsight: bool = True) -> Runs:
    """The stretches as arrays, between offsets from the origin (inclusive). Beliefs are looked at on the days with
    evidence, on their eves and every few days between, and day by day only where two such looks differ."""
    first = max(first, 0)
    key = coarse(prepared, first, last)
    state, p = looked(prepared, paths, key, hindsight)
    for stride in (STRIDE, 1):
        between = inner(key, state, stride)
        more_state, more_p = looked(prepared, paths, between, hindsight)
        order = np.argsort(np.concatenate((key, between)), kind="stable")
        key = np.concatenate((key, between))[order]
        state, p = np.concatenate((state, more_state))[order], np.concatenate((p, more_p))[order]
    place, day = key // WIDE, key % WIDE
    change = np.flatnonzero(starts(place, state))
    until = np.append(day[1:], 0)
    until[np.append(place[1:] != place[:-1], True)] = last + 1
    end = until[np.append(change[1:] - 1, len(key) - 1)] - 1 if len(key) else until
    days = until - day
    mean = np.add.reduceat(p * days, change) / np.add.reduceat(days, change) if len(key) else p
    return Runs(place[change], day[change], end, state[change], mean)


def coarse(prepared: Prepared, first: int, last: int) -> Ints:
    """Keys (place and day) of the first looks, sorted."""
    when = prepared.step_day - prepared.origin
    at = prepared.step_place * WIDE
    keys = [at + when, at + when - 1]
    grid = np.unique(np.append(np.arange(first, last + 1, STRIDE * STRIDE), last))
    keys.append((np.arange(len(prepared.columns.places))[:, None] * WIDE + grid[None, :]).ravel())
    key = np.sort(np.concatenate(keys))
    key = key[starts(key)]
    return key[(key % WIDE >= first) & (key % WIDE <= last)]


def inner(key: Ints, state: Ints, stride: int) -> Ints:
    """Keys between neighbours of one place that differ, every ``stride`` days."""
    differ = np.flatnonzero(
        (state[1:] != state[:-1]) & (key[1:] // WIDE == key[:-1] // WIDE) & (key[1:] - key[:-1] > stride)
    )
    count = (key[differ + 1] - key[differ] - 1) // stride
    base = np.repeat(key[differ], count)
    step = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + 1
    keys: Ints = base + step * stride
    return keys


def looked(prepared: Prepared, paths: chain.Paths, key: Ints, hindsight: bool) -> tuple[Ints, Floats]:
    """State (-1: unknown) and the probability of the likeliest for each key."""
    threshold = prepared.evidence.method.threshold
    state, p = np.empty(len(key), dtype=np.int64), np.empty(len(key))
    for at in range(0, len(key), LOOKS):
        part = slice(at, at + LOOKS)
        belief = believed(prepared, paths, key[part] // WIDE, key[part] % WIDE, hindsight)
        p[part] = belief.max(axis=1)
        state[part] = np.where(p[part] >= threshold, belief.argmax(axis=1), -1)
    return state, p
