"""Web archives: WARC, by fastwarc, record by record, and WACZ, which packs several. Each page is a report; the digest
that the archive keeps of it is kept here."""

from __future__ import annotations

import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO

from outskirts.acquire import decode, moments, pages
from outskirts.acquire.fetch import host_of
from outskirts.acquire.making import Settings, item_of
from outskirts.acquire.plain import Found
from outskirts.errors import InputError
from outskirts.vocabulary import Origin, Problem, Report

LARGEST_PAGE = 20_000_000
# What unpacking raises where an archive is broken, locked, or packed in a way that is not known.
TORN = (OSError, EOFError, ValueError, LookupError, RuntimeError, zipfile.BadZipFile, zlib.error)
PAGES = ("text/html", "application/xhtml+xml")


def read(stream: BinaryIO, settings: Settings, origin: Origin) -> Iterator[Report | Problem]:
    """The pages that were answered with success. A record that cannot be read is a problem, and the rest goes on.
    Raises InputError where the archive cannot be opened."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    passed: Counter[str] = Counter()
    records = ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True)
    while True:
        record = following(records)
        if isinstance(record, Problem):
            yield record
            break
        if record is None:
            break
        kind = (record.http_content_type or "").lower()
        status = record.http_headers.status_code if record.http_headers else None
        if kind not in PAGES or status != 200:
            passed[f"{kind or 'unknown'} {status or ''}".strip()] += 1
            continue
        try:
            yield from page(record, settings, origin)
        except InputError as error:
            # An empty page, or a picture that is called one, costs no other record.
            yield Problem(f"a page {error}", str(record.headers.get("WARC-Target-URI", "")), error.remedy)
    if passed:
        listed = ", ".join(f"{n} {kind}" for kind, n in passed.most_common(5))
        yield Problem(f"passed over {passed.total()} records that are no page ({listed})")


def following(records: Iterator[Any]) -> Any:
    """The next record, None at the end, or the Problem that ends the reading."""
    try:
        return next(records, None)
    except TORN as error:
        return Problem(f"the archive cannot be read further: {error}", "", "fetch it again")
    except BaseException as error:
        # What its parser has not foreseen reaches Python as a panic, which is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        return Problem("the archive cannot be read further: it is broken", "", "fetch it again")


def page(record: Any, settings: Settings, origin: Origin) -> Iterator[Report | Problem]:
    url = str(record.headers.get("WARC-Target-URI", ""))
    data = record.reader.read(LARGEST_PAGE)
    text, problems = decode.text_of(data, decode.declared(data) or record.http_charset)
    found, more = pages.page(text)
    taken = moments.parse(str(record.headers.get("WARC-Date", "")))
    date = found.date
    if not date and taken:
        # What was on the web when the archive looked had been published by then.
        date = taken.isoformat()
        more.append(Problem("no date of publication; that of the archive is taken", "", "give --published DATE"))
    yield from (Problem(p.what, url, p.remedy) for p in (*problems, *more))
    digest = str(record.headers.get("WARC-Payload-Digest", "")) or origin.digest
    named = Origin(f"{origin.source}#{record.record_id}", digest, "", taken)
    known = Found(found.text, found.title, date, found.outlet or host_of(url).removeprefix("www."), url)
    yield from item_of(known, settings, url, named)


def packed(stream: BinaryIO, settings: Settings, origin: Origin) -> Iterator[Report | Problem]:
    """A WACZ: the archives in it, one after another. Raises InputError."""
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise InputError(f"is no archive that can be opened: {error}", "fetch it again") from error
    with archive:
        inside = [n for n in archive.namelist() if n.startswith("archive/") and n.endswith((".warc", ".warc.gz"))]
        if not inside:
            raise InputError("holds no web archive", "give a WACZ file, or a WARC file")
        for name in sorted(inside):
            part = Origin(f"{origin.source}!{name}", origin.digest, "", origin.retrieved)
            try:
                with archive.open(name) as one:
                    yield from read(one, settings, part)  # type: ignore[arg-type]
            except TORN as error:
                yield Problem(f"a part of the archive cannot be read: {error}", name, "fetch it again")
