"""What do all answers share? Frozen models of exactly these fields; references to places, sides and wars."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

Probability = Annotated[float, Field(ge=0, le=1)]
DayNumber = Annotated[int, Field(description="Days since 1970-01-01.")]
StateCode = Annotated[str, Field(description="A side's code, CONTESTED or UNKNOWN.")]


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", serialize_by_alias=True, validate_by_name=True)


class Trouble(Model):
    """What went wrong, and what to do about it."""

    error: str
    remedy: str = ""


class SideRef(Model):
    """A side of a war; ``colour`` as ``#rrggbb``. Only a belligerent can hold ground."""

    code: str
    name: str
    colour: str
    belligerent: bool


class ConflictRef(Model):
    """A war that is known; ``claims`` is how many of the ledger's lie on its ground."""

    id: str
    name: str
    start: date
    end: date | None
    claims: int
    sides: list[SideRef]


class PlaceRef(Model):
    """A place of the gazetteer. ``located_by`` names the unit whose point stands in for its own, null: none does."""

    id: str
    name: str
    lat: float | None
    lon: float | None
    kind: str
    country: str
    admin1: str
    admin2: str
    population: int
    located_by: str | None


class Overview(Model):
    """How much the record of one war holds as known at ``known_at`` (null: now). ``last_known`` is when the newest of
    its reports could be known; ``mark`` changes whenever the ledger does."""

    conflict: ConflictRef
    known_at: datetime | None
    first_day: date
    last_day: date
    first_known: datetime | None
    last_known: datetime | None
    reports: int
    claims: int
    places: int
    outlets: int
    voices: int
    disputes: int
    open_disputes: int
    mark: str
    review: bool = Field(description="Whether this server takes reviews (it was given a token).")


class ExportFormat(Model):
    """A format of export: what it holds, and what a row of it is."""

    name: str
    what: str
    rows: str
    media: str
    filename: str


class Feature(Model):
    """A feature of GeoJSON (RFC 7946)."""

    type: str = "Feature"
    id: str | None = None
    geometry: dict[str, Any] | None
    properties: dict[str, Any]


class Areas(Model):
    """GeoJSON of ground, lines of contact and their bands on a day; ``shares`` tell how much of each region each side
    has: of places, of square kilometres, and as expected with what is low and high."""

    type: str = "FeatureCollection"
    note: str
    conflict: str
    on: date
    known_at: datetime | None
    shares: list[dict[str, Any]]
    features: list[Feature]


class Roads(Model):
    """Roads of a war on a day. ``reported`` of a road is what the latest word on it says that is not too old, null:
    none does; ``sections`` tell whose ground it runs through from town to town."""

    note: str
    conflict: str
    on: date
    roads: list[dict[str, Any]]


class FeatureCollection(Model):
    """GeoJSON (RFC 7946): longitude first, WGS84."""

    type: str = "FeatureCollection"
    features: list[Feature]
