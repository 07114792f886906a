"""Material that is made to do harm: bombs, traps for slow patterns, endless nesting. Small on the way in."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator

import foreign_seeds as seeds

LAUGHS = "<!DOCTYPE rss [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 11)
) + "]>"  # fmt: skip
OUTSIDE = "<!DOCTYPE rss [<!ENTITY a10 SYSTEM 'file:///etc/passwd'>]>"
BLOCK = bytes(1 << 20)


def feed(prolog: str, words: str) -> bytes:
    """RSS with an entity in its title."""
    return (
        f"<?xml version='1.0'?>{prolog}<rss version='2.0'><channel><title>t</title><item><title>News {words}</title>"
        "<description>Troops left the town.</description></item></channel></rss>"
    ).encode()


def newsml(prolog: str, words: str) -> bytes:
    return f"{prolog}{seeds.NEWSML.replace('Fighting', f'Fighting {words}')}".encode()


def swelling(size: int) -> str:
    """One entity of many letters, and many uses of it."""
    return f"<!DOCTYPE rss [<!ENTITY a10 '{'a' * size}'>]>"


def gzipped(blocks: Iterator[bytes]) -> bytes:
    held = io.BytesIO()
    with gzip.GzipFile(fileobj=held, mode="wb", compresslevel=9, mtime=0) as packed:
        for block in blocks:
            packed.write(block)
    return held.getvalue()


def repeated(block: bytes, size: int) -> Iterator[bytes]:
    """About so many bytes."""
    block *= max(1, (1 << 20) // len(block))
    return (block for _ in range(max(1, size // len(block))))


def deflated(size: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(block) for block in repeated(b"\0", size)) + packer.flush()


def docx_of(blocks: Iterator[bytes], name: str = "word/document.xml") -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(seeds.docx())) as sound, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in sound.namelist():
            if entry != name:
                made.writestr(entry, sound.read(entry))
        with made.open(name, "w", force_zip64=True) as part:
            for block in blocks:
                part.write(block)
    return held.getvalue()


def paragraphs(size: int) -> Iterator[bytes]:
    """The document of a DOCX that holds nothing but empty paragraphs."""
    yield b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    yield from repeated(b"<w:p/>", size)
    yield b"</w:body></w:document>"


WIDE = (
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Troops '
    b'left.</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr><w:p/></w:tc></w:tr>'
    b"</w:tbl></w:body></w:document>"
)


def page(body: str) -> bytes:
    return f"<!doctype html><html><head><title>News</title></head><body>{body}".encode()


def mail(depth: int) -> bytes:
    """Parts within parts."""
    heads = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth))
    return f"From: a@b.example\nSubject: News\nMIME-Version: 1.0\n{heads}Content-Type: text/plain\n\nWords.\n".encode()


def pages_in_a_ring() -> bytes:
    return seeds.pdf().replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]")


Maker = Callable[[int], bytes]
# The name of a file, what it is called, and how it is made. The number is for how many bytes it is to come to where it
# is unpacked, or else how long it is to be.
GIGABYTE, MEGABYTE = 1_000_000_000, 1_000_000
MAKERS: dict[str, tuple[str, int, Maker]] = {
    "billion laughs, in a feed": ("a.rss", 1, lambda _: feed(LAUGHS, "&a10;")),
    "billion laughs, in NewsML": ("a.xml", 1, lambda _: newsml(LAUGHS, "&a10;")),
    "billion laughs, in a DOCX": ("a.docx", 1, lambda _: docx_of(iter([LAUGHS.encode(), *paragraphs(10)]))),
    "entity of 100 kB used 100,000 times, in a feed": ("a.rss", 100_000, lambda n: feed(swelling(n), "&a10;" * n)),
    "entity of 100 kB used 100,000 times, in NewsML": ("a.xml", 100_000, lambda n: newsml(swelling(n), "&a10;" * n)),
    "entity of a file of this machine, in a feed": ("a.rss", 1, lambda _: feed(OUTSIDE, "&a10;")),
    "entity of a file of this machine, in NewsML": ("a.xml", 1, lambda _: newsml(OUTSIDE, "&a10;")),
    "gzip that unpacks to 1 GB of zeros": ("a.jsonl.gz", GIGABYTE, lambda n: gzipped(repeated(b"\0", n))),
    "gzip that unpacks to 1 GB on one line": ("a.jsonl.gz", GIGABYTE, lambda n: gzipped(repeated(b"[],", n))),
    "gzip that unpacks to 1 GB of a page": ("a.html.gz", GIGABYTE, lambda n: gzipped(repeated(b"<p>Words.", n))),
    "gzip in gzip, 1 GB": ("a.txt.gz", GIGABYTE, lambda n: gzip.compress(gzipped(repeated(b"a", n)))),
    "DOCX that unpacks to 1 GB": ("a.docx", GIGABYTE, lambda n: docx_of(repeated(b" ", n))),
    "DOCX of 3 million empty paragraphs": ("a.docx", 18 * MEGABYTE, lambda n: docx_of(paragraphs(n))),
    "DOCX with a cell of 2 billion columns": ("a.docx", 1, lambda _: docx_of(iter([WIDE]))),
    "WACZ whose archive unpacks to 1 GB": (
        "a.wacz", GIGABYTE, lambda n: seeds.zipped({"archive/a.warc.gz": gzipped(repeated(b"WARC/1.1\r\n", n))})),
    "WACZ in WACZ, 1 GB": (
        "a.wacz", GIGABYTE, lambda n: seeds.zipped({
            "archive/a.warc": seeds.zipped({"archive/b.warc.gz": gzipped(repeated(b"a", n))})})),
    "WARC record of 1 GB": (
        "a.warc.gz", GIGABYTE, lambda n: gzipped(iter([
            seeds.warc().replace(b"Content-Length: ", b"Content-Length: 9999999")[:-4], *repeated(b"<p>", n)]))),
    "PDF whose page unpacks to 1 GB": ("a.pdf", GIGABYTE, lambda n: seeds.pdf(deflated(n), b"FlateDecode")),
    "PDF whose pages are a ring": ("a.pdf", 1, lambda _: pages_in_a_ring()),
    "JSON of a million open lists": ("a.json", MEGABYTE, lambda n: b"[" * n),
    "JSON of 33 million empty lists": ("a.json", 99 * MEGABYTE, lambda n: b"[" + b"[]," * (n // 3) + b"[]]"),
    "line of 33 million empty lists": ("a.jsonl", 99 * MEGABYTE, lambda n: b"[" + b"[]," * (n // 3) + b"[]]\n"),
    "number of a million digits": ("a.jsonl", MEGABYTE, lambda n: b'{"text": "a", "id": ' + b"9" * n + b"}\n"),
    "table of a million columns": ("a.csv", 2 * MEGABYTE, lambda n: b"text" + b"," * (n // 2) + b"\nTroops left.\n"),
    "page of 10,000 nested tags": ("a.html", 10_000, lambda n: page("<div>" * n + "Troops left the town. " * 9)),
    "page of 10,000 nested lists": ("a.html", 10_000, lambda n: page("<ul><li>" * n + "Troops left the town. " * 9)),
    "page of a million nested tags": ("a.html", MEGABYTE, lambda n: page("<b>" * n + "Troops left the town. " * 9)),
    "page of open tags": ("a.html", MEGABYTE, lambda n: page("<a " * (n // 3))),
    "page of open declarations": ("a.html", MEGABYTE, lambda n: page("<!" * (n // 2))),
    "page of open comments": ("a.html", MEGABYTE, lambda n: page("<!--" * (n // 4))),
    "page of open quotes": ("a.html", MEGABYTE, lambda n: page("<a b=\"" * (n // 6))),
    "page of open scripts": ("a.html", MEGABYTE, lambda n: page('<script type="application/ld+json">' * (n // 35))),
    "page of scripts of no kind": ("a.html", MEGABYTE, lambda n: page("<script" * (n // 7))),
    "page of open meta tags": ("a.html", MEGABYTE, lambda n: page("<meta " * (n // 6))),
    "page of times without end": ("a.html", MEGABYTE, lambda n: page("<time pubdate" * (n // 13))),
    "page of empty paragraphs, 20 MB": ("a.html", 20 * MEGABYTE, lambda n: page("<p>" * (n // 3))),
    "page of blank lines": ("a.html", MEGABYTE, lambda n: page("\n " * (n // 2) + "x")),
    "feed whose entry is nested 10,000 deep": (
        "a.rss", 10_000, lambda n: feed("", "").replace(b"Troops", b"&lt;div&gt;" * n + b"Troops")),
    "Markdown of a million open brackets": ("a.md", MEGABYTE, lambda n: b"[" * n),
    "Markdown of a million stars": ("a.md", MEGABYTE, lambda n: b"*a" * (n // 2)),
    "Markdown of a million spaces": ("a.md", MEGABYTE, lambda n: b"# " + b" " * n + b"x"),
    "Markdown of open fences": ("a.md", MEGABYTE, lambda n: b"```\n<!-- " * (n // 9)),
    "Markdown of a million hashes": ("a.md", MEGABYTE, lambda n: b"# a" + b" #" * (n // 2) + b"x"),
    "text of a million blank lines": ("a.txt", MEGABYTE, lambda n: b"\n \n" * (n // 3) + b"x"),
    "text of 400 MB": ("a.txt", 400 * MEGABYTE, lambda n: b"Troops left. " * (n // 13)),
    "mail of 2,000 parts within parts": ("a.eml", 2_000, mail),
    "mail of one header of a million signs": (
        "a.eml", MEGABYTE, lambda n: b"From: " + b"a@b.example, " * (n // 13) + b"\nSubject: =?utf-8?q?"
        + b"=?" * (n // 2) + b"\n\nWords.\n"),
}  # fmt: skip
