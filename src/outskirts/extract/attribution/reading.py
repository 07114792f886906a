"""Who vouches for which words of a report? Brings together clauses, phrases, quotations and speakers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from outskirts.clean.parse import ParsedSentence
from outskirts.extract.attribution import clauses, phrases, quoted, surface
from outskirts.extract.attribution.lexicon import Lexicon, lexicon
from outskirts.extract.attribution.quotes import Quote, quotations
from outskirts.extract.attribution.speakers import Cast, SideOf
from outskirts.extract.attribution.statement import Piece, Statement
from outskirts.extract.attribution.tree import Tree
from outskirts.extract.attribution.voices import Voices
from outskirts.vocabulary import Attribution, Days, Span, Speaker

INVOLVED = frozenset({"i", "we", "you", "us", "me", "my", "our", "your"})
SaidOn = Callable[[Span], Days | None]


@dataclass(frozen=True, slots=True)
class Heard:
    """The attributions of a report in the order of the text, and the index of its voices."""

    attributions: tuple[Attribution, ...]
    voices: Voices


def find_attributions(parsed: Sequence[ParsedSentence], report_text: str, *, side_of: SideOf | None = None,
                      outlet: str = "") -> tuple[Attribution, ...]:  # fmt: skip
    """Every statement that somebody vouches for, with offsets into ``report_text``."""
    return hear(parsed, report_text, side_of=side_of, outlet=outlet).attributions


def hear(
    parsed: Sequence[ParsedSentence], report_text: str, *, side_of: SideOf | None = None, outlet: str = ""
) -> Heard:
    """Attributions and voices of one report.

    ``side_of`` gives the side of a speaker's name; ``outlet`` is the report's own publisher, which as a source is the
    report's own voice.
    """
    words = lexicon()
    trees = [Tree(p, i) if p.doc is not None and len(p.doc) else None for i, p in enumerate(parsed)]
    found: list[Statement] = []
    for tree in trees:
        if tree is not None:
            told = list(clauses.statements(tree, words))
            told += surface.repairs(tree, {s.verb for s in told}, words)
            found += told
            found += phrases.statements(tree, words)
    known = {tree.lower[s.source[1]] for s in found if s.source and (tree := trees[s.source[0]]) is not None}
    found += surface.labels(trees, known, words)
    found.sort(key=lambda s: s.cue)
    bounds = [(p.sentence.span.start, p.sentence.span.end) for p in parsed]
    found = quoted.join(report_text, trees, bounds, found, speeches(report_text, found), words)
    found = [s for s in found if s.contents and not (s.nested and first_person(s, trees))]
    found.sort(key=lambda s: s.cue)
    cast = Cast(words, side_of)
    heard = [finish(s, report_text, trees, cast, outlet) for s in found]
    spoken = tuple(a for s, (a, _) in zip(found, heard, strict=True) if not s.nested)
    return Heard(spoken, Voices(heard))


def speeches(text: str, found: list[Statement]) -> list[Quote]:
    """The quotations of the text; a speaker's turn in a transcript counts as one."""
    turns = [Quote(*s.contents[0]) for s in found if s.frame == "transcript"]
    if not turns:
        return quotations(text)
    rest = [q for q in quotations(text) if not any(q.start < t.end and t.start < q.end for t in turns)]
    return sorted([*turns, *rest], key=lambda q: q.start)


def finish(made: Statement, text: str, trees: Sequence[Tree | None], cast: Cast, outlet: str
           ) -> tuple[Attribution, tuple[Piece, ...]]:  # fmt: skip
    """The attribution with its speakers resolved, and the pieces that are its source's own word."""
    speakers = resolve(made, trees, cast)
    silent = made.source is None or not made.voice or own_voice(made, trees, speakers, outlet, cast.lexicon)
    sources = (span(text, made.source_piece),) if made.source_piece else ()
    attribution = Attribution(
        sources, span(text, made.cue), tuple(span(text, p) for p in made.contents), speakers, made.stance
    )
    return attribution, () if silent else tuple(made.voiced)


def first_person(made: Statement, trees: Sequence[Tree | None]) -> bool:
    """Whether a source inside a quotation is the speaker of the quotation: "I think", "we know"."""
    if made.source is None:
        return True
    tree = trees[made.source[0]]
    return tree is not None and tree.lower[made.source[1]] in INVOLVED


def span(text: str, piece: Piece) -> Span:
    return Span(piece[0], piece[1], text[piece[0] : piece[1]])


def resolve(made: Statement, trees: Sequence[Tree | None], cast: Cast) -> tuple[Speaker, ...]:
    chain: list[Speaker] = []
    for sentence, token in [made.source, *made.through] if made.source else made.through:
        tree = trees[sentence]
        assert tree is not None
        speaker = cast.speaker(tree, token, trees)
        if speaker is not None:
            chain.append(speaker)
            if (sentence, token) == made.source:
                cast.remember(tree, token, speaker)
    return tuple(chain)


def own_voice(
    made: Statement, trees: Sequence[Tree | None], speakers: tuple[Speaker, ...], outlet: str, words: Lexicon
) -> bool:
    """Whether the source is no voice of its own: evidence without an author, or the outlet itself."""
    assert made.source is not None
    tree = trees[made.source[0]]
    assert tree is not None
    if tree.lower[made.source[1]] in words.evidence:
        return True
    initials = "".join(word[0] for word in outlet.split() if word[0].isupper())
    return any(s.name == outlet or (len(initials) > 1 and s.name == initials) for s in speakers[:1])
