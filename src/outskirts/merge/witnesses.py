"""Which claims are one witness? Gives every claim a weight: 1 for a word of its own, less or 0 for a word said before.

Four things make several claims one witness: they stand in near-copies of one text; they tell again, as background, of
what was told of before; they are the word of one voice (or of all who speak for one side) on one thing, said again
within some days; or outlets say the same in their own voice in the same week, each of which counts a share of the last.
What a person said of claims, that they are one word or are not, goes before these.
"""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np

from outskirts.merge.columns import EPOCH, Columns, Flags, Floats, Ints
from outskirts.merge.evidence import Evidence

# The columns that have one entry a claim.
OF_CLAIMS = tuple(f.name for f in fields(Columns) if f.name not in ("sides", "places", "voices", "claim_ids", "bond"))
STRONG = 0.75  # a row that carries so much says where its voice stands, not just a hint
SPAN = 2  # days beyond the first that a claim may speak of, from which on it does not tell them apart
LONG_AGO = 7  # days
BESIDE = 3  # days by which two texts on one happening may differ
DAY_SECONDS = 86_400
WIDE = 10_000_000  # more than any day's ordinal, so that a key and a day make one number


def weights(columns: Columns, evidence: Evidence) -> Floats:
    """The weight of each claim as a witness, in [0, 1]; shape (claims,)."""
    if not columns.bond.same and not columns.bond.apart:
        return alone(columns, evidence)
    kept = np.flatnonzero(~doubles(columns))
    weight = np.zeros(len(columns))
    weight[kept] = alone(part(columns, kept), evidence)
    # A claim that is apart from others counts as it would if they had not been made, nor what only says them again:
    # whose word that is must not hang on the order of two claims of one moment.
    spoken = weight > 0
    for n in (n for n in kept if columns.claim_ids[n] in columns.bond.apart):
        others = columns.bond.apart[columns.claim_ids[n]]
        there = kept[columns.place[kept] == columns.place[n]]
        here = np.array([m for m in there if columns.claim_ids[m] not in others and (spoken[m] or m == n)])
        without = alone(part(columns, here), evidence)
        weight[n] = max(weight[n], without[int(np.searchsorted(here, n))])
    return weight


def doubles(columns: Columns) -> Flags:
    """True for all but the first of the claims on a place that are one word, as a person said."""
    found = np.zeros(len(columns), dtype=bool)
    named = [n for n, id_ in enumerate(columns.claim_ids) if id_ in columns.bond.same]
    seen: set[tuple[int, str]] = set()
    for n in sorted(named, key=lambda n: (columns.day[n], columns.printed[n], columns.tie[n])):
        key = (int(columns.place[n]), columns.bond.same[columns.claim_ids[n]])
        found[n] = key in seen
        seen.add(key)
    return found


def part(columns: Columns, at: Ints) -> Columns:
    """The claims ``at`` alone."""
    each = {name: getattr(columns, name)[at] for name in OF_CLAIMS}
    return replace(columns, claim_ids=tuple(columns.claim_ids[n] for n in at), **each)


def alone(columns: Columns, evidence: Evidence) -> Floats:
    """The weights as the claims themselves tell, whatever persons said of them."""
    if not len(columns):
        return np.zeros(0)
    gist = gists(columns, evidence)
    own = columns.own > 0
    weight = np.where(copies(columns, gist, own), evidence.method.copy, 1.0)
    weight[retold(columns, gist, own)] = 0.0
    weight *= repeats(columns, evidence, gist, weight > 0)
    return weight * echoes(columns, evidence, gist, own & (weight > 0))


def gists(columns: Columns, evidence: Evidence) -> Ints:
    """What each claim says, as a number: the gist of its row and the actor."""
    names = {name: n for n, name in enumerate(sorted({row.gist for row in evidence.rows}))}
    of_row = np.array([names[row.gist] for row in evidence.rows])
    return of_row[columns.row] * (len(columns.sides) + 1) + columns.actor


def copies(columns: Columns, gist: Ints, own: Flags) -> Flags:
    """True for all but the first of what near-copies of one story say."""
    who = np.where(own, -1, columns.chorus)
    order = np.lexsort((columns.tie, columns.printed, columns.day, gist, who, columns.copy, columns.place))
    later = ~starts(columns.place[order], columns.copy[order], who[order], gist[order])
    found = np.zeros(len(columns), dtype=bool)
    found[order] = later
    return found


def retold(columns: Columns, gist: Ints, own: Flags) -> Flags:
    """True for what is told again as background ("which fell last week", "seized in 2014"), however much later, in a
    report's own voice or that of who said it first: an earlier text told the same of the days that it speaks of."""
    printed = columns.printed // DAY_SECONDS + EPOCH
    found = np.zeros(len(columns), dtype=bool)
    if not len(columns):
        return found
    asks = background(columns.begin, columns.day, printed)
    found |= asks & own & earlier(columns, columns.place * (int(gist.max()) + 1) + gist, asks)
    which = np.unique(np.stack((columns.place, gist, columns.chorus)), axis=1, return_inverse=True)[1].ravel()
    return found | (asks & earlier(columns, which, asks))


