"""Where are the words of a text, and which part can each play in the name of a time?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from outskirts.detect.times.lexicon import OTHER, Lexicon

# Words first, since most tokens are words; every character but white space is in some token.
TOKEN = re.compile(
    r"[AaPp]\.\s?[Mm]\b\.?|[^\W\d_]\w*"
    r"|\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z?)?(?![\w-])|\d\d?[/.]\d\d?[/.](?:\d{4}|\d\d)(?![\w/])|\d\d?:\d\d(?::\d\d)?(?!\d)"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:st|nd|rd|th|s)?(?![A-Za-z0-9])|\d+"
    r"|['’]s\b|\S"
)


@dataclass(slots=True)
class Line:
    """A text in tokens: the words as printed, and one class character each."""

    text: str
    words: list[str]
    classes: str
    _starts: list[int] | None = None

    @property
    def starts(self) -> list[int]:
        """Where each token begins; worked out only for a text that has a time in it."""
        if self._starts is None:
            self._starts, position, find = [], 0, self.text.index
            for word in self.words:
                position = find(word, position)
                self._starts.append(position)
                position += len(word)
        return self._starts

    def end(self, index: int) -> int:
        """Where the token ends."""
        return self.starts[index] + len(self.words[index])


def split(text: str, lexicon: Lexicon) -> Line:
    """The tokens of a text with their classes."""
    words = TOKEN.findall(text)
    known, other, code = lexicon.classes.get, OTHER, lexicon.code
    # Only what begins with a digit needs a closer look; ":" is the first character above the digits.
    return Line(text, words, "".join([known(word) or (other if word[0] >= ":" else code(word)) for word in words]))
