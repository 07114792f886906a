"""Which words around a name tell what it is, how a happening lies to it, and what points back to it?

The lists are data: ``place_cues.toml``, ``given_names.toml`` and ``place_like_words.toml`` of the knowledge folder.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from outskirts import knowledge
from outskirts.errors import KnowledgeError
from outskirts.vocabulary import Bearing, Relation

Words = frozenset[str]

CUES = "place_cues.toml"
KIND_WORDS = (
    "region",
    "district",
    "settlement",
    "quarter",
    "river",
    "lake",
    "sea",
    "mountain",
    "area",
    "site",
    "country",
)
# Gazetteer kinds that a kind word can mean: a "municipality" is listed as a settlement here and as a district there.
KINDS: dict[str, Words] = {
    "region": frozenset({"region"}),
    "district": frozenset({"district", "municipality"}),
    "settlement": frozenset({"settlement", "municipality"}),
    "quarter": frozenset({"quarter", "settlement", "site", "district"}),
    "river": frozenset({"river"}),
    "lake": frozenset({"lake"}),
    "sea": frozenset({"sea"}),
    "mountain": frozenset({"mountain"}),
    "area": frozenset({"area", "region"}),
    "site": frozenset({"site", "road"}),
    "country": frozenset({"country"}),
}


@dataclass(frozen=True, slots=True)
class PlaceCues:
    """All word lists, in lower case, except names and abbreviations."""

    prepositions: dict[str, Relation]
    pairs: dict[tuple[str, str], Relation]
    towards_before_on: Words
    takes_place: Words
    takes_only_place: Words
    of_place: Words
    locative: Words
    strong: Words
    determiners: Words
    modifier_ends: tuple[str, ...]
    lengths: Words
    nouns: dict[str, Relation]
    transparent: Words
    bearings: dict[str, Bearing]
    part_adjectives: Words
    after: dict[str, Relation]
    kinds: dict[str, Words]
    plurals: dict[str, str]
    joined: Words
    kind_before: Words
    after_comma: dict[str, str]
    anywhere: dict[str, str]
    postal: dict[str, str]
    countries: dict[str, str]
    titles: Words
    roles: Words
    suffixes: Words
    speech: Words
    org_whole: Words
    org_local: Words
    units: Words
    org_of: Words
    water: Words
    streets: Words
    plain: Words
    stop: Words
    little: Words
    stop_phrases: Words
    phrase_heads: Words
    demonyms: dict[str, str]
    actor_verbs: Words
    actor_after: Words
    sizes: dict[str, tuple[int, int]]
    back: dict[str, Words]
    back_parts: Words
    back_adjectives: Words
    back_adjective_ends: tuple[str, ...]
    dotted: Words
    possessive: Words
    given_names: Words
    english: Words


@lru_cache(maxsize=1)
def load() -> PlaceCues:
    """The package's lists. Raises KnowledgeError that names the file and the key."""
    names = knowledge.load("given_names.toml")
    english = knowledge.load("place_like_words.toml")
    return read(
        knowledge.load(CUES),
        _words(names, "list", "census", file="given_names.toml")
        | _words(names, "list", "others", file="given_names.toml"),
        _words(english, "list", "words", file="place_like_words.toml"),
    )


