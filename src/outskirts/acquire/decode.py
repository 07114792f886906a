"""Which text do these bytes hold, or which kind of file are they, if none."""

from __future__ import annotations

import codecs
import re

from outskirts.errors import InputError
from outskirts.vocabulary import Problem

MAGIC = (
    (b"%PDF", "a PDF document", "save its text, for instance with pdftotext"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel document", "save it as text or HTML"),
    (b"{\\rtf", "a rich text document", "save it as plain text or HTML"),
    (b"SQLite format 3", "a SQLite database", "give it with --ledger if it is a ledger"),
    (b"PAR1", "a Parquet file", "write it out as JSON lines"),
    (b"\x89PNG", "a PNG picture", ""),
    (b"\xff\xd8\xff", "a JPEG picture", ""),
    (b"GIF8", "a GIF picture", ""),
    (b"RIFF", "a sound, film or picture file", ""),
    (b"ID3", "a sound file", ""),
    (b"OggS", "a sound or film file", ""),
    (b"\x7fELF", "a program", ""),
    (b"MZ\x90", "a Windows program", ""),
    (b"7z\xbc\xaf", "a 7-Zip archive", "unpack it"),
    (b"Rar!", "a RAR archive", "unpack it"),
    (b"BZh", "a bzip2 archive", "unpack it"),
    (b"\xfd7zXZ", "an xz archive", "unpack it"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", "unpack it"),
)
ZIPPED = (
    (b"word/", "a Word document", "save it as text or HTML"),
    (b"xl/", "an Excel workbook", "write it out as JSON lines"),
    (b"ppt/", "a PowerPoint file", "save it as text or HTML"),
    (b"opendocument", "an OpenDocument file", "save it as text or HTML"),
    (b"epub", "an EPUB book", "save it as text or HTML"),
)
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED = re.compile(
    rb"""<meta[^>]{1,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{1,100}?encoding=["']([\w.-]+)""", re.I
)
SAMPLE = 1 << 16
# A text with fewer other bytes than this is English with a few typographic marks: no statistics can tell more.
FEW = 0.03


def encoding_of(head: bytes) -> tuple[str, bool]:
    """The encoding of a text by its first bytes, and whether that is sure. Raises InputError for what is no text."""
    for mark, name in MARKS:
        if head.startswith(mark):
            return name, True
    if b"\0" in head:
        if wide := unmarked_utf16(head):
            return wide, True
        raise binary(head)
    refuse_binary(head)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return guess(head), False
    return "utf-8", True


def unmarked_utf16(head: bytes) -> str | None:
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = max(1, len(head) // 2)
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * half and odd < 0.05 * half else None


def guess(head: bytes) -> str:
    """The likeliest encoding of bytes that are no UTF-8."""
    head = head[:SAMPLE]
    high = sum(byte > 127 for byte in head)
    if high < FEW * len(head):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(head).best()
    return best.encoding if best is not None and best.encoding not in ("utf_8", "ascii") else "cp1252"


def refuse_binary(head: bytes) -> None:
    if head.startswith(b"PK\x03\x04") or any(head.startswith(magic) for magic, _, _ in MAGIC) or head[4:8] == b"ftyp":
        raise binary(head)
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\v\x1b\x1a" for byte in head[:4096])
    if controls > 0.1 * len(head[:4096]):
        raise binary(head)


def binary(head: bytes) -> InputError:
    """Says which kind of file it is."""
    remedy = "give text, HTML or JSON lines"
    if head.startswith(b"PK\x03\x04"):
        for inside, kind, cure in ZIPPED:
            if inside in head[:SAMPLE]:
                return InputError(f"is {kind}, not text", cure)
        return InputError("is a ZIP archive, not text", "unpack it and give the folder")
    if head[4:8] == b"ftyp":
        return InputError("is a film file, not text", remedy)
    for magic, kind, cure in MAGIC:
        if head.startswith(magic):
            return InputError(f"is {kind}, not text", cure or remedy)
    return InputError("is a binary file, not text", remedy)


def text_of(data: bytes, encoding: str | None = None) -> tuple[str, list[Problem]]:
    """The text of a whole file. ``encoding`` is one that the source itself declares. Raises InputError."""
    if not data.strip():
        raise InputError("is empty", "give a file with text in it")
    if encoding:
        try:
            return data.decode(encoding), []
        except (LookupError, ValueError):
            # Not known, not so, or no name at all (one with a NUL in it).
            pass
    name, sure = encoding_of(data[:SAMPLE])
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        name, sure = guess(data) if name == "utf-8" else name, False
        text = data.decode(name, "replace")
    return text, [] if sure else [assumed(name)]


def assumed(name: str) -> Problem:
    return Problem(f"not UTF-8; read as {name.replace('_', '-')}", "", "save it as UTF-8 if letters look wrong")


def declared(head: bytes) -> str | None:
    """The encoding that an HTML page states in its head."""
    found = DECLARED.search(head[:4096])
    if not found:
        return None
    name = (found.group(1) or found.group(2)).decode("ascii").lower()
    # As browsers do: what says Latin-1 is Windows-1252, and a page that can be read byte by byte is not UTF-16.
    return {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}.get(name, None if "16" in name else name)
