"""The data file is checked when it is read, and errors name file and key."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from outskirts import knowledge
from outskirts.detect.times import absolute, clocks, lengths, relative, weekdays
from outskirts.detect.times.finder import patterns
from outskirts.detect.times.grammar import PATTERNS
from outskirts.detect.times.lexicon import FILE, build
from outskirts.errors import KnowledgeError


@pytest.fixture
def table() -> dict[str, Any]:
    return copy.deepcopy(knowledge.load(FILE))


@pytest.mark.parametrize(
    ("section", "key", "value", "named"),
    [
        ("months", "smarch", "13th", "smarch"),
        ("weekdays", "monday", True, "monday"),
        ("words", "the", "the", "the"),
        ("shapes", "since", [1], "since"),
        ("holidays", "christmas", "25 December", "christmas"),
        ("counted", "nouns", "people", "nouns"),
        ("outlook", "occupations", "planning", "occupations"),
        ("bulletins", "phrases", [""], "phrases"),
    ],
)
def test_a_wrong_value_is_named(table: dict[str, Any], section: str, key: str, value: object, named: str) -> None:
    table[section][key] = value
    with pytest.raises(KnowledgeError, match=rf"times\.toml.*{named}"):
        build(table)


def test_a_missing_table_is_named(table: dict[str, Any]) -> None:
    del table["seasons"]
    with pytest.raises(KnowledgeError, match=r"times\.toml: no table \[seasons\]"):
        build(table)


def test_a_new_word_needs_no_code(table: dict[str, Any]) -> None:
    table["months"]["brumaire"] = 10
    lexicon = build(table)
    assert lexicon.classes["Brumaire"] == lexicon.classes["October"]
    assert "brumaire" not in lexicon.classes


def test_every_pattern_has_one_resolver() -> None:
    modules = (absolute, clocks, lengths, relative, weekdays)
    names = {name for name, _ in PATTERNS}
    homes = {
        name: [m.__name__ for m in modules if getattr(getattr(m, name, None), "__module__", "") == m.__name__]
        for name in names
    }
    homes["dates_day_first"] = homes["dates"]
    assert {name: found for name, found in homes.items() if len(found) != 1} == {}
    assert len(patterns().each) == len(PATTERNS)
