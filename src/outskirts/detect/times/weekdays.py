"""Which day is "Monday", "last Monday", "the previous Monday"?

A bare weekday looks back from the day of publication, as in news, unless the sentence looks ahead.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from outskirts.detect.times import periods
from outskirts.detect.times.periods import Period
from outskirts.detect.times.scene import Found, Match


def weekday_near(m: Match, number: int, which: str) -> Period | None:
    """The weekday (1 is Monday) that is meant by "Monday", "last Monday", "next Monday", "the previous Monday"."""
    today = m.published
    if today is None:
        return None
    back = timedelta(days=(today.isoweekday() - number) % 7)
    ahead = timedelta(days=(number - today.isoweekday()) % 7)
    if which in ("previous", "following", "same", "that"):
        return weekday_in_story(m, number, which)
    if which == "last":
        return periods.day(today - (back or timedelta(days=7)))
    if which == "next":
        # "next Friday" on a Tuesday is Friday of next week.
        monday = today + timedelta(days=8 - today.isoweekday())
        return periods.day(monday + timedelta(days=number - 1))
    if which == "past":
        return periods.day(today - (back or timedelta(days=7)))
    if which in ("coming", "this"):
        return periods.day(today + ahead) if which == "coming" or m.outlook >= 0 else periods.day(today - back)
    # "Tuesday's ruling" has been given.
    forward = m.outlook > 0 and not m.is_at(m.last, "possessive")
    return periods.day(today + ahead if forward else today - back)


def weekday_in_story(m: Match, number: int, which: str) -> Period | None:
    """The weekday before, after, or of the week of the last day named."""
    day = m.story_day
    if day is None:
        return None
    if which in ("same", "that"):
        return periods.day(periods.week(day).start + timedelta(days=number - 1))
    if which == "previous":
        return periods.day(day - timedelta(days=(day.isoweekday() - number) % 7 or 7))
    return periods.day(day + timedelta(days=(number - day.isoweekday()) % 7 or 7))


def which_word(m: Match) -> str:
    for name in ("next", "coming", "following", "previous", "last", "same", "that", "past", "this"):
        if m.has(name):
            return name
    return ""


def weekday_day(m: Match) -> Sequence[Found]:
    index = m.find("weekday", "weekday_short")
    if index is None:
        return []
    number = int(m.value(index))
    part = m.find("part_of_day")
    if part is not None and m.word(part).endswith("s"):
        return [m.other("SET", f"XXXX-WXX-{number}T{m.value(part)}")]
    period = weekday_near(m, number, which_word(m))
    if period is None:
        suffix = f"T{m.value(part)}" if part is not None else ""
        return [m.other("TIME" if suffix else "DATE", f"XXXX-WXX-{number}{suffix}")]
    return [m.date(period)]
