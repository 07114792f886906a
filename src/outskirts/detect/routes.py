"""Which roads are known? The files of ``knowledge/routes``, and of ``routes`` in the user's home, as towns in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log10
from pathlib import Path
from typing import Any, NoReturn

from outskirts import knowledge
from outskirts.detect.gazetteer import Gazetteer
from outskirts.detect.gazetteer.geometry import distance_km
from outskirts.errors import KnowledgeError
from outskirts.vocabulary import Area, Conflict, Place, Route

FOLDER = "routes"
KEYS = frozenset({"id", "name", "names", "places"})
KINDS = ("settlement", "municipality", "district")
MOST = 8  # namesakes looked at for one town
STRANGER = 60.0  # kilometres of way that a district, or a place off the war's ground, must save to be taken
PEOPLE = 8.0  # kilometres of way that ten times the people are worth
Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Written:
    """A route as the file has it; ``places`` are names, or ids of the gazetteer."""

    id: str
    name: str
    conflict: str
    names: tuple[str, ...]
    places: tuple[str, ...]


def written(extra: Path | None = None) -> tuple[Written, ...]:
    """The bundled routes, with those of the folder ``extra`` added or put in place of the same id; sorted by id. Raises
    KnowledgeError, naming file and key, at the first that is not valid."""
    found = {(one.conflict, one.id): one for one in bundled()}
    if extra is not None and extra.is_dir():
        for path in sorted(extra.glob("*.toml")):
            found |= {(one.conflict, one.id): one for one in routes(knowledge.load_path(path), str(path))}
    return tuple(found[key] for key in sorted(found))


@lru_cache(maxsize=1)
def bundled() -> tuple[Written, ...]:
    """The routes that come with the package."""
    names = sorted(item.name for item in (knowledge.root() / FOLDER).iterdir() if item.name.endswith(".toml"))
    return tuple(one for name in names for one in routes(knowledge.load(f"{FOLDER}/{name}"), name))


def routes(table: Table, where: str) -> tuple[Written, ...]:
    """The routes of one parsed file; ``where`` names it in errors."""
    conflict = table["about"].get("conflict")
    if not isinstance(conflict, str) or not conflict:
        bad(where, "about.conflict", "name the war by its id")
    rows = table.get("route")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        bad(where, "route", "give one or more [[route]] tables")
    found = tuple(route(row, f"route[{n}]", where, conflict) for n, row in enumerate(rows))
    ids = [one.id for one in found]
    for id_ in ids:
        if ids.count(id_) > 1:
            bad(where, "route.id", f"{id_} stands twice")
    return found


def route(row: Table, at: str, where: str, conflict: str) -> Written:
    for key in row:
        if key not in KEYS:
            bad(where, f"{at}.{key}", f"no such key; known are {', '.join(sorted(KEYS))}")
    for key in ("id", "name"):
        if not isinstance(row.get(key), str) or not row[key].strip():
            bad(where, f"{at}.{key}", "must be a text that is not empty")
    lists = {key: row.get(key, []) for key in ("names", "places")}
    for key, values in lists.items():
        if not isinstance(values, list) or not all(isinstance(value, str) and value.strip() for value in values):
            bad(where, f"{at}.{key}", "must be a list of texts")
    if len(lists["places"]) < 2:
        bad(where, f"{at}.places", "a road joins at least two towns")
    if len(set(lists["places"])) < len(lists["places"]):
        bad(where, f"{at}.places", "a town stands twice")
    return Written(row["id"], row["name"], conflict, tuple(lists["names"]), tuple(lists["places"]))


def bad(where: str, key: str, what: str) -> NoReturn:
    raise KnowledgeError(f"{where}: {key}: {what}", "mend that key; docs/data-files.md has the format")


def located(found: Iterable[Written], gazetteer: Gazetteer, conflict: Conflict) -> tuple[Route, ...]:
    """The routes of a conflict, their towns looked up: of namesakes those that make the shortest way. A route of which
    fewer than two towns are known is left out."""
    laid = (on_map(one, gazetteer, conflict.area) for one in found if one.conflict == conflict.id)
    return tuple(one for one in laid if len(one.places) > 1)


def on_map(one: Written, gazetteer: Gazetteer, area: Area) -> Route:
    choices = [(name, candidates(name, gazetteer, area)) for name in one.places]
    known = [found for _, found in choices if found]
    missing = tuple(name for name, found in choices if not found)
    return Route(one.id, one.name, one.conflict, (*one.names, one.name), shortest(known), missing)


def candidates(name: str, gazetteer: Gazetteer, area: Area) -> list[tuple[Place, float]]:
    """Places that the name may mean, with what each costs in kilometres of way."""
    by_id = gazetteer.get(name) if ":" in name else None
    named = [by_id] if by_id else [match.place for match in gazetteer.folded(name)]
    found = []
    for place in named:
        if place.kind not in KINDS or place.lat is None or place.lon is None or place.located_by:
            continue
        strange = place.kind == "district" or (place.country not in area.countries and place.admin1 not in area.regions)
        found.append((place, STRANGER * strange - PEOPLE * log10(place.population + 10)))
    return sorted(found, key=lambda pair: (pair[1], pair[0].id))[:MOST]


def shortest(choices: Sequence[Sequence[tuple[Place, float]]]) -> tuple[Place, ...]:
    """One of each, so that the way through them is shortest."""
    if not choices:
        return ()
    best: list[tuple[float, tuple[Place, ...]]] = [(cost, (place,)) for place, cost in choices[0]]
    for options in choices[1:]:
        best = [
            min(
                ((way + cost + apart(trail[-1], place), (*trail, place)) for way, trail in best),
                key=lambda pair: pair[0],
            )
            for place, cost in options
        ]
    return min(best, key=lambda pair: pair[0])[1]


def apart(one: Place, other: Place) -> float:
    return distance_km(one.lat or 0.0, one.lon or 0.0, other.lat or 0.0, other.lon or 0.0)
