"""Claims that speak of one happening, and those that do not."""

from __future__ import annotations

from datetime import date
from itertools import count
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outskirts.errors import KnowledgeError
from outskirts.group import codes
from outskirts.group.bonds import Bond, Said, Sense, bonds
from outskirts.group.events import events
from outskirts.vocabulary import (
    Candidate,
    Claim,
    Days,
    Kind,
    Party,
    Place,
    PlaceMention,
    Quantity,
    Span,
    Speaker,
    Stance,
)

HERE = Span(0, 1)
KHARKIV = Place("k", "Kharkiv", 50.0, 36.23)
SUMY = Place("s", "Sumy", 50.9, 34.8)
numbers = count()


def claim(
    kind: str,
    day: str | None,
    side: str | None = None,
    *,
    place: Place | None = KHARKIV,
    killed: tuple[int, int | None] | None = None,
    by: str = "",
    report: str = "r1",
    trigger: str = "killed",
    stance: str = "asserted",
) -> Claim:
    when = date.fromisoformat(day) if day else None
    return Claim(
        f"c{next(numbers):03}",
        report,
        Span(0, 6, trigger),
        Kind(kind),
        Stance(stance),
        Party(HERE, side, side) if side else None,
        None,
        PlaceMention(HERE, place.name, (Candidate(place, 1.0),)) if place else None,
        Days(when, when),
        (Speaker(HERE, by),) if by else (),
        Quantity(*killed) if killed else None,
    )


def test_two_reports_of_one_strike_are_one_event() -> None:
    told = [claim("strike", "2024-10-08", "RU"), claim("strike", "2024-10-08", report="r2")]
    (found,) = events(told)
    assert (found.kind, found.place, found.days) == (Kind.STRIKE, KHARKIV, Days(date(2024, 10, 8), date(2024, 10, 8)))
    assert found.claim_ids == tuple(c.id for c in told)


@pytest.mark.parametrize(
    "other",
    [
        claim("strike", "2024-10-11", "RU"),
        claim("strike", "2024-10-08", "UA"),
        claim("strike", "2024-10-08", "RU", place=SUMY),
        claim("shelling", "2024-10-08", "RU"),
    ],
    ids=["another day", "another side", "another place", "another kind"],
)
def test_what_differs_is_another_event(other: Claim) -> None:
    assert len(events([claim("strike", "2024-10-08", "RU"), other])) == 2


def test_a_capture_told_again_days_later_is_the_same() -> None:
    told = [
        claim("capture", "2024-10-01", "RU"),
        claim("capture", "2024-10-05", "RU"),
        claim("capture", "2024-11-20", "RU"),
    ]
    assert [e.days.start for e in events(told)] == [date(2024, 10, 1), date(2024, 11, 20)]


@pytest.mark.parametrize("stance", ["denied", "planned", "failed", "conditional"])
def test_what_has_not_happened_is_no_event(stance: str) -> None:
    assert events([claim("strike", "2024-10-08", stance=stance)]) == ()


def test_without_place_or_day_there_is_no_event() -> None:
    assert events([claim("strike", "2024-10-08", place=None), claim("strike", None)]) == ()


def test_the_dead_belong_to_the_strike_that_killed_them() -> None:
    told = [
        claim("strike", "2024-10-08", "RU"),
        claim("casualties", "2024-10-08", killed=(3, 3), by="the governor"),
        claim("casualties", "2024-10-08", killed=(12, 12), by="the governor", trigger="wounded"),
    ]
    (found,) = events(told)
    assert found.kind == Kind.STRIKE
    assert (found.best, found.low, found.high) == (3, 3, 3)


def test_best_is_the_middle_of_the_voices_and_low_and_high_their_ends() -> None:
    told = [
        claim("casualties", "2024-10-08", killed=(n, n), by=voice, report=voice)
        for n, voice in ((2, "the mayor"), (5, "the police"), (9, "the army"), (4, "the mayor"))
    ]
    (found,) = events(told)
    assert (found.best, found.low, found.high) == (5, 4, 9)


def test_more_than_is_open_above() -> None:
    (found,) = events([claim("casualties", "2024-10-08", killed=(100, None))])
    assert (found.best, found.low, found.high) == (100, 100, 100)


sayings = st.builds(
    lambda kind, day, side, place: claim(kind, f"2024-10-{day:02}", side, place=place),
    st.sampled_from(("strike", "capture", "casualties", "clash")),
    st.integers(1, 30),
    st.sampled_from(("RU", "UA", None)),
    st.sampled_from((KHARKIV, SUMY)),
)


@given(st.lists(sayings, max_size=15), st.integers(0, 99))
def test_order_does_not_matter_and_each_claim_is_in_one_event(told: list[Claim], seed: int) -> None:
    shuffled = told.copy()
    Random(seed).shuffle(shuffled)
    found = events(told)
    assert found == events(shuffled)
    assert sorted(id_ for e in found for id_ in e.claim_ids) == sorted(c.id for c in told)


def test_codes_of_a_capture_depend_on_whose_ground_it_is() -> None:
    book = codes.load()
    assert book.codes(Kind.CAPTURE).sub == "Non-state actor overtakes territory"
    assert book.codes(Kind.CAPTURE, by_home=True).sub == "Government regains territory"
    assert book.codes(Kind.STRIKE) == codes.Codes("Explosions/Remote violence", "Air/drone strike", "ASSAULT", "195")


def test_a_table_without_a_kind_is_refused_by_name() -> None:
    with pytest.raises(KnowledgeError, match=r"mine\.toml: kind\.capture\.type"):
        codes.parse({"kind": {}}, "mine.toml")


def test_what_a_person_says_is_one_happening_is_one_with_all_that_goes_with_it() -> None:
    first, again = claim("strike", "2024-05-01", "RU"), claim("strike", "2024-05-01", "RU", report="r2")
    other = claim("blast", "2024-05-04", place=SUMY, report="r3")
    unplaced = claim("strike", None, place=None, report="r4")
    found = events([first, again, other, unplaced], bond=said(True, first, other, unplaced))
    assert [(e.kind, set(e.claim_ids)) for e in found] == [("strike", {c.id for c in (first, again, other, unplaced)})]
    assert found[0].place == KHARKIV


def test_what_a_person_keeps_apart_is_two_happenings() -> None:
    first, second = claim("strike", "2024-05-01", "RU"), claim("strike", "2024-05-01", "RU", report="r2")
    assert len(events([first, second])) == 1
    assert len(events([first, second], bond=said(False, first, second))) == 2


def said(one: bool, *claims: Claim) -> Bond:
    return bonds([Said(one, Sense.HAPPENING, tuple(c.id for c in claims))]).happening
