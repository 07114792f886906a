"""Which format does a source have? Its name tells, or its media type, or its first bytes."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from outskirts.acquire import decode
from outskirts.acquire.formats import gdelt
from outskirts.acquire.lines import decoded

BY_SUFFIX = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".rss": "feed", ".atom": "feed",
    ".rdf": "feed", ".xml": "xml", ".warc": "warc", ".wacz": "wacz", ".eml": "eml", ".pdf": "pdf", ".docx": "docx",
    ".csv": "csv", ".tsv": "tsv", ".parquet": "parquet",
}  # fmt: skip
BY_TYPE = {
    "text/html": "html", "application/xhtml+xml": "html", "application/rss+xml": "feed", "application/atom+xml": "feed",
    "application/pdf": "pdf", "text/csv": "csv", "message/rfc822": "eml", "application/warc": "warc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}  # fmt: skip
FORMATS = (
    "text", "markdown", "html", "jsonl", "json", "feed", "telegram", "ninjs", "newsml", "gdelt", "gkg", "warc", "wacz",
    "eml", "pdf", "docx", "csv", "tsv", "parquet",
)  # fmt: skip
PAGE = re.compile(r"<(?:!doctype|!--|\?xml|html|head|body|div|p|article|section|main|h1|title|meta)\b", re.I)
FEED = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]", re.I)
AGENCY = re.compile(r"<(?:\w+:)?(?:newsItem|newsMessage|packageItem)[\s>]")
MAIL = re.compile(r"(?:(?:Return-Path|Received|Delivered-To|From|Message-ID|MIME-Version|Date|Subject):.*\n)", re.I)
MAGIC = ((b"%PDF-", "pdf"), (b"WARC/", "warc"), (b"PAR1", "parquet"))


def suffix(path: Path) -> str:
    ends = [end.lower() for end in path.suffixes]
    return ends[-2] if len(ends) > 1 and ends[-1] == ".gz" else ends[-1] if ends else ""


def kind_of(
    path: Path,
    head: bytes,
    by_suffix: Callable[[str], str | None] = lambda _: None,
    by_content: Callable[[bytes], str | None] = lambda _: None,
) -> str:
    """One of FORMATS; of what our own names and first bytes do not tell, what others make of it."""
    for magic, kind in MAGIC:
        if head.startswith(magic):
            return kind
    if head.startswith(b"PK\x03\x04"):
        # The names of packed files stand in clear.
        if b"word/" in head or b"archive/" in head or suffix(path) == ".wacz":
            return "docx" if b"word/" in head else "wacz"
        return "text"  # which says what else it is
    named = BY_SUFFIX.get(suffix(path))
    if named == "csv" and gdelt.fits_row(text_of(head).split("\n", 1)[0].rstrip("\r")):
        return "gkg"
    if named is None and (other := by_suffix(suffix(path))):
        return other
    return by_content(head) or sniffed(head) if named in (None, "xml") else named


def text_of(head: bytes) -> str:
    name, _ = decode.encoding_of(head)
    return head.decode(name, "replace").lstrip("\ufeff \t\r\n")


def sniffed(head: bytes) -> str:
    """The format of material without a name that tells it."""
    text = text_of(head)
    if text.startswith("{"):
        try:
            decoded(text.split("\n", 1)[0])
        except ValueError:
            # A line that is longer than what was looked at is a line all the same.
            return "json" if "\n" in text else "jsonl"
        return "jsonl"
    if re.match(r"\[\s*[{\]]", text):
        return "json"
    if FEED.search(text[:4000]):
        return "feed"
    if AGENCY.search(text[:8000]):
        return "newsml"
    if MAIL.match(text) and "\nsubject:" in f"\n{text.lower()}" and "\nfrom:" in f"\n{text.lower()}":
        return "eml"
    return "html" if PAGE.match(text) else "text"
