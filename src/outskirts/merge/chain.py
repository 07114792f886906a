"""What follows for every day from what was heard on some? A hidden-state filter and smoother over days, many places
at once.

States are each side's hold and, last, contested; moves between them are rare and run on the place's own clock (see
:mod:`outskirts.merge.front`). Between days with evidence the moves have a closed form, so that only those days cost
work.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from outskirts.merge.columns import Floats, Ints
from outskirts.merge.evidence import Rates

TINY = 1e-300  # under any probability, so that nothing is divided by nought


@dataclass(frozen=True, slots=True)
class Moves:
    """The moves of K states: ``exp(Q t) = right @ diag(exp(pace t)) @ left``; shapes (K,), (K, K), (K, K)."""

    pace: Floats
    right: Floats
    left: Floats

    def ahead(self, belief: Floats, time: Floats) -> Floats:
        """Beliefs (n, K) carried ``time`` (n,) onwards."""
        grown: Floats = np.maximum(((belief @ self.right) * np.exp(time[:, None] * self.pace)) @ self.left, 0.0)
        return grown

    def back(self, message: Floats, time: Floats) -> Floats:
        """Messages (n, K) from the future carried ``time`` (n,) back."""
        grown: Floats = np.maximum(((message @ self.left.T) * np.exp(time[:, None] * self.pace)) @ self.right.T, 0.0)
        return grown

    def over(self, time: Floats) -> Floats:
        """Shape (n, K, K): chances of moving from state axis 1 to state axis 2 within ``time``."""
        grown = np.exp(time[:, None] * self.pace)[:, None, :] * self.right
        # As one product of two matrices, which is several times as fast as three factors in one sum.
        chances: Floats = np.maximum(grown.reshape(-1, len(self.pace)) @ self.left, 0.0).reshape(grown.shape)
        return chances


def moves(sides: int, rates: Rates) -> Moves:
    """The moves between ``sides`` holds and contested."""
    states = sides + 1
    q = np.full((states, states), rates.change / max(1, sides - 1))
    q[:, sides] = rates.to_contested
    q[sides, :] = rates.settle
    np.fill_diagonal(q, 0.0)
    np.fill_diagonal(q, -q.sum(axis=1))
    pace, right = np.linalg.eig(q)
    return Moves(pace.real, right.real, np.linalg.inv(right).real)


@dataclass(frozen=True, slots=True)
class Steps:
    """Days with evidence, a step each, sorted by place and day. ``start`` (places + 1,) bounds the steps of each
    place; ``gap`` (steps,) is the clock's time from the step before (or the origin) to the eve, ``eve`` that from the
    eve to the day; ``told`` (steps, K, K) how likely what was heard is with one state on the eve and another on the
    day."""

    start: Ints
    gap: Floats
    eve: Floats
    told: Floats


@dataclass(frozen=True, slots=True)
class Paths:
    """Beliefs at every step, shape (steps, K): ``before`` on the eve and ``after`` on the day from what was heard up
    to then; ``message`` on the day and ``early`` on the eve from what was heard later (``early`` with the day's own);
    ``jump`` (steps, K, K) the moves over the day, weighed by what was heard; ``evidence`` (steps,) the log of how
    likely what was heard on each is, given what was heard before."""

    before: Floats
    after: Floats
    message: Floats
    early: Floats
    jump: Floats
    evidence: Floats


def run(moving: Moves, prior: Floats, steps: Steps) -> Paths:
    """Filter and smooth from ``prior`` (places, K) at the origin."""
    jump, quiet = moving.over(steps.eve) * steps.told, moving.over(steps.gap)
    if len(prior) == 1:
        return run_one(prior[0], jump, quiet)
    order, first, levels = side_by_side(steps)
    before, after, evidence = filtered(prior[order], jump, quiet, first, levels)
    message, early = np.ones(before.shape), np.empty(before.shape)
    for level in range(len(levels) - 1, -1, -1):
        at = first[: levels[level]] + level
        if level + 1 < len(levels):
            later = at[: levels[level + 1]] + 1
            message[later - 1] = unit(np.einsum("nij,nj->ni", quiet[later], early[later]))
        early[at] = unit(np.einsum("nij,nj->ni", jump[at], message[at]))
    return Paths(before, after, message, early, jump, evidence)


def likelihood(moving: Moves, prior: Floats, steps: Steps) -> Floats:
    """Shape (steps,): the ``evidence`` of :func:`run`, without what only looking back needs."""
    jump, quiet = moving.over(steps.eve) * steps.told, moving.over(steps.gap)
    order, first, levels = side_by_side(steps)
    return filtered(prior[order], jump, quiet, first, levels)[2]


def side_by_side(steps: Steps) -> tuple[Ints, Ints, list[int]]:
    """Places with most steps first, the first step of each, and how many have a first, a second, … step: so many are
    worked on at once."""
    counts = np.diff(steps.start)
    order = np.argsort(-counts, kind="stable")
    levels = np.searchsorted(-counts[order], -np.arange(1, counts.max(initial=0) + 1), side="right")
    return order, steps.start[:-1][order], [int(n) for n in levels]


def filtered(
    belief: Floats, jump: Floats, quiet: Floats, first: Ints, levels: list[int]
) -> tuple[Floats, Floats, Floats]:
    """``before``, ``after`` and ``evidence`` of :class:`Paths`, from the beliefs at the origin."""
    size, states = len(jump), belief.shape[1]
    before, after, evidence = np.empty((size, states)), np.empty((size, states)), np.empty(size)
    for level, many in enumerate(levels):
        at = first[:many] + level
        belief = np.einsum("ni,nij->nj", belief[:many], quiet[at])
        before[at] = belief
        belief = np.einsum("ni,nij->nj", belief, jump[at])
        evidence[at] = np.log(belief.sum(axis=1))
        belief = unit(belief)
        after[at] = belief
    return before, after, evidence


def run_one(belief: Floats, jump: Floats, quiet: Floats) -> Paths:
    """The same for one place, a step at a time: several times as fast where there is nothing to do side by side."""
    size, states = len(jump), len(belief)
    before, after, evidence = np.empty((size, states)), np.empty((size, states)), np.empty(size)
    message, early = np.ones((size, states)), np.empty((size, states))
    for n in range(size):
        before[n] = belief = belief.dot(quiet[n])
        belief = belief.dot(jump[n])
        evidence[n] = total = sum(belief.tolist())
        after[n] = belief = belief / max(total, TINY)
    later: Floats = np.ones(states)
    for n in range(size - 1, -1, -1):
        message[n] = later
        told = jump[n].dot(later)
        early[n] = told = told / max(sum(told.tolist()), TINY)
        later = quiet[n].dot(told)
        later = later / max(sum(later.tolist()), TINY)
    return Paths(before, after, message, early, jump, np.log(evidence))


def unit(values: Floats) -> Floats:
    """Each row divided by its sum."""
    shares: Floats = values / np.maximum(values.sum(axis=-1, keepdims=True), TINY)
    return shares


def pairs(paths: Paths) -> Floats:
    """Shape (steps, K, K): the chance of each state on the eve and on the day, given all that was heard."""
    joint = paths.before[:, :, None] * paths.jump * paths.message[:, None, :]
    shares: Floats = joint / np.maximum(joint.sum(axis=(1, 2), keepdims=True), 1e-300)
    return shares
