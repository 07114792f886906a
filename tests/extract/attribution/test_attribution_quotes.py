"""Quotations marked by their own marks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outskirts.extract.attribution.quotes import quotations


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("He said “we won” and left.", ["“we won”"]),
        ('He said "we won" and "we go".', ['"we won"', '"we go"']),
        ("He said ``we won'' twice.", ["``we won''"]),
        ("He said «we won».", ["«we won»"]),
        ("Russia ‘may attack’ soon, the army’s chief says.", ["‘may attack’"]),
        ("The rebels' advance and the army's retreat.", []),
        ("“He said ‘no’ and left,” she said.", ["“He said ‘no’ and left,”"]),
        ("It's a 'safe zone' now.", ["'safe zone'"]),
        ("“We stay.\n\n“We fight.”", ["“We stay.", "“We fight.”"]),
    ],
)
def test_quotations_are_found_with_their_marks(text: str, quotes: list[str]) -> None:
    assert [text[q.start : q.end] for q in quotations(text)] == quotes


def test_a_speech_that_goes_on_in_the_next_paragraph_is_marked() -> None:
    assert [q.goes_on for q in quotations("“We stay.\n\n“We fight.”")] == [True, False]


@given(st.text(alphabet="ab “”\"'‘’`.,\n", max_size=60))
def test_quotations_are_in_order_and_apart(text: str) -> None:
    found = quotations(text)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
