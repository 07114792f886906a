"""Roads: what reports say of them, through whose ground they run, what hangs by a place."""

from __future__ import annotations

from datetime import date

import pytest
from saying import says

from outskirts.merge.roads.network import DOUBTFUL, NONE, OPEN, roads, what_if
from outskirts.merge.roads.reported import Word, names, now, reported
from outskirts.merge.roads.sections import FRONT, Holder, sections
from outskirts.vocabulary import CONTESTED, UNKNOWN, Place, Route

DAY = date(2024, 10, 8)
A, B, C, D, E = (Place(f"p:{x}", x, 48.0, 37.0 + n / 10, population=1000) for n, x in enumerate("ABCDE"))
CITY = Place("p:City", "City", 48.0, 36.0, population=500_000)
MAIN = Route("main", "M7 City–C", "war", ("M7",), (CITY, A, B, C))
SIDE = Route("side", "T-05-04 A–D", "war", ("T0504",), (A, D))
BACK = Route("back", "D–E", "war", (), (D, E))
ALL = (MAIN, SIDE, BACK)


def held(**codes: str) -> dict[str, Holder]:
    """Who holds what; "?X" is not known, likelier X."""
    towns = {"City": CITY, "A": A, "B": B, "C": C, "D": D, "E": E}
    return {
        place.id: Holder(place, code if code[0] != "?" else UNKNOWN, code.strip("?"), 0.9)
        for name, place in towns.items()
        if (code := codes.get(name, "UA"))
    }


def said(sentence: str, word: str, day: str = "2024-10-01", place: Place = A, stance: str = "asserted") -> Word:
    one = says("", "route", day, place=place, word=word, stance=stance, report=sentence)
    return Word(one.claim, sentence, one.day)


# What reports say


@pytest.mark.parametrize(
    ("word", "stance", "state"),
    [
        ("cut", "asserted", "cut"),
        ("severed", "asserted", "cut"),
        ("cut", "possible", "threatened"),
        ("cut", "planned", "threatened"),
        ("cut", "denied", "open"),
        ("threatening", "asserted", "threatened"),
        ("reopened", "asserted", "open"),
    ],
)
def test_what_is_said_of_a_road_follows_from_word_and_stance(word: str, stance: str, state: str) -> None:
    found = reported(ALL, [said("Troops did something to the M7 near A.", word, stance=stance)], DAY)
    assert [one.state for one in found["main"]] == [state]


def test_an_opening_that_may_come_says_nothing() -> None:
    assert reported(ALL, [said("The M7 road may reopen.", "reopen", stance="possible")], DAY) == {}


def test_a_road_is_known_by_its_number_however_it_is_spelled() -> None:
    for sentence in ("The T0504 was cut.", "the T-05-04 highway", "along T 05 04, they said", "the t0504"):
        assert names(SIDE, sentence), sentence
    for sentence in ("the T05041 was cut", "BMT0504x", "a road near A"):
        assert not names(MAIN, sentence), sentence
    assert not names(MAIN, "an M777 howitzer fired")
    assert not names(MAIN, "model AM7 was seen")


def test_two_towns_on_one_road_name_it_and_one_town_does_not() -> None:
    sentence = "They cut the highway from City to C."
    both = [said(sentence, "cut", place=CITY), said(sentence, "cut", place=C)]
    (one,) = reported(ALL, both, DAY)["main"]
    assert one.named
    assert one.at == (C.id, CITY.id)
    assert len(one.claim_ids) == 2
    alone = reported(ALL, [said("They cut a road near A.", "cut", place=A)], DAY)
    assert {id_: rows[0].named for id_, rows in alone.items()} == {"main": False, "side": False}


def test_what_is_no_road_is_passed_over() -> None:
    assert reported(ALL, [said("A strike cut the power in A.", "cut")], DAY) == {}
    assert reported(ALL, [Word(says("", "capture", "2024-10-01", place=A).claim, "the M7 road", DAY)], DAY) == {}


def test_the_latest_word_that_names_the_road_counts_while_it_is_fresh() -> None:
    words = [
        said("The M7 was cut.", "cut", "2024-09-20"),
        said("The M7 was reopened.", "reopened", "2024-09-28"),
        said("A road at B is threatened.", "threatened", "2024-10-05", place=B),
        said("The M7 was cut later.", "cut", "2024-11-01"),
    ]
    rows = reported(ALL, words, DAY)["main"]
    assert [row.state for row in rows] == ["threatened", "open", "cut"]
    latest = now(rows, DAY)
    assert latest is not None
    assert latest.state == "open"
    assert now(rows, date(2025, 3, 1)) is None


# Whose ground


def test_a_road_runs_through_the_ground_of_its_towns() -> None:
    found = sections(MAIN, held(B="RU", C="?RU"))
    assert [one.state for one in found] == ["UA", FRONT, UNKNOWN]
    assert [one.state for one in sections(SIDE, held(D=CONTESTED))] == [CONTESTED]


# What hangs by a place


def test_a_place_beyond_the_one_lost_keeps_no_road() -> None:
    found = what_if(ALL, held(), A.id, "UA")
    assert {loss.place.name: (loss.before, loss.after) for loss in found.losses} == dict.fromkeys(
        ("B", "C", "D", "E"), (OPEN, NONE)
    )


def test_another_road_around_keeps_places_joined() -> None:
    around = Route("around", "City–D", "war", (), (CITY, D))
    assert {loss.place.name for loss in what_if((*ALL, around), held(), A.id, "UA").losses} == {"B", "C"}


def test_a_way_through_contested_ground_is_doubtful() -> None:
    around = Route("around", "City–D", "war", (), (CITY, D))
    found = what_if((*ALL, around), held(D=CONTESTED), A.id, "UA")
    assert {loss.place.name: loss.after for loss in found.losses} == {"B": NONE, "C": NONE}
    assert roads((*ALL, around), held(D=CONTESTED), "UA")[E.id] == DOUBTFUL


def test_what_the_other_side_holds_is_no_way() -> None:
    state = roads(ALL, held(D="RU", E="UA"), "UA")
    assert state[E.id] == NONE
    assert D.id not in state
    assert roads(ALL, held(D="?RU"), "UA")[E.id] == NONE
    assert roads(ALL, held(D="?UA"), "UA")[E.id] == DOUBTFUL


def test_a_stretch_that_is_said_to_be_cut_is_doubtful() -> None:
    state = roads(ALL, held(), "UA", doubtful={(A.id, B.id)})
    assert (state[A.id], state[B.id], state[C.id], state[D.id]) == (OPEN, DOUBTFUL, DOUBTFUL, OPEN)


def test_losing_a_place_at_the_end_of_a_road_costs_no_other() -> None:
    assert what_if(ALL, held(), C.id, "UA").losses == ()


def test_losing_a_place_opens_no_road() -> None:
    for place in (CITY, A, B, C, D, E):
        for loss in what_if(ALL, held(B=CONTESTED), place.id, "UA").losses:
            assert (loss.before, loss.after) in {(OPEN, DOUBTFUL), (OPEN, NONE), (DOUBTFUL, NONE)}
