"""Word lists by which roles are read: from ``roles.toml``, as sets."""

from __future__ import annotations

from functools import cache
from typing import Any

from outskirts.errors import KnowledgeError
from outskirts.knowledge import load
from outskirts.vocabulary import Kind

FILE = "roles.toml"


@cache
def _table() -> dict[str, Any]:
    return load(FILE)


@cache
def words(name: str) -> frozenset[str]:
    """One list of words. Raises KnowledgeError where the file has none of that name."""
    listed = _table().get("words", {}).get(name)
    if not isinstance(listed, list) or not all(isinstance(word, str) for word in listed):
        raise KnowledgeError(f"{FILE}: words.{name}: not a list of words", 'give it as ["…", "…"]')
    return frozenset(listed)


@cache
def kinds(name: str) -> dict[str, Kind]:
    """One table of words and the kind that each stands for."""
    try:
        return {word: Kind(kind) for word, kind in _table()[name].items()}
    except (KeyError, AttributeError, ValueError) as error:
        raise KnowledgeError(f"{FILE}: {name}: {error}", "give a kind of the claim format for each word") from error