def read(table: dict[str, Any], given_names: Words = frozenset(), english: Words = frozenset()) -> PlaceCues:
    """The lists of one table of ``place_cues.toml``. Raises KnowledgeError."""
    return PlaceCues(
        prepositions={word: relation for relation in ("in", "near", "towards", "from", "along", "between")
                      for relation, word in _labelled(table, "relation", relation)},
        pairs={(pair[0], pair[1]): _relation(value, f"relation.pairs.{key}")
               for key, value in _mapping(table, "relation", "pairs").items() if len(pair := key.split()) == 2},
        towards_before_on=_words(table, "relation", "towards_before_on"),
        takes_place=_words(table, "relation", "takes_place"),
        takes_only_place=_words(table, "relation", "takes_only_place"),
        of_place=_words(table, "relation", "of_place"),
        locative=_words(table, "relation", "locative"),
        strong=_words(table, "relation", "strong"),
        determiners=_words(table, "relation", "determiners"),
        modifier_ends=tuple(sorted(_words(table, "relation", "modifier_ends"))),
        lengths=_words(table, "relation", "lengths"),
        nouns={word: relation for name in ("outskirts", "part", "near", "towards")
               for relation, word in _labelled(table, "noun", name)},
        transparent=_words(table, "noun", "transparent"),
        bearings={word: bearing for bearing in Bearing for word in _words(table, "direction", bearing.value)},
        part_adjectives=_words(table, "direction", "part"),
        after={word: relation for name in ("towards", "near", "outskirts", "part", "between")
               for relation, word in _labelled(table, "after", name)},
        kinds=_kinds(table),
        plurals=_mapping(table, "kind", "plural"),
        joined=_words(table, "kind", "joined"),
        kind_before=_words(table, "kind", "before"),
        after_comma=_mapping(table, "name", "after_comma"),
        anywhere=_mapping(table, "name", "anywhere"),
        postal=_mapping(table, "name", "postal"),
        countries=_mapping(table, "name", "countries"),
        titles=_words(table, "person", "titles"),
        roles=_words(table, "person", "roles"),
        suffixes=_words(table, "person", "suffixes"),
        speech=_words(table, "person", "speech"),
        org_whole=_words(table, "organisation", "whole"),
        org_local=_words(table, "organisation", "local"),
        units=_words(table, "organisation", "units"),
        org_of=_words(table, "organisation", "of"),
        water=_words(table, "water", "words"),
        streets=_words(table, "organisation", "streets"),
        plain=_words(table, "organisation", "plain"),
        stop=_words(table, "not_place", "stop") | _words(table, "not_place", "nouns"),
        little=_words(table, "not_place", "stop") | _words(table, "relation", "locative"),
        stop_phrases=_phrases(table, "not_place", "phrases"),
        phrase_heads=frozenset(phrase.split()[0] for phrase in _phrases(table, "not_place", "phrases")) | frozenset(
            word.partition("-")[0] for code in _section(table, "demonym") for word in _words(table, "demonym", code)
        ),
        demonyms={word: code for code in _section(table, "demonym") for word in _words(table, "demonym", code)},
        actor_verbs=_words(table, "actor", "verbs") | _words(table, "person", "speech"),
        actor_after=_words(table, "actor", "after"),
        sizes=_sizes(table),
        back={word: KINDS.get(name, frozenset()) for name in (*_BACK, "any") for word in _words(table, "back", name)},
        back_parts=_words(table, "back", "parts"),
        back_adjectives=_words(table, "back", "adjectives"),
        back_adjective_ends=tuple(sorted(_words(table, "back", "adjective_ends"))),
        dotted=_words(table, "name", "dotted"),
        possessive=_words(table, "name", "possessive"),
        given_names=given_names,
        english=english,
    )  # fmt: skip


_BACK = ("settlement", "region", "district", "country", "area", "river")


def _section(table: dict[str, Any], section: str, file: str = CUES) -> dict[str, Any]:
    value = table.get(section)
    if not isinstance(value, dict):
        raise KnowledgeError(f"{file}: no table [{section}]", f"add [{section}]")
    return value


def _words(table: dict[str, Any], section: str, key: str, file: str = CUES) -> Words:
    value = _section(table, section, file).get(key)
    if not isinstance(value, str) or not value.strip():
        raise KnowledgeError(f"{file}: {section}.{key} is not a text of words", f'write {key} = """word word …"""')
    return frozenset(value.split())


def _phrases(table: dict[str, Any], section: str, key: str) -> Words:
    value = _section(table, section).get(key)
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise KnowledgeError(f"{CUES}: {section}.{key} is not a list of texts", f'write {key} = ["…", "…"]')
    return frozenset(value)


def _mapping(table: dict[str, Any], section: str, key: str) -> dict[str, str]:
    value = _section(table, section).get(key)
    if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
        raise KnowledgeError(f"{CUES}: {section}.{key} is not a table of texts", f'write {key} = {{ "a" = "b" }}')
    return value


def _relation(value: str, key: str) -> Relation:
    try:
        return Relation(value)
    except ValueError as error:
        raise KnowledgeError(f"{CUES}: {key}: no relation {value!r}", f"one of {', '.join(Relation)}") from error


def _labelled(table: dict[str, Any], section: str, key: str) -> list[tuple[Relation, str]]:
    relation = _relation(key, f"{section}.{key}")
    return [(relation, word) for word in sorted(_words(table, section, key))]


def _sizes(table: dict[str, Any]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for word, value in _section(table, "people").items():
        if not (isinstance(value, list) and len(value) == 2 and all(isinstance(n, int) for n in value)):
            raise KnowledgeError(f"{CUES}: people.{word} is not [least, most]", "write two whole numbers")
        found[word] = (value[0], value[1])
    return found


def _kinds(table: dict[str, Any]) -> dict[str, Words]:
    found: dict[str, Words] = {}
    for name in KIND_WORDS:
        for word in _words(table, "kind", name):
            found[word] = found.get(word, frozenset()) | KINDS[name]
    return found
