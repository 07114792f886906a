"""What is a place, and what is a person, a body, a word, a people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from place_marks import agree, places

from outskirts.detect.places import PlaceContext

ANYWHERE = PlaceContext()

SENTENCES = [
    "Paris Hilton wrote a book and Jack London wrote many.",
    "Mr. Lincoln spoke to General Houston at noon.",
    "Spokesman Donald London said nothing. Later London left the room.",
    "The Washington Post and the Kyiv Independent reported it.",
    "The Bank of Russia raised its rate; the University of Kansas closed.",
    "The 27th Kharkiv Brigade is resting.",
    "Russian and Ukrainian officers met Afghan elders.",
    "Hayat Tahrir al-Odesa and Dutch police met.",
    "Mobile phones failed in [Kherson|in].",
    "[KABUL|in frame], [Afghanistan|in frame] (April 9, 2011) – Insurgents fled.",
    "The talks in [New York|in] went on.",
    "He was born in [Columbia|in], [S.C.|in frame], in 1950.",
    "Police in [Paris|in], [Texas|in frame], arrested a man.",
    "[Kyiv|in]'s mayor and [Sumy|in] residents sheltered.",
    "Russia’s forces hit [Odesa|in].".replace("Russia’s", "[Russia|in]’s"),
    "[Sumy City|in] was dark.",
    "The Odesa fleet sailed on.",
    "Rebels retook [Verbivka|in] and left.",
    "Rebels retook Ukrainian positions.",
]


@pytest.mark.parametrize("marked", SENTENCES)
def test_only_places_are_found(marked: str) -> None:
    agree(marked, ANYWHERE)


def test_a_name_that_nobody_knows_is_kept_where_the_words_leave_no_doubt() -> None:
    (mention,) = places("Fighting flared near Nova Verbivka on Sunday.")
    assert (mention.name, mention.candidates) == ("Nova Verbivka", ())


def test_the_names_of_a_conflict_s_forces_are_no_places() -> None:
    context = PlaceContext(bodies=frozenset({"Borova"}))
    assert places("Fighters near Borova fled.", context) == ()


def test_a_person_s_surname_is_no_place_later_on() -> None:
    assert places("President Abraham Lincoln died in 1865. Lincoln had a bodyguard.", ANYWHERE) == ()


@given(st.text(alphabet=st.sampled_from("KyivToretsk nearof,.()-’'S\nAÉ0"), max_size=80))
def test_spans_hold_their_words_whatever_the_text(text: str) -> None:
    for mention in places(text):
        assert text[mention.span.start : mention.span.end] == mention.span.text
        assert not mention.candidates or abs(sum(c.score for c in mention.candidates) - 1) < 1e-9
