"""Small valid material in each format, from which fuzzing starts."""

from __future__ import annotations

import gzip
import io
import json
import zipfile

WORDS = "Troops entered the town of Sennar on Monday, residents said. The army denied it, but withdrew on Tuesday."
HTTP = b"HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=utf-8\r\n\r\n"
PAGE = (
    '<!doctype html><html><head><title>Fighting</title><meta property="article:published_time" '
    'content="2024-10-08T12:00:00Z"><script type="application/ld+json">{"datePublished": "2024-10-08"}</script></head>'
    f"<body><nav>Home</nav><article><h1>Fighting</h1><p>{WORDS}</p><ul><li>One &amp; two</li></ul><p>{WORDS}</p>"
    "</article></body></html>"
)
FRONT = "---\ntitle: Fighting\ndate: 2024-10-08\n---\n# Fighting\n\n"
MARKDOWN = f"{FRONT}**{WORDS}** [more](https://a.example) `x`\n\n> quoted\n"
RSS = (
    '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
    "<channel><title>Wire</title><item><title>Fighting</title><link>https://a.example/1</link><guid>w-1</guid>"
    "<pubDate>Tue, 08 Oct 2024 12:00:00 GMT</pubDate><description>Short.</description>"
    f"<content:encoded><![CDATA[<p>{WORDS}</p>]]></content:encoded></item></channel></rss>"
)
ATOM = (
    '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Monitor</title><id>urn:f</id><entry>'
    '<id>urn:1</id><title type="html">Up&lt;b&gt;date</title><link href="https://a.example/1"/><source><title>S</title>'
    f'</source><updated>2024-10-09T12:00:00Z</updated><content type="html">&lt;p&gt;{WORDS}</content></entry></feed>'
)
TELEGRAM = {
    "name": "Channel", "type": "public_channel", "id": 12,
    "messages": [
        {"id": 1, "type": "service", "date": "2024-10-08T11:00:00", "text": ""},
        {"id": 2, "type": "message", "date_unixtime": "1728388800", "text": WORDS, "edited": "2024-10-08T16:00:00"},
        {"id": 3, "type": "message", "date": "2024-10-08T15:10:00", "forwarded_from": "Other",
         "text": ["The army ", {"type": "bold", "text": "left"}, " the town."]},
    ],
}  # fmt: skip
NINJS = {
    "uri": "urn:agency:1", "versioncreated": "2024-10-08T12:00:00Z", "pubstatus": "usable", "embargoed": None,
    "headlines": [{"role": "main", "value": "Fighting"}], "infosource": [{"name": "Agency"}],
    "bodies": [{"contentType": "text/html", "value": f"<p>{WORDS}</p>"}],
}  # fmt: skip
NEWSML = (
    '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:3" version="1"><itemMeta><provider><name>Agency'
    '</name></provider><versionCreated>2024-10-08T12:00:00Z</versionCreated><pubStatus qcode="stat:usable"/></itemMeta>'
    "<contentMeta><headline>Fighting</headline></contentMeta><contentSet><inlineXML><nitf "
    f'xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><p>{WORDS}</p></body></nitf></inlineXML></contentSet></newsItem>'
)
GDELT = {"articles": [{"url": "https://a.example", "title": "Fighting &amp; more", "seendate": "20241008T061000Z"}]}
GKG = "\t".join(["1", "20241008061000", "1", "a.example", "https://a.example/1", *[""] * 21,
                 "<PAGE_TITLE>Fighting &amp; more</PAGE_TITLE>"])  # fmt: skip
