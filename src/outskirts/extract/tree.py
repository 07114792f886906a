"""What a parse says, in plain lists: a sentence as columns of words, tags and arcs.

Reading spaCy tokens one attribute at a time is slow; one array read a sentence and plain lists are not. All indexes are
token numbers of the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from outskirts.clean.parse import ParsedSentence
from outskirts.vocabulary import Span

if TYPE_CHECKING:
    from spacy.strings import StringStore

NOUNS = frozenset(("NOUN", "PROPN", "NUM", "PRON"))
SUBJECTS = frozenset(("nsubj", "csubj"))
PASSIVE_SUBJECTS = frozenset(("nsubjpass", "csubjpass"))
VERBS = frozenset(("VERB", "AUX"))


@dataclass(frozen=True, slots=True)
class Tree:
    """Columns over the tokens of one sentence. ``starts`` and ``ends`` are code points of the report."""

    parsed: ParsedSentence
    words: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    children: list[list[int]]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, last: int) -> Span:
        """The report span of tokens ``first`` to ``last`` inclusive."""
        base = self.parsed.sentence.span
        start, end = self.starts[first], self.ends[last]
        return Span(start, end, base.text[start - base.start : end - base.start])

    def token_at(self, offset: int) -> int | None:
        """The token that covers, or first begins after, a code point of the report."""
        for i, end in enumerate(self.ends):
            if offset < end:
                return i
        return None

    def tokens_in(self, span: Span) -> list[int]:
        """Tokens that overlap a span of the report."""
        ends, starts = self.ends, self.starts
        return [i for i in range(len(ends)) if starts[i] < span.end and span.start < ends[i]]

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

    def subtree(self, i: int) -> list[int]:
        """Token ``i`` and all below it, in order."""
        found = [i]
        for j in found:
            found.extend(self.children[j])
        return sorted(found)

    def kids(self, i: int, *deps: str) -> list[int]:
        """Children of a token by arc label, in order."""
        return [j for j in self.children[i] if self.dep[j] in deps]


def mend(dep: list[str], pos: list[str], children: list[list[int]]) -> None:
    """A verb with two subjects, one behind it: that one is its object ("forces seized Nadiya")."""
    for verb, below in enumerate(children):
        if pos[verb] != "VERB":
            continue
        own = [j for j in below if dep[j] == "nsubj"]
        if len(own) == 2 and own[0] < verb < own[1] and not any(dep[j] == "dobj" for j in below):
            dep[own[1]] = "dobj"


@lru_cache(maxsize=4096)
def _text(code: int, strings: StringStore) -> str:
    return str(strings[code])


def tree(parsed: ParsedSentence) -> Tree:
    """The columns of one parsed sentence; ``parsed.doc`` must not be None."""
    from spacy.attrs import DEP, HEAD, LEMMA, POS, TAG

    doc = parsed.doc
    assert doc is not None
    rows = doc.to_array([LEMMA, POS, TAG, DEP, HEAD]).tolist()
    strings = doc.vocab.strings
    words = [token.text for token in doc]
    base = parsed.sentence.span.start
    starts = [base + token.idx for token in doc]
    size = len(words)
    head = []
    children: list[list[int]] = [[] for _ in range(size)]
    for i, row in enumerate(rows):
        # Arcs are stored as unsigned relative offsets.
        step = row[4] if row[4] < 1 << 63 else row[4] - (1 << 64)
        head.append(i + step)
        if step:
            children[i + step].append(i)
    pos, dep = [_text(r[1], strings) for r in rows], [_text(r[3], strings) for r in rows]
    mend(dep, pos, children)
    return Tree(
        parsed,
        words,
        [w.lower() for w in words],
        [_text(r[0], strings).lower() for r in rows],
        pos,
        [_text(r[2], strings) for r in rows],
        dep,
        head,
        children,
        starts,
        [s + len(w) for s, w in zip(starts, words, strict=True)],
    )