def background(begin: Ints, day: Ints, printed: Ints) -> Flags:
    """Whether a text of that day (all proleptic ordinals) looks back at the days that it speaks of: they are over, and
    are either several, which it does not tell apart, or more than a week ago."""
    return (printed > day) & ((day - begin >= SPAN) | (printed - day > LONG_AGO))


def earlier(columns: Columns, key: Ints, asks: Flags) -> Flags:
    """For those that ask, whether a claim with their key was printed before that speaks of the same days, or of days
    just beside."""
    order = np.lexsort((columns.day, key))
    at = key[order] * WIDE + columns.day[order]
    who = np.flatnonzero(asks)
    low = np.searchsorted(at, key[who] * WIDE + columns.begin[who] - BESIDE, side="left")
    high = np.searchsorted(at, key[who] * WIDE + columns.day[who] + BESIDE, side="right")
    printed = np.append(columns.printed[order], np.iinfo(np.int64).max)
    bounds = np.stack((low, high), axis=1).ravel()
    found = np.zeros(len(columns), dtype=bool)
    if len(who):  # each asks of a span that it lies in itself, so that none is empty
        found[who] = np.minimum.reduceat(printed, bounds)[::2] < columns.printed[who]
    return found


def repeats(columns: Columns, evidence: Evidence, gist: Ints, counted: Flags) -> Floats:
    """1 for the first word of a voice on a thing, `repeat` where it says it again after `again` days, else 0. A voice
    that has said the contrary meanwhile speaks anew."""
    again = np.array([row.again for row in evidence.rows])[columns.row]
    order = np.lexsort((columns.tie, columns.printed, columns.day, columns.chorus, columns.place))
    order = order[counted[order]]
    place, chorus = columns.place[order], columns.chorus[order]
    run = runs(stands(columns, evidence)[order], starts(place, chorus))
    by = np.lexsort((np.arange(len(order)), gist[order], run, chorus, place))
    at = order[by]
    first = starts(place[by], chorus[by], run[by], gist[at])
    since = columns.day[at] - columns.day[at][first][np.cumsum(first) - 1]
    bucket = since // again[at]
    new = first | (np.diff(bucket, prepend=-1) != 0)
    weight = np.zeros(len(columns))
    weight[at] = np.where(first, 1.0, np.where(new, evidence.method.repeat, 0.0))
    return weight


def stands(columns: Columns, evidence: Evidence) -> Ints:
    """Where each claim stands: the number of the state it speaks for; -1 for a mere hint. With more than two sides "not
    the actor" has numbers of its own."""
    sides = len(columns.sides)
    lean = np.array([lean_of(row.actor, row.contested, row.other, row.certainty) for row in evidence.rows])[columns.row]
    other = 1 - columns.actor if sides == 2 else sides + 1 + columns.actor
    return np.select([lean == 0, lean == 1, lean == 2], [columns.actor, np.full(len(columns), sides), other], -1)


def lean_of(actor: float, contested: float, other: float, certainty: float) -> int:
    if certainty < STRONG:
        return -1
    return int(np.argmax((actor, contested, other)))


def runs(stand: Ints, first: Flags) -> Ints:
    """Numbers the stretches over which a voice stands for one thing; hints belong to the stretch they fall into."""
    told = np.where((stand >= 0) | first, np.arange(len(stand)), 0)
    held = stand[np.maximum.accumulate(told)]
    return np.cumsum(first | (np.diff(held, prepend=-2) != 0))


def echoes(columns: Columns, evidence: Evidence, gist: Ints, own: Flags) -> Floats:
    """`echo` to the power of how many outlets said it before in the same week; 1 for those who name their source."""
    at = np.flatnonzero(own)
    week = columns.day[at] // 7
    order = np.lexsort((columns.tie[at], columns.printed[at], columns.day[at], gist[at], week, columns.place[at]))
    by = at[order]
    first = starts(columns.place[by], week[order], gist[by])
    here = np.arange(len(by))
    rank = here - here[first][np.cumsum(first) - 1] if len(by) else here
    weight = np.ones(len(columns))
    weight[by] = evidence.method.echo**rank
    return weight


def starts(*keys: Ints) -> Flags:
    """True where any key differs from the entry before; the first entry is a start."""
    change = np.zeros(len(keys[0]), dtype=bool)
    if len(change):
        change[0] = True
    for key in keys:
        change[1:] |= key[1:] != key[:-1]
    return change
