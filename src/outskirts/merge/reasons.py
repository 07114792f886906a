"""Why is a status as it is, and what would change it? In plain words, with weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from outskirts.merge.columns import Floats, Ints
from outskirts.merge.estimate import Prepared, aged, spoken
from outskirts.merge.evidence import Row
from outskirts.merge.testimony import Testimony
from outskirts.merge.timeline import name_of
from outskirts.merge.voices import Interest, Priors, Voice
from outskirts.vocabulary import CONTESTED, Conflict, Reason, Stance

MOST = 12  # reasons given
LATER = ", a word that came later"
LEAST = 0.05  # smaller weights are not worth a line


@dataclass(frozen=True, slots=True)
class Pace:
    """How far a place's clock runs in a day on which something is ``told`` of it, and in a ``silent`` one."""

    told: float
    silent: float


def reasons(
    prepared: Prepared,
    share: Floats,
    by_id: Mapping[str, Testimony],
    conflict: Conflict,
    holder: int,
    rival: int,
    on: int,
) -> tuple[Reason, ...]:
    """The words that weigh most on ``holder`` against ``rival`` (numbers of states) on a day (a proleptic ordinal), the
    weightiest first. A weight is the log of how much likelier the word is if the one is true than if the other is, less
    what it has lost by age. Words that came later tell of the day too, and say that they did."""
    columns = prepared.columns
    at = np.flatnonzero(prepared.weight > 0)
    if not len(at):
        return ()
    still = likelihoods(prepared, share, at, on)
    weight = prepared.weight[at] * (np.log(still[:, holder]) - np.log(still[:, rival])) * ages(prepared, at, on)
    order = [n for n in np.argsort(-np.abs(weight), kind="stable") if abs(weight[n]) >= LEAST][:MOST]
    found = []
    for n in order:
        favoured = name_of(holder if weight[n] > 0 else rival, columns.sides)
        claim = int(at[n])
        text = sentence(prepared, claim, by_id[columns.claim_ids[claim]], conflict)
        if columns.day[claim] > on:
            text += LATER
        size = abs(float(weight[n]))
        found.append(
            Reason(
                f"{text}, +{size:.1f} for {state_name(conflict, favoured)}", favoured, size, columns.claim_ids[claim]
            )
        )
    return tuple(found)


def likelihoods(prepared: Prepared, share: Floats, at: Ints, on: int) -> Floats:
    """Shape (n, K): how likely each of the words ``at`` is with the place in each state on a day; news of a change that
    came later speaks for what was before."""
    calm, _ = spoken(prepared, share, at, calm=True)
    found: Floats = np.einsum("njj->nj", calm)
    later = np.flatnonzero(prepared.columns.day[at] > on)
    if len(later):
        news, _ = spoken(prepared, share, at[later])
        a_day = prepared.moving.over(np.array([prepared.evidence.method.rates.news]))[0]
        found[later] = np.einsum("ij,nij->ni", a_day, news)
    return found


def ages(prepared: Prepared, at: np.ndarray[tuple[int], np.dtype[np.int64]], on: int) -> Floats:
    """What is left in [0, 1] of words by their distance in time, on the place's own clock."""
    slowest = np.sort(prepared.moving.pace)[-2]
    columns = prepared.columns
    place = columns.place[at]
    now = aged(prepared, place, np.full(len(at), on - prepared.origin))
    then = aged(prepared, place, columns.day[at] - prepared.origin)
    left: Floats = np.exp(slowest * np.abs(now - then))
    return left


