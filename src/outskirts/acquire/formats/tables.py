"""Tables, CSV, TSV and Parquet: one report a row. Columns are told by their names, or by a mapping."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, BinaryIO

from outskirts.acquire.lines import Lines
from outskirts.acquire.making import Settings
from outskirts.errors import InputError
from outskirts.vocabulary import Problem, Report

FIELDS = ("id", "text", "published", "outlet", "title", "url")
# The names under which columns are known, the likeliest first.
USUAL: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "report_id", "article_id", "guid", "uri"),
    "text": ("text", "body", "content", "article", "full_text", "fulltext", "body_text", "notes", "message"),
    "published": (
        "published",
        "published_at",
        "date",
        "datetime",
        "pubdate",
        "publication_date",
        "timestamp",
        "created_at",
    ),
    "outlet": ("outlet", "source", "publisher", "newspaper", "channel", "domain"),
    "title": ("title", "headline", "subject"),
    "url": ("url", "link", "source_url", "permalink"),
}
BATCH = 1000


def columns_of(names: Iterable[str], settings: Settings) -> dict[str, str]:
    """The column of each field. Raises InputError where a column that was named is not there, or none holds texts."""
    there = {name.strip().lower(): name for name in names}
    wrong = [f"{field}={name}" for field, name in settings.columns.items() if name.strip().lower() not in there]
    if wrong:
        raise InputError(f"has no column {', '.join(wrong)}", f"its columns are {', '.join(there.values())}")
    unknown = settings.columns.keys() - set(FIELDS)
    if unknown:
        raise InputError(f"no field {', '.join(sorted(unknown))}", f"fields are {', '.join(FIELDS)}")
    found = {field: there[name.strip().lower()] for field, name in settings.columns.items()}
    for field in FIELDS:
        named = next((there[name] for name in USUAL[field] if name in there), None)
        if field not in found and named is not None and named not in found.values():
            found[field] = named
    if "text" not in found and "title" not in found:
        raise InputError("has no column of texts", "name it: --map text=COLUMN")
    return found


def separated(text: Iterable[str], settings: Settings, delimiter: str | None = None) -> Iterator[Report | Problem]:
    """The rows of CSV or TSV. Raises InputError where there is no head, or no column of texts."""
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    lines = iter(text)
    head = next(lines, "")
    if not head.strip():
        raise InputError("has no line of column names", "give a table whose first line names its columns")
    sign = delimiter or max(",;\t|", key=head.count)
    try:
        names = next(csv.reader([head], delimiter=sign))
    except csv.Error as error:
        raise InputError(f"has no line of column names: {error}", "check its first line") from error
    columns = columns_of(names, settings)
    reader = Lines(settings.published, settings.outlet, place="row")
    try:
        for number, row in enumerate(csv.reader(lines, delimiter=sign), 2):
            if len(row) < len(names) and any(cell.strip() for cell in row):
                yield Problem(f"{len(row)} cells, not {len(names)}", f"row {number}", "check quotes and separators")
            elif any(cell.strip() for cell in row):
                yield from reader.value(number, value_of(dict(zip(names, row, strict=False)), columns))
    except csv.Error as error:
        yield Problem(f"the table cannot be read further: {error}", "", "check its quotes")


def parquet(
    stream: BinaryIO, settings: Settings, groups: range | None = None, before: int = 0
) -> Iterator[Report | Problem]:
    """The rows of a Parquet file, a batch at a time; with ``groups`` only those row groups, which have so many rows
    ``before`` them. Raises InputError."""
    import pyarrow as pa
    from pyarrow import parquet as pq

    broken = (pa.ArrowException, OSError, ValueError, TypeError, OverflowError, MemoryError)
    try:
        table = pq.ParquetFile(stream)
        columns = columns_of(table.schema_arrow.names, settings)
        chosen = None if groups is None else list(groups)
        batches = table.iter_batches(BATCH, chosen, columns=sorted(set(columns.values())))
    except broken as error:
        raise InputError(f"is no Parquet that can be read: {error}", "write it anew") from error
    reader = Lines(settings.published, settings.outlet, place="row")
    number = before
    while True:
        try:
            rows = next(batches).to_pylist()
        except StopIteration:
            return
        except broken as error:
            yield Problem(f"the table cannot be read further: {error}", f"after row {number}", "write it anew")
            return
        for row in rows:
            number += 1
            yield from reader.value(number, value_of(row, columns))


def value_of(row: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, Any]:
    """The row under the names of fields; a title alone is the text, and stands before it otherwise."""
    found = {field: plain(row.get(name)) for field, name in columns.items()}
    found = {field: value for field, value in found.items() if value not in (None, "")}
    title, text = found.get("title"), found.get("text")
    if isinstance(title, str) and not (isinstance(text, str) and text.startswith(title)):
        found["text"] = f"{title}\n\n{text}" if isinstance(text, str) else title
    return found


def plain(value: Any) -> Any:
    """Dates as ISO 8601, other things as they are."""
    return value.isoformat() if isinstance(value, datetime | date) else value
