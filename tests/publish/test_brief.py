from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

from outskirts.publish.brief import pages, people
from outskirts.publish.brief.compose import compose
from outskirts.publish.brief.statements import grouped, named, sentence
from outskirts.publish.brief.values import Brief, Period
from outskirts.publish.cite import Cited, from_reading
from outskirts.vocabulary import Quantity, Reading


@pytest.fixture
def brief(period: Period) -> Brief:
    return compose(period)


class Page(HTMLParser):
    """Ids, links and tags of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.sources: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            assert not name.startswith("on"), f"an event handler: {name}"
            if name == "id":
                self.ids.append(value or "")
            elif name == "href":
                self.links.append(value or "")
            elif name in ("src", "srcset", "data", "action"):
                self.sources.append(value or "")


def test_what_changed_is_told_place_by_place(brief: Brief) -> None:
    changed = brief.sections[0]
    assert changed.title == "What changed"
    assert [part.name for part in changed.places] == ["Vuhledar", "Toretsk"]
    assert changed.places[1].change == "held by Ukraine, then contested from 7 Oct 2024"


def test_likelihood_and_confidence_are_never_in_one_sentence(brief: Brief) -> None:
    for section in brief.sections:
        for part in section.places:
            assert re.search(r"likely|certain|chance|impossible|not known", part.judgement)
            assert "onfiden" not in part.judgement
            assert not re.search(r"likely|certain|%", part.confidence)


def test_every_word_of_a_voice_has_a_note(brief: Brief) -> None:
    numbers = {note.number for note in brief.notes}
    cited = [
        statement
        for section in brief.sections
        if section.title != "What is not known"
        for part in (*section.places, *section.groups)
        for statement in part.statements
    ]
    assert cited
    for statement in cited:
        assert statement.notes
        assert set(statement.notes) <= numbers


def test_denials_and_silence_are_told(brief: Brief) -> None:
    section = next(s for s in brief.sections if s.title.startswith("Denied"))
    assert [group.title for group in section.groups] == ["Denied", "No comment", "Could not be checked"]
    assert section.groups[1].statements[0].text == "Kyiv did not comment or did not answer, according to Third Agency."


def test_ten_outlets_with_one_voice_are_one_statement(cited: dict[str, Cited]) -> None:
    first = next(iter(cited.values()))
    copies = [
        replace(first, outlet=f"Outlet {n}", claim=replace(first.claim, id=f"c{n}", report_id=f"r{n}"))
        for n in range(10)
    ]
    assert [len(same) for same in grouped(copies)] == [10]


@pytest.mark.parametrize(
    ("given", "whole"),
    [
        ([Quantity(12, 12), Quantity(15, 15)], Quantity(12, 15)),
        ([Quantity(12, 12)], Quantity(12, 12)),
        ([Quantity(12, None), Quantity(9, 9)], Quantity(9, None)),
        ([Quantity(12, None), Quantity(20, 20)], Quantity(12, 20)),
        ([Quantity(None, 5)], Quantity(5, 5)),
        ([], None),
    ],
)
def test_numbers_of_several_voices_make_a_range(given: list[Quantity], whole: Quantity | None) -> None:
    assert people.spread(given) == whole


def test_a_sentence_names_voice_stance_and_happening(cited: dict[str, Cited]) -> None:
    entered, denied, taken, *_ = cited.values()
    assert sentence(entered) == (
        "The city's military administration reported an entry into the eastern outskirts of Toretsk "
        "by Russian troops, 7 Oct 2024"
    )
    assert sentence(denied).startswith(
        "A spokesman for the Luhansk group, via television, denied the capture of Toretsk"
    )
    assert sentence(taken) == "Russia's defence ministry reported the capture of Vuhledar by its forces, 2 Oct 2024"


@pytest.mark.parametrize(
    ("voice", "said"),
    [
        ("city's military administration", "the city's military administration"),
        ("Reuters", "Reuters"),
        ("residents", "residents"),
        ("a spokesman", "a spokesman"),
        ("governor of the region, via television", "the governor of the region, via television"),
    ],
)
def test_a_name_gets_the_article_it_came_without(voice: str, said: str) -> None:
    assert named(voice) == said


def test_the_page_stands_alone_and_its_links_lead_somewhere(brief: Brief) -> None:
    page = Page(pages.html(brief))
    assert "script" not in page.tags
    assert "link" not in page.tags
    assert not page.sources
    assert len(page.ids) == len(set(page.ids))
    inner = [link[1:] for link in page.links if link.startswith("#")]
    assert inner
    assert set(inner) <= set(page.ids)
    assert all(link.startswith(("#", "https://")) for link in page.links)


def test_the_text_is_the_same_each_time(period: Period) -> None:
    shuffled = replace(period, claims=period.claims[::-1])
    assert pages.html(compose(period)) == pages.html(compose(shuffled))
    assert pages.markdown(compose(period)) == pages.markdown(compose(shuffled))


def test_markdown_notes_are_all_defined(brief: Brief) -> None:
    text = pages.markdown(brief)
    used = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    assert used
    assert used == set(re.findall(r"^\[\^(\d+)\]:", text, re.M))
    assert "had **captured** Vuhledar" in text


def test_words_of_a_report_never_become_markup(period: Period, hostile: Reading) -> None:
    found = from_reading(hostile)
    given = replace(period, claims=(*period.claims, *found), sources={**period.sources, found[0].claim.id: found[0]})
    page = Page(pages.html(compose(given)))
    assert "script" not in page.tags
    assert "img" not in page.tags
    assert not any("javascript" in link for link in page.links)
    text = pages.markdown(compose(given))
    assert "<script" not in text.replace("\\<script", "")
    assert "\x1b" not in text
    assert "javascript" not in text


def test_as_known_then_is_said(period: Period) -> None:
    then = datetime(2024, 10, 8, 23, 59, tzinfo=UTC)
    assert "as known on 8 Oct 2024, 23:59 UTC" in pages.html(compose(replace(period, known_at=then)))


def test_a_period_without_claims_says_so(period: Period) -> None:
    empty = replace(period, claims=(), stretches=(), statuses=(), sources={})
    assert "No report of the period says who holds a place." in pages.markdown(compose(empty))
