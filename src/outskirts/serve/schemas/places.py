"""Places over time: the whole war in columns for the map, and one place with its claims."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from outskirts.serve.schemas.base import DayNumber, Model, PlaceRef, Probability, StateCode
from outskirts.serve.schemas.claims import ClaimOut

Place = Annotated[int, Field(ge=0, description="Position in the columns of places.")]
Code = Annotated[int, Field(ge=0, description="Position in the list of values of the same name.")]
Percent = Annotated[int, Field(ge=0, le=100)]


class StretchColumns(Model):
    """Rows of one place follow each other in time. ``from`` is the first day, ``to`` the first day after (null: goes
    on); ``p`` the mean probability of the state over them in per cent. On days that no stretch of a place covers it is
    UNKNOWN."""

    place: list[Place]
    from_: Annotated[list[DayNumber], Field(alias="from")]
    to: list[DayNumber | None]
    state: list[Code]
    p: list[Percent]
    basis: list[Code]


class PresenceColumns(Model):
    """Whose forces are reported inside which part, from when to when (as for stretches). ``side`` points into
    ``states``; ``part`` into ``parts``."""

    place: list[Place]
    from_: Annotated[list[DayNumber], Field(alias="from")]
    to: list[DayNumber | None]
    side: list[Code]
    since: list[DayNumber]
    part: list[Code]


class PartOut(Model):
    """A part of a place: relation is in, outskirts, part, near, towards, …; ``bearing`` one of eight points of the
    compass; ``words`` what the report calls it."""

    relation: str
    bearing: str | None
    words: str


class Places(Model):
    """The places of one war in columns of one length, and their states over all days: asked for once, so that a day can
    be chosen without asking again. ``lat``, ``lon`` are null where nobody knows; ``inexact`` is 1 where the point is
    that of the unit around. ``kind`` and ``admin`` point into ``kinds`` and ``admins``; ``claims`` is how many name
    the place. In the stretches ``state`` points into ``states`` (codes of sides, then CONTESTED, UNKNOWN), ``basis``
    into ``bases``."""

    conflict: str
    known_at: datetime | None
    first_day: DayNumber
    last_day: DayNumber
    mark: str
    kinds: list[str]
    admins: list[str]
    states: list[StateCode]
    bases: list[str]
    parts: list[PartOut]
    id: list[str]
    name: list[str]
    lat: list[float | None]
    lon: list[float | None]
    population: list[int]
    kind: list[Code]
    admin: list[Code]
    inexact: list[int]
    claims: list[int]
    stretches: StretchColumns
    presence: PresenceColumns


class Chance(Model):
    """``words`` are those of ICD 203 ("very likely"); ``percent`` never says 0 or 100."""

    state: StateCode
    name: str
    p: Probability
    percent: str
    words: str


class BasisOut(Model):
    """On whose word a status rests. ``confidence`` tells how good the grounds are, not how likely the thing is."""

    code: str
    label: str
    long: str
    confidence: str


class PresenceOut(Model):
    side: str
    name: str
    since: date | None
    relation: str
    bearing: str | None
    part: str | None
    words: str
    claims: list[str]


class ReasonOut(Model):
    """One word's weight (a log-likelihood ratio) for one state; ``claim`` is its id."""

    text: str
    state: StateCode
    weight: float
    claim: str | None


class StretchOut(Model):
    """``from`` inclusive, ``to`` exclusive (null: goes on)."""

    from_: Annotated[date, Field(alias="from")]
    to: date | None
    state: StateCode
    name: str
    p: Probability
    basis: str
    claims: list[str]


class StatusOut(Model):
    """Three things, never mixed: control, presence, basis. ``since`` is null where it has been so for as long as the
    record goes back."""

    on: date
    known_at: datetime | None
    state: StateCode
    name: str
    headline: str
    since: date | None
    control: list[Chance]
    presence: list[PresenceOut]
    basis: BasisOut
    reasons: list[ReasonOut]
    would_change: list[str]


class PlaceClaim(Model):
    """A claim on a place. ``speaks`` says whether it speaks for or against the state that is asked about (that of the
    day), or for neither; ``state`` is the state that it makes likeliest, null where it says nothing of control;
    ``weight`` its share in the estimate as a witness (0: a copy, or repeated)."""

    claim: ClaimOut
    speaks: Literal["for", "against", "neither"]
    state: StateCode | None
    weight: float


class ClaimGroup(Model):
    """The claims of the voices of one side, latest first; ``side`` is null for those of third parties and of the
    reports themselves. ``for_``, ``against`` count those that speak so."""

    side: str | None
    name: str
    total: int
    for_: Annotated[int, Field(alias="for")]
    against: int
    claims: list[PlaceClaim]


class PlaceDetail(Model):
    """One place on one day: status, history, and who says what. ``page`` and ``size`` hold for each group."""

    place: PlaceRef
    conflict: str
    first_day: date
    last_day: date
    status: StatusOut
    stretches: list[StretchOut]
    total: int
    page: int
    size: int
    groups: list[ClaimGroup]
