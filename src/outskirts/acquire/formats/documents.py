"""PDF and DOCX: the words of a document. Neither says for certain when it was published, so that is asked for."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from outskirts.acquire.making import Settings, report_of, titled
from outskirts.acquire.plain import Found
from outskirts.errors import InputError
from outskirts.vocabulary import Origin, Problem, Report

MOST_PAGES = 2_000
# What a packed document may unpack to; one that holds more is no document.
UNPACKED = 400_000_000
# Its parts of XML become trees, some twenty times as large.
UNPACKED_XML = 20_000_000
# Between the blocks of a document, and the cells of a row.
END, CELL = "\n\n", " | "
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What its library and those below it raise for a document that is broken.
BROKEN = (OSError, EOFError, ValueError, KeyError, IndexError, AttributeError, TypeError, SyntaxError, RuntimeError,
          AssertionError, zipfile.BadZipFile, zlib.error)  # fmt: skip
# A line that breaks within a word, and one that breaks within a sentence.
HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
BREAK = re.compile(r"(?<![.!?:;”\"'\n])\n(?!\n)")


def pdf(data: bytes, settings: Settings, origin: Origin, name: str) -> Iterator[Report | Problem]:
    """Raises InputError where the document is locked, broken or only a picture."""
    import logging

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("is locked with a password", "save it without one")
        pages = [page.extract_text() for page in reader.pages[:MOST_PAGES]]
        title = str(reader.metadata.title or "") if reader.metadata else ""
        left = len(reader.pages) - MOST_PAGES
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, IndexError, OSError) as error:
        raise InputError(f"is no PDF that can be read: {error}", "print it to a new PDF, or save its text") from error
    text = flowing("\n\n".join(pages))
    if not text.strip():
        raise InputError("is a PDF of pictures: it holds no words", "run it through text recognition first")
    if left > 0:
        yield Problem(f"only the first {MOST_PAGES:,} pages were read", "", "split the document")
    yield from report_of(Found(titled(title, text), title), settings, name, origin)


def flowing(text: str) -> str:
    """Lines joined to paragraphs, as far as the breaks tell."""
    return BREAK.sub(" ", HYPHEN.sub("", text.replace("\r", ""))).strip()


def docx(data: bytes, settings: Settings, origin: Origin, name: str) -> Iterator[Report | Problem]:
    """Paragraphs, and the cells of tables. Raises InputError where it is no such document."""
    from docx import Document
    from docx.opc.exceptions import OpcError

    unpacked_size(data)
    try:
        document = Document(io.BytesIO(data))
        text = words(document.element.body)
        title = str(document.core_properties.title or "")
    except (OpcError, *BROKEN) as error:
        raise InputError(f"is no DOCX that can be read: {error}", "save it anew, or save its text") from error
    yield from report_of(Found(titled(title, text), title), settings, name, origin)


def words(body: Any) -> str:
    """Paragraphs and rows of tables, in one walk through the tree: its own objects for cells are handed out as often as
    a cell claims to be wide, which may be millions of times."""
    signs = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}tr": END, f"{W}tc": CELL}
    found: list[str] = []
    for part in body.iter(f"{W}t", f"{W}p", *signs):
        if part.tag == f"{W}p":
            found.append("\n" if part.getparent().tag == f"{W}tc" else END)
        else:
            found.append(signs.get(part.tag) or part.text or "")
    rows = (filter(None, map(str.strip, block.split(CELL))) for block in "".join(found).split(END))
    return END.join(filter(None, map(CELL.join, rows)))


def unpacked_size(data: bytes) -> None:
    """Raises InputError for an archive that would swell."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            sizes = [(one.filename.lower(), one.file_size) for one in packed.infolist()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise InputError(f"is no archive that can be opened: {error}", "fetch it again") from error
    whole, trees = sum(size for _, size in sizes), sum(size for name, size in sizes if name.endswith((".xml", ".rels")))
    if whole > UNPACKED or trees > UNPACKED_XML:
        raise InputError(f"unpacks to {max(whole, trees):,} bytes", "give the texts in it by themselves")
