"""Where do reports come from (a file, a folder, an address, standard input), and in which format? One after another."""

from __future__ import annotations

import io
import os
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from outskirts.acquire import custody, decode, fetch, registered
from outskirts.acquire.inputs import Material
from outskirts.acquire.kinds import BY_SUFFIX, kind_of, suffix
from outskirts.acquire.making import Settings
from outskirts.acquire.streams import HEAD, peek
from outskirts.errors import InputError
from outskirts.vocabulary import Origin, Problem, Report


def read_reports(
    source: Path | str | BinaryIO,
    *,
    format: str | None = None,
    published: datetime | None = None,
    outlet: str = "",
    encoding: str | None = None,
    columns: Mapping[str, str] | None = None,
    now: datetime | None = None,
    keeper: custody.Keeper | None = None,
) -> Iterator[Report | Problem]:
    """The reports of a file, of all files in a folder, of a web address, of standard input (``-``) or of an open binary
    stream.

    ``format`` is one of :data:`FORMATS`, or of another package; without it the name and first bytes tell. ``published``
    and ``outlet`` stand in where the material gives none; ``encoding`` is taken before any that is detected;
    ``columns`` names the columns of a table by field; ``now`` is held against embargoes. With a ``keeper`` the original
    bytes are kept. Lines of JSON are read one at a time, and their ``text`` is never altered. Problems with a report
    come before it. Raises InputError where the source cannot be read at all; in a folder such a file is a problem, and
    the rest goes on."""
    if format is not None:
        registered.named(format)
    reader = Source(format, Settings(published, outlet, encoding, columns or {}, now), keeper)
    if not isinstance(source, str | Path):
        name = getattr(source, "name", "")
        yield from reader.stream(source, Path(name if isinstance(name, str) else ""))
    elif str(source) == "-":
        import sys

        yield from reader.stream(sys.stdin.buffer, Path("-"))
    elif fetch.is_address(str(source)):
        yield from reader.address(str(source))
    elif Path(source).is_dir():
        yield from reader.folder(Path(source))
    else:
        yield from reader.file(Path(source))


def read_fetched(
    got: fetch.Fetched,
    url: str,
    *,
    format: str | None = None,
    outlet: str = "",
    now: datetime | None = None,
    keeper: custody.Keeper | None = None,
) -> Iterator[Report | Problem]:
    """The reports in an answer that is here already; ``url`` is what was asked for. As :func:`read_reports`."""
    yield from Source(format, Settings(None, outlet, None, {}, now), keeper).answer(got, url)


class Source:
    """Reads one source after another with the same settings."""

    def __init__(self, format: str | None, settings: Settings, keeper: custody.Keeper | None = None) -> None:
        self.format = format
        self.settings = settings
        self.keeper = keeper

    def folder(self, folder: Path) -> Iterator[Report | Problem]:
        """All files below the folder whose names say that they can be read, in order of their paths."""
        paths, passed = readable(folder, self.format)
        for path in paths:
            try:
                for item in self.file(path):
                    yield (
                        replace(item, where=f"{path}: {item.where}".rstrip(": ")) if isinstance(item, Problem) else item
                    )
            except InputError as error:
                # The message begins with the path, as it has to where it is shown alone.
                yield Problem(str(error).removeprefix(f"{path} "), str(path), error.remedy)
        if passed:
            yield passed
        if not paths:
            raise none_in(folder)

    def file(self, path: Path) -> Iterator[Report | Problem]:
        try:
            opened = path.open("rb")
        except OSError as error:
            raise InputError(f"{path} cannot be read: {error.strerror}", "give the path of a readable file") from error
        with closing(opened):
            digest = custody.digest_of(opened) if opened.seekable() else ""
            if self.keeper and digest:
                with custody.rewound(opened):
                    self.keeper.keep(opened, digest, str(path))
            yield from self.stream(opened, path, Origin(str(path), digest))

    def address(self, url: str) -> Iterator[Report | Problem]:
        """One page, document or feed of the web."""
        yield from self.answer(fetch.fetch(url), url)

    def answer(self, got: fetch.Fetched, url: str) -> Iterator[Report | Problem]:
        """What the web gave when ``url`` was asked for."""
        opened = io.BytesIO(got.data)
        digest = custody.digest_of(opened)
        if self.keeper:
            with custody.rewound(opened):
                self.keeper.keep(opened, digest, url)
        reader = Source(self.format or registered.by_type(got.kind), self.settings, None)
        origin = Origin(url, digest, "", got.retrieved)
        for item in reader.stream(opened, Path(url), origin):
            # A page need not say where it stands; its address is known here.
            yield replace(item, url=item.url or got.url) if isinstance(item, Report) else item

    def stream(self, stream: BinaryIO, path: Path, origin: Origin | None = None) -> Iterator[Report | Problem]:
        name = origin.source if origin else str(path) if path.name not in ("", "-") else "the input"
        try:
            head, buffered = peek(stream)
            if not head.strip():
                raise InputError("is empty", "give a file with text in it")
            format = self.format or kind_of(path, head, registered.by_suffix, registered.by_content)
            if self.settings.encoding and format in ("text", "markdown", "html", "json"):
                decode.refuse_binary(head[:HEAD])
            material = Material(buffered, head, path, self.settings, origin or Origin())
            for item in registered.named(format).read(material):
                kept = origin is not None and isinstance(item, Report) and item.origin is None
                yield replace(item, origin=origin) if kept and isinstance(item, Report) else item
        except InputError as error:
            raise InputError(f"{name} {error}", error.remedy) from error
        except (OSError, EOFError, zlib.error) as error:
            raise InputError(f"{name} cannot be read: {error}", "check the file") from error


def readable(folder: Path, format: str | None = None) -> tuple[list[Path], Problem | None]:
    """The files below a folder whose names say that they can be read, in order of their paths, and what was passed
    over; with a ``format`` all of them."""
    paths: list[Path] = []
    passed: Counter[str] = Counter()
    for path in files_below(folder):
        if format or suffix(path) in BY_SUFFIX or registered.by_suffix(suffix(path)):
            paths.append(path)
        else:
            passed[suffix(path) or path.name] += 1
    kinds = ", ".join(f"{number} {kind}" for kind, number in passed.most_common(5))
    told = Problem(f"passed over {passed.total()} files ({kinds})", str(folder), "give such a file by itself")
    return paths, told if passed else None


def none_in(folder: Path) -> InputError:
    return InputError(f"{folder} holds no file that can be read", f"readable are {', '.join(sorted(BY_SUFFIX))}")


def files_below(folder: Path) -> Iterator[Path]:
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(base) / name for name in sorted(names) if not name.startswith("."))
