"""A text that is too long is read in pieces, and nothing shows it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outskirts.clean.pieces import LONGEST, SIZE, joined, moved, pieces
from outskirts.vocabulary import Claim, Kind, Party, PlaceMention, Problem, Reading, Report, Span, Stance

PARAGRAPH = "Rebels took the town on Monday, the army said. " * 20 + "\n\n"


@given(st.text(alphabet="ab .\n", min_size=1, max_size=40), st.integers(2000, 9000))
def test_pieces_are_the_text_and_none_is_too_long(part: str, times: int) -> None:
    report = Report("r", part * times)
    made = pieces(report)
    assert "".join(piece.report.text for piece in made) == report.text
    assert all(report.text.startswith(piece.report.text, piece.start) for piece in made)
    assert all(len(piece.report.text) <= LONGEST for piece in made)
    assert len({piece.report.id for piece in made}) == len(made)


def test_a_report_of_common_length_is_left_as_it_is() -> None:
    report = Report("r", "x" * LONGEST)
    assert pieces(report)[0].report is report


def test_pieces_end_with_paragraphs() -> None:
    assert all(p.report.text.endswith("\n\n") for p in pieces(Report("r", PARAGRAPH * (4 * SIZE // len(PARAGRAPH)))))


@pytest.fixture
def claim() -> Claim:
    town = PlaceMention(Span(12, 20, "the town"), "Sokil")
    return Claim(
        "c", "r\x1f0", Span(7, 11, "took"), Kind.CAPTURE, Stance.ASSERTED, Party(Span(0, 6), "Rebels"), None, town
    )


def test_offsets_are_those_of_the_whole_text(claim: Claim) -> None:
    report = Report("r", PARAGRAPH * (4 * SIZE // len(PARAGRAPH)))
    cuts = pieces(report)
    whole = joined(report, cuts, [Reading(piece.report, (claim,), places=(claim.place,)) for piece in cuts])  # type: ignore[arg-type]
    assert [c.report_id for c in whole.claims] == ["r"] * len(cuts)
    for found, piece in zip(whole.claims, cuts, strict=True):
        assert report.text[found.trigger.start : found.trigger.end] == "took"
        assert found.actor is not None
        assert found.actor.span.start == piece.start
        assert found.place in whole.places


def test_a_problem_with_every_piece_is_told_once() -> None:
    report = Report("r", PARAGRAPH * (4 * SIZE // len(PARAGRAPH)))
    cuts = pieces(report)
    whole = joined(report, cuts, [Reading(p.report, problems=(Problem("not English", p.report.id),)) for p in cuts])
    assert whole.problems == (Problem("not English", "r"),)


def test_moving_back_and_forth_changes_nothing(claim: Claim) -> None:
    assert moved(moved(claim, 7), -7) == claim
