"""Every reader of foreign bytes, as a function of bytes: it gives what it should, or raises an OutskirtsError.

Whatever else it raises is a defect, and so is a report that no ledger could hold, a hang or a swollen memory.
"""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import foreign_seeds as seeds
import httpx

from outskirts.acquire import moments, read_reports
from outskirts.errors import OutskirtsError
from outskirts.vocabulary import Report

NOW = datetime(2024, 10, 9, tzinfo=UTC)
MOST_SECONDS, MOST_BYTES = 5.0, 1_000_000_000


@dataclass(frozen=True)
class Target:
    """A reader, and valid material that is small and whole."""

    read: Callable[[bytes], None]
    seeds: tuple[bytes, ...]


def reports(format: str | None, name: str = "", wrap: Callable[[bytes], bytes] = bytes) -> Callable[[bytes], None]:
    def read(data: bytes) -> None:
        stream = io.BytesIO(wrap(data))
        stream.name = name  # type: ignore[attr-defined]
        try:
            for item in read_reports(stream, format=format, now=NOW):
                if isinstance(item, Report):
                    storable(item)
        except OutskirtsError as error:
            str(error).encode()

    return read


def storable(report: Report) -> None:
    """Every field is text that SQLite and PostgreSQL can hold."""
    via = report.origin.via if report.origin else ""
    for field in (report.id, report.text, report.outlet, report.title, report.url, via):
        field.encode()
        assert "\0" not in field
    assert report.id, "a report has an id"
    assert report.text.strip(), "a report has a text"


def either(raw: Callable[[bytes], None], wrapped: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """The first byte decides whether a container is mutated, or what is in it."""

    def read(data: bytes) -> None:
        (wrapped if data[:1] == b"\1" else raw)(data[1:])

    return read


def file(read: Callable[[Path], object], suffix: str) -> Callable[[bytes], None]:
    """A reader that takes a path."""
    folder = tempfile.TemporaryDirectory(prefix="fuzz-")

    def reading(data: bytes) -> None:
        path = Path(folder.name) / f"given{suffix}"
        path.write_bytes(data)
        try:
            read(path)
        except OutskirtsError as error:
            str(error).encode()

    return reading


def places(path: Path) -> None:
    from outskirts.detect.gazetteer.files import read

    for record in read(path).records:
        json.dumps([record.name, record.lat, record.lon, record.boundary], allow_nan=False).encode()


def settings(path: Path) -> None:
    from outskirts.watch.settings import load

    load(path)


def war(path: Path) -> None:
    from outskirts.detect.parties.conflicts import read_conflict

    read_conflict(path)


def robots(data: bytes) -> None:
    from urllib.robotparser import RobotFileParser

    from outskirts.acquire.fetch import NAME

    rules = RobotFileParser()
    rules.parse(data.decode("utf-8", "replace").replace("\0", "").splitlines())
    rules.can_fetch(NAME, "https://a.example/private")
    float(rules.crawl_delay(NAME) or 0)


def answer(data: bytes) -> None:
    """Bytes as the body of an answer of the web, packed as the first byte says."""
    from outskirts.acquire.fetch import Asking, fetch

    kinds = ("gzip", "deflate", "br", "zstd", "identity", "gzip, deflate", "")
    headers = {"content-encoding": kinds[data[0] % len(kinds)] if data else "", "content-length": str(len(data))}
    transport = httpx.MockTransport(lambda _: httpx.Response(200, headers=headers, stream=Body(data[1:])))
    try:
        got = fetch("https://a.example/", transport, Asking(tries=1, largest=1_000_000))
        assert len(got.data) <= 1_000_000
    except OutskirtsError as error:
        str(error).encode()


class Body(httpx.SyncByteStream):
    def __init__(self, data: bytes) -> None:
        self.data = data

    def __iter__(self) -> Iterator[bytes]:
        yield self.data


def moment(data: bytes) -> None:
    moments.parse(data.decode("utf-8", "replace"))


def encoded(*values: object) -> tuple[bytes, ...]:
    return tuple(v if isinstance(v, bytes) else (v if isinstance(v, str) else json.dumps(v)).encode() for v in values)


def in_both(raw: bytes, inner: bytes) -> tuple[bytes, ...]:
    return b"\0" + raw, b"\1" + inner


def wacz(data: bytes) -> bytes:
    return seeds.zipped({"archive/a.warc": data})


def table() -> dict[str, Target]:
    """All of them by name."""
    s, lines = seeds, "reports.jsonl"
    return {
        "text": Target(reports("text"), encoded(s.WORDS, s.WORDS.encode("utf-16"))),
        "markdown": Target(reports("markdown"), encoded(s.MARKDOWN)),
        "html": Target(reports("html"), encoded(s.PAGE)),
        "unknown": Target(reports(None), encoded(s.PAGE, s.RSS, s.LINES, s.MAIL, s.WORDS, s.GKG, [s.NINJS])),
        "jsonl": Target(reports("jsonl", lines), encoded(s.LINES)),
        "json": Target(reports("json"), encoded([json.loads(s.LINES)], s.TELEGRAM, s.NINJS, s.GDELT)),
        "telegram": Target(reports("telegram"), encoded(s.TELEGRAM, {"chats": {"list": [s.TELEGRAM]}})),
        "ninjs": Target(reports("ninjs"), encoded(s.NINJS, [s.NINJS])),
        "gdelt": Target(reports("gdelt"), encoded(s.GDELT)),
        "gkg": Target(reports("gkg"), encoded(s.GKG)),
        "feed": Target(reports("feed"), encoded(s.RSS, s.ATOM)),
        "newsml": Target(reports("newsml"), encoded(s.NEWSML)),
        "eml": Target(reports("eml"), encoded(s.MAIL)),
        "warc": Target(reports("warc"), (s.warc(), s.packed(s.warc().decode()))),
        "wacz": Target(either(reports("wacz"), reports("wacz", "", wacz)), in_both(wacz(s.warc()), s.warc())),
        "docx": Target(
            either(reports("docx"), reports("docx", "", s.with_document)), in_both(s.docx(), s.document_part())
        ),
        "pdf": Target(either(reports("pdf"), reports("pdf", "", s.pdf)), in_both(s.pdf(), s.PDF_PAGE)),
        "csv": Target(reports("csv"), encoded(s.CSV)),
        "tsv": Target(reports("tsv"), encoded(s.CSV.replace(",", "\t"))),
        "parquet": Target(reports("parquet"), (s.parquet(),)),
        "gzip": Target(reports(None), (s.packed(s.LINES), s.packed(s.PAGE))),
        "places-csv": Target(file(places, ".csv"), encoded(s.PLACES_CSV, s.DUMP)),
        "places-geojson": Target(file(places, ".geojson"), encoded(s.PLACES_JSON)),
        "places-zip": Target(file(places, ".zip"), (s.zipped({"SD.txt": s.DUMP.encode()}),)),
        "watch-toml": Target(file(settings, ".toml"), encoded(s.WATCH)),
        "conflict-toml": Target(file(war, ".toml"), encoded(s.CONFLICT)),
        "robots": Target(robots, encoded(s.ROBOTS)),
        "answer": Target(answer, (b"\0" + s.packed(s.PAGE), b"\4" + s.PAGE.encode())),
        "moment": Target(moment, encoded("2024-10-08T06:10:00Z", "Tue, 08 Oct 2024 12:00:00 +0200", "8 October 2024")),
    }
