"""Who contradicts whom about who holds a place, since when, and how was it settled?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from outskirts.merge.basis import Words, words
from outskirts.merge.estimate import Prepared
from outskirts.merge.voices import Interest
from outskirts.vocabulary import CONTESTED, Basis, Dispute, Place, Stretch

APART = 30  # days within which a claim and a denial are of one dispute
SURE = 0.85  # mean probability of a stretch that settles one
LONG = 7  # and its length in days
SETTLERS = {Basis.ADMITTED: "admitted by the side that lost", Basis.THIRD_PARTY: "said by a third party",
            Basis.BOTH_SIDES: "said by both sides"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Saying:
    """A word on one side's hold of a place: ``n`` the claim's position."""

    n: int
    day: int
    voice: str
    side: int


def disputes(prepared: Prepared, stretches: Sequence[Stretch]) -> tuple[Dispute, ...]:
    """The disputes over all places, ordered by first day and place. ``stretches`` are those of the same claims; a
    stretch that is sure, long and rests on another's word than that of the side that gains settles a dispute."""
    said = words(prepared)
    by_place: dict[str, list[Stretch]] = defaultdict(list)
    for stretch in stretches:
        by_place[stretch.place.id].append(stretch)
    found: list[Dispute] = []
    bounds = np.searchsorted(prepared.columns.place, np.arange(len(prepared.columns.places) + 1))
    for number, place in enumerate(prepared.columns.places):
        mine = range(int(bounds[number]), int(bounds[number + 1]))
        for state, side in enumerate(prepared.columns.sides):
            claims, denials = sayings(prepared, said, mine, state)
            for group in matched(claims, denials):
                found.append(dispute(prepared, place, side, *group, by_place[place.id]))
    return tuple(sorted(found, key=lambda d: (d.since, d.place.id, d.holder)))


def sayings(prepared: Prepared, said: Words, mine: range, state: int) -> tuple[list[Saying], list[Saying]]:
    """What a side says of its own hold, and what others say against it in their own interest."""
    columns = prepared.columns
    claims: list[Saying] = []
    denials: list[Saying] = []
    for n in mine:
        side = int(said.side[n])
        if prepared.weight[n] <= 0 or side < 0 or columns.interest[n] != Interest.GAIN:
            continue
        saying = Saying(n, int(columns.day[n]), columns.voices[columns.voice[n]].name, side)
        row = prepared.evidence.rows[columns.row[n]]
        if side == state and said.likely[n, state] >= 1 and row.gist == "holds":
            claims.append(saying)
        elif side != state and said.likely[n, state] <= 0.1:
            denials.append(saying)
    return claims, denials


def matched(claims: list[Saying], denials: list[Saying]) -> list[tuple[list[Saying], list[Saying]]]:
    """Claims with the denials that follow (or shortly precede) them, one group for each dispute."""
    groups: list[tuple[list[Saying], list[Saying]]] = []
    for claim in claims:
        against = [d for d in denials if -3 <= d.day - claim.day <= APART]
        if not against:
            continue
        if groups and claim.day - groups[-1][0][-1].day <= APART:
            groups[-1][0].append(claim)
            groups[-1][1].extend(d for d in against if d not in groups[-1][1])
        else:
            groups.append(([claim], against))
    return groups


def dispute(
    prepared: Prepared, place: Place, side: str, claims: list[Saying], denials: list[Saying], after: Sequence[Stretch]
) -> Dispute:
    since = date.fromordinal(max(claims[0].day, denials[0].day))
    ids = tuple(prepared.columns.claim_ids[saying.n] for saying in sorted((*claims, *denials), key=lambda s: s.n))
    how, when = settlement(since, after)
    return Dispute(place, side, names(claims), names(denials), since, ids, how, when)


def names(sayings: Sequence[Saying]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(saying.voice for saying in sayings))


def settlement(since: date, stretches: Sequence[Stretch]) -> tuple[str, date | None]:
    """How and when a dispute ended, by the first stretch from then on that is sure, long and not on a claimant's
    word."""
    for stretch in stretches:
        if stretch.end is not None and stretch.end <= since:
            continue
        long = stretch.end is None or stretch.end - max(stretch.start, since) >= timedelta(LONG)
        if stretch.basis in SETTLERS and stretch.p >= SURE and long and stretch.holder != CONTESTED:
            return f"{stretch.holder} holds it, {SETTLERS[stretch.basis]}", max(stretch.start, since)
    return "", None
