"""Which day goes with which? Lists that pair places and days, and days counted from another happening."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from outskirts.extract.claims.triggers import Trigger
from outskirts.extract.tree import Tree
from outskirts.vocabulary import Days, PlaceMention, TimeMention

LENGTH = re.compile(r"P(\d+)([DW])\Z")


def paired(places: Sequence[PlaceMention], times: Sequence[TimeMention]) -> dict[int, Days]:
    """Days by place, where each of several places is followed by a day of its own before the next: "took Goma on 27
    January and Bukavu on 16 February". Keys are offsets of the places; empty where days and places do not alternate."""
    spots = sorted({m.span.start for m in places})
    days = sorted((m for m in times if m.days is not None), key=lambda m: m.span.start)
    if len(spots) < 2 or len(days) < 2:
        return {}
    found: dict[int, Days] = {}
    for start, end in zip(spots, [*spots[1:], 1 << 60], strict=True):
        own = next((m for m in days if start < m.span.start < end), None)
        if own is not None and own.days is not None:
            found[start] = Days(own.days.start, own.days.end, own.span.text)
    return found if len(found) > 1 else {}


def counted(t: Tree, x: Trigger, times: Sequence[TimeMention], base: date | None) -> Days | None:
    """The day of a happening from which another is counted: "entered Kabul on Sunday, nine days after they captured
    Zaranj" puts the capture nine days before ``base``, the day of the other."""
    if base is None:
        return None
    clause = next((j for j in (x.i, *t.up(x.i)) if t.dep[j] in ("advcl", "pcomp", "pobj")), None)
    if clause is None:
        return None
    marks = [j for j in (*t.children[clause], t.head[clause]) if t.lower[j] in ("after", "before")]
    for mark in marks:
        for mention in times:
            within = mention.span.start <= t.starts[mark] < mention.span.end
            if within and mention.span.text.lower().startswith("the day"):
                day = base - timedelta(1) if t.lower[mark] == "after" else base + timedelta(1)
                return Days(day, day, mention.span.text)
            if within and mention.days and mention.days.start:
                return Days(mention.days.start, mention.days.end, mention.span.text)
            length = LENGTH.match(mention.value)
            if length and 0 <= t.starts[mark] - mention.span.end <= 1:
                step = timedelta(int(length[1]) * (7 if length[2] == "W" else 1))
                day = base - step if t.lower[mark] == "after" else base + step
                return Days(day, day, mention.span.text)
    return None
