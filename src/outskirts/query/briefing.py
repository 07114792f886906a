"""The brief of some days, with its charts and its map."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from outskirts.publish import map_page, wording
from outskirts.publish.brief import charts
from outskirts.publish.brief.compose import compose
from outskirts.publish.brief.values import Brief, Period, Picture
from outskirts.query.period import period
from outskirts.query.picture import SHOWN, subject_of
from outskirts.query.record import Record
from outskirts.query.sources import Sources

BY_SUFFIX = {".htm": "html", ".html": "html", ".pdf": "pdf", ".docx": "docx"}


def brief_of(sources: Sources, record: Record, since: date, until: date) -> Brief:
    """What the record says of the days ``since`` to ``until``, inclusive."""
    asked = period(record, since, until)
    drawn = map_of(sources, record, asked)
    return compose(asked, (*((drawn,) if drawn else ()), *charts.pictures(asked)))


def map_of(sources: Sources, record: Record, asked: Period) -> Picture | None:
    """Who held the places of the period on its last day; None where none has a point."""
    shown = [s for s in asked.statuses if s.place.kind in SHOWN and s.place.lat is not None and not s.place.located_by]
    if not shown:
        return None
    svg = map_page.svg(subject_of(sources, record, shown, asked.until, ground=True))
    title = f"Who held what on {wording.day(asked.until)}"
    return Picture(title, f"Map of {len(shown)} places by holder on {wording.day(asked.until)}.", svg)


def written(brief: Brief, form: str) -> bytes:
    """The brief as a file: ``md``, ``html``, ``pdf`` or ``docx``."""
    from outskirts.publish.brief import pages, paper, word

    if form == "pdf":
        return paper.pdf(brief)
    if form == "docx":
        return word.docx(brief)
    return (pages.html(brief) if form == "html" else pages.markdown(brief)).encode()


def form_of(path: Path | None) -> str:
    """The form that the name of a file asks for; Markdown without one."""
    return BY_SUFFIX.get(path.suffix.lower(), "md") if path else "md"
