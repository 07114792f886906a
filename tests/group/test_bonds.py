"""What people say of claims, that they are one or apart, goes before what the claims themselves tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outskirts.group.bonds import Said, Sense, bonds

W, H = Sense.WORD, Sense.HAPPENING
IDS = st.lists(st.sampled_from("abcdef"), min_size=2, max_size=3, unique=True).map(tuple)
SAID = st.lists(st.builds(Said, st.booleans(), st.sampled_from([W, H]), IDS), max_size=8)


@pytest.mark.parametrize(
    ("one", "sense", "word", "happening"),
    [(True, W, {"a": "a", "b": "a"}, {"a": "a", "b": "a"}), (True, H, {}, {"a": "a", "b": "a"})],
)
def test_one_word_is_one_happening_but_a_happening_has_many_words(
    one: bool, sense: Sense, word: dict[str, str], happening: dict[str, str]
) -> None:
    found = bonds([Said(one, sense, ("b", "a"))])
    assert (found.word.same, found.happening.same) == (word, happening)


def test_two_happenings_are_two_words_but_two_words_may_be_of_one_happening() -> None:
    both = bonds([Said(False, H, ("a", "b"))])
    assert both.word.parted("a", {"b"})
    assert both.happening.parted("b", {"a"})
    word = bonds([Said(False, W, ("a", "b"))])
    assert word.word.parted("a", {"b"})
    assert not word.happening.parted("a", {"b"})


def test_of_two_claims_the_last_that_was_said_holds() -> None:
    said = [Said(True, W, ("a", "b")), Said(False, H, ("a", "b"))]
    assert bonds(said).word.same == {}
    assert bonds(said[::-1]).word.same == {"a": "a", "b": "a"}


def test_what_is_one_with_a_third_is_one_unless_it_was_said_to_be_apart() -> None:
    chain = [Said(True, W, ("a", "b")), Said(True, W, ("b", "c"))]
    assert bonds(chain).word.same == {"a": "a", "b": "a", "c": "a"}
    parted = bonds([Said(False, W, ("a", "c")), *chain]).word.same
    assert parted == {"b": "b", "c": "b"}


@given(SAID)
def test_no_two_claims_are_both_one_and_apart(said: list[Said]) -> None:
    for bond in (bonds(said).word, bonds(said).happening):
        for id_, first in bond.same.items():
            group = {other for other, of in bond.same.items() if of == first}
            assert first == min(group)
            assert not bond.parted(id_, group - {id_})
