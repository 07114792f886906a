"""Who speaks the words in quotation marks? Joins quotations to the reporting clauses beside, before and after them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from outskirts.extract.attribution.clauses import phrasal
from outskirts.extract.attribution.lexicon import Lexicon
from outskirts.extract.attribution.quotes import Quote, between, inside
from outskirts.extract.attribution.sources import beside, source_span, speaker
from outskirts.extract.attribution.statement import Piece, Statement, minus, shared, union
from outskirts.extract.attribution.tree import Tree

SPOKEN_WORDS = 4
WORD = re.compile(r"\w+")
SIGNED = re.compile(r"[^\S\n]*\n?[^\S\n]*[―—–-]{1,2}\s?([A-Z]\w*(?:[^\S\n]+[A-Z][\w.'’-]*){0,4})\.?[^\S\n]*(?=\n|$)")
ENDS_SPEECH = re.compile(r"[.,!?…—]\W{0,2}$")


def join(text: str, trees: Sequence[Tree | None], bounds: Sequence[Piece], statements: list[Statement], quotes: list[Quote],
         lexicon: Lexicon) -> list[Statement]:  # fmt: skip
    """The statements with their contents widened to the quotations they introduce, and new ones for other speech.

    ``bounds`` are the offsets of the sentences; ``statements`` are in the order of the text.
    """
    if not quotes:
        return statements
    for made in statements:
        settle(made, quotes)
    joined = list(statements)
    last: Statement | None = None
    by_sentence: dict[int, list[Statement]] = {}
    for made in statements:
        by_sentence.setdefault(made.sentence, []).append(made)
    for quote in quotes:
        owner = next((s for s in joined if not s.nested and not s.frame.startswith("noun") and covers(s, quote)), None)
        if owner is None and spoken(text, quote):
            owner = introduce(text, quote, trees, bounds, by_sentence, lexicon, quotes)
            if owner is None and last is not None and alone(text, quote, bounds, quotes) and near(text, last, quote):
                owner = last
            if owner is not None:
                if owner not in joined:
                    joined.append(owner)
                    by_sentence.setdefault(owner.sentence, []).append(owner)
                add(owner, quote)
        if owner is not None and spoken(text, quote):
            last = owner
    return joined


def settle(made: Statement, quotes: list[Quote]) -> None:
    """Widen contents that begin or end within a quotation to the whole of it; keep those of a cue inside one within it."""
    home = inside(quotes, made.cue[0])
    if home is not None:
        made.nested = True
        made.contents = clipped(made.contents, home)
        made.voiced = clipped(made.voiced, home)
        return
    for quote in between(quotes, made.contents[0][0], made.contents[-1][1]) if made.contents else ():
        overlap = shared(made.contents, (quote.start, quote.end))
        if overlap > 0 and (made.frame in ("clause", "quote") or overlap * 2 > quote.end - quote.start):
            made.quoted = made.quoted or overlap * 2 > sum(b - a for a, b in made.contents)
            if made.frame in ("clause", "quote", "according"):
                add(made, quote)
            else:
                made.contents = touch(made.contents, quote)


def touch(pieces: list[Piece], quote: Quote) -> list[Piece]:
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


def spoken(text: str, quote: Quote) -> bool:
    """Speech rather than a scare quote or a title: several words, or an end of its own."""
    body = text[quote.start : quote.end]
    words = len(WORD.findall(body))
    return words >= SPOKEN_WORDS or (words >= 2 and ENDS_SPEECH.search(body) is not None)


def sentences_of(quote: Quote, bounds: Sequence[Piece]) -> list[int]:
    return [i for i, (a, b) in enumerate(bounds) if a < quote.end and quote.start < b]


def alone(text: str, quote: Quote, bounds: Sequence[Piece], quotes: list[Quote]) -> bool:
    """Whether nothing but quotations stands in the sentences of this one."""
    for i in sentences_of(quote, bounds):
        rest = minus([bounds[i]], (quote.start, quote.end))
        for other in between(quotes, *bounds[i]):
            rest = minus(rest, (other.start, other.end))
        if sum(len(WORD.findall(text[a:b])) for a, b in rest) > 1:
            return False
    return True


def near(text: str, made: Statement, quote: Quote) -> bool:
    """Whether the quotation follows on what the statement holds, with at most a paragraph's end between."""
    end = max(b for _, b in [*made.contents, made.cue, made.insert or made.cue])
    gap = text[end : quote.start]
    return quote.start >= end and len(WORD.findall(gap)) <= 30 and gap.count("\n\n") <= 1


