"""What would the two usual rules of thumb say? "The last claim wins" and "the majority of the last 30 days wins".

They see the same claims and the same initial holder as the estimate, count every claim alike, and stand beside it
wherever it is judged.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from outskirts.merge.columns import Ints
from outskirts.merge.estimate import Prepared
from outskirts.merge.timeline import name_of
from outskirts.merge.witnesses import stands
from outskirts.vocabulary import Basis, Stretch

DAYS = 30


def last_claim(prepared: Prepared, since: date, until: date) -> list[Stretch]:
    """Stretches where the last claim that says who holds a place wins."""
    return [
        stretch
        for place, day, vote in votes(prepared)
        for stretch in told(prepared, place, days_of(since, until), following(prepared, place, day, vote, since, until))
    ]


def majority(prepared: Prepared, since: date, until: date, days: int = DAYS) -> list[Stretch]:
    """Stretches where the state that most claims of the last ``days`` days speak for wins; of equals the one that was,
    and without any claim the last winner stays."""
    return [
        stretch
        for place, day, vote in votes(prepared)
        for stretch in told(
            prepared, place, days_of(since, until), counted(prepared, place, day, vote, since, until, days)
        )
    ]


def votes(prepared: Prepared) -> list[tuple[int, Ints, Ints]]:
    """For every place the days and states of the claims that say who holds it, in order."""
    columns = prepared.columns
    state = stands(columns, prepared.evidence)
    good = (state >= 0) & (state < prepared.states)
    bounds = np.searchsorted(columns.place, np.arange(len(columns.places) + 1))
    found = []
    for place in range(len(columns.places)):
        mine = slice(bounds[place], bounds[place + 1])
        found.append((place, columns.day[mine][good[mine]], state[mine][good[mine]]))
    return found


def following(prepared: Prepared, place: int, day: Ints, vote: Ints, since: date, until: date) -> Ints:
    states = np.append(initial(prepared, place), vote)
    return states[np.searchsorted(day, days_of(since, until), side="right")]


def counted(prepared: Prepared, place: int, day: Ints, vote: Ints, since: date, until: date, days: int) -> Ints:
    wanted = days_of(since, until)
    if not len(day):
        return np.full(len(wanted), initial(prepared, place))
    asked = np.arange(min(int(day[0]), int(wanted[0])), int(wanted[-1]) + 1)
    total = np.vstack((np.zeros(prepared.states, int), np.cumsum(np.eye(prepared.states, dtype=int)[vote], axis=0)))
    recent = total[np.searchsorted(day, asked, side="right")] - total[np.searchsorted(day, asked - days, side="right")]
    now, found = initial(prepared, place), np.empty(len(asked), dtype=np.int64)
    for n, counts in enumerate(recent):
        most = counts.max()
        if most and (now < 0 or counts[now] < most):
            now = int(counts.argmax())
        found[n] = now
    return found[wanted[0] - asked[0] :]


def initial(prepared: Prepared, place: int) -> int:
    """The state that the conflict file names at the start, -1 for none."""
    prior = prepared.prior[place]
    return int(prior.argmax()) if prior.max() >= prepared.evidence.method.threshold + 1e-6 else -1


def days_of(since: date, until: date) -> Ints:
    return np.arange(since.toordinal(), until.toordinal() + 1)


def told(prepared: Prepared, place: int, days: Ints, states: Ints) -> Sequence[Stretch]:
    """Runs of equal states as stretches."""
    change = np.flatnonzero(np.append(True, states[1:] != states[:-1]))
    ends = [int(days[n]) for n in change[1:]]
    return [
        Stretch(
            prepared.columns.places[place],
            date.fromordinal(int(days[at])),
            date.fromordinal(end) if end is not None else None,
            name_of(int(states[at]), prepared.columns.sides),
            1.0,
            Basis.NONE,
        )
        for at, end in zip(change, [*ends, None], strict=True)
    ]
