"""Is a name that of an administrative unit, and what is it without the word that says so?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from outskirts import knowledge
from outskirts.detect.gazetteer.folding import fold
from outskirts.errors import KnowledgeError

_KINDS = {
    "region": frozenset(("region", "district", "area", "country")),
    "district": frozenset(("district", "municipality", "region", "quarter", "area")),
}


@dataclass(frozen=True, slots=True)
class UnitWords:
    """``after`` maps a folded unit word to the kinds that it may stand for."""

    after: dict[str, frozenset[str]]
    before: tuple[str, ...]
    endings: tuple[str, ...]


@lru_cache(maxsize=1)
def words() -> UnitWords:
    """From ``places/units.toml``. Raises KnowledgeError."""
    table = knowledge.load("places/units.toml").get("words", {})
    for field in ("region", "district", "before", "adjective_endings"):
        if not isinstance(table.get(field), list) or not all(isinstance(word, str) for word in table[field]):
            raise KnowledgeError(f"places/units.toml: words.{field} is no list of words", "give a list of strings")
    after = {fold(word): _KINDS[kind] for kind in ("district", "region") for word in table[kind]}
    return UnitWords(after, tuple(fold(word) + " " for word in table["before"]), tuple(table["adjective_endings"]))


def split_unit(folded: str) -> tuple[str, frozenset[str]]:
    """The folded name without its unit word and the kinds that the word allows; ("", none) where it has no such word.

    ``split_unit("helmand province") == ("helmand", {"region", ...})``
    """
    known = words()
    head, _, tail = folded.rpartition(" ")
    if head and tail in known.after:
        inner, _, middle = head.rpartition(" ")
        if inner and f"{middle} {tail}" in known.after:
            return inner, known.after[f"{middle} {tail}"]
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


def adjective_stems(folded: str) -> tuple[str, ...]:
    """What an adjective may be made from: ``kharkivska`` -> ``kharkiv``; ``kurskaya`` -> ``kur``, ``kursk``."""
    stems = []
    for ending in words().endings:
        if folded.endswith(ending) and len(folded) - len(ending) >= 3:
            stems.append(folded[: -len(ending)])
            stems.append(folded[: -len(ending)] + ending[: 3 if ending[0] in "tц" else 2].rstrip("aeyауи"))
    return tuple(dict.fromkeys(stems))
