"""Which day is meant by "three days after they had launched the offensive on 27 November"?

The length leads from the day of the other happening, which the sentence dates, to that of the clause around. The other
way round ("entered Kabul on Sunday, nine days after they took Zaranj") is read in ``pairs``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from outskirts.extract.tree import VERBS, Tree
from outskirts.vocabulary import Days, TimeMention

LENGTH = re.compile(r"P(?:(?P<count>\d{1,3})(?P<unit>[DW])|T(?:\d+|X)[HM])\Z")
UNDER = frozenset(("less", "under", "nearly", "almost", "fewer", "within"))
OVER = frozenset(("more", "over", "least"))


@dataclass(frozen=True, slots=True)
class Step:
    """``base`` is the day of the happening at token ``inner``; ``found`` that of the one at token ``outer``."""

    base: TimeMention
    inner: int
    found: TimeMention
    outer: int


def steps(t: Tree, mentions: Sequence[TimeMention]) -> list[Step]:
    """The days that the sentence counts from a dated happening."""
    found = []
    for length in mentions:
        step = LENGTH.match("P1D" if next_day(length) else length.value)
        if step is None or not (next_day(length) or length.type == "DURATION"):
            continue
        inside = t.tokens_in(length.span)
        mark = next((i for i in range(inside[0], min(t.n, inside[-1] + 2)) if t.lower[i] in ("after", "before")), None)
        ends = clauses(t, mark) if mark is not None else None
        if mark is None or ends is None:
            continue
        inner, outer = ends
        base = dated_within(t, mentions, mark, inner, outer)
        if base is None or (days := counted(t, base, step, mark, inside[0])) is None:
            continue
        made = TimeMention(length.span, "DATE", str(days.start), Days(days.start, days.end, length.span.text))
        found.append(Step(base, inner, made, outer))
    return found


def next_day(mention: TimeMention) -> bool:
    """Whether a time is "the day after", "the day before"."""
    return mention.span.text.lower() in ("the day after", "the day before")


def clauses(t: Tree, mark: int) -> tuple[int, int] | None:
    """The heads of what "after" governs and of what it hangs on."""
    if t.dep[mark] == "mark":
        inner = t.head[mark]
        above = t.head[inner]
    else:
        below = t.kids(mark, "pobj", "pcomp")
        if not below:
            return None
        inner, above = below[0], t.head[mark]
    if inner == above:
        return None
    outer = next((j for j in (above, *t.up(above)) if t.pos[j] in VERBS), None)
    return None if outer is None else (inner, outer)


def dated_within(t: Tree, mentions: Sequence[TimeMention], mark: int, inner: int, outer: int) -> TimeMention | None:
    """The one day named behind "after", in its clause; behind a noun ("the fall of the town on 4 August") also where
    the parse hangs it on the verb, if that has no other."""
    days = [m for m in mentions if m.days and m.days.start and m.days.start == m.days.end and m.type == "DATE"]
    first, last = t.edges(inner)
    inside = [m for m in days if first <= t.tokens_in(m.span)[0] <= last and t.tokens_in(m.span)[0] > mark]
    if inside:
        return inside[0] if len(inside) == 1 else None
    if t.pos[inner] in VERBS or len(days) != 1:
        return None
    at = t.tokens_in(days[0].span)[0]
    between = range(last + 1, at)
    return days[0] if at > last and all(t.pos[i] == "ADP" for i in between) and len(between) <= 1 else None


def counted(t: Tree, base: TimeMention, step: re.Match[str], mark: int, first: int) -> Days | None:
    """The day so far from the base; any up to it for "less than"; the same for hours."""
    day = base.days.start if base.days else None
    if day is None:
        return None
    if step["count"] is None:
        return Days(day, day)
    before = set(t.lower[max(0, first - 3) : first + 2])
    if before & OVER:
        return None
    far = timedelta(days=int(step["count"]) * (7 if step["unit"] == "W" else 1))
    try:
        other = day + far if t.lower[mark] == "after" else day - far
    except OverflowError:
        return None
    if before & UNDER:
        return Days(min(day, other), max(day, other))
    return Days(other, other)
