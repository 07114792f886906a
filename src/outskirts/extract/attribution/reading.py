"""Who vouches for which words of a report? Brings together clauses, phrases, quotations and speakers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from outskirts.clean.parse import ParsedSentence
from outskirts.extract.attribution import clauses, passing, phrases, quoted, surface
from outskirts.extract.attribution.lexicon import Lexicon, lexicon
from outskirts.extract.attribution.quotes import Quote, quotations
from outskirts.extract.attribution.speakers import Cast, SideOf
from outskirts.extract.attribution.statement import Piece, Statement
from outskirts.extract.attribution.voices import Voices
from outskirts.extract.forest import trees as trees_of
from outskirts.extract.tree import Tree
from outskirts.vocabulary import Attribution, Days, Span, Speaker, TimeMention

INVOLVED = frozenset({"i", "we", "you", "us", "me", "my", "our", "your"})
STOP = re.compile(r"[.;:!?“”\"\n]|\b(?:that|after|before|when|since)\b")
# Code points between cue and day: as far as a reporting clause may reach, and so near that no parse is asked.
SAID_REACH, BESIDE = 40, 4
Trees = Sequence[Tree | None]


@dataclass(frozen=True, slots=True)
class Heard:
    """The attributions of a report in the order of the text, and the index of its voices."""

    attributions: tuple[Attribution, ...]
    voices: Voices


def find_attributions(
    parsed: Sequence[ParsedSentence],
    report_text: str,
    *,
    side_of: SideOf | None = None,
    outlet: str = "",
    times: Sequence[TimeMention] = (),
) -> tuple[Attribution, ...]:
    """Every statement that somebody vouches for, with offsets into ``report_text``; arguments as for :func:`hear`."""
    return hear(parsed, report_text, side_of=side_of, outlet=outlet, times=times).attributions


def hear(
    parsed: Sequence[ParsedSentence],
    report_text: str,
    *,
    trees: Trees | None = None,
    side_of: SideOf | None = None,
    outlet: str = "",
    times: Sequence[TimeMention] = (),
    roles: Mapping[str, str] | None = None,
) -> Heard:
    """Attributions and voices of one report.

    ``trees`` are those of ``parsed``, where they are at hand. ``side_of`` gives the side of a speaker's name.
    ``outlet`` is the report's own publisher, which as a source is the report's own voice. ``times`` are the times
    named, of which one in a reporting clause is the day of saying. ``roles`` are those of the names
    of parties (see :func:`outskirts.extract.attribution.roles.names`). Attributions inside the words of another one,
    in quotation marks or not ("B said that C had warned"), are among the voices, not among the attributions.
    """
    words = lexicon()
    if trees is None:
        trees = trees_of(parsed)
    found = gather(trees, words, side_of)
    bounds = [(p.sentence.span.start, p.sentence.span.end) for p in parsed]
    joined = quoted.join(report_text, trees, bounds, found, speeches(report_text, found), words)
    kept = sorted((s for s in joined if s.contents and not first_person(s, trees)), key=lambda s: s.cue)
    cast = Cast(words, trees, side_of, roles or {})
    own: list[Piece] = []
    heard: list[tuple[Attribution, tuple[Piece, ...]]] = []
    for made in kept:
        speakers = resolve(made, trees, cast)
        voiced = tuple(made.voiced)
        if itself(speakers, outlet):
            own += made.contents
            voiced = ()
        elif made.source is None or not made.voice or evidence(made, trees, words):
            voiced = ()
        heard.append((attribution(made, trees[made.sentence], report_text, speakers, times), voiced))
    outside = outermost([a for made, (a, _) in zip(kept, heard, strict=True) if not made.nested])
    return Heard(outside, Voices(heard, own))


def outermost(found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Those that the report makes itself: not those whose cue stands in the words that another one reports."""
    pieces = sorted((c.start, c.end, n) for n, a in enumerate(found) for c in a.contents)
    starts = [start for start, _, _ in pieces]
    longest = max((end - start for start, end, _ in pieces), default=0)

    def holders(n: int) -> set[int]:
        cue = found[n].cue
        if cue is None:
            return set()
        first, last = bisect_left(starts, cue.end - longest), bisect_right(starts, cue.start)
        return {other for _, end, other in pieces[first:last] if cue.end <= end and other != n}

    held = [holders(n) for n in range(len(found))]
    # Two that hold each other were split wrongly by the parse; both stay.
    return tuple(a for n, a in enumerate(found) if all(n in held[other] for other in held[n]))


