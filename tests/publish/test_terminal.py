from __future__ import annotations

import io

import pytest
from rich.console import Console, RenderableType

from outskirts.publish import status_text, terminal
from outskirts.publish.cite import Cited
from outskirts.vocabulary import Reading, Side, Status, Stretch


def drawn(thing: RenderableType, width: int = 100) -> str:
    out = Console(file=io.StringIO(), width=width, force_terminal=True, color_system=None, highlight=False)
    out.print(thing)
    file = out.file
    assert isinstance(file, io.StringIO)
    return file.getvalue()


@pytest.mark.parametrize("width", [80, 100, 140])
def test_every_line_fits(readings: tuple[Reading, ...], sides: dict[str, Side], width: int) -> None:
    for reading in readings:
        lines = drawn(terminal.reading(reading, sides), width).splitlines()
        assert max(map(len, lines)) <= width


def test_a_row_says_who_how_what_where_when(readings: tuple[Reading, ...], sides: dict[str, Side]) -> None:
    text = " ".join(drawn(terminal.reading(readings[0], sides), 140).split())
    for words in ("Example Wire · 8 Oct 2024, 06:10 UTC · 1 claim", "Fighting reaches Toretsk", "● says so",
                  "entered", "Russian troops [RU]", "7 Oct 2024"):  # fmt: skip
        assert words in text
    assert "the eastern outskirts of" in text


def test_who_passed_it_on_is_said(readings: tuple[Reading, ...], sides: dict[str, Side]) -> None:
    text = " ".join(drawn(terminal.reading(readings[1], sides), 140).split())
    assert "via television" in text
    assert "✕ denies" in text


def test_a_report_cannot_steer_the_terminal(hostile: Reading, sides: dict[str, Side]) -> None:
    text = drawn(terminal.reading(hostile, sides))
    assert "\x1b" not in text
    assert "[bold]" in text, "markup of a report is printed, not obeyed"


def test_marks_that_turn_the_direction_are_left_out() -> None:
    assert terminal.printable("a\u202eb\u2066c\x07\x1b[2Jd\ne") == "abc[2Jd e"


def test_a_status_opens_onto_its_sentences(
    statuses: tuple[Status, ...], cited: dict[str, Cited], sides: dict[str, Side]
) -> None:
    text = " ".join(drawn(status_text.status(statuses[0], sides, cited), 140).split())
    assert "Toretsk (Donetsk, UA) on 8 Oct 2024: contested since 7 Oct 2024" in text
    assert "82 % very likely" in text
    assert "admitted by the side that loses by it" in text
    assert "Russia in the eastern outskirts of Toretsk, since 7 Oct 2024" in text
    assert "“Russian troops have entered the eastern outskirts" in text
    assert "the city's military administration, said 7 Oct 2024; Example Wire, published 8 Oct 2024" in text


def test_a_timeline_names_a_place_once(statuses: tuple[Status, ...], sides: dict[str, Side]) -> None:
    place, other = statuses[0].place, statuses[1].place
    first = Stretch(place, statuses[0].on, None, "RU", 0.9)
    text = drawn(terminal.timeline([first, first, Stretch(other, statuses[0].on, None, "UNKNOWN", 0.4)], sides))
    assert text.count("Toretsk") == 1
    assert "not known" in text
