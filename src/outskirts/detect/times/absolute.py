"""Which day, month or year do calendar words name: dates, months, years, quarters, holidays?

Every public function resolves the pattern of its name in ``grammar`` and returns the times found, or none where the
words turn out to be something else. Bare dates and months look back from the day of publication, as in news,
unless the sentence looks ahead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from outskirts.detect.times import periods, weekdays
from outskirts.detect.times.grammar import YEAR_AHEAD, compiled
from outskirts.detect.times.lexicon import Lexicon
from outskirts.detect.times.periods import Period
from outskirts.detect.times.scene import Found, Match

MONTHS = ("month", "month_short", "month_ambiguous")
DAYS_OF_MONTH = ("n12", "n31", "nth", "ordinal")
# A date without a year lies ahead, when nothing tells, if it comes within so many days.
SOON = 75
# … and within so many even where the sentence looks back ("said that talks begin on Jan. 14").
VERY_SOON = 31
FIRST_SURE_YEAR, LAST_SURE_YEAR = 1800, 2040
CLOCK = re.compile(r"(\d\d?)(?:[:.](\d\d))?")


def iso_date(m: Match) -> Sequence[Found]:
    """2024-10-07, or with its time of day, which keeps the minutes and drops the rest."""
    word = m.line.words[m.first]
    period = periods.day(date.fromisoformat(word[:10]))
    return [
        m.date(period) if len(word) == 10 else Found(m.first, m.last, "TIME", f"{period.value}T{word[11:16]}", period)
    ]


def slashed_date(m: Match) -> Sequence[Found]:
    """dd/mm/yyyy, or mm/dd/yyyy where only that is a date or only that lies near the publication."""
    first, second, last = (int(part) for part in re.split(r"[/.]", m.word(m.first)))
    full = last if last > 99 else 2000 + last if last < 50 else 1900 + last
    choices = [date(full, month, day) for day, month in ((first, second), (second, first)) if valid(full, month, day)]
    if not choices:
        return []
    today = m.published
    if today and len(choices) == 2 and abs((choices[1] - today).days) <= 7 < abs((choices[0] - today).days):
        choices.reverse()
    return [m.date(periods.day(choices[0]))]


def valid(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def number_of_day(m: Match, index: int) -> int:
    """The day of the month that a token names; "7th" and "seventh" count."""
    word = m.word(index)
    return int(re.sub(r"\D", "", word)) if word[0].isdecimal() else int(m.value(index))


def nearest(m: Match, past: Period, ahead: Period) -> Period:
    """Of the last and the next period of a name, the one that the sentence means."""
    today = m.published
    if today is None or past.end >= today >= past.start:
        return past
    to_come, gone = (ahead.start - today).days, (today - past.end).days
    if m.is_at(m.first - 1, "since", "after") or m.has("last"):
        return past
    if m.outlook > 0:
        return ahead if to_come <= 200 or to_come < gone else past
    far = SOON if m.outlook == 0 or m.is_at(m.first - 1, "by", "until", "through") else VERY_SOON
    return ahead if to_come <= far and gone > 2 * to_come else past


@lru_cache(maxsize=1)
def year_ahead(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(compiled(YEAR_AHEAD, lexicon))


def joined_year(m: Match, month: int) -> int | None:
    """The year of "May" in "between May and August 2022"; the one before where the later month has the lower number."""
    hit = year_ahead(m.lexicon).match(m.line.classes, m.last)
    if hit is None:
        return None
    after = Match(m.line, hit.start(), hit.end(), m.lexicon, m.published, m.anchor)
    name = after.find(*MONTHS)
    return int(m.word(hit.end() - 1)) - (name is not None and int(m.value(name)) < month)


def day_without_year(m: Match, month: int, day: int) -> Period | None:
    """The date that is meant where no year is given; None without a day of publication."""
    if (year := joined_year(m, month)) is not None:
        return periods.day(date(year, month, day))
    today = m.published
    if today is None:
        return None
    years = [y for y in range(today.year - 4, today.year + 5) if 1 <= y <= 9999 and valid(y, month, day)]
    past = max((d for y in years if (d := date(y, month, day)) <= today), default=None)
    ahead = min((d for y in years if (d := date(y, month, day)) > today), default=None)
    if past is None or ahead is None:
        return None
    return nearest(m, periods.day(past), periods.day(ahead))


def listed(m: Match, days: list[int]) -> list[int]:
    """The day tokens without a last one that counts something ("January 4 and 12 people")."""
    if len(days) > 1 and m.word(days[-1] + 1) in m.lexicon.counted:
        return days[:-1]
    return days


def calendar_days(m: Match) -> list[tuple[int, Period | None, str]]:
    """Day tokens of a date or list of dates, each with its day and its value (with gaps for a year not known)."""
    name = m.find(*MONTHS)
    if name is None:
        return []
    month, year = int(m.value(name)), m.find("year")
    found: list[tuple[int, Period | None, str]] = []
    chosen: int | None = int(m.word(year)) if year is not None else None
    for index in listed(m, [i for i in m.every(*DAYS_OF_MONTH) if year is None or i != year]):
        number = number_of_day(m, index)
        if not 1 <= number <= 31 or not valid(2000, month, number):
            continue
        if chosen is None:
            period = day_without_year(m, month, number)
            chosen = period.start.year if period else None
        period = periods.day(date(chosen, month, number)) if chosen and valid(chosen, month, number) else None
        found.append((index, period, period.value if period else f"XXXX-{month:02d}-{number:02d}"))
    return found


def dates(m: Match) -> Sequence[Found]:
    """A month with its day or days; each day is a time of its own, the first with the words before it."""
    listing = calendar_days(m)
    if not listing:
        return []
    suffix = f"T{m.value(part)}" if (part := m.find("part_of_day")) is not None else ""
    result: list[Found] = []
    for position, (index, period, value) in enumerate(listing):
        first = m.first if position == 0 else index
        last = m.last if position == len(listing) - 1 and not dropped(m, index) else index + 1
        kind = "TIME" if suffix and position == 0 else "DATE"
        result.append(Found(first, last, kind, value + (suffix if position == 0 else ""), period))
    return result


def dropped(m: Match, index: int) -> bool:
    """Whether tokens of the match after the day were taken for a count."""
    return any(i > index for i in m.every(*DAYS_OF_MONTH))


dates_day_first = dates


def week_of(m: Match) -> Sequence[Found]:
    if not m.has("unit") or m.grain() != "week":
        return []
    listing = calendar_days(m)
    if not listing or listing[0][1] is None:
        return [m.unknown("week")]
    return [m.date(periods.week(listing[0][1].start))]


def month_near(m: Match, number: int, which: str) -> Period | None:
    if (year := joined_year(m, number)) is not None:
        return periods.month(year, number)
    today = m.published
    if today is None:
        return None
    past = periods.month(today.year - (number > today.month), number)
    ahead = periods.month(today.year + (number <= today.month), number)
    if which == "last":
        return periods.month(today.year - (number >= today.month), number)
    if which in ("next", "coming"):
        return ahead
    if which in ("that", "same") and m.anchor.last:
        return periods.month(m.anchor.last.start.year, number)
    if which == "this":
        return periods.month(today.year, number) if not m.has("past") else past
    return nearest(m, past, ahead)


def month_only(m: Match) -> Sequence[Found]:
    name = m.find(*MONTHS)
    if name is None:
        return []
    number = int(m.value(name))
    period = month_near(m, number, weekdays.which_word(m))
    return [m.placed(period) if period else m.other("DATE", f"XXXX-{number:02d}")]


def named_year(m: Match) -> int | None:
    """The year that "1998", "this year", "last year" or "nineteen ninety-eight" in the match names."""
    if (index := m.find("year")) is not None:
        return int(m.word(index))
    if spelled := m.every("number"):
        return spelled_number(m, spelled)
    day = m.story_day if m.has("that") else m.published
    if day is None or m.grain() != "year":
        return None
    return day.year + (m.has("next") - m.has("last", "previous") if not m.has("this", "that") else 0)


def spelled_number(m: Match, indices: list[int]) -> int | None:
    """1996 for "nineteen ninety-six", 2000 for "two thousand", 2022 for "twenty twenty-two"."""
    numbers = [int(m.value(i)) for i in indices]
    if numbers[:2] == [2, 1000]:
        return 2000 + sum(numbers[2:])
    if len(numbers) > 1 and numbers[0] in (18, 19, 20) and numbers[1] >= 10 and max(numbers) < 100:
        return numbers[0] * 100 + sum(numbers[1:])
    return None


def month_of_year(m: Match) -> Sequence[Found]:
    name, year = m.find(*MONTHS), named_year(m)
    if name is None:
        return []
    number = int(m.value(name))
    return [m.placed(periods.month(year, number)) if year else m.other("DATE", f"XXXX-{number:02d}")]


def part_of_month(m: Match) -> Sequence[Found]:
    """ "the first week of October", "the last days of May": so many days of the month; the value is the month's."""
    name, index, year = m.find(*MONTHS), m.find("ordinal", "second", "last"), m.find("year")
    if name is None or index is None or (not m.has("half") and m.grain() not in ("day", "week", "weekend")):
        return []
    whole = periods.month(int(m.word(year)), int(m.value(name))) if year is not None else None
    whole = whole or month_near(m, int(m.value(name)), "")
    if whole is None:
        return [m.other("DATE", f"XXXX-{int(m.value(name)):02d}")]
    if m.has("unit") and m.grain() == "day":
        return []
    number = 0 if m.is_at(index, "last") else 2 if m.is_at(index, "second") else int(m.value(index))
    length = timedelta(days=15 if m.has("half") else 5 if m.has("units") else 7)
    if number == 0:
        return [m.date(whole, (whole.end - length + periods.ONE_DAY, whole.end))]
    start = whole.start + (number - 1) * length
    return [m.date(whole, (start, min(start + length - periods.ONE_DAY, whole.end)))] if start <= whole.end else []


