"""Where do sentences begin and end?

In running text, in headlines and headings, in lists, and in the blurbs of feeds, where a headline and the sentence
after it were joined without a space ("more supportThe ministry", "he said.Officials"). Lines first: a blank line, a
list item, a line that was not merely wrapped end a sentence whatever stands there. Then within a block of lines the
stops, each judged by the word before it and the word behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from outskirts import knowledge
from outskirts.errors import KnowledgeError
from outskirts.vocabulary import Sentence, Span

LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
BULLET = re.compile(r"\s*(?:[•●▪◦‣⁃■►▶✔➤*]\s*|[-–—]\s+|\(?\d{1,3}[.)]\s+|\(?[a-zA-Z][)]\s+)(?=\S)")
NUMBERED = re.compile(r"\(?\d{1,3}")
STOPS = ".!?…"
CLOSERS = "\"'”’»)]}*_"
OPENERS = "\"'“‘«([{*_`¿¡„-–—#@"
# A stop and what closes behind it, then white space or the end; or joined to the next sentence; or a bullet in a line;
# or the wide gap that stands for a table cell; or a small letter run into a capital.
BOUNDARY = re.compile(
    r"[.!?…]+[\"'”’»)\]}]*(?:\s+|$|(?=[\"“‘(]?[^\W\d_a-z]))"
    r"|[。！？؟]+[”’」』»]*\s*"
    r"|\s*(?=[•●▪]\s)"
    r"|\s{3,}(?=[A-Z\"“‘])"
    r"|(?<=[a-z]{2})(?=[A-Z](?:[a-z]|\s))"
)
NEXT_WORD = re.compile(r"[\"'“‘«(\[{*_`¿¡„–—#@-]*([^\W_]+(?:['’][a-z]+)?)?")
LAST_WORD = re.compile(r"[^\s\"“”‘«»(\[{/—–]+$")
LOOK_BACK, ADDRESS = 40, 200
# A wrapped line is no longer than this, and no parser should be given a sentence longer than that.
WRAPPED, LONGEST = 110, 1500
HEADING, LEAD = 200, 120
SHORTEST_GLUED = 4


@dataclass(frozen=True, slots=True)
class Words:
    """The data file ``sentences.toml``: abbreviations by what follows them, and words that open sentences."""

    titles: frozenset[str]
    numbers: frozenset[str]
    others: frozenset[str]
    openers: frozenset[str]
    joined: frozenset[str]


@lru_cache(maxsize=1)
def words() -> Words:
    """Loaded once. Raises KnowledgeError."""
    name = "sentences.toml"
    table = knowledge.load(name)
    lists = []
    for part, key in (
        ("abbreviations", "titles"), ("abbreviations", "numbers"), ("abbreviations", "others"),
        ("words", "openers"), ("words", "joined"),
    ):  # fmt: skip
        found = table.get(part, {}).get(key)
        if not isinstance(found, list) or not all(isinstance(word, str) and word.strip() for word in found):
            raise KnowledgeError(f"{name}: {part}.{key} is not a list of words", 'write it as ["one", "two"]')
        lists.append(frozenset(found))
    return Words(*lists)


def sentences(text: str, title: str = "") -> tuple[Sentence, ...]:
    """The sentences of a text in order, with their offsets into it; white space between them belongs to none.

    ``heading`` marks headlines and headings: short lines of their own without a full stop, and the first line where it
    is ``title`` or looks like one. ``paragraph`` counts the lines and blocks that are set apart."""
    found: list[Sentence] = []
    blocks = list(paragraphs(text))
    for number, (start, end) in enumerate(blocks):
        pieces = list(within(text, start, end))
        heading = len(pieces) == 1 and is_heading(text[start:end], number, len(blocks), title)
        for left, right in pieces:
            found.append(Sentence(Span(left, right, text[left:right]), len(found), number, heading))
    return tuple(found)


def is_heading(block: str, number: int, blocks: int, title: str) -> bool:
    if number == 0 and title and block.rstrip(" .") == title.rstrip(" ."):
        return True
    if len(block) > HEADING or BULLET.match(block):
        return False
    if block.rstrip(CLOSERS)[-1:] not in STOPS + ":;,":
        return blocks > 1
    return number == 0 and blocks > 1 and len(block) <= LEAD


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each block of lines that belong together, without white space around it."""
    lines = [(m.start(), m.end()) for m in LINE.finditer(text)]
    widths = wrapped_widths(text, lines)
    start: int | None = None
    line = last = 0
    for (left, right), width in zip(lines, widths, strict=True):
        stripped = text[left:right].strip()
        if not stripped:
            if start is not None:
                yield start, last
            start = None
            continue
        begin = left + text[left:right].index(stripped[0])
        if start is not None and not continues(text, (line, last), begin, right, width):
            yield start, last
            start = None
        if start is None:
            start = begin
        line, last = left, begin + len(stripped)
    if start is not None:
        yield start, last


def wrapped_widths(text: str, lines: list[tuple[int, int]]) -> list[int]:
    """For every line the width of the widest line of its block, 0 where the block cannot be wrapped text."""
    widths: list[int] = []
    block: list[int] = []

    def close() -> None:
        widest = max(block, default=0)
        widths.extend([widest if len(block) > 1 and widest <= WRAPPED else 0] * len(block))
        block.clear()

    previous = 0
    for left, right in lines:
        if text[left:right].isspace() or text.count("\n", previous, left) > 1:
            close()
        block.append(right - left)
        previous = right
    close()
    return widths


