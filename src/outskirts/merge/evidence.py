"""What does a claim say about who controls its place? The table of ``knowledge/evidence.toml``, read and checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from outskirts import knowledge
from outskirts.errors import KnowledgeError
from outskirts.vocabulary import Claim, Kind, Relation, Stance

FILE = "evidence.toml"
WORD = re.compile(r"[\w'’]+")
Floats = NDArray[np.float64]
Key = tuple[str, str, str, bool]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table; the file explains the fields."""

    kind: str
    gist: str
    says: str
    actor: float
    other: float
    contested: float
    stance: tuple[str, ...] = ("asserted", "possible")
    relation: tuple[str, ...] = tuple(Relation)
    move: float = 0.0
    still: float = 1.0
    certainty: float = 1.0
    gains: str = ""
    again: int = 14
    alone: bool = False
    present: bool = False
    absent: bool = False
    spreads: bool = False

    @property
    def noise(self) -> float:
        """How likely such a claim is from a voice that speaks without regard to the facts: the mean, so that a claim on
        which nothing else is known neither raises nor lowers the belief in its voice."""
        return (self.actor + self.other + self.contested) / 3


@dataclass(frozen=True, slots=True)
class Word:
    """What the word that names a happening tells beyond its kind; the file explains the fields."""

    kind: tuple[str, ...]
    begin: tuple[str, ...]
    actor: str = ""
    certainty: float = 1.0
    move: bool = True
    after: tuple[str, ...] = ()

    def fits(self, claim: Claim) -> bool:
        """Whether the claim's trigger is this word, in its company."""
        trigger = claim.trigger
        if not trigger.text.casefold().startswith(self.begin):
            return False
        return not self.after or not set(self.after).isdisjoint(before(claim))


@dataclass(frozen=True, slots=True)
class Rates:
    """How soon what was true may have changed, a day at the front; the file explains the fields."""

    to_contested: float
    change: float
    settle: float
    floor: float
    news: float
    reach_km: float
    span_days: int
    full: float
    heard: float
    heard_days: int


@dataclass(frozen=True, slots=True)
class Nearby:
    """How far words carry over to places that nobody speaks of; the file explains the fields."""

    reach_km: float
    fade_km: float
    share: float
    region: float


@dataclass(frozen=True, slots=True)
class Method:
    """The numbers of the estimate that are no row's; the file explains the fields."""

    boost: float
    threshold: float
    exported: float
    echo: float
    repeat: float
    copy: float
    initial: float
    initial_unknown: float
    noise: Mapping[str, float]
    stance: Mapping[str, float]
    rates: Rates
    nearby: Nearby


