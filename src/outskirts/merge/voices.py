"""Whose word is it, of what kind is the voice, and how far is such a voice believed to begin with?

Priors stand in ``knowledge/reliability.toml``. A voice is the first speaker of a claim or, where it names none, the
outlet that printed it. All who speak for one side's state or army are of one ``chorus``: they say the same things.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache
from typing import Any

from outskirts import knowledge
from outskirts.errors import KnowledgeError
from outskirts.vocabulary import Conflict, Side, Speaker

FILE = "reliability.toml"
SIDED = {
    "military": "military",
    "official": "official",
    "outlet": "agency",
    "organisation": "official",
    "unknown": "official",
}
CHORUS = frozenset({"military", "official", "agency"})


class Interest(IntEnum):
    """Who is the better for a claim being believed, as seen from its voice."""

    GAIN = 0
    NEUTRAL = 1
    LOSS = 2


@dataclass(frozen=True, slots=True)
class Prior:
    """How far a kind of voice is believed before its words are checked: one share for each Interest, worth ``strength``
    checked words."""

    shares: tuple[float, float, float]
    strength: float
    says: str


@dataclass(frozen=True, slots=True)
class Priors:
    """The file, checked."""

    kinds: Mapping[str, Prior]
    source_grades: Mapping[str, float]
    claim_grades: Mapping[int, float]
    known: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Voice:
    """``key`` tells voices apart, ``chorus`` those whose words count as one; ``side`` is a belligerent's code or
    None."""

    key: str
    name: str
    kind: str
    side: str | None
    chorus: str


@dataclass(slots=True)
class Voices:
    """Finds the voice of a claim. Remembers what it has found; knows the sides of one conflict."""

    conflict: Conflict
    priors: Priors
    outlets: dict[str, str] = field(default_factory=dict)
    officials: set[str] = field(default_factory=set)
    found: dict[tuple[str, str | None, str], Voice] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.officials = {name.casefold() for side in belligerents(self.conflict) for name in side.officials}
        self.outlets = {plain(name): side.code for side in belligerents(self.conflict) for name in side.outlets}

    def of(self, speakers: tuple[Speaker, ...], outlet: str) -> Voice:
        if speakers:
            first = speakers[0]
            key = (first.name, first.side, first.role)
        else:
            key = (outlet, None, "")
        voice = self.found.get(key)
        if voice is None:
            voice = self.found[key] = self.named(*key) if speakers else self.printed(outlet)
        return voice

    def named(self, name: str, side: str | None, role: str) -> Voice:
        words = " ".join(name.casefold().removeprefix("the ").split())
        sided = side if any(side == one.code for one in belligerents(self.conflict)) else None
        if sided is None and plain(name) in self.outlets:
            sided, role = self.outlets[plain(name)], "outlet"
        if sided and role in ("person", "unknown") and words in self.officials:
            role = "official"
        kind = self.priors.known.get(words) or (SIDED.get(role, role) if sided else role)
        if kind not in self.priors.kinds:
            kind = "organisation" if kind in ("official", "military") else "unknown"
        if sided is None and kind in CHORUS:
            kind = "organisation"
        if kind == "outlet":
            return Voice(f"outlet:{plain(name)}", name, kind, None, f"outlet:{plain(name)}")
        return Voice(f"{sided or ''}:{words}", name, kind, sided, chorus(sided, kind, words))

    def printed(self, outlet: str) -> Voice:
        side = self.outlets.get(plain(outlet))
        if side is not None:
            return self.named(outlet, side, "outlet")
        return Voice(f"outlet:{plain(outlet)}", outlet or "the report", "outlet", None, f"outlet:{plain(outlet)}")


def chorus(side: str | None, kind: str, words: str) -> str:
    return f"side:{side}" if side and kind in CHORUS else f"{side or ''}:{words}"


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """The name of an outlet without address trimmings: "www.tass.com" and "TASS" are one."""
    name = re.sub(r"^(https?://)?(www\.|edition\.|en\.)?", "", name.casefold())
    name = re.sub(r"\.(com|org|net|info|co\.uk|[a-z]{2})(/.*)?$", "", name)
    return re.sub(r"\W+", "", name)


def belligerents(conflict: Conflict) -> tuple[Side, ...]:
    """The sides that can hold ground: belligerents that are not bounded to a short time (a mutiny)."""
    return tuple(s for s in conflict.sides if s.belligerent and (s.since is None or s.until is None))


@lru_cache(maxsize=1)
def load() -> Priors:
    """The priors of the package. Raises KnowledgeError."""
    return parse(knowledge.load(FILE), FILE)


def parse(table: Mapping[str, Any], where: str) -> Priors:
    """The priors from parsed TOML; ``where`` names the file in errors."""
    try:
        kinds = {name: prior(entry, f"{where}: kind.{name}") for name, entry in table["kind"].items()}
        source = {str(k): float(v) for k, v in table["grade"]["source"].items()}
        claim = {int(k): float(v) for k, v in table["grade"]["claim"].items()}
        known = {name.casefold(): entry["kind"] for entry in table.get("known", ()) for name in entry["names"]}
    except KeyError as error:
        raise KnowledgeError(f"{where}: {error.args[0]}: is missing", "keep the keys of the packaged file") from error
    for name, kind in known.items():
        if kind not in kinds:
            raise KnowledgeError(f"{where}: known: {name}: no kind {kind!r}", f"choose one of {', '.join(kinds)}")
    for need in ("outlet", "unknown", "organisation"):
        if need not in kinds:
            raise KnowledgeError(f"{where}: kind.{need}: is missing", "every file needs it")
    return Priors(kinds, source, claim, known)


def prior(entry: Mapping[str, Any], where: str) -> Prior:
    shares = (float(entry["gain"]), float(entry["neutral"]), float(entry["loss"]))
    if not all(0 < share < 1 for share in shares):
        raise KnowledgeError(f"{where}: {shares} do not all lie in (0, 1)", "give shares")
    return Prior(shares, float(entry["strength"]), str(entry["says"]))
