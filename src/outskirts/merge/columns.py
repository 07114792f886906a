"""How do claims become arrays? One row for each claim that says something about who controls its place.

A million claims fit into a few tens of megabytes so, and everything after works on whole columns.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from outskirts.group.bonds import FREE, Bond
from outskirts.merge.evidence import Evidence
from outskirts.merge.testimony import Testimony
from outskirts.merge.voices import Interest, Priors, Voice, Voices, belligerents
from outskirts.vocabulary import Claim, Conflict, Place

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

# What is said of days longer than this before the first report is history: the conflict file tells who held what then.
BEFORE = 60
EPOCH = date(1970, 1, 1).toordinal()

# What stirs a front: these kinds, wherever and however they are said of a place, tell that it is fought over.
FIGHTS = frozenset({"capture", "withdraw", "enter", "advance", "repel", "surround", "clash", "shelling"})


@dataclass(frozen=True, slots=True)
class Columns:
    """One entry a claim, ordered as by :meth:`Encoder.columns` (so that the order of adding does not matter).

    ``place``, ``voice`` index ``places``, ``voices``; ``day`` is a proleptic ordinal; ``row`` indexes the evidence
    table; ``actor`` the sides, their number where none is named; ``interest`` is an :class:`Interest`; ``chorus`` and
    ``copy`` number who speaks as one and which story the text tells, a wire story or its own; ``tie`` settles ties by
    the claim's id; ``own`` is 1 for the report's own voice; ``begin`` is the first of the days that it may speak of
    (``day`` the last); ``certainty`` in [0, 1] is the share of the voice's reliability that carries over; ``set_to`` a
    person's grade of the claim as a reliability, NaN: none; ``bond`` is what persons said of them as words, by id.
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
    begin: Ints
    certainty: Floats
    set_to: Floats
    bond: Bond = FREE

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
    numbers: dict[str, int] = field(default_factory=dict)
    home: int | None = None
    speaking: frozenset[str] = frozenset()
    places: dict[str, int] = field(default_factory=dict)
    spots: list[Place] = field(default_factory=list)
    voice_ids: dict[str, int] = field(default_factory=dict)
    heard: list[Voice] = field(default_factory=list)
    choruses: dict[str, int] = field(default_factory=dict)
    copies: dict[str, int] = field(default_factory=dict)
    ids: dict[str, None] = field(default_factory=dict)
    whole: dict[str, array[int]] = field(default_factory=dict)
    real: dict[str, array[float]] = field(default_factory=dict)
    same: dict[str, str] = field(default_factory=dict)
    apart: dict[str, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sides = self.sides or tuple(side.code for side in belligerents(self.conflict))
        self.voices = Voices(self.conflict, self.priors)
        self.numbers = {code: n for n, code in enumerate(self.sides)}
        home = [self.numbers[side.code] for side in self.conflict.sides if side.home and side.code in self.numbers]
        self.home = home[0] if len(home) == 1 else None
        self.speaking = frozenset(row.kind for row in self.evidence.rows)
        names = ("place", "day", "printed", "row", "actor", "voice", "chorus", "interest", "copy", "tie", "own",
                 "begin")  # fmt: skip
        self.whole = {name: array("q") for name in names}
        self.real = {name: array("d") for name in ("certainty", "set_to")}

    def add(self, testimony: Testimony) -> bool:
        """Whether it says anything about control (and was known, and speaks of a day of the conflict)."""
        claim, spot = testimony.claim, testimony.at
        if (
            claim.kind not in self.speaking
            or spot is None
            or claim.id in self.ids
            or not testimony.known(self.known_at)
        ):
            return False
        voice = self.voices.of(claim.speakers, testimony.outlet)
        word = self.evidence.word_of(claim)
        actor = self.actor_of(claim, word.actor if word else "", voice.side)
        number = self.evidence.row_of(claim, actor < len(self.sides))
        day = testimony.day
        if number < 0 or day < self.conflict.start:
            return False
        row = self.evidence.rows[number]
        carried = row.certainty * self.evidence.method.stance[claim.stance] * min(1.0, claim.score) * surely(testimony)
        if word is not None:
            carried *= word.certainty
            number += 0 if word.move else len(self.evidence.rows) // 2
        whole, copy = self.whole, testimony.copy_of or claim.report_id
        whole["place"].append(self.place_number(spot))
        whole["day"].append(day.toordinal())
        whole["printed"].append(int(testimony.published.timestamp()))
        whole["row"].append(number)
        whole["actor"].append(actor)
        whole["voice"].append(self.voice_number(voice))
        whole["chorus"].append(self.choruses.setdefault(voice.chorus, len(self.choruses)))
        whole["interest"].append(self.interest_of(row.gains, actor, voice.side))
        whole["copy"].append(self.copies.setdefault(copy, len(self.copies)))
        whole["own"].append(not claim.speakers)
        whole["begin"].append(min(claim.when.start or day, day).toordinal())
        whole["tie"].append(zlib.crc32(claim.id.encode()))
        self.real["certainty"].append(carried)
        grade = self.priors.claim_grades.get(testimony.credibility or 0)
        self.real["set_to"].append(np.nan if grade is None else grade)
        self.ids[claim.id] = None
        if testimony.same_as:
            self.same[claim.id] = testimony.same_as
        if testimony.apart:
            self.apart[claim.id] = testimony.apart
        return True

    def actor_of(self, claim: Claim, meant: str, voice: str | None) -> int:
        """The number of the side that does it, that of all sides for none. Where only its victim is named and there are
        two sides, the other one; where a word means the ground's own authority ("liberated") or its enemy ("occupied"),
        that, unless the voice is of the side that the sentence names."""
        numbers, none = self.numbers, len(self.sides)
        actor = numbers.get(claim.actor.side or "", none) if claim.actor is not None else none
        if actor == none and claim.actor is None and claim.target is not None and none == 2:
            victim = numbers.get(claim.target.side or "", none)
            actor = 1 - victim if victim < none else none
        if meant and none == 2 and self.home is not None and (voice is None or numbers.get(voice) != actor):
            return self.home if meant == "home" else 1 - self.home
        return actor

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
        """What was added, once each claim id, ordered by place, day and time of publication; history
        is left out."""
        whole = {name: np.array(values, dtype=np.int64) for name, values in self.whole.items()}
        real = {name: np.array(values, dtype=np.float64) for name, values in self.real.items()}
        by_id = sorted(range(len(self.spots)), key=lambda n: self.spots[n].id)
        rank = empty(len(by_id))
        rank[by_id] = np.arange(len(by_id))
        whole["place"] = rank[whole["place"]]
        order = np.lexsort((whole["tie"], whole["printed"], whole["day"], whole["place"]))
        if len(order):
            begins = EPOCH + int(whole["printed"].min()) // 86_400 - BEFORE
            order = order[whole["day"][order] >= begins]
        ids = tuple(self.ids)
        columns: dict[str, Any] = {name: values[order] for name, values in (whole | real).items()}
        spots = tuple(self.spots[n] for n in by_id)
        return Columns(self.sides, spots, tuple(self.heard), tuple(ids[n] for n in order), **columns,
                       bond=Bond(self.same, self.apart))  # fmt: skip


def surely(testimony: Testimony) -> float:
    """How surely the claim is of its place rather than of a namesake or of the region around."""
    mention = testimony.claim.place
    if testimony.place is not None or mention is None or not mention.candidates:
        return 1.0
    return min(1.0, mention.candidates[0].score)


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
