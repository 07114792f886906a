"""What time of which day do words like "10:35 a.m.", "0210 GMT" or "noon Thursday" name?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from outskirts.detect.times import absolute, periods, weekdays
from outskirts.detect.times.periods import Period
from outskirts.detect.times.scene import Found, Match

CLOCK = re.compile(r"(\d\d?)[:.](\d\d)(?::\d\d)?")


def clock(m: Match) -> Sequence[Found]:
    """A time of day; its day is the one named beside it, else the last one of the story."""
    index = m.find("clock", "point_of_day", "hhmm", "n12", "year")
    time = time_of_day(m, index) if index is not None else ""
    if not time:
        return []
    period = named_day(m)
    value = period.value if period else "XXXX-XX-XX"
    borrowed = not m.has("deictic", "weekday", "weekday_short", "unit", *absolute.MONTHS)
    return [Found(m.first, m.last, "TIME", f"{value}T{time}", period, borrowed=borrowed)]


def time_of_day(m: Match, index: int) -> str:
    """HH:MM, or empty where the numbers are none."""
    word = m.word(index)
    if m.is_at(index, "point_of_day"):
        return str(m.value(index))
    if found := CLOCK.fullmatch(word):
        hour, minute = int(found[1]), int(found[2])
    elif m.is_at(index, "n12"):
        hour, minute = int(word), 0
    else:
        hour, minute = divmod(int(word), 100)
    half = m.find("ampm")
    later = m.word(half).startswith("p") if half is not None else in_second_half(m)
    if half is not None or later:
        hour = hour % 12 + 12 * later
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else ""


def in_second_half(m: Match) -> bool:
    """Whether "4 in the afternoon" says so."""
    part = m.find("part_of_day")
    return part is not None and m.value(part) in ("AF", "EV")


def named_day(m: Match) -> Period | None:
    today = m.published
    if (index := m.find("deictic")) is not None:
        return periods.day(today + timedelta(days=int(m.value(index)))) if today else None
    if m.has(*absolute.MONTHS):
        listing = absolute.calendar_days(clipped(m))
        return listing[0][1] if listing else None
    if (index := m.find("weekday", "weekday_short")) is not None:
        return weekdays.weekday_near(m, int(m.value(index)), weekdays.which_word(m))
    day = m.story_day
    if day and m.has("unit") and m.grain() == "day":
        day += timedelta(days=m.has("next", "following") - m.has("previous"))
    return periods.day(day) if day else None


def clipped(m: Match) -> Match:
    """The match from its month or the day before it on, so that the hour is not taken for a day of the month."""
    name = m.find(*absolute.MONTHS) or m.first
    before = name - 1 > m.first and m.is_at(name - 1, *absolute.DAYS_OF_MONTH)
    return Match(m.line, name - before, m.last, m.lexicon, m.published, m.anchor)
