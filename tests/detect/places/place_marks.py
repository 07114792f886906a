"""Sentences with the answer marked in them: "fighting near [Toretsk|near]"; unmarked words must not be found."""

from __future__ import annotations

import re

from place_atlas import Atlas

from outskirts.clean.sentences import sentences
from outskirts.detect.places import PlaceContext, find_places, point_back
from outskirts.vocabulary import Area, PlaceMention

ATLAS = Atlas()
UKRAINE = PlaceContext((Area(countries=("UA",), regions=("Donetsk", "Kharkiv", "Kherson", "Zaporizhzhia")),))
_MARK = re.compile(r"\[([^|\]]+)\|([^\]]*)\]")


def unmarked(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The text without its marks, and each mark as (start, end, label)."""
    text, marks, last = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        marks.append((len(text), len(text) + len(match[1]), match[2].strip()))
        text, last = text + match[1], match.end()
    return text + marked[last:], marks


def label(mention: PlaceMention) -> str:
    """ "near NE", "part", "in frame": relation, bearing, whether it only frames another."""
    words = [mention.relation.value, mention.bearing.value if mention.bearing else "", "frame" if mention.frame else ""]
    return " ".join(word for word in words if word)


def places(text: str, context: PlaceContext = UKRAINE) -> tuple[PlaceMention, ...]:
    return find_places(sentences(text), ATLAS, context)


def agree(marked: str, context: PlaceContext = UKRAINE) -> None:
    """Assert that exactly the marked names are found, so put. Several readings stand as "near N / near NW"."""
    text, marks = unmarked(marked)
    found: dict[tuple[int, int], list[str]] = {}
    for mention in places(text, context):
        assert text[mention.span.start : mention.span.end] == mention.span.text
        found.setdefault((mention.span.start, mention.span.end), []).append(label(mention))
    assert {text[a:b]: (a, " / ".join(found[a, b])) for a, b in found} == {text[a:b]: (a, want) for a, b, want in marks}


def pointing(text: str, context: PlaceContext = UKRAINE) -> list[tuple[str, str, str]]:
    """What points back: (words, name meant, label)."""
    split = sentences(text)
    named = find_places(split, ATLAS, context)
    return [(m.span.text, m.name, label(m)) for m in point_back(split, named, context)]
