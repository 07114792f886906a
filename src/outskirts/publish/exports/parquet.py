"""Claims and stretches as Parquet: typed columns, lists as lists, days as days. Written by the batch."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any, BinaryIO, TypeVar

from outskirts.publish.exports.fields import CLAIM_FIELDS, Field, rows, stretch_fields
from outskirts.publish.exports.material import Material

Row = TypeVar("Row")
BATCH = 20_000


def claims(material: Material, to: BinaryIO) -> None:
    write(material.claims(), CLAIM_FIELDS, to)


def timeline(material: Material, to: BinaryIO) -> None:
    found = material.stretches()
    write(found, stretch_fields(material.cited), to)


def write(values: Iterable[Row], fields: tuple[Field[Row], ...], to: BinaryIO) -> None:
    import pyarrow.parquet as pq

    source = iter(values)
    with pq.ParquetWriter(to, schema_of(fields), compression="zstd") as writer:
        while batch := list(islice(source, BATCH)):
            writer.write_table(table(batch, fields))


def table(values: list[Row], fields: tuple[Field[Row], ...]) -> Any:
    """A pyarrow.Table."""
    import pyarrow as pa

    return pa.table(rows(values, fields), schema=schema_of(fields))


def schema_of(fields: tuple[Field[Row], ...]) -> Any:
    import pyarrow as pa

    return pa.schema([pa.field(field.name, arrow_type(field.type)) for field in fields])


def arrow_type(name: str) -> Any:
    import pyarrow as pa

    types = {"text": pa.string(), "day": pa.date32(), "moment": pa.timestamp("us", tz="UTC"),
             "whole": pa.int64(), "real": pa.float64(), "list": pa.list_(pa.string())}  # fmt: skip
    return types[name]
