"""The word lists: read, and refused with file and key where they are wrong."""

from __future__ import annotations

import copy

import pytest
from place_marks import places

from outskirts import knowledge
from outskirts.clean.sentences import sentences
from outskirts.detect.places.actor import acts
from outskirts.detect.places.cues import CUES, load, read
from outskirts.errors import KnowledgeError
from outskirts.vocabulary import Bearing, Relation


def test_the_package_s_lists() -> None:
    cues = load()
    assert cues.prepositions["near"] is Relation.NEAR
    assert cues.bearings["north-eastern"] is Bearing.NE
    assert cues.demonyms["ukrainian"] == "UA"
    assert {"jack", "oleksandr"} <= cues.given_names
    assert "reading" in cues.english


@pytest.mark.parametrize(
    ("section", "key", "value"),
    [
        ("relation", "near", 3),
        ("relation", "pairs", {"close to": "nearby"}),
        ("noun", "part", ""),
        ("kind", "plural", ["regions"]),
        ("people", "city", [1]),
        ("not_place", "phrases", "white house"),
    ],
)
def test_a_wrong_list_is_named(section: str, key: str, value: object) -> None:
    table = copy.deepcopy(knowledge.load(CUES))
    table[section][key] = value
    with pytest.raises(KnowledgeError, match=f"{CUES}.*{key}"):
        read(table)


def test_a_missing_section_is_named() -> None:
    table = knowledge.load(CUES)
    del table["actor"]
    with pytest.raises(KnowledgeError, match=r"\[actor\]"):
        read(table)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Moscow said it would reply.", 0.8, 1.0),
        ("Talks with Moscow failed.", 0.6, 1.0),
        ("Drones flew over Moscow at night.", 0.0, 0.1),
        ("Shells hit Toretsk.", 0.0, 0.0),
    ],
)
def test_a_name_that_acts_as_a_government(text: str, low: float, high: float) -> None:
    (mention,) = places(text)
    assert low <= acts(mention, sentences(text)[0].span, load()) <= high
