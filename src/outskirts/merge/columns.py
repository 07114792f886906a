"""How do claims become arrays? One row for each claim that says something about who controls its place.

A million claims fit into a few tens of megabytes so, and everything after works on whole columns.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from outskirts.merge.evidence import Evidence
from outskirts.merge.testimony import Testimony
from outskirts.merge.voices import Interest, Priors, Voice, Voices, belligerents
from outskirts.vocabulary import Conflict, Place

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

# What stirs a front: these kinds, wherever and however they are said of a place, tell that it is fought over.
FIGHTS = frozenset({"capture", "withdraw", "enter", "advance", "repel", "surround", "clash", "shelling"})


@dataclass(frozen=True, slots=True)
class Columns:
    """One entry a claim, ordered as by :meth:`Encoder.columns` (so that the order of adding does not matter).

    ``place``, ``voice`` index ``places``, ``voices``; ``day`` is a proleptic ordinal; ``row`` indexes the evidence
    table; ``actor`` the sides, their number where none is named; ``interest`` is an :class:`Interest`; ``chorus`` and
    ``copy`` number who speaks as one and which story the text tells, a wire story or its own; ``tie`` settles ties by
    the claim's id; ``own`` is 1 for the report's own voice; ``certainty`` in [0, 1] is the share of the voice's
    reliability that carries over; ``set_to`` a person's grade of the claim as a reliability, NaN: none.
    """

    sides: tuple[str, ...]
    places: tuple[Place, ...]
    voices: tuple[Voice, ...]
    claim_ids: tuple[str, ...]
    place: Ints
    day: Ints
    printed: Ints
    row: Ints
    actor: Ints
    voice: Ints
    chorus: Ints
    interest: Ints
    copy: Ints
    tie: Ints
    own: Ints
    certainty: Floats
    set_to: Floats

    def __len__(self) -> int:
        return len(self.claim_ids)


@dataclass(slots=True)
class Encoder:
    """Takes testimonies one by one and lets go of them. Not for use by several threads."""

    conflict: Conflict
    evidence: Evidence
    priors: Priors
    known_at: datetime | None = None
    sides: tuple[str, ...] = ()
    voices: Voices = field(init=False)
    places: dict[str, int] = field(default_factory=dict)
    spots: list[Place] = field(default_factory=list)
    voice_ids: dict[str, int] = field(default_factory=dict)
    heard: list[Voice] = field(default_factory=list)
    choruses: dict[str, int] = field(default_factory=dict)
    copies: dict[str, int] = field(default_factory=dict)
    ids: dict[str, None] = field(default_factory=dict)
    whole: dict[str, array[int]] = field(default_factory=dict)
    real: dict[str, array[float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sides = self.sides or tuple(side.code for side in belligerents(self.conflict))
        self.voices = Voices(self.conflict, self.priors)
        names = ("place", "day", "printed", "row", "actor", "voice", "chorus", "interest", "copy", "tie", "own")
        self.whole = {name: array("q") for name in names}
        self.real = {name: array("d") for name in ("certainty", "set_to")}

    def add(self, testimony: Testimony) -> bool:
        """Whether it says anything about control (and was known)."""
        claim = testimony.claim
        number = self.evidence.row_of(claim)
        spot = testimony.at
        if number < 0 or spot is None or claim.id in self.ids or not testimony.known(self.known_at):
            return False
        row = self.evidence.rows[number]
        actor = self.actor_of(testimony)
        if actor == len(self.sides) and not row.alone:
            return False
        voice = self.voices.of(claim.speakers, testimony.outlet)
        whole = self.whole
        whole["place"].append(self.place_number(spot))
        whole["day"].append(testimony.day.toordinal())
        whole["printed"].append(int(testimony.published.timestamp()))
        whole["row"].append(number)
        whole["actor"].append(actor)
        whole["voice"].append(self.voice_number(voice))
        whole["chorus"].append(self.choruses.setdefault(voice.chorus, len(self.choruses)))
        whole["interest"].append(self.interest_of(row.gains, actor, voice.side))
        whole["copy"].append(self.copies.setdefault(testimony.copy_of or claim.report_id, len(self.copies)))
        whole["own"].append(not claim.speakers)
        whole["tie"].append(zlib.crc32(claim.id.encode()))
        carried = row.certainty * self.evidence.method.stance[claim.stance] * min(1.0, claim.score)
        self.real["certainty"].append(carried)
        grade = self.priors.claim_grades.get(testimony.credibility or 0)
        self.real["set_to"].append(np.nan if grade is None else grade)
        self.ids[claim.id] = None
        return True

    def actor_of(self, testimony: Testimony) -> int:
        """The side that does it; where only its victim is named and there are two sides, the other one."""
        claim = testimony.claim
        for party, other in ((claim.actor, False), (claim.target, True)):
            if party is not None and party.side in self.sides:
                at = self.sides.index(party.side)
                if not other:
                    return at
                if len(self.sides) == 2 and claim.actor is None:
                    return 1 - at
        return len(self.sides)

    def interest_of(self, gains: str, actor: int, side: str | None) -> int:
        if not gains or side is None or actor == len(self.sides):
            return Interest.NEUTRAL
        own = self.sides[actor] == side
        return Interest.GAIN if own == (gains == "actor") else Interest.LOSS

    def place_number(self, place: Place) -> int:
        number = self.places.setdefault(place.id, len(self.places))
        if number == len(self.spots):
            self.spots.append(place)
        return number

    def voice_number(self, voice: Voice) -> int:
        number = self.voice_ids.setdefault(voice.key, len(self.voice_ids))
        if number == len(self.heard):
            self.heard.append(voice)
        return number

    def columns(self) -> Columns:
        """What was added, once each claim id, ordered by place, day and time of publication."""
        whole = {name: np.array(values, dtype=np.int64) for name, values in self.whole.items()}
        real = {name: np.array(values, dtype=np.float64) for name, values in self.real.items()}
        by_id = sorted(range(len(self.spots)), key=lambda n: self.spots[n].id)
        rank = empty(len(by_id))
        rank[by_id] = np.arange(len(by_id))
        whole["place"] = rank[whole["place"]]
        order = np.lexsort((whole["tie"], whole["printed"], whole["day"], whole["place"]))
        ids = tuple(self.ids)
        columns: dict[str, Any] = {name: values[order] for name, values in (whole | real).items()}
        spots = tuple(self.spots[n] for n in by_id)
        return Columns(self.sides, spots, tuple(self.heard), tuple(ids[n] for n in order), **columns)


def empty(size: int) -> Ints:
    return np.zeros(size, dtype=np.int64)


def encode(
    testimonies: Iterable[Testimony],
    conflict: Conflict,
    evidence: Evidence,
    priors: Priors,
    known_at: datetime | None = None,
) -> Columns:
    """The columns of all testimonies that say something about control and were known at ``known_at`` (None: now)."""
    encoder = Encoder(conflict, evidence, priors, known_at)
    for testimony in testimonies:
        encoder.add(testimony)
    return encoder.columns()
