"""What is on the map of some day? The places shown, their neighbours for orientation, and the boundaries."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from outskirts.detect.gazetteer.geometry import distance_km
from outskirts.errors import NotKnown
from outskirts.merge.ground.areas import Areas
from outskirts.publish.mapping.projection import Box
from outskirts.publish.mapping.sheet import Outline, Subject, frame_of
from outskirts.query.ground import areas
from outskirts.query.naming import find
from outskirts.query.record import Record
from outskirts.query.sources import Sources
from outskirts.vocabulary import Place, Status

SHOWN = ("settlement", "municipality", "quarter", "site")
MOST = 150
AROUND = 0.25  # of the sheet: ground beyond its edge tells where a line runs on it


def chosen(sources: Sources, record: Record, around: str | None, km: float) -> list[Place]:
    """Towns with a point of their own, those most spoken of first."""
    towns = [p for p in record.places.values() if p.kind in SHOWN and p.lat is not None and not p.located_by]
    if around is not None:
        middle = find(sources, around).place
        lat, lon = middle.lat, middle.lon
        if lat is None or lon is None:
            return []
        towns = [p for p in towns if distance_km(lat, lon, p.lat or 0.0, p.lon or 0.0) <= km]
    return sorted(towns, key=lambda p: (-len(record.by_place[p.id]), p.id))[:MOST]


def subject_of(sources: Sources, record: Record, statuses: list[Status], day: date, ground: bool = False) -> Subject:
    """With neighbouring towns, the cities of the locator, the boundaries that the gazetteer has and, with ``ground``,
    what is inferred of the ground around the places (a second or two)."""
    frame = frame_of([status.place for status in statuses]).box
    return Subject(
        title=record.conflict.name,
        on=day,
        statuses=tuple(statuses),
        sides=record.sides,
        known_at=record.known_at,
        towns=largest(sources, frame, 200),
        cities=largest(sources, frame.grown(2.0) if frame.north - frame.south > 4 else wide(frame), 40),
        outlines=tuple(outlines(sources)),
        areas=ground_of(sources, record, frame, day) if ground else None,
    )


def ground_of(sources: Sources, record: Record, box: Box, day: date) -> Areas | None:
    """The ground within a box and a little around it; None where the gazetteer has no places there."""
    around = box.grown(AROUND)
    try:
        return areas(sources, record, day, (around.west, around.south, around.east, around.north))
    except NotKnown:
        return None


def wide(box: Box) -> Box:
    """About what the locator shows."""
    lat, lon = (box.south + box.north) / 2, (box.west + box.east) / 2
    return type(box)(lat - 6, lon - 9, lat + 6, lon + 9)


def largest(sources: Sources, box: Box, most: int) -> tuple[Place, ...]:
    """The most populous settlements within a box."""
    lat, lon = (box.south + box.north) / 2, (box.west + box.east) / 2
    reach = distance_km(lat, lon, box.north, box.east)
    near = sources.gazetteer.near(lat, lon, reach, kinds=("settlement",), limit=1_000_000)
    inside = (p for p, _ in near if p.population and box.holds(p.lat or 0.0, p.lon or 0.0))
    return tuple(sorted(inside, key=lambda p: (-p.population, p.id))[:most])


def outlines(sources: Sources) -> Iterable[Outline]:
    for place, text in sources.gazetteer.boundaries():
        yield Outline(place.name, tuple(tuple((lat, lon) for lon, lat, *_ in ring) for ring in rings(json.loads(text))))


def rings(geometry: dict[str, Any]) -> Iterable[list[list[float]]]:
    """All rings of a GeoJSON polygon or multipolygon."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry.get("coordinates", [])]
    return (ring for polygon in polygons for ring in polygon) if geometry["type"].endswith("Polygon") else ()
