"""The index of voices against a plain reading of its rows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from outskirts.extract.attribution.statement import minus, shared, union
from outskirts.extract.attribution.voices import Voices
from outskirts.vocabulary import Attribution, Span, Speaker

Piece = tuple[int, int]
pieces = st.tuples(st.integers(0, 30), st.integers(1, 10)).map(lambda p: (p[0], p[0] + p[1]))


def attribution(number: int) -> Attribution:
    speaker = Speaker(Span(100 + number, 101 + number), f"speaker {number}")
    return Attribution((), None, (), (speaker,))


@given(st.lists(pieces, max_size=6), st.integers(0, 45))
def test_the_smallest_content_speaks_first(spans: list[Piece], at: int) -> None:
    voices = Voices((attribution(i), (piece,)) for i, piece in enumerate(spans))
    over = sorted((b - a, i) for i, (a, b) in enumerate(spans) if a <= at < b)
    assert [s.name for s in voices.speakers_at(at)] == [f"speaker {i}" for _, i in over]


def test_own_words_hide_the_voices_around_them() -> None:
    voices = Voices([(attribution(0), ((0, 20),)), (attribution(1), ((6, 8),))], own=[(5, 10)])
    assert [s.name for s in voices.speakers_at(2)] == ["speaker 0"]
    assert [s.name for s in voices.speakers_at(7)] == ["speaker 1"]
    assert voices.speakers_at(9) == ()


def test_nobody_speaks_outside_all_contents() -> None:
    assert Voices([]).speakers_at(3) == ()
    assert Voices([(attribution(0), ((5, 9),))]).speakers_at(9) == ()


@given(st.lists(pieces, max_size=5), pieces)
def test_pieces_less_a_hole_share_nothing_with_it(spans: list[Piece], hole: Piece) -> None:
    merged = union(spans)
    rest = minus(merged, hole)
    assert shared(rest, hole) == 0
    assert sum(b - a for a, b in merged) == sum(b - a for a, b in rest) + shared(merged, hole)
