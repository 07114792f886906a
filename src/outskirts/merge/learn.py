"""How far is each voice to be believed? Learned from the record itself, by expectation and maximisation.

A word speaks of the facts with a chance that is its voice's reliability, one for each interest (for its own side,
neutral, against its own side), or else is said without regard to them. Each round weighs every word by what all
others say of its place and time. A voice of few words stays near what voices of its kind have shown, a kind near its
prior.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from outskirts.merge import chain
from outskirts.merge.columns import Columns, Floats
from outskirts.merge.estimate import Prepared, chunks, paced, solve, spoken, stepped, weighed
from outskirts.merge.voices import Interest, Priors, Voice

ROUNDS = 5
PUSH = 2.0  # each round but the last goes so much further than it points: the rounds alone creep towards where they end
UNHEARD = (0.0, 3.0, 10.0, 30.0, 100.0, 300.0)  # tried
CAUTION = 8.0  # of those about as likely (in nats) the greatest is taken: better unknown than wrong
KIND_STRENGTH = 4.0  # a kind's prior is worth so many times the words that a voice's is
HIGHEST, LOWEST = 0.99, 0.02


@dataclass(frozen=True, slots=True)
class Record:
    """How a voice has fared: ``shares`` and ``heard`` (independent words) by Interest; ``prior`` of its kind; ``grade``
    the letter A to E that the learned shares come nearest to, ``set`` the letter that a person gave, empty: none."""

    voice: Voice
    shares: tuple[float, float, float]
    heard: tuple[float, float, float]
    prior: tuple[float, float, float]
    grade: str
    set: str = ""


@dataclass(frozen=True, slots=True)
class Reliability:
    """What was learned, by the key of the voice and, for voices not met, by kind; ``grades`` are a person's, by key.
    ``unheard`` is how much
    oftener than the evidence table says places of which nothing is said change hands in this record."""

    records: Mapping[str, Record] = field(default_factory=dict)
    kinds: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)
    grades: Mapping[str, str] = field(default_factory=dict)
    unheard: float = 0.0

    def of(self, voice: Voice, priors: Priors) -> tuple[float, float, float]:
        """How far the voice is believed, by Interest; a person's grade goes before what was learned."""
        grade = priors.source_grades.get(self.grades.get(voice.key, ""))
        if grade is not None:
            return (grade, grade, grade)
        record = self.records.get(voice.key)
        return record.shares if record else self.kinds.get(voice.kind, priors.kinds[voice.kind].shares)


def shares(columns: Columns, reliability: Reliability, priors: Priors) -> Floats:
    """Shape (claims,): how far the voice of each claim is believed in it."""
    table = np.array([reliability.of(voice, priors) for voice in columns.voices]).reshape(-1, 3)
    return set_claims(columns, table[columns.voice, columns.interest])


def set_claims(columns: Columns, share: Floats) -> Floats:
    """With the claims that a person has graded believed as graded."""
    return np.where(np.isnan(columns.set_to), share, columns.set_to)


def learn(
    prepared: Prepared, priors: Priors, grades: Mapping[str, str] | None = None, rounds: int = ROUNDS
) -> Reliability:
    """Reliabilities of all voices in the prepared claims. ``grades`` maps keys of voices to letters A to F; they do
    not touch what is learned, so that both can be seen."""
    grades = dict(grades or {})
    columns = prepared.columns
    prior = np.array([priors.kinds[voice.kind].shares for voice in columns.voices]).reshape(-1, 3)
    told = prior
    kinds: dict[str, tuple[float, float, float]] = {}
    truthful = heard = np.zeros_like(prior)
    unheard = 0.0
    for turn in range(rounds if len(columns) else 0):
        share = set_claims(columns, told[columns.voice, columns.interest])
        if turn == 1:
            unheard = silence(prepared, share)
        truthful, heard = expect(paced(prepared, unheard), share)
        kinds, found = maximise(columns, priors, truthful, heard)
        told = found if turn == rounds - 1 else np.clip(told + PUSH * (found - told), LOWEST, HIGHEST)
    records = {
        voice.key: Record(voice, triple(told[n]), triple(heard[n]), triple(prior[n]), letter(told[n], heard[n], priors),
                          grades.get(voice.key, ""))
        for n, voice in enumerate(columns.voices)
    }  # fmt: skip
    return Reliability(records, kinds, grades, unheard)


def silence(prepared: Prepared, share: Floats) -> float:
    """How much oftener than the table says places change hands without a word: what makes the record likeliest."""
    told, most = weighed(prepared, share)
    found: list[tuple[float, float]] = []
    for many in UNHEARD:
        tried = paced(prepared, many)
        likely = chain.likelihood(tried.moving, tried.prior, stepped(tried, told)) + most
        found.append((float(likely.sum()), many))
        if found[-1][0] < max(found)[0] - CAUTION:
            break
    return max(many for total, many in found if total >= max(found)[0] - CAUTION)


def expect(prepared: Prepared, share: Floats) -> tuple[Floats, Floats]:
    """How many words of each voice, by Interest, spoke of the facts, and how many were heard; shapes (voices, 3)."""
    columns = prepared.columns
    paths = solve(prepared, share)
    joint = chain.pairs(paths)
    truthful, heard = np.zeros((len(columns.voices), 3)), np.zeros((len(columns.voices), 3))
    for at in chunks(prepared):
        likely, honest = spoken(prepared, share, at)
        chance = share[at] * (joint[prepared.step[at]] * honest / likely).sum(axis=(1, 2))
        # A hint tells little of its voice, and a repeated word less: both count for what they carry.
        counts = prepared.weight[at] * columns.certainty[at]
        who = columns.voice[at] * 3 + columns.interest[at]
        truthful += np.bincount(who, counts * np.clip(chance, 0, 1), truthful.size).reshape(-1, 3)
        heard += np.bincount(who, counts, heard.size).reshape(-1, 3)
    return truthful, heard


def maximise(
    columns: Columns, priors: Priors, truthful: Floats, heard: Floats
) -> tuple[dict[str, tuple[float, float, float]], Floats]:
    """Kinds from all their voices, then voices from their own words and their kind."""
    kinds: dict[str, tuple[float, float, float]] = {}
    told = np.empty_like(truthful)
    of_kind = np.array([voice.kind for voice in columns.voices])
    for kind in sorted(set(of_kind)):
        mine = of_kind == kind
        prior = priors.kinds[kind]
        strong = KIND_STRENGTH * prior.strength
        mean = (strong * np.array(prior.shares) + truthful[mine].sum(axis=0)) / (strong + heard[mine].sum(axis=0))
        kinds[kind] = triple(np.clip(mean, LOWEST, HIGHEST))
        told[mine] = (prior.strength * mean + truthful[mine]) / (prior.strength + heard[mine])
    return kinds, np.clip(told, LOWEST, HIGHEST)


def letter(share: Floats, heard: Floats, priors: Priors) -> str:
    """The letter that comes nearest to a voice's shares, each counted as often as it was heard."""
    mean = float(np.average(share, weights=heard)) if heard.sum() > 0 else float(share[Interest.NEUTRAL])
    return min(priors.source_grades, key=lambda grade: abs(priors.source_grades[grade] - mean))


def triple(values: Floats) -> tuple[float, float, float]:
    return float(values[0]), float(values[1]), float(values[2])
