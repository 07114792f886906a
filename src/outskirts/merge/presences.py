"""Whose forces were reported inside each place, from when to when? What :mod:`outskirts.merge.presence` tells of one
day, over all days."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from outskirts.merge.estimate import Prepared
from outskirts.merge.testimony import Testimony
from outskirts.vocabulary import Bearing, Place, Relation, Stance, Stretch


@dataclass(frozen=True, slots=True)
class Inside:
    """A side's forces inside a place (in which part by the latest word) from the day ``start`` until the day ``end``
    (exclusive; None: goes on), reported so ``since``."""

    place: Place
    side: str
    start: date
    end: date | None
    since: date
    relation: Relation
    bearing: Bearing | None
    part: str


Held = tuple[date, Relation, Bearing | None, str]


def presences(
    prepared: Prepared, by_id: Mapping[str, Testimony], stretches: Mapping[str, Sequence[Stretch]]
) -> list[Inside]:
    """Ordered by place, side and day. ``stretches`` are those of each place, by its id, in order of time."""
    columns, rows = prepared.columns, prepared.evidence.rows
    tells = np.array([row.absent or row.present for row in rows])[columns.row] if len(columns) else np.zeros(0, bool)
    told: dict[tuple[int, int], list[int]] = defaultdict(list)
    for n in np.flatnonzero(tells & (prepared.weight > 0) & (columns.actor < len(columns.sides))):
        told[int(columns.place[n]), int(columns.actor[n])].append(int(n))
    found: list[Inside] = []
    for (number, actor), claims in sorted(told.items()):
        place, side = columns.places[number], columns.sides[actor]
        found += spells(prepared, by_id, place, side, claims, stretches.get(place.id, ()))
    return found


def spells(
    prepared: Prepared,
    by_id: Mapping[str, Testimony],
    place: Place,
    side: str,
    claims: list[int],
    stretches: Sequence[Stretch],
) -> list[Inside]:
    """Those of one side in one place; something may change on a day with a claim, or where a stretch begins."""
    columns = prepared.columns
    days = {int(columns.day[n]) for n in claims} | {s.start.toordinal() for s in stretches}
    starts = [s.start.toordinal() for s in stretches]
    found: list[Inside] = []
    last: Held | None = None
    begun = 0
    for day in sorted(days):
        at = bisect_right(starts, day) - 1
        floor = -1
        # Another side's hold ends a presence, unless word of it comes later.
        if at >= 0 and stretches[at].holder in columns.sides and stretches[at].holder != side:
            floor = starts[at]
        now = held(prepared, by_id, [n for n in claims if columns.day[n] <= day], floor)
        if now != last:
            if last is not None:
                found.append(Inside(place, side, date.fromordinal(begun), date.fromordinal(day), *last))
            last, begun = now, day
    if last is not None:
        found.append(Inside(place, side, date.fromordinal(begun), None, *last))
    return found


def held(prepared: Prepared, by_id: Mapping[str, Testimony], claims: list[int], floor: int) -> Held | None:
    """What the claims up to a day leave of a side's presence; those of before ``floor`` no longer count."""
    columns, rows = prepared.columns, prepared.evidence.rows
    inside: list[Testimony] = []
    for n in claims:
        if rows[columns.row[n]].absent:
            inside = []
        elif columns.day[n] >= floor:
            inside.append(by_id[columns.claim_ids[n]])
    inside = [t for t in inside if t.claim.stance == Stance.ASSERTED]
    if not inside:
        return None
    mention = inside[-1].claim.place
    if mention is None:
        return inside[0].day, Relation.IN, None, ""
    return inside[0].day, mention.relation, mention.bearing, mention.part
