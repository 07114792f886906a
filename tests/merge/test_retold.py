"""What is told again as background is one witness with what was told first, however much later."""

from __future__ import annotations

from datetime import date

import pytest
from saying import WAR, says

from outskirts.merge import testimony
from outskirts.merge.columns import encode
from outskirts.merge.status import Model
from outskirts.merge.witnesses import weights

MODEL = Model(WAR)


def weight(told: list[testimony.Testimony]) -> dict[str, float]:
    columns = encode(told, WAR, MODEL.evidence, MODEL.priors)
    return dict(zip(columns.claim_ids, weights(columns, MODEL.evidence), strict=True))


FIRST = says("RU military: ministry", "capture", "2024-02-17")


@pytest.mark.parametrize(
    "again",
    [
        says("", "capture", "2024-02-18", over=6, late=3, outlet="Daily"),  # which fell last week
        says("", "capture", "2024-02-29", over=28, late=40, outlet="Daily"),  # which fell in February
        says("", "capture", "2024-02-17", late=200, outlet="Daily"),  # which fell on 17 February
        says("", "capture", "2024-12-31", over=365, late=400, outlet="Daily"),  # which fell in 2024
        says("RU official: Kremlin", "capture", "2024-02-29", over=28, late=90),  # its own chorus, looking back
    ],
)
def test_background_is_one_witness_with_the_original(again: testimony.Testimony) -> None:
    assert weight([again, FIRST]) == {FIRST.claim.id: 1.0, again.claim.id: 0.0}


@pytest.mark.parametrize(
    "other",
    [
        says("analyst: ISW", "capture", "2024-02-29", over=28, late=40),  # somebody else bears it out
        says("", "capture", "2024-02-18", late=1, outlet="Daily"),  # no background, but news of the day
        says("", "capture", "2024-03-31", over=30, late=10, outlet="Daily"),  # of other days
        says("", "capture", "2024-02-29", over=28, late=40, actor="UA", outlet="Daily"),  # of another holder
    ],
)
def test_what_is_no_background_is_a_witness_of_its_own(other: testimony.Testimony) -> None:
    assert weight([other, FIRST]) == {FIRST.claim.id: 1.0, other.claim.id: 1.0}


def test_what_nobody_told_before_counts_though_it_looks_back() -> None:
    alone = says("", "capture", "2024-02-29", over=28, late=40, outlet="Daily")
    assert weight([alone]) == {alone.claim.id: 1.0}
    assert date(2024, 2, 29) == alone.day