def sentence(prepared: Prepared, n: int, testimony: Testimony, conflict: Conflict) -> str:
    """One word in words: who said when that what, and what that makes it."""
    columns = prepared.columns
    voice, row = columns.voices[columns.voice[n]], prepared.evidence.rows[columns.row[n]]
    claim = testimony.claim
    when = claim.said or testimony.published.date()
    actor = int(columns.actor[n])
    who = side_name(conflict, columns.sides[actor]) if actor < len(columns.sides) else "a side"
    hedge = "it seemed that " if claim.stance == Stance.POSSIBLE else ""
    verb = "said" if claim.speakers else "reported"
    says = f"{named(voice, conflict)} {verb} on {when.day} {when:%b %Y} that {hedge}{row.says.format(actor=who)}"
    return f"{says}: {kind_of_word(Interest(int(columns.interest[n])), voice, row)}"


def named(voice: Voice, conflict: Conflict) -> str:
    """A voice as a reader would name it; the side is added where the name does not tell it."""
    if voice.side is None:
        return voice.name
    name = side_name(conflict, voice.side)
    side = next(one for one in conflict.sides if one.code == voice.side)
    shown = (name, *side.names, *side.adjectives, *side.seats)
    return voice.name if any(word.casefold() in voice.name.casefold() for word in shown) else f"{voice.name} ({name})"


def kind_of_word(interest: Interest, voice: Voice, row: Row) -> str:
    if interest == Interest.LOSS:
        return "a loss admitted" if row.gains else "said against its own side"
    if interest == Interest.GAIN:
        return "a gain claimed for its own side" if row.stance != ("denied",) else "denied in its own side's interest"
    if voice.side is not None:
        return "the word of one side"
    return "the report's own voice" if voice.kind == "outlet" else "the word of a third party"


def state_name(conflict: Conflict, state: str) -> str:
    return "contested" if state == CONTESTED else side_name(conflict, state)


def side_name(conflict: Conflict, code: str) -> str:
    if code == CONTESTED:
        return "both sides"
    return next((side.name for side in conflict.sides if side.code == code), code)


def would_change(
    prepared: Prepared, priors: Priors, conflict: Conflict, belief: Floats, holder: str, on: date, pace: Pace
) -> tuple[str, ...]:
    """What words would, heard the day after, and what silence would. ``belief`` (K,) is that of the day."""
    sides, found = prepared.columns.sides, []
    for number, side in enumerate(sides):
        if side == holder or len(sides) > 4:
            continue
        loser = holder if holder in sides else next((s for s in sides if s != side), side)
        taken = f"{side_name(conflict, side)} had taken it"
        told = {
            f"If {side_name(conflict, loser)}'s military admitted that {taken}": ("military", Interest.LOSS),
            f"If an independent monitor said that {taken}": ("analyst", Interest.NEUTRAL),
            f"If only {side_name(conflict, side)} claimed that {taken}": ("military", Interest.GAIN),
        }
        for text, (kind, interest) in told.items():
            p = heard(prepared, belief, number, priors.kinds[kind].shares[interest], pace.told)
            found.append(f"{text}: {side_name(conflict, side)} {round(100 * p)} %")
    days = silence(prepared, belief, pace.silent)
    if holder in (*sides, CONTESTED) and days is not None:
        found.append(f"With no further word it would be unknown after about {days} days")
    return tuple(found)


def heard(prepared: Prepared, belief: Floats, side: int, share: float, pace: float) -> float:
    """The probability of ``side`` the day after a voice believed by ``share`` says that it has taken the place."""
    index = prepared.evidence.index[("capture", "asserted", "in", True)]
    row = prepared.evidence.rows[index]
    told = share * prepared.table[index, side] + (1 - share) * row.noise
    after = belief @ (prepared.moving.over(np.array([pace]))[0] * told)
    return float(after[side] / after.sum())


def silence(prepared: Prepared, belief: Floats, pace: float) -> int | None:
    """Days until no state reaches the threshold, None where that takes more than three years."""
    days = np.arange(1.0, 1096.0)
    later = prepared.moving.ahead(np.repeat(belief[None, :], len(days), axis=0), days * pace)
    under = np.flatnonzero(later.max(axis=1) < prepared.evidence.method.threshold)
    return int(days[under[0]]) if len(under) else None
