"""Where do reports come from (a file, a folder, standard input), and in which format? One after another."""

from __future__ import annotations

import codecs
import gzip
import io
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from outskirts.acquire import decode, lines, moments, pages, plain
from outskirts.errors import InputError
from outskirts.vocabulary import Problem, Report, content_id

PAGE = re.compile(r"<(?:!doctype|!--|\?xml|html|head|body|div|p|article|section|main|h1|title|meta)\b", re.I)
BY_SUFFIX = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json",
}  # fmt: skip
FORMATS = ("text", "markdown", "html", "jsonl", "json")
GZIP = b"\x1f\x8b"
HEAD = 1 << 16
# A whole file, or a line of one, is held in memory: this many bytes at most.
LARGEST = 100_000_000
GIVE_DATE = "give --published DATE"


def read_reports(
    source: Path | str | BinaryIO,
    *,
    format: str | None = None,
    published: datetime | None = None,
    outlet: str = "",
    encoding: str | None = None,
) -> Iterator[Report | Problem]:
    """The reports of a file, of all files in a folder, of standard input (``-``) or of an open binary stream.

    ``format`` is one of :data:`FORMATS`; without it the file's name and first bytes tell. ``published`` and
    ``outlet`` stand in where the material gives none; ``encoding`` is taken before any that is detected. Lines of JSON
    are read one at a time, and their ``text`` is never altered. Problems with a report come before it.
    Raises InputError where the source cannot be read at all; in a folder such a file is a problem, and the rest goes
    on."""
    if format is not None and format not in FORMATS:
        raise InputError(f"no format {format!r}", f"give one of {', '.join(FORMATS)}")
    reader = Source(format, published, outlet, encoding)
    if not isinstance(source, str | Path):
        name = getattr(source, "name", "")
        yield from reader.stream(source, Path(name if isinstance(name, str) else ""))
    elif str(source) == "-":
        yield from reader.stream(sys.stdin.buffer, Path("-"))
    elif Path(source).is_dir():
        yield from reader.folder(Path(source))
    else:
        yield from reader.file(Path(source))


class Source:
    """Reads one source after another with the same settings."""

    def __init__(self, format: str | None, published: datetime | None, outlet: str, encoding: str | None) -> None:
        self.format = format
        self.published = published
        self.outlet = outlet
        self.encoding = encoding

    def folder(self, folder: Path) -> Iterator[Report | Problem]:
        """All files below the folder whose names say that they can be read, in order of their paths."""
        passed: Counter[str] = Counter()
        count = 0
        for path in files_below(folder):
            if not self.format and suffix(path) not in BY_SUFFIX:
                passed[suffix(path) or path.name] += 1
                continue
            count += 1
            try:
                for item in self.file(path):
                    yield (
                        replace(item, where=f"{path}: {item.where}".rstrip(": ")) if isinstance(item, Problem) else item
                    )
            except InputError as error:
                # The message begins with the path, as it has to where it is shown alone.
                yield Problem(str(error).removeprefix(f"{path} "), str(path), error.remedy)
        if passed:
            kinds = ", ".join(f"{number} {kind}" for kind, number in passed.most_common(5))
            yield Problem(f"passed over {passed.total()} files ({kinds})", str(folder), "give such a file by itself")
        if not count:
            raise InputError(f"{folder} holds no file that can be read", f"readable are {', '.join(sorted(BY_SUFFIX))}")

    def file(self, path: Path) -> Iterator[Report | Problem]:
        try:
            opened = path.open("rb")
        except OSError as error:
            raise InputError(f"{path} cannot be read: {error.strerror}", "give the path of a readable file") from error
        with closing(opened):
            yield from self.stream(opened, path)

    def stream(self, stream: BinaryIO, path: Path) -> Iterator[Report | Problem]:
        name = str(path) if path.name not in ("", "-") else "the input"
        try:
            head, buffered = peek(stream)
            if not head.strip():
                raise InputError("is empty", "give a file with text in it")
            format = self.format or BY_SUFFIX.get(suffix(path)) or sniffed(head)
            if format == "jsonl":
                yield from self.json_lines(buffered, head)
            else:
                yield from self.whole(buffered, path, format)
        except InputError as error:
            raise InputError(f"{name} {error}", error.remedy) from error
        except (OSError, EOFError) as error:
            raise InputError(f"{name} cannot be read: {error}", "check the file") from error

    def json_lines(self, stream: BinaryIO, head: bytes) -> Iterator[Report | Problem]:
        name, sure = (self.encoding, True) if self.encoding else decode.encoding_of(head)
        if not sure:
            # Lines of several origins may stand in one file: each is UTF-8 unless it cannot be.
            name = "utf-8"
        yield from lines.Lines(self.published, self.outlet).read(numbered(stream, name))

    def whole(self, stream: BinaryIO, path: Path, format: str) -> Iterator[Report | Problem]:
        data = stream.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise InputError(f"has more than {LARGEST:,} bytes", "split it, or give it as JSON lines")
        encoding = self.encoding or (decode.declared(data) if format == "html" else None)
        if encoding:
            decode.refuse_binary(data[:HEAD])
        text, problems = decode.text_of(data, encoding)
        yield from problems
        if format == "json":
            yield from self.json_document(text)
            return
        if format == "html":
            found, problems = pages.page(text)
            yield from problems
        else:
            found = plain.markdown(text) if format == "markdown" else plain.plain(text)
        yield from self.report(found, path)

    def json_document(self, text: str) -> Iterator[Report | Problem]:
        """A list of reports, or one; what is not one document is taken as lines."""
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            yield from lines.Lines(self.published, self.outlet).read(enumerate(text.split("\n"), 1))
            return
        items = value if isinstance(value, list) else [value]
        reader = lines.Lines(self.published, self.outlet, place="item")
        for number, item in enumerate(items, 1):
            yield from reader.value(number, item)

    def report(self, found: plain.Found, path: Path) -> Iterator[Report | Problem]:
        """The report of one text, after the problems with it."""
        text = lines.storable(found.text)
        if not text.strip():
            raise InputError("holds no text", "give a page or file with words in it")
        if len(text) > lines.LONGEST:
            raise InputError(f"has {len(text):,} characters, more than {lines.LONGEST:,}", "split it")
        published = self.published or moments.parse(found.date)
        if published is None:
            published = moments.in_name(path.name)
            if published is not None:
                yield Problem("the date of publication was taken from the file's name", "", GIVE_DATE)
            elif found.date:
                yield Problem(f"{found.date[:40]!r} is no date that can be read; {lines.NO_DATE}", "", GIVE_DATE)
            else:
                yield Problem(lines.NO_DATE, "", GIVE_DATE)
        outlet = self.outlet or found.outlet
        # A page is known by its address, so that a changed text of it is a later version of the same report.
        origin = (found.url,) if found.url else (outlet, published, text)
        title = lines.storable(found.title)
        yield Report(content_id("rep", *origin), text, published, outlet, title, found.url)


