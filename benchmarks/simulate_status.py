"""Is the estimate right where the truth is known? Against both rules of thumb, in made-up wars of several kinds.

    python benchmarks/simulate_status.py [PLACES DAYS [SETTING …]]

Prints for each setting, over all place-days: accuracy and Brier score (lower is better) of the estimate as known on the
day, with hindsight, and of the rules "last" and "majority"; the expected calibration error; and the correlation of
learned with true reliabilities. Draws the reliability diagram of what is stated on the day, where the wars have the
size that they are kept at. A large war is fought in theatres of 600 places each, one after another, so that 30,000
places over 1,500 days take no more memory than one of them.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import reduce
from operator import add
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from simulated_war import FOUGHT, SETTINGS, SIDES, START, Setting, war

from outskirts.merge import naive
from outskirts.merge.estimate import Prepared, daily, paced, solve
from outskirts.merge.learn import Reliability, shares
from outskirts.merge.status import Model, learned, ready
from outskirts.vocabulary import CONTESTED, Kind, Stance, Stretch

Floats = NDArray[np.float64]
STATES = (*SIDES, CONTESTED)
THEATRE = 600  # places made up and estimated at once
DIAGRAM = Path(__file__).parent.parent / "docs" / "images" / "reliability.svg"


@dataclass(frozen=True, slots=True)
class Score:
    """Sums over place-days, so that those of several theatres of a war add up: how often the likeliest was so, the
    Brier score, and by tenths of the likeliest's probability (10, 3): how many, the stated, how often so."""

    days: int
    right: float
    squares: float
    tenths: Floats

    @property
    def accuracy(self) -> float:
        return self.right / self.days

    @property
    def brier(self) -> float:
        return self.squares / self.days

    @property
    def calibration(self) -> float:
        return float(np.abs(self.tenths[:, 1] - self.tenths[:, 2]).sum() / self.days)

    def __add__(self, other: Score) -> Score:
        return Score(
            self.days + other.days, self.right + other.right, self.squares + other.squares, self.tenths + other.tenths
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """``stated`` (10, 3) by tenths of every state's probability: how many, the stated, how often so; ``words`` of each
    voice and interest: how many, how many of them true, and the share learned, the last times how many."""

    setting: str
    known: Score
    hindsight: Score
    last: Score
    majority: Score
    claims: int
    stated: Floats
    words: dict[tuple[str, int], Floats]

    @property
    def r(self) -> float:
        """Pearson's r of learned and true reliabilities over voices and interests with 15 words or more."""
        told = np.array([sums for sums in self.words.values() if sums[0] >= 15])
        return float(np.corrcoef(told[:, 1] / told[:, 0], told[:, 2] / told[:, 0])[0, 1])

    def __add__(self, other: Outcome) -> Outcome:
        words = dict(self.words)
        for key, sums in other.words.items():
            words[key] = words.get(key, np.zeros(3)) + sums
        return Outcome(
            self.setting, self.known + other.known, self.hindsight + other.hindsight, self.last + other.last,
            self.majority + other.majority, self.claims + other.claims, self.stated + other.stated, words,
        )  # fmt: skip


def outcome(setting: Setting) -> Outcome:
    """Theatre by theatre, so that memory stays that of one; each has its own front and teaches for itself."""
    sizes = [min(THEATRE, setting.places - at) for at in range(0, setting.places, THEATRE)]
    theatres = (theatre(replace(setting, places=many, seed=setting.seed + n)) for n, many in enumerate(sizes))
    return reduce(add, theatres)


def theatre(setting: Setting) -> Outcome:
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
    known = daily(prepared, paths, places, offsets, hindsight=False)
    return Outcome(
        setting.name,
        score(known, truth),
        score(daily(prepared, paths, places, offsets), truth),
        score(table(prepared, naive.last_claim(prepared, START, until), setting), truth),
        score(table(prepared, naive.majority(prepared, START, until), setting), truth),
        len(made.testimonies),
        tenths(known, np.eye(3, dtype=bool)[truth]),
        true_words(prepared, reliability, truth),
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
    squares = ((belief - np.eye(3)[truth]) ** 2).sum()
    return Score(truth.size, float(right.sum()), float(squares), tenths(belief.max(axis=2), right))


def tenths(stated: Floats, so: NDArray[np.bool_]) -> Floats:
    """Shape (10, 3): by tenths of probability how many were stated, their sum, and how many were so."""
    which = np.minimum((stated.ravel() * 10).astype(int), 9)
    sums = [np.bincount(which, weights, 10) for weights in (None, stated.ravel(), so.ravel())]
    found: Floats = np.stack(sums, axis=1).astype(np.float64)
    return found


def bins_of(sums: Floats) -> list[tuple[float, float, int]]:
    """For each tenth of probability: the mean stated, the share that was so, and how many place-days and states."""
    return [(float(s / n), float(so / n), int(n)) for n, s, so in sums if n]


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


def true_words(prepared: Prepared, reliability: Reliability, truth: NDArray[np.int64]) -> dict[tuple[str, int], Floats]:
    """The ``words`` of an outcome."""
    columns, rows = prepared.columns, prepared.evidence.rows
    state = truth[columns.place, columns.day - START.toordinal()]
    found: dict[tuple[str, int], Floats] = {}
    for row, actor, now, voice, interest in zip(
        columns.row, columns.actor, state, columns.voice, columns.interest, strict=True
    ):
        key = columns.voices[voice].key, int(interest)
        sums = found.setdefault(key, np.zeros(3))
        denied = Stance.DENIED in rows[row].stance
        sums += (
            1,
            holds(Kind(rows[row].kind), denied, int(actor), int(now)),
            reliability.records[key[0]].shares[interest],
        )
    return found


def holds(kind: Kind, denied: bool, actor: int, state: int) -> bool:
    """Whether a word fits the truth."""
    if denied or kind == Kind.WITHDRAW:
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
        drawn[o.setting] = bins_of(o.stated)
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
