"""Who speaks the words in quotation marks? Joins quotations to the reporting clauses beside, before and after them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from outskirts.extract.attribution.clauses import phrasal
from outskirts.extract.attribution.lexicon import Lexicon
from outskirts.extract.attribution.quotes import Quote, Quotes
from outskirts.extract.attribution.sources import beside, source_span, speaker
from outskirts.extract.attribution.statement import Piece, Statement, minus, shared, union
from outskirts.extract.attribution.walks import FINITE
from outskirts.extract.tree import Tree

SPOKEN_WORDS, NEAREST, GAP_WORDS, FIRST_WORDS = 4, 120, 30, 10
WORD = re.compile(r"\w+")
SIGNED = re.compile(r"[^\S\n]*\n?[^\S\n]*[―—–-]{1,2}\s?([A-Z]\w*(?:[^\S\n]+[A-Z][\w.'’-]*){0,4})\.?[^\S\n]*(?=\n|$)")
ENDS_SPEECH = re.compile(r"[.,!?…—]\W{0,2}$")
FULL_STOP = re.compile(r"[.!?]\W{1,2}$")


def join(
    text: str, trees: Sequence[Tree | None], bounds: Sequence[Piece], statements: Sequence[Statement],
    quotes: Sequence[Quote], lexicon: Lexicon,
) -> list[Statement]:  # fmt: skip
    """The statements with their contents widened to the quotations they introduce, and new ones for other speech.

    ``bounds`` are the offsets of the sentences; ``statements`` are in the order of the text.
    """
    if not quotes:
        return list(statements)
    joiner = Joiner(text, trees, bounds, Quotes(quotes), lexicon)
    for made in statements:
        joiner.settle(made)
        joiner.keep(made)
    for quote in quotes:
        joiner.place(quote)
    return joiner.joined


@dataclass(slots=True)
class Joiner:
    """One report's quotations being given to its statements."""

    text: str
    trees: Sequence[Tree | None]
    bounds: Sequence[Piece]
    quotes: Quotes
    lexicon: Lexicon
    joined: list[Statement] = field(default_factory=list)
    by_sentence: dict[int, list[Statement]] = field(default_factory=dict)
    last: Statement | None = None
    open: list[Quote] = field(default_factory=list)

    def keep(self, made: Statement) -> None:
        self.joined.append(made)
        self.by_sentence.setdefault(made.sentence, []).append(made)

    def settle(self, made: Statement) -> None:
        """Widen contents that begin or end in a quotation to the whole of it; keep those of a cue in one within it."""
        home = self.quotes.around(made.cue[0])
        if home is not None:
            made.nested = True
            made.contents, made.voiced = clipped(made.contents, home), clipped(made.voiced, home)
            return
        for quote in self.quotes.between(made.contents[0][0], made.contents[-1][1]):
            overlap = shared(made.contents, (quote.start, quote.end))
            direct = made.frame in ("clause", "quote", "according")
            if overlap > 0 and (direct or overlap * 2 > quote.end - quote.start):
                made.quoted = made.quoted or overlap * 2 > sum(b - a for a, b in made.contents)
                if direct:
                    add(made, quote)
                else:
                    made.contents = touched(made.contents, quote)

    def place(self, quote: Quote) -> None:
        """Find the statement to which a quotation belongs, and add it there."""
        own = self.sentences_of(quote)
        nearby = [s for i in range(own.start - 1, own.stop) for s in self.by_sentence.get(i, ())]
        if self.last is not None:
            nearby.append(self.last)
        owner = next((s for s in nearby if not s.nested and not s.frame.startswith("noun") and covers(s, quote)), None)
        if not self.spoken(quote):
            return
        if owner is None:
            owner = self.introduced(quote, own) or self.signed(quote) or self.followed(quote, own.stop)
            if owner is None and self.last is not None and self.alone(quote, own) and self.near(self.last, quote):
                owner = self.last
            if owner is None:
                # A speech over paragraphs that nobody introduces: who closes it spoke all of it
                self.open = [*self.open, quote] if quote.goes_on else []
                return
            if not any(owner is known for known in self.by_sentence.get(owner.sentence, ())):
                self.keep(owner)
            add(owner, quote)
        for before in self.open:
            add(owner, before)
        self.open = []
        self.last = owner

    def spoken(self, quote: Quote) -> bool:
        """Speech rather than a scare quote or a title: several words, or an end of its own."""
        body = self.text[quote.start : quote.end]
        words = len(WORD.findall(body))
        return words >= SPOKEN_WORDS or (words >= 2 and ENDS_SPEECH.search(body) is not None)

    def sentences_of(self, quote: Quote) -> range:
        """The numbers of the sentences in which the quotation has a part."""
        first = max(0, bisect_right(self.bounds, (quote.start, quote.start)) - 1)
        while first < len(self.bounds) and self.bounds[first][1] <= quote.start:
            first += 1
        return range(first, max(first, bisect_left(self.bounds, (quote.end, 0))))

    def alone(self, quote: Quote, own: range) -> bool:
        """Whether nothing but quotations stands in the sentences of this one."""
        for i in own:
            rest = [self.bounds[i]]
            for other in self.quotes.between(*self.bounds[i]):
                rest = minus(rest, (other.start, other.end))
            if sum(len(WORD.findall(self.text[a:b])) for a, b in rest) > 1:
                return False
        return True

    def near(self, made: Statement, quote: Quote) -> bool:
        """Whether the quotation follows on what the statement holds, with at most a paragraph's end between."""
        end = max(b for _, b in [*made.contents, made.cue, made.insert or made.cue])
        gap = self.text[end : quote.start]
        return quote.start >= end and len(WORD.findall(gap)) <= GAP_WORDS and gap.count("\n\n") <= 1

    def introduced(self, quote: Quote, own: range) -> Statement | None:
        """The statement of a reporting clause in the quotation's sentences, or before a colon at its beginning."""
        for i in reversed(own):
            tree = self.trees[i]
            if tree is None:
                continue
            for made in self.by_sentence.get(i, ()):
                if made.quoted and not made.nested and made.frame in ("clause", "quote"):
                    return made
            cue = self.nearest_cue(tree, quote)
            if cue is not None:
                return speech(tree, cue, self.lexicon)
        return self.before_colon(quote, own.start - 1)

    def followed(self, quote: Quote, i: int) -> Statement | None:
        """A reporting clause that was cut off into the next sentence: “Who has the right?” the mayor said."""
        tree = self.trees[i] if i < len(self.trees) else None
        if tree is None or not self.alone(quote, range(i - 1, i)) or "\n" in self.text[quote.end : self.bounds[i][0]]:
            return None
        taken = {made.verb for made in self.by_sentence.get(i, ())}
        for v in range(1, min(tree.n, FIRST_WORDS)):
            if tree.lower[v] in self.lexicon.speaking and tree.tag[v] in FINITE:
                return (
                    None if v in taken or tree.child(v, "dobj", "ccomp") is not None else speech(tree, v, self.lexicon)
                )
        return None

    def before_colon(self, quote: Quote, i: int) -> Statement | None:
        """ "The governor added:" at the end of the sentence before."""
        tree = self.trees[i] if i >= 0 else None
        if tree is None or not self.text[self.bounds[i][0] : quote.start].rstrip().endswith(":"):
            return None
        for made in reversed(self.by_sentence.get(i, [])):
            if not made.nested:
                return made
        cues = (
            v for v in range(tree.n - 1, -1, -1) if tree.lower[v] in self.lexicon.speaking and tree.tag[v][0] == "V"
        )
        first = next(cues, None)
        return None if first is None else speech(tree, first, self.lexicon)

    def nearest_cue(self, tree: Tree, quote: Quote) -> int | None:
        """The reporting verb closest to the quotation in this sentence, outside every quotation; behind a quotation
        that has come to its full stop there is none."""
        best, least = None, NEAREST
        ended = FULL_STOP.search(self.text[quote.start : quote.end]) is not None
        for v in range(tree.n):
            if tree.lower[v] not in self.lexicon.speaking or not tree.tag[v].startswith("V"):
                continue
            after = tree.starts[v] >= quote.end
            gap = tree.starts[v] - quote.end if after else quote.start - tree.ends[v]
            if not 0 <= gap < least or (after and ended and "." in self.text[quote.end - 2 : quote.end]):
                continue
            cue = phrasal(tree, v, self.lexicon.verbs[tree.lower[v]])
            if "quote" in cue.frames and self.quotes.around(tree.starts[v]) is None:
                best, least = v, gap
        return best

    def signed(self, quote: Quote) -> Statement | None:
        """A name behind a dash at the end of the line: “…” — Ivan Petrov."""
        match = SIGNED.match(self.text, quote.end)
        if match is None:
            return None
        start, end = match.span(1)
        i = bisect_right(self.bounds, (start, end)) - 1
        tree = self.trees[i] if i >= 0 else None
        named = [k for k in range(tree.n) if start <= tree.starts[k] < end] if tree is not None else []
        if not named:
            return None
        made = Statement(i, "—", "quote", (quote.end, start), [], quoted=True, voice=True)
        made.source, made.source_piece, made.insert = (i, named[-1]), (start, end), (start, end)
        return made


