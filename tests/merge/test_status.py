"""Anchor cases: what a reader of that day's reports would say."""

from __future__ import annotations

from datetime import date

import pytest
from saying import TORETSK, VUHLEDAR, WAR, says

from outskirts.merge.status import Model, end_of, status, timeline
from outskirts.vocabulary import CONTESTED, UNKNOWN, Basis, Bearing, Place, Relation

MODEL = Model(WAR)
NOWHERE = Place("9", "Nowhere", 48.0, 37.0)  # of which the conflict file says nothing
AUTUMN = [
    says("UA official: regional governor", "shelling", "2024-09-01"),
    says("UA military: Luhansk group", "enter", "2024-10-07", relation="outskirts", bearing="E"),
    says("", "clash", "2024-10-08"),
]
WINTER = [
    *AUTUMN,
    says("RU military: Russian Defence Ministry", "capture", "2025-02-07"),
    says("UA military: Khortytsia group", "capture", "2025-02-08", stance="denied"),
]


def test_toretsk_is_contested_with_russian_forces_in_the_eastern_outskirts() -> None:
    found = status(TORETSK, AUTUMN, MODEL, date(2024, 10, 8))
    assert found.holder == CONTESTED
    assert found.basis == Basis.ADMITTED
    assert found.since == date(2024, 10, 7)
    (inside,) = found.presence
    assert (inside.side, inside.relation, inside.bearing) == ("RU", Relation.OUTSKIRTS, Bearing.E)
    assert inside.since == date(2024, 10, 7)


def test_the_same_question_known_two_days_earlier_gives_the_earlier_answer() -> None:
    found = status(TORETSK, AUTUMN, MODEL, date(2024, 10, 8), end_of(date(2024, 10, 6)))
    assert found.holder == "UA"
    assert found.presence == ()
    assert found.control["UA"] > 0.9


def test_toretsk_is_claimed_and_denied_in_february() -> None:
    found = status(TORETSK, WINTER, MODEL, date(2025, 2, 10))
    assert found.basis == Basis.DENIED
    assert found.holder in (CONTESTED, "RU", UNKNOWN)
    assert max(found.control.values()) < 0.7


def test_vuhledar_is_admitted_lost() -> None:
    told = [says("UA military: Khortytsia group", "withdraw", "2024-10-02", actor="UA", place=VUHLEDAR)]
    found = status(VUHLEDAR, told, MODEL, date(2024, 10, 2))
    assert (found.holder, found.basis) == ("RU", Basis.ADMITTED)
    assert found.control["RU"] > 0.8
    (why,) = found.reasons
    assert why.text.startswith(
        "Khortytsia group (Ukraine) said on 2 Oct 2024 that Ukraine had withdrawn from it: a loss admitted, +4"
    )
    assert why.text.endswith("for Russia")


def test_a_loss_admitted_outweighs_a_gain_claimed() -> None:
    claimed = status(
        VUHLEDAR, [says("RU military: ministry", "capture", "2024-10-02", place=VUHLEDAR)], MODEL, date(2024, 10, 2)
    )
    admitted = status(
        VUHLEDAR, [says("UA military: staff", "capture", "2024-10-02", place=VUHLEDAR)], MODEL, date(2024, 10, 2)
    )
    assert admitted.control["RU"] > claimed.control["RU"] + 0.3


def test_what_is_claimed_then_admitted_is_admitted() -> None:
    told = [
        says("RU military: ministry", "capture", "2024-10-01", place=VUHLEDAR),
        says("UA military: staff", "withdraw", "2024-10-02", actor="UA", place=VUHLEDAR),
    ]
    assert status(VUHLEDAR, told, MODEL, date(2024, 10, 3)).basis == Basis.ADMITTED


@pytest.mark.parametrize(
    ("who", "basis"),
    [
        ("RU military: ministry", Basis.CLAIMED),
        ("analyst: ISW", Basis.THIRD_PARTY),
        ("UA official: mayor", Basis.ADMITTED),
    ],
)
def test_the_basis_is_on_whose_word_it_is(who: str, basis: Basis) -> None:
    told = [says(who, "capture", "2024-09-30", place=NOWHERE), says(who, "hold", "2024-10-20", place=NOWHERE)]
    found = status(NOWHERE, told, MODEL, date(2024, 10, 21))
    assert (found.holder, found.basis) == ("RU", basis)


