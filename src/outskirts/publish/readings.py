"""Readings as Parquet and back, nothing lost: a row a report, with its claims and the layers under them in it.

The columns are those of the vocabulary, field by field: a dataclass is a struct, a tuple a list, an enumeration its
word. They follow from the types, so that there is one definition of a claim; a file of an older version, which lacks a
field, is read with that field's default.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Iterator
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Union, get_args, get_origin, get_type_hints

from outskirts.errors import InputError
from outskirts.vocabulary import Reading, Report

Encode = Callable[[Any], Any]
# Said in the file's metadata, so that no other Parquet is taken for it.
MARK, EDITION = b"outskirts.readings", b"1"
MAGIC = b"PAR1"
BATCH = 500
PLAIN = {str: "string", int: "int64", float: "float64", bool: "bool_", date: "date32"}


def write(readings: Iterable[Reading], to: BinaryIO, reader: str = "") -> None:
    """Write all readings, a batch at a time; ``reader`` names what read those that do not say it."""
    from pyarrow import parquet as pq

    source = iter(readings)
    with pq.ParquetWriter(to, schema(), compression="zstd") as writer:
        while some := list(islice(source, BATCH)):
            writer.write_table(table(some, reader))


def table(readings: Iterable[Reading], reader: str = "") -> Any:
    """A pyarrow.Table of readings."""
    import pyarrow as pa

    found = [row(reading, reader) for reading in readings]
    try:
        return pa.Table.from_pylist(found, schema=schema())
    except UnicodeEncodeError:
        # The path of a file may hold what is no character; names on other machines cannot be excluded.
        return pa.Table.from_pylist([storable(one) for one in found], schema=schema())


def read(path: Path) -> Iterator[Reading]:
    """The readings of a file, in order. Raises InputError where it holds none."""
    import pyarrow as pa
    from pyarrow import parquet as pq

    if not holds(path):
        raise InputError(f"{path} holds no claims", "give a file that outskirts read has written as Parquet")
    try:
        for batch in pq.ParquetFile(path).iter_batches(BATCH):
            yield from map(reading_of, batch.to_pylist())
    except (pa.ArrowException, OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read further: {error}", "have it written anew") from error


def holds(path: Path) -> bool:
    """Whether a file is Parquet with readings in it; only its ends are looked at."""
    import pyarrow as pa
    from pyarrow import parquet as pq

    try:
        with path.open("rb") as file:
            if file.read(len(MAGIC)) != MAGIC:
                return False
        return MARK in (pq.read_schema(path).metadata or {})
    except (OSError, ValueError, pa.ArrowException):
        return False


@cache
def schema() -> Any:
    """The pyarrow.Schema: the fields of a report, then those of its reading."""
    import pyarrow as pa

    columns = [pa.field(name, arrow(kind)) for name, kind in (*typed(Report), *typed(Reading)) if name != "report"]
    return pa.schema(columns, {MARK: EDITION})


def row(reading: Reading, reader: str = "") -> dict[str, Any]:
    rest = encoder(Reading)(reading)
    report = rest.pop("report")
    rest["reader"] = rest["reader"] or reader
    return {**report, **rest}


def reading_of(found: dict[str, Any]) -> Reading:
    made: Reading = decoder(Reading)({**found, "report": found})
    return made


def typed(kind: type) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(kind)
    return tuple((field.name, hints[field.name]) for field in fields(kind))


def inner(kind: Any) -> tuple[str, Any]:
    """Whether a type is an optional one, a list of one, an enumeration, a dataclass or plain, and of what."""
    if get_origin(kind) in (types.UnionType, Union):
        (one,) = [arg for arg in get_args(kind) if arg is not type(None)]
        return "optional", one
    if get_origin(kind) is tuple:
        return "list", get_args(kind)[0]
    if is_dataclass(kind):
        return "struct", kind
    if isinstance(kind, type) and issubclass(kind, Enum):
        return "enum", kind
    return "plain", kind


@cache
def arrow(kind: Any) -> Any:
    """The pyarrow.DataType of a type of the vocabulary."""
    import pyarrow as pa

    match inner(kind):
        case "optional", one:
            return arrow(one)
        case "list", one:
            return pa.list_(arrow(one))
        case "struct", one:
            return pa.struct([pa.field(name, arrow(type_)) for name, type_ in typed(one)])
        case "enum", _:
            return pa.string()
        case _, one:
            return pa.timestamp("us", tz="UTC") if one is datetime else getattr(pa, PLAIN[one])()


@cache
def encoder(kind: Any) -> Encode:
    """Turns a value of a type into what Arrow takes for it."""
    match inner(kind):
        case "optional", one:
            some = encoder(one)
            return lambda value: None if value is None else some(value)
        case "list", one:
            each = encoder(one)
            return lambda values: [each(value) for value in values]
        case "struct", one:
            parts = tuple((name, encoder(type_)) for name, type_ in typed(one))
            return lambda value: {name: part(getattr(value, name)) for name, part in parts}
        case "enum", _:
            return lambda value: value.value
        case _, one:
            return utc if one is datetime else lambda value: value


@cache
def decoder(kind: Any) -> Encode:
    """The way back."""
    match inner(kind):
        case "optional", one:
            some = decoder(one)
            return lambda value: None if value is None else some(value)
        case "list", one:
            each = decoder(one)
            return lambda values: tuple([each(value) for value in values])
        case "struct", one:
            return maker(one)
        case "enum", one:
            words = {member.value: member for member in one}
            return words.__getitem__
        case _, one:
            return utc if one is datetime else lambda value: value


def maker(kind: type) -> Encode:
    parts = tuple((name, decoder(type_)) for name, type_ in typed(kind))
    spare = {field.name for field in fields(kind) if field.default is not MISSING}

    def make(value: dict[str, Any]) -> Any:
        return kind(**{name: part(value[name]) for name, part in parts if name in value or name not in spare})

    return make


def utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def storable(value: Any) -> Any:
    """The same without half characters, however deep they lie."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [storable(one) for one in value]
    if isinstance(value, dict):
        return {name: storable(one) for name, one in value.items()}
    return value
