"""A sentence is parsed where its words may tell something, and left alone where they cannot."""

from __future__ import annotations

import pytest

from outskirts.clean.sentences import sentences
from outskirts.extract.prefilter import for_claims, may_attribute, may_tell, words_of


@pytest.mark.parametrize(
    "text",
    [
        "Rebels captured the town.",
        "Shelling went on through the night.",
        "The army pulled its men out of the city.",
        "Its fighters were inside the town.",
        "The ministry did not comment.",
        "Neither side said anything.",
        "The figures couldn't be verified.",
        "The governor called the report false.",
        "A counter-attack failed.",
        "Russian-occupied Tokmak was dark.",
    ],
)
def test_what_may_be_a_claim_is_let_through(text: str) -> None:
    assert may_tell(words_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "The bakery sold warm bread.",
        "He was born beside a lake.",
        "Who pulled the strings?",
        "The minister said little more about it.",
        "It was true love.",
    ],
)
def test_what_can_be_none_is_held_back(text: str) -> None:
    assert not may_tell(words_of(text))


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("The mayor said so.", True),
        ("According to police, yes.", True),
        ("“It is over.”", True),
        ("'It is over.'", True),
        ("Mayor: all is quiet", True),
        ("All is quiet - mayor", True),
        ("The mayor's cat slept all day.", False),
    ],
)
def test_what_may_be_an_attribution(text: str, may: bool) -> None:
    assert may_attribute(text, words_of(text)) == may


def test_nothing_is_parsed_of_a_report_without_a_cue() -> None:
    assert for_claims(sentences("The bread was warm. The cat slept.")) == [False, False]


def test_all_is_parsed_up_to_the_last_cue_and_of_the_rest_what_may_name_a_speaker() -> None:
    text = "The bread was warm. Rebels captured the town. The cat slept. It rained, the mayor said. The sun shone."
    assert for_claims(sentences(text)) == [True, True, False, True, False]
