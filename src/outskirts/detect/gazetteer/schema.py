"""What lies in the gazetteer file, and how is it opened?

``name.h`` is the hash of the folded form; ``skeleton.name`` the rowid of the first name of its place that is so
spelled; ``spot`` holds the places that have a point of their own, by the cell of one degree that it lies in.
"""

from __future__ import annotations

import sqlite3
from math import floor
from pathlib import Path
from urllib.parse import quote

# Raised whenever tables or the keys in them change; a file of another version is built anew.
VERSION = 3

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE place (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, lat REAL, lon REAL, kind TEXT NOT NULL,
    country TEXT NOT NULL, admin1 TEXT NOT NULL, admin2 TEXT NOT NULL, population INTEGER NOT NULL,
    located_by TEXT NOT NULL, source TEXT NOT NULL, parent INTEGER) STRICT;
CREATE TABLE alias (id TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE name (
    h INTEGER NOT NULL, n INTEGER NOT NULL, form TEXT NOT NULL, old INTEGER NOT NULL, since TEXT, until TEXT) STRICT;
CREATE TABLE skeleton (s TEXT NOT NULL, name INTEGER NOT NULL, PRIMARY KEY (s, name)) STRICT, WITHOUT ROWID;
CREATE TABLE boundary (n INTEGER PRIMARY KEY, geojson TEXT NOT NULL) STRICT;
CREATE TABLE blob (name TEXT PRIMARY KEY, data BLOB NOT NULL) STRICT;
CREATE TABLE added (digest TEXT PRIMARY KEY, label TEXT NOT NULL, records BLOB NOT NULL, count INTEGER NOT NULL) STRICT;
CREATE TABLE spot (cell INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (cell, n)) STRICT, WITHOUT ROWID;
"""

INDEXES = """
CREATE INDEX name_h ON name (h);
CREATE INDEX name_n ON name (n);
CREATE INDEX alias_n ON alias (n);
CREATE INDEX place_parent ON place (parent) WHERE parent IS NOT NULL;
"""


def cell(lat: float, lon: float) -> int:
    """The cell of one degree by one that a point lies in; cells of one row of latitude have numbers in a row."""
    return (floor(lat) + 90) * 360 + (floor(lon) + 180) % 360


def reading(path: Path) -> sqlite3.Connection:
    """A read-only connection, memory-mapped. Raises sqlite3.Error."""
    connection = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, check_same_thread=False)
    connection.execute("PRAGMA mmap_size = 1073741824")
    connection.execute("PRAGMA query_only = 1")
    connection.execute("PRAGMA cache_size = -8192")
    return connection


def writing(path: Path) -> sqlite3.Connection:
    """A connection for building: no journal, since a file that was not finished is thrown away."""
    connection = sqlite3.connect(path)
    connection.executescript(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;"
        "PRAGMA cache_size = -60000;"
    )
    return connection
