"""What holds for every text: spans lie in it, in order and apart; days run forwards; values are ISO 8601 or TIMEX3."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outskirts import knowledge
from outskirts.detect.times import find_times, periods
from outskirts.detect.times.lexicon import FILE

SHAPES = {"during", "since", "until", "by", "before", "after"}
DAY = r"[\dX]{4}-[\dX]{2}-[\dX]{2}"
TIME = r"T(?:MO|AF|EV|NI|DT|\d\d:\d\d)"
VALUE = re.compile(
    rf"{DAY}(?:{TIME})?|XXXX-WXX-[1-7](?:{TIME})?|[\dX]{{4}}-W[\dX]{{2}}(?:-WE)?|[\dX]{{4}}-[\dX]{{2}}"
    r"|[\dX]{4}-Q[\dX]|[\dX]{4}-H[\dX]|[\dX]{4}-(?:SP|SU|FA|WI)|[\dX]{2,4}"
    r"|P(?:T?(?:\d+(?:\.\d+)?|X)[YMWDQHSC E])+|P\d+Y\d+M|P0?\d+M|PT\d+[HM]\d+[MS]|(?:PAST|PRESENT|FUTURE)_REF"
)


def words() -> list[str]:
    """Every word of the data file, so that patterns meet in ways that nobody thought of."""
    table = knowledge.load(FILE)
    found: set[str] = set()
    for key, part in table.items():
        if key in ("about", "names"):
            continue
        for name, value in part.items():
            found.update(value if isinstance(value, list) else [name])
    return sorted(found)


NUMBERS = ["0", "1", "7", "12", "24", "30", "31", "99", "100", "1,999", "2.5", "1998", "2024", "0210", "9999", "10:35"]
FORMS = ["7th", "31st", "1980s", "80s", "2024-10-07", "2024-02-31", "31/12/2023", "5.30", "a.m.", "p.m."]
MARKS = [",", ".", "-", "–", "'s", "(", ")", "/", "!", ";", "$", "killed", "Kyiv", "people"]
TOKENS = st.sampled_from(words()).flatmap(lambda word: st.sampled_from([word, word.capitalize(), word.upper()]))
TEXTS = st.lists(TOKENS | st.sampled_from(NUMBERS + FORMS + MARKS), max_size=14).map(" ".join)
DAYS = st.none() | st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1))


def sound(text: str, published: date | None) -> None:
    end = 0
    for mention in find_times(text, published):
        assert end <= mention.span.start < mention.span.end <= len(text)
        assert text[mention.span.start : mention.span.end] == mention.span.text
        assert mention.type in ("DATE", "TIME", "DURATION", "SET")
        assert mention.shape in SHAPES
        assert VALUE.fullmatch(mention.value), mention
        if mention.days and mention.days.start and mention.days.end:
            assert mention.days.start <= mention.days.end, mention
        end = mention.span.end


@given(TEXTS, DAYS)
@settings(max_examples=300, deadline=None)
def test_any_run_of_time_words_is_read_soundly(text: str, published: date | None) -> None:
    sound(text, published)


@given(st.text(max_size=60), st.dates())
@settings(max_examples=200, deadline=None)
def test_any_text_on_any_day_is_read_soundly(text: str, published: date) -> None:
    sound(text, published)


@given(TEXTS, st.sampled_from([date.min, date.max]))
@settings(max_examples=200, deadline=None)
def test_the_ends_of_the_calendar_do_no_harm(text: str, published: date) -> None:
    sound(text, published)


@pytest.mark.parametrize(
    "text", ["New Year, overnight", "overnight on 1 January", "the night into 1 January", "before New Year", "from Sep"]
)
@pytest.mark.parametrize("published", [date.min, date.max, None])
def test_a_night_at_the_ends_of_the_calendar_does_no_harm(text: str, published: date | None) -> None:
    sound(text, published)


@given(TEXTS, DAYS, st.integers(min_value=0, max_value=10_000))
@settings(max_examples=100, deadline=None)
def test_an_offset_moves_the_spans_and_nothing_else(text: str, published: date | None, base: int) -> None:
    here, there = find_times(text, published), find_times(text, published, base=base)
    assert [(t.span.start + base, t.value, t.days) for t in here] == [(t.span.start, t.value, t.days) for t in there]


GRAINS = st.sampled_from(["day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade", "century"])


@given(st.dates(min_value=date(100, 1, 1), max_value=date(9800, 12, 31)), GRAINS)
def test_a_period_is_told_by_its_value(on: date, grain: str) -> None:
    period = periods.holding(on, grain)
    assert periods.of_value(period.value) == period
    if grain != "weekend":
        assert period.start <= on <= period.end


@given(st.dates(min_value=date(1500, 1, 1), max_value=date(8000, 1, 1)), GRAINS, st.integers(-12, 12))
def test_periods_follow_one_another(on: date, grain: str, count: int) -> None:
    period = periods.holding(on, grain)
    moved = periods.shifted(period, count)
    assert periods.shifted(moved, -count) == period
    if grain not in ("season", "weekend"):
        following = periods.shifted(period, 1)
        assert (following.start - period.end).days == 1


def test_a_long_run_of_numbers_takes_no_longer_than_its_length() -> None:
    # Quadratic patterns would hang here.
    text = "two 7 , the first , " * 5_000 + "one"
    assert find_times(text, date(2024, 10, 8)) == ()
