"""Which typed fields have claims, stretches, statuses and events? One list for Parquet, GeoPackage and frames.

Types: "text", "day" (date), "moment" (aware UTC), "whole" (int), "real" (float), "list" (of text). None is missing;
text is never guarded against spreadsheets here, since these tables are opened by programs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from outskirts.publish.cite import Cited
from outskirts.publish.exports.coding import Coded, coded
from outskirts.publish.exports.material import Happening, origins_of, under
from outskirts.publish.exports.tables import place_of, through
from outskirts.vocabulary import Place, Status, Stretch

Row = TypeVar("Row")
TYPES = ("text", "day", "moment", "whole", "real", "list")


@dataclass(frozen=True, slots=True)
class Field(Generic[Row]):
    name: str
    type: str
    value: Callable[[Row], Any]


def rows(values: Iterable[Row], fields: Iterable[Field[Row]]) -> dict[str, list[Any]]:
    """Columns by name, in the order of the fields."""
    listed = list(fields)
    columns: dict[str, list[Any]] = {field.name: [] for field in listed}
    for value in values:
        for field in listed:
            columns[field.name].append(field.value(value))
    return columns


def utc(moment: datetime | None) -> datetime | None:
    return moment.astimezone(UTC) if moment else None


def placed(of: Callable[[Row], Place | None]) -> tuple[Field[Row], ...]:
    """The fields of a place; ``located_by`` names the unit whose point stands in for the place's own."""

    def field(name: str, type_: str, value: Callable[[Place], Any]) -> Field[Row]:
        return Field(name, type_, lambda row: value(place) if (place := of(row)) is not None else None)

    return (
        field("place_id", "text", lambda p: p.id),
        field("country", "text", lambda p: p.country or None),
        field("admin1", "text", lambda p: p.admin1 or None),
        field("lat", "real", lambda p: p.lat),
        field("lon", "real", lambda p: p.lon),
        field("located_by", "text", lambda p: p.located_by or None),
    )


CLAIM_FIELDS: tuple[Field[Cited], ...] = (
    Field("claim_id", "text", lambda c: c.claim.id),
    Field("report_id", "text", lambda c: c.claim.report_id),
    Field("published", "moment", lambda c: utc(c.published)),
    Field("outlet", "text", lambda c: c.outlet or None),
    Field("speaker", "text", lambda c: c.claim.speakers[0].name if c.claim.speakers else None),
    Field("speaker_side", "text", lambda c: c.voice_side),
    Field("via", "text", lambda c: through(c) or None),
    Field("stance", "text", lambda c: str(c.claim.stance)),
    Field("kind", "text", lambda c: str(c.claim.kind)),
    Field("trigger", "text", lambda c: c.claim.trigger.text),
    Field("actor", "text", lambda c: c.claim.actor.name if c.claim.actor else None),
    Field("actor_side", "text", lambda c: c.claim.actor.side if c.claim.actor else None),
    Field("target", "text", lambda c: c.claim.target.name if c.claim.target else None),
    Field("target_side", "text", lambda c: c.claim.target.side if c.claim.target else None),
    Field("place", "text", lambda c: c.claim.place.name if c.claim.place else None),
    Field("relation", "text", lambda c: str(c.claim.place.relation) if c.claim.place else None),
    Field("bearing", "text", lambda c: str(c.claim.place.bearing) if c.claim.place and c.claim.place.bearing else None),
    Field("part", "text", lambda c: c.claim.place.part or None if c.claim.place else None),
    *placed(place_of),
    Field("start", "day", lambda c: c.claim.when.start),
    Field("end", "day", lambda c: c.claim.when.end),
    Field("said", "day", lambda c: c.claim.said),
    Field("low", "whole", lambda c: c.claim.quantity.low if c.claim.quantity else None),
    Field("high", "whole", lambda c: c.claim.quantity.high if c.claim.quantity else None),
    Field("sentence", "text", lambda c: c.quote.text),
    Field("trigger_start", "whole", lambda c: c.claim.trigger.start),
    Field("trigger_end", "whole", lambda c: c.claim.trigger.end),
    Field("verdict", "text", lambda c: c.verdict or None),
    Field("url", "text", lambda c: c.url or None),
)


