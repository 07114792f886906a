"""How long, or how often: "three days", "the past two weeks", "19-year-old", "every Thursday", "now and then"?

Values are ISO 8601 durations, with X for a count that is not told (PXD); a decade is P10Y. Every public function that
takes a match and gives times resolves the pattern of its name in ``grammar``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from outskirts.detect.times import periods
from outskirts.detect.times.scene import GRAINS, Found, Interval, Match

# Days in one unit, for intervals; months and years as they come on average.
DAYS = {"TS": 0.0, "TM": 1 / 1440, "TH": 1 / 24, "D": 1.0, "W": 7.0, "F": 14.0, "M": 30.44, "Q": 91.3, "Y": 365.25,
        "E": 3652.5, "C": 36525.0}  # fmt: skip
LONGEST = 400_000
# "24 hours a day", "358,000 a month": after a number or a length, "a day" is a rate.
RATED = ("n12", "n31", "n99", "figure", "year", "hhmm", "number", "units")


@dataclass(frozen=True, slots=True)
class Length:
    """A count of units; the count is None where the words leave it open ("several")."""

    count: float | None
    unit: str

    @property
    def value(self) -> str:
        number = "X" if self.count is None else plain(self.count)
        match self.unit:
            case "E" | "C" if self.count is not None:
                return f"P{plain(self.count * (10 if self.unit == 'E' else 100))}Y"
            case "F":
                return f"P{'X' if self.count is None else plain(self.count * 2)}W"
            case "TS" | "TM" | "TH":
                letter = self.unit[1]
                if self.count is not None and self.count % 1:
                    small = {"H": "M", "M": "S"}.get(letter, "S")
                    whole = f"{int(self.count)}{letter}" if self.count >= 1 else ""
                    return f"PT{whole}{round(self.count % 1 * 60)}{small}"
                return f"PT{number}{letter}"
            case "Y" if self.count is not None and self.count % 1:
                whole = f"{int(self.count)}Y" if self.count >= 1 else ""
                return f"P{whole}{round(self.count % 1 * 12)}M"
        return f"P{number}{self.unit}"

    @property
    def days(self) -> int:
        """Whole days that it spans, at most 400,000."""
        return min(round((self.count or 0) * DAYS[self.unit]), LONGEST)


def plain(number: float) -> str:
    return str(int(number)) if number == int(number) else f"{number:g}"


def unit_at(m: Match, index: int) -> str:
    return "Q" if m.is_at(index, "quarter", "quarters") else str(m.value(index))


def length(m: Match) -> Length | None:
    """The first count in the match with its unit; None where there is no unit."""
    index = m.find("units", "unit", "quarters", "quarter")
    if index is None:
        return None
    count = number_before(m, index)
    if count is not None and m.has("half") and m.has("and"):
        count += 0.5
    return Length(count, unit_at(m, index))


def number_before(m: Match, index: int) -> float | None:
    """The number that counts the unit at ``index``; None for an open one ("several", or no number)."""
    figures = [i for i in m.every("n12", "n31", "n99", "figure", "hhmm", "year", "nth") if i < index]
    words = [i for i in m.every("number") if i < index]
    if figures and not m.is_at(figures[0], "nth"):
        number = float(m.word(figures[0]).replace(",", ""))
        fraction = m.has("slash") and len(figures) == 3
        return number + float(m.word(figures[1])) / float(m.word(figures[2]) or 1) if fraction else number
    if words:
        return spelled(m, words)
    if m.has("few", "some"):
        return None
    if m.has("couple"):
        return 2.0
    if m.has("half") and not m.has("and"):
        return 0.5
    return 1.0 if m.has("a") else None


def spelled(m: Match, indices: list[int]) -> float:
    """Two for "two", 24 for "twenty-four", 2000 for "two thousand"; of "two to three" the first."""
    total, current, before = 0, 0, indices[0] - 1
    # "two one-hour shows": the last number that makes one with those before it counts.
    for index in indices:
        hundreds = m.is_at(index - 1, "and") and current and current % 100 == 0
        if index - before > 1 and not (m.is_at(index - 1, "hyphen") or hundreds):
            break
        number, before = int(m.value(index)), index
        if number in (100, 1000):
            current = max(current, 1) * number
            total, current = (total + current, 0) if number == 1000 else (total, current)
        elif (number < 10 <= current % 100 and current % 10 == 0) or current % 100 == 0:
            current += number
        else:
            total, current = 0, number
    return float(total + current)


def duration(m: Match) -> Sequence[Found]:
    """A length; seen from the report it ends there, and begins where the count in days, weeks or months says."""
    found = length(m)
    if found is None:
        return []
    if m.word(m.first - 1) in ("$", "£", "€") or (m.is_at(m.last - 1, "quarter", "quarters") and m.is_at(m.last, "of")):
        return []
    if found.value == "PT24H" and m.has("hyphen"):
        # "24-hour" means round the clock.
        return [m.other("", "")]
    if m.is_at(m.first, "a") and m.is_at(m.first - 1, *RATED):
        return [m.other("SET", found.value)]
    return [m.other("DURATION", found.value, interval(m, found))]


def interval(m: Match, found: Length) -> Interval | None:
    today = m.published
    if today is None or m.word(m.last) == "into":
        # "11 weeks into the war" is a point, not a stretch.
        return None
    ahead = m.outlook > 0 or m.word(m.last) == "ahead"
    days = timedelta(days=found.days)
    if ahead or m.word(m.first - 1) == "within":
        return (today, today + days) if found.count is not None and found.unit != "Y" else (today, None)
    exact = found.count is not None and found.unit in ("TM", "TH", "TS", "D", "W", "F", "M")
    if not exact:
        return None, today
    if found.unit == "M":
        return periods.shifted(periods.day(today), -int(found.count or 0), "month").start, today
    return today - days, today


def age(m: Match) -> Sequence[Found]:
    """ "19-year-old" says how old somebody is, not when: no time, but the words are spoken for."""
    return [m.other("", "")]


def day_running(m: Match) -> Sequence[Found]:
    """ "for a third day", "the fifth straight night": so many days up to the report."""
    index = m.find("ordinal", "nth", "second")
    unit = m.find("unit")
    telling = m.has("for", "more", "running")
    if index is None or not telling or (unit is not None and GRAINS[m.value(unit)] not in ("day", "week", "month")):
        return []
    word = m.word(index)
    count = 2 if word == "second" else int(re.sub(r"\D", "", word)) if word[0].isdecimal() else int(m.value(index))
    found = Length(float(count), unit_at(m, unit) if unit is not None else "D")
    today = m.published
    days = timedelta(days=max(found.days - 1, 0))
    return [m.other("DURATION", found.value, (today - days, today) if today else None)]


def vague_duration(m: Match) -> Sequence[Found]:
    index = m.find("units")
    if index is None:
        return []
    if m.is_at(m.first - 1, "early", "late", "part_of_day"):
        return []
    found = Length(None, unit_at(m, index))
    return [m.other("DURATION", found.value, interval(m, found))]


def stretch(m: Match) -> Sequence[Found]:
    """ "the past two weeks", "the next few days", "the previous four days", "the first nine months"."""
    found, today = length(m), m.published
    if found is None:
        return []
    if m.has("previous"):
        today = m.story_day
    if today is None:
        return [m.other("DURATION", found.value)]
    if m.has("next", "coming", "following"):
        end = today + timedelta(days=found.days) if found.count is not None else None
        return [m.other("DURATION", found.value, (today, end))]
    if not m.has("last", "past", "previous", "recent", "latest"):
        return [m.other("DURATION", found.value)]
    if found.count is None:
        return [m.other("DURATION", found.value, (None, today))]
    return [m.other("DURATION", found.value, interval_back(m, found))]


def interval_back(m: Match, found: Length) -> Interval:
    end = m.story_day if m.has("previous") else m.published
    assert end is not None
    months = {"M": 1, "Y": 12}.get(found.unit)
    if months and found.count is not None:
        return periods.shifted(periods.day(end), -int(found.count * months), "month").start, end
    return end - timedelta(days=found.days), end


def vague_stretch(m: Match) -> Sequence[Found]:
    """ "recent weeks", "the coming days"."""
    index = m.find("units", "unit")
    if index is None:
        return []
    today = m.published
    ahead = m.has("next", "coming", "reference_adjective")
    span: Interval | None = None if today is None else (today, None) if ahead else (None, today)
    if m.has("reference_adjective"):
        return [m.other("DATE", "FUTURE_REF", span)] if m.has("units") and m.word(m.first) == "future" else []
    return [m.other("DURATION", Length(None, unit_at(m, index)).value, span)]


def recurring_unit(m: Match) -> Sequence[Found]:
    index = m.find("unit", "units", "quarter")
    if index is None:
        return []
    count = 2.0 if m.has("second") else number_before(m, index) or 1.0
    return [m.other("SET", Length(count, unit_at(m, index)).value)]


def recurring_day(m: Match) -> Sequence[Found]:
    """ "every Thursday", "each July", "Tuesday nights"."""
    part = m.find("part_of_day")
    suffix = f"T{m.value(part)}" if part is not None else ""
    if (index := m.find("weekday", "weekdays")) is not None:
        return [m.other("SET", f"XXXX-WXX-{m.value(index)}{suffix}")]
    if (index := m.find("month")) is not None:
        return [m.other("SET", f"XXXX-{m.value(index):02d}")]
    if (index := m.find("season")) is not None:
        return [m.other("SET", f"XXXX-{m.value(index)}")]
    return [m.other("SET", f"XXXX-XX-XX{suffix}" if suffix else "XXXX-WXX-WE")]


def recurring_word(m: Match) -> Sequence[Found]:
    return [m.other("SET", str(m.value(m.first)))]


def reference_word(m: Match) -> Sequence[Found]:
    today = m.published
    if m.is_at(m.first - 1, "as"):
        return []
    value = "FUTURE_REF" if m.has("soon") else str(m.value(m.last - 1))
    span: Interval | None = None
    if today is not None:
        span = {"PRESENT_REF": (today, today), "PAST_REF": (None, today), "FUTURE_REF": (today, None)}[value]
    return [m.other("DATE", value, span)]


def future_word(m: Match) -> Sequence[Found]:
    value = str(m.value(m.last - 1))
    if value != "FUTURE_REF" or before_noun(m):
        return []
    return [m.other("DATE", value, (m.published, None) if m.published else None)]


def before_noun(m: Match) -> bool:
    """Whether the word before is an adjective here ("the future president"), told by what follows."""
    after = m.word(m.last)
    return after[:1].isalnum() and after not in m.lexicon.after_noun


def past_word(m: Match) -> Sequence[Found]:
    """ "the past" as a noun; before another noun it is an adjective."""
    if before_noun(m):
        return []
    return [m.other("DATE", "PAST_REF", (None, m.published) if m.published else None)]
