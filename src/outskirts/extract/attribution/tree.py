"""How do the words of one sentence hang together? A parse as plain lists, and the few walks that attribution needs."""

from __future__ import annotations

from outskirts.clean.parse import ParsedSentence

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
OPENERS = frozenset('"“‘«„([')
EDGE = frozenset({",", ";", ":", "-", "–", "—", "--", "."})


class Tree:
    """One parsed sentence; positions are token numbers, offsets code points of the report."""

    __slots__ = (
        "base",
        "children",
        "deps",
        "doc",
        "ends",
        "heads",
        "index",
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
        self.base = parsed.sentence.span.start
        self.words = [t.text for t in doc]
        self.lower = [w.lower() for w in self.words]
        self.tags = [t.tag_ for t in doc]
        self.deps = [t.dep_ for t in doc]
        self.heads = [t.head.i for t in doc]
        self.starts = [self.base + t.idx for t in doc]
        self.ends = [s + len(w) for s, w in zip(self.starts, self.words, strict=True)]
        self.n = len(self.words)
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
        return self.tags[i] == "VB" and any(self.tags[c] == "TO" for c in self.children[i])

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
        for _ in range(8):
            own = self.child(v, *SUBJECTS)
            if own is not None:
                return own
            dep, head = self.deps[v], self.heads[v]
            if head == v:
                return None
            if dep in ("acl", "relcl"):
                return head
            if dep in ("conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "dep", "parataxis"):
                if dep == "ccomp" and self.tags[v] not in ("VBG", "VBN", "VB"):
                    return None
                v = head
                if not self.tags[v].startswith("V") and dep in ("prep",):
                    return v if self.tags[v].startswith(("N", "P")) else None
                continue
            return None
        return None
