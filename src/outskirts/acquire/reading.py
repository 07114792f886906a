"""How is each format read? Bytes of a source in, reports and problems out."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from outskirts.acquire import decode, lines, pages, plain
from outskirts.acquire.formats import documents, feed, gdelt, mail, newsml, ninjs, tables, telegram, warc
from outskirts.acquire.making import Settings, report_of
from outskirts.acquire.streams import all_of, numbered
from outskirts.errors import InputError
from outskirts.vocabulary import Origin, Problem, Report

SHAPES = {"telegram": telegram, "ninjs": ninjs, "gdelt": gdelt}


def read(
    format: str, stream: BinaryIO, head: bytes, path: Path, settings: Settings, origin: Origin
) -> Iterator[Report | Problem]:
    """The reports of a stream, whose first bytes are ``head``. Raises InputError where it cannot be read at all."""
    match format:
        case "jsonl":
            yield from json_lines(stream, head, settings)
        case "warc":
            yield from warc.read(seekable(stream, path), settings, origin)
        case "wacz":
            yield from warc.packed(seekable(stream, path), settings, origin)
        case "parquet":
            yield from tables.parquet(seekable(stream, path), settings)
        case "csv" | "tsv":
            yield from tables.separated(text_lines(stream, head, settings), settings, "\t" if format == "tsv" else None)
        case "gkg":
            yield from gdelt.rows(text_lines(stream, head, settings), settings, origin)
        case _:
            yield from whole(format, all_of(stream), path, settings, origin)


def whole(format: str, data: bytes, path: Path, settings: Settings, origin: Origin) -> Iterator[Report | Problem]:
    """Of what is held in memory as a whole."""
    match format:
        case "feed":
            yield from feed.read(data, settings, origin)
        case "newsml":
            yield from newsml.read(data, settings, origin)
        case "eml":
            yield from mail.read(data, settings, origin, path.name)
        case "pdf":
            yield from documents.pdf(data, settings, origin, path.name)
        case "docx":
            yield from documents.docx(data, settings, origin, path.name)
        case _:
            yield from text(format, data, path, settings, origin)


def text(format: str, data: bytes, path: Path, settings: Settings, origin: Origin) -> Iterator[Report | Problem]:
    encoding = settings.encoding or (decode.declared(data) if format == "html" else None)
    if encoding:
        decode.refuse_binary(data)
    decoded, problems = decode.text_of(data, encoding)
    yield from problems
    if format in ("json", *SHAPES):
        yield from document(format, decoded, settings, origin)
        return
    if format == "html":
        found, problems = pages.page(decoded)
        yield from problems
    else:
        found = plain.markdown(decoded) if format == "markdown" else plain.plain(decoded)
    yield from report_of(found, settings, path.name, origin)


def document(format: str, text: str, settings: Settings, origin: Origin) -> Iterator[Report | Problem]:
    """One of the shapes that are known, else a list of reports, or one; what is not one document is taken as lines."""
    reader = lines.Lines(settings.published, settings.outlet, place="item")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        yield from lines.Lines(settings.published, settings.outlet).read(enumerate(text.split("\n"), 1))
        return
    shape = next((shape for name, shape in SHAPES.items() if shape.fits(value)), None)
    if shape is not None:
        yield from shape.read(value, settings, origin)
        return
    if format != "json":
        raise InputError(f"does not have the shape of {format}", "leave the format out, so that it is found")
    items: list[Any] = value if isinstance(value, list) else [value]
    for number, item in enumerate(items, 1):
        yield from reader.value(number, item)


def json_lines(stream: BinaryIO, head: bytes, settings: Settings) -> Iterator[Report | Problem]:
    """Lines of reports; a document of another shape that stands on one line is read as what it is."""
    if (shape := shape_of(head)) is not None:
        yield from document(shape, decode.text_of(all_of(stream), settings.encoding)[0], settings, Origin())
        return
    yield from lines.Lines(settings.published, settings.outlet).read(numbered(stream, encoding(head, settings)))


def shape_of(head: bytes) -> str | None:
    """The shape of a document that stands on one line, as machines write them."""
    if b'"text"' in head and b'"messages"' not in head and b'"bod' not in head:
        return None
    try:
        value = json.loads(head.split(b"\n", 1)[0])
    except (ValueError, RecursionError):
        # Cut off where the beginning ends: only an export of messages is so long.
        return "telegram" if b'"messages"' in head[:2000] and b"\n{" not in head else None
    return next((name for name, shape in SHAPES.items() if shape.fits(value)), None)


def encoding(head: bytes, settings: Settings) -> str:
    name, sure = (settings.encoding, True) if settings.encoding else decode.encoding_of(head)
    # Lines of several origins may stand in one file: each is UTF-8 unless it cannot be.
    return name if sure else "utf-8"


def text_lines(stream: BinaryIO, head: bytes, settings: Settings) -> Iterator[str]:
    """Lines with their ends, for readers of tables; those that are too long to be held are left out."""
    for _, line in numbered(stream, encoding(head, settings)):
        if isinstance(line, str):
            yield line


def seekable(stream: BinaryIO, path: Path) -> BinaryIO:
    """The file itself where there is one; else what the stream holds, in memory."""
    return path.open("rb") if path.is_file() else io.BytesIO(all_of(stream))
