"""How the words put it: relation, bearing, frame."""

from __future__ import annotations

import pytest
from place_marks import UKRAINE, agree, places

SENTENCES = [
    "Rebels fought army units in [El Fasher|in] on Monday.",
    "Shells fell on the eastern outskirts of [Toretsk|outskirts E].",
    "Troops pushed into the centre of [Bakhmut|part] overnight.",
    "Fighting went on in northern [Kharkiv|part N] all week.",
    "The brigade holds trenches near [Kopanky|near].",
    "A depot burned 20 km from [Donetsk|near].",
    "A drone came down 12 kilometres (7 miles) south of [Orikhiv|near S].",
    "Infantry advanced north and northwest of [Borova|near N / near NW].",
    "The column moved towards [Toretsk|towards].",
    "Assaults continued in the [Kurakhove|towards] direction.",
    "The army is advancing on [Kostiantynivka|towards].",
    "Militias launched an attack on [El Fasher|in].",
    "The garrison withdrew from [Robotyne|from].",
    "Thousands have fled [Bakhmut|from] since spring.",
    "Drones hit the [Kurakhove|near] sector.",
    "A crossing was built between [Toretsk|between] and [Bakhmut|between].",
    "Shells hit the [Toretsk|between]-[Kostiantynivka|between] road.",
    "Units operate in the [Kurakhove|near]-[Dachne|near] area.",
    "Half of [Bakhmut|part] is in ruins.",
    "Missiles struck [Kharkiv|part]'s airport.",
    "Gunners shelled [Toretsk|outskirts W]'s western outskirts.",
    "Patrols moved along the [Dnipro River|along].",
    "Marines crossed to the left bank of the [Dnipro River|part].",
    "A shell hit Sadova Street in [Toretsk|part].",
    "Soldiers attacked within and near [Toretsk|in / near] itself.",
    "Two villages around the key mining town of [Bakhmut|near] were lost.",
    "Rebels seized the town of [Toretsk|in].",
    "The army sealed off [Bakhmut|in] from the north.",
]


@pytest.mark.parametrize("marked", SENTENCES)
def test_relation(marked: str) -> None:
    agree(marked)


FRAMES = [
    "They attacked east of [Borova|near E frame] near [Kopanky|near] and [Lozova|near].",
    "They entered [Robotyne|in] (south of [Orikhiv|near S frame]) at dawn.",
    "A blast shook [Engels|in], [Saratov Oblast|in frame], at night.",
    "Taliban fighters held [Helmand|in frame] province's [Nad-e Ali|in] district.".replace(
        "[Helmand|in frame] province", "[Helmand province|in frame]"
    ).replace("[Nad-e Ali|in] district", "[Nad-e Ali district|in]"),
    "Rebels captured [Robotyne|in], 12 km south of [Orikhiv|near S frame], on Sunday.",
    "Shells fell in [Robotyne|in], north of [Orikhiv|near N frame].",
    "Fighters attacked east of [Borova|near E frame] near [Kopanky|near] and in the direction of [Lozova|towards].",
]


@pytest.mark.parametrize("marked", FRAMES)
def test_a_name_that_only_says_where_another_lies_is_a_frame(marked: str) -> None:
    agree(marked)


LISTS = [
    "They shelled positions near [Toretsk|near], [Kurakhove|near], and [Dachne|near].",
    "Drones were shot down over [Sumy|in], [Kharkiv|in] and [Odesa regions|in].",
    "Drones took off from [Kharkiv|from] and [Kherson|from] oblasts.".replace(
        "[Kherson|from] oblasts", "[Kherson|from] oblasts"
    ),
    "Rebels captured [Toretsk|in], [Bakhmut|in] and [Verbivka|in].",
    "Clashes shook the [Verbivka|between]-[Tykhe|between] road.",
    "Rebels fell back from [Toretsk|from] and [Bakhmut|from].",
]


@pytest.mark.parametrize("marked", LISTS)
def test_a_preposition_holds_for_the_list_behind_it(marked: str) -> None:
    agree(marked.replace("[Odesa regions|in]", "[Odesa|in] regions"))


def test_the_part_is_the_word_that_stands_there() -> None:
    (mention,) = places("Shells fell in the north-east of Kharkiv.", UKRAINE)
    assert mention.part == "north-east"
