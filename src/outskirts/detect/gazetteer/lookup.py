"""Which places bear a name, and what lies near a point? Reading the gazetteer file."""

from __future__ import annotations

import os
import sqlite3
import threading
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import floor, log, log10
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from outskirts.detect.gazetteer.folding import fold, key
from outskirts.detect.gazetteer.geometry import box, distance_km
from outskirts.detect.gazetteer.record import Name
from outskirts.detect.gazetteer.schema import VERSION, cell, reading
from outskirts.detect.gazetteer.skeleton import of_plain, plain, skeleton
from outskirts.detect.gazetteer.unit_words import split_unit, words
from outskirts.errors import GazetteerError
from outskirts.vocabulary import Place

REMEDY = "run `outskirts gazetteer build`"
_PLACE = "p.n, p.id, p.name, p.lat, p.lon, p.kind, p.country, p.admin1, p.admin2, p.population, p.located_by, p.source"
_BY_NAME = f"SELECT {_PLACE}, m.form, m.old, m.since, m.until FROM name m JOIN place p ON p.n = m.n WHERE m.h = ?"
_BY_NUMBER = f"SELECT {_PLACE} FROM place p WHERE p.n = ?"
_BY_SKELETON = "SELECT m.n, m.form FROM skeleton k JOIN name m ON m.rowid = k.name WHERE k.s = ?"
# How like two spellings of one skeleton must be (2 x common letters / all letters) for them to count as one name: less
# where nothing bears the very name.
LIKE, LIKE_BESIDE = 0.7, 0.75
# So many of them at most, the likest.
ALIKE = 60
Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A place that bears the name looked up. ``how`` is exact (so spelled), folded (but for case, accents, a unit
    word),
    old (a name of the past, or one no longer official) or fuzzy (sounds alike); ``score`` in (0, 1] says how well the
    words agree; ``form`` is the name as stored; ``main`` whether it is the place's own; ``valid_from`` and ``valid_to``
    bound the days on which it was in use (``valid_to`` is the first day after), None where unknown."""

    place: Place
    how: str
    score: float
    form: str
    main: bool = False
    valid_from: date | None = None
    valid_to: date | None = None


class Gazetteer:
    """A gazetteer file, open for reading; safe to share between threads and across a fork."""

    def __init__(self, path: Path, names: array[int], firsts: array[int], lengths: bytes) -> None:
        self.path = path
        self._names = names
        self._firsts = firsts
        self._lengths = lengths
        self._local = threading.local()
        self.knows = lru_cache(maxsize=65536)(self._knows)
        self.longest = lru_cache(maxsize=65536)(self._longest)
        self.lookup = lru_cache(maxsize=16384)(self._lookup)
        self.alike = lru_cache(maxsize=4096)(self._alike)

    @classmethod
    def open(cls, path: Path) -> Gazetteer:
        """Raises GazetteerError, with the remedy, where the file is missing, damaged or of another version."""
        if not path.is_file():
            raise GazetteerError(f"{path}: there is no gazetteer yet", REMEDY)
        try:
            connection = reading(path)
            edition = connection.execute("SELECT value FROM meta WHERE key = 'edition'").fetchone()
            if edition is None or not str(edition[0]).startswith(f"schema {VERSION};"):
                raise GazetteerError(f"{path}: the gazetteer was built by another version", REMEDY)
            blobs = dict(connection.execute("SELECT name, data FROM blob").fetchall())
            names, firsts = array("I"), array("I")
            names.frombytes(blobs["names"])
            firsts.frombytes(blobs["firsts"])
            gazetteer = cls(path, names, firsts, blobs["lengths"])
        except (sqlite3.Error, KeyError, ValueError) as error:
            raise GazetteerError(f"{path}: the gazetteer is damaged: {error}", REMEDY) from error
        gazetteer._local.pid, gazetteer._local.connection = os.getpid(), connection
        return gazetteer

    @property
    def _connection(self) -> sqlite3.Connection:
        """One connection a thread and process: SQLite's must not cross a fork."""
        local = self._local
        if getattr(local, "pid", None) != os.getpid():
            local.pid, local.connection = os.getpid(), reading(self.path)
        return local.connection  # type: ignore[no-any-return]

    def may_be(self, name: str) -> bool:
        """Whether some place may bear the name, unit words aside; about a microsecond, wrong once in 4,000 other
        words."""
        folded = fold(name)
        if self._listed(folded):
            return True
        core, _ = split_unit(folded)
        return bool(core) and self._listed(core)

    def _knows(self, name: str) -> bool:
        """``may_be``, remembered; names of several words that begin as none does are not even looked for."""
        first, _, rest = name.partition(" ")
        if rest and not self.longest(first):
            units = words().after
            if rest.rpartition(" ")[2].lower() not in units and first.lower() not in units:
                return False
        return self.may_be(name)

    def _listed(self, folded: str) -> bool:
        hashed = key(folded) & 0xFFFFFFFF
        index = bisect_left(self._names, hashed)
        return index < len(self._names) and self._names[index] == hashed

    def _longest(self, first_word: str) -> int:
        """Words in the longest name of several words that begins with this word; 0 where there is none."""
        hashed = key(fold(first_word).partition(" ")[0]) & 0xFFFFFFFF
        index = bisect_left(self._firsts, hashed)
        return self._lengths[index] if index < len(self._firsts) and self._firsts[index] == hashed else 0

    def _lookup(self, name: str) -> tuple[Match, ...]:
        """All places that bear the name, best agreement first, then by size; where there is none, those whose names
        sound alike. Cached."""
        best: dict[str, Match] = {}
        for match in self._named(name):
            _keep(best, match)
        return tuple(sorted(best.values(), key=_rank)) if best else self.alike(name)

    def _alike(self, name: str) -> tuple[Match, ...]:
        """Places whose names sound like this one and are not so spelled, likest first, then by size. Cached."""
        best: dict[str, Match] = {}
        for match in self._sounding(name, [match.place.id for match in self._named(name)]):
            _keep(best, match)
        return tuple(sorted(best.values(), key=_rank))

    def _named(self, name: str) -> Iterator[Match]:
        folded = fold(name)
        for row in self._connection.execute(_BY_NAME, (key(folded),)):
            yield _match(row, name)
        core, kinds = split_unit(folded)
        if core:
            for row in self._connection.execute(_BY_NAME, (key(core),)):
                if row[5] in kinds:
                    yield _match(row, name)

    def _sounding(self, name: str, found: Collection[str]) -> Iterator[Match]:
        core, kinds = split_unit(fold(name))
        wanted = plain(core or name)
        bones = of_plain(wanted)
        if not bones:
            return
        for row, spelled, likeness in self._of_bones(bones, wanted, LIKE_BESIDE if found else LIKE):
            if row[1] not in found and (not kinds or row[5] in kinds):
                form = str(row[2]) if fold(str(row[2])) == spelled else spelled.title()
                yield Match(_place(row), "fuzzy", round(0.85 * likeness, 3), form, form == row[2])

    def _of_bones(self, bones: str, wanted: str, least: float) -> Iterator[tuple[Row, str, float]]:
        """Rows of places with these bones whose spelling is like enough, with that spelling; at most ALIKE, likest
        first."""
        best: dict[int, tuple[float, str]] = {}
        for n, written in self._connection.execute(_BY_SKELETON, (bones,)):
            spelled = fold(written)
            likeness = fuzz.ratio(wanted, spelled, score_cutoff=100 * least) / 100
            if likeness and (n not in best or likeness > best[n][0]):
                best[n] = (likeness, spelled)
        for n, (likeness, spelled) in sorted(best.items(), key=lambda item: -item[1][0])[:ALIKE]:
            yield self._connection.execute(_BY_NUMBER, (n,)).fetchone(), spelled, likeness

    def ranked(
        self, name: str, countries: Collection[str] = (), point: tuple[float, float] | None = None
    ) -> tuple[Match, ...]:
        """The matches of ``lookup`` in the order of likelihood where something is known beforehand: ``countries``
        (ISO 3166
        alpha-2) go before others, and so does what is near ``point`` (lat, lon)."""
        return tuple(sorted(self.lookup(name), key=lambda match: -likelihood(match, countries, point)))

    def exact(self, name: str) -> tuple[Match, ...]:
        """Places one of whose names is spelled just so."""
        return tuple(match for match in self.lookup(name) if match.form == name)

    def folded(self, name: str) -> tuple[Match, ...]:
        """Places one of whose names is spelled so but for case, accents, apostrophes and hyphens."""
        return tuple(match for match in self.lookup(name) if match.how != "fuzzy")

    def fuzzy(self, name: str, limit: int = 10) -> tuple[Match, ...]:
        """Places whose names sound alike or are misspelled by a letter; milliseconds, for what ``lookup`` cannot
        find."""
        bones = skeleton(name)
        if not bones:
            return ()
        near = self._connection.execute(
            "SELECT DISTINCT s FROM skeleton WHERE s >= ? AND s < ? AND length(s) BETWEEN ? AND ?",
            (bones[0], chr(ord(bones[0]) + 1), len(bones) - 1, len(bones) + 1),
        ).fetchall()
        matches = {match.place.id: match for match in (*self.alike(name), *self.lookup(name))}
        wanted = plain(name)
        for (other,) in near:
            if OSA.distance(bones, other, score_cutoff=1) == 1:
                for row, spelled, likeness in self._of_bones(other, wanted, LIKE_BESIDE):
                    match = Match(_place(row), "fuzzy", round(0.8 * likeness, 3), spelled.title())
                    _keep(matches, match)
        return tuple(sorted(matches.values(), key=_rank)[:limit])

    def get(self, place_id: str) -> Place | None:
        """The place of an id of any scheme (``geonames:…``, ``katottg:…``, ``iso:…``, ``area:…``)."""
        row = self._connection.execute(
            f"SELECT {_PLACE} FROM alias a JOIN place p ON p.n = a.n WHERE a.id = ?", (place_id,)
        ).fetchone()
        return _place(row) if row else None

    def ids(self, place: Place) -> tuple[str, ...]:
        """All ids of a place."""
        rows = self._connection.execute(
            "SELECT b.id FROM alias a JOIN alias b ON b.n = a.n WHERE a.id = ? ORDER BY b.id", (place.id,)
        )
        return tuple(row[0] for row in rows)

    def identified(self, scheme: str) -> dict[str, str]:
        """The ids of one scheme ("katottg"), by the own id of the place that bears each; one pass over them all."""
        rows = self._connection.execute(
            "SELECT p.id, a.id FROM alias a JOIN place p ON p.n = a.n WHERE a.id >= ? AND a.id < ?",
            (f"{scheme}:", f"{scheme};"),
        )
        return dict(rows.fetchall())

    def names(self, place: Place) -> tuple[Name, ...]:
        """All written forms of a place, with the days of their use."""
        rows = self._connection.execute(
            "SELECT m.form, m.old, m.since, m.until FROM alias a JOIN name m ON m.n = a.n"
            " WHERE a.id = ? ORDER BY m.rowid",
            (place.id,),
        )
        return tuple(Name(form, bool(old), *_days(since, until)) for form, old, since, until in rows)

    def near(
        self, lat: float, lon: float, km: float, kinds: Collection[str] = (), limit: int = 50
    ) -> tuple[tuple[Place, float], ...]:
        """Places within ``km`` kilometres with their distance, nearest first. Those located by a parent unit are left
        out."""
        south, north, west, east = box(lat, lon, km)
        found: dict[object, tuple[Place, float]] = {}
        for shift in (0.0, 360.0, -360.0):
            if west + shift > 180 or east + shift < -180:
                continue
            for row in self._in_box(south, north, max(-180.0, west + shift), min(180.0, east + shift)):
                far = distance_km(lat, lon, row[3], row[4])
                if far <= km and (not kinds or row[5] in kinds):
                    found[row[0]] = (_place(row), far)
        return tuple(sorted(found.values(), key=lambda pair: pair[1])[:limit])

    def _in_box(self, south: float, north: float, west: float, east: float) -> Iterator[Any]:
        for row in range(floor(max(-90.0, south)), floor(min(90.0, north)) + 1):
            first, last = cell(row, west), cell(row, min(east, 179.5))
            yield from self._connection.execute(
                f"SELECT {_PLACE} FROM spot s JOIN place p ON p.n = s.n WHERE s.cell BETWEEN ? AND ?"
                " AND p.lat BETWEEN ? AND ? AND p.lon BETWEEN ? AND ?",
                (first, last, south, north, west, east),
            )

    def within(
        self, countries: Collection[str] = (), regions: Collection[str] = (), kinds: Collection[str] = ("settlement",)
    ) -> tuple[Place, ...]:
        """Places of the kinds with a point of their own, in any of the countries or regions (names of admin1); all
        where neither is named."""
        marks = [", ".join("?" * len(values)) for values in (kinds, countries, regions)]
        where = f"AND (p.country IN ({marks[1]}) OR p.admin1 IN ({marks[2]}))" if countries or regions else ""
        rows = self._connection.execute(
            f"SELECT {_PLACE} FROM place p WHERE p.kind IN ({marks[0]}) AND p.lat IS NOT NULL"
            f" AND p.located_by = '' {where} ORDER BY p.n",
            (*kinds, *countries, *regions),
        )
        return tuple(_place(row) for row in rows)

    def parents(self, place: Place) -> tuple[Place, ...]:
        """The units that hold a place, narrowest first."""
        rows = self._connection.execute(
            "WITH RECURSIVE up(n, parent, depth) AS ("
            " SELECT p.n, p.parent, 0 FROM alias a JOIN place p ON p.n = a.n WHERE a.id = ?"
            " UNION ALL SELECT p.n, p.parent, depth + 1 FROM up JOIN place p ON p.n = up.parent WHERE depth < 9)"
            f" SELECT {_PLACE} FROM up JOIN place p ON p.n = up.n WHERE depth > 0 ORDER BY depth",
            (place.id,),
        )
        return tuple(_place(row) for row in rows)

    def children(self, place: Place, kinds: Collection[str] = ()) -> tuple[Place, ...]:
        """What lies directly under a unit, largest first."""
        rows = self._connection.execute(
            f"SELECT {_PLACE} FROM alias a JOIN place p ON p.parent = a.n"
            " WHERE a.id = ? ORDER BY p.population DESC, p.name",
            (place.id,),
        )
        return tuple(_place(row) for row in rows if not kinds or row[5] in kinds)

    def boundaries(self, ids: Iterable[str] = ()) -> Iterator[tuple[Place, str]]:
        """Places that have a boundary with its GeoJSON geometry; all, or those of the ids."""
        wanted = set(ids)
        for row in self._connection.execute(f"SELECT {_PLACE}, b.geojson FROM boundary b JOIN place p ON p.n = b.n"):
            if not wanted or row[1] in wanted or not wanted.isdisjoint(self.ids(_place(row))):
                yield _place(row), row[12]

    def counts(self) -> dict[str, int | str]:
        """What the file was built from and how much is in it, kind by kind, for people to read."""
        one = self._connection.execute
        counts: dict[str, int | str] = {"built from": one("SELECT value FROM meta WHERE key = 'edition'").fetchone()[0]}
        counts["places"] = one("SELECT count(*) FROM place").fetchone()[0]
        counts["names"] = one("SELECT count(*) FROM name").fetchone()[0]
        counts["without own point"] = one(
            "SELECT count(*) FROM place WHERE located_by <> '' OR lat IS NULL"
        ).fetchone()[0]
        counts["boundaries"] = one("SELECT count(*) FROM boundary").fetchone()[0]
        counts.update(one("SELECT kind, count(*) FROM place GROUP BY kind ORDER BY 2 DESC").fetchall())
        for label, count in one("SELECT label, count FROM added ORDER BY rowid").fetchall():
            counts[f"added {label}"] = count
        return counts

    def close(self) -> None:
        """Close this thread's connection."""
        self._connection.close()
        self._local.pid = None


