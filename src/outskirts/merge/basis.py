"""On whose word does a status rest?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from outskirts.merge.columns import Flags, Floats, Ints
from outskirts.merge.estimate import Prepared
from outskirts.merge.voices import Interest
from outskirts.vocabulary import Basis

FOR = 0.8  # a claim speaks for a state where it is so likely there, relative to the state where it is likeliest
AGAINST = 0.35  # and against it where no likelier than this
SLACK = 10  # days by which a word may come before the stretch that rests on it
BEFORE = 3  # days by which a denial may come before the claim that it denies


@dataclass(frozen=True, slots=True)
class Words:
    """What the witnesses say, one entry a claim: ``likely`` (claims, K) relative to the likeliest state, ``side`` the
    number of the voice's side (-1: none)."""

    likely: Floats
    side: Ints

    def speak_for(self, claims: Ints, states: Ints) -> Flags:
        return self.likely[claims, states] >= FOR

    def speak_against(self, claims: Ints, states: Ints) -> Flags:
        return self.likely[claims, states] <= AGAINST


def words(prepared: Prepared) -> Words:
    """The words of all claims."""
    columns, states = prepared.columns, prepared.states
    still = np.einsum("rajj->raj", prepared.table)
    likely = still[prepared.evidence.calm(columns.row), columns.actor]
    numbers = {code: n for n, code in enumerate(columns.sides)}
    side = np.array([numbers.get(voice.side or "", -1) for voice in columns.voices], dtype=np.int64)
    likely = likely / likely.max(axis=1, keepdims=True) if len(columns) else likely.reshape(-1, states)
    return Words(likely, side[columns.voice])


@dataclass(frozen=True, slots=True)
class Runs:
    """Stretches as arrays, sorted by place and day: ``place``, first day ``start``, last day ``end`` (both inclusive
    offsets from the origin), ``state`` (-1: unknown), ``p``."""

    place: Ints
    start: Ints
    end: Ints
    state: Ints
    p: Floats


def grounds(prepared: Prepared, said: Words, runs: Runs) -> tuple[Ints, Ints]:
    """Pairs (run, claim) where a claim with weight falls into a run, or shortly before one that it speaks for."""
    columns = prepared.columns
    claims = np.flatnonzero(prepared.weight > 0)
    offset = columns.day[claims] - prepared.origin
    key = runs.place * 1_000_000 + runs.start
    run = np.searchsorted(key, columns.place[claims] * 1_000_000 + offset, side="right") - 1
    good = (run >= 0) & (runs.place[run] == columns.place[claims]) if len(key) else np.zeros(len(claims), bool)
    claims, run, offset = claims[good], run[good], offset[good]
    following = np.minimum(run + 1, len(key) - 1)
    soon = (following > run) & (runs.place[following] == runs.place[run]) & (runs.start[following] - offset <= SLACK)
    state = np.maximum(runs.state[following], 0)
    early = soon & (runs.state[following] >= 0) & said.speak_for(claims, state)
    return np.concatenate((run, following[early])), np.concatenate((claims, claims[early]))


def bases(prepared: Prepared, said: Words, runs: Runs, run: Ints, claim: Ints) -> tuple[list[Basis], Flags]:
    """The basis of each run, and which of the pairs (run, claim) speak for the run's holder."""
    sides, size = prepared.states - 1, len(runs.state)
    state = runs.state[run]
    support = (state >= 0) & said.speak_for(claim, np.maximum(state, 0))
    side, interest = said.side[claim], prepared.columns.interest[claim]

    def any_of(flag: Flags) -> Flags:
        return np.bincount(run[flag], minlength=size).astype(bool)

    held = state < sides
    enemy = support & (side >= 0) & np.where(held, side != state, interest == Interest.LOSS)
    own = support & (side >= 0) & np.where(held, side == state, interest != Interest.LOSS)
    admitted, claimed, third = any_of(enemy), any_of(own), any_of(support & (side < 0))
    fought = runs.state == sides
    both = fought & (sum(any_of(support & (side == n)).astype(int) for n in range(sides)) >= 2)
    denied = disputed(prepared, said, size, run, claim)
    # Only a word on who holds the place settles who does; that it was shelled, or an attack beaten off, does not.
    says_who = np.array([row.spreads for row in prepared.evidence.rows])[prepared.columns.row][claim]
    settled = any_of(support & (says_who | ~held) & (side < 0))
    untouched = np.bincount(run, minlength=size) == 0
    first = np.append(True, runs.place[1:] != runs.place[:-1]) if size else untouched
    found = np.select(
        [denied & ~settled & ~(admitted & ~fought), runs.state < 0, both, admitted, third, claimed, first & untouched],
        [1, 0, 2, 3, 4, 5, 6],
        7,
    )
    # A stretch in which only words against its holder, or none for it, fell rests on what was before.
    names = (
        Basis.NONE, Basis.DENIED, Basis.BOTH_SIDES, Basis.ADMITTED, Basis.THIRD_PARTY, Basis.CLAIMED, Basis.INITIAL,
    )  # fmt: skip
    return [
        names[n] if n < len(names) else (Basis.INITIAL if first[k] else Basis.NONE) for k, n in enumerate(found)
    ], support


def disputed(prepared: Prepared, said: Words, size: int, run: Ints, claim: Ints) -> Flags:
    """Runs in which a side claims the place and another denies it then or after."""
    day, side = prepared.columns.day[claim], said.side[claim]
    gain = prepared.columns.interest[claim] == Interest.GAIN
    found = np.zeros(size, dtype=bool)
    for n in range(prepared.states - 1):
        state = np.full(len(claim), n)
        claims = gain & (side == n) & said.speak_for(claim, state)
        denies = (side >= 0) & (side != n) & said.speak_against(claim, state)
        first, last = np.full(size, np.iinfo(np.int64).max), np.full(size, -1)
        np.minimum.at(first, run[claims], day[claims] - BEFORE)
        np.maximum.at(last, run[denies], day[denies])
        found |= last >= first
    return found
