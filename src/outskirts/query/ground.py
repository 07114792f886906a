"""Whose ground is it? The places, boundaries and statuses that areas are inferred from, brought together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from outskirts.detect.gazetteer import Gazetteer
from outskirts.errors import NotKnown
from outskirts.merge.ground import beliefs
from outskirts.merge.ground.areas import Areas, shares_over
from outskirts.merge.ground.areas import areas as inferred
from outskirts.merge.ground.shares import Share
from outskirts.merge.ground.terrain import Terrain
from outskirts.merge.ground.terrain import terrain as laid_out
from outskirts.query.record import Record
from outskirts.query.sources import Sources
from outskirts.vocabulary import Conflict, Place

Window = tuple[float, float, float, float]


def terrain(gazetteer: Gazetteer, conflict: Conflict, heard: Sequence[Place] = ()) -> Terrain:
    """The ground of a conflict: takes a second or two, does not depend on the day, and is worth keeping. ``heard`` are
    the places that reports speak of. Raises NotKnown where the gazetteer has no place on it."""
    area = conflict.area
    places = gazetteer.within(area.countries, area.regions)
    beside = tuple(sorted({place.country for place in places} - set(area.countries)))
    around = gazetteer.within(beside) if beside else ()
    regions = gazetteer.within(kinds=("region",))
    found = laid_out(conflict, (*places, *around, *regions), heard, tuple(gazetteer.boundaries()))
    if not found.places:
        raise NotKnown(
            f"the gazetteer has no place on the ground of {conflict.id}", "add some: outskirts gazetteer add"
        )
    return found


def areas(sources: Sources, record: Record, on: date, window: Window | None = None, with_cells: bool = False) -> Areas:
    """The ground on a day as the record tells it; ``window`` (west, south, east, north) draws a part of it."""
    ground = terrain(sources.gazetteer, record.conflict, tuple(record.places.values()))
    return on_day(ground, record, on, window, with_cells)


def on_day(ground: Terrain, record: Record, on: date, window: Window | None = None, with_cells: bool = False) -> Areas:
    """The same where the terrain is at hand."""
    told = beliefs.heard(record.testimonies, record.model, (on,), record.known_at)
    return inferred(ground, told, window=window, with_cells=with_cells)


def shares(sources: Sources, record: Record, days: Sequence[date]) -> list[Share]:
    """How much of each country and region each side has on each of the days."""
    ground = terrain(sources.gazetteer, record.conflict, tuple(record.places.values()))
    told = beliefs.heard(record.testimonies, record.model, sorted(days), record.known_at)
    return [share for day in shares_over(ground, told) for share in day]


def stepped(since: date, until: date, every: int) -> list[date]:
    """Days from ``since`` on, ``every`` so many, and the last."""
    days = [since + timedelta(n) for n in range(0, (until - since).days + 1, every)]
    return days if days[-1] == until else [*days, until]
