"""What stands where on the map's sheet? Places, names, background, legend, locator, as values that a template draws."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from outskirts.merge.ground.areas import Areas
from outskirts.publish.mapping import labels, land, marks, projection
from outskirts.publish.mapping.areas import Underlay, underlay
from outskirts.publish.mapping.furniture import Graticule, Locator, Panel, graticule, locator, panel
from outskirts.publish.mapping.labels import Label, Rectangle, Wish
from outskirts.publish.mapping.land import Ground
from outskirts.publish.mapping.marks import Mark, Sector
from outskirts.publish.mapping.projection import Frame
from outskirts.vocabulary import CONTESTED, UNKNOWN, Place, Side, Status

WIDTH, HEIGHT = 1200, 800
MAP_WIDTH = 890
PADDING = 56.0
EDGE = Rectangle(8, 8, MAP_WIDTH - 8, HEIGHT - 22)
TOWNS = 28
APART = 42.0
CITY = 200_000


@dataclass(frozen=True, slots=True)
class Outline:
    """A boundary to draw under the places: rings or lines of (lat, lon)."""

    name: str
    lines: tuple[tuple[tuple[float, float], ...], ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """What the map is of. ``statuses`` of places without a point are left to the list; ``towns`` are neighbours for
    orientation, ``cities`` those named in the locator; ``areas`` the ground to tint under the places."""

    title: str
    on: date
    statuses: tuple[Status, ...]
    sides: Mapping[str, Side]
    known_at: datetime | None = None
    towns: tuple[Place, ...] = ()
    cities: tuple[Place, ...] = ()
    outlines: tuple[Outline, ...] = ()
    areas: Areas | None = None


@dataclass(frozen=True, slots=True)
class Pin:
    status: Status
    x: float
    y: float
    radius: float
    mark: Mark
    sectors: tuple[Sector, ...]


@dataclass(frozen=True, slots=True)
class Town:
    name: str
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything drawn, in sheet units; ``patterns`` are the pairs of colours of contested places by id."""

    title: str
    frame: Frame
    ground: Ground
    underlay: Underlay
    outlines: tuple[str, ...]
    graticule: Graticule
    pins: tuple[Pin, ...]
    labels: tuple[Label, ...]
    towns: tuple[Town, ...]
    town_labels: tuple[Label, ...]
    patterns: tuple[tuple[str, str, str], ...]
    panel: Panel
    locator: Locator
    width: int = WIDTH
    height: int = HEIGHT
    map_width: int = MAP_WIDTH


def compose(subject: Subject) -> Sheet:
    """The sheet of a subject. Raises ValueError where no place has a point."""
    located = [s for s in subject.statuses if point(s.place) is not None]
    frame = frame_of([s.place for s in located])
    radii = sizes([s.place for s in located], frame)
    pins = tuple(pin(s, frame, radii[s.place.id], subject.sides) for s in sorted(located, key=drawing_order))
    names, towns, town_names = set_names(pins, subject.towns, frame)
    ground, under = land.ground(frame), underlay(subject.areas, frame, subject.sides)
    shown = tuple(p.status for p in pins)
    return Sheet(
        title=subject.title,
        frame=frame,
        ground=ground,
        underlay=under,
        outlines=tuple(outline_path(o, frame) for o in subject.outlines),
        graticule=graticule(frame),
        pins=pins,
        labels=names,
        towns=towns,
        town_labels=town_names,
        patterns=patterns(pins, subject.sides),
        panel=panel(subject.title, subject.on, subject.known_at, shown, subject.sides, frame, under),
        locator=locator(frame, subject.cities),
    )


def point(place: Place) -> tuple[float, float] | None:
    return (place.lat, place.lon) if place.lat is not None and place.lon is not None else None


def frame_of(places: Sequence[Place]) -> Frame:
    points = [found for found in map(point, places) if found is not None]
    return projection.fit(projection.around(points), 0, 0, MAP_WIDTH, HEIGHT, PADDING)


def drawing_order(status: Status) -> tuple[bool, int, str]:
    """Large places first, so that small ones lie on top; contested ones on top of all."""
    return status.holder == CONTESTED, -status.place.population, status.place.id


