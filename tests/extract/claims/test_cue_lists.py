"""The cue lists say what is wrong with an entry, and rank the more specific sense first."""

from __future__ import annotations

import pytest

from outskirts.errors import KnowledgeError
from outskirts.extract.claims.cues import cues, kind_of, noun_classes, parse
from outskirts.vocabulary import Kind


def test_an_entry_holds_word_particle_and_conditions() -> None:
    words, sense = parse("pull out >ground|? !deal,accord", Kind.WITHDRAW, noun_classes())
    assert words == ("pull", "out")
    assert sense.words == ("out",)
    assert sense.objects == {"ground"}
    assert sense.object_optional
    assert sense.not_near == {"deal", "accord"}


def test_a_noun_of_several_words_is_indexed_by_its_last() -> None:
    words, sense = parse("car bomb", Kind.BLAST, noun_classes(), noun=True)
    assert words[-1] == "bomb"
    assert sense.words == ("car",)


def test_an_unknown_class_is_named() -> None:
    with pytest.raises(KnowledgeError, match="grond"):
        parse("seize >grond", Kind.CAPTURE, noun_classes())


def test_an_entry_without_a_word_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="no word"):
        parse(">ground", Kind.CAPTURE, noun_classes())


def test_an_unknown_kind_is_named() -> None:
    with pytest.raises(KnowledgeError, match="captur"):
        kind_of("captur")


def test_specific_senses_come_before_general_ones() -> None:
    for senses in (*cues().verbs.values(), *cues().nouns.values()):
        weights = [sense.weight for sense in senses]
        assert weights == sorted(weights, reverse=True)


def test_every_kind_but_the_silent_ones_has_cues() -> None:
    kinds = {s.kind for table in (cues().verbs, cues().nouns) for senses in table.values() for s in senses}
    assert set(Kind) - {Kind.NO_COMMENT, Kind.UNVERIFIED} <= kinds
