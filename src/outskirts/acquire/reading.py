"""How is each format read? Bytes of a source in, reports and problems out."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from outskirts.acquire import decode, lines, pages, plain
from outskirts.acquire.formats import documents, feed, gdelt, mail, newsml, ninjs, tables, telegram, warc
from outskirts.acquire.inputs import Material, Reader
from outskirts.acquire.making import Settings, report_of
from outskirts.acquire.streams import all_of, numbered
from outskirts.errors import InputError
from outskirts.vocabulary import Origin, Problem, Report

SHAPES = {"telegram": telegram, "ninjs": ninjs, "gdelt": gdelt}


def text(format: str, m: Material) -> Iterator[Report | Problem]:
    data, settings, origin = all_of(m.stream), m.settings, m.origin
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
    yield from report_of(found, settings, m.path.name, origin)


def document(format: str, text: str, settings: Settings, origin: Origin) -> Iterator[Report | Problem]:
    """One of the shapes that are known, else a list of reports, or one; what is not one document is taken as lines."""
    reader = lines.Lines(settings.published, settings.outlet, place="item")
    try:
        value = lines.decoded(text)
    except ValueError:
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
        value = lines.decoded(head.split(b"\n", 1)[0].decode())
    except ValueError:
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


# How each format is read. Raises InputError where the material cannot be read at all.
READERS: Mapping[str, Reader] = {
    **{name: partial(text, name) for name in ("text", "markdown", "html", "json", *SHAPES)},
    "jsonl": lambda m: json_lines(m.stream, m.head, m.settings),
    "feed": lambda m: feed.read(all_of(m.stream), m.settings, m.origin),
    "newsml": lambda m: newsml.read(all_of(m.stream), m.settings, m.origin),
    "gkg": lambda m: gdelt.rows(text_lines(m.stream, m.head, m.settings), m.settings, m.origin),
    "warc": lambda m: warc.read(seekable(m.stream, m.path), m.settings, m.origin),
    "wacz": lambda m: warc.packed(seekable(m.stream, m.path), m.settings, m.origin),
    "eml": lambda m: mail.read(all_of(m.stream), m.settings, m.origin, m.path.name),
    "pdf": lambda m: documents.pdf(all_of(m.stream), m.settings, m.origin, m.path.name),
    "docx": lambda m: documents.docx(all_of(m.stream), m.settings, m.origin, m.path.name),
    "csv": lambda m: tables.separated(text_lines(m.stream, m.head, m.settings), m.settings),
    "tsv": lambda m: tables.separated(text_lines(m.stream, m.head, m.settings), m.settings, "\t"),
    "parquet": lambda m: tables.parquet(seekable(m.stream, m.path), m.settings),
}
