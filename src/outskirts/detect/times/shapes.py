"""Which days does each time cover in the end: joined with its neighbours, and open where "since" or "until" opens it?

Days listed or joined by "to", "and", "through" or a hyphen ("January 14 and 15", "from Monday to Friday") each keep
their own value and all carry the days of the whole list. "overnight" takes the day named after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from outskirts.detect.times import periods
from outskirts.detect.times.lexicon import Lexicon
from outskirts.detect.times.scene import Found, Interval
from outskirts.detect.times.tokens import Line
from outskirts.vocabulary import Days, Span, TimeMention

LINKS = frozenset({"to", "into", "and", "or", "through", "until", "-", "–", "—", ",", "/", "till"})
RANGES = frozenset({"to", "through", "until", "till", "-", "–"})
LENGTH = re.compile(r"P(\d{1,4})([DW])")
# How far apart two days joined by "and" may lie; "to" and the hyphen may span more.
NEAR, FAR = 14, 370
LONGEST_SHAPE = 3


def settled(line: Line, found: Sequence[Found], lexicon: Lexicon, today: date | None, base: int) -> list[TimeMention]:
    """The mentions with their days and shapes; ``base`` is added to offsets."""
    whole = joined(line, counted(same_night(line, nights(line, list(found)))))
    return [mention(line, item, lexicon, today, base) for item in whole]


def counted(found: list[Found]) -> list[Found]:
    """ "two days after Oct. 7": the length leads from the date that follows it."""
    result = list(found)
    for position, (left, right) in enumerate(pairwise(found)):
        length = LENGTH.fullmatch(left.value)
        if not length or left.last != right.first or right.period is None or right.period.grain != "day":
            continue
        days = timedelta(days=int(length[1]) * (7 if length[2] == "W" else 1))
        try:
            day = right.period.start + (days if left.sign > 0 else -days)
        except OverflowError:  # before the year 1, after the year 9999
            continue
        result[position] = replace(left, interval=(day, day))
    return result


def nights(line: Line, found: list[Found]) -> list[Found]:
    """ "overnight on January 13", "overnight into Saturday": one time, the night and the days that it lies in."""
    result: list[Found] = []
    for item in found:
        last = result[-1] if result else None
        if last is None or not is_overnight(line, last) or item.period is None or item.period.grain != "day":
            result.append(item)
            continue
        between = [word.lower() for word in line.words[last.last : item.first]]
        if between not in ([], ["on"], ["into"], ["to"], ["from"]):
            result.append(item)
            continue
        day = item.period.start
        eve = periods.eve(day) if between == ["into"] else day
        night = replace(item, first=last.first, type="TIME", value=f"{eve.isoformat()}TNI")
        result[-1] = replace(night, interval=(eve, periods.morrow(eve)), shape="during")
    return result


def same_night(line: Line, found: list[Found]) -> list[Found]:
    """ "an overnight raid in the province Thursday": the night before the one day that the sentence names."""
    days = {item.period.start for item in found if item.period and item.period.grain == "day" and item.type == "DATE"}
    if len(days) != 1:
        return found
    day = next(iter(days))
    eve = periods.eve(day)
    return [
        replace(item, value=f"{eve.isoformat()}TNI", interval=(eve, day))
        if is_overnight(line, item) and item.interval
        else item
        for item in found
    ]


def is_overnight(line: Line, item: Found) -> bool:
    return item.last - item.first == 1 and line.words[item.first].lower() == "overnight"


def joined(line: Line, found: list[Found]) -> list[Found]:
    """Days that a list or range joins, each with the days of all."""
    result = list(found)
    start = 0
    while start < len(found):
        end = start
        while end + 1 < len(found) and linked(line, found[end], found[end + 1]):
            end += 1
        group = found[start : end + 1]
        if len(group) > 1:
            days = [item.period for item in group if item.period and not (item.borrowed and group[-1].period)]
            days = days or [item.period for item in group if item.period]
            whole: Interval = (min(p.start for p in days), max(p.end for p in days))
            first = replace(group[0], interval=whole)
            result[start : end + 1] = [first, *(replace(item, interval=whole, shape="during") for item in group[1:])]
        start = end + 1
    return result


def linked(line: Line, left: Found, right: Found) -> bool:
    between = [word.lower() for word in line.words[left.last : right.first]]
    if not between or len(between) > 3 or not LINKS.issuperset(between):
        return False
    if left.period is None or right.period is None or left.period.grain != right.period.grain:
        return False
    gap = (right.period.start - left.period.start).days
    if left.borrowed and right.type == "TIME":
        # "from 4 p.m. to 6 p.m. on Monday": the day of the last counts for all.
        return between[0] in RANGES or between == ["and"]
    if left.period.grain != "day":
        # "between May and August" is a range; "September and October" joins only what follows at once.
        adjacent = right.period.start - left.period.end == periods.ONE_DAY and left.interval is None
        listed = between == ["and"] and (adjacent or line.words[left.first - 1].lower() == "between")
        return gap > 0 and (listed or between[0] in RANGES)
    if between == [","]:
        # A comma alone joins the numbers of one month only.
        return line.words[right.first][:1].isdecimal() and 0 < gap <= NEAR
    if between == ["into"]:
        return gap == 1
    return 0 < gap <= (NEAR if "and" in between or "or" in between else FAR)


def shape_before(line: Line, first: int, lexicon: Lexicon) -> str:
    """The shape that the words right before a token give."""
    words = [word.lower() for word in line.words[max(0, first - LONGEST_SHAPE - 1) : first]]
    while words and words[-1] in ("the", "on", "about", "around", "early", "late", "at", "least"):
        if words[-1] == "on" and len(words) > 1 and words[-2] == "up":
            break
        words.pop()
    for length in range(min(LONGEST_SHAPE, len(words)), 0, -1):
        if shape := lexicon.shapes.get(" ".join(words[-length:])):
            return shape
    if words and words[-1] == "from":
        return "from"
    return "during"


def mention(line: Line, item: Found, lexicon: Lexicon, today: date | None, base: int) -> TimeMention:
    start, end = line.starts[item.first], line.end(item.last - 1)
    span = Span(base + start, base + end, line.text[start:end])
    interval = item.interval or ((item.period.start, item.period.end) if item.period else None)
    shape = item.shape or shape_before(line, item.first, lexicon)
    if item.type in ("DURATION", "SET") and shape != "by":
        shape = "during"
    if interval is None:
        return TimeMention(span, item.type, item.value, None, "since" if shape == "from" else shape)
    if shape == "from":
        # "from Monday" goes on to the report; "from Monday to Friday", "from 10 a.m." do not.
        ranged = item.interval and item.period and item.interval[1] != item.period.end
        shape = "during" if ranged or item.type == "TIME" else "since"
    # "before dawn", "after 10 a.m.": still that day.
    within = item.type == "TIME" and shape in ("before", "after")
    opened = open_ends(interval, shape, today) if item.type in ("DATE", "TIME") and not within else interval
    return TimeMention(span, item.type, item.value, Days(*opened, span.text), shape)


def open_ends(interval: Interval, shape: str, today: date | None) -> Interval:
    """The days left when something lasts since, until, by, before or after the days named."""
    start, end = interval
    match shape:
        case "since" if start:
            return start, today if today and today >= start else None
        case "until" | "by":
            return None, end
        case "before" if start and start > date.min:
            return None, periods.eve(start)
        case "after" if end:
            return end, today if today and today >= end else None
    return interval
