"""Where are the quotations of a text? All kinds of quotation marks, over sentences and paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

PAIRS = {"“": "”", "„": "“”", "«": "»", "``": "''", "‘": "’"}
MARK = re.compile(r"[“”„«»‘’\"]|``|''|(?<![\w'])'(?=\w)|(?<=[\w.,!?…])'(?![\w'])|\n\s*\n")
# A class of single characters is found fast; what stands there is looked at only then.
ANY = re.compile(r"[“”„«»‘’\"`'\n]")
LAST_WORD = re.compile(r"([^\W\d_][\w-]*) $")
NAME = re.compile(r"[A-Z][\w-]*(?: [A-Z0-9][\w-]*){0,2}")
LONGEST_SINGLE = 400


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation with its marks. ``goes_on`` is set where its paragraph ends without a closing mark and the next one
    opens with a mark, as a speech does that runs over paragraphs."""

    start: int
    end: int
    goes_on: bool = False


def quotations(text: str) -> list[Quote]:
    """All outermost quotations of a text in order."""
    found: list[Quote] = []
    start, closers = -1, ""
    for match in marks(text):
        mark, at = match.group(), match.start()
        if mark.isspace():
            if start >= 0 and len(closers) and closers[0] in "”\"'" and double(text, start):
                found.append(Quote(start, at, reopens(text, match.end())))
            start = -1
        elif start < 0:
            closers = opening(text, mark, at)
            start = at if closers else -1
        elif closes(text, mark, match.end(), closers):
            if not names(text, start, match.end()):
                found.append(Quote(start, match.end()))
            start = -1
        elif mark == text[start] and mark in '“"' and at > start:
            start = at
    if start >= 0 and double(text, start):
        found.append(Quote(start, len(text.rstrip())))
    return found


def names(text: str, start: int, end: int) -> bool:
    """Whether the marks set off part of a name, and nothing that was said: the Operational Group "Dnipro" told."""
    behind = text[end : end + 2]
    before = LAST_WORD.search(text, max(0, start - 40), start)
    if before is None or not before.group(1)[0].isupper() or (behind.strip() and behind.strip()[0].isupper()):
        return False
    return NAME.fullmatch(text, start + 1, end - 1) is not None


def marks(text: str) -> Iterator[re.Match[str]]:
    """The quotation marks and ends of paragraphs of a text in order."""
    done = 0
    for at in ANY.finditer(text):
        if at.start() >= done and (match := MARK.match(text, at.start())) is not None:
            done = match.end()
            yield match


def double(text: str, start: int) -> bool:
    return text[start] in '“"«`'


def opening(text: str, mark: str, at: int) -> str:
    """The marks that would close it; empty where this mark opens nothing."""
    if mark in PAIRS:
        return PAIRS[mark]
    before = text[at - 1] if at else " "
    after = text[at + len(mark)] if at + len(mark) < len(text) else " "
    if mark == '"' and (not before.isalnum() or not after.isspace()) and not after.isspace() and before not in ".,!?":
        return '"”'
    if mark == "”" and before.isspace() and not after.isspace():
        return '"”'
    if mark == "''" and not after.isspace():
        return "''"
    if mark == "'" and not before.isalnum() and not after.isspace():
        return "'"
    return ""


def closes(text: str, mark: str, end: int, closers: str) -> bool:
    if mark not in closers:
        return False
    if mark == "’" or mark == "'":
        return not text[end : end + 1].isalnum()
    return True


def reopens(text: str, at: int) -> bool:
    return text[at : at + 1] in ("“", '"', "«", "`", "'")


class Quotes:
    """The quotations of a text, to be asked by place."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self.all = tuple(quotes)
        self._starts = [quote.start for quote in quotes]

    def around(self, at: int) -> Quote | None:
        """The quotation that holds this code point."""
        i = bisect_right(self._starts, at) - 1
        return self.all[i] if i >= 0 and at < self.all[i].end else None

    def between(self, start: int, end: int) -> tuple[Quote, ...]:
        """Those that have a part between two code points."""
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_left(self._starts, end)
        return tuple(quote for quote in self.all[first:last] if quote.end > start)