def sizes(places: Sequence[Place], frame: Frame) -> dict[str, float]:
    """The radius of each place by its id, smaller where another is so near that the marks would cover each other."""
    spots = {place.id: frame.xy(*found) for place in places if (found := point(place)) is not None}
    radii = {}
    for place in places:
        here = spots[place.id]
        near = min((math.dist(here, there) for id_, there in spots.items() if id_ != place.id), default=math.inf)
        radii[place.id] = min(marks.radius(place.population), max(marks.LEAST, near * 0.48))
    return radii


def pin(status: Status, frame: Frame, size: float, sides: Mapping[str, Side]) -> Pin:
    lat, lon = point(status.place) or (0.0, 0.0)
    x, y = frame.xy(lat, lon)
    return Pin(status, x, y, size, marks.mark(status, x, y, size, sides), marks.sectors(status, x, y, size, sides))


def set_names(
    pins: Sequence[Pin], towns: Sequence[Place], frame: Frame
) -> tuple[tuple[Label, ...], tuple[Town, ...], tuple[Label, ...]]:
    """Names of the places, then of as many neighbouring towns as find room."""
    taken = [labels.around(p.x, p.y, reach(p)) for p in pins]
    names = labels.place([wish(p) for p in pins], taken, EDGE)
    taken += [label.box for label in names]
    shown = [t for t in neighbours(towns, pins, frame) if free(t, taken)][:TOWNS]
    taken += [labels.around(t.x, t.y, t.radius + 1) for t in shown]
    wishes = [Wish(t.name, t.name, t.x, t.y, t.radius, 12.5, -n) for n, t in enumerate(shown)]
    town_names = labels.place(wishes, taken, EDGE)
    named = {label.key for label in town_names}
    return names, tuple(t for t in shown if t.name in named), town_names


def reach(p: Pin) -> float:
    return p.radius * 1.2 + (8.0 if p.sectors else 0.0)


def wish(p: Pin) -> Wish:
    status = p.status
    weight = {CONTESTED: 2.0, UNKNOWN: 0.0}.get(status.holder, 1.0)
    rank = weight * 10 + p.radius
    return Wish(status.place.id, status.place.name, p.x, p.y, reach(p), 15.0, rank, bold=True, far=True)


def neighbours(towns: Sequence[Place], pins: Sequence[Pin], frame: Frame) -> list[Town]:
    """Towns in the frame that are no place of the map, largest first, one of each name and none close to a larger
    one (a city's own quarters)."""
    known = {p.status.place.id for p in pins} | {p.status.place.name for p in pins}
    found: dict[str, Town] = {}
    cities = [p for p in pins if p.status.place.population > CITY]
    larger = [((p.x, p.y), 1.6 * APART) for p in cities]
    for place in sorted(towns, key=lambda t: (-t.population, t.id)):
        where = point(place)
        if where is None or place.id in known or place.name in known or place.name in found:
            continue
        if frame.shows(*where, margin=18):
            x, y = frame.xy(*where)
            if any(math.dist((x, y), spot) < reach for spot, reach in larger):
                continue
            larger.append(((x, y), APART))
            found[place.name] = Town(place.name, x, y, 2.2 if place.population < 100_000 else 3.4)
    return list(found.values())


def free(town: Town, taken: Sequence[Rectangle]) -> bool:
    dot = labels.around(town.x, town.y, town.radius + 2)
    return not any(dot.meets(other) for other in taken)


def outline_path(outline: Outline, frame: Frame) -> str:
    window = frame.box.grown(0.05)
    parts = (part for line in outline.lines for part in land.cut_line([(lon, lat) for lat, lon in line], window))
    return "".join(land.path(part, frame) for part in parts)


def patterns(pins: Sequence[Pin], sides: Mapping[str, Side]) -> tuple[tuple[str, str, str], ...]:
    pairs = {marks.rivals(p.status, sides) for p in pins if p.status.holder == CONTESTED}
    return tuple(
        (marks.pattern(*pair), marks.colour(pair[0], sides), marks.colour(pair[1], sides)) for pair in sorted(pairs)
    )
