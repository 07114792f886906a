"""What is told of the whole record: days, disputes, voices, events, differences, what a search finds."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from outskirts.serve.schemas.base import DayNumber, Model, PlaceRef, Probability, StateCode
from outskirts.serve.schemas.claims import ClaimOut, ReportLine


class Histogram(Model):
    """Claims a day, in columns: ``happened`` by the day that they speak of, ``published`` by that of publication. Days
    without any are left out."""

    conflict: str
    known_at: datetime | None
    day: list[DayNumber]
    happened: list[int]
    published: list[int]


class DisputeOut(Model):
    """``claimed_by`` say that ``state`` holds the place, ``denied_by`` that it does not; ``settled`` says in words how
    it ended, null while it is open."""

    place: PlaceRef
    state: StateCode
    name: str
    claimed_by: list[str]
    denied_by: list[str]
    since: date
    settled: str | None
    settled_on: date | None
    claims: list[str]


class DisputePage(Model):
    total: int
    open: int
    page: int
    size: int
    items: list[DisputeOut]


class Shares(Model):
    """By whether the voice speaks in its own side's interest, as a neutral, or against its side's interest."""

    gain: float
    neutral: float
    loss: float


class VoiceOut(Model):
    """How a voice has fared. Of its ``claims`` on control ``borne_out`` agree with what the whole record makes
    likeliest for that place and day, ``not_borne_out`` contradict it, and of ``undecided`` nothing can be said yet.
    ``heard`` counts independent words; ``reliability`` is what was learned, ``prior`` what its kind began with;
    ``grade`` is the Admiralty letter nearest to it, ``set_grade`` one that a person gave (null: none), which goes
    before."""

    key: str
    name: str
    side: str | None
    kind: str
    claims: int
    borne_out: int
    not_borne_out: int
    undecided: int
    heard: Shares
    reliability: Shares
    prior: Shares
    grade: str
    set_grade: str | None


class VoicePage(Model):
    total: int
    page: int
    size: int
    items: list[VoiceOut]


class EventOut(Model):
    """Claims of one happening, across reports. ``start`` and ``end`` are inclusive days; deaths as UCDP has them, null:
    nobody says. Codes are empty where a scheme has none."""

    id: str
    kind: str
    kind_words: str
    place: PlaceRef | None
    start: date | None
    end: date | None
    best: int | None
    low: int | None
    high: int | None
    acled_type: str
    acled_sub_type: str
    plover: str
    cameo: str
    claims: list[str]


class EventPage(Model):
    total: int
    page: int
    size: int
    items: list[EventOut]


class StateOn(Model):
    state: StateCode
    name: str
    p: Probability
    basis: str


class ChangeOut(Model):
    """A place that has another state: ``before`` is null where the record said nothing of it. ``claims`` are ids of
    those that make the difference, weightiest first."""

    place: PlaceRef
    before: StateOn | None
    after: StateOn
    claims: list[str]


class Comparison(Model):
    """The state of each place ``on`` a day as known at ``known_at``, where it differs from that ``against`` another day
    or as known at another time."""

    conflict: str
    on: date
    known_at: datetime | None
    against: date
    known_at_against: datetime | None
    total: int
    page: int
    size: int
    items: list[ChangeOut]


class RouteOut(Model):
    """What is said last of a road, bridge or other way: by whom, of which place or between which."""

    claim: ClaimOut
    place: PlaceRef | None
    words: str


class RoutePage(Model):
    total: int
    page: int
    size: int
    items: list[RouteOut]


class PlaceHit(Model):
    place: PlaceRef
    conflict: str | None
    claims: int


class Found(Model):
    """What a search finds, best first; the numbers say how much there is in all."""

    places: list[PlaceHit]
    claims: list[ClaimOut]
    claims_total: Annotated[int, Field(description="Claims that hold all the words.")]
    reports: list[ReportLine]
