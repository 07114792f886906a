"""Phrases and sentences with the kind of source that speaks in them."""

from __future__ import annotations

import pytest

from outskirts.clean.parse import Parser
from outskirts.clean.sentences import sentences
from outskirts.errors import KnowledgeError
from outskirts.extract.attribution import hear
from outskirts.extract.attribution.lexicon import lexicon, read_roles
from outskirts.extract.attribution.roles import names, of_name, of_phrase
from outskirts.vocabulary import Side

SIDES = (
    Side(
        "ARD",
        "Ardenia",
        state=True,
        names=("Ardenia", "Ardenian army"),
        seats=("Port Arden",),
        officials=("Joan Vale",),
    ),
    Side("HLF", "Hill Front", names=("HLF", "Hill Front"), outlets=("Hill Radio",)),
)

PHRASES = [
    ("spokesman for the 24th Brigade", "military"),
    ("army's press service", "military"),
    ("spokesperson for the health ministry", "official"),
    ("local officials", "official"),
    ("military administration", "official"),
    ("police chief of Goma", "official"),
    ("former head of the armed forces", "military"),
    ("rebel leader", "military"),
    ("war bloggers", "blogger"),
    ("monitoring group", "analyst"),
    ("UN official", "organisation"),
    ("aid workers in Tawila", "organisation"),
    ("two witnesses", "witness"),
    ("residents of Aleppo", "resident"),
    ("state television", "outlet"),
    ("local news agency", "outlet"),
    ("military source", "military"),
    ("source", "unknown"),
    ("hillside", None),
]


@pytest.mark.parametrize(("phrase", "role"), PHRASES)
def test_a_phrase_tells_its_kind_by_its_noun(phrase: str, role: str | None) -> None:
    assert of_phrase(phrase, lexicon()) == role


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Ardenia", "official"),
        ("Ardenian army", "military"),
        ("Port Arden", "official"),
        ("Joan Vale", "official"),
        ("HLF", "military"),
        ("Hill Radio", "outlet"),
        ("Reuters", "outlet"),
        ("United Nations", "organisation"),
    ],
)
def test_names_of_parties_and_outlets_have_their_kind(name: str, role: str) -> None:
    assert of_name(name, names(SIDES), lexicon()) == role


SPEAKERS = [
    ("General Ivan Petrov said the line held.", ["military"]),
    (
        "Vasyl Koval, the governor of the region, said the road was cut. Koval said help was near.",
        ["official", "official"],
    ),
    ("The mayor, Amina Yusuf, said the bridge fell. “It was mined,” she added.", ["official", "official"]),
    ("Governor Omar Haidar left the city on Friday. On Sunday, Haidar said that the port was open.", ["official"]),
    ("Footage shows that soldiers entered the village.", ["unknown"]),
    ("The road was closed, a military source told Reuters.", ["military", "outlet"]),
]


@pytest.mark.parametrize(("text", "roles"), SPEAKERS)
def test_speakers_have_their_kind(text: str, roles: list[str]) -> None:
    found = hear(Parser().parse(sentences(text)), text).attributions
    assert [speaker.role for one in found for speaker in one.speakers] == roles


def test_an_unknown_kind_is_named() -> None:
    with pytest.raises(KnowledgeError, match="wizard"):
        read_roles({"wizard": ["merlin"]}, "roles")
