"""What must hold whatever is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from saying import TORETSK, VUHLEDAR, WAR, says

from outskirts.merge import testimony
from outskirts.merge.status import Model, status, timeline
from outskirts.vocabulary import Status

MODEL = Model(WAR)
ON = date(2024, 12, 31)
WHO = (
    "RU military: ministry",
    "UA military: staff",
    "UA official: mayor",
    "analyst: ISW",
    "blogger: Rybar",
    "",
    "RU blogger: Z",
)
KINDS = ("capture", "withdraw", "enter", "hold", "clash", "repel", "strike", "advance", "surround", "aid")

sayings = st.builds(
    lambda who, kind, day, actor, stance, place, outlet, late, over: says(
        who,
        kind,
        (date(2024, 1, 1) + timedelta(day)).isoformat(),
        actor=actor,
        stance=stance,
        place=place,
        outlet=outlet,
        late=late,
        over=over,
    ),
    st.sampled_from(WHO),
    st.sampled_from(KINDS),
    st.integers(0, 300),
    st.sampled_from(("RU", "UA", None)),
    st.sampled_from(("asserted", "denied", "possible", "planned", "failed")),
    st.sampled_from((TORETSK, VUHLEDAR)),
    st.sampled_from(("Reuters", "BBC", "TASS")),
    st.integers(0, 40),
    st.sampled_from((0, 0, 0, 1, 7, 90)),
)
many = st.lists(sayings, min_size=1, max_size=12)


def same(one: Status, other: Status) -> bool:
    return one == replace(other, control=one.control) and dict(one.control) == pytest.approx(
        dict(other.control), abs=1e-9
    )


@given(many, st.integers(0, 1000))
@settings(max_examples=25, deadline=None)
def test_the_order_of_adding_does_not_matter(told: list[testimony.Testimony], seed: int) -> None:
    shuffled = told.copy()
    Random(seed).shuffle(shuffled)
    assert same(status(TORETSK, told, MODEL, ON), status(TORETSK, shuffled, MODEL, ON))


@given(many, st.integers(0, 11), st.sampled_from(("BBC", "Daily Mail")))
@settings(max_examples=25, deadline=None)
def test_a_copy_changes_nothing(told: list[testimony.Testimony], which: int, outlet: str) -> None:
    original = told[which % len(told)]
    claim = replace(original.claim, id="copied", report_id="copied report")
    copy = replace(
        original,
        claim=claim,
        outlet=outlet,
        published=original.published + timedelta(hours=1),
        copy_of=original.claim.report_id,
    )
    assert same(status(TORETSK, told, MODEL, ON), status(TORETSK, [*told, copy], MODEL, ON))
    assert timeline(told, MODEL, date(2024, 1, 1), ON) == timeline([*told, copy, *told], MODEL, date(2024, 1, 1), ON)


@given(many, sayings)
@settings(max_examples=25, deadline=None)
def test_a_retraction_takes_back_exactly_its_own_effect(
    told: list[testimony.Testimony], more: testimony.Testimony
) -> None:
    taken_back = replace(more, retracted=datetime(2025, 1, 5, tzinfo=UTC))
    assert same(status(TORETSK, told, MODEL, ON), status(TORETSK, [*told, taken_back], MODEL, ON))
    before = datetime(2025, 1, 4, tzinfo=UTC)
    assert same(
        status(TORETSK, [*told, more], MODEL, ON, before), status(TORETSK, [*told, taken_back], MODEL, ON, before)
    )


@given(many, st.integers(0, 400))
@settings(max_examples=25, deadline=None)
def test_probabilities_sum_to_one(told: list[testimony.Testimony], day: int) -> None:
    control = status(TORETSK, told, MODEL, date(2023, 12, 20) + timedelta(day)).control
    assert sum(control.values()) == pytest.approx(1.0)
    assert all(0 <= p <= 1 for p in control.values())


@given(many)
@settings(max_examples=20, deadline=None)
def test_stretches_follow_on_one_another(told: list[testimony.Testimony]) -> None:
    for rule in ("filter", "last", "majority"):
        found = timeline(told, MODEL, date(2024, 1, 1), ON, rule=rule)
        for place in {s.place.id for s in found}:
            mine = [s for s in found if s.place.id == place]
            assert mine[-1].end is None
            assert all(a.end == b.start and a.holder != b.holder for a, b in pairwise(mine))


@given(many)
@settings(max_examples=20, deadline=None)
def test_one_place_by_itself_has_the_status_of_the_timeline(told: list[testimony.Testimony]) -> None:
    alone = [t for t in told if t.at == TORETSK]
    found = [s for s in timeline(alone, MODEL, date(2024, 1, 1), ON) if s.place == TORETSK]
    one = status(TORETSK, alone, MODEL, ON)
    assert not found or found[-1].holder == one.holder