@dataclass(frozen=True, slots=True)
class Evidence:
    """The table: its rows, which of them fits (kind, stance, relation, whether an actor is named), and what words tell.

    Rows come in pairs, of which the second, with the same number plus ``len(rows) // 2``, is no news of a change."""

    rows: tuple[Row, ...]
    index: Mapping[Key, int]
    words: Mapping[str, tuple[Word, ...]]
    method: Method
    tables: dict[tuple[int, float], Floats] = field(default_factory=dict, init=False, compare=False, repr=False)

    def calm(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """The numbers of the same rows taken as no news of a change."""
        half = len(self.rows) // 2
        return rows % half + half

    def row_of(self, claim: Claim, named: bool) -> int:
        """The number of the row that fits the claim, -1 where it says nothing about control."""
        relation = claim.place.relation if claim.place is not None else Relation.IN
        return self.index.get((claim.kind, claim.stance, relation, named), -1)

    def word_of(self, claim: Claim) -> Word | None:
        """What the claim's trigger tells beyond its kind."""
        for word in self.words.get(claim.kind, ()):
            if word.fits(claim):
                return word
        return None

    def likelihoods(self, sides: int) -> Floats:
        """Shape (rows, sides + 1, K, K) with K = sides + 1 states (each side, then contested): how likely a truthful
        voice is to say it of an actor (the last index of axis 1: of no named actor), with the place in state axis 2 the
        day before and in state axis 3 on the day."""
        known = self.tables.get((sides, self.method.boost))
        if known is not None:
            return known
        states = sides + 1
        table = np.empty((len(self.rows), sides + 1, states, states))
        for n, row in enumerate(self.rows):
            for actor in range(sides + 1):
                after = np.full(states, row.other)
                if actor < sides:
                    after[actor] = row.actor
                after[sides] = row.contested
                table[n, actor] = after
                if row.move:
                    best = after >= after.max() - 1e-9
                    news = best[None, :] & ~best[:, None]
                    table[n, actor][news] *= max(1.0, row.move * self.method.boost)
                    table[n, actor][best[None, :] & best[:, None]] *= row.still
        self.tables[sides, self.method.boost] = table
        return table


def before(claim: Claim) -> list[str]:
    """The two words that stand before a claim's trigger in its sentence, small."""
    at = claim.trigger.start - claim.sentence.start
    return WORD.findall(claim.sentence.text[:at].casefold())[-2:] if 0 < at <= len(claim.sentence.text) else []


@lru_cache(maxsize=1)
def load() -> Evidence:
    """The table of the package. Raises KnowledgeError, naming file and key."""
    return parse(knowledge.load(FILE), FILE)


def parse(table: Mapping[str, Any], where: str) -> Evidence:
    """The table from parsed TOML; ``where`` names it in errors."""
    raw = table.get("row")
    if not isinstance(raw, list) or not raw:
        raise KnowledgeError(f"{where}: row: there is none", "give one or more [[row]] tables")
    rows = tuple(row(entry, f"{where}: row[{n}]") for n, entry in enumerate(raw))
    index: dict[Key, int] = {}
    for n, one in enumerate(rows):
        for stance in one.stance:
            for relation in one.relation:
                index.setdefault((one.kind, stance, relation, True), n)
                if one.alone:
                    index.setdefault((one.kind, stance, relation, False), n)
    rows += tuple(replace(one, move=0.0, still=1.0) for one in rows)
    words: dict[str, tuple[Word, ...]] = {}
    for n, entry in enumerate(table.get("word", ())):
        told = word(entry, f"{where}: word[{n}]")
        for kind in told.kind:
            words[kind] = (*words.get(kind, ()), told)
    return Evidence(rows, index, words, method(table.get("method", {}), f"{where}: method"))


def word(entry: Mapping[str, Any], where: str) -> Word:
    known = {one.name for one in fields(Word)}
    for key in entry:
        if key not in known:
            raise KnowledgeError(f"{where}.{key}: no such key", f"known are {', '.join(sorted(known))}")
    if not entry.get("kind") or not entry.get("begin"):
        raise KnowledgeError(f"{where}: kind or begin is missing", "every word needs both")
    for kind in entry["kind"]:
        choose(kind, tuple(Kind), f"{where}.kind")
    choose(entry.get("actor", ""), ("", "home", "not home"), f"{where}.actor")
    given: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    return Word(**given)


def row(entry: Mapping[str, Any], where: str) -> Row:
    known = {one.name for one in fields(Row)}
    for key in entry:
        if key not in known:
            raise KnowledgeError(f"{where}.{key}: no such key", f"known are {', '.join(sorted(known))}")
    for key in ("kind", "gist", "says", "actor", "other", "contested"):
        if key not in entry:
            raise KnowledgeError(f"{where}.{key}: is missing", "every row needs it")
    for key in ("actor", "other", "contested", "certainty", "still"):
        if not 0 < float(entry.get(key, 1.0)) <= 1:
            raise KnowledgeError(f"{where}.{key}: {entry[key]} does not lie in (0, 1]", "give a likelihood")
    if not 0 <= float(entry.get("move", 0.0)) <= 1:
        raise KnowledgeError(f"{where}.move: {entry['move']} does not lie in [0, 1]", "give a share")
    choose(entry["kind"], tuple(Kind), f"{where}.kind")
    choose(entry.get("gains", ""), ("", "actor", "other"), f"{where}.gains")
    for key, closed in (("stance", tuple(Stance)), ("relation", tuple(Relation))):
        for value in entry.get(key, ()):
            choose(value, closed, f"{where}.{key}")
    given: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    return Row(**given)


def choose(value: str, closed: tuple[str, ...], where: str) -> None:
    if value not in closed:
        raise KnowledgeError(f"{where}: {value!r} is not known", f"choose one of {', '.join(map(str, closed))}")


def method(entry: Mapping[str, Any], where: str) -> Method:
    try:
        rates = Rates(**entry["rates"])
        return Method(**{**entry, "rates": rates, "nearby": Nearby(**entry["nearby"])})
    except (KeyError, TypeError) as error:
        raise KnowledgeError(f"{where}: {error}", "keep the keys of the packaged file") from error