def touched(pieces: list[Piece], quote: Quote) -> list[Piece]:
    """Take in the quotation marks beside a piece that ends at them."""
    return [
        (quote.start if a == quote.start + 1 else a, quote.end if quote.end - 2 <= b < quote.end else b)
        for a, b in pieces
    ]


def add(made: Statement, quote: Quote) -> None:
    piece = (quote.start, quote.end)
    made.contents = minus(union([*made.contents, piece]), made.cue)
    if made.voice:
        made.voiced = minus(union([*made.voiced, piece]), made.cue)


def clipped(pieces: list[Piece], home: Quote) -> list[Piece]:
    return [(max(a, home.start), min(b, home.end)) for a, b in pieces if a < home.end and home.start < b]


def covers(made: Statement, quote: Quote) -> bool:
    return shared(made.contents, (quote.start, quote.end)) * 2 > quote.end - quote.start


def speech(tree: Tree, v: int, lexicon: Lexicon) -> Statement | None:
    """A statement for a reporting verb whose quotation the parse did not give as its complement."""
    source = speaker(tree, v, lexicon)
    if source is None:
        found = beside(tree, v)
        if found is None:
            return None
        source = found[1]
    cue = phrasal(tree, v, lexicon.verbs[tree.lower[v]])
    frame = cue.frames.get("quote")
    made = Statement(tree.index, cue.lemma, "quote", tree.offsets(v, v), [], verb=v, quoted=True)
    made.voice = frame is not None and frame.voice
    made.source, made.source_piece = (tree.index, source), source_span(tree, source, v, [])
    made.insert = made.cue
    return made
