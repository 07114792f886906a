"""How likely is each state of each place on each day? Joins evidence, witnesses, front and chain.

:func:`prepare` does what depends on the claims alone; :func:`solve` what also depends on how far voices are believed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from outskirts.merge import chain
from outskirts.merge.columns import Columns, Floats, Ints
from outskirts.merge.evidence import Evidence
from outskirts.merge.front import Clock, Front, front
from outskirts.merge.initial import holdings
from outskirts.merge.voices import Interest
from outskirts.merge.witnesses import starts, weights
from outskirts.vocabulary import CONTESTED, UNKNOWN, Conflict

WIDE = 10_000_000  # more than any day's ordinal, so that place and day make one key
CHUNK = 100_000  # claims weighed at once, so that memory stays bounded


@dataclass(frozen=True, slots=True)
class Prepared:
    """Claims made ready: ``weight`` (claims,) as witnesses; ``step`` (claims,) the step of the chain each belongs to,
    -1 for those without weight; ``clock`` each place's own time at the end of each day from ``origin``
    (a proleptic ordinal); ``step_place``, ``step_day`` (steps,); ``least`` (steps,) the least that the clock runs
    over each, for news of a change; ``fixed`` (steps, K) log likelihoods that the conflict file sets; ``prior``
    (places, K). Between its steps each place has silences, one more than steps, numbered through all places: ``rate``
    (silences,) is how many words there are in and around each (see :func:`spoken_of`), ``haste`` (silences,) how much
    faster than its clock the place may change in it without a word."""

    columns: Columns
    evidence: Evidence
    moving: chain.Moves
    table: Floats
    weight: Floats
    step: Ints
    clock: Clock
    origin: int
    step_place: Ints
    step_day: Ints
    step_start: Ints
    least: Floats
    fixed: Floats
    prior: Floats
    rate: Floats
    haste: Floats

    @property
    def states(self) -> int:
        return len(self.columns.sides) + 1

    @property
    def silence(self) -> Ints:
        """The number of the silence before each step; that after it is the next."""
        return np.arange(len(self.step_place)) + self.step_place


def prepare(
    columns: Columns,
    conflict: Conflict,
    evidence: Evidence,
    *,
    until: int,
    near: Front | None = None,
    weight: Floats | None = None,
) -> Prepared:
    """``until`` is the last day (a proleptic ordinal) that will be asked for; ``near`` the front as the whole record
    tells it (None: as these columns do), ``weight`` the claims' as witnesses (None: as these columns tell)."""
    weight = weights(columns, evidence) if weight is None else weight
    near = near if near is not None else front(columns, weight, evidence)
    used = weight > 0
    origin = min(int(columns.day.min(initial=until)), until, near.first or until) - 1
    last = max(int(columns.day.max(initial=until)), until)
    sides = len(columns.sides)
    later, prior = start_of(columns, conflict, evidence, origin, last)
    key = np.concatenate((columns.place[used] * WIDE + columns.day[used], later[:, 0] * WIDE + later[:, 1]))
    steps, which = np.unique(key, return_inverse=True)
    step = np.full(len(columns), -1)
    step[used] = which[: int(used.sum())]
    fixed = np.zeros((len(steps), sides + 1))
    for n, state in zip(which[int(used.sum()) :], later[:, 2], strict=True):
        fixed[n] += np.log(belief(int(state), sides, evidence))
    least = np.zeros(len(steps))
    change = np.array([row.move > 0 for row in evidence.rows])[columns.row] & used
    least[step[change]] = evidence.method.rates.news
    place, day = steps // WIDE, steps % WIDE
    start = np.searchsorted(place, np.arange(len(columns.places) + 1))
    clock = near.clock(columns.places, first_heard(start, day, last), origin, last)
    moving = chain.moves(sides, evidence.method.rates)
    table = evidence.likelihoods(sides)
    words: Floats = np.bincount(step[used], (weight * columns.certainty)[used], len(steps)).astype(np.float64)
    rate = spoken_of(place, day, start, words, origin, last, evidence.method.rates.heard_days)
    return Prepared(
        columns, evidence, moving, table, weight, step, clock, origin, place, day, start, least, fixed, prior, rate,
        np.ones(len(rate)),
    )  # fmt: skip


