"""Which calendar days does a named stretch of the calendar cover, and how is it written?

A period has inclusive days, a grain (day, week, weekend, month, quarter, half, season, year, decade, century) and the
TIMEX3 value, which is ISO 8601 with TimeML's additions: 1998-08-07, 1998-W32, 1998-W32-WE, 1998-08, 1998-Q3, 1998-H1,
1998-SU, 1998, 199 (the nineties), 19 (the 20th century).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

ONE_DAY = timedelta(days=1)


def eve(day: date) -> date:
    """The day before; of the first day of the calendar that day itself."""
    return day - ONE_DAY if day > date.min else day


def morrow(day: date) -> date:
    """The day after; of the last day of the calendar that day itself."""
    return day + ONE_DAY if day < date.max else day


SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
# A value of a time of day ("1998-08-07TMO", "1998-08-07T10:35") lies in the day before its T.
VALUE = re.compile(
    r"(?P<y>\d{4})(?:-(?P<m>\d{2})(?:-(?P<d>\d{2})(?:T.*)?)?|-W(?P<w>\d{2})(?P<we>-WE)?|-Q(?P<q>[1-4])|-H(?P<h>[12])"
    r"|-(?P<s>SP|SU|FA|WI))?|(?P<dec>\d{3})|(?P<cen>\d{2})"
)


@dataclass(frozen=True, slots=True)
class Period:
    """Inclusive days of the calendar with their TIMEX3 value."""

    start: date
    end: date
    value: str
    grain: str


def day(on: date) -> Period:
    return Period(on, on, on.isoformat(), "day")


def week(on: date) -> Period:
    """The ISO week, Monday to Sunday, that holds the day."""
    monday = on - timedelta(days=on.weekday())
    year, number, _ = on.isocalendar()
    return Period(monday, monday + timedelta(days=6), f"{year:04d}-W{number:02d}", "week")


def weekend(on: date) -> Period:
    """Saturday and Sunday of the ISO week that holds the day."""
    whole = week(on)
    return Period(whole.end - ONE_DAY, whole.end, f"{whole.value}-WE", "weekend")


def months(year: int, first: int, count: int, value: str, grain: str) -> Period:
    """``count`` whole months from month ``first``, which may lie outside 1-12. ValueError outside years 1-9999."""
    index = year * 12 + first - 1
    start = date(index // 12, index % 12 + 1, 1)
    after = index + count
    end = date(9999, 12, 31) if after >= 120_000 else date(after // 12, after % 12 + 1, 1) - ONE_DAY
    return Period(start, end, value, grain)


def month(year: int, number: int) -> Period:
    """A month; ``number`` may lie outside 1-12 and then counts into the years around."""
    index = year * 12 + number - 1
    year, number = index // 12, index % 12 + 1
    return months(year, number, 1, f"{year:04d}-{number:02d}", "month")


def quarter(year: int, number: int) -> Period:
    index = year * 4 + number - 1
    year, number = index // 4, index % 4 + 1
    return months(year, number * 3 - 2, 3, f"{year:04d}-Q{number}", "quarter")


def half(year: int, number: int) -> Period:
    index = year * 2 + number - 1
    year, number = index // 2, index % 2 + 1
    return months(year, number * 6 - 5, 6, f"{year:04d}-H{number}", "half")


def season(year: int, code: str) -> Period:
    """Meteorological seasons of the northern half; the winter of a year begins in its December."""
    return months(year, SEASON_MONTHS[code], 3, f"{year:04d}-{code}", "season")


def year(number: int) -> Period:
    return Period(date(number, 1, 1), date(number, 12, 31), f"{number:04d}", "year")


def decade(number: int) -> Period:
    """The ten years that hold the year ``number``."""
    first = number // 10
    return Period(date(max(first * 10, 1), 1, 1), date(first * 10 + 9, 12, 31), f"{first:03d}", "decade")


def century(number: int) -> Period:
    """The 20th century is ``century(20)``: 1900 to 1999, value 19."""
    first = (number - 1) * 100
    return Period(date(max(first, 1), 1, 1), date(first + 99, 12, 31), f"{number - 1:02d}", "century")


def holding(on: date, grain: str) -> Period:
    """The period of that grain that holds the day."""
    match grain:
        case "week":
            return week(on)
        case "weekend":
            return weekend(on)
        case "month":
            return month(on.year, on.month)
        case "quarter":
            return quarter(on.year, (on.month + 2) // 3)
        case "half":
            return half(on.year, (on.month + 5) // 6)
        case "season":
            code = ("WI", "SP", "SU", "FA")[on.month % 12 // 3]
            return season(on.year - (on.month < 3), code)
        case "year":
            return year(on.year)
        case "decade":
            return decade(on.year)
        case "century":
            return century(on.year // 100 + 1)
    return day(on)


def shifted(period: Period, count: int, grain: str = "") -> Period:
    """The period ``count`` units of ``grain`` (its own by default) later; a day shifted by months keeps its number,
    or takes the last day of a shorter month."""
    unit = grain or period.grain
    start = period.start
    if unit in ("day", "week", "weekend"):
        return holding(start + timedelta(days=count * (1 if unit == "day" else 7)), period.grain)
    step = {"month": 1, "quarter": 3, "half": 6, "season": 3, "year": 12, "decade": 120, "century": 1200}[unit]
    target = month(start.year, start.month + count * step)
    return holding(target.start.replace(day=min(start.day, target.end.day)), period.grain)


def portion(period: Period, part: str) -> tuple[date, date]:
    """The days of early, mid, late, beginning, middle or end of a period.

    Early, mid and late are thirds (of a month 1-10, 11-20, 21-end); beginning and end are the first and last month of a
    year, the first and last seven days of a month; the middle of a year is June."""
    start, end = period.start, period.end
    length = (end - start).days + 1
    if period.grain == "month" and part in ("beginning", "end"):
        return (start, start + timedelta(days=6)) if part == "beginning" else (end - timedelta(days=6), end)
    if period.grain == "year" and part in ("beginning", "middle", "end"):
        within = month(start.year, {"beginning": 1, "middle": 6, "end": 12}[part])
        return within.start, within.end
    if period.grain == "year":
        first = {"early": 1, "mid": 5, "late": 9}[part]
        return date(start.year, first, 1), month(start.year, first + 3).end
    if length < 3:
        return start, end
    third = 10 if period.grain == "month" else length // 3
    if part in ("early", "beginning"):
        return start, start + timedelta(days=third - 1)
    if part in ("mid", "middle"):
        return start + timedelta(days=third), start + timedelta(days=2 * third - 1)
    return start + timedelta(days=2 * third), end


@lru_cache(maxsize=1024)
def of_value(value: str) -> Period | None:
    """The period that a TIMEX3 value names; None where it names none (durations, references, gaps written X)."""
    found = VALUE.fullmatch(value)
    if not found:
        return None
    part = found.groupdict()
    try:
        if part["dec"]:
            return decade(int(part["dec"]) * 10)
        if part["cen"]:
            return century(int(part["cen"]) + 1)
        number = int(part["y"])
        if part["w"]:
            monday = date.fromisocalendar(number, int(part["w"]), 1)
            return weekend(monday) if part["we"] else week(monday)
        if part["q"] or part["h"]:
            return quarter(number, int(part["q"])) if part["q"] else half(number, int(part["h"]))
        if part["s"]:
            return season(number, part["s"])
        if part["d"]:
            return day(date(number, int(part["m"]), int(part["d"])))
        return month(number, int(part["m"])) if part["m"] else year(number)
    except (ValueError, OverflowError):
        return None
