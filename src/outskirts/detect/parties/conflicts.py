"""Which wars are known: the conflict files, read strictly into frozen values.

A file holds ``[about]``, ``[conflict]`` (id, name, start, end), ``[area]``, ``[[side]]`` and ``[[holding]]`` tables;
their keys are the fields of :class:`~outskirts.vocabulary.Conflict`, ``Side``, ``Area`` and ``Holding``. A file of
the user's with the id of a bundled conflict takes its place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

from outskirts import knowledge
from outskirts.errors import KnowledgeError
from outskirts.vocabulary import CONTESTED, UNKNOWN, Area, Conflict, Holding, Side

Table = Mapping[str, Any]

FOLDER = "conflicts"
CODE = re.compile(r"[A-Z][A-Z0-9_]*\Z")
ID = re.compile(r"[a-z0-9][a-z0-9-]*\Z")
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\Z")
COUNTRY = re.compile(r"[A-Z]{2}\Z")

TOP = frozenset({"about", "conflict", "area", "side", "holding"})
CONFLICT = frozenset({"id", "name", "start", "end", "surnames"})
AREA = frozenset({"countries", "regions", "places", "polygon"})
FLAGS = frozenset({"belligerent", "home", "state"})
WORDS = frozenset(
    {
        "allies",
        "countries",
        "names",
        "adjectives",
        "seats",
        "forces",
        "officials",
        "outlets",
        "weapons",
        "regions",
        "generic",
    }
)
SIDE = FLAGS | WORDS | {"code", "name", "colour", "since", "until"}
HOLDING = AREA | {"side", "since"}
SHORTEST_SURNAME = 5


def load_conflicts(extra: Path | None = None) -> tuple[Conflict, ...]:
    """The bundled conflicts, with those of the folder ``extra`` added or put in place of the same id; sorted by id.

    Raises KnowledgeError, naming file and key, at the first file that is not valid.
    """
    found = {conflict.id: conflict for conflict in bundled()}
    if extra is not None and extra.is_dir():
        for path in sorted(extra.glob("*.toml")):
            conflict = read_conflict(path)
            found[conflict.id] = conflict
    return tuple(found[key] for key in sorted(found))


@lru_cache(maxsize=1)
def bundled() -> tuple[Conflict, ...]:
    """The conflicts that come with the package."""
    names = sorted(item.name for item in (knowledge.root() / FOLDER).iterdir() if item.name.endswith(".toml"))
    return tuple(conflict(knowledge.load(f"{FOLDER}/{name}"), name) for name in names)


def read_conflict(path: Path) -> Conflict:
    """The conflict of one file. Raises KnowledgeError."""
    return conflict(knowledge.load_path(path), str(path))


def conflict(table: Table, where: str) -> Conflict:
    """A conflict from a parsed file; ``where`` names the file in errors."""
    known_keys(table, TOP, where, "")
    head = subtable(table, "conflict", where)
    known_keys(head, CONFLICT, where, "conflict.")
    id_ = string(head, "id", where, "conflict.")
    if not ID.match(id_):
        bad(where, "conflict.id", f"{id_!r} is not lower-case letters, digits and hyphens")
    start, end = day(head, "start", where, "conflict."), optional_day(head, "end", where, "conflict.")
    if end is not None and end < start:
        bad(where, "conflict.end", "lies before conflict.start")
    surnames = flag(head, "surnames", where, "conflict.", default=True)
    sides = tuple(side(row, where, f"side[{n}].", surnames) for n, row in enumerate(rows(table, "side", where)))
    check_sides(sides, where)
    codes = {one.code for one in sides} | {CONTESTED, UNKNOWN}
    held = tuple(
        holding(row, where, f"holding[{n}].", codes, start)
        for n, row in enumerate(rows(table, "holding", where, needed=False))
    )
    ground = subtable(table, "area", where)
    known_keys(ground, AREA, where, "area.")
    name = string(head, "name", where, "conflict.")
    return Conflict(id_, name, start, area(ground, where, "area."), sides, held, end)


def check_sides(sides: tuple[Side, ...], where: str) -> None:
    """At least two sides, no code twice, allies that exist."""
    if len(sides) < 2:
        bad(where, "side", "a conflict needs at least two [[side]] tables")
    codes = [one.code for one in sides]
    for code in codes:
        if codes.count(code) > 1:
            bad(where, "side.code", f"{code} stands twice")
    for one in sides:
        for ally in one.allies:
            if ally not in codes:
                bad(where, f"side {one.code}.allies", f"{ally} is no side of this file")


def side(row: Table, where: str, at: str, surnames: bool) -> Side:
    known_keys(row, SIDE, where, at)
    code = string(row, "code", where, at)
    if not CODE.match(code) or code in (CONTESTED, UNKNOWN):
        bad(where, f"{at}code", f"{code!r} is not a short code of capital letters")
    at = f"side {code}."
    colour = string(row, "colour", where, at) if "colour" in row else "#777777"
    if not COLOUR.match(colour):
        bad(where, f"{at}colour", f"{colour!r} is not #RRGGBB")
    words = {key: strings(row, key, where, at) for key in WORDS}
    check_countries(words["countries"], where, at)
    if surnames:
        words["officials"] += surnames_of(words["officials"])
    return Side(
        code=code,
        name=string(row, "name", where, at),
        colour=colour,
        belligerent=flag(row, "belligerent", where, at, default=True),
        home=flag(row, "home", where, at, default=False),
        state=flag(row, "state", where, at, default=False),
        since=optional_day(row, "since", where, at),
        until=optional_day(row, "until", where, at),
        **words,
    )


def surnames_of(names: tuple[str, ...]) -> tuple[str, ...]:
    """The last words of two- and three-word names, long enough to stand alone ("Peskov")."""
    last = (name.split()[-1] for name in names if 2 <= len(name.split()) <= 3 and name[0].isupper())
    return tuple(dict.fromkeys(word for word in last if len(word) >= SHORTEST_SURNAME and word not in names))


def holding(row: Table, where: str, at: str, codes: set[str], start: date) -> Holding:
    known_keys(row, HOLDING, where, at)
    holder = string(row, "side", where, at)
    if holder not in codes:
        bad(where, f"{at}side", f"{holder} is no side of this file")
    ground = area(row, where, at)
    if ground == Area():
        bad(where, at.rstrip("."), "names no ground: give countries, regions, places or polygon")
    return Holding(holder, ground, optional_day(row, "since", where, at) or start)


def area(row: Table, where: str, at: str) -> Area:
    countries = strings(row, "countries", where, at)
    check_countries(countries, where, at)
    polygon = tuple(vertex(pair, where, f"{at}polygon") for pair in row.get("polygon", ()))
    if polygon and len(polygon) < 3:
        bad(where, f"{at}polygon", "needs at least three [latitude, longitude] vertices")
    return Area(countries, strings(row, "regions", where, at), strings(row, "places", where, at), polygon)


def vertex(pair: object, where: str, key: str) -> tuple[float, float]:
    if not isinstance(pair, list) or len(pair) != 2 or not all(isinstance(n, int | float) for n in pair):
        bad(where, key, f"{pair!r} is not a [latitude, longitude] pair")
    lat, lon = float(pair[0]), float(pair[1])
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        bad(where, key, f"{pair!r} lies outside -90…90, -180…180 degrees")
    return lat, lon


def check_countries(codes: tuple[str, ...], where: str, at: str) -> None:
    for code in codes:
        if not COUNTRY.match(code):
            bad(where, f"{at}countries", f"{code!r} is not a two-letter country code")


def subtable(table: Table, key: str, where: str) -> Table:
    value = table.get(key)
    if not isinstance(value, dict):
        bad(where, key, "the table is missing")
    return value


def rows(table: Table, key: str, where: str, needed: bool = True) -> list[Table]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value) or (needed and not value):
        bad(where, key, f"give one or more [[{key}]] tables")
    return value


def known_keys(row: Table, keys: frozenset[str], where: str, at: str) -> None:
    for key in row:
        if key not in keys:
            bad(where, f"{at}{key}", f"no such key; known are {', '.join(sorted(keys))}")


def string(row: Table, key: str, where: str, at: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        bad(where, f"{at}{key}", "must be a text that is not empty")
    return value


def strings(row: Table, key: str, where: str, at: str) -> tuple[str, ...]:
    value = row.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        bad(where, f"{at}{key}", "must be a list of texts")
    return tuple(dict.fromkeys(value))


def flag(row: Table, key: str, where: str, at: str, default: bool) -> bool:
    value = row.get(key, default)
    if not isinstance(value, bool):
        bad(where, f"{at}{key}", "must be true or false")
    return value


def day(row: Table, key: str, where: str, at: str) -> date:
    value = row.get(key)
    if not isinstance(value, date) or isinstance(value, datetime):
        bad(where, f"{at}{key}", "must be a date such as 2022-02-24, without quotation marks")
    return value


def optional_day(row: Table, key: str, where: str, at: str) -> date | None:
    return day(row, key, where, at) if key in row else None


def bad(where: str, key: str, what: str) -> NoReturn:
    raise KnowledgeError(f"{where}: {key}: {what}", "mend that key and run: outskirts conflicts check FILE")