def spoken_of(place: Ints, day: Ints, start: Ints, words: Floats, origin: int, last: int, beside: int) -> Floats:
    """Shape (silences,): words in every ``beside`` days in and around each silence, those within so many days of its
    ends, over its length and both. ``place``, ``day``, ``words`` (steps,) are of the steps, ``start`` (places + 1,)
    bounds those of each place."""
    of_place = np.repeat(np.arange(len(start) - 1), np.diff(start) + 1)
    opens, closes = np.full(len(of_place), origin), np.full(len(of_place), last)
    at = np.arange(len(place)) + place
    closes[at], opens[at + 1] = day, day
    total, keys = np.concatenate(([0.0], np.cumsum(words))), place * WIDE + day
    low = np.searchsorted(keys, of_place * WIDE + opens - beside, side="left")
    high = np.searchsorted(keys, of_place * WIDE + closes + beside, side="right")
    found: Floats = (total[high] - total[low]) * beside / (closes - opens + 2 * beside)
    return found


def paced(prepared: Prepared, unheard: float) -> Prepared:
    """The same, with places changing hands without a word oftener than the table says: ``unheard`` times more so where
    nothing is said of the place for long, less the more is."""
    return replace(prepared, haste=1 + unheard / (1 + prepared.evidence.method.rates.heard * prepared.rate))


def first_heard(start: Ints, day: Ints, last: int) -> Ints:
    """The first day with evidence of each place, ``last`` where there is none."""
    found = np.full(len(start) - 1, last)
    some = start[:-1] < start[1:]
    found[some] = day[start[:-1][some]]
    return found


def start_of(columns: Columns, conflict: Conflict, evidence: Evidence, origin: int, last: int) -> tuple[Ints, Floats]:
    """What the conflict file says: rows (place, day, state) that come after the origin, and the belief at the
    origin."""
    sides = len(columns.sides)
    prior = np.empty((len(columns.places), sides + 1))
    later: list[tuple[int, int, int]] = []
    for n, place in enumerate(columns.places):
        now = UNKNOWN
        for since, side in holdings(place, conflict):
            if since.toordinal() <= origin + 1:
                now = side
            elif since.toordinal() <= last:
                later.append((n, since.toordinal(), state_of(side, columns.sides)))
        prior[n] = belief(state_of(now, columns.sides), sides, evidence)
    return np.array(later, dtype=np.int64).reshape(-1, 3), prior


def state_of(side: str, sides: tuple[str, ...]) -> int:
    """The number of a state: a side's, contested (the last), -1 for unknown."""
    return sides.index(side) if side in sides else len(sides) if side == CONTESTED else -1


def belief(state: int, sides: int, evidence: Evidence) -> Floats:
    """Shape (K,): the belief where the conflict file names that state, or none (-1)."""
    method = evidence.method
    if state < 0:
        return np.array([(1 - method.initial_unknown) / sides] * sides + [method.initial_unknown])
    values = np.full(sides + 1, (1 - method.initial) / sides)
    values[state] = method.initial
    return values


def chunks(prepared: Prepared) -> Iterator[Ints]:
    """Positions of claims with weight, a bounded number at a time."""
    used = np.flatnonzero(prepared.step >= 0)
    for at in range(0, len(used), CHUNK):
        yield used[at : at + CHUNK]


def spoken(prepared: Prepared, share: Floats, at: Ints, calm: bool = False) -> tuple[Floats, Floats]:
    """For the claims ``at``: how likely the voice is to say it, shape (n, K, K), and how likely if it is a truthful one
    (its certainty reckoned in). ``share`` (claims,) is how far each voice is believed;
    ``calm`` leaves out that it may be news of a change."""
    columns = prepared.columns
    row = prepared.evidence.calm(columns.row[at]) if calm else columns.row[at]
    rows, method = prepared.evidence.rows, prepared.evidence.method
    leaning = np.array([method.noise[interest.name.lower()] for interest in Interest])[columns.interest[at]]
    even = np.array([one.noise for one in rows])[row][:, None, None]
    noise = even * leaning[:, None, None]
    carried = columns.certainty[at][:, None, None]
    truthful = carried * prepared.table[row, columns.actor[at]] + (1 - carried) * even
    believed = share[at][:, None, None]
    return believed * truthful + (1 - believed) * noise, truthful


def solve(prepared: Prepared, share: Floats) -> chain.Paths:
    """The chain over all places, with each claim's voice believed as far as ``share`` (claims,) says."""
    told, most = weighed(prepared, share)
    paths = chain.run(prepared.moving, prepared.prior, stepped(prepared, told))
    return replace(paths, evidence=paths.evidence + most)


