"""How do the roads stand? What reports say of each, whose ground it runs through, and what hangs by a place on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date

from outskirts.detect import routes as files
from outskirts.errors import NotKnown
from outskirts.merge.ground import beliefs
from outskirts.merge.ground import settings as numbers
from outskirts.merge.ground.terrain import Terrain
from outskirts.merge.roads import network, reported, sections
from outskirts.merge.roads.network import Edge, WhatIf
from outskirts.merge.roads.reported import Reported, Word
from outskirts.merge.roads.sections import Holder, Section
from outskirts.query.ground import terrain as laid_out
from outskirts.query.naming import find
from outskirts.query.record import Record
from outskirts.query.sources import Sources
from outskirts.vocabulary import Claim, Place, Route

CLOSED = ("cut", "threatened")


@dataclass(frozen=True, slots=True)
class Road:
    """A road on a day: ``latest`` what the last word on it says that is not too old (None: none does), ``said`` all
    that was said of it up to then, latest first; ``sections`` whose ground it runs through."""

    route: Route
    latest: Reported | None
    said: tuple[Reported, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Roads:
    """The roads of a conflict on a day; ``held`` who holds each town on them, by its id."""

    on: date
    roads: tuple[Road, ...]
    held: dict[str, Holder]

    @property
    def routes(self) -> tuple[Route, ...]:
        return tuple(road.route for road in self.roads)

    @property
    def doubtful(self) -> frozenset[Edge]:
        """Stretches that the latest word says are cut or threatened: those at the towns that it names, or all of a road
        of which it names none."""
        return frozenset(pair for road in self.roads for pair in closed(road))


def roads(sources: Sources, record: Record, on: date, ground: Terrain | None = None) -> Roads:
    """``ground`` is the terrain where it is at hand. Raises NotKnown where no road of the conflict is known."""
    folder = sources.config.home / files.FOLDER
    routes = files.located(files.written(folder), sources.gazetteer, record.conflict)
    if not routes:
        what = f"no road of {record.conflict.id} is known"
        raise NotKnown(what, f"write some into a file in {folder}; docs/data-files.md has the format")
    ground = ground or laid_out(sources.gazetteer, record.conflict, tuple(record.places.values()))
    told = beliefs.heard(record.testimonies, record.model, (on,), record.known_at)
    held = sections.holders(routes, ground, beliefs.ground(ground, told, 0, numbers.load()))
    said = reported.reported(routes, words(record), on)
    drawn = (road_on(route, said.get(route.id, ()), held, on) for route in routes)
    return Roads(on, tuple(drawn), held)


def road_on(route: Route, said: tuple[Reported, ...], held: dict[str, Holder], on: date) -> Road:
    return Road(route, reported.now(said, on), said, sections.sections(route, held))


def words(record: Record) -> list[Word]:
    """What the record says, with the sentences that it says it in."""
    return [
        Word(one.claim, one.quote.text, day_of(one.claim) or one.published.astimezone(UTC).date())
        for one in record.cited.values()
        if one.published is not None
    ]


def day_of(claim: Claim) -> date | None:
    return claim.when.end or claim.when.start or claim.said


def closed(road: Road) -> set[Edge]:
    word = road.latest
    if word is None or word.state not in CLOSED or not word.named:
        return set()
    pairs = zip(road.route.places, road.route.places[1:], strict=False)
    return {network.edge(a, b) for a, b in pairs if not word.at or {a.id, b.id} & set(word.at)}


def if_lost(sources: Sources, found: Roads, name: str, side: str | None = None) -> WhatIf:
    """What hangs by a place, if the side that holds it (or is likeliest to), or ``side``, loses it. Raises NotKnown
    where no road passes it."""
    place = on_road(sources, found, name)
    return network.what_if(found.routes, found.held, place.id, side or found.held[place.id].leaning, found.doubtful)


def on_road(sources: Sources, found: Roads, name: str) -> Place:
    named = [holder.place for holder in found.held.values() if name in (holder.place.id, holder.place.name)]
    if named:
        return named[0]
    place = find(sources, name).place
    ids = {place.id, *sources.ids_of(place)}
    for holder in found.held.values():
        if holder.place.id in ids:
            return holder.place
    raise NotKnown(f"no known road passes {place.name}", "outskirts routes shows which towns they pass")
