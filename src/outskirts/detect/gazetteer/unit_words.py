"""Is a name that of an administrative unit, and what is it without the word that says so?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from outskirts import knowledge
from outskirts.detect.gazetteer.folding import fold
from outskirts.errors import KnowledgeError

_KINDS = {
    "settlement": frozenset(("settlement", "quarter")),
    "region": frozenset(("region", "district", "area", "country")),
    "district": frozenset(("district", "municipality", "region", "quarter", "area")),
}

_LEFT_OUT = frozenset(("oblast", "province", "governorate", "krai", "kray", "prefecture", "voivodeship", "department"))
_DIRECTIONS = frozenset(("north", "south", "east", "west", "northern", "southern", "eastern", "western", "central"))


@dataclass(frozen=True, slots=True)
class UnitWords:
    """``after`` maps a folded unit word to the kinds that it may stand for."""

    after: dict[str, frozenset[str]]
    before: tuple[str, ...]


@lru_cache(maxsize=1)
def words() -> UnitWords:
    """From ``places/units.toml``. Raises KnowledgeError."""
    table = knowledge.load("places/units.toml").get("words", {})
    for field in (*_KINDS, "before"):
        if not isinstance(table.get(field), list) or not all(isinstance(word, str) for word in table[field]):
            raise KnowledgeError(f"places/units.toml: words.{field} is no list of words", "give a list of strings")
    after: dict[str, frozenset[str]] = {}
    for kind, kinds in _KINDS.items():
        for word in table[kind]:
            after[fold(word)] = after.get(fold(word), frozenset()) | kinds
    return UnitWords(after, tuple(fold(word) + " " for word in table["before"]))


def split_unit(folded: str) -> tuple[str, frozenset[str]]:
    """The folded name without its unit word and the kinds that the word allows; ("", none) where it has no such word.

    ``split_unit("helmand province") == ("helmand", {"region", ...})``
    """
    known = words()
    head, _, tail = folded.rpartition(" ")
    if head:
        inner, _, middle = head.rpartition(" ")
        if inner and f"{middle} {tail}" in known.after:
            return inner, known.after[f"{middle} {tail}"]
        if tail in known.after:
            return head, known.after[tail]
    for prefix in known.before:
        if folded.startswith(prefix) and len(folded) > len(prefix):
            return folded[len(prefix) :], known.after[prefix.split()[0]]
    return "", frozenset()


def core_name(form: str) -> str:
    """The written form without its unit word: ``Kharkiv Oblast`` -> ``Kharkiv``; empty where it has none."""
    head, _, tail = form.rpartition(" ")
    if head and fold(tail) in words().after:
        return head
    folded = fold(form)
    for prefix in words().before:
        if folded.startswith(prefix):
            return form.split(" ", len(prefix.split()))[-1]
    return ""


def bare_name(name: str) -> str:
    """A region's name as it stands beside a town, the same for all regions of a country: ``Kursk Oblast`` -> ``Kursk``.
    ``Northern State`` and the like stay, since the bare name would not tell."""
    head, _, tail = name.rpartition(" ")
    if head and fold(tail) in _LEFT_OUT and fold(head) not in _DIRECTIONS:
        return head
    return name


@lru_cache(maxsize=8192)
def region_keys(name: str) -> frozenset[str]:
    """The name of a region folded, with its unit word and without. Two names mean one region of a country where these
    have one in common: "Red Sea State" is what others call "Red Sea"."""
    folded = fold(name)
    return frozenset((folded, split_unit(folded)[0] or folded))
