"""The brief as PDF, for printing and for filing: the page of the brief, laid out without a browser."""

from __future__ import annotations

from typing import Any

from outskirts.errors import NotInstalled
from outskirts.publish.brief.pages import html
from outskirts.publish.brief.values import Brief


def pdf(brief: Brief) -> bytes:
    """PDF with the headings as bookmarks. Nothing is fetched: a page of the brief refers to nothing outside itself.
    Raises NotInstalled where the system cannot lay out text."""
    try:
        from weasyprint import HTML
    except OSError as error:
        remedy = "install Pango (Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0), or ask for html or docx"
        raise NotInstalled("PDF needs a library of the system that is not there", remedy) from error
    written: bytes = HTML(string=html(brief, plain=True), url_fetcher=refuse).write_pdf(pdf_tags=True)
    return written


def refuse(url: str, *_: Any, **__: Any) -> dict[str, Any]:
    """Raises ValueError for whatever is asked for."""
    raise ValueError(f"a brief fetches nothing, not even {url}")
