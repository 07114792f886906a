"""A pipeline that was made fast says the same as the pipeline as it comes."""

from __future__ import annotations

import json
from importlib.resources import files

import numpy as np
import pytest
import spacy
from spacy.language import Language

from outskirts.clean import embedding
from outskirts.clean.loading import Rules, conditions, load, one_thread
from outskirts.clean.parse import DEFAULT_PIPELINE, UNUSED

BUNDLED = (files("outskirts.demo") / "reports.jsonl").read_text(encoding="utf-8")
TEXTS = [json.loads(line)["text"] for line in BUNDLED.splitlines()[::4]]
# Rules that look at two words, words that change their arc, a word met before with another tag.
SINGLE = [
    "There is no way out, and there were none.",
    "It ain't over, y'all said; they won't leave.",
    "Two  spaces\nand a line end.",
    "That the shelling stopped is what they say; shelling that hit us goes on.",
    "",
    "…",
]


@pytest.fixture(scope="module")
def plain() -> Language:
    return spacy.load(DEFAULT_PIPELINE, exclude=list(UNUSED))


@pytest.fixture(scope="module")
def fast() -> tuple[Language, Rules]:
    nlp, rules = load(DEFAULT_PIPELINE, UNUSED)
    assert rules is not None, "the bundled pipeline's rules are understood"
    return nlp, rules


def named(doc: spacy.tokens.Doc) -> list[tuple[object, ...]]:
    return [(t.text, t.tag_, t.dep_, t.head.i, t.pos_, str(t.morph), t.lemma_) for t in doc]


@pytest.mark.parametrize("texts", [TEXTS, SINGLE], ids=["reports", "single"])
def test_rules_that_are_remembered_say_what_the_components_say(
    plain: Language, fast: tuple[Language, Rules], texts: list[str]
) -> None:
    nlp, rules = fast
    expected = [named(doc) for doc in plain.pipe(texts)]
    for _ in range(2):
        with one_thread()():
            parsed = list(nlp.pipe(texts))
        assert [named(doc) for doc in rules.apply(parsed)] == expected


def test_vectors_of_words_that_are_remembered_are_those_that_are_computed(
    plain: Language, fast: tuple[Language, Rules], monkeypatch: pytest.MonkeyPatch
) -> None:
    nlp, _ = fast
    docs = list(plain.pipe([*TEXTS, *SINGLE]))
    computed = [doc.tensor for doc in docs if len(doc)]
    for most in (embedding.MOST, 200, 3):
        monkeypatch.setattr(embedding, "MOST", most)
        layer = nlp.get_pipe("tok2vec").model.layers[0]
        assert layer.name == "remembered", "the bundled pipeline's first layers are understood"
        found = [doc.tensor for doc in nlp.pipe([*TEXTS, *SINGLE]) if len(doc)]
        assert all(np.allclose(one, other, atol=1e-4) for one, other in zip(computed, found, strict=True))


def test_words_beyond_the_most_that_are_kept_are_asked_for_again(
    plain: Language, fast: tuple[Language, Rules], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("outskirts.clean.loading.MOST", 3)
    nlp, rules = fast
    for text in TEXTS[:3]:
        assert named(rules.apply([nlp(text)])[0]) == named(plain(text))


@pytest.mark.parametrize(
    "pattern",
    [
        [{"LOWER": "a"}, {"LOWER": "b"}, {"LOWER": "c"}],
        [{"LOWER": "a", "OP": "+"}],
        [{"DEP": {"REGEX": "^a"}}],
        [{"SHAPE": "Xx"}],
        [{"TAG": "IN"}, {"TAG": "DT"}],
    ],
)
def test_rules_of_another_kind_are_left_to_the_pipeline(pattern: list[dict[str, object]]) -> None:
    assert conditions([{"patterns": [pattern]}], len) is None


def test_words_that_no_rule_speaks_of_are_told_apart_from_those_that_one_does() -> None:
    told = conditions(
        [{"patterns": [[{"LOWER": {"IN": ["Well"]}}], [{"LOWER": {"REGEX": "^n.t$"}, "TAG": "RB"}]]}], len
    )
    assert told is not None
    assert [word for word in ("WELL", "n’t", " ", "wells", "can") if told[2].tell(word)] == ["WELL", "n’t", " "]


def test_of_rules_that_ask_for_words_in_ways_not_understood_every_word_is_asked_about() -> None:
    told = conditions([{"patterns": [[{"LOWER": {"FUZZY": "well"}}]]}], len)
    assert told is not None
    assert told[2].tell("can")
