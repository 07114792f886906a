"""What follows from claims: status, presence, stretches, reasons, disputes, events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from outskirts.vocabulary.mentions import Days, Place
from outskirts.vocabulary.terms import Basis, Bearing, Kind, Relation


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a status is as it is: one claim's weight for one holder, in plain words. ``weight`` is the log-likelihood
    ratio
    that it moved the estimate by, positive for ``holder``."""

    text: str
    holder: str
    weight: float
    claim_id: str | None = None


@dataclass(frozen=True, slots=True)
class Presence:
    """A side whose forces are reported inside a place, in which part, since when, on which claims."""

    side: str
    since: date | None
    relation: Relation = Relation.IN
    bearing: Bearing | None = None
    part: str = ""
    claim_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Status:
    """Three things, never mixed: control (probabilities of every side, CONTESTED; they sum to 1), presence, basis.

    ``holder`` is the side or CONTESTED that is most likely, or UNKNOWN where none reaches the threshold of the method.
    ``since`` is the first day of the stretch over which it has been so; ``would_change`` says in words what would.
    """

    place: Place
    on: date
    holder: str
    control: Mapping[str, float]
    presence: tuple[Presence, ...] = ()
    basis: Basis = Basis.NONE
    reasons: tuple[Reason, ...] = ()
    known_at: datetime | None = None
    since: date | None = None
    would_change: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days over which one place had one holder: ``start`` inclusive, ``end`` exclusive (None: goes on); ``p`` the mean
    probability of the holder over them (of the likeliest state where the holder is UNKNOWN); ``claim_ids`` the claims
    that speak for it, earliest first."""

    place: Place
    start: date
    end: date | None
    holder: str
    p: float
    basis: Basis = Basis.NONE
    claim_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dispute:
    """A contradiction: ``claimed_by`` says that ``holder`` holds the place, ``denied_by`` that it does not.
    ``since`` is the
    day on which both had been said; ``settled`` says in words how and when it ended, empty while it is open."""

    place: Place
    holder: str
    claimed_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    since: date
    claim_ids: tuple[str, ...]
    settled: str = ""
    settled_on: date | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Claims, across reports and days, that speak of one happening."""

    id: str
    kind: Kind
    place: Place | None
    days: Days
    claim_ids: tuple[str, ...]
    best: int | None = None
    low: int | None = None
    high: int | None = None
