"""``outskirts export``: claims and statuses as open data."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from outskirts.cli import options
from outskirts.cli.state import State, pass_state

if TYPE_CHECKING:
    from outskirts.publish.cite import Cited
    from outskirts.query.record import Record
    from outskirts.vocabulary import Place, Stretch

# Smaller places, and farther ones where the ground is thickly settled, are left out of what is told by words nearby.
LEAST_PEOPLE = 400
MOST_AROUND = 400
FORMATS = {
    "timeline-csv": "who held each place from when to when; name,lat,lon,from,to,status first",
    "timeline-geojson": "the same as GeoJSON, a point a stretch",
    "status-geojson": "the status of every place on a day, with probabilities and reasons",
    "claims-csv": "claims, one a row, with the sentence",
    "claims-hxl": "the same with a row of HXL tags",
    "claims-geojson": "claims at their places",
    "claims-jsonl": "claims as they are read, one report a line",
}
TABLE = "\n".join(f"      {name:<18}{what}" for name, what in FORMATS.items())


@click.command(
    "export",
    help=f"""Claims and statuses as open data, to standard output or a file.

    \b
    Formats:
{TABLE}

    \b
    Examples:
      outskirts export --format timeline-csv > timeline.csv
      outskirts export --format status-geojson --on 2024-10-08 -o status.geojson
      outskirts export --format timeline-csv --rule last      "the last claim wins", to compare
    """,
)
@click.option("--format", "form", type=click.Choice(list(FORMATS)), required=True, metavar="FORMAT")
@click.option("--rule", type=click.Choice(["filter", "last", "majority"]), default="filter", show_default=True)
@click.option(
    "--since", type=options.DAY, metavar="DAY", help="First day of timelines; that of the first word without it."
)
@click.option("--until", type=options.DAY, metavar="DAY", help="Last day of timelines.")
@click.option("--on", type=options.DAY, metavar="DAY", help="The day of statuses.")
@click.option(
    "--nearby/--no-nearby",
    default=True,
    help="Timelines also of places that nobody speaks of, where words on places around tell of them.",
)
@options.known_at
@click.option("--conflict", metavar="ID", help="One war only; all of them without it.")
@options.output
@pass_state
def command(
    state: State,
    form: str,
    rule: str,
    since: date | None,
    until: date | None,
    on: date | None,
    nearby: bool,
    known_at: datetime | None,
    conflict: str | None,
    output: Path | None,
) -> int:
    options.in_order(since, until)
    what, _, shape = form.partition("-")
    with options.writing(output) as file:
        if shape == "jsonl":
            reports(state, file, known_at)
        elif what == "claims" and conflict is None:
            claims(everything(state, known_at), shape, file)
        elif what == "claims":
            claims(chosen(state, known_at, conflict)[0].cited.values(), shape, file)
        elif what == "timeline":
            held = chosen(state, known_at, conflict)
            beside = [around(state, record) if nearby and rule == "filter" else [] for record in held]
            timeline(stretches(held, since, until, rule, beside), shape, file)
        else:
            statuses(chosen(state, known_at, conflict), on, file)
    return state.exit_code()


def chosen(state: State, known_at: datetime | None, conflict: str | None) -> list[Record]:
    from outskirts.query.record import choose, opened

    found = opened(state.ledger, state.conflicts, known_at)
    return list(found.values()) if conflict is None else [choose(found, conflict, state.conflicts)]


def everything(state: State, known_at: datetime | None) -> Iterable[Cited]:
    """All claims, also those on no conflict's ground."""
    from outskirts.ledger.values import AsOf, Query
    from outskirts.publish.cite import from_stored

    return map(from_stored, state.ledger.claims(Query(as_of=AsOf(published=known_at))))


def around(state: State, record: Record) -> list[Place]:
    """The settlements around those that the record speaks of, within the reach of a word."""
    from outskirts.merge.initial import covers

    reach = record.model.evidence.method.nearby.reach_km
    found: dict[str, Place] = {}
    for place in record.places.values():
        if place.kind == "settlement" and place.lat is not None and place.lon is not None and not place.located_by:
            near = state.gazetteer.near(place.lat, place.lon, reach, kinds=("settlement",), limit=MOST_AROUND)
            found |= {other.id: other for other, _ in near if other.population >= LEAST_PEOPLE}
    return [place for place in found.values() if covers(record.conflict.area, place)]


def stretches(
    held: list[Record], since: date | None, until: date | None, rule: str, beside: list[list[Place]]
) -> list[Stretch]:
    found: list[Stretch] = []
    for record, also in zip(held, beside, strict=True):
        first = since or record.first_day
        found += record.timeline(first, until or record.last_day, rule, also=also)
    return sorted(found, key=lambda s: (s.place.name, s.place.id, s.start))


def timeline(found: list[Stretch], shape: str, file: TextIO) -> None:
    from outskirts.cli.showing import json_text
    from outskirts.publish.exports import geojson, tables

    if shape == "geojson":
        file.write(json_text(geojson.collection(geojson.stretch(s) for s in found)) + "\n")
    else:
        tables.write(found, tables.TIMELINE, file)


def statuses(held: list[Record], on: date | None, file: TextIO) -> None:
    from outskirts.cli.showing import json_text
    from outskirts.publish.exports import geojson

    found = (record.status(place, on or record.last_day) for record in held for place in record.places.values())
    ordered = sorted(found, key=lambda s: (s.place.name, s.place.id))
    file.write(json_text(geojson.collection(geojson.status(s) for s in ordered)) + "\n")


def claims(cited: Iterable[Cited], shape: str, file: TextIO) -> None:
    from outskirts.cli.showing import json_text
    from outskirts.publish.exports import geojson, tables

    if shape == "geojson":
        file.write(json_text(geojson.collection(geojson.claim(one) for one in cited)) + "\n")
    else:
        tables.write(cited, tables.CLAIMS, file, tags=shape == "hxl")


def reports(state: State, file: TextIO, known_at: datetime | None) -> None:
    """Every report that stands, with its claims and the layers under them."""
    from outskirts.ledger.values import AsOf, Query
    from outskirts.publish import wire
    from outskirts.vocabulary import Reading

    as_of = AsOf(published=known_at)
    for held in state.ledger.reports(as_of):
        told = tuple(s.claim for s in state.ledger.claims(Query(report_ids=(held.report.id,), as_of=as_of)))
        kept = state.ledger.report(held.version)
        reading = Reading(held.report, told, kept.attributions, kept.places, kept.times, kept.problems)
        file.write(wire.line(reading) + "\n")
