from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outskirts.publish import wording
from outskirts.vocabulary import (
    Basis,
    Bearing,
    Claim,
    Days,
    Kind,
    Party,
    PlaceMention,
    Quantity,
    Relation,
    Side,
    Span,
    Speaker,
    Stance,
)

NOWHERE = Span(0, 0)


def mention(relation: Relation = Relation.IN, bearing: Bearing | None = None, part: str = "") -> PlaceMention:
    return PlaceMention(NOWHERE, "Toretsk", (), relation, bearing, part)


def test_every_value_has_its_words() -> None:
    words = wording.wording()
    assert set(words.kinds) == set(Kind)
    assert set(words.stances) == set(Stance)
    assert set(words.bases) == set(Basis)
    assert len({s.mark for s in words.stances.values()}) == len(Stance), "stances are told apart without colour"


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        (0.0, "almost no chance"),
        (0.049, "almost no chance"),
        (0.05, "very unlikely"),
        (0.2, "unlikely"),
        (0.5, "roughly even chance"),
        (0.55, "likely"),
        (0.8, "very likely"),
        (0.95, "almost certain"),
        (1.0, "almost certain"),
    ],
)
def test_words_of_probability_are_those_of_icd_203(probability: float, words: str) -> None:
    assert wording.chance(probability) == words


@given(st.floats(0, 1))
def test_nothing_is_ever_certain(probability: float) -> None:
    assert 1 <= int(wording.percent(probability).split()[0]) <= 99


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (Days(None, None), ""),
        (Days(date(2024, 10, 7), date(2024, 10, 7)), "7 Oct 2024"),
        (Days(date(2024, 10, 1), date(2024, 10, 31)), "1–31 Oct 2024"),
        (Days(date(2024, 9, 30), date(2024, 10, 2)), "30 Sep – 2 Oct 2024"),
        (Days(date(2023, 12, 30), date(2024, 1, 2)), "30 Dec 2023 – 2 Jan 2024"),
        (Days(date(2024, 8, 1), None), "since 1 Aug 2024"),
        (Days(None, date(2024, 8, 1)), "until 1 Aug 2024"),
    ],
)
def test_days(days: Days, words: str) -> None:
    assert wording.days(days) == words


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (mention(), "Toretsk"),
        (mention(Relation.OUTSKIRTS, Bearing.E), "the eastern outskirts of Toretsk"),
        (mention(Relation.OUTSKIRTS), "the outskirts of Toretsk"),
        (mention(Relation.NEAR, Bearing.NE), "near Toretsk (NE)"),
        (mention(Relation.PART, Bearing.N), "northern Toretsk"),
        (mention(Relation.PART, part="the centre of Toretsk"), "the centre of Toretsk"),
        (mention(Relation.PART, part="Zabalka"), "part of Toretsk (Zabalka)"),
        (mention(Relation.PART), "part of Toretsk"),
        (mention(Relation.FROM), "from Toretsk"),
    ],
)
def test_a_part_of_a_place_is_said(place: PlaceMention, words: str) -> None:
    assert wording.place(place) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(12, 12, "12"), (10, 12, "10–12"), (100, None, "at least 100"), (None, 9, "up to 9"), (None, None, "")],
)
def test_quantity(low: int | None, high: int | None, words: str) -> None:
    assert wording.quantity(Quantity(low, high)) == words


def claim(kind: Kind, stance: Stance, actor: str = "", place: PlaceMention | None = None) -> Claim:
    party = Party(NOWHERE, actor) if actor else None
    return Claim("c", "r", NOWHERE, kind, stance, party, None, place)


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (claim(Kind.CAPTURE, Stance.ASSERTED, "Russian troops", mention()), "the capture of Toretsk by Russian troops"),
        (claim(Kind.CAPTURE, Stance.POSSIBLE, "", mention()), "a possible capture of Toretsk"),
        (claim(Kind.CLASH, Stance.PLANNED, "", mention(Relation.NEAR)), "planned fighting near Toretsk"),
        (claim(Kind.ENTER, Stance.FAILED, "troops", mention()), "a failed entry into Toretsk by troops"),
        (
            claim(Kind.ENTER, Stance.ASSERTED, "", mention(Relation.OUTSKIRTS, Bearing.E)),
            "an entry into the eastern outskirts of Toretsk",
        ),
    ],
)
def test_a_happening_reads_as_the_object_of_reports(one: Claim, words: str) -> None:
    assert wording.happening(one) == words


def test_the_voice_is_named_with_whom_it_came_through() -> None:
    speakers = (Speaker(NOWHERE, "the General Staff"), Speaker(NOWHERE, "Ukrinform"))
    one = Claim("c", "r", NOWHERE, Kind.HOLD, Stance.ASSERTED, speakers=speakers)
    assert wording.voice(one, "Example Wire") == "the General Staff, via Ukrinform"
    assert wording.voice(claim(Kind.HOLD, Stance.ASSERTED), "Example Wire") == "Example Wire, in its own voice"


def test_a_moment_is_said_in_utc() -> None:
    assert wording.moment(datetime.fromisoformat("2024-10-08T09:10:00+03:00")) == "8 Oct 2024, 06:10 UTC"
    assert wording.moment(datetime(2024, 1, 1, tzinfo=UTC)) == "1 Jan 2024, 00:00 UTC"


RUSSIA = Side("RU", "Russia", adjectives=("Russian",))


@pytest.mark.parametrize(
    ("actor", "speaker", "words"),
    [
        ("General Staff", "General Staff", "Russia"),
        ("Russian", "", "Russia"),
        ("Units of the Vostok group", "", "units of the Vostok group"),
        ("Vostok group", "", "Vostok group"),
        ("Russian troops", "", "Russian troops"),
    ],
)
def test_who_does_it_is_named_by_the_side_where_the_words_are_no_doer(actor: str, speaker: str, words: str) -> None:
    speakers = (Speaker(NOWHERE, speaker, "RU"),) if speaker else ()
    one = replace(claim(Kind.REPEL, Stance.ASSERTED), actor=Party(NOWHERE, actor, "RU"), speakers=speakers)
    assert wording.actor(one, {"RU": RUSSIA}) == words
