"""The table of speech verbs: forms, frames, and what it says when it is wrong."""

from __future__ import annotations

from typing import Any

import pytest

from outskirts.errors import KnowledgeError
from outskirts.extract.attribution.lexicon import inflect, lexicon, plural, read
from outskirts.vocabulary import Stance


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("said", "say"),
        ("told", "tell"),
        ("denies", "deny"),
        ("pledging", "pledge"),
        ("vowed", "vow"),
        ("admitted", "admit"),
    ],
)
def test_every_form_leads_to_its_verb(form: str, lemma: str) -> None:
    assert lexicon().verbs[form].lemma == lemma


def test_regular_forms() -> None:
    assert inflect("announce") == ("announces", "announced", "announcing")
    assert inflect("deny") == ("denies", "denied", "denying")
    assert plural("spokesman") == "spokesmen"


def test_denying_denies_and_planning_is_no_voice() -> None:
    verbs = lexicon().verbs
    assert verbs["denied"].frames["clause"].stance is Stance.DENIED
    assert not verbs["wants"].frames["infinitive"].voice
    assert verbs["says"].frames["clause"].voice
    assert "for" in verbs["called"].particles


def table(**changes: Any) -> dict[str, Any]:
    group = {"class": "say", "takes": ["clause"], "voice": True, "words": ["say"], **changes}
    lists = ("people", "women", "men", "bodies", "texts", "evidence", "hearers", "outlets", "labels")
    return {"verbs": [group], "sources": {name: [] for name in lists}}


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"takes": ["sentence"]}, "takes"),
        ({"stance": "certain"}, "stance"),
        ({"words": "say"}, "words"),
    ],
)
def test_a_wrong_table_is_named_by_file_and_key(changes: dict[str, Any], named: str) -> None:
    with pytest.raises(KnowledgeError, match=rf"speech.toml: verbs 1 \(say\)\.{named}"):
        read(table(**changes))


def test_a_missing_list_is_named() -> None:
    broken = table()
    del broken["sources"]["people"]
    with pytest.raises(KnowledgeError, match=r"speech.toml: sources\.people"):
        read(broken)
