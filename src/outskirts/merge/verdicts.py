"""How much would a person's verdict on a claim move the status of its place, and to what?"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from outskirts.merge.chain import Paths
from outskirts.merge.columns import Floats, encode
from outskirts.merge.estimate import Prepared, believed, paced, prepare, solve
from outskirts.merge.learn import shares
from outskirts.merge.status import Model, status, with_place
from outskirts.merge.testimony import Testimony
from outskirts.vocabulary import Place, Status

# The grade of a claim that each verdict sets (see ``[grade.claim]`` of reliability.toml).
GRADES: Mapping[str, int] = {"confirm": 1, "doubt": 4, "reject": 5}
ENDS = ("confirm", "reject")  # what lies between moves less


@dataclass(frozen=True, slots=True)
class Move:
    """The most that a verdict would move a status: half the sum of changes in its probabilities, in [0, 1]; ``on`` is
    the day of which that is so."""

    size: float
    on: date


def moves(
    place: Place, testimonies: Sequence[Testimony], wanted: Collection[str], model: Model, last: date
) -> dict[str, Move]:
    """For each of the claims wanted, by id, how much a verdict would move the status of the place, on the day that the
    claim speaks of or on the last day, whichever it moves more. Claims that say nothing of control, or only repeat what
    was said, move nothing and are left out."""
    columns = with_place(encode(testimonies, model.conflict, model.evidence, model.priors), place)
    prepared = prepare(columns, model.conflict, model.evidence, until=last.toordinal(), near=model.near)
    prepared = paced(prepared, model.reliability.unheard)
    share = shares(columns, model.reliability, model.priors)
    before: dict[tuple[int, int], Floats] = {}
    found: dict[str, Move] = {}
    paths = solve(prepared, share)
    for n in np.flatnonzero(prepared.weight > 0):
        id_ = columns.claim_ids[n]
        if id_ not in wanted:
            continue
        days = (int(columns.day[n]), max(last.toordinal(), int(columns.day[n])))
        if days not in before:
            before[days] = beliefs(prepared, paths, days)
        size = np.zeros(2)
        for verdict in ENDS:
            judged = share.copy()
            judged[n] = model.priors.claim_grades[GRADES[verdict]]
            after = beliefs(prepared, solve(prepared, judged), days)
            size = np.maximum(size, np.abs(after - before[days]).sum(axis=1) / 2)
        most = int(np.argmax(size[::-1])) ^ 1  # of two alike the later
        found[id_] = Move(float(size[most]), date.fromordinal(days[most]))
    return found


def beliefs(prepared: Prepared, paths: Paths, days: tuple[int, int]) -> Floats:
    """Shape (2, K): the belief on two days (proleptic ordinals)."""
    return believed(prepared, paths, np.array([0, 0]), np.array(days) - prepared.origin)


def outcomes(
    place: Place, testimonies: Sequence[Testimony], claim_id: str, model: Model, on: date
) -> dict[str, Status]:
    """The status of the place on a day as it is ("now") and as each verdict upon the claim would make it, its
    retraction ("retract") among them."""
    found = {"now": status(place, testimonies, model, on)}
    for verdict, grade in GRADES.items():
        told = [replace(t, credibility=grade) if t.claim.id == claim_id else t for t in testimonies]
        found[verdict] = status(place, told, model, on)
    without = [t for t in testimonies if t.claim.id != claim_id]
    return {**found, "retract": status(place, without, model, on)}
