"""Where may a large file be cut, so that each slice can be read alone, by another process or machine?

Lines of JSON between two lines, Parquet between two groups of rows, WARC between two records. Whatever else there is,
or what is packed as a whole, is one slice. The reports of all slices, one after another, are those of the file;
problems name the same lines and rows. Only a report that stands in a file twice may be given twice: two slices know
nothing of each other.
"""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

from outskirts.acquire import decode
from outskirts.acquire.formats import tables, warc
from outskirts.acquire.kinds import kind_of
from outskirts.acquire.lines import Lines
from outskirts.acquire.making import Settings
from outskirts.acquire.reading import shape_of
from outskirts.acquire.source import Source
from outskirts.acquire.streams import GZIP, numbered, peek
from outskirts.errors import InputError
from outskirts.vocabulary import Origin, Problem, Report

BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Slice:
    """From ``start`` to before ``stop``: bytes of lines and archives, row groups of a table; a ``stop`` of None is the
    end. ``before`` counts the lines or rows that stand before it; ``weight`` is its size in bytes."""

    start: int = 0
    stop: int | None = None
    before: int = 0
    weight: int = 0

    @property
    def whole(self) -> bool:
        return self.start == 0 and self.stop is None


@dataclass(frozen=True, slots=True)
class Surveyed:
    """What is known of a file before it is read: the SHA-256 of its bytes, its format, and its slices, in order."""

    digest: str
    format: str
    slices: tuple[Slice, ...]


def survey(path: Path, format: str | None, size: int) -> Surveyed:
    """Look at a file once, and cut it into slices of about ``size`` bytes. Raises InputError where it cannot be
    opened."""
    try:
        with path.open("rb") as stream:
            packed = stream.read(len(GZIP)) == GZIP
            stream.seek(0)
            head, _ = peek(stream)
            kind = format or kind_of(path, head)
            stream.seek(0)
            cuts = line_cuts(stream, size)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"{path} cannot be read: {error}", "give the path of a readable file") from error
    whole = (Slice(0, None, 0, cuts.length),)
    if kind == "jsonl" and not packed and utf8(head) and shape_of(head) is None:
        return Surveyed(cuts.digest, kind, tuple(cuts.slices) or whole)
    if kind == "parquet" and not packed:
        return Surveyed(cuts.digest, kind, row_cuts(path, size) or whole)
    if kind == "warc":
        return Surveyed(cuts.digest, kind, record_cuts(path, size, cuts.length) or whole)
    return Surveyed(cuts.digest, kind, whole)


def utf8(head: bytes) -> bool:
    """Whether a newline is the byte of a newline, and none else."""
    name, sure = decode.encoding_of(head)
    return not sure or name.lower().replace("_", "-") in ("utf-8", "utf8", "utf-8-sig", "ascii")


@dataclass(frozen=True, slots=True)
class Cuts:
    """The digest and length of a stream, and slices of it that end with a line."""

    digest: str
    length: int
    slices: list[Slice]


def line_cuts(stream: BinaryIO, size: int) -> Cuts:
    digest = hashlib.sha256()
    starts = [(0, 0)]
    at = lines = 0
    while block := stream.read(BLOCK):
        digest.update(block)
        seen = 0
        while (end := block.find(b"\n", max(seen, starts[-1][0] + size - at - 1))) >= 0:
            lines += block.count(b"\n", seen, end + 1)
            seen = end + 1
            starts.append((at + seen, lines))
        lines += block.count(b"\n", seen)
        at += len(block)
    stops = [*(start for start, _ in starts[1:]), at]
    slices = [
        Slice(start, stop, before, stop - start)
        for (start, before), stop in zip(starts, stops, strict=True)
        if start < stop
    ]
    return Cuts(digest.hexdigest(), at, slices)


def row_cuts(path: Path, size: int) -> tuple[Slice, ...]:
    """Of a Parquet file: as many row groups as make about ``size`` bytes, unpacked. None where it cannot be read."""
    import pyarrow as pa
    from pyarrow import parquet as pq

    try:
        told = pq.ParquetFile(path).metadata
    except (pa.ArrowException, OSError, ValueError, TypeError, OverflowError, MemoryError):
        return ()
    found: list[Slice] = []
    start = before = rows = weight = 0
    for number in range(told.num_row_groups):
        group = told.row_group(number)
        rows, weight = rows + group.num_rows, weight + group.total_byte_size
        if weight >= size or number == told.num_row_groups - 1:
            found.append(Slice(start, number + 1, before, weight))
            start, before, weight = number + 1, rows, 0
    return tuple(found)


def record_cuts(path: Path, size: int, length: int) -> tuple[Slice, ...]:
    """Of a web archive: between records, about ``size`` bytes as they lie on the disk. None where it has to be read as
    a whole: packed in one piece, or broken."""
    from fastwarc.warc import ArchiveIterator

    starts = [0]
    with path.open("rb") as stream:
        records = ArchiveIterator(stream, parse_http=False)
        while (record := warc.following(records)) is not None:
            if isinstance(record, Problem):
                return ()
            if record.stream_pos - starts[-1] >= size:
                starts.append(record.stream_pos)
    stops = [*starts[1:], length]
    return tuple(Slice(start, stop, 0, stop - start) for start, stop in zip(starts, stops, strict=True))


def read_slice(
    path: Path, part: Slice, format: str, settings: Settings, origin: Origin, chosen: str | None = None
) -> Iterator[Report | Problem]:
    """The reports of one slice of a file that was surveyed; ``origin`` is that of the file, whose ``source`` names it
    in messages. ``chosen`` is the format that the user named, if any. As
    :func:`outskirts.acquire.source.read_reports`. Raises InputError."""
    try:
        with path.open("rb") as stream:
            if part.whole:
                yield from Source(chosen, settings).stream(stream, path, origin)
                return
            for item in within(stream, part, format, settings, origin):
                unnamed = isinstance(item, Report) and item.origin is None
                yield replace(item, origin=origin) if unnamed and isinstance(item, Report) else item
    except OSError as error:
        raise InputError(f"{origin.source} cannot be read: {error.strerror}", "check the file") from error


def within(
    stream: BinaryIO, part: Slice, format: str, settings: Settings, origin: Origin
) -> Iterator[Report | Problem]:
    try:
        if format == "parquet":
            groups = range(part.start, part.stop or 0)
            yield from tables.parquet(stream, settings, groups, part.before)
            return
        limited = io.BufferedReader(Bounded(stream, part.start, part.weight))
        if format == "warc":
            yield from warc.read(limited, settings, origin)
        else:
            yield from Lines(settings.published, settings.outlet).read(numbered(limited, "utf-8", part.before))
    except InputError as error:
        raise InputError(f"{origin.source} {error}", error.remedy) from error


class Bounded(io.RawIOBase):
    """So many bytes of a stream from a position on; the place where it begins is zero."""

    def __init__(self, stream: BinaryIO, start: int, length: int) -> None:
        stream.seek(start)
        self.stream = stream
        self.start = start
        self.length = length

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self.tell(), io.SEEK_END: self.length}[whence]
        return self.stream.seek(self.start + max(0, base + offset)) - self.start

    def tell(self) -> int:
        return self.stream.tell() - self.start

    def readinto(self, buffer: Any) -> int:
        data = self.stream.read(min(len(buffer), max(0, self.length - self.tell())))
        buffer[: len(data)] = data
        return len(data)
