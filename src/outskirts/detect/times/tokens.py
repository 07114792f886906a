"""Where are the words of a text, and which part can each play in the name of a time?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from outskirts.detect.times.lexicon import Lexicon

TOKEN = re.compile(
    r"\d{4}-\d\d-\d\d(?![\w-])|\d\d?[/.]\d\d?[/.](?:\d{4}|\d\d)(?![\w/])|\d\d?:\d\d(?::\d\d)?(?!\d)"
    r"|\d\d?\.\d\d(?=\s?[ap]\.?m\b)"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:st|nd|rd|th|s)?(?![A-Za-z0-9])|\d+"
    r"|[AaPp]\.\s?[Mm]\b\.?|[^\W\d_]\w*|\S"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A text in tokens: the words as printed, where each begins, and one class character each."""

    text: str
    words: list[str]
    starts: list[int]
    classes: str

    def end(self, index: int) -> int:
        """Where the token ends."""
        return self.starts[index] + len(self.words[index])


def split(text: str, lexicon: Lexicon) -> Line:
    """The tokens of a text with their classes."""
    words: list[str] = []
    starts: list[int] = []
    for found in TOKEN.finditer(text):
        words.append(found.group())
        starts.append(found.start())
    known, code = lexicon.classes, lexicon.code
    return Line(text, words, starts, "".join([known.get(word) or code(word) for word in words]))
