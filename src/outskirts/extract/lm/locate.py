"""Where do these words stand in the text? As they are, or with other spaces, quotation marks and dashes; or nowhere."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from outskirts.vocabulary import Span

ALIKE = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″〝〞", '"'),
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", ""),
        "…": "...",
    }
)


@dataclass(frozen=True)
class Text:
    """A text in which words are looked for."""

    text: str

    @cached_property
    def folded(self) -> tuple[str, list[int]]:
        """The text with one space for any run of white space and plain marks, and where each character came from."""
        letters: list[str] = []
        places: list[int] = []
        for at, letter in enumerate(self.text):
            plain = letter.translate(ALIKE)
            if plain.isspace():
                if letters and letters[-1] == " ":
                    continue
                plain = " "
            letters += plain
            places += [at] * len(plain)
        return "".join(letters), [*places, len(self.text)]

    def find(self, words: str, within: Span | None = None, near: int = 0) -> Span | None:
        """Where the words stand that begin nearest to ``near``, whole words only; ``within`` a part of the text."""
        start, end = (within.start, within.end) if within else (0, len(self.text))
        exact = hits(self.text, words, start, end)
        if exact:
            at = min(exact, key=lambda at: abs(at - near))
            return Span(at, at + len(words), words)
        folded, places = self.folded
        plain = fold(words)
        first, last = bisect_left(places, start), bisect_left(places, end)
        loose = hits(folded, plain, first, last) if plain else []
        if not loose:
            return None
        at = min(loose, key=lambda at: abs(places[at] - near))
        left, right = places[at], places[at + len(plain) - 1] + 1
        return Span(left, right, self.text[left:right])


def fold(words: str) -> str:
    return " ".join(words.translate(ALIKE).split())


def hits(text: str, words: str, start: int, end: int) -> list[int]:
    """Where the words begin, each side at the edge of a word."""
    found, at = [], text.find(words, start, end) if words else -1
    while at >= 0:
        after = at + len(words)
        joined = at > 0 and text[at - 1].isalnum() and text[at].isalnum()
        goes_on = after < len(text) and text[after].isalnum() and text[after - 1].isalnum()
        if not joined and not goes_on:
            found.append(at)
        at = text.find(words, at + 1, end)
    return found
