"""Sentences with the answer marked: {source} [content]."""

from __future__ import annotations

import re

import pytest

from outskirts.clean.parse import Parser
from outskirts.clean.sentences import sentences
from outskirts.extract.attribution import Heard, hear

MARKS = re.compile(r"[{}\[\]]")


@pytest.fixture(scope="session")
def parser() -> Parser:
    return Parser()


def heard(parser: Parser, text: str, **more: object) -> Heard:
    return hear(parser.parse(sentences(text)), text, **more)  # type: ignore[arg-type]


MARKED = [
    "{The governor} said [that two people had been killed in Zolochiv].",
    "[The bridge had been destroyed], {the mayor} said.",
    "[“We hold the whole town,”] {the commander} told reporters.",
    "According to {the general staff}, [the attack near Siversk was repelled].",
    "[Two civilians were wounded], according to {the regional police}.",
    "{The ministry} denied [that its troops had left Kupiansk].",
    "{The army} accused [the rebels of shelling a hospital].",
]


@pytest.mark.parametrize("marked", MARKED)
def test_source_and_content_stand_where_they_are_marked(parser: Parser, marked: str) -> None:
    text = MARKS.sub("", marked)
    sources = re.findall(r"{(.*?)}", marked)
    contents = re.findall(r"\[(.*?)\]", marked)
    found = [([s.text for s in a.sources], [c.text for c in a.contents]) for a in heard(parser, text).attributions]
    assert (sources, contents) in found