def season_of_year(m: Match) -> Sequence[Found]:
    name, year = m.find("season"), named_year(m)
    return [m.placed(periods.season(year, m.value(name)))] if name is not None and year else []


def quarter_of_year(m: Match) -> Sequence[Found]:
    index = m.find("ordinal", "nth", "second")
    if index is None:
        return []
    number = 2 if m.is_at(index, "second") else number_of_day(m, index)
    halves = m.has("half")
    if not 1 <= number <= (2 if halves else 4):
        return []
    build, grain = (periods.half, "half") if halves else (periods.quarter, "quarter")
    year = named_year(m)
    if year is None:
        if m.published is None:
            return [m.other("DATE", f"XXXX-{'H' if halves else 'Q'}{number}")]
        now = periods.holding(m.published, grain)
        past = build(m.published.year - (build(m.published.year, number).start > now.start), number)
        return [m.placed(nearest(m, past, build(past.start.year + 1, number)))]
    return [m.placed(build(year, number))]


def year_name(m: Match) -> Sequence[Found]:
    index = m.find("year")
    if index is None:
        return []
    number = int(m.word(index))
    after, before = m.word(m.last), m.word(m.first - 1)
    led = m.is_at(m.first - 1, "in", "since", "until", "by", "of", "from", "before", "after") or m.first < index
    if after in m.lexicon.counted or before in ("$", "£", "€", "#", "no", "%") or m.word(m.first - 2) == "no":
        return []
    if m.is_at(m.last, "hyphen") and not m.is_at(m.last + 1, "year") and not next_in_century(m, number):
        return []
    if m.is_at(m.first - 1, "hyphen") and m.line.words[m.first - 2][:1].isupper() and len(m.word(m.first - 2)) < 4:
        return []
    if m.word(m.last) == "." and m.is_at(m.last + 1, "figure", "n99", "n12", "n31"):
        return []
    if m.is_at(m.last, "hyphen") and not m.is_at(m.last + 1, "year"):
        both = (date(number, 1, 1), date(number + 1, 12, 31))
        return [Found(m.first, m.last + 2, "DATE", f"{number:04d}", periods.year(number), both)]
    sure = FIRST_SURE_YEAR <= number <= LAST_SURE_YEAR
    return [m.placed(periods.year(number))] if sure or (led and not after[:1].isalpha()) else []


