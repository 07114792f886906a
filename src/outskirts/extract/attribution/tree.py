"""How do the words of one sentence hang together? A parse as plain lists, and the few walks that attribution needs."""

from __future__ import annotations

from typing import Any

from outskirts.clean.parse import ParsedSentence

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
COLUMNS: list[int | str] = ["ORTH", "LOWER", "TAG", "DEP", "HEAD", "IDX"]
MOST_STRINGS = 200_000
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
PHRASE_TAGS = frozenset({"DT", "JJ", "NN", "NNS", "NNP", "NNPS", "POS", "PRP$", "PRP", "CD", "HYPH", "VBN", "AFX"})
SHARES = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "dep", "parataxis", "acl", "relcl"})
REFUSING = frozenset(
    [
        "declined",
        "declines",
        "decline",
        "refused",
        "refuses",
        "refuse",
        "refusing",
        "declining",
        "failed",
        "fails",
        "stopped",
        "unable",
        "reluctant",
    ]
)
EDGE = frozenset({",", ";", ":", "-", "–", "—", "--", "."})


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
    if table is None:
        table = TABLES[id(store)] = Strings(store)
    return table


class Tree:
    """One parsed sentence; positions are token numbers, offsets code points of the report."""

    __slots__ = (
        "base",
        "children",
        "cues",
        "deps",
        "doc",
        "ends",
        "heading",
        "heads",
        "index",
        "inserts",
        "lower",
        "n",
        "parsed",
        "starts",
        "tags",
        "words",
    )

    def __init__(self, parsed: ParsedSentence, index: int) -> None:
        doc = parsed.doc
        assert doc is not None
        self.parsed, self.index, self.doc = parsed, index, doc
        # The first sentence of a report is its title where the source had one.
        self.heading = parsed.sentence.heading or index == 0
        self.base = parsed.sentence.span.start
        # One array and a table of its strings: faster than to ask each token for each attribute.
        columns: list[list[int]] = doc.to_array(COLUMNS).astype("int64").T.tolist()
        orth, lower, tags, deps, heads, starts = columns
        text_of = strings_of(doc.vocab.strings).__getitem__
        self.words = list(map(text_of, orth))
        self.lower = list(map(text_of, lower))
        self.tags = list(map(text_of, tags))
        self.deps = list(map(text_of, deps))
        self.heads = [i + step for i, step in enumerate(heads)]
        self.starts = [self.base + start for start in starts]
        self.ends = [s + len(w) for s, w in zip(self.starts, self.words, strict=True)]
        self.n = len(self.words)
        # Reporting clauses set into or behind what they report, as token ranges, in the order in which they were found.
        self.cues: frozenset[int] = frozenset()
        self.inserts: list[tuple[int, int]] = []
        self.children: list[list[int]] = [[] for _ in range(self.n)]
        for i, head in enumerate(self.heads):
            if head != i:
                self.children[head].append(i)

    def child(self, i: int, *deps: str) -> int | None:
        """The first child of ``i`` with one of these relations."""
        for c in self.children[i]:
            if self.deps[c] in deps:
                return c
        return None

    def edges(self, i: int) -> tuple[int, int]:
        """First and last token under ``i``."""
        token = self.doc[i]
        return int(token.left_edge.i), int(token.right_edge.i)

    def under(self, i: int, top: int) -> bool:
        """Whether ``i`` is ``top`` or hangs below it."""
        while i != top:
            if self.heads[i] == i:
                return False
            i = self.heads[i]
        return True

    def infinitive(self, i: int) -> bool:
        return any(self.tags[c] == "TO" for c in self.children[i])

    def trim(self, first: int, last: int) -> tuple[int, int] | None:
        """Without punctuation and conjunctions that only join; None where nothing is left."""
        while first <= last and (self.lower[first] in EDGE or not self.words[first].strip()):
            first += 1
        while last >= first and (self.lower[last] in EDGE or not self.words[last].strip()):
            last -= 1
        return (first, last) if first <= last else None

    def offsets(self, first: int, last: int) -> tuple[int, int]:
        """Code points of the report from token ``first`` to token ``last``."""
        return self.starts[first], self.ends[last]

    def subject(self, v: int) -> int | None:
        """The one who does ``v``: its own subject, or that of the verb it is joined to or hangs below."""
        finite = self.tags[v] in FINITE
        for _ in range(8):
            own = self.child(v, *SUBJECTS)
            if own is not None:
                return own
            dep, head = self.deps[v], self.heads[v]
            if head == v or dep not in SHARES:
                return None
            if dep in ("acl", "relcl"):
                return head
            if finite and dep in ("ccomp", "advcl", "pcomp", "prep"):
                return None
            if dep == "prep" and not self.tags[head].startswith("V"):
                return head if self.tags[head].startswith(("N", "P")) else None
            v = head
            # "wanted the deal widened and hoped …": a finite verb is not joined to a participle but to what governs it
            while finite and self.tags[v] not in FINITE and not self.has_auxiliary(v) and self.heads[v] != v:
                v = self.heads[v]
        return None

    def has_auxiliary(self, v: int) -> bool:
        return any(self.deps[c] in ("aux", "auxpass") and self.tags[c] in FINITE for c in self.children[v])

    def negated(self, v: int) -> bool:
        """Whether the verb is denied, or only an infinitive of refusing: "did not say", "declined to say"."""
        if any(self.deps[c] == "neg" or self.lower[c] == "never" for c in self.children[v]):
            return True
        return self.deps[v] == "xcomp" and self.lower[self.heads[v]] in REFUSING

    def phrase_before(self, i: int) -> tuple[int, int]:
        """First token and head of the noun phrase that ends at token ``i``, by the tags alone."""
        first = i
        while first > 0 and (self.tags[first - 1] in PHRASE_TAGS or self.lower[first - 1] in ("of", "for")):
            first -= 1
        while first < i and (self.lower[first] in ("of", "for") or self.tags[first] == "POS"):
            first += 1
        head = next((j - 1 for j in range(first + 1, i) if self.lower[j] == "of"), i)
        return first, head