def gather(trees: Trees, words: Lexicon, side_of: SideOf | None) -> list[Statement]:
    """The statements of all sentences in order, before quotations are looked at."""
    found: list[Statement] = []
    forms = words.forms
    for tree in trees:
        if tree is not None and (hits := [i for i, word in enumerate(tree.lower) if word in forms]):
            told = surface.closed(tree, list(clauses.statements(tree, words, hits)), words)
            told += surface.repairs(tree, {s.verb for s in told}, words, hits)
            for made in told:
                passing.find(tree, made, words)
            held = {piece for made in told for piece in made.contents}
            found += told
            found += [s for s in phrases.statements(tree, words, hits) if not held.issuperset(s.contents)]
    heads = {tree.lower[s.source[1]] for s in found if s.source and (tree := trees[s.source[0]]) is not None}

    def known(name: str) -> bool:
        return name.split()[-1].lower() in heads or (side_of is not None and side_of(name) is not None)

    found += surface.labels(trees, known, words)
    return sorted(found, key=lambda s: s.cue)


def speeches(text: str, found: Sequence[Statement]) -> list[Quote]:
    """The quotations of the text; a speaker's turn in a transcript counts as one."""
    turns = [Quote(*s.contents[0]) for s in found if s.frame == "transcript"]
    if not turns:
        return quotations(text)
    rest = [q for q in quotations(text) if not any(q.start < t.end and t.start < q.end for t in turns)]
    return sorted([*turns, *rest], key=lambda q: q.start)


def attribution(
    made: Statement, tree: Tree | None, text: str, speakers: tuple[Speaker, ...], times: Sequence[TimeMention]
) -> Attribution:
    sources = (span(text, made.source_piece),) if made.source_piece else ()
    contents = tuple(span(text, piece) for piece in made.contents)
    return Attribution(sources, span(text, made.cue), contents, speakers, made.stance, said_on(made, tree, text, times))


def said_on(made: Statement, tree: Tree | None, text: str, times: Sequence[TimeMention]) -> Days | None:
    """The day named in the reporting clause: near the cue, with no stop between, tied to its verb and not in what is
    reported."""
    begin, end = made.cue[0] - SAID_REACH, made.cue[1] + SAID_REACH
    for time in times[bisect_left(times, begin, key=end_of) :]:
        first, last = time.span.start, time.span.end
        if first > end:
            break
        if time.type != "DATE" or time.days is None:
            continue
        between = text[made.cue[1] : first] if first >= made.cue[1] else text[last : made.cue[0]]
        if STOP.search(between) or any(a < last and first < b for a, b in made.contents):
            continue
        if len(between) <= BESIDE or tree is None or made.verb < 0 or tied(tree, time.span, made.verb):
            return time.days
    return None


def end_of(time: TimeMention) -> int:
    return time.span.end


def tied(tree: Tree, words: Span, v: int) -> bool:
    """Whether no other verb stands between a time and the verb of saying above it."""
    i = tree.head_of(words)
    while i is not None and i != v:
        if tree.tag[i][0] == "V" or tree.head[i] == i:
            return False
        i = tree.head[i]
    return i is not None


def span(text: str, piece: Piece) -> Span:
    return Span(piece[0], piece[1], text[piece[0] : piece[1]])


def resolve(made: Statement, trees: Trees, cast: Cast) -> tuple[Speaker, ...]:
    """The speakers, nearest to the content first: whom the source cites, the source, those who passed it on."""

    def at(place: tuple[int, int]) -> Speaker:
        tree = trees[place[0]]
        assert tree is not None
        return cast.speaker(tree, place[1])

    behind = tuple(at(place) for place in made.behind)
    through = tuple(at(place) for place in made.through)
    if made.source is None:
        return behind + through
    tree = trees[made.source[0]]
    assert tree is not None
    floor = bisect_left(tree.starts, made.source_piece[0]) if made.source_piece else 0
    source = cast.speaker(tree, made.source[1], floor)
    if evidence(made, trees, cast.lexicon):
        return (*behind, source, *through)
    return (*behind, source, *cast.remember(tree, made.source[1], source, through))


def first_person(made: Statement, trees: Trees) -> bool:
    """Whether a source inside a quotation is none, or the speaker of the quotation: "I think", "we know"."""
    if not made.nested or made.source is None:
        return made.nested
    tree = trees[made.source[0]]
    return tree is not None and tree.lower[made.source[1]] in INVOLVED


def evidence(made: Statement, trees: Trees, words: Lexicon) -> bool:
    """Whether the source is a picture, a map, data: something without a voice."""
    tree = trees[made.source[0]] if made.source else None
    if tree is None or made.source is None:
        return False
    i = made.source[1]
    # "according to earlier reports": whose they are is not told
    unsigned = tree.lower[i] == "reports" and tree.child(i, "poss", "compound", "prep") is None
    return tree.lower[i] in words.evidence or (unsigned and tree.tag[i] == "NNS")


def itself(speakers: tuple[Speaker, ...], outlet: str) -> bool:
    """Whether the nearest speaker is the outlet of the report, by its name or its initials."""
    if not outlet or not speakers:
        return False
    initials = "".join(word[0] for word in outlet.split() if word[0].isupper())
    return speakers[0].name == outlet or (len(initials) > 1 and speakers[0].name == initials)
