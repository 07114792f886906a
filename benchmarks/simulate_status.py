"""Is the estimate right where the truth is known? Against both rules of thumb, in made-up wars of several kinds.

    python benchmarks/simulate_status.py

Prints for each setting, over all place-days: accuracy and Brier score (lower is better) of the estimate as known on the
day, with hindsight, and of the rules "last" and "majority"; the expected calibration error; and the correlation of
learned with true reliabilities.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray
from simulated_war import FOUGHT, SETTINGS, SIDES, START, Setting, War, war

from outskirts.merge import naive
from outskirts.merge.estimate import Prepared, daily, paced, solve
from outskirts.merge.learn import Reliability, shares
from outskirts.merge.status import Model, learned, ready
from outskirts.vocabulary import CONTESTED, Kind, Stance, Stretch

Floats = NDArray[np.float64]
STATES = (*SIDES, CONTESTED)


@dataclass(frozen=True, slots=True)
class Score:
    accuracy: float
    brier: float
    calibration: float


@dataclass(frozen=True, slots=True)
class Outcome:
    setting: str
    known: Score
    hindsight: Score
    last: Score
    majority: Score
    r: float
    claims: int


def outcome(setting: Setting) -> Outcome:
    made = war(setting)
    model = Model(made.conflict)
    until = START + timedelta(setting.days - 1)
    prepared = ready(made.testimonies, model, until)
    reliability = learned(prepared, model)
    prepared = paced(prepared, reliability.unheard)
    paths = solve(prepared, shares(prepared.columns, reliability, model.priors))
    truth = np.array([made.truth[int(p.id[1:])] for p in prepared.columns.places])
    offsets = np.arange(START.toordinal(), until.toordinal() + 1) - prepared.origin
    places = np.arange(len(truth))
    return Outcome(
        setting.name,
        score(daily(prepared, paths, places, offsets, hindsight=False), truth),
        score(daily(prepared, paths, places, offsets), truth),
        score(table(prepared, naive.last_claim(prepared, START, until), setting), truth),
        score(table(prepared, naive.majority(prepared, START, until), setting), truth),
        agreement(made, reliability),
        len(made.testimonies),
    )


def table(prepared: Prepared, stretches: list[Stretch], setting: Setting) -> Floats:
    """Shape (places, days, 3): certainty of what a rule of thumb says; even shares where it says nothing."""
    rows = {place.id: n for n, place in enumerate(prepared.columns.places)}
    found = np.full((len(rows), setting.days, 3), 1 / 3)
    for stretch in stretches:
        if stretch.holder in STATES:
            first = (stretch.start - START).days
            last = (stretch.end - START).days if stretch.end else setting.days
            found[rows[stretch.place.id], first:last] = np.eye(3)[STATES.index(stretch.holder)]
    return found


def score(belief: Floats, truth: NDArray[np.int64]) -> Score:
    right = belief.argmax(axis=2) == truth
    brier = ((belief - np.eye(3)[truth]) ** 2).sum(axis=2).mean()
    top = belief.max(axis=2)
    bins = np.minimum((top * 10).astype(int), 9)
    error = sum(abs(right[bins == b].mean() - top[bins == b].mean()) * (bins == b).mean() for b in set(bins.ravel()))
    return Score(float(right.mean()), float(brier), float(error))


def agreement(made: War, reliability: Reliability) -> float:
    """Pearson's r of learned and true reliabilities over voices and interests with 15 words or more."""
    true: dict[tuple[str, int], list[bool]] = defaultdict(list)
    from outskirts.merge.columns import Encoder
    from outskirts.merge.status import Model

    model = Model(made.conflict)
    for told in made.testimonies:
        encoder = Encoder(made.conflict, model.evidence, model.priors)
        if not encoder.add(told):
            continue
        columns = encoder.columns()
        state = made.truth[int(columns.places[0].id[1:])][int(columns.day[0]) - START.toordinal()]
        true[columns.voices[0].key, int(columns.interest[0])].append(
            holds(told.claim.kind, told.claim.stance, int(columns.actor[0]), state)
        )
    pairs = [
        (float(np.mean(words)), reliability.records[key].shares[interest])
        for (key, interest), words in true.items()
        if len(words) >= 15
    ]
    x, y = np.array(pairs).T
    return float(np.corrcoef(x, y)[0, 1])


def holds(kind: Kind, stance: Stance, actor: int, state: int) -> bool:
    """Whether a word fits the truth."""
    if stance == Stance.DENIED:
        return state != actor
    if kind == Kind.WITHDRAW:
        return state != actor
    if kind in (Kind.ENTER, Kind.CLASH):
        return state == FOUGHT
    return state == actor


def main() -> None:
    print(f"{'setting':14} {'claims':>6}  as known          hindsight         last        majority     ECE    r")
    for setting in SETTINGS:
        o = outcome(setting)
        print(
            f"{o.setting:14} {o.claims:6}  {o.known.accuracy:.3f} {o.known.brier:.3f}       {o.hindsight.accuracy:.3f} "
            f"{o.hindsight.brier:.3f}       {o.last.accuracy:.3f} {o.last.brier:.3f} {o.majority.accuracy:.3f} "
            f"{o.majority.brier:.3f}  {o.known.calibration:.3f}/{o.hindsight.calibration:.3f} {o.r:.2f}"
        )


if __name__ == "__main__":
    main()
