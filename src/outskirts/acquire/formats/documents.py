"""PDF and DOCX: the words of a document. Neither says for certain when it was published, so that is asked for."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from outskirts.acquire.making import Settings, report_of, titled
from outskirts.acquire.plain import Found
from outskirts.errors import InputError
from outskirts.vocabulary import Origin, Problem, Report

MOST_PAGES = 2_000
# What a packed document may unpack to; one that holds more is no document.
UNPACKED = 400_000_000
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
        blocks = [paragraph.text.strip() for paragraph in document.paragraphs]
        blocks += [" | ".join(c.text.strip() for c in row.cells) for table in document.tables for row in table.rows]
        title = str(document.core_properties.title or "")
    except (OpcError, ValueError, KeyError, SyntaxError, zipfile.BadZipFile, NotImplementedError) as error:
        raise InputError(f"is no DOCX that can be read: {error}", "save it anew, or save its text") from error
    text = "\n\n".join(block for block in blocks if block)
    yield from report_of(Found(titled(title, text), title), settings, name, origin)


def unpacked_size(data: bytes) -> None:
    """Raises InputError for an archive that would swell."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            whole = sum(one.file_size for one in packed.infolist())
    except zipfile.BadZipFile as error:
        raise InputError(f"is no archive that can be opened: {error}", "fetch it again") from error
    if whole > UNPACKED:
        raise InputError(f"unpacks to {whole:,} bytes", "give the texts in it by themselves")
