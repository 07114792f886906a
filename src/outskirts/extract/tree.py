"""What a parse says, in plain lists: a sentence as columns of words, tags and arcs.

Reading spaCy tokens one attribute at a time is slow; one array read a sentence and plain lists are not. The tree of a
sentence is built once and serves attribution and claims alike. All indexes are token numbers of the sentence.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from outskirts.clean.parse import ParsedSentence
from outskirts.vocabulary import Span

NOUNS = frozenset(("NOUN", "PROPN", "NUM", "PRON"))
SUBJECTS = frozenset(("nsubj", "csubj"))
PASSIVE_SUBJECTS = frozenset(("nsubjpass", "csubjpass"))
VERBS = frozenset(("VERB", "AUX"))
COLUMNS: list[int | str] = ["ORTH", "LEMMA", "POS", "TAG", "DEP", "HEAD", "IDX"]
MOST_STRINGS = 200_000
# What every word without children shares: half of all, and a list each would cost more than all else.
NONE: list[int] = []


class Strings(dict[int, str]):
    """The strings behind a vocabulary's keys, as signed numbers, each looked up once."""

    def __init__(self, store: Any) -> None:
        super().__init__()
        self.store = store

    def __missing__(self, key: int) -> str:
        if len(self) > MOST_STRINGS:
            self.clear()
        found = self[key] = str(self.store[key % 2**64])
        return found


TABLES: dict[int, Strings] = {}


def strings_of(store: Any) -> Strings:
    """The table of a string store, kept as long as the process lives: a pipeline has one."""
    table = TABLES.get(id(store))
    if table is None or table.store is not store:
        table = TABLES[id(store)] = Strings(store)
    return table


class Tree:
    """Columns over the tokens of one sentence. ``starts`` and ``ends`` are code points of the report; ``index`` is the
    number of the sentence in its report; ``heading`` is set for headlines (the first sentence of a report is its title
    where the source had one). ``cues`` (verbs of saying) and ``inserts`` (reporting clauses set into or behind what
    they report, as token ranges in the order in which they were found) are marks that attribution leaves."""

    __slots__ = (
        "_left", "_right", "children", "cues", "dep", "ends", "head", "heading", "index", "inserts", "lemma", "lower",
        "n", "parsed", "pos", "starts", "tag", "words",
    )  # fmt: skip

    def __init__(self, parsed: ParsedSentence, index: int) -> None:
        doc = parsed.doc
        assert doc is not None
        self.parsed, self.index = parsed, index
        self.heading = parsed.sentence.heading or index == 0
        columns: list[list[int]] = doc.to_array(COLUMNS).astype("int64").T.tolist()
        orth, lemma, pos, tag, dep, step, at = columns
        text_of = strings_of(doc.vocab.strings).__getitem__
        self.words = list(map(text_of, orth))
        self.lower = list(map(str.lower, self.words))
        self.lemma = list(map(str.lower, map(text_of, lemma)))
        self.pos = list(map(text_of, pos))
        self.tag = list(map(text_of, tag))
        self.dep = list(map(text_of, dep))
        base = parsed.sentence.span.start
        self.starts = [base + start for start in at]
        self.ends = [base + start + len(word) for start, word in zip(at, self.words, strict=True)]
        self.n = len(orth)
        self.head = [i + far for i, far in enumerate(step)]
        self.children: list[list[int]] = [NONE] * self.n
        for i, head in enumerate(self.head):
            if head != i:
                if self.children[head] is NONE:
                    self.children[head] = [i]
                else:
                    self.children[head].append(i)
        self._left: list[int] = []
        self._right: list[int] = []
        self.cues: frozenset[int] = frozenset()
        self.inserts: list[tuple[int, int]] = []

    def move(self, i: int, head: int, dep: str) -> None:
        """Hang a token elsewhere; its own head makes it the root."""
        old = self.head[i]
        if old != i:
            self.children[old] = [j for j in self.children[old] if j != i]
        if head != i:
            self.children[head] = sorted([*self.children[head], i])
        self.head[i], self.dep[i] = head, dep
        self._left, self._right = [], []

    def __len__(self) -> int:
        return self.n

    @property
    def text(self) -> str:
        """The sentence as printed."""
        return self.parsed.sentence.span.text

    def span(self, first: int, last: int) -> Span:
        """The report span of tokens ``first`` to ``last`` inclusive."""
        base = self.parsed.sentence.span
        start, end = self.starts[first], self.ends[last]
        return Span(start, end, base.text[start - base.start : end - base.start])

    def offsets(self, first: int, last: int) -> tuple[int, int]:
        """Code points of the report from token ``first`` to the end of token ``last``."""
        return self.starts[first], self.ends[last]

    def token_at(self, offset: int) -> int | None:
        """The token that covers, or first begins after, a code point of the report."""
        i = bisect_right(self.ends, offset)
        return i if i < self.n else None

    def tokens_in(self, span: Span) -> range:
        """Tokens that overlap a span of the report."""
        first = bisect_right(self.ends, span.start)
        return range(first, max(first, bisect_left(self.starts, span.end)))

    def head_of(self, span: Span) -> int | None:
        """The token of a span whose head lies outside it: the span's syntactic head."""
        inside = self.tokens_in(span)
        if not inside:
            return None
        first, last = inside[0], inside[-1]
        for i in inside:
            if not first <= self.head[i] <= last or self.head[i] == i:
                return i
        return last

    def up(self, i: int) -> Iterator[int]:
        """The heads above a token, nearest first, without itself."""
        seen = 0
        while self.head[i] != i and seen < 64:
            i = self.head[i]
            seen += 1
            yield i

    def under(self, i: int, top: int) -> bool:
        """Whether ``i`` is ``top`` or hangs below it."""
        while i != top:
            if self.head[i] == i:
                return False
            i = self.head[i]
        return True

    def subtree(self, i: int) -> list[int]:
        """Token ``i`` and all below it, in order."""
        found = [i]
        for j in found:
            found.extend(self.children[j])
        return sorted(found)

    def edges(self, i: int) -> tuple[int, int]:
        """First and last token under ``i``."""
        if not self._left:
            self._left, self._right = reaches(self.head)
        return self._left[i], self._right[i]

    def kids(self, i: int, *deps: str) -> list[int]:
        """Children of a token by arc label, in order."""
        return [j for j in self.children[i] if self.dep[j] in deps]

    def child(self, i: int, *deps: str) -> int | None:
        """The first child of a token with one of these arc labels."""
        dep = self.dep
        for j in self.children[i]:
            if dep[j] in deps:
                return j
        return None

    def infinitive(self, i: int) -> bool:
        """Whether a verb has its "to"."""
        return any(self.tag[j] == "TO" for j in self.children[i])


def reaches(head: Sequence[int]) -> tuple[list[int], list[int]]:
    """First and last token under each token. Each walk up stops where an earlier one has been."""
    left, right = list(range(len(head))), list(range(len(head)))
    for i in left[:]:
        j = head[i]
        while left[j] > i:
            left[j] = i
            j = head[j]
    for i in reversed(range(len(head))):
        j = head[i]
        while right[j] < i:
            right[j] = i
            j = head[j]
    return left, right
