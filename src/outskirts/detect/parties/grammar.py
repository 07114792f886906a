"""Which words decide the side of a phrase, whatever the war? The tables of ``parties.toml`` as sets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from outskirts import knowledge
from outskirts.detect.parties.conflicts import bad, known_keys, rows, side, strings, subtable
from outskirts.detect.parties.index import Entry, Rank, entries_of_side
from outskirts.vocabulary import Side

FILE = "parties.toml"
WORDS = (
    "civilians", "bystanders", "offices", "bare", "weak", "void", "against", "belonging", "lying", "relating",
    "state_forces", "state_troops", "rebel_troops", "foes", "own", "fighting",
)  # fmt: skip
NEUTRAL = (
    ("states", Rank.ADJECTIVE),
    ("adjectives", Rank.ADJECTIVE),
    ("seats", Rank.ADJECTIVE),
    ("bodies", Rank.PROPER),
    ("officials", Rank.PROPER),
)


@dataclass(frozen=True, slots=True)
class Grammar:
    """Lower-case word sets (see the comments in ``parties.toml``), the parties of every war, names without a side."""

    civilians: frozenset[str]
    bystanders: frozenset[str]
    offices: frozenset[str]
    bare: frozenset[str]
    weak: frozenset[str]
    void: frozenset[str]
    against: frozenset[str]
    belonging: frozenset[str]
    lying: frozenset[str]
    relating: frozenset[str]
    state_forces: frozenset[str]
    state_troops: frozenset[str]
    rebel_troops: frozenset[str]
    foes: frozenset[str]
    own: frozenset[str]
    fighting: frozenset[str]
    parties: tuple[Side, ...]
    listed: tuple[tuple[str, Entry], ...]

    @property
    def breaks(self) -> frozenset[str]:
        return self.belonging | self.lying | self.relating


@lru_cache(maxsize=1)
def load_grammar() -> Grammar:
    """The bundled table. Raises KnowledgeError."""
    return grammar(knowledge.load(FILE), FILE)


def grammar(table: Mapping[str, Any], where: str) -> Grammar:
    known_keys(table, frozenset({"about", "party", "neutral", "words"}), where, "")
    lists = subtable(table, "words", where)
    known_keys(lists, frozenset(WORDS), where, "words.")
    sets = {key: frozenset(word.lower() for word in strings(lists, key, where, "words.")) for key in WORDS}
    for key, content in sets.items():
        if not content:
            bad(where, f"words.{key}", "the list is empty")
    parties = tuple(side(row, where, f"party[{n}].", False) for n, row in enumerate(rows(table, "party", where)))
    listed = [pair for party in parties for pair in entries_of_side(party, "")]
    listed.extend(neutral(subtable(table, "neutral", where), where))
    return Grammar(**sets, parties=parties, listed=tuple(listed))


def neutral(table: Mapping[str, Any], where: str) -> Iterator[tuple[str, Entry]]:
    known_keys(table, frozenset(key for key, _ in NEUTRAL), where, "neutral.")
    for key, rank in NEUTRAL:
        entry = Entry(None, rank, key, state=rank is Rank.ADJECTIVE)
        for text in strings(table, key, where, "neutral."):
            yield text, entry
