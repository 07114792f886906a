from __future__ import annotations

import pytest

from outskirts.publish.cite import from_reading, quote, web_address
from outskirts.vocabulary import Reading, Span


def test_a_quote_is_cut_at_its_trigger(readings: tuple[Reading, ...]) -> None:
    found = from_reading(readings[0])[0]
    assert found.quote.before == "Russian troops have "
    assert found.quote.trigger == "entered"
    assert found.quote.after.startswith(" the eastern outskirts")
    assert found.quote.text == readings[0].report.text


def test_line_ends_in_a_sentence_become_spaces() -> None:
    text = "Troops\n  entered\nToretsk"
    found = quote(Span(100, 100 + len(text), text), Span(109, 116, "entered"))
    assert found == ("Troops ", "entered", " Toretsk")


def test_a_trigger_outside_its_sentence_is_not_marked_wrongly() -> None:
    assert quote(Span(0, 4, "Four"), Span(90, 95, "taken")) == ("Four", "", "")
    assert quote(Span(0, 0, ""), Span(90, 95, "taken")) == ("", "taken", "")


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://news.example/1", "https://news.example/1"),
        ("HTTP://news.example/1", "HTTP://news.example/1"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//news.example/1", ""),
        ("https://", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_are_linked(url: str, linked: str) -> None:
    assert web_address(url) == linked
