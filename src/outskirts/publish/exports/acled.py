"""Happenings in the columns of ACLED's files, with our own columns after them.

An event is what several reports claim, not what a coder of ACLED has judged; ids are ours. What ACLED keeps and we do
not (associated actors, third units, scale of the source, tags) is empty.
"""

from __future__ import annotations

from typing import TextIO

from outskirts.group.codes import Book, load
from outskirts.publish.exports import tables
from outskirts.publish.exports.coding import Coded, acled_place, acled_time, coded
from outskirts.publish.exports.countries import countries
from outskirts.publish.exports.material import Material
from outskirts.publish.exports.tables import Column
from outskirts.publish.wire import day
from outskirts.vocabulary import Kind

CIVILIANS, UNIDENTIFIED = "Civilians", "Unidentified Armed Group"
VIOLENCE = "Political violence"


def write(material: Material, to: TextIO) -> None:
    tables.write(events(material), columns(load()), to)


def events(material: Material) -> list[Coded]:
    """Happenings that ACLED has a type for."""
    return [row for row in map(coded, material.happenings()) if row.codes.type]


def first(row: Coded, book: Book) -> str:
    """ACLED's first actor: the side by its name; of violence by nobody knows whom, ACLED's words for that."""
    if row.actor_side is not None or book.disorders[row.codes.type] != VIOLENCE:
        return row.actor_side.name if row.actor_side else ""
    return f"{UNIDENTIFIED} ({nation(row)})" if nation(row) else UNIDENTIFIED


def nation(row: Coded) -> str:
    known = countries().get(row.place.country) if row.place else None
    return known.name if known else ""


def aimed_at_civilians(row: Coded) -> bool:
    return row.event.kind == Kind.CASUALTIES or (row.target_side is not None and row.target_side.code == "CIV")


def second(row: Coded) -> str:
    """ACLED's second actor: the other side, or the civilians that people were killed among."""
    if row.event.kind == Kind.CASUALTIES and row.target_side is None:
        return CIVILIANS
    return row.target_side.name if row.target_side else ""


def second_force(row: Coded, book: Book) -> str:
    if second(row) == CIVILIANS:
        return book.forces["civilians"]
    return book.force(row.target_side)


def columns(book: Book) -> tuple[Column[Coded], ...]:
    def number(row: Coded) -> int | None:
        known = countries().get(row.place.country) if row.place else None
        return known.number if known else None

    def interaction(row: Coded) -> str:
        forces = [force for force in (book.force(row.actor_side), second_force(row, book)) if force]
        return "-".join(forces) if len(forces) == 2 else f"{forces[0]} only" if forces else ""

    def printed(row: Coded) -> int | None:
        moments = [one.published for one in row.claims if one.published]
        return int(max(moments).timestamp()) if moments else None

    return (
        Column("event_id_cnty", lambda r: r.event.id),
        Column("event_date", lambda r: day(r.event.days.start)),
        Column("year", lambda r: r.event.days.start.year if r.event.days.start else None),
        Column("time_precision", lambda r: acled_time(r.days)),
        Column("disorder_type", lambda r: book.disorders[r.codes.type]),
        Column("event_type", lambda r: r.codes.type),
        Column("sub_event_type", lambda r: r.codes.sub),
        Column("actor1", lambda r: first(r, book)),
        Column("assoc_actor_1", lambda r: ""),
        Column("inter1", lambda r: book.force(r.actor_side)),
        Column("actor2", second),
        Column("assoc_actor_2", lambda r: ""),
        Column("inter2", lambda r: second_force(r, book)),
        Column("interaction", interaction),
        Column("civilian_targeting", lambda r: "Civilian targeting" if aimed_at_civilians(r) else ""),
        Column("iso", number),
        Column("region", lambda r: book.regions.get(r.place.country, "") if r.place else ""),
        Column("country", nation),
        Column("admin1", lambda r: r.place.admin1 if r.place else ""),
        Column("admin2", lambda r: r.place.admin2 if r.place else ""),
        Column("admin3", lambda r: ""),
        Column("location", lambda r: r.place_name),
        Column("latitude", lambda r: r.place.lat if r.place else None),
        Column("longitude", lambda r: r.place.lon if r.place else None),
        Column("geo_precision", acled_place),
        Column("source", lambda r: "; ".join(r.origins.outlets)),
        Column("source_scale", lambda r: ""),
        Column("notes", lambda r: r.notes),
        Column("fatalities", lambda r: r.event.best or 0),
        Column("tags", lambda r: ""),
        Column("timestamp", printed),
        *extra(),
    )


def extra() -> tuple[Column[Coded], ...]:
    """What ACLED has no column for, last."""
    return (
        Column("end_date", lambda r: day(r.event.days.end)),
        Column("kind", lambda r: str(r.event.kind)),
        Column("actor_words", lambda r: r.actor),
        Column("target_words", lambda r: r.target),
        Column("fatalities_low", lambda r: r.event.low),
        Column("fatalities_high", lambda r: r.event.high),
        Column("plover", lambda r: r.codes.plover),
        Column("cameo", lambda r: r.codes.cameo),
        Column("located_by", lambda r: r.place.located_by if r.place else ""),
        Column("claims", lambda r: " ".join(r.origins.claims)),
        Column("outlets", lambda r: "; ".join(r.origins.outlets)),
        Column("urls", lambda r: " ".join(r.origins.urls)),
    )
