"""What are the codes of a happening in ACLED, PLOVER and CAMEO?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from outskirts import knowledge
from outskirts.errors import KnowledgeError
from outskirts.vocabulary import Kind

FILE = "codes.toml"
KEYS = ("type", "sub", "plover", "cameo")


@dataclass(frozen=True, slots=True)
class Codes:
    """ACLED event type and sub-event type, PLOVER event type, CAMEO code; empty where the scheme has none."""

    type: str
    sub: str
    plover: str
    cameo: str


@dataclass(frozen=True, slots=True)
class Book:
    """The table: codes by kind, those of a capture by the ground's own authority, and the words that tell of deaths."""

    kinds: Mapping[Kind, Codes]
    regained: str
    deaths: tuple[str, ...]

    def codes(self, kind: Kind, by_home: bool = False) -> Codes:
        """``by_home``: whether the side that does it is the recognised authority of the ground."""
        found = self.kinds[kind]
        if kind == Kind.CAPTURE and by_home:
            return Codes(found.type, self.regained, found.plover, found.cameo)
        return found

    def deadly(self, trigger: str) -> bool:
        """Whether the words of a trigger tell of people killed."""
        return trigger.casefold().startswith(self.deaths)


@lru_cache(maxsize=1)
def load() -> Book:
    """The table of the package. Raises KnowledgeError."""
    return parse(knowledge.load(FILE), FILE)


def parse(table: Mapping[str, Any], where: str) -> Book:
    """The table from parsed TOML; ``where`` names it in errors."""
    rows = table.get("kind", {})
    for kind in Kind:
        for key in KEYS:
            if not isinstance(rows.get(str(kind), {}).get(key), str):
                raise KnowledgeError(f"{where}: kind.{kind}.{key}: is missing", "every kind needs it (it may be empty)")
    for name in rows:
        if name not in tuple(Kind):
            raise KnowledgeError(f"{where}: kind.{name}: no such kind", f"choose one of {', '.join(Kind)}")
    kinds = {kind: Codes(*(rows[str(kind)][key] for key in KEYS)) for kind in Kind}
    deaths = tuple(str(word).casefold() for word in table.get("deaths", {}).get("begin", ()))
    return Book(kinds, str(rows["capture"].get("sub_home", rows["capture"]["sub"])), deaths)
