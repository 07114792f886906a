"""Near-copies of one text, and texts that only share their subject."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

from outskirts.group.copies import stories
from outskirts.vocabulary import Report

WIRE = (
    "Ukraine's army has pulled its troops out of the hilltop town of Vuhledar, the regional command said on Wednesday, "
    "ending a defence that had lasted more than two years. The command said that the decision had been taken to save "
    "men and equipment as the town was being surrounded from both flanks, and that new lines had been taken up nearby."
)
OWN = (
    "The fall of Vuhledar opens the way to roads that supply Ukrainian brigades further north, analysts say. Our "
    "reporter spoke to soldiers who had left the town on foot at night, carrying the wounded under fire from drones "
    "and guns, and who asked why the order had come so late."
)
NOON = datetime(2024, 10, 2, 12, tzinfo=UTC)


def report(id_: str, text: str, hours: int = 0) -> Report:
    return Report(id_, text, NOON + timedelta(hours=hours))


def test_a_wire_story_printed_again_with_a_new_first_line_is_a_copy() -> None:
    told = [
        report("a", WIRE),
        report("b", "Breaking news. " + WIRE.replace("Wednesday", "2 October"), 1),
        report("c", OWN, 2),
    ]
    assert stories(told) == {"b": "a"}


def test_the_first_published_is_the_story_whatever_the_order() -> None:
    told = [report(f"r{n}", WIRE, 5 - n) for n in range(5)]
    Random(3).shuffle(told)
    assert stories(told) == {f"r{n}": "r4" for n in range(4)}


def test_short_lines_are_never_copies() -> None:
    assert stories([report("a", "Three killed in Kharkiv."), report("b", "Three killed in Kharkiv.", 1)]) == {}
