"""What kind of source is an outlet or body, whose is it, and how far is it trusted before it has a record?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from outskirts import knowledge
from outskirts.detect.parties.conflicts import bad, known_keys, rows, string, strings

FILE = "outlets.toml"
KINDS = frozenset(
    {"agency", "press", "broadcaster", "state", "ministry", "monitor", "analyst", "blogger", "local", "sample"}
)
GRADES = frozenset("ABCDEF")


@dataclass(frozen=True, slots=True)
class Outlet:
    """``grade`` is the Admiralty letter, A (completely reliable) to F (cannot be judged); ``side`` a code or None."""

    name: str
    kind: str
    grade: str
    side: str | None = None
    aliases: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def load_outlets() -> tuple[Outlet, ...]:
    """The bundled outlets. Raises KnowledgeError."""
    return outlets(knowledge.load(FILE), FILE)


def outlets(table: Mapping[str, Any], where: str) -> tuple[Outlet, ...]:
    known_keys(table, frozenset({"about", "outlet"}), where, "")
    return tuple(outlet(row, where, f"outlet[{n}].") for n, row in enumerate(rows(table, "outlet", where)))


def outlet(row: Mapping[str, Any], where: str, at: str) -> Outlet:
    known_keys(row, frozenset({"name", "kind", "grade", "side", "aliases"}), where, at)
    kind, grade = string(row, "kind", where, at), string(row, "grade", where, at)
    if kind not in KINDS:
        bad(where, f"{at}kind", f"{kind!r} is none of {', '.join(sorted(KINDS))}")
    if grade not in GRADES:
        bad(where, f"{at}grade", f"{grade!r} is no Admiralty letter A to F")
    side = string(row, "side", where, at) if "side" in row else None
    return Outlet(string(row, "name", where, at), kind, grade, side, strings(row, "aliases", where, at))


@lru_cache(maxsize=1)
def by_name() -> dict[str, Outlet]:
    """Outlets by name and alias, in lower case."""
    return {name.lower(): one for one in load_outlets() for name in (one.name, *one.aliases)}


def outlet_of(name: str) -> Outlet | None:
    """The outlet of that name or alias, without regard to case or a leading "the"."""
    low = name.strip().lower().removeprefix("the ")
    return by_name().get(low)
