"""The brief in the forms that leave the screen: charts, PDF, DOCX; and what it says of who was heard."""

from __future__ import annotations

import io
import re
import sys
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from docx import Document
from pypdf import PdfReader

from outskirts.errors import NotInstalled
from outskirts.publish.brief import charts, drawn, heard, pages, paper, word
from outskirts.publish.brief.compose import compose
from outskirts.publish.brief.values import Brief, Period, Picture
from outskirts.publish.cite import from_reading
from outskirts.vocabulary import Reading

DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><style>.x{--sea:#dfe9ee;--ink:#111}
@media print{.x{--sea:#fff}}
.x rect{fill:var(--sea)}.name{paint-order:stroke;stroke:var(--sea);stroke-width:3px;stroke-linejoin:round}
</style><g class="x"><a href="#gone"><rect width="90" height="30"/></a></g></svg>"""


@pytest.fixture
def brief(period: Period) -> Brief:
    return compose(period, (Picture("A map", "Map of two places.", DRAWING), *charts.pictures(period)))


def test_charts_show_each_voice_and_each_holder(period: Period) -> None:
    said, held = charts.pictures(period)
    for picture in (said, held):
        assert ElementTree.fromstring(picture.svg).tag.endswith("svg")
    assert "third parties" in said.svg
    assert said.words.startswith("Claims by whose voice: ")
    assert "Vuhledar" in held.svg
    assert "held by Russia" in held.svg


def test_a_period_without_claims_has_no_charts(period: Period) -> None:
    assert charts.pictures(replace(period, claims=())) == ()


def test_a_chart_is_the_same_each_time(period: Period) -> None:
    assert charts.pictures(period) == charts.pictures(period)


def test_a_flat_drawing_has_colours_and_no_links_halos_or_rules_for_print() -> None:
    plain = drawn.flat(DRAWING)
    assert "fill:#dfe9ee" in plain
    assert not re.search(r"var\(|@media|<a |paint-order", plain)
    ElementTree.fromstring(plain)


def test_the_page_holds_its_pictures_with_words_for_them(brief: Brief) -> None:
    page = pages.html(brief)
    assert page.count("<figure") == 3
    assert 'aria-label="Map of two places."' in page
    assert "#gone" not in page


@pytest.mark.usefixtures("text_layout")
def test_the_pdf_has_the_text_and_asks_for_nothing(brief: Brief) -> None:
    read = PdfReader(io.BytesIO(paper.pdf(brief)))
    text = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in read.pages))
    assert "situation brief" in text
    assert "the city's military administration" in text.replace("’", "'")
    assert read.outline, "headings are bookmarks"
    with pytest.raises(ValueError, match="fetches nothing"):
        paper.refuse("https://elsewhere.example/x.png")


def test_every_note_cited_in_the_docx_is_there(brief: Brief) -> None:
    paper_ = Document(io.BytesIO(word.docx(brief)))
    xml = paper_.element.xml
    cited = set(re.findall(r'w:anchor="(note-\d+)"', xml))
    marked = set(re.findall(r'w:bookmarkStart [^>]*w:name="(note-\d+)"', xml))
    assert cited
    assert cited <= marked
    assert len(paper_.inline_shapes) == 3
    assert any(p.style.name == "Heading 1" and p.text == "What changed" for p in paper_.paragraphs)


def test_the_docx_is_the_same_each_time(brief: Brief) -> None:
    assert word.docx(brief) == word.docx(brief)


def test_hostile_words_are_words_in_a_document(period: Period, hostile: Reading) -> None:
    cited = {one.claim.id: one for one in from_reading(hostile)}
    bad = compose(replace(period, claims=tuple(cited.values()), sources=cited))
    text = "\n".join(p.text for p in Document(io.BytesIO(word.docx(bad))).paragraphs)
    assert "<script>alert(1)</script>" in text
    assert "\x1b" not in text


@pytest.mark.usefixtures("text_layout")
def test_hostile_words_are_laid_out_as_words(period: Period, hostile: Reading) -> None:
    cited = {one.claim.id: one for one in from_reading(hostile)}
    made = paper.pdf(compose(replace(period, claims=tuple(cited.values()), sources=cited)))
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
    assert "<script>alert(1)</script>" in re.sub(r"\s", "", text)


def test_what_the_system_lacks_for_pdf_is_said(brief: Brief, monkeypatch: pytest.MonkeyPatch) -> None:
    class Lacking:
        def __getattr__(self, name: str) -> None:
            raise OSError("cannot load library 'pango'")

    monkeypatch.setitem(sys.modules, "weasyprint", Lacking())
    with pytest.raises(NotInstalled, match="PDF") as caught:
        paper.pdf(brief)
    assert "Pango" in caught.value.remedy


def test_who_was_heard_on_a_place_and_who_was_not(period: Period) -> None:
    toretsk, vuhledar = period.statuses[0].place, period.statuses[1].place
    assert heard.on(toretsk.id, period) == (
        "Heard on it in these days: Ukraine (A spokesman for the Luhansk group; the city's military administration). "
        "Not heard on it: Russia."
    )
    assert heard.on(vuhledar.id, period).endswith("Not heard on it: Ukraine.")
    assert heard.on("nowhere", period).startswith("Not heard on it")
