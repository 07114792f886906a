"""How is a phrase cut into words? Words with their offsets, lower-cased, possessives and hyphens noted."""

from __future__ import annotations

import re
from dataclasses import dataclass

# A word may hold an apostrophe (Ta'ang), dots between capitals (U.S.) and none of its possessive ending.
WORD = re.compile(r"(?:[A-Z]\.)+[A-Z]\b|[^\W_]+(?:['’](?!s\b)[^\W_]+)*(\+)?")
POSSESSIVE = re.compile(r"['’](?:s\b)?")


@dataclass(frozen=True, slots=True)
class Word:
    """``text`` as printed and ``low`` in lower case; ``possessive`` where 's or ' follows; ``hyphen`` where it is joined by
    a hyphen to the next word; ``cut`` where a comma, bracket or full stop stands before it."""

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
    previous = 0
    for match in WORD.finditer(text):
        start, end = match.span()
        body = match.group()
        gap = text[previous:start] if found else ""
        cut = "," in gap or "(" in gap or ";" in gap or ":" in gap or ". " in gap or "\n" in gap
        tail = POSSESSIVE.match(text, end)
        hyphen = text[end : end + 1] in ("-", "‑") and text[end + 1 : end + 2].isalnum()
        low = body.replace("’", "'").lower()
        found.append(Word(start, end, body, low, tail is not None, hyphen, cut))
        previous = tail.end() if tail else end
    return found