def suffix(path: Path) -> str:
    ends = [end.lower() for end in path.suffixes]
    return ends[-2] if len(ends) > 1 and ends[-1] == ".gz" else ends[-1] if ends else ""


def files_below(folder: Path) -> Iterator[Path]:
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(base) / name for name in sorted(names) if not name.startswith("."))


def peek(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """The first bytes, and a stream that still has them; unpacks gzip."""
    head = stream.read(HEAD)
    whole = io.BufferedReader(Joined(head, stream), HEAD)
    if not head.startswith(GZIP):
        return head, whole
    unpacked = gzip.GzipFile(fileobj=whole)
    head = unpacked.read(HEAD)
    return head, io.BufferedReader(Joined(head, unpacked), HEAD)


class Joined(io.RawIOBase):
    """Bytes that have been read already, and then the stream from which they came."""

    def __init__(self, head: bytes, rest: BinaryIO | gzip.GzipFile) -> None:
        self.head = head
        self.rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self.head[: len(buffer)] or self.rest.read(len(buffer))
        self.head = self.head[len(data) :]
        buffer[: len(data)] = data
        return len(data)


def numbered(stream: BinaryIO, encoding: str) -> Iterator[tuple[int, str | Problem]]:
    """The lines of a stream, counted from 1; one that is too long to be held is a problem."""
    if encoding.lower().replace("_", "-") not in ("utf-8", "utf8", "utf-8-sig"):
        yield from enumerate(io.TextIOWrapper(stream, encoding, "replace", newline="\n"), 1)
        return
    number = 0
    told: set[str] = set()
    while line := stream.readline(LARGEST):
        number += 1
        if len(line) == LARGEST and not line.endswith(b"\n"):
            while len(rest := stream.readline(LARGEST)) == LARGEST and not rest.endswith(b"\n"):
                pass
            yield number, Problem(f"a line of more than {LARGEST:,} bytes", f"line {number}", "split the text")
            continue
        try:
            yield number, line.removeprefix(codecs.BOM_UTF8).decode()
        except UnicodeDecodeError:
            name = decode.guess(line)
            if name not in told:
                yield number, replace(decode.assumed(name), where=f"line {number} and others like it")
                told.add(name)
            yield number, line.decode(name, "replace")


def sniffed(head: bytes) -> str:
    """The format of material without a name that tells it."""
    name, _ = decode.encoding_of(head)
    text = head.decode(name, "replace").lstrip("\ufeff \t\r\n")
    if text.startswith("{"):
        try:
            json.loads(text.split("\n", 1)[0])
        except ValueError:
            # A line that is longer than what was looked at is a line all the same.
            return "json" if "\n" in text else "jsonl"
        return "jsonl"
    if re.match(r"\[\s*[{\]]", text):
        return "json"
    return "html" if PAGE.match(text) else "text"