def likelihood(match: Match, countries: Collection[str] = (), point: tuple[float, float] | None = None) -> float:
    """How likely the match is meant, on a logarithmic scale: by agreement of the words, size, country and nearness."""
    place = match.place
    value = 6 * log(match.score) + 0.6 * log10(place.population + 10)
    if place.kind in ("country", "region"):
        value += 4 if place.kind == "country" else 1.5
    if place.country in countries:
        value += 3
    if point is not None and place.lat is not None and place.lon is not None:
        value += 3 / (1 + distance_km(*point, place.lat, place.lon) / 100)
    return value


def _place(row: Row) -> Place:
    return Place(*row[1:12])  # type: ignore[arg-type]


def _match(row: Row, name: str) -> Match:
    form, old = str(row[12]), row[13]
    how = "old" if old else "exact" if form == name else "folded"
    main = form == row[2]
    score = {"exact": 1.0, "folded": 0.96, "old": 0.92}[how] - (0.0 if main else 0.03)
    return Match(_place(row), how, score, form, main, *_days(row[14], row[15]))


def _days(since: object, until: object) -> tuple[date | None, date | None]:
    return (date.fromisoformat(since) if isinstance(since, str) else None,
            date.fromisoformat(until) if isinstance(until, str) else None)  # fmt: skip


def _keep(best: dict[str, Match], match: Match) -> None:
    known = best.get(match.place.id)
    if known is None or match.score > known.score:
        best[match.place.id] = match


def _rank(match: Match) -> tuple[float, int, str]:
    return (-round(match.score, 1), -match.place.population, match.place.id)
