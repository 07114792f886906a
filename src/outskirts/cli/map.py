"""``outskirts map``: a picture of who holds what, as one file that works offline."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from outskirts.cli import options
from outskirts.cli.state import State, pass_state

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outskirts.publish.mapping.projection import Box
    from outskirts.publish.mapping.sheet import Outline, Subject
    from outskirts.query.record import Record
    from outskirts.vocabulary import Place, Status

SHOWN = ("settlement", "municipality", "quarter", "site")
MOST = 150


@click.command("map")
@click.option("--on", type=options.DAY, metavar="DAY", help="The day shown; the ledger's last day without it.")
@options.known_at
@options.conflict
@click.option("--around", metavar="PLACE", help="Only what lies around a place.")
@click.option("--km", type=click.FloatRange(1, 5000), default=60, show_default=True, help="How far around.")
@click.option("--format", "form", type=click.Choice(["html", "svg"]), help="By the name of the file, else HTML.")
@options.output
@pass_state
def command(
    state: State,
    on: date | None,
    known_at: datetime | None,
    conflict: str | None,
    around: str | None,
    km: float,
    form: str | None,
    output: Path | None,
) -> int:
    """Places by holder (colour and shape), how surely (faint or full), contested striped, parts as sectors.

    Under the picture every place has its status with the sentences that it rests on. One file, no script, no
    request; fit for print. Boundaries are drawn where the gazetteer has them (outskirts gazetteer add FILE).

    \b
    Examples:
      outskirts map --on 2024-10-08 -o map.html
      outskirts map --around Toretsk --km 30 -o toretsk.svg
      outskirts map --on 2024-10-08 --known-at 2024-10-08 -o as-known-then.html
    """
    from outskirts.query.record import choose, opened

    held = opened(state.ledger, state.conflicts, known_at)
    record = choose(held, conflict, state.conflicts)
    write(state, record, chosen(state, record, around, km), on or record.last_day, form, output)
    return state.exit_code()


def write(state: State, record: Record, places: list[Place], day: date, form: str | None, output: Path | None) -> None:
    """The map of places on a day, as ``form`` or as the name of the file says. Raises NotKnown where there is none."""
    from outskirts.errors import NotKnown
    from outskirts.publish import map_page

    if not places:
        raise NotKnown("there is no place with a point to draw", "add reports, or ask for a wider area with --km")
    subject = subject_of(state, record, [record.status(place, day) for place in places], day)
    form = form or ("svg" if output and output.suffix == ".svg" else "html")
    with options.writing(output) as file:
        file.write(map_page.html(subject, record.cited) if form == "html" else map_page.svg(subject))


def chosen(state: State, record: Record, around: str | None, km: float) -> list[Place]:
    """Towns with a point of their own, those most spoken of first."""
    towns = [p for p in record.places.values() if p.kind in SHOWN and p.lat is not None and not p.located_by]
    if around is not None:
        from outskirts.detect.gazetteer.geometry import distance_km
        from outskirts.query.naming import find

        middle = find(state, around).place
        lat, lon = middle.lat, middle.lon
        if lat is None or lon is None:
            return []
        towns = [p for p in towns if distance_km(lat, lon, p.lat or 0.0, p.lon or 0.0) <= km]
    return sorted(towns, key=lambda p: (-len(record.by_place[p.id]), p.id))[:MOST]


def subject_of(state: State, record: Record, statuses: list[Status], day: date) -> Subject:
    """With neighbouring towns, the cities of the locator, and the boundaries that the gazetteer has."""
    from outskirts.publish.mapping.sheet import Subject, frame_of

    frame = frame_of([status.place for status in statuses]).box
    return Subject(
        title=record.conflict.name,
        on=day,
        statuses=tuple(statuses),
        sides=record.sides,
        known_at=record.known_at,
        towns=largest(state, frame, 200),
        cities=largest(state, frame.grown(2.0) if frame.north - frame.south > 4 else wide(frame), 40),
        outlines=tuple(outlines(state)),
    )


def wide(box: Box) -> Box:
    """About what the locator shows."""
    lat, lon = (box.south + box.north) / 2, (box.west + box.east) / 2
    return type(box)(lat - 6, lon - 9, lat + 6, lon + 9)


def largest(state: State, box: Box, most: int) -> tuple[Place, ...]:
    """The most populous settlements within a box."""
    from outskirts.detect.gazetteer.geometry import distance_km

    lat, lon = (box.south + box.north) / 2, (box.west + box.east) / 2
    reach = distance_km(lat, lon, box.north, box.east)
    near = state.gazetteer.near(lat, lon, reach, kinds=("settlement",), limit=1_000_000)
    inside = (p for p, _ in near if p.population and box.holds(p.lat or 0.0, p.lon or 0.0))
    return tuple(sorted(inside, key=lambda p: (-p.population, p.id))[:most])


def outlines(state: State) -> Iterable[Outline]:
    import json

    from outskirts.publish.mapping.sheet import Outline

    for place, text in state.gazetteer.boundaries():
        yield Outline(place.name, tuple(tuple((lat, lon) for lon, lat, *_ in ring) for ring in rings(json.loads(text))))


def rings(geometry: dict[str, Any]) -> Iterable[list[list[float]]]:
    """All rings of a GeoJSON polygon or multipolygon."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry.get("coordinates", [])]
    return (ring for polygon in polygons for ring in polygon) if geometry["type"].endswith("Polygon") else ()
