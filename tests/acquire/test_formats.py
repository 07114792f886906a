"""Each format of news, as its own tool or its specification makes it: the reports in it, and what is wrong said."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import httpx
import pyarrow as pa
import pytest
from docx import Document
from fastwarc.warc import WarcRecord, WarcRecordType
from pyarrow import parquet as pq

from outskirts.acquire import fetch, read_reports
from outskirts.acquire.custody import Keeper
from outskirts.errors import InputError
from outskirts.vocabulary import Problem, Report

NEWS = "Troops entered the town of Wad Madani on Monday, residents said. The army denied it."
NOON = datetime(2024, 10, 8, 12, 0, tzinfo=UTC)

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Example Wire</title><link>https://wire.example/</link><description>News</description>
<item><title>Fighting in Wad Madani</title><link>https://wire.example/1</link><guid isPermaLink="false">w-1</guid>
<pubDate>Tue, 08 Oct 2024 12:00:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{NEWS}</p><script>alert(1)</script><p>More &amp; more.</p>]]></content:encoded></item>
<item><title></title><link>https://wire.example/2</link><description></description></item>
</channel></rss>"""

ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Example Monitor</title>
<id>urn:feed</id><updated>2024-10-08T13:00:00Z</updated>
<entry><id>urn:1</id><title>Update</title><link href="https://monitor.example/1"/>
<published>2024-10-08T14:00:00+02:00</published><updated>2024-10-09T12:00:00Z</updated>
<content type="html">&lt;p&gt;{NEWS}&lt;/p&gt;</content></entry></feed>"""

TELEGRAM = {
    "name": "Example Channel",
    "type": "public_channel",
    "id": 1234567,
    "messages": [
        {"id": 1, "type": "service", "date": "2024-10-08T11:00:00", "action": "create_channel", "text": ""},
        {
            "id": 2, "type": "message", "date": "2024-10-08T15:00:00", "date_unixtime": "1728388800",
            "from": "Example Channel", "text": NEWS, "text_entities": [],
        },
        {
            "id": 3, "type": "message", "date": "2024-10-08T15:10:00", "date_unixtime": "1728389400",
            "edited": "2024-10-08T16:00:00", "edited_unixtime": "1728392400", "forwarded_from": "Other Channel",
            "text": ["The army ", {"type": "bold", "text": "left"}, " the town of Sennar. ", {"text": "x"}],
        },
    ],
}  # fmt: skip

NINJS = {
    "uri": "urn:agency:1", "type": "text", "version": "2", "versioncreated": "2024-10-08T12:00:00Z",
    "pubstatus": "usable", "headline": "Fighting in Wad Madani", "body_text": NEWS,
    "infosource": [{"name": "Example Agency"}],
}  # fmt: skip
NINJS3 = {
    "uri": "urn:agency:2", "type": "text", "versionCreated": "2024-10-08T12:00:00Z", "pubStatus": "usable",
    "headlines": [{"role": "sub", "value": "No"}, {"role": "main", "value": "Fighting in Wad Madani"}],
    "bodies": [{"contentType": "text/html", "value": "<p>No</p>"}, {"contentType": "text/plain", "value": NEWS}],
}  # fmt: skip

NEWSML = f"""<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:agency:3" version="1" standard="NewsML-G2">
<itemMeta><itemClass qcode="ninat:text"/><provider literal="EX"><name>Example Agency</name></provider>
<versionCreated>2024-10-08T12:00:00Z</versionCreated><pubStatus qcode="stat:usable"/></itemMeta>
<contentMeta><headline>Fighting in Wad Madani</headline></contentMeta>
<contentSet><inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body>
<body.content><p>{NEWS}</p><p>Second.</p></body.content></body></nitf></inlineXML></contentSet></newsItem>"""

PAGE = f"""<!doctype html><html><head><title>Fighting in Wad Madani</title>
<meta property="article:published_time" content="2024-10-08T12:00:00Z">
<meta property="og:site_name" content="Example Wire">
</head><body><article><h1>Fighting in Wad Madani</h1><p>{NEWS}</p><p>{NEWS}</p></article></body></html>"""


def split(source: Path | io.BytesIO, **settings: Any) -> tuple[list[Report], list[Problem]]:
    items = list(read_reports(source, **settings))
    return [i for i in items if isinstance(i, Report)], [i for i in items if isinstance(i, Problem)]


def kept(tmp_path: Path, name: str, content: str | bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


# -- feeds


@pytest.mark.parametrize("name", ["feed.rss", "feed.xml", "feed"])
def test_an_entry_of_rss_is_a_report(tmp_path: Path, name: str) -> None:
    [report], problems = split(kept(tmp_path, name, RSS))
    assert report.text == f"Fighting in Wad Madani\n\n{NEWS}\n\nMore & more."
    assert (report.title, report.outlet, report.published) == ("Fighting in Wad Madani", "Example Wire", NOON)
    assert report.url == "https://wire.example/1"
    assert [p.where for p in problems] == ["entry 2"]


def test_an_entry_of_atom_has_its_own_date(tmp_path: Path) -> None:
    [report], problems = split(kept(tmp_path, "a.atom", ATOM))
    assert (report.outlet, report.published) == ("Example Monitor", NOON)
    assert problems == []


def test_an_updated_entry_is_the_same_report(tmp_path: Path) -> None:
    [first], _ = split(kept(tmp_path, "a.rss", RSS))
    [second], _ = split(kept(tmp_path, "b.rss", RSS.replace("More", "Less")))
    assert first.id == second.id
    assert first.text != second.text


def test_what_is_no_feed_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no feed"):
        split(kept(tmp_path, "a.rss", "just words"))


# -- messengers


def test_a_message_of_telegram_is_a_report(tmp_path: Path) -> None:
    (plain, styled), problems = split(kept(tmp_path, "result.json", json.dumps(TELEGRAM, indent=1)))
    assert (plain.text, plain.outlet, plain.published) == (NEWS, "Example Channel", NOON)
    assert plain.id == "telegram:1234567:2"
    assert styled.text == "The army left the town of Sennar. x"
    assert styled.origin is not None
    assert styled.origin.via == "Other Channel"
    assert [p.what.split(" ", 1)[0] for p in problems] == ["1", "1"], "one edited, one without words"


def test_an_export_of_all_chats_holds_each(tmp_path: Path) -> None:
    whole = {"about": "…", "chats": {"about": "…", "list": [TELEGRAM, {"name": "left"}, TELEGRAM | {"id": 9}]}}
    found, problems = split(kept(tmp_path, "result.json", json.dumps(whole)))
    assert len(found) == 4
    assert any("no chat" in p.what for p in problems)


# -- agencies


@pytest.mark.parametrize("item", [NINJS, NINJS3])
def test_a_ninjs_item_is_a_report(tmp_path: Path, item: dict[str, Any]) -> None:
    [report], problems = split(kept(tmp_path, "item.json", json.dumps(item)))
    assert report.text == f"Fighting in Wad Madani\n\n{NEWS}"
    assert report.published == NOON
    assert problems == []


@pytest.mark.parametrize(
    ("change", "now", "said"),
    [
        ({"pubstatus": "canceled"}, NOON, "cancelled"),
        ({"pubstatus": "withheld"}, NOON, "withheld"),
        ({"embargoed": "2024-10-09T06:00:00Z"}, NOON, "embargo"),
        ({"embargoed": "2024-10-09T06:00:00Z"}, None, "embargo"),
        ({"embargoed": "some day"}, NOON, "embargo"),
    ],
)
def test_embargo_and_cancellation_are_honoured(
    tmp_path: Path, change: dict[str, str], now: datetime | None, said: str
) -> None:
    found, [problem] = split(kept(tmp_path, "item.json", json.dumps([NINJS | change])), now=now)
    assert found == []
    assert said in problem.what


def test_an_embargo_ends(tmp_path: Path) -> None:
    item = NINJS | {"embargoed": "2024-10-08T11:00:00Z"}
    found, problems = split(kept(tmp_path, "item.json", json.dumps(item)), now=NOON)
    assert len(found) == 1
    assert problems == []


def test_a_newsml_item_is_a_report(tmp_path: Path) -> None:
    [report], problems = split(kept(tmp_path, "item.xml", NEWSML))
    assert report.text == f"Fighting in Wad Madani\n\n{NEWS}\n\nSecond."
    assert (report.outlet, report.published) == ("Example Agency", NOON)
    assert problems == []


def test_a_cancelled_newsml_item_is_not_read(tmp_path: Path) -> None:
    found, [problem] = split(kept(tmp_path, "item.xml", NEWSML.replace("stat:usable", "stat:canceled")))
    assert found == []
    assert "cancelled" in problem.what


def test_entities_of_xml_do_not_swell(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    body = NEWSML.replace('<?xml version="1.0" encoding="UTF-8"?>', f"{bomb}]>").replace("Second.", "&j;")
    with pytest.raises(InputError, match="amplification"):
        split(kept(tmp_path, "item.xml", body))


# -- GDELT


def test_articles_of_the_gdelt_doc_interface_are_headlines(tmp_path: Path) -> None:
    article = {"url": "https://wire.example/1", "url_mobile": "", "title": "Army enters Sennar",
               "seendate": "20241008T120000Z", "domain": "wire.example", "language": "English"}  # fmt: skip
    [report], problems = split(kept(tmp_path, "list.json", json.dumps({"articles": [article]})))
    assert (report.text, report.published, report.outlet) == ("Army enters Sennar", NOON, "wire.example")
    assert problems == []


def test_rows_of_the_knowledge_graph_are_headlines(tmp_path: Path) -> None:
    row = [""] * 27
    row[0], row[1], row[3], row[4] = "20241008120000-1", "20241008120000", "wire.example", "https://wire.example/1"
    row[26] = "<PAGE_TITLE>Army enters Sennar &amp; leaves</PAGE_TITLE>"
    content = "\t".join(row) + "\n" + "\t".join([*row[:26], ""]) + "\n"
    [report], problems = split(kept(tmp_path, "20241008120000.gkg.csv", content))
    assert (report.text, report.published) == ("Army enters Sennar & leaves", NOON)
    assert ["1 rows have no headline" in p.what for p in problems] == [True]


# -- archives


def record(url: str, body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    made = WarcRecord()
    made.init_headers(WarcRecordType.response)
    made.headers["WARC-Target-URI"] = url
    made.headers["WARC-Date"] = "2024-10-09T00:00:00Z"
    made.headers["WARC-Payload-Digest"] = "sha1:ABCDEF"
    made.headers["Content-Type"] = "application/http; msgtype=response"
    made.set_bytes_content(f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body)
    kept_in = io.BytesIO()
    made.write(kept_in)
    return kept_in.getvalue()


@pytest.fixture
def warc() -> bytes:
    return (
        record("https://wire.example/1", PAGE.encode())
        + record("https://wire.example/x.png", b"\x89PNG", "image/png")
        + record("https://wire.example/gone", b"<p>gone</p>", status="404 Not Found")
    )


def test_a_page_of_a_web_archive_is_a_report(tmp_path: Path, warc: bytes) -> None:
    [report], problems = split(kept(tmp_path, "a.warc", warc))
    assert NEWS in report.text
    assert (report.url, report.outlet, report.published) == ("https://wire.example/1", "Example Wire", NOON)
    assert report.origin is not None
    assert report.origin.digest == "sha1:ABCDEF"
    assert any("2 records" in p.what for p in problems)


def test_a_record_with_an_odd_address_an_odd_charset_or_nothing_in_it_costs_no_other(
    tmp_path: Path, warc: bytes
) -> None:
    odd = record("http://[", PAGE.encode()) + record(
        "https://wire.example/2", PAGE.encode(), "text/html; charset=ut\0f"
    )
    found, _ = split(kept(tmp_path, "a.warc", odd + record("https://wire.example/3", b"") + warc))
    assert [report.url for report in found] == ["http://[", "https://wire.example/2", "https://wire.example/1"]


def test_a_wacz_holds_archives(tmp_path: Path, warc: bytes) -> None:
    path = tmp_path / "a.wacz"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("archive/data.warc", warc)
        packed.writestr("datapackage.json", "{}")
    [report], _ = split(path)
    assert report.url == "https://wire.example/1"
    assert report.origin is not None
    assert "a.wacz!archive/data.warc" in report.origin.source


def test_a_torn_web_archive_gives_what_it_has(tmp_path: Path, warc: bytes) -> None:
    found, _ = split(kept(tmp_path, "a.warc", warc[:-40]))
    assert len(found) == 1


# -- letters and documents


def test_a_message_by_mail_is_a_report(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"] = "Example Mission <press@mission.example>"
    mail["Subject"] = "Fighting in Wad Madani"
    mail["Date"] = "Tue, 08 Oct 2024 12:00:00 +0000"
    mail["Message-ID"] = "<1@mission.example>"
    mail.set_content(NEWS)
    mail.add_alternative(f"<p>{NEWS}</p>", subtype="html")
    mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="a.pdf")
    for name in ("a.eml", "a"):
        [report], [problem] = split(kept(tmp_path, name, mail.as_bytes()))
        assert report.text.strip() == f"Fighting in Wad Madani\n\n{NEWS}"
        assert (report.outlet, report.published) == ("Example Mission", NOON)
        assert "a.pdf" in problem.what


@pytest.mark.usefixtures("text_layout")
def test_a_pdf_is_a_report(tmp_path: Path) -> None:
    from weasyprint import HTML

    made = HTML(string=f"<title>Update 12</title><h1>Update 12</h1><p>{NEWS}</p><p>{NEWS}</p>").write_pdf()
    [report], problems = split(kept(tmp_path, "2024-10-08 update.pdf", made))
    assert NEWS in report.text
    assert report.published == NOON
    assert ["file's name" in p.what for p in problems] == [True]


def test_a_docx_is_a_report(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("Update 12")
    document.add_paragraph(NEWS)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Sennar", "40 families fled"
    document.add_paragraph("More is to follow.")
    document.save(str(tmp_path / "a.docx"))
    [report], _ = split(tmp_path / "a.docx", published=NOON)
    assert report.text == f"Update 12\n\n{NEWS}\n\nSennar | 40 families fled\n\nMore is to follow."


def test_an_archive_that_swells_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", bytes(500_000_000))
    with pytest.raises(InputError, match="unpacks to"):
        split(path)


# -- tables


def test_the_columns_of_a_table_are_told_by_their_names(tmp_path: Path) -> None:
    with (tmp_path / "a.csv").open("w", newline="") as file:
        csv.writer(file).writerows(
            [["Headline", "Body", "Date", "Source"], ["Fighting", NEWS, "2024-10-08T12:00:00Z", "Wire"], ["x"], []]
        )
    [report], problems = split(tmp_path / "a.csv")
    assert report.text == f"Fighting\n\n{NEWS}"
    assert (report.outlet, report.published, report.title) == ("Wire", NOON, "Fighting")
    assert [p.where for p in problems] == ["row 3"]


def test_columns_can_be_named(tmp_path: Path) -> None:
    path = kept(tmp_path, "a.tsv", f"when\twhat\n2024-10-08\t{NEWS}\n")
    [report], _ = split(path, columns={"text": "what", "published": "when"})
    assert (report.text, report.published) == (NEWS, NOON)
    with pytest.raises(InputError, match="no column text=body") as caught:
        split(path, columns={"text": "body"})
    assert caught.value.remedy == "its columns are when, what"
    with pytest.raises(InputError, match="no column of texts"):
        split(path)


def test_a_row_of_parquet_is_a_report(tmp_path: Path) -> None:
    rows = {"text": [NEWS, None], "published": [datetime(2024, 10, 8, 12), None], "n": [1, 2], "d": [date.min, None]}
    pq.write_table(pa.table(rows), tmp_path / "a.parquet")
    [report], problems = split(tmp_path / "a.parquet")
    assert (report.text, report.published) == (NEWS, NOON)
    assert [p.where for p in problems] == ["row 2"]
    with pytest.raises(InputError, match="no Parquet"):
        split(kept(tmp_path, "b.parquet", b"PAR1 and then nothing"))


# -- addresses


def server(request: httpx.Request) -> httpx.Response:
    if request.url.path == "/feed":
        return httpx.Response(200, content=RSS.encode(), headers={"content-type": "application/rss+xml"})
    if request.url.path == "/page":
        return httpx.Response(200, content=PAGE.encode(), headers={"content-type": "text/html"})
    if request.url.path == "/large":
        return httpx.Response(200, content=b"x" * 2_000)
    return httpx.Response(404)


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = fetch.fetch
    monkeypatch.setattr(fetch, "fetch", lambda url: whole(url, httpx.MockTransport(server)))


@pytest.mark.usefixtures("web")
def test_an_address_is_read_as_what_it_gives() -> None:
    page, _ = split("https://wire.example/page")  # type: ignore[arg-type]
    feed, _ = split("https://wire.example/feed")  # type: ignore[arg-type]
    assert page[0].url == "https://wire.example/page"
    assert page[0].published == NOON
    assert feed[0].url == "https://wire.example/1"
    assert page[0].origin is not None
    assert page[0].origin.digest == hashlib.sha256(PAGE.encode()).hexdigest()


@pytest.mark.usefixtures("web")
def test_what_the_web_does_not_give_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="404"):
        split("https://wire.example/gone")  # type: ignore[arg-type]
    monkeypatch.setattr(fetch, "LARGEST", 1_000)
    with pytest.raises(InputError, match="more than"):
        split("https://wire.example/large")  # type: ignore[arg-type]


# -- custody


def test_originals_are_kept_once_with_a_line_of_custody_each_time(tmp_path: Path) -> None:
    path, folder = kept(tmp_path, "a.rss", RSS), tmp_path / "kept"
    keeper = Keeper(folder, "an editor", NOON)
    for _ in range(2):
        [report], _ = split(path, keeper=keeper)
    digest = hashlib.sha256(RSS.encode()).hexdigest()
    assert report.origin is not None
    assert report.origin.digest == digest
    log = [json.loads(line) for line in (folder / "custody.jsonl").read_text().splitlines()]
    assert len(log) == 2
    assert log[0] == {
        "digest": f"sha256:{digest}", "source": str(path), "taken": NOON.isoformat(), "by": "an editor",
        "bytes": len(RSS.encode()), "kept": f"{digest[:2]}/{digest}.rss",
    }  # fmt: skip
    assert (folder / log[0]["kept"]).read_bytes() == RSS.encode()
    assert sum(1 for file in folder.rglob("*") if file.is_file()) == 2
