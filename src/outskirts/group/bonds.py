"""Which claims did people say are one, and which apart?

Two things can be one. A **happening**: claims that tell of the same thing, each the word of its own voice. A **word**:
the same word of the same witness, printed twice; it then tells of one happening too. Claims that are of two happenings
are two words as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations


class Sense(StrEnum):
    """In which sense claims are one, or apart."""

    WORD = "word"
    HAPPENING = "happening"


@dataclass(frozen=True, slots=True)
class Said:
    """What a person said of some claims: that they are one, or that they are not, in a sense."""

    one: bool
    sense: Sense
    claim_ids: tuple[str, ...]

    def bears_on(self, sense: Sense) -> bool:
        """One word is one happening; two happenings are two words."""
        return self.sense == sense or (self.one == (self.sense == Sense.WORD))


@dataclass(frozen=True, slots=True)
class Bond:
    """In one sense: ``same`` names for each claim that is one with others the first (by id) of them; ``apart`` holds
    for each claim those that it is not one with."""

    same: Mapping[str, str] = field(default_factory=dict)
    apart: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def parted(self, claim_id: str, others: Iterable[str]) -> bool:
        """Whether the claim is apart from any of the others."""
        found = self.apart.get(claim_id)
        return found is not None and not found.isdisjoint(others)


FREE = Bond()


@dataclass(frozen=True, slots=True)
class Bonds:
    """What people said of claims, in both senses."""

    word: Bond = FREE
    happening: Bond = FREE


UNBOUND = Bonds()


def bonds(said: Iterable[Said]) -> Bonds:
    """``said`` in the order in which it was said: of two claims the last that was said of both holds."""
    held = tuple(said)
    return Bonds(bond(held, Sense.WORD), bond(held, Sense.HAPPENING))


def bond(said: Iterable[Said], sense: Sense) -> Bond:
    pairs: dict[tuple[str, str], bool] = {}
    for one in said:
        if one.bears_on(sense):
            for pair in combinations(sorted(set(one.claim_ids)), 2):
                pairs.pop(pair, None)  # so that pairs stand in the order in which they were last spoken of
                pairs[pair] = one.one
    apart: dict[str, set[str]] = {}
    for (first, second), together in pairs.items():
        if not together:
            apart.setdefault(first, set()).add(second)
            apart.setdefault(second, set()).add(first)
    parted = {id_: frozenset(others) for id_, others in apart.items()}
    joined = join((pair for pair in reversed(pairs) if pairs[pair]), parted)
    return Bond({id_: min(group) for id_, group in joined.items()}, parted)


def join(pairs: Iterable[tuple[str, str]], apart: Mapping[str, frozenset[str]]) -> dict[str, set[str]]:
    """Each claim with all that are one with it, directly or through others; a pair that would bring together what was
    said to be apart is passed over."""
    groups: dict[str, set[str]] = {}
    for first, second in pairs:
        mine, other = groups.get(first, {first}), groups.get(second, {second})
        if mine is other or any(not apart.get(id_, frozenset()).isdisjoint(other) for id_ in mine):
            continue
        both = mine | other
        groups |= dict.fromkeys(both, both)
    return groups