def weighed(prepared: Prepared, share: Floats) -> tuple[Floats, Floats]:
    """How likely what was heard is at each step (see :class:`~outskirts.merge.chain.Steps`), over the likeliest, whose
    log (steps,) is given too."""
    states = prepared.states
    logs = np.repeat(prepared.fixed[:, None, :], states, axis=1)
    for at in chunks(prepared):
        likely, _ = spoken(prepared, share, at)
        first = np.flatnonzero(starts(prepared.step[at]))  # claims come in the order of their steps
        told = prepared.weight[at][:, None, None] * np.log(likely)
        logs[prepared.step[at][first]] += np.add.reduceat(told, first, axis=0)
    most = logs.max(axis=(1, 2), keepdims=True) if len(logs) else logs[:, :1, :1]
    return np.exp(logs - most), most[:, 0, 0]


def stepped(prepared: Prepared, told: Floats) -> chain.Steps:
    """The steps of the chain on each place's clock."""
    place, offset = prepared.step_place, prepared.step_day - prepared.origin
    eve, now = prepared.clock.at(place, offset - 1), prepared.clock.at(place, offset)
    since = np.where(starts(place), 0.0, np.roll(now, 1))
    gap = np.maximum(eve - since, 0) * prepared.haste[prepared.silence]
    return chain.Steps(prepared.step_start, gap, np.maximum(now - eve, prepared.least), told)


def believed(prepared: Prepared, paths: chain.Paths, place: Ints, day: Ints, hindsight: bool = True) -> Floats:
    """Shape (n, K): the belief on each of n places and days (offsets from the origin), given all that was heard or,
    without ``hindsight``, what spoke of that day or earlier ones."""
    moving, clock, size = prepared.moving, prepared.clock, len(prepared.step_day)
    if not size:
        return chain.unit(moving.ahead(prepared.prior[place], clock.at(place, day) * prepared.haste[place]))
    when = prepared.step_day - prepared.origin
    at = np.searchsorted(prepared.step_place * WIDE + when, place * WIDE + day, side="right") - 1
    heard, follows = at >= prepared.step_start[place], at + 1 < prepared.step_start[place + 1]
    here, there, now = np.maximum(at, 0), np.minimum(at + 1, size - 1), clock.at(place, day)
    since = np.where(heard, now - clock.at(place, np.where(heard, when[here], 0)), now)
    base = np.where(heard[:, None], paths.after[here], prepared.prior[place])
    haste = prepared.haste[at + 1 + place]
    ahead = moving.ahead(base, np.maximum(since, 0) * haste)
    if not hindsight:
        return chain.unit(ahead)
    gap = np.where(follows, clock.at(place, np.maximum(when[there] - 1, 0) * follows) - now, 0.0)
    back = moving.back(np.where(follows[:, None], paths.early[there], 1.0), np.maximum(gap, 0) * haste)
    return chain.unit(ahead * back)


def aged(prepared: Prepared, place: Ints, day: Ints) -> Floats:
    """How far beliefs on each of n places have aged from the origin to the end of each of n days (offsets): the time
    on the place's clock, each silence at its own haste."""
    when, size = prepared.step_day - prepared.origin, len(prepared.step_day)
    now = prepared.clock.at(place, day)
    if not size:
        return now * prepared.haste[place]
    ends = prepared.clock.at(prepared.step_place, when)
    first = starts(prepared.step_place)
    since = np.where(first, 0.0, np.roll(ends, 1))
    total = np.cumsum((ends - since) * prepared.haste[prepared.silence])
    before = np.where(first, total - (ends - since) * prepared.haste[prepared.silence], 0.0)
    total -= np.maximum.accumulate(before)
    at = np.searchsorted(prepared.step_place * WIDE + when, place * WIDE + day, side="right") - 1
    heard, here = at >= prepared.step_start[place], np.maximum(at, 0)
    left = (now - np.where(heard, ends[here], 0.0)) * prepared.haste[at + 1 + place]
    found: Floats = np.where(heard, total[here], 0.0) + left
    return found


def daily(prepared: Prepared, paths: chain.Paths, places: Ints, offsets: Ints, hindsight: bool = True) -> Floats:
    """Shape (places, days, K): :func:`believed` for every place and day."""
    place, day = np.repeat(places, len(offsets)), np.tile(offsets, len(places))
    return believed(prepared, paths, place, day, hindsight).reshape(len(places), len(offsets), prepared.states)
