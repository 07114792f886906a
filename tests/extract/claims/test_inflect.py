"""Forms of cue words, as printed."""

from __future__ import annotations

import pytest

from outskirts.extract.inflect import noun_forms, verb_forms


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("seize", {"seize", "seizes", "seizing", "seized"}),
        ("repel", {"repels", "repelling", "repelled"}),
        ("carry", {"carries", "carrying", "carried"}),
        ("withdraw", {"withdraws", "withdrawing", "withdrew", "withdrawn"}),
        ("flee", {"flees", "fleeing", "fled"}),
        ("level", {"levelled", "leveled", "levelling", "leveling"}),
        ("raid", {"raids", "raiding", "raided"}),
    ],
)
def test_a_verb_takes_its_printed_forms(base: str, forms: set[str]) -> None:
    assert forms <= set(verb_forms(base))


def test_regular_verbs_do_not_double_what_english_does_not() -> None:
    assert "raidded" not in verb_forms("raid")
    assert "attackked" not in verb_forms("attack")


def test_a_noun_takes_its_plural() -> None:
    assert noun_forms("casualty") == ("casualty", "casualties")
    assert noun_forms("clash") == ("clash", "clashes")