def next_in_century(m: Match, number: int) -> bool:
    """Whether the year goes on as in "1987-88"; "2011-07-19" or "2000-pound" is no year."""
    word = m.word(m.last + 1)
    return word == f"{(number + 1) % 100:02d}" and not m.is_at(m.last + 2, "hyphen")


def spelled_out_year(m: Match) -> Sequence[Found]:
    number = spelled_number(m, m.every("number"))
    if number is None or m.is_at(m.last, "units", "unit") or (number == 2000 and not m.has("unit")):
        return []
    return [m.placed(periods.year(number))]


def decade_name(m: Match) -> Sequence[Found]:
    index = m.find("decade", "decade_word")
    if index is None:
        return []
    if m.is_at(index, "decade_word"):
        number = 1900 + int(m.value(index)) * 10 if m.has("the") else 0
    else:
        digits = int(m.word(index)[:-1])
        number = digits if digits > 99 else 1900 + digits if digits > 20 else 0
    return [m.placed(periods.decade(number))] if number else []


def century_name(m: Match) -> Sequence[Found]:
    unit, index = m.find("unit"), m.find("nth", "ordinal")
    if unit is None or index is None or m.value(unit) != "C":
        return []
    return [m.placed(periods.century(number_of_day(m, index)))]


def holiday_name(m: Match) -> Sequence[Found]:
    """The longest holiday whose words stand at the match."""
    start = m.line.starts[m.last - 1]
    ahead = m.line.text[start : start + 40].lower()
    phrase = max((p for p in m.lexicon.holidays if re.match(rf"{re.escape(p)}\b", ahead)), key=len, default="")
    if not phrase:
        return []
    month, day = (int(part) for part in m.lexicon.holidays[phrase].split("-"))
    last = m.last
    while last < len(m.line.words) and m.line.starts[last] < start + len(phrase):
        last += 1
    period = day_without_year(m, month, day)
    value = period.value if period else f"XXXX-{month:02d}-{day:02d}"
    return [Found(m.first, last, "DATE", value, period)]
