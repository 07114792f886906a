"""What is named: places of the gazetteer, places and days as a text names them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from outskirts.vocabulary.terms import Bearing, Relation
from outskirts.vocabulary.texts import Span


@dataclass(frozen=True, slots=True)
class Place:
    """A gazetteer entry. ``lat`` and ``lon`` are None where nobody gave any; ``located_by`` names the parent unit whose
    point stands in, or is empty where the point is the place's own. ``kind`` is one of country, region, district,
    municipality, settlement, quarter, river, lake, sea, mountain, road, site, area."""

    id: str
    name: str
    lat: float | None
    lon: float | None
    kind: str = "settlement"
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    population: int = 0
    located_by: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A gazetteer entry that a mention may mean, with its share of the belief (the shares of one mention sum to 1)."""

    place: Place
    score: float


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Words that name a place, or point back to one named before.

    ``name`` is the name meant (that of the antecedent where ``span`` is "the town"); ``candidates`` are ranked, best
    first, and empty where the gazetteer knows no such name. ``relation``, ``bearing`` and ``part`` say how the words
    around put it ("the eastern outskirts of X"); ``part`` holds the describing words. ``other`` is the far end of
    "between A and B" or of a road named by its ends. ``frame`` marks a name that only says where another lies ("east of
    X near Y", "Y (east of X)", "Y, X region").
    """

    span: Span
    name: str
    candidates: tuple[Candidate, ...] = ()
    relation: Relation = Relation.IN
    bearing: Bearing | None = None
    part: str = ""
    anaphoric: bool = False
    frame: bool = False

    @property
    def place(self) -> Place | None:
        return self.candidates[0].place if self.candidates else None


@dataclass(frozen=True, slots=True)
class Days:
    """Inclusive calendar days; an open end is None."""

    start: date | None
    end: date | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class TimeMention:
    """Words that name a time. ``type`` is DATE, TIME, DURATION or SET; ``value`` the TIMEX3 / ISO 8601 value, empty
    where
    it has none; ``days`` the days it covers as seen from the day of publication, None for a bare duration or set.
    ``shape`` tells how a happening lies to it: "during", "since", "until", "by", "before", "after"."""

    span: Span
    type: str
    value: str
    days: Days | None = None
    shape: str = "during"