MAIL = (
    "From: Press Office <press@army.example>\r\nSubject: =?utf-8?q?Fighting?=\r\nDate: Tue, 08 Oct 2024 12:00:00 +0000"
    "\r\nMessage-ID: <1@army.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n"
    f"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{WORDS}\r\n--b\r\nContent-Type: text/html\r\n\r\n"
    f"<p>{WORDS}</p>\r\n--b\r\nContent-Type: text/csv\r\nContent-Disposition: attachment; filename=a.csv\r\n"
    "Content-Transfer-Encoding: base64\r\n\r\nYQ==\r\n--b--\r\n"
)
LINES = json.dumps({"id": "r-1", "published": "2024-10-08T12:00:00Z", "outlet": "Wire", "text": WORDS}) + "\n"
CSV = f'id,date,source,title,body\n1,2024-10-08,Wire,Fighting,"{WORDS}"\n2,2024-10-08,Wire,,"a ""b"""\n'
PLACES_CSV = "id;name;lat;lon;other names;country;population\n1;Sennar;13,55;33.6;Sannār|Sinar;SD;130 000\n"
DUMP = (
    "367308\tSinnar\tSinnar\tSannar,Sennar\t13.56907\t33.56718\tP\tPPLA\tSD\t\t58\t\t\t\t130122\t\t425\tAfrica/Khartoum"
    "\t2018-06-14\n"
)
PLACES_JSON = {
    "type": "FeatureCollection",
    "features": [
        {"type": "Feature", "properties": {"name": "Sennar", "country": "SD"},
         "geometry": {"type": "Point", "coordinates": [33.6, 13.55]}},
        {"type": "Feature", "properties": {"name": "Sennar State"},
         "geometry": {"type": "Polygon", "coordinates": [[[33, 13], [34, 13], [34, 14], [33, 13]]]}},
    ],
}  # fmt: skip
HEADER = '[about]\nwhat = "w"\nsource = "s"\nlicence = "l"\n'
WATCH = (
    f'{HEADER}[polling]\nevery = "15m"\ngap = "2s"\nper_hour = 60\ncontact = "a@b.example"\n[alerts]\non = ["status"]\n'
    'places = ["Sennar"]\ndays = 3\n[[feed]]\nurl = "https://a.example/feed"\nfollow = true\nhosts = ["b.example"]\n'
    '[[sink]]\nkind = "file"\npath = "alerts.jsonl"\n[[sink]]\nkind = "mail"\nhost = "m"\nsender = "a@b.example"\n'
    'to = ["c@d.example"]\n'
)
CONFLICT = (
    f'{HEADER}[conflict]\nid = "made-up"\nname = "Made up"\nstart = 2020-01-01\n[area]\ncountries = ["SD"]\n'
    '[[side]]\ncode = "NORTH"\nname = "North"\nbelligerent = true\ncolour = "#aa0000"\nnames = ["North"]\n'
    '[[side]]\ncode = "SOUTH"\nname = "South"\nbelligerent = true\ncolour = "#0000aa"\nnames = ["South"]\n'
    '[[holding]]\nside = "NORTH"\nsince = 2020-01-01\nregions = ["Sennar"]\n'
)
ROBOTS = "User-agent: *\nDisallow: /private\nCrawl-delay: 5\n"
PDF_PAGE = b"BT /F1 12 Tf 72 700 Td (Troops entered the town.) Tj T* [(The)-250(army)] TJ ET"


def warc(body: str = PAGE) -> bytes:
    payload = HTTP + body.encode()
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n"
        "WARC-Date: 2024-10-08T12:00:00Z\r\nWARC-Target-URI: https://a.example/1\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(payload)}\r\n\r\n"
    )
    return head.encode() + payload + b"\r\n\r\n"


def zipped(files: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def docx() -> bytes:
    from docx import Document

    document = Document()
    document.add_paragraph(WORDS)
    document.add_table(1, 2).rows[0].cells[0].text = "Cell"
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def with_document(data: bytes, part: str = "word/document.xml") -> bytes:
    """A sound DOCX but for one part of it."""
    with zipfile.ZipFile(io.BytesIO(docx())) as archive:
        return zipped({**{name: archive.read(name) for name in archive.namelist()}, part: data})


def document_part() -> bytes:
    with zipfile.ZipFile(io.BytesIO(docx())) as archive:
        return archive.read("word/document.xml")


def pdf(page: bytes = PDF_PAGE, filter: bytes = b"") -> bytes:
    """One page; the stream of its content is ``page``, said to be packed by ``filter``."""
    packed = b" /Filter /" + filter if filter else b""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(page), packed, page),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )  # fmt: skip
    data, places = b"%PDF-1.4\n", []
    for number, held in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, held)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        table, len(data))  # fmt: skip


def parquet() -> bytes:
    import pyarrow as pa
    from pyarrow import parquet as pq

    held = io.BytesIO()
    pq.write_table(pa.table({"id": ["1", "2"], "text": [WORDS, "Short."], "date": ["2024-10-08", None]}), held)
    return held.getvalue()


def packed(text: str) -> bytes:
    return gzip.compress(text.encode(), mtime=0)