def continues(text: str, line: tuple[int, int], begin: int, right: int, width: int) -> bool:
    """Whether the words between ``begin`` and ``right`` go on with the sentence of the ``line`` before them."""
    first, last = line
    if text.count("\n", last, begin) > 1 or text.count("\r\r", last, begin) or BULLET.match(text, begin):
        return False
    if text[begin].islower():
        return True
    if not width:
        return False
    # Whoever wraps a text fills the line: it goes on where the next word would not have fitted any more.
    word = text[begin:right].split(maxsplit=1)[0]
    return last - first + 1 + len(word) > width


def within(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of one block."""
    known = words()
    first = start
    item = BULLET.match(text, start, end)
    search = item.end() if item else start
    for match in BOUNDARY.finditer(text, search, end):
        left, right = match.span()
        if right >= end:
            break
        if not ends(text, start, left, right, known):
            continue
        close = left + len(match.group().rstrip())
        yield from limited(text, first, close)
        first = right
    if first < end:
        yield from limited(text, first, end)


def ends(text: str, start: int, left: int, right: int, known: Words) -> bool:
    """Whether the boundary between ``left`` and ``right`` ends a sentence of the block that begins at ``start``."""
    mark = text[left : left + 1]
    if mark not in STOPS:
        return left < right or is_glued(text, start, left, known)
    following = NEXT_WORD.match(text, right)
    word = (following.group(1) if following else None) or ""
    if word[:1].islower():
        return False
    joined = not text[right - 1].isspace()
    if joined and not may_join(text, start, left, right, word):
        return False
    opens = is_opener(text, following.end() if following else right, word, known)
    if mark == "…" or text.startswith("..", left):
        return opens
    before = LAST_WORD.search(text, max(start, left - LOOK_BACK), left) if mark == "." else None
    return before is None or stop_ends(before.group(), word, opens, known)


def is_opener(text: str, end: int, word: str, known: Words) -> bool:
    """Whether the word that ends at ``end`` is one that begins sentences; "A" is, but not as an
    initial, nor is "No." before a number."""
    plain = word.replace("’", "'").split("'")[0]
    if plain == "A":
        return text[end : end + 1].isspace()
    return plain in known.openers and text[end : end + 1] != "."


def may_join(text: str, start: int, left: int, right: int, word: str) -> bool:
    """Whether two sentences may have been joined here without a space; an address or a dotted name is left whole."""
    if not (text[left - 1 : left].islower() or text[left - 1 : left] in '0123456789%)”’"' or right - left > 1):
        return False
    if len(word) > 1 and not word[1].islower() and word[1] not in "'’":
        return False
    token = text[max(start, left - ADDRESS) : right].rsplit(None, 1)[-1]
    return not ("://" in token or "@" in token or token.startswith("www."))


def stop_ends(before: str, word: str, opens: bool, known: Words) -> bool:
    """Whether a full stop between these two words ends a sentence."""
    bare = before.lstrip(".'’")
    if len(bare) > 1 and bare.isupper() and "." not in bare:
        # As in a headline or dateline in capitals: ST. PETERSBURG.
        bare = bare.capitalize()
    if bare in known.titles:
        return False
    if bare in known.numbers:
        return not (word[:1].isdigit() or (len(word) < 4 and word.isupper()))
    if bare in known.others or ("." in bare.strip(".") and is_dotted(bare)):
        return opens
    if len(bare) == 1 and bare.isalpha():
        # An initial, mostly; but a sentence may end in "I", or in "plan B".
        return opens and bare.isupper() and (bare == "I" or word not in SURNAMES)
    return not (bare.isdigit() and NUMBERED.fullmatch(bare) and len(before) != len(bare))


# Openers that are surnames as well ("V. He", "J. Her").
SURNAMES = frozenset({"He", "So", "Her", "My", "An", "Or", "All", "Most", "Last", "Still", "Other"})


def is_dotted(word: str) -> bool:
    """a.m, U.S, Ph.D: letters between stops, no more than three between two of them."""
    return all(part.isalpha() and len(part) <= 3 for part in word.split("."))


def is_glued(text: str, start: int, at: int, known: Words) -> bool:
    """Whether a small letter runs into a capital since two sentences were joined, and not in a name such as iPhone."""
    before = LAST_WORD.search(text, max(start, at - LOOK_BACK), at)
    after = NEXT_WORD.match(text, at)
    if before is None or after is None or not after.group(1):
        return False
    left, right = before.group(), after.group(1)
    if left + right in known.joined or not left.isalpha():
        return False
    if left.islower():
        return len(left) >= SHORTEST_GLUED
    return left[1:].islower() and len(left) >= SHORTEST_GLUED and is_opener(text, after.end(), right, known)


def limited(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentence, in pieces where it is longer than any sentence is (tables, text without stops)."""
    while end - start > LONGEST:
        cut = max(text.rfind(mark, start + 1, start + LONGEST) for mark in ("; ", " ", "\n", "\t"))
        cut = start + LONGEST if cut <= start else cut + 1
        yield from trimmed(text, start, cut)
        start = cut
    yield from trimmed(text, start, end)


def trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    body = text[start:end]
    if stripped := body.strip():
        left = start + len(body) - len(body.lstrip())
        yield left, left + len(stripped)
