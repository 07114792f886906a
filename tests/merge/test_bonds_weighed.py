"""What people say of claims as words, that they are one or apart, sets how often they count."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from saying import TORETSK, WAR, says

from outskirts.merge.status import Model, ready, status

if TYPE_CHECKING:
    from outskirts.merge.testimony import Testimony

DAY = date(2024, 10, 9)
ENTERED = says("analyst: A monitor", "enter", "2024-10-07", relation="outskirts")
AGAIN = says("organisation: Another monitor", "enter", "2024-10-08", relation="outskirts", outlet="Second Paper")
HELD = says("UA military: General Staff", "hold", "2024-10-06", actor="UA")


def control(*told: Testimony) -> dict[str, float]:
    return dict(status(TORETSK, told, Model(WAR), DAY).control)


def test_a_word_that_was_merged_with_another_counts_once() -> None:
    as_one = [replace(t, same_as=ENTERED.claim.id) for t in (ENTERED, AGAIN)]
    assert control(HELD, *as_one) == control(HELD, ENTERED)
    assert control(HELD, *reversed(as_one)) == control(HELD, ENTERED)
    assert control(HELD, ENTERED, AGAIN)["CONTESTED"] > control(HELD, ENTERED)["CONTESTED"]


def test_words_of_one_chorus_that_are_kept_apart_count_both() -> None:
    first = says("RU military: Ministry", "capture", "2024-10-07")
    second = says("RU official: Governor", "capture", "2024-10-08")
    ids = {first.claim.id, second.claim.id}
    parted = [replace(t, apart=frozenset(ids - {t.claim.id})) for t in (first, second)]
    weight = {
        name: sorted(ready(told, Model(WAR), DAY).weight)
        for name, told in (("as read", (first, second)), ("apart", parted))
    }
    assert weight == {"as read": [0.0, 1.0], "apart": [1.0, 1.0]}
    for id_ in map(str, range(20)):  # whichever comes first of two of one moment, which ids settle
        third = replace(says("RU military: Ministry", "capture", "2024-10-08"), claim=replace(second.claim, id=id_))
        assert sorted(ready((*parted, third), Model(WAR), DAY).weight) == [0.0, 1.0, 1.0]
