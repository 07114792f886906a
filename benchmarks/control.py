"""How near do exported timelines come to a table of who held what? The estimate and both rules of thumb.

    python benchmarks/control.py LEDGER TRUTH.csv

TRUTH.csv has a row for each stretch of a place: name, lat, lon, from, to (days, inclusive), status (a side's code;
other words are not scored). A place is covered where the timeline has one within 5 km. Prints for each rule the share
of place-days answered and right, and how many of the changes of the table the timeline shows, from 7 days before the
last old day to 14 after the first new one; of these, how many of the changes that some claim of the ledger names: that
the new holder has taken or holds the place, or the old one left it, on a day between.
"""

from __future__ import annotations

import csv
import math
import sys
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from outskirts.cli.state import State
from outskirts.publish.exports.material import Selection
from outskirts.query.material import Asked
from outskirts.vocabulary import UNKNOWN, Kind, Stance, Stretch

Point = tuple[float, float]
Row = tuple[date, date, str]
NEAR_KM, EARLY, LATE = 5.0, timedelta(7), timedelta(14)
HELD = frozenset({Kind.CAPTURE, Kind.HOLD, Kind.WITHDRAW})
SAID = frozenset({Stance.ASSERTED, Stance.POSSIBLE})
UNITS = frozenset({"country", "region", "district", "area", "river", "lake", "sea", "mountain", "road"})


def km(a: Point, b: Point) -> float:
    p, q, d = math.radians(a[0]), math.radians(b[0]), math.radians(b[1] - a[1])
    half = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(d / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(half)))


def table(path: Path) -> dict[Point, list[Row]]:
    found: dict[Point, list[Row]] = defaultdict(list)
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            point = float(row["lat"]), float(row["lon"])
            found[point].append((date.fromisoformat(row["from"]), date.fromisoformat(row["to"]), row["status"]))
    return {point: sorted(rows) for point, rows in found.items()}


def by_point(stretches: Iterable[Stretch]) -> dict[Point, list[Stretch]]:
    found: dict[Point, list[Stretch]] = defaultdict(list)
    for one in stretches:
        if one.place.lat is not None and one.place.lon is not None and one.place.kind not in UNITS:
            found[one.place.lat, one.place.lon].append(one)
    return found


def holder(stretches: list[Stretch], day: date) -> str:
    return next((s.holder for s in stretches if s.start <= day and (s.end is None or day < s.end)), UNKNOWN)


def named(asked: Asked) -> dict[Point, list[tuple[date, str]]]:
    """Day and new holder of every claim that says that a place came to be held, by the point of the place."""
    found: dict[Point, list[tuple[date, str]]] = defaultdict(list)
    for record in asked.records:
        sides = {side.code for side in record.conflict.sides if side.belligerent}
        for one in record.testimonies:
            place, actor = one.at, one.claim.actor
            if place is None or place.lat is None or place.lon is None or place.kind in UNITS or actor is None:
                continue
            if one.claim.kind in HELD and one.claim.stance in SAID:
                left = one.claim.kind == Kind.WITHDRAW
                new = sides - {actor.side} if left else {actor.side} & sides
                found[place.lat, place.lon] += [(one.day, side) for side in sorted(filter(None, new))]
    return found


def scored(
    truth: dict[Point, list[Row]],
    stretches: Iterable[Stretch],
    sides: frozenset[str],
    words: dict[Point, list[tuple[date, str]]],
) -> str:
    told = by_point(stretches)
    days = answered = right = changes = shown = covered = spoken = heard = 0
    for point, rows in truth.items():
        agreed = [row for row in rows if row[2] in sides]
        moves = [(old, new) for old, new in pairwise(agreed) if old[2] != new[2]]
        changes += len(moves)
        said_of = [word for where, some in words.items() if km(where, point) <= NEAR_KM for word in some]
        spans = [(max(old[0], old[1] - EARLY), new[0] + LATE, new[2]) for old, new in moves]
        spoke = [any(a <= day <= b and side == new for day, side in said_of) for a, b, new in spans]
        spoken += sum(spoke)
        near = min(told, key=lambda p: km(p, point), default=None)
        if near is None or km(near, point) > NEAR_KM:
            continue
        covered, mine = covered + 1, told[near]
        for first, last, status in agreed:
            for n in range((last - first).days + 1):
                said = holder(mine, first + timedelta(n))
                days, answered, right = days + 1, answered + (said != UNKNOWN), right + (said == status)
        for (old, new), by_name in zip(moves, spoke, strict=True):
            begin = max(old[0], old[1] - EARLY)
            span = [begin + timedelta(n) for n in range((new[0] + LATE - begin).days + 1)]
            at = next((day for day in span if holder(mine, day) == new[2]), None)
            here = at is not None and (at > begin or holder(mine, begin - timedelta(1)) != new[2])
            shown, heard = shown + here, heard + (here and by_name)
    return (
        f"{covered:7} {answered / max(days, 1):8.3f} {right / max(answered, 1):6.3f} {shown:5} of {changes}"
        f" {shown / max(changes, 1):6.3f} {heard:5} of {spoken} {heard / max(spoken, 1):6.3f}"
    )


def main(ledger: str, path: str) -> None:
    truth = table(Path(path))
    print("rule     covered answered  right  changes shown recall  of those named recall")
    for rule in ("filter", "last", "majority"):
        asked = Asked(State.start(ledger, None), Selection(rule=rule))
        sides = frozenset(side.code for conflict in asked.conflicts for side in conflict.sides if side.belligerent)
        print(f"{rule:8} {scored(truth, asked.stretches(), sides, named(asked))}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
