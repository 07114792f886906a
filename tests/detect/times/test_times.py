"""Sentences with their times marked: {words=value} or {words=value first..last} or {words=value first..last shape}.

All are seen from Tuesday, 8 October 2024, unless a test says otherwise; an open end of days is written "*". What is not
marked must not be found.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from outskirts.clean.sentences import sentences
from outskirts.detect.times import find_times, named_days, times_in
from outskirts.vocabulary import Days, TimeMention

TUESDAY = date(2024, 10, 8)
MARK = re.compile(r"\{([^=}]+)=([^ }]*)(?: ([^ }]+))?(?: (\w+))?\}")


def plain(days: Days | None) -> str:
    return f"{days.start or '*'}..{days.end or '*'}" if days else "-"


def shown(marked: str, mentions: tuple[TimeMention, ...]) -> list[tuple[int, str, str, str, str]]:
    """The mentions with as much as the marks tell of each."""
    marks = [m.groups() for m in MARK.finditer(marked)]
    rows = []
    for number, mention in enumerate(mentions):
        _, _, days, shape = marks[number] if number < len(marks) else ("", "", None, None)
        rows.append(
            (
                mention.span.start,
                mention.span.text,
                mention.value,
                plain(mention.days) if days else "",
                mention.shape if shape else "",
            )
        )
    return rows


def expected(marked: str) -> tuple[str, list[tuple[int, str, str, str, str]]]:
    """The bare text, and the marks as rows."""
    rows: list[tuple[int, str, str, str, str]] = []
    taken = 0
    for mark in MARK.finditer(marked):
        words, value, days, shape = mark.groups()
        start = mark.start() - taken
        rows.append((start, words, value, days or "", shape or ""))
        taken += len(mark.group()) - len(words)
    return MARK.sub(lambda mark: mark[1], marked), rows


def check(marked: str, published: date | None = TUESDAY) -> None:
    text, rows = expected(marked)
    assert shown(marked, find_times(text, published)) == rows


@pytest.mark.parametrize(
    "marked",
    [
        "The brigade pulled back on {Monday=2024-10-07 2024-10-07..2024-10-07 during}.",
        "The town was shelled on {Sunday=2024-10-06} and again on {Tuesday=2024-10-08}.",
        "Envoys will meet in Doha on {Thursday=2024-10-10}.",
        "The ministry said on {Thursday=2024-10-03} that it would answer.",
        "{Wednesday=2024-10-02}'s ruling is one that they would appeal.",
        "Talks are to resume {Friday=2024-10-11}.",
        "The ultimatum had been due to expire on {Friday=2024-10-04}.",
        "Aid could arrive as early as {Saturday=2024-10-12}.",
        "He was wanted for planning ambushes near the dam {Friday=2024-10-04}.",
        "They plan a summit for {Friday=2024-10-11}.",
        "{last Monday=2024-10-07} and {next Friday=2024-10-18}",
        "He will speak of {this past Saturday=2024-10-05}.",
        "The curfew held {Friday=2024-10-04 2024-10-04..2024-10-06}-{Sunday=2024-10-06}.",
        "{Monday night=2024-10-07TNI 2024-10-07..2024-10-07}, {early Tuesday=2024-10-08}, {late on Sunday=2024-10-06}",
        "The column left before {dawn on Tuesday=2024-10-08TMO 2024-10-08..2024-10-08 before}.",
    ],
)
def test_weekdays_look_back_unless_the_sentence_looks_ahead(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "The war began on {23 February 2022=2022-02-23}, not on {Feb. 24, 2022=2022-02-24}.",
        "Kyiv was hit on {Oct. 1=2024-10-01}, {2 Oct=2024-10-02} and {October 3rd=2024-10-03}.",
        "after the {Feb. 24=2024-02-24} invasion",
        "KABUL ({April 9, 2011=2011-04-09})",
        "The decree takes effect on {Nov. 1=2024-11-01 2024-11-01..2024-11-01}.",
        "He had been detained on {Dec. 20=2023-12-20}.",
        "dated {2024-10-07=2024-10-07}, {07/10/2024=2024-10-07} and {24.02.2022=2022-02-24}",
        "logged at {2024-10-07T04:05:00Z=2024-10-07T04:05 2024-10-07..2024-10-07}",
        "The bridge fell on {Monday, Oct. 7=2024-10-07}.",
        "{the 7th of October=2024-10-07}",
        "On {October 4=2024-10-04} and 12 people died.",
    ],
)
def test_dates(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "on {Oct. 1=2024-10-01 2024-10-01..2024-10-02} and {2=2024-10-02 2024-10-01..2024-10-02}",
        "footage of {October 1=2024-10-01 2024-10-01..2024-10-05}, {4=2024-10-04 2024-10-01..2024-10-05}, "
        "and {5=2024-10-05 2024-10-01..2024-10-05}",
        "on {the night of October 6=2024-10-06TNI 2024-10-06..2024-10-07} to {7=2024-10-07 2024-10-06..2024-10-07}",
        "on {the night of 6=2024-10-06TNI 2024-10-06..2024-10-07} to {7 October=2024-10-07 2024-10-06..2024-10-07}",
        "between {3=2024-05-03 2024-05-03..2024-05-05} and {5 May=2024-05-05 2024-05-03..2024-05-05}",
        "from {March 1=2024-03-01 2024-03-01..2024-03-05 during} to {March 5=2024-03-05 2024-03-01..2024-03-05}",
        "{Feb. 24=2024-02-24 2024-02-24..2024-02-28}-{28=2024-02-28 2024-02-24..2024-02-28}",
        "from {Friday=2024-10-04 2024-10-04..2024-10-06} to {Sunday=2024-10-06 2024-10-04..2024-10-06}",
        "left by {Thursday=2024-10-03 *..2024-10-03 by} and on {Saturday=2024-10-05 2024-10-05..2024-10-05} fought",
        "{April 2022=2022-04 2022-04-01..2022-11-30} to {November 2022=2022-11 2022-04-01..2022-11-30}",
        "between {May=2022-05 2022-05-01..2022-08-31} and {August 2022=2022-08 2022-05-01..2022-08-31}",
        "from {May 2022=2022-05 2022-05-01..2022-11-30 during} until {November 2022=2022-11 2022-05-01..2022-11-30}",
        "{December=2022-12 2022-12-01..2023-01-31}-{January 2023=2023-01}",
        "{late Thursday=2024-10-03 2024-10-03..2024-10-04} into {Friday=2024-10-04 2024-10-03..2024-10-04}",
        "in {2014=2014 2014-01-01..2014-12-31} and {2022=2022 2022-01-01..2022-12-31}",
        "the {1974-75=1974 1974-01-01..1975-12-31} campaign",
    ],
)
def test_days_of_a_list_or_range_carry_the_whole(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "{last week=2024-W40 2024-09-30..2024-10-06}",
        "{this week=2024-W41 2024-10-07..2024-10-08}",
        "in {the past week=P1W 2024-10-01..2024-10-08}",
        "over {the last week=P1W 2024-10-01..2024-10-08}",
        "{earlier this month=2024-10 2024-10-01..2024-10-08}",
        "{this year=2024 2024-01-01..2024-12-31}",
        "{late last year=2023 2023-09-01..2023-12-31}",
        "by {the end of the year=2024 *..2024-12-31 by}",
        "at {the end of August=2024-08 2024-08-25..2024-08-31}",
        "{mid-October=2024-10 2024-10-11..2024-10-20}",
        "{early 2023=2023 2023-01-01..2023-04-30}",
        "{this summer=2024-SU 2024-06-01..2024-08-31}",
        "{last winter=2023-WI 2023-12-01..2024-02-29}",
        "in {the third quarter=2024-Q3}, {the first half of 2023=2023-H1} and {the 1980s=198}",
        "over {the weekend=2024-W40-WE 2024-10-05..2024-10-06}",
        "in {January=2024-01 2024-01-01..2024-01-31}",
        "Elections will be held in {January=2025-01}.",
        "occupied in {February 2022=2022-02} and freed {that September=2022-09}",
        "in {the 20th century=19}",
        "in {the first week of October=2024-10 2024-10-01..2024-10-07}",
        "in {the last days of May 2023=2023-05 2023-05-27..2023-05-31}",
        "in {the winter months=2024-WI}",
    ],
)
def test_weeks_months_and_years(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "closed since {August=2024-08 2024-08-01..2024-10-08 since}",
        "in their hands until {2016=2016 *..2016-12-31 until}",
        "seized as of {October 6=2024-10-06 *..2024-10-06 by}",
        "before {Monday=2024-10-07 *..2024-10-06 before}",
        "after {June 2023=2023-06 2023-06-30..2024-10-08 after}",
        "from {Monday=2024-10-07 2024-10-07..2024-10-08 since}",
    ],
)
def test_shapes_open_the_days(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "Odesa was hit {overnight=2024-10-07TNI 2024-10-07..2024-10-08}.",
        "hit {overnight on October 5=2024-10-05TNI 2024-10-05..2024-10-06} to {6=2024-10-06 2024-10-05..2024-10-06}",
        "hit {overnight into Saturday=2024-10-04TNI 2024-10-04..2024-10-05}",
        "caught in an {overnight=2024-10-03TNI 2024-10-03..2024-10-04} raid in the valley {Friday=2024-10-04}",
        "{yesterday=2024-10-07}, {today=2024-10-08}, {this morning=2024-10-08TMO}, {last night=2024-10-07TNI}",
        "{the day before yesterday=2024-10-06}",
        "at {04:10 local time (0210 GMT) on Friday=2024-10-04T04:10 2024-10-04..2024-10-04}",
        "from {4 p.m.=2024-10-08T16:00 2024-10-04..2024-10-04} to {6 p.m. on Friday=2024-10-04T18:00}",
        "at {1:40 in the afternoon=2024-10-08T13:40}",
        "at {10:35 a.m.=2024-10-08T10:35}, {noon Sunday=2024-10-06T12:00}, {5:30 pm Monday=2024-10-07T17:30}",
    ],
)
def test_days_and_hours_counted_from_the_report(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "{three days ago=2024-10-05}, {two weeks ago=2024-W39}, {a month ago=2024-09}, {eight years ago=2016}",
        "{a few days ago=PAST_REF 2024-10-04..2024-10-06}",
        "On {22 August=2024-08-22} a brigade went in; {a day later=2024-08-23} it came out.",
        "On {2 May 2023=2023-05-02} it fell. {The previous day=2023-05-01}, {that week=2023-W18}, {that year=2023}.",
        "He said on {Friday=2024-10-04}, {a week after=P1W 2024-09-27..2024-09-27} the border was crossed.",
        "{Two days after=P2D 2023-10-09..2023-10-09} {Oct. 7, 2023=2023-10-07}",
        "{11 weeks=P11W -} into the war",
        "On {Sunday=2024-10-06} they came. {The next day=2024-10-07} they left; {the day before=2024-10-06}, others.",
    ],
)
def test_counts_from_the_report_and_from_the_story(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "for {10 years=P10Y *..2024-10-08 during}",
        "for {six months=P6M 2024-04-08..2024-10-08}",
        "fought for {weeks=PXW *..2024-10-08}",
        "within {72 hours=PT72H 2024-10-08..2024-10-11}",
        "in {the past 24 hours=PT24H 2024-10-07..2024-10-08}",
        "over {the next three days=P3D 2024-10-08..2024-10-11}",
        "in {recent days=PXD *..2024-10-08}",
        "for {the third straight day=P3D 2024-10-06..2024-10-08}",
        "{5 1/2 hours=PT5H30M}, {two and a half years=P2Y6M}, {half an hour=PT30M}, {twenty-four months=P24M}",
        "{every Thursday=XXXX-WXX-4 -}, {daily=P1D -}, {each night=XXXX-XX-XXTNI -}, {Tuesday nights=XXXX-WXX-2TNI -}",
        "{24 hours=PT24H} {a day=P1D -}",
        "{two one-hour=PT1H} pauses, {two hundred and ten days=P210D}",
        "{now=PRESENT_REF}, {recently=PAST_REF *..2024-10-08}, in {the future=FUTURE_REF 2024-10-08..*}",
        "{Day 452=XXXX-XX-XX 2024-10-08..2024-10-08} of the war",
        "on {Christmas Day=2023-12-25}",
    ],
)
def test_lengths_repetitions_references(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the capital.",
        "The second brigade took the first trench.",
        "A 19-year-old man and a six-year-old girl were hurt.",
        "The 27th Brigade lost 2000 soldiers and 1,999 rifles.",
        "Saturday Night Live mocked the Sun.",
        "The government could fall.",
        "A 24-hour curfew was declared.",
        "Shares fell to $19.50 from $21.25.",
        "Release 2011-07-S-060",
        "Jan Egeland spoke for the council.",
        "the fall of the city",
        "places that fall under its rule",
        "Downing Street 10, Hill 1975-B",
        "three quarters of the houses",
        "after a night of joy",
    ],
)
def test_words_that_name_no_time(text: str) -> None:
    assert find_times(text, TUESDAY) == ()


@pytest.mark.parametrize(
    "marked",
    [
        "on {Monday=XXXX-WXX-1 -}",
        "on {Monday night=XXXX-WXX-1TNI -}",
        "{yesterday=XXXX-XX-XX -}",
        "{last week=XXXX-WXX -}",
        "{last year=XXXX -}",
        "in {March=XXXX-03 -}",
        "on {7 August=XXXX-08-07 -}",
        "{overnight=XXXX-XX-XXTNI -}",
        "on {7 August 2023=2023-08-07 2023-08-07..2023-08-07}",
    ],
)
def test_without_a_day_of_publication_gaps_stay(marked: str) -> None:
    check(marked, None)


def test_the_story_goes_on_from_sentence_to_sentence() -> None:
    text = "The brigade entered the village on 22 August. A day later it was shelled."
    found = times_in(sentences(text), TUESDAY)
    assert [(t.span.text, t.value) for t in found] == [("22 August", "2024-08-22"), ("A day later", "2024-08-23")]
    assert all(text[t.span.start : t.span.end] == t.span.text for t in found)


def test_one_sentence_takes_what_was_named_before_it_and_its_offset() -> None:
    before = find_times("They crossed on 22 August.", TUESDAY)
    (mention,) = find_times("A day later they left.", TUESDAY, base=100, before=before)
    assert (mention.value, mention.span.start, mention.span.end) == ("2024-08-23", 100, 111)


def test_the_time_of_publication_counts_by_its_day() -> None:
    (mention,) = find_times("today", datetime(2024, 10, 8, 23, 59, tzinfo=UTC))
    assert mention.days == Days(TUESDAY, TUESDAY, "today")


def test_the_days_named_do_not_depend_on_the_shape() -> None:
    since, length = find_times("since 1 October, for three days", TUESDAY)
    assert named_days(since) == Days(date(2024, 10, 1), date(2024, 10, 1), "1 October")
    assert named_days(length) is None