def introduce(text: str, quote: Quote, trees: Sequence[Tree | None], bounds: Sequence[Piece],
              by_sentence: dict[int, list[Statement]], lexicon: Lexicon, quotes: list[Quote]) -> Statement | None:  # fmt: skip
    """The reporting clause in the sentences of the quotation, or at the end of the sentence before ("He said:")."""
    own = sentences_of(quote, bounds)
    for i in reversed(own):
        tree = trees[i]
        if tree is None:
            continue
        for made in by_sentence.get(i, ()):
            if made.quoted and inside(quotes, made.cue[0]) is None and made.frame in ("clause", "quote"):
                return made
        cue = nearest_cue(tree, quote, quotes, lexicon)
        if cue is not None:
            return speech(tree, cue, lexicon)
    if (signed := signature(text, quote, trees, bounds)) is not None:
        return signed
    if own and own[0] > 0 and (tree := trees[own[0] - 1]) is not None:
        lead = text[bounds[own[0] - 1][0] : quote.start].rstrip()
        if lead.endswith(":"):
            for made in reversed(by_sentence.get(own[0] - 1, [])):
                if inside(quotes, made.cue[0]) is None:
                    return made
            for v in range(tree.n - 1, -1, -1):
                if tree.lower[v] in lexicon.speaking and tree.tags[v].startswith("V"):
                    return speech(tree, v, lexicon)
    return None


def signature(text: str, quote: Quote, trees: Sequence[Tree | None], bounds: Sequence[Piece]) -> Statement | None:
    """A name behind a dash at the end of the line: “…” — Ivan Petrov."""
    match = SIGNED.match(text, quote.end)
    if match is None:
        return None
    start, end = match.span(1)
    for i in range(bisect_right(bounds, (start, end)) - 1, -1, -1):
        tree = trees[i]
        if tree is not None:
            inside_name = [k for k in range(tree.n) if start <= tree.starts[k] < end]
            if not inside_name:
                return None
            made = Statement(i, "—", "quote", (quote.end, start), [], quoted=True, voice=True)
            made.source, made.source_piece, made.insert = (i, inside_name[-1]), (start, end), (start, end)
            return made
    return None


def nearest_cue(tree: Tree, quote: Quote, quotes: list[Quote], lexicon: Lexicon) -> int | None:
    """The reporting verb closest to the quotation in this sentence, outside every quotation."""
    best, least = None, 120
    for v in range(tree.n):
        if tree.lower[v] in lexicon.speaking and tree.tags[v].startswith("V"):
            if "quote" not in phrasal(tree, v, lexicon.verbs[tree.lower[v]]).frames or inside(quotes, tree.starts[v]):
                continue
            gap = tree.starts[v] - quote.end if tree.starts[v] >= quote.end else quote.start - tree.ends[v]
            if 0 <= gap < least:
                best, least = v, gap
    return best


def speech(tree: Tree, v: int, lexicon: Lexicon) -> Statement | None:
    """A statement for a reporting verb whose quotation the parse did not give as its complement."""
    source = speaker(tree, v, lexicon)
    if source is None:
        found = beside(tree, v)
        if found is None:
            return None
        source = found[1]
    frame = lexicon.verbs[tree.lower[v]].frames.get("quote")
    made = Statement(tree.index, lexicon.verbs[tree.lower[v]].lemma, "quote", tree.offsets(v, v), [], quoted=True)
    made.voice = frame is not None and frame.voice
    made.source, made.source_piece = (tree.index, source), source_span(tree, source, v, [])
    made.insert = made.cue
    return made
