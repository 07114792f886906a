"""Is there a gazetteer that fits this version, and what did the user add to it? Opening, building when need be,
adding."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from outskirts.config import Config
from outskirts.detect.gazetteer.build import Progress, build, edition, quiet
from outskirts.detect.gazetteer.lookup import Gazetteer
from outskirts.detect.gazetteer.record import Name, Record
from outskirts.detect.gazetteer.schema import reading
from outskirts.errors import GazetteerError

Added = tuple[str, str, tuple[Record, ...]]
"""A file of the user's: its label (file name), a digest of its content, its records."""


def ensure(config: Config, progress: Progress = quiet) -> Gazetteer:
    """The gazetteer of the configuration, built first (under a minute) where it is missing or its schema, the
    packages or
    the data files have changed since; what the user added is carried over. Raises GazetteerError."""
    if current(config.gazetteer) != edition():
        build(config.gazetteer, progress, added(config.gazetteer))
    return Gazetteer.open(config.gazetteer)


def current(path: Path) -> str:
    """What the file was built from (see ``build.edition``); empty where there is none that can be read."""
    if not path.is_file():
        return ""
    try:
        with closing(reading(path)) as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = 'edition'").fetchone()
    except sqlite3.Error:
        return ""
    return str(row[0]) if row else ""


def added(path: Path) -> tuple[Added, ...]:
    """The user's files that the gazetteer carries, oldest first; none where it cannot be read."""
    if not path.is_file():
        return ()
    try:
        with closing(reading(path)) as connection:
            rows = connection.execute("SELECT label, digest, records FROM added ORDER BY rowid").fetchall()
        return tuple((label, digest, unpack(records)) for label, digest, records in rows)
    except (sqlite3.Error, zlib.error, ValueError, TypeError):
        return ()


def extend(config: Config, new: Iterable[Added], progress: Progress = quiet) -> bool:
    """Add files; one of a name that is there already takes the other's place. False where nothing changed."""
    kept = {label: (label, digest, records) for label, digest, records in added(config.gazetteer)}
    before = {label: digest for label, (_, digest, _) in kept.items()}
    for label, digest, records in new:
        if not records:
            raise GazetteerError(f"{label}: no place in it", "check the columns, or name them with --map")
        kept[label] = (label, digest, records)
    unchanged = before == {label: digest for label, (_, digest, _) in kept.items()}
    if unchanged and current(config.gazetteer) == edition():
        return False
    build(config.gazetteer, progress, tuple(kept.values()))
    return True


def unpack(packed: bytes) -> tuple[Record, ...]:
    """The records that ``build.pack`` wrote."""
    return tuple(_record(plain) for plain in json.loads(zlib.decompress(packed)))


def _record(plain: list[Any]) -> Record:
    ids, name, lat, lon, kind, country, admin1, admin2, population, source, parent, names, boundary = plain
    return Record(
        tuple(ids), name, lat, lon, kind, country, admin1, admin2, population, source, parent,
        tuple(_name(plain_name) for plain_name in names), boundary,
    )  # fmt: skip


def _name(plain: list[Any]) -> Name:
    form, old, since, until = plain
    return Name(form, old, since and date.fromisoformat(since), until and date.fromisoformat(until))
