"""Which day, week or year is meant by words that count from the report or from the story: "last week", "a day later"?

"This", "last" and "next" count from the day of publication; "that", "same", "previous", "following", "earlier" and
"later" from the last day that the story has named. Every public function resolves the pattern of its name in
``grammar``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from outskirts.detect.times import absolute, lengths, periods, weekdays
from outskirts.detect.times.periods import Period
from outskirts.detect.times.scene import NEAR, Found, Interval, Match

# Words before "fall" and "spring" that make them seasons.
LEADS = ("in", "since", "until", "by", "before")


def near_day(m: Match) -> Sequence[Found]:
    if m.published is None:
        return [m.unknown("day")]
    index = m.find("deictic")
    return [m.date(periods.day(m.published + timedelta(days=int(m.value(index or 0)))))]


def tonight_word(m: Match) -> Sequence[Found]:
    if m.published is None:
        return [m.other("TIME", "XXXX-XX-XXTNI")]
    period = periods.day(m.published)
    return [Found(m.first, m.last, "TIME", f"{period.value}TNI", period)]


def overnight_word(m: Match) -> Sequence[Found]:
    """The night before the report ("overnight", "a late-night attack"): it lies in two days. A day named beside it is
    joined to it in ``shapes``."""
    part = m.find("part_of_day")
    suffix = m.value(part) if part is not None else "NI"
    if m.published is None:
        return [m.other("TIME", f"XXXX-XX-XXT{suffix}")]
    eve = periods.eve(m.published)
    return [m.other("TIME", f"{eve.isoformat()}T{suffix}", (eve, m.published))]


def ago(m: Match) -> Sequence[Found]:
    """A count back from the report; a year back from a quarter just named is the quarter of the year before."""
    today = m.published
    length = lengths.length(m)
    if length is None or length.count is None or today is None:
        return [m.other("DATE", "PAST_REF", some_days(today, length, -1) if today else None)]
    if length.unit == "Y" and length.count == 1 and m.anchor.quarter:
        return [year_back(m, m.anchor.quarter)]
    return [m.date(back(today, length))]


def year_back(m: Match, period: Period) -> Found:
    """The same stretch of the year before, which the story only compares with."""
    return replace(m.date(periods.shifted(period, -1, "year")), compared=True)


def back(today: date, length: lengths.Length, sign: int = -1) -> Period:
    """The period of the unit's grain that lies so far from the day; decades count as ten years."""
    count = sign * int(length.count or 0)
    match length.unit:
        case "E" | "C":
            years = count * (10 if length.unit == "E" else 100)
            return periods.year(today.year + years)
        case "F":
            return periods.shifted(periods.week(today), 2 * count)
        case "TM" | "TH" | "TS":
            hours = {"TM": 0, "TH": count // 24, "TS": 0}[length.unit] if abs(count) >= 24 else 0
            return periods.day(today + timedelta(days=hours))
    return periods.shifted(periods.holding(today, m_grain(length.unit)), count)


def some_days(day: date, length: lengths.Length | None, sign: int) -> Interval:
    """ "A few days" before or after a day are two to four; a few weeks or years leave the far end open."""
    if length is not None and length.unit == "D":
        near, far = day + timedelta(days=2 * sign), day + timedelta(days=4 * sign)
        return (far, near) if sign < 0 else (near, far)
    return (None, day) if sign < 0 else (day, None)


def m_grain(unit: str) -> str:
    return {"D": "day", "W": "week", "M": "month", "Y": "year", "Q": "quarter"}.get(unit, "day")


def beside(m: Match) -> Sequence[Found]:
    """ "two days later", "a year earlier", "the day before", "a week after X did": a count from the last time named."""
    return [replace(item, sign=m.has("after") - m.has("before")) for item in from_story(m)]


def last_named(m: Match, unit: str) -> date | None:
    """The month or year named right before, from which months and years count rather than from a day before that."""
    last = m.anchor.last
    near = last is not None and m.first - m.anchor.token <= NEAR
    return last.start if last is not None and near and unit in "MY" and last.grain in ("month", "year") else None


def from_story(m: Match) -> Sequence[Found]:
    ahead = m.has("later") or (m.has("after") and ends_clause(m))
    plain = m.is_at(m.first, "the") and m.last - m.first == 3
    length = None if plain else lengths.length(m)
    length = length or lengths.Length(1, unit_letter(m))
    day = last_named(m, length.unit) or m.story_day
    joined = m.has("before", "after") and not ends_clause(m) and not m.is_at(m.first, "the")
    if day is None:
        return [m.other("DURATION", length.value)] if joined else [m.unknown(m.grain())]
    if length.count is None:
        unplaced = joined and m.has("after")
        return [m.other("DURATION", length.value, None if unplaced else some_days(day, length, 1 if ahead else -1))]
    if joined and not m.anchored:
        return [m.other("DURATION", length.value)]
    if joined:
        # What came "a week after X did": the length leads to X, so it counts the other way.
        sign = 1 if m.has("before") else -1
        there = back(day, length, sign)
        far = day + timedelta(days=sign * length.days) if length.days <= 31 else None
        return [m.other("DURATION", length.value, (far, far) if far else (there.start, there.end), "during")]
    if m.is_at(m.first, "the") and m.has("after"):
        ahead = True
    if not ahead and length.unit == "Y" and length.count == 1 and m.anchor.quarter:
        return [year_back(m, m.anchor.quarter)]
    period = counted_from_story(m, day, length, 1 if ahead else -1)
    if plain and not ends_clause(m) and m.anchor.day is None:
        # "the day after the town fell": only the fall could tell which.
        return [m.other("DATE", period.value)]
    return [m.date(period)]


def counted_from_story(m: Match, day: date, length: lengths.Length, sign: int) -> Period:
    last = m.anchor.last
    if length.unit == "Y" and last is not None and last.grain in ("quarter", "half", "month", "year"):
        return periods.shifted(last, sign * int(length.count or 1), "year")
    if m.anchor.day and length.unit in ("D", "W"):
        return periods.day(day + timedelta(days=sign * length.days))
    return back(day, length, sign)


def ends_clause(m: Match) -> bool:
    """Whether nothing follows that the "before" or "after" could govern."""
    return m.last >= len(m.line.words) or not m.word(m.last)[:1].isalnum()


def unit_letter(m: Match) -> str:
    index = m.find("unit", "units")
    return str(m.value(index)) if index is not None else "Q" if m.has("quarter", "quarters", "period") else "D"


def day_beyond(m: Match) -> Sequence[Found]:
    """ "the day before yesterday", "the day after tomorrow", "the day before last Tuesday"."""
    today = m.published
    if m.grain() != "day":
        return []
    if today is None:
        return [m.unknown("day")]
    step = timedelta(days=1 if m.has("after") else -1)
    if (index := m.find("deictic")) is not None:
        return [m.date(periods.day(today + timedelta(days=int(m.value(index))) + step))]
    index = m.find("weekday")
    near = weekdays.weekday_near(m, int(m.value(index)), weekdays.which_word(m)) if index is not None else None
    return [m.date(periods.day(near.start + step))] if near else []


def year_before(m: Match) -> Sequence[Found]:
    """ "year-earlier", "the year-ago quarter": the same stretch of the year before."""
    if m.grain() != "year":
        return []
    last, today = m.anchor.quarter or m.anchor.last, m.published
    if last is not None and last.grain in ("quarter", "half", "month", "year"):
        return [year_back(m, last)]
    return [m.date(periods.year(today.year - 1)) if today else m.unknown("year")]


def following_one(m: Match) -> Sequence[Found]:
    """ "the same day", "the next morning", "the previous week", "the following Friday"."""
    if m.has("weekday"):
        return weekdays.weekday_day(m)
    grain, day = m.grain(), m.story_day
    if m.has("next") and not m.has("part_of_day") and grain != "day":
        return this_one(m)
    if day is None:
        return [m.unknown(grain)]
    step = 0 if m.has("same") else -1 if m.has("previous") else 1
    if m.has("season"):
        return season_beside(m, step)
    last = m.anchor.last
    base = last if last is not None and last.grain == grain else periods.holding(day, grain)
    return [m.date(periods.shifted(base, step))]


def season_beside(m: Match, step: int) -> Sequence[Found]:
    last = m.anchor.last
    year = last.start.year if last else m.published.year if m.published else None
    index = m.find("season")
    return [m.date(periods.season(year + step, m.value(index)))] if year and index is not None else []


def that_one(m: Match) -> Sequence[Found]:
    if m.has("weekday"):
        return weekdays.weekday_day(m)
    if (index := m.find("season")) is not None:
        # "places that fall under its rule"
        verb = m.word(index) in m.lexicon.season_verbs and m.word(m.last)[:1].isalpha()
        return [] if verb and not m.has("earlier", "later", "in") else season_beside(m, 0)
    day = m.story_day
    if day is None:
        return [m.unknown(m.grain())]
    last, grain = m.anchor.last, m.grain()
    base = last.start if last is not None and grain in ("year", "decade", "century") else day
    period = periods.holding(base, grain)
    if (part := m.part()) and grain != "day":
        return [m.date(period, periods.portion(period, part))]
    return [m.date(period)]


def this_one(m: Match) -> Sequence[Found]:
    """ "this week", "last night", "next year", "earlier this month", "the past year", "the latest quarter"."""
    today, grain = m.published, m.grain()
    if today is None:
        return [m.unknown(grain)]
    if m.has("season"):
        return season_near(m, today)
    step = 1 if m.has("next", "coming") else -1 if m.has("last", "past", "latest") else 0
    lately = (m.has("past") and not m.has("this")) or (m.has("last") and m.is_at(m.first, "the"))
    if lately and m.has("unit") and not m.part() and not m.is_at(m.last, "of"):
        # "over the last week" is the past seven days, "last week" the week before.
        return past_length(m, today, grain)
    if m.has("part_of_day"):
        return [m.date(periods.day(today + timedelta(days=step)))]
    if grain == "weekend":
        return [m.date(weekend_near(m, today, step))]
    if grain == "day" and not step and not m.has("this"):
        return []
    period = periods.shifted(periods.holding(today, grain), step)
    if step == 0 and grain in ("week", "day") and not m.part() and not m.has("earlier", "later"):
        return [m.date(period, (period.start, period.end if m.outlook > 0 else today))]
    return [m.placed(period)]


def past_length(m: Match, today: date, grain: str) -> Sequence[Found]:
    """ "the past week": so long up to the report; a year is written as the year before."""
    letter = unit_letter(m)
    length = lengths.Length(1, letter)
    interval = (today - timedelta(days=length.days), today)
    if grain == "year":
        return [m.other("DATE", f"{today.year - 1:04d}", interval)]
    return [m.other("DURATION", length.value, interval)]


def weekend_near(m: Match, today: date, step: int) -> Period:
    """The weekend under way or just over; ahead where the sentence or the word says so."""
    this = periods.weekend(today)
    if step > 0:
        return periods.shifted(this, 1) if today < this.start or m.has("next") else this
    if today >= this.start and not (step and m.has("last")):
        return this
    ahead = step == 0 and (m.outlook > 0 or (m.has("this") and m.outlook == 0))
    return this if ahead else periods.shifted(this, -1)


def season_near(m: Match, today: date) -> Sequence[Found]:
    index = m.find("season")
    if index is None:
        return []
    code = str(m.value(index))
    choices = [periods.season(today.year + offset, code) for offset in (-2, -1, 0, 1)]
    begun = [p for p in choices if p.start <= today]
    if m.has("next", "coming"):
        chosen = next(p for p in choices if p.start > today)
    elif m.has("last"):
        # "last fall" is that of the year before, also when this year's is over.
        over = [p for p in begun if p.end < today and p.start.year < today.year] or begun
        chosen = over[-1]
    elif m.has("past"):
        chosen = begun[-1]
    else:
        current = begun[-1] if begun[-1].end >= today else None
        chosen = current or next(p for p in choices if p.start.year == today.year)
    return [m.placed(chosen)]


def season_only(m: Match) -> Sequence[Found]:
    index, today = m.find("season"), m.published
    if index is None or today is None:
        return [m.unknown("season")]
    code = str(m.value(index))
    # "the fall of the city", "may fall".
    verb = m.is_at(m.last, "of") or not m.is_at(index - 1, "the", *LEADS)
    if verb and m.word(index) in m.lexicon.season_verbs and not m.part():
        return []
    choices = [periods.season(today.year + offset, code) for offset in (-2, -1, 0, 1)]
    past = [p for p in choices if p.start <= today][-1]
    return [m.placed(absolute.nearest(m, past, periods.season(past.start.year + 1, code)))]


def portion_of_one(m: Match) -> Sequence[Found]:
    """ "the end of the year", "the beginning of the week", "late in the season"."""
    if m.has("season"):
        return season_only(m)
    if m.published is None:
        return [m.unknown(m.grain())]
    if m.grain() == "day":
        return [m.date(periods.day(m.story_day or m.published))]
    return [m.placed(periods.holding(m.published, m.grain()))]


def year_end(m: Match) -> Sequence[Found]:
    today = m.published
    if m.grain() != "year":
        return []
    if today is None:
        return [m.unknown("year")]
    return [m.date(periods.day(date(today.year, 12, 31)))]


def bare_unit(m: Match) -> Sequence[Found]:
    """ "the year", "the week", "the quarter", "the weekend": that of the report, or the quarter of the story."""
    grain, today = m.grain(), m.published
    if grain in ("day", "decade", "century") or (m.has("unit") and m.value(m.find("unit") or 0) in ("TM", "TH")):
        return []
    if grain != "quarter" and m.word(m.last) in ("ended", "ending", "to"):
        return [m.other("DURATION", lengths.Length(1, unit_letter(m)).value)] if grain != "weekend" else []
    if m.has("season"):
        return [] if m.is_at(m.last, "of") or not m.is_at(m.first - 1, *LEADS, "of") else season_only(m)
    if today is None:
        return [m.unknown(grain)]
    if grain == "weekend":
        return [m.date(weekend_near(m, today, 0))]
    last = m.anchor.last
    if grain == "quarter":
        return [m.date(last if last and last.grain == grain else periods.shifted(periods.holding(today, grain), -1))]
    period = periods.holding(today, grain)
    if period.start == today and grain == "week":
        # On a Monday "the week" is the one just over.
        return [m.date(periods.shifted(period, -1))]
    return [m.date(period, (period.start, today))]


def part_of_today(m: Match) -> Sequence[Found]:
    """ "in the morning", "at dawn", "by noon": of the last day that the story has named."""
    part, point = m.find("part_of_day"), m.find("point_of_day")
    night = part is not None and m.value(part) == "NI" and m.has("at")
    day = m.story_day
    named = part is not None and m.word(part) in m.lexicon.long_parts
    if night or (named and not m.has("the")):
        return []
    suffix = f"T{m.value(part)}" if part is not None else f"T{m.value(point or 0)}"
    last = (part if part is not None else point) or 0
    first = last - m.is_at(last - 1, "the")
    if day is None:
        return [Found(first, last + 1, "TIME", f"XXXX-XX-XX{suffix}")]
    return [Found(first, last + 1, "TIME", f"{day.isoformat()}{suffix}", periods.day(day))]


def day_of_war(m: Match) -> Sequence[Found]:
    """ "Day 452" of a war: a day that only the conflict's first day could place; the report speaks of its own."""
    if m.grain() != "day":
        return []
    return [m.other("DATE", "XXXX-XX-XX", (m.published, m.published) if m.published else None)]


def these_days(m: Match) -> Sequence[Found]:
    return [m.other("DATE", "PRESENT_REF", (m.published, m.published) if m.published else None)]
