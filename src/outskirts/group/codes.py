"""What are the codes of a happening in ACLED, PLOVER and CAMEO?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from outskirts import knowledge
from outskirts.errors import KnowledgeError
from outskirts.vocabulary import Kind, Side

FILE = "codes.toml"
KEYS = ("type", "sub", "plover", "cameo")
FORCES = ("home", "state", "other", "civilians")
CIVILIANS = "CIV"


@dataclass(frozen=True, slots=True)
class Codes:
    """ACLED event type and sub-event type, PLOVER event type, CAMEO code; empty where the scheme has none."""

    type: str
    sub: str
    plover: str
    cameo: str


@dataclass(frozen=True, slots=True)
class Book:
    """The table: codes by kind, those of a capture by the ground's own authority, and the words that tell of deaths;
    ACLED's disorder types by event type, its names for kinds of forces, its regions by country."""

    kinds: Mapping[Kind, Codes]
    regained: str
    deaths: tuple[str, ...]
    disorders: Mapping[str, str]
    forces: Mapping[str, str]
    regions: Mapping[str, str]

    def codes(self, kind: Kind, by_home: bool = False) -> Codes:
        """``by_home``: whether the side that does it is the recognised authority of the ground."""
        found = self.kinds[kind]
        if kind == Kind.CAPTURE and by_home:
            return Codes(found.type, self.regained, found.plover, found.cameo)
        return found

    def deadly(self, trigger: str) -> bool:
        """Whether the words of a trigger tell of people killed."""
        return trigger.casefold().startswith(self.deaths)

    def force(self, side: Side | None) -> str:
        """ACLED's name for the kind of force that a side is; empty for none."""
        if side is None:
            return ""
        if side.code == CIVILIANS:
            return self.forces["civilians"]
        return self.forces["home" if side.home else "state" if side.state else "other"]


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
    disorders = {str(type_): str(name) for type_, name in table.get("disorder", {}).items()}
    for type_ in sorted({codes.type for codes in kinds.values()} - {""} - set(disorders)):
        raise KnowledgeError(f"{where}: disorder.{type_!r}: is missing", "every event type needs its disorder type")
    forces = {str(key): str(name) for key, name in table.get("force", {}).items()}
    for key in FORCES:
        if key not in forces:
            raise KnowledgeError(f"{where}: force.{key}: is missing", f"name all of {', '.join(FORCES)}")
    regions = {str(iso): str(name) for name, isos in table.get("region", {}).items() for iso in isos}
    regained = str(rows["capture"].get("sub_home", rows["capture"]["sub"]))
    return Book(kinds, regained, deaths, disorders, forces, regions)
