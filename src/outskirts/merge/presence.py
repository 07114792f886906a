"""Whose forces are reported inside a place, in which part, since when?"""

from __future__ import annotations

from collections.abc import Mapping

from outskirts.merge.columns import Columns
from outskirts.merge.estimate import Prepared
from outskirts.merge.testimony import Testimony
from outskirts.vocabulary import Presence, Relation, Stance, Stretch

KEPT = 3  # claims named for one presence


def presence(prepared: Prepared, by_id: Mapping[str, Testimony], now: Stretch, last_day: int) -> tuple[Presence, ...]:
    """One for each side with forces inside on the day (a proleptic ordinal) in the stretch ``now``, ordered by code;
    the part is that of the latest word. Another side's hold, or a word that it left, ends a presence."""
    columns, rows = prepared.columns, prepared.evidence.rows
    found = []
    for number, side in enumerate(columns.sides):
        begins = now.start.toordinal() if now.holder in columns.sides and now.holder != side else -1
        inside: list[int] = []
        for n in claims_of(columns, prepared, number, last_day):
            if rows[columns.row[n]].absent:
                inside = []
            elif rows[columns.row[n]].present and columns.day[n] >= begins:
                inside.append(n)
        told = [by_id[columns.claim_ids[n]] for n in inside]
        told = [t for t in told if t.claim.stance == Stance.ASSERTED]
        if told:
            found.append(one(side, told))
    return tuple(sorted(found, key=lambda p: p.side))


def claims_of(columns: Columns, prepared: Prepared, side: int, last_day: int) -> list[int]:
    return [
        n
        for n in range(len(columns))
        if columns.actor[n] == side and prepared.weight[n] > 0 and columns.day[n] <= last_day
    ]


def one(side: str, told: list[Testimony]) -> Presence:
    mention = told[-1].claim.place
    ids = tuple(t.claim.id for t in told[-KEPT:])
    if mention is None:
        return Presence(side, told[0].day, Relation.IN, claim_ids=ids)
    return Presence(side, told[0].day, mention.relation, mention.bearing, mention.part, ids)
