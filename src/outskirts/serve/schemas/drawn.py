"""What a map draws of one war, in as few bytes as will do: marks first, then names, then whose forces are inside."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from outskirts.serve.schemas.base import DayNumber, Model, StateCode
from outskirts.serve.schemas.places import Code, PartOut, Percent, PresenceColumns

Milli = Annotated[int, Field(description="Thousandths of a degree: about a hundred metres.")]
Count = Annotated[int, Field(ge=0)]


class Drawn(Model):
    """The places of a war, those most spoken of first, without their names (``/names`` has those, in the same order).
    ``people`` tells a population of about 10 ** (people / 20), 0: not known; ``inexact`` lists the places whose point
    is that of the unit around; ``rows`` is how many stretches each place has. The stretches of one place after another,
    in time: ``gap`` is how many days after the end of the one before (of the first: after ``first_day``) it begins,
    ``days`` how long it lasts (0: goes on), ``state`` points into ``states``, ``p`` is its mean probability in per
    cent. On days in no stretch a place is UNKNOWN."""

    conflict: str
    known_at: datetime | None
    first_day: DayNumber
    last_day: DayNumber
    mark: str
    states: list[StateCode]
    lat: list[Milli | None]
    lon: list[Milli | None]
    people: list[Count]
    claims: list[Count]
    inexact: list[Code]
    rows: list[Count]
    gap: list[int]
    days: list[Count]
    state: list[Code]
    p: list[Percent]


class Names(Model):
    """What the places are called, in the order of ``/map``: ``name`` as reports in English have it; ``at`` lists
    the places that the gazetteer knows another name of in the language asked for, ``local`` those names."""

    id: list[str]
    name: list[str]
    at: list[Code]
    local: list[str]
    kinds: list[str]
    kind: list[Code]
    admins: list[str]
    admin: list[Code]


class Insides(Model):
    """Whose forces are reported on which side of a place, or in its outskirts: what can be drawn beside it. ``place``
    points into the columns of ``/map``, ``side`` into its ``states``."""

    parts: list[PartOut]
    presence: PresenceColumns
