"""Every input format as it is typed: one folder with a sample of each, added once, and what the ledger then holds."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from docx import Document
from fastwarc.warc import WarcRecord, WarcRecordType
from pyarrow import parquet

from outskirts.ledger import Ledger
from outskirts.vocabulary import Report
from typed import Done, execute

SAID = "The army said on Tuesday that its troops had entered the outskirts of Sennar after two days of fighting"
NOON = datetime(2024, 10, 8, 12, tzinfo=UTC)
FOREIGN = "Російські війська увійшли на околицю міста, повідомила речниця українських військових у понеділок ввечері."


def words(name: str) -> str:
    """The sentence of a format; each its own, so that none is a copy of another."""
    return f"{SAID}, as told for {name}."


def page(name: str) -> str:
    more = "<p>Residents said that the market was closed, and that many had left by the road to the south.</p>"
    return (
        "<!doctype html><html><head><title>Fighting near Sennar</title>"
        f"<meta property='og:site_name' content='Wire {name}'>"
        "<meta property='article:published_time' content='2024-10-08T15:00:00+03:00'>"
        f"<link rel='canonical' href='https://wire.example/{name}'></head><body><nav>Menu</nav><article>"
        f"<h1>Fighting near Sennar</h1><p>{words(name)}</p>{more}</article><footer>All rights</footer></body></html>"
    )


def rss(text: str) -> str:
    return (
        '<rss version="2.0"><channel><title>Wire feed</title><item><title>Sennar</title><guid>tag:1</guid>'
        f"<link>https://wire.example/feed/1</link><pubDate>Tue, 08 Oct 2024 12:00:00 GMT</pubDate>"
        f"<description>{text}</description></item></channel></rss>"
    )


def telegram() -> dict[str, Any]:
    message = {"id": 1, "type": "message", "date": "2024-10-08T14:00:00", "date_unixtime": "1728388800",
               "edited": "2024-10-08T14:10:00", "edited_unixtime": "1728389400", "forwarded_from": "Front Channel",
               "text": [SAID, ", ", {"type": "bold", "text": "as told"}, " for telegram."]}  # fmt: skip
    return {"name": "Wire telegram", "type": "public_channel", "id": 7, "messages": [message]}


def ninjs(**fields: Any) -> dict[str, Any]:
    item = {"uri": "urn:wire:ninjs", "version": "1", "type": "text", "pubstatus": "usable", "headline": "Sennar",
            "versioncreated": "2024-10-08T12:00:00Z", "copyrightholder": "Wire ninjs",
            "body_text": words("ninjs")}  # fmt: skip
    return item | fields


def newsml(status: str = "usable") -> str:
    return (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:wire:newsml" version="1"><itemMeta>'
        '<itemClass qcode="ninat:text"/><provider><name>Wire newsml</name></provider>'
        f'<versionCreated>2024-10-08T12:00:00Z</versionCreated><pubStatus qcode="stat:{status}"/></itemMeta>'
        "<contentMeta>"
        '<headline>Sennar</headline></contentMeta><contentSet><inlineXML><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">'
        f"<body><body.content><p>{words('newsml')}</p></body.content></body></nitf></inlineXML></contentSet></newsItem>"
    )


def gkg() -> str:
    row = [""] * 27
    row[0], row[1], row[3], row[4] = "20241008120000-1", "20241008120000", "Wire gkg", "https://wire.example/gkg"
    row[26] = f"<PAGE_TITLE>{words('gkg')}</PAGE_TITLE>"
    return "\t".join(row) + "\n"


def warc(name: str) -> bytes:
    record, held = WarcRecord(), io.BytesIO()
    record.init_headers(WarcRecordType.response)
    record.headers["WARC-Target-URI"] = f"https://wire.example/{name}"
    record.headers["WARC-Date"] = "2024-10-09T00:00:00Z"
    record.headers["WARC-Payload-Digest"] = f"sha1:{name}"
    record.headers["Content-Type"] = "application/http; msgtype=response"
    record.set_bytes_content(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page(name).encode())
    record.write(held)
    return held.getvalue()


def wacz() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr("archive/data.warc", warc("wacz"))
    return held.getvalue()


def mail() -> bytes:
    made = EmailMessage()
    made["From"], made["Subject"], made["Message-ID"] = "Wire eml <press@wire.example>", "Sennar", "<1@wire.example>"
    made["Date"] = "Tue, 08 Oct 2024 15:00:00 +0300"
    made.set_content(words("eml"))
    return made.as_bytes()


def docx() -> bytes:
    document, held = Document(), io.BytesIO()
    document.add_paragraph(words("docx"))
    document.save(held)
    return held.getvalue()


def table(separator: str, name: str) -> str:
    held = io.StringIO()
    csv.writer(held, delimiter=separator).writerows(
        [["story", "day", "paper"], [words(name), "2024-10-08T12:00:00Z", f"Wire {name}"]]
    )
    return held.getvalue()


def packed_table() -> bytes:
    held = io.BytesIO()
    rows = {"story": [words("parquet")], "day": [NOON.replace(tzinfo=None)], "paper": ["Wire parquet"]}
    parquet.write_table(pa.table(rows), held)
    return held.getvalue()


def line(name: str, text: str = "") -> str:
    told = {"id": name, "published": NOON.isoformat(), "outlet": f"Wire {name}", "text": text or words(name)}
    return json.dumps(told)


SAMPLES: dict[str, tuple[str, Callable[[], str | bytes]]] = {
    "text": ("2024-10-08 report.txt", lambda: words("text")),
    "markdown": ("a.md", lambda: (
        f"---\ndate: 2024-10-08T12:00:00Z\noutlet: Wire markdown\n---\n**{SAID}**, as told for markdown."
    )),
    "html": ("a.html", lambda: page("html")),
    "jsonl": ("a.jsonl", lambda: f"{line('jsonl')}\n{line('foreign', FOREIGN)}\n"),
    "json": ("a.json", lambda: f"[\n{line('json')}\n]"),
    "feed": ("a.rss", lambda: rss(words("feed"))),
    "telegram": ("result.json", lambda: json.dumps(telegram(), indent=1)),
    "ninjs": ("ninjs.json", lambda: json.dumps(ninjs(), indent=1)),
    "newsml": ("newsml.xml", newsml),
    "gdelt": ("gdelt.json", lambda: json.dumps({"articles": [{
        "url": "https://wire.example/gdelt", "title": words("gdelt"), "seendate": "20241008T120000Z",
        "domain": "Wire gdelt", "language": "English"}]}, indent=1)),
    "gkg": ("20241008120000.gkg.csv", gkg),
    "warc": ("a.warc", lambda: warc("warc")),
    "wacz": ("a.wacz", wacz),
    "eml": ("a.eml", mail),
    "docx": ("2024-10-08 update.docx", docx),
    "csv": ("a.csv", lambda: table(",", "csv")),
    "tsv": ("a.tsv", lambda: table("\t", "tsv")),
    "parquet": ("a.parquet", packed_table),
}  # fmt: skip
# What a file of such a format does not say of itself.
NAMELESS = {"text", "docx"}


@dataclass(frozen=True)
class Added:
    done: Done
    reports: dict[str, Report]
    ledger: Path
    folder: Path
    first: tuple[str, ...]


@pytest.fixture(scope="module")
def added(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Added:
    """All samples, added with ``--keep`` by one command; reports by the format that their sentence names."""
    folder = tmp_path_factory.mktemp("inputs")
    for name, make in SAMPLES.values():
        content = make()
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    ledger = folder / "ledger.db"
    first = ("--home", str(home), "--ledger", str(ledger))
    columns = ("--map", "text=story", "--map", "published=day", "--map", "outlet=paper")
    tables = [name for name, _ in SAMPLES.values() if name in ("a.csv", "a.tsv", "a.parquet")]
    others = [name for name, _ in SAMPLES.values() if name not in tables]
    keep = ("--keep", str(folder / "kept"))
    done = execute((*first, "add", *keep, *(str(folder / name) for name in others)))
    mapped = execute((*first, "add", *keep, *columns, *(str(folder / name) for name in tables)))
    assert (mapped.code, mapped.err) == (0, "")
    with Ledger.open(ledger, create=False) as held:
        found = {stored.report.text: stored.report for stored in held.reports()}
    named = {name: report for name in SAMPLES for text, report in found.items() if f"told for {name}." in text}
    return Added(done, named | {"foreign": found[FOREIGN]}, ledger, folder, first)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_report_with_its_words_moment_and_outlet(added: Added, name: str) -> None:
    report = added.reports[name]
    assert report.published == NOON
    assert report.outlet == {"feed": "Wire feed"}.get(name, "" if name in NAMELESS else f"Wire {name}")
    assert "Menu" not in report.text
    assert "All rights" not in report.text


def test_every_format_but_pdf_has_a_sample() -> None:
    """That one needs the library that lays out text, and is in tests/acquire."""
    from outskirts.acquire import FORMATS

    assert set(FORMATS) - set(SAMPLES) == {"pdf"}


def test_claims_are_read_from_each(added: Added) -> None:
    with Ledger.open(added.ledger, create=False) as ledger:
        entered = {stored.claim.report_id for stored in ledger.claims() if str(stored.claim.kind) == "enter"}
    assert {name for name in SAMPLES if added.reports[name].id not in entered} == set()


def test_what_is_in_another_language_is_kept_and_marked(added: Added) -> None:
    assert added.reports["foreign"].language == "uk"
    assert "written in another language (uk)" in added.done.err or "'uk'" in added.done.err


def test_each_original_is_kept_with_a_line_of_custody(added: Added) -> None:
    log = [json.loads(text) for text in (added.folder / "kept" / "custody.jsonl").read_text().splitlines()]
    kept = {Path(one["source"]).name: one for one in log}
    assert set(kept) == {name for name, _ in SAMPLES.values()}
    for name, one in kept.items():
        original = (added.folder / name).read_bytes()
        assert one["digest"] == f"sha256:{hashlib.sha256(original).hexdigest()}"
        assert (added.folder / "kept" / one["kept"]).read_bytes() == original
        assert one["by"]
        assert datetime.fromisoformat(one["taken"]).tzinfo is not None


def trail(added: Added, name: str) -> str:
    with Ledger.open(added.ledger, create=False) as ledger:
        id_ = next(s.claim.id for s in ledger.claims() if s.claim.report_id == added.reports[name].id)
    return execute((*added.first, "trail", id_)).out


def test_a_forwarded_message_names_the_channel_that_it_comes_from(added: Added) -> None:
    assert "passed on from Front Channel" in trail(added, "telegram")
    assert "1 messages were edited" in added.done.err


def test_a_page_of_an_archive_keeps_the_digest_of_its_record(added: Added) -> None:
    assert "sha1:warc" in trail(added, "warc")
    assert "sha1:wacz" in trail(added, "wacz")


def test_a_changed_entry_of_a_feed_is_a_later_version(added: Added, tmp_path: Path) -> None:
    changed = tmp_path / "a.rss"
    changed.write_text(rss(words("feed") + " The army later said that it held the town."))
    assert "(1 changed since)" in execute((*added.first, "add", str(changed))).out
    assert "(1 known already)" in execute((*added.first, "add", str(changed))).out


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.json", json.dumps(ninjs(embargoed="2999-01-01T00:00:00Z"), indent=1), "under embargo until 2999-01-01"),
        ("a.json", json.dumps(ninjs(pubstatus="canceled"), indent=1), "cancelled"),
        ("a.xml", newsml("canceled"), "cancelled"),
        ("a.xml", newsml("withheld"), "withheld"),
    ],
)
def test_what_an_agency_holds_back_is_not_kept(
    added: Added, tmp_path: Path, name: str, content: str, said: str
) -> None:
    (tmp_path / name).write_text(content)
    done = execute(("--home", added.first[1], "--ledger", str(tmp_path / "l.db"), "add", str(tmp_path / name)))
    assert said in done.err
    assert done.code == 3
