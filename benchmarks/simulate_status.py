"""Is the estimate right where the truth is known? Against both rules of thumb, in made-up wars of several kinds.

    python benchmarks/simulate_status.py [PLACES DAYS [SETTING …]]

Prints for each setting, over all place-days: accuracy and Brier score (lower is better) of the estimate as known on the
day, with hindsight, and of the rules "last" and "majority"; the expected calibration error; and the correlation of
learned with true reliabilities. Draws the reliability diagram of what is stated on the day, where the wars have the
size that they are kept at. A war of other size takes about 2 kB of memory for each of its claims.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

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
DIAGRAM = Path(__file__).parent.parent / "docs" / "images" / "reliability.svg"


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
    stated: list[tuple[float, float, int]]


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
        bins_of(daily(prepared, paths, places, offsets, hindsight=False), truth),
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


def bins_of(belief: Floats, truth: NDArray[np.int64]) -> list[tuple[float, float, int]]:
    """For each tenth of probability: the mean stated, the share that was so, and how many place-days and states."""
    stated, so = belief.ravel(), np.eye(3, dtype=bool)[truth].ravel()
    tenth = np.minimum((stated * 10).astype(int), 9)
    return [
        (float(stated[tenth == n].mean()), float(so[tenth == n].mean()), int((tenth == n).sum()))
        for n in range(10)
        if (tenth == n).any()
    ]


def diagram(lines: Mapping[str, list[tuple[float, float, int]]]) -> str:
    """The reliability diagram as SVG: what was stated against what was so, a line a setting."""
    side, edge = 360, 50
    colours = ("#0b6e99", "#c4572b", "#4d7a2a", "#7a4d9e", "#a3832c", "#2a7a6f", "#8c2d4a")
    x, y = (lambda p: edge + side * p), (lambda p: edge + side * (1 - p))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side + 3 * edge + 60} {side + 2 * edge}" '
        'font-family="sans-serif" font-size="12" role="img">',
        "<title>Reliability diagram: probabilities stated in simulated wars against how often it was so</title>",
        f'<rect x="{edge}" y="{edge}" width="{side}" height="{side}" fill="none" stroke="#999"/>',
        f'<line x1="{x(0)}" y1="{y(0)}" x2="{x(1)}" y2="{y(1)}" stroke="#999" stroke-dasharray="4 4"/>',
        f'<text x="{edge + side / 2}" y="{side + edge + 36}" text-anchor="middle">stated probability</text>',
        f'<text x="14" y="{edge + side / 2}" text-anchor="middle" transform="rotate(-90 14 {edge + side / 2})">'
        "share that was so</text>",
    ]
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        parts.append(f'<text x="{x(tick):.0f}" y="{side + edge + 16}" text-anchor="middle">{tick:g}</text>')
        parts.append(f'<text x="{edge - 6}" y="{y(tick) + 4:.0f}" text-anchor="end">{tick:g}</text>')
    for n, (name, points) in enumerate(lines.items()):
        path = " ".join(f"{x(stated):.1f},{y(so):.1f}" for stated, so, _ in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colours[n % 7]}" stroke-width="1.5"/>')
        parts += [f'<circle cx="{x(p):.1f}" cy="{y(q):.1f}" r="2.5" fill="{colours[n % 7]}"/>' for p, q, _ in points]
        parts.append(f'<text x="{side + edge + 10}" y="{edge + 16 + 18 * n}" fill="{colours[n % 7]}">{name}</text>')
    return "\n".join([*parts, "</svg>", ""])


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


def main(places: int | None = None, days: int | None = None, *names: str) -> None:
    print(f"{'setting':14} {'claims':>6}  as known          hindsight         last        majority     ECE    r")
    drawn: dict[str, list[tuple[float, float, int]]] = {}
    for kept in SETTINGS:
        if names and kept.name not in names:
            continue
        o = outcome(replace(kept, places=places or kept.places, days=days or kept.days))
        drawn[o.setting] = o.stated
        print(
            f"{o.setting:14} {o.claims:6}  {o.known.accuracy:.3f} {o.known.brier:.3f}       {o.hindsight.accuracy:.3f} "
            f"{o.hindsight.brier:.3f}       {o.last.accuracy:.3f} {o.last.brier:.3f} {o.majority.accuracy:.3f} "
            f"{o.majority.brier:.3f}  {o.known.calibration:.3f}/{o.hindsight.calibration:.3f} {o.r:.2f}"
        )
    if places is not None:
        return
    DIAGRAM.write_text(diagram(drawn), encoding="utf-8")
    print(f"the reliability diagram of what was stated on the day is in docs/images/{DIAGRAM.name}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]), *sys.argv[3:])