def test_fighting_told_by_both_sides_rests_on_both() -> None:
    told = [
        says("RU military: ministry", "enter", "2024-10-01"),
        says("UA military: staff", "enter", "2024-10-01"),
        says("UA military: staff", "clash", "2024-10-02", actor=None),
    ]
    assert status(TORETSK, told, MODEL, date(2024, 10, 3)).basis == Basis.BOTH_SIDES


def test_of_what_nobody_has_spoken_the_conflict_file_tells() -> None:
    found = status(TORETSK, [], MODEL, date(2024, 10, 8))
    assert (found.holder, found.basis) == ("UA", Basis.INITIAL)
    assert found.reasons == ()


def test_silence_ages_certainty() -> None:
    told = [says("analyst: ISW", "capture", "2023-01-01"), says("", "clash", "2022-12-20")]
    soon, late = (status(TORETSK, told, MODEL, date(2023, 1, 2)), status(TORETSK, told, MODEL, date(2026, 1, 2)))
    assert soon.control["RU"] > late.control["RU"] + 0.02


def test_silence_ages_faster_near_fighting() -> None:
    near = [says("", "clash", f"2023-0{m}-{d:02}", place=VUHLEDAR) for m in range(1, 10) for d in range(1, 28, 2)]
    beside = type(TORETSK)("3", "Beside", VUHLEDAR.lat, 37.26, country="UA")
    told = [says("analyst: ISW", "hold", "2023-01-02", actor="UA", place=beside)]
    quiet = stretch_p(told)
    assert stretch_p([*told, *near]) < quiet


def stretch_p(told: list) -> float:  # type: ignore[type-arg]
    return next(s.p for s in timeline(told, MODEL, date(2023, 9, 1), date(2023, 9, 1)) if s.place.id == "3")


def test_a_hit_on_a_place_speaks_against_its_being_held_by_who_fires() -> None:
    told = [says("UA military: staff", "strike", f"2024-10-{d:02}", actor="RU") for d in (1, 12, 23)]
    before = [says("RU military: ministry", "capture", "2024-09-25"), *told]
    assert (
        status(TORETSK, before, MODEL, date(2024, 10, 25)).control["RU"]
        < status(TORETSK, before[:1], MODEL, date(2024, 10, 25)).control["RU"]
    )


def test_would_change_names_what_would() -> None:
    found = status(TORETSK, AUTUMN, MODEL, date(2024, 10, 8))
    assert any(
        line.startswith("If Ukraine's military admitted that Russia had taken it: Russia ")
        for line in found.would_change
    )


def test_a_withdrawal_ends_a_presence() -> None:
    told = [
        says("RU military: ministry", "enter", "2024-10-01"),
        says("RU military: ministry", "withdraw", "2024-11-01"),
    ]
    assert [p.side for p in status(TORETSK, told, MODEL, date(2024, 10, 5)).presence] == ["RU"]
    assert status(TORETSK, told, MODEL, date(2024, 11, 5)).presence == ()


def test_a_person_s_grade_goes_before_what_is_learned() -> None:
    doubted = says("UA military: staff", "withdraw", "2024-10-02", actor="UA", place=VUHLEDAR, credibility=5)
    assert status(VUHLEDAR, [doubted], MODEL, date(2024, 10, 3)).holder == "UA"


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(ValueError, match="filter, last, majority"):
        timeline([], MODEL, date(2024, 1, 1), date(2024, 1, 2), rule="best")


def test_hindsight_is_left_out_when_asked_as_known_then() -> None:
    told = [says("analyst: ISW", "capture", "2024-10-01", late=30, actor="RU"), says("", "clash", "2024-09-01")]
    then = status(TORETSK, told, MODEL, date(2024, 10, 10), end_of(date(2024, 10, 10)))
    now = status(TORETSK, told, MODEL, date(2024, 10, 10))
    assert now.control["RU"] > then.control["RU"] + 0.2


def test_a_word_that_came_later_is_a_reason_and_says_so() -> None:
    told = [says("UA official: mayor", "hold", "2024-10-09", place=NOWHERE)]
    found = status(NOWHERE, told, MODEL, date(2024, 10, 8))
    (why,) = found.reasons
    assert found.holder == "RU"
    assert why.holder == "RU"
    assert "a word that came later" in why.text
    assert found.control["RU"] <= status(NOWHERE, told, MODEL, date(2024, 10, 9)).control["RU"]


def test_a_change_that_came_later_speaks_for_what_was_before() -> None:
    told = [says("UA official: mayor", "capture", "2024-10-09", place=NOWHERE)]
    found = status(NOWHERE, told, MODEL, date(2024, 10, 8))
    assert found.holder != "RU"
    assert all(why.holder != "RU" for why in found.reasons)
