"""How is a phrase cut into words? Words with their offsets, lower-cased, possessives and hyphens noted."""

from __future__ import annotations

import re
from typing import NamedTuple

# A word may hold an apostrophe (Ta'ang), dots between capitals (U.S.) and none of its possessive ending; what stands
# after the word is looked at in the same match: the possessive, a hyphen that joins it to the next, a mark that cuts.
WORD = re.compile(
    r"((?:[A-Z]\.)+[A-Z]\b|[^\W_]+(?:['’](?!s\b)[^\W_]+)*\+?)"
    r"(['’](?:s\b)?)?(?:([-‑])(?=\w)|((?=[^\w\n]*[,(;:\n]|\. )))?"
)


# The words alone, where nothing else about them matters.
PLAIN = re.compile(r"(?:[A-Z]\.)+[A-Z]\b|[^\W_]+(?:['’](?!s\b)[^\W_]+)*\+?")


# What stands between the end of a word and the next one, and that.
FOLLOWING = re.compile(r"(?:['’](?:s\b)?)?[\W_]*(" + PLAIN.pattern + ")")


# After these a full stop ends no phrase ("Lt. Gen. Ben Hodges"), nor after an initial.
TITLES = frozenset(
    (
        "mr",
        "mrs",
        "ms",
        "dr",
        "gen",
        "lt",
        "col",
        "maj",
        "sgt",
        "capt",
        "cmdr",
        "adm",
        "brig",
        "sen",
        "rep",
        "gov",
        "prof",
        "st",
    )
)


class Word(NamedTuple):
    """``text`` as printed and ``low`` in lower case; ``possessive`` where 's or ' follows; ``hyphen`` where a hyphen
    joins it to the next word; ``cut`` where a comma, bracket, colon or full stop stands before it."""

    start: int
    end: int
    text: str
    low: str
    possessive: bool = False
    hyphen: bool = False
    cut: bool = False


def words(text: str) -> list[Word]:
    """The words of ``text``, in order, with offsets into it."""
    found: list[Word] = []
    cut = False
    for match in WORD.finditer(text):
        body, possessive, hyphen, mark = match.groups()
        start = match.start()
        low = body.lower()
        if "’" in low:
            low = low.replace("’", "'")
        found.append(Word(start, start + len(body), body, low, possessive is not None, hyphen is not None, cut))
        cut = mark is not None and not (
            text.startswith(". ", start + len(body)) and (low in TITLES or (len(body) == 1 and body.isupper()))
        )
    return found