def stretch_fields(cited: Mapping[str, Cited]) -> tuple[Field[Stretch], ...]:
    """``end`` is exclusive and missing while the stretch goes on."""
    return (
        Field("name", "text", lambda s: s.place.name),
        Field("start", "day", lambda s: s.start),
        Field("end", "day", lambda s: s.end),
        Field("status", "text", lambda s: s.holder),
        Field("probability", "real", lambda s: s.p),
        Field("basis", "text", lambda s: str(s.basis)),
        *placed(of_stretch),
        Field("claims", "list", lambda s: list(s.claim_ids)),
        Field("outlets", "list", lambda s: list(origins_of(s.claim_ids, cited).outlets)),
        Field("urls", "list", lambda s: list(origins_of(s.claim_ids, cited).urls)),
    )


def of_stretch(stretch: Stretch) -> Place | None:
    return stretch.place


def status_fields(cited: Mapping[str, Cited], sides: Iterable[str]) -> tuple[Field[Status], ...]:
    """With a field ``p_SIDE`` for the probability of each side and ``p_CONTESTED``."""

    def chance(code: str) -> Field[Status]:
        return Field(f"p_{code}", "real", lambda s: s.control.get(code))

    return (
        Field("name", "text", lambda s: s.place.name),
        Field("on", "day", lambda s: s.on),
        Field("status", "text", lambda s: s.holder),
        Field("since", "day", lambda s: s.since),
        Field("basis", "text", lambda s: str(s.basis)),
        *(chance(code) for code in sides),
        *placed(of_status),
        Field("inside", "list", lambda s: sorted({p.side for p in s.presence})),
        Field("claims", "list", lambda s: list(under(s))),
        Field("outlets", "list", lambda s: list(origins_of(under(s), cited).outlets)),
        Field("urls", "list", lambda s: list(origins_of(under(s), cited).urls)),
    )


def of_status(status: Status) -> Place | None:
    return status.place


def of_event(row: Coded) -> Place | None:
    return row.place


EVENT_FIELDS: tuple[Field[Coded], ...] = (
    Field("event_id", "text", lambda e: e.event.id),
    Field("kind", "text", lambda e: str(e.event.kind)),
    Field("start", "day", lambda e: e.event.days.start),
    Field("end", "day", lambda e: e.event.days.end),
    Field("place", "text", lambda e: e.place_name or None),
    *placed(of_event),
    Field("actor", "text", lambda e: e.actor or None),
    Field("actor_side", "text", lambda e: e.actor_side.code if e.actor_side else None),
    Field("target", "text", lambda e: e.target or None),
    Field("target_side", "text", lambda e: e.target_side.code if e.target_side else None),
    Field("deaths_best", "whole", lambda e: e.event.best),
    Field("deaths_low", "whole", lambda e: e.event.low),
    Field("deaths_high", "whole", lambda e: e.event.high),
    Field("acled_type", "text", lambda e: e.codes.type or None),
    Field("acled_sub_type", "text", lambda e: e.codes.sub or None),
    Field("plover", "text", lambda e: e.codes.plover or None),
    Field("cameo", "text", lambda e: e.codes.cameo or None),
    Field("conflict", "text", lambda e: e.conflict.id if e.conflict else None),
    Field("claims", "list", lambda e: list(e.origins.claims)),
    Field("outlets", "list", lambda e: list(e.origins.outlets)),
    Field("urls", "list", lambda e: list(e.origins.urls)),
)


def event_rows(happenings: Iterable[Happening]) -> list[Coded]:
    return [coded(one) for one in happenings]
