"""The brief as DOCX, for an editor to work on: headings, statements, pictures, and notes that links lead to."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from outskirts.publish import wording
from outskirts.publish.brief.drawn import flat
from outskirts.publish.brief.values import Brief, Group, Note, PlacePart, Section, Statement

# Pictures are drawn this much larger than they are shown, so that they are sharp in print.
SCALE = 2.5
PICTURE_CM = 16.0
# The first moment that the format knows.
EARLIEST = (1980, 1, 1, 0, 0, 0)
# Characters that XML cannot hold, and marks that turn the direction of what follows.
UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|[\ud800-\udfff]")


def docx(brief: Brief) -> bytes:
    """The file's bytes; the same brief gives the same document."""
    from docx import Document

    paper = Document()
    head(paper, brief)
    for picture in brief.pictures:
        illustrate(paper, picture.svg, picture.title, picture.words)
    for section in brief.sections:
        part(paper, section)
    sources(paper, brief.notes)
    kept = io.BytesIO()
    paper.save(kept)
    return undated(kept)


def undated(packed: io.BytesIO) -> bytes:
    """The same archive without the times at which its parts were packed."""
    again = io.BytesIO()
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(zipfile.ZipInfo(part.filename, EARLIEST), old.read(part), zipfile.ZIP_DEFLATED)
    return again.getvalue()


def clean(text: str) -> str:
    return UNFIT.sub("", text)


def head(paper: Any, brief: Brief) -> None:
    """Title, period and figures. The file's own dates are those of the knowledge it holds, else none that change."""
    from datetime import datetime

    paper.core_properties.title = clean(brief.title)
    paper.core_properties.author = "Outskirts"
    fixed = brief.known_at.replace(tzinfo=None) if brief.known_at else datetime(2000, 1, 1)
    paper.core_properties.created = paper.core_properties.modified = fixed
    paper.add_heading(clean(brief.title), 0)
    known = f", as known on {wording.moment(brief.known_at)}" if brief.known_at else ""
    paper.add_paragraph(f"{brief.period}{known}. {', '.join(f'{n} {what}' for n, what in brief.figures)}.")
    for line in brief.summary:
        paper.add_paragraph(clean(line))


def illustrate(paper: Any, svg: str, title: str, words: str) -> None:
    import vl_convert
    from docx.shared import Cm

    drawn = vl_convert.svg_to_png(flat(svg), scale=SCALE)
    shape = paper.add_picture(io.BytesIO(drawn), width=Cm(PICTURE_CM))
    shape._inline.docPr.set("descr", clean(words))
    paper.add_paragraph(clean(title), style="Caption")


def part(paper: Any, section: Section) -> None:
    paper.add_heading(clean(section.title), 1)
    if section.lead:
        paper.add_paragraph(clean(section.lead)).runs[0].italic = True
    for place in section.places:
        about_place(paper, place)
    for group in section.groups:
        about_group(paper, group)


def about_place(paper: Any, place: PlacePart) -> None:
    paper.add_heading(clean(f"{place.name} ({place.within})" if place.within else place.name), 2)
    shares = ", ".join(f"{bar.name} {bar.percent}" for bar in place.bars)
    change = place.change[:1].upper() + place.change[1:]
    lines = (f"{change}.", f"{shares}.", place.judgement, place.confidence, *place.presence, place.heard)
    for line in lines:
        if line:
            paper.add_paragraph(clean(line))
    listed(paper, place.statements, place.more)


def about_group(paper: Any, group: Group) -> None:
    paper.add_heading(clean(group.title), 2)
    listed(paper, group.statements, group.more)


def listed(paper: Any, statements: Sequence[Statement], more: int) -> None:
    for one in statements:
        line = paper.add_paragraph(style="List Bullet")
        if one.label and one.label != "says so":
            line.add_run(f"{one.mark} {one.label}: ").bold = True
        line.add_run(clean(one.text))
        cite(line, one.notes)
    if more:
        paper.add_paragraph(f"… and {more} more in the ledger.", style="List Bullet")


def cite(line: Any, numbers: Iterable[int]) -> None:
    """Raised numbers that lead to the notes."""
    for number in numbers:
        line._p.append(link(f"note-{number}", f"[{number}]"))


def link(anchor: str, text: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    found, run, properties, raised, words = (
        OxmlElement(n) for n in ("w:hyperlink", "w:r", "w:rPr", "w:vertAlign", "w:t")
    )
    found.set(qn("w:anchor"), anchor)
    raised.set(qn("w:val"), "superscript")
    words.text = text
    properties.append(raised)
    run.extend((properties, words))
    found.append(run)
    return found


def sources(paper: Any, notes: Sequence[Note]) -> None:
    paper.add_heading("Sources", 1)
    for note in notes:
        line = paper.add_paragraph()
        mark(line, f"note-{note.number}", note.number)
        cited = note.cited
        line.add_run(f"[{note.number}] ").bold = True
        line.add_run(clean(cited.voice)).bold = True
        said = f", said {wording.day(cited.claim.said)}" if cited.claim.said else ""
        address = f" <{cited.url}>" if cited.url else ""
        line.add_run(clean(f", {cited.origin}{said}{address}: “{cited.quote.before}"))
        line.add_run(clean(cited.quote.trigger)).bold = True
        line.add_run(clean(f"{cited.quote.after}”"))


def mark(line: Any, name: str, number: int) -> None:
    """A place in the document that links lead to."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    line._p.append(start)
    line._p.append(end)
