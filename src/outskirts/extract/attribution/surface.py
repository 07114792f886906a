"""Who says what where the parse does not tell? Reporting clauses, headlines and labels by the order of their words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from outskirts.extract.attribution.clauses import phrasal
from outskirts.extract.attribution.closing import LEAST, closing, content
from outskirts.extract.attribution.extents import (
    DASHES,
    GLOSSES,
    QUOTE_MARKS,
    beside_insert,
    cut,
    insert_end,
    spans,
    start_of,
    tail,
)
from outskirts.extract.attribution.lexicon import Cue, Frame, Lexicon
from outskirts.extract.attribution.sources import beside, source_span, speaker, vouches
from outskirts.extract.attribution.statement import Statement
from outskirts.extract.attribution.walks import ALL_SUBJECTS, FINITE, PHRASE_TAGS, phrase_before
from outskirts.extract.tree import Tree

OPENING = QUOTE_MARKS | {"'", "’"}
BEFORE_INSERT = DASHES | {",", "”", '"', "''", "’", "»"}
NO_CONTENT = frozenset({"of", "that", "by", ",", ".", "from", "in", "and", "on", "against", "about"})
QUOTING = frozenset({"quoted", "quotes", "cited", "cites", "quoting", "citing"})
# What stands for the verb of a headline's clause: "Army says 40 killed in raid", "says more talks to come".
CLIPPED = frozenset({"VB", "VBN", "VBG", "CD"})
Known = Callable[[str], bool]
BEING = frozenset({"is", "was", "are", "were"})
LONGEST_SOURCE, LONGEST_LABEL = 7, 5


def closed(tree: Tree, told: list[Statement], lexicon: Lexicon) -> list[Statement]:
    """The statements of a sentence, those of closing clauses by the order of their words where the parse gave another
    source."""
    kept = []
    for made in told:
        cue = phrasal(tree, made.verb, lexicon.verbs[tree.lower[made.verb]])
        frame = cue.frames.get("clause")
        if made.frame == "clause" and frame is not None and frame.voice:
            found = closing(tree, made.verb, cue, lexicon)
            if found is not None and (made.source is None or not found[0] <= made.source[1] <= found[2]):
                made = by_order(tree, made.verb, cue, found) or made
        if tree.heading:
            made = inverted(tree, made.verb, cue) or made
        kept.append(made)
    return kept


def by_order(tree: Tree, v: int, cue: Cue, phrase: tuple[int, int, int]) -> Statement | None:
    """The statement of a closing clause, from first token, head and last token of its source."""
    first, source, last = phrase
    made = statement(tree, v, cue, "clause", content(tree, v, first), source)
    if made is not None:
        made.source_piece, made.insert = tree.offsets(first, last), tree.offsets(first, v)
    return made


def repairs(tree: Tree, taken: set[int], lexicon: Lexicon, hits: Sequence[int]) -> Iterator[Statement]:
    """Statements for verbs of saying whose content the parse did not find; ``taken`` are the verbs that have theirs,
    ``hits`` the tokens with a word of the lexicon."""
    heading = tree.heading
    for v in hits:
        form = tree.lower[v]
        cue = lexicon.verbs.get(form)
        if cue is None or v in taken:
            continue
        if (made := what_is(tree, v, cue)) is not None:
            yield made
            continue
        cue = phrasal(tree, v, cue)
        clause = cue.frames.get("clause")
        if tree.tag[v].startswith("V") and clause is not None and clause.voice:
            made = reported(tree, v, cue, lexicon)
            if made is None and heading and tree.tag[v] in FINITE:
                made = inverted(tree, v, cue) or headline(tree, v, cue, lexicon)
        elif heading and form.endswith("s") and not tree.tag[v].startswith("V"):
            made = headline(tree, v, cue, lexicon)
        else:
            continue
        if made is not None:
            yield made


def reported(tree: Tree, v: int, cue: Cue, lexicon: Lexicon) -> Statement | None:
    """A reporting clause by its place: behind a comma it closes or splits its content, else content follows."""
    if tree.child(v, "auxpass") is not None or tree.tag[v] == "VB":
        return None
    if v and tree.lower[v - 1] == "as" and (made := quoting(tree, v, cue)) is not None:
        return made
    if (phrase := closing(tree, v, cue, lexicon)) is not None:
        return by_order(tree, v, cue, phrase)
    source = speaker(tree, v, lexicon)
    if source is None or abs(source - v) > 30 or tree.head[source] != v:
        found = beside(tree, v)
        if found is None:
            return None
        left, source, right = found
    else:
        left, right = tree.edges(source)
        if left <= v <= right:
            left = right = source
    if tree.tag[source].startswith(("W", "D")):
        return None
    first, last = min(v, left), max(v, right)
    tokens = content_before(tree, v, first, last) or content_after(tree, v, last) or number(tree, v, last, cue)
    made = statement(tree, v, cue, "clause", tokens, source) if tokens else None
    if made is not None and tree.head[source] != v:
        made.source_piece = tree.offsets(left, right)
    return made


def what_is(tree: Tree, v: int, cue: Cue) -> Statement | None:
    """ "what the army claims was a drone strike": the noun phrase behind the second verb is his word."""
    frame = cue.frames.get("clause")
    if frame is None or not frame.voice or v + 2 >= tree.n or tree.lower[v + 1] not in BEING or v < 2:
        return None
    first, source = phrase_before(tree, v - 1)
    if first < 1 or tree.lower[first - 1] != "what" or tree.tag[source][0] not in "NP":
        return None
    inner = tree.child(v + 1, "attr", "acomp")
    last = max(v + 2, tree.edges(inner)[1] if inner is not None and inner > v else tree.edges(v + 1)[1])
    return statement(tree, v, cue, "clause", [(v + 1, last)], source)


def quoting(tree: Tree, v: int, cue: Cue) -> Statement | None:
    """ "…, the daily quoted the police chief as saying": his words, passed on by the daily."""
    q = next((j for j in range(v - 2, max(v - 25, 0), -1) if tree.lower[j] in QUOTING), None)
    if q is None or tree.lower[q - 1] in ("was", "were", "is", "been"):
        return None
    first, passed = phrase_before(tree, q - 1)
    end = v - 2 if tree.lower[v - 2] != "," else v - 3
    begin = next((j + 1 for j in range(end, q, -1) if tree.lower[j] == ","), q + 1)
    tokens = content_after(tree, v, v - 1) or content_before(tree, v, first, v)
    made = statement(tree, v, cue, "clause", tokens, end) if tokens and tree.tag[end].startswith("N") else None
    if made is not None:
        made.source_piece = tree.offsets(q + 1 if begin > q + 1 else begin, end)
        made.through = [(tree.index, passed)] if tree.tag[passed].startswith(("N", "P")) else []
    return made


def statement(tree: Tree, v: int, cue: Cue, name: str, tokens: list[tuple[int, int]], source: int) -> Statement | None:
    pieces = spans(tree, tokens)
    if not pieces:
        return None
    frame = cue.frames.get(name) or Frame(False)
    made = Statement(tree.index, cue.lemma, name, tree.offsets(v, v), pieces, verb=v, stance=frame.stance)
    made.source, made.source_piece = (tree.index, source), source_span(tree, source, v, tokens)
    made.voice, made.insert = frame.voice and vouches(tree, v, source), tree.offsets(min(v, source), max(v, source))
    made.voiced = list(pieces) if made.voice else []
    return made


def content_before(tree: Tree, v: int, first: int, last: int) -> list[tuple[int, int]] | None:
    """ "…, the mayor said": needs the comma, and words before it."""
    if first < 3 or tree.lower[first - 1] not in BEFORE_INSERT or (v + 1 < tree.n and tree.lower[v + 1] == "that"):
        return None
    begin = start_of(tree, first)
    if first - begin < 3 or not any(tree.tag[j].startswith("V") for j in range(begin, first)):
        return None
    last = insert_end(tree, last)
    return beside_insert(tree, (first, last), begin, max(first - 1, tail(tree, last, first - 1)), v)


def content_after(tree: Tree, v: int, last: int) -> list[tuple[int, int]] | None:
    """ "The mayor told a briefing on Monday that …", "said, citing the police, that …"."""
    if last > v:
        return None
    for j in range(v + 1, min(v + 25, tree.n - 2)):
        if tree.lower[j] == "that" and tree.tag[j] == "IN":
            return [(j, tree.n - 1)]
        if j == v + 1 and tree.tag[j] == "IN" and tree.lower[j] not in ("on", "in"):
            return None
        if tree.tag[j] in FINITE:
            if tree.lower[v] in ("told", "tells", "tell"):
                return None
            subject = tree.child(j, *ALL_SUBJECTS)
            first = tree.edges(subject)[0] if subject is not None and subject > v else phrase_before(tree, j - 1)[0]
            clear = first > v and not any(word in (",", ";") for word in tree.lower[v + 1 : first])
            return [(first, tree.n - 1)] if clear and tree.tag[v] in FINITE else None
    return None


def number(tree: Tree, v: int, last: int, cue: Cue) -> list[tuple[int, int]] | None:
    """ "The mayor says 40 people without power": a clause without a verb, of a number."""
    whom = tree.child(v, "dobj")
    if cue.lemma != "say" or whom is None or last > v or not any(tree.tag[c] == "CD" for c in tree.children[whom]):
        return None
    end = next((j for j in range(whom, tree.n) if tree.lower[j] in (",", ";", ":")), tree.n)
    return [(tree.edges(whom)[0], end - 1)]


def headline(tree: Tree, v: int, cue: Cue, lexicon: Lexicon) -> Statement | None:
    """ "Kyiv Mayor Reports Drone Strikes": a verb that the tagger took for a noun."""
    begin, end = segment(tree, v)
    if not 0 < v - begin <= LONGEST_SOURCE or v + 2 >= end or not tree.tag[v - 1].startswith("N"):
        return None
    if any(tree.tag[j] in FINITE for j in range(begin, v)):
        return None
    if tree.dep[v] in ALL_SUBJECTS and tree.tag[v + 1] in FINITE:
        # "The United States promised …": a name after all
        return None
    following = tree.lower[v + 1]
    if following == "to" and "infinitive" in cue.frames and tree.tag[v + 2].startswith("VB"):
        name, first = "infinitive", v + 1
    elif following in cue.frames:
        name, first = following, v + 2
    elif following in NO_CONTENT and (following != "that" or tree.lower[v] in lexicon.nouns):
        return None
    else:
        clause = any(tree.tag[j] in FINITE for j in range(v + 1, end)) or (
            "object" not in cue.frames and any(tree.tag[j] in CLIPPED for j in range(v + 1, end))
        )
        name, first = "clause" if clause else "object", v + 1
    if name not in cue.frames:
        return None
    made = statement(tree, v, cue, name, [(first, end - 1)], v - 1)
    if made is not None:
        made.source_piece = tree.offsets(begin, v - 1)
        inside = cut(tree, first, end - 1, GLOSSES)
        made.voiced = spans(tree, [inside]) if made.voice and inside else []
    return made


def inverted(tree: Tree, v: int, cue: Cue) -> Statement | None:
    """ "Nine killed in raid, claims Kigali": the name closes the headline."""
    frame = cue.frames.get("clause")
    named = range(v + 1, tree.n)
    if frame is None or not frame.voice or v < LEAST or tree.lower[v - 1] != "," or not 0 < len(named) <= LONGEST_LABEL:
        return None
    if any(tree.tag[j] not in PHRASE_TAGS for j in named) or not tree.tag[tree.n - 1].startswith("N"):
        return None
    begin, _ = segment(tree, v)
    made = statement(tree, v, cue, "clause", [(begin, v - 2)], tree.n - 1)
    if made is not None:
        made.source_piece = tree.offsets(v + 1, tree.n - 1)
    return made


def segment(tree: Tree, i: int) -> tuple[int, int]:
    """The part of a headline between colons, semicolons and bars that holds token ``i``."""
    begin = next((j + 1 for j in range(i - 1, -1, -1) if tree.lower[j] in (":", ";", "|")), 0)
    end = next((j for j in range(i + 1, tree.n) if tree.lower[j] in (":", ";", "|")), tree.n)
    return begin, end


# --- labels -------------------------------------------------------------------------------------------------------


def labels(trees: Sequence[Tree | None], known: Known, lexicon: Lexicon) -> Iterator[Statement]:
    """ "The mayor: three killed", "Three killed: officials" in headlines; "PETROV: …" in transcripts. ``known`` tells
    whether a name is one of a party or of somebody who speaks elsewhere in the report."""
    for tree in trees:
        if tree is None or (":" not in tree.text and not (tree.heading and not DASHES.isdisjoint(tree.lower))):
            continue
        if tree.heading:
            made = transcript(tree, trees) or leading(tree, known, lexicon) or trailing(tree, known, lexicon)
        else:
            made = transcript(tree, trees)
        if made is not None:
            yield made


def leading(tree: Tree, known: Known, lexicon: Lexicon) -> Statement | None:
    colon = next((j for j in range(1, min(LONGEST_LABEL + 1, tree.n)) if tree.lower[j] == ":"), None)
    if colon is None or colon + 2 >= tree.n or not names_source(tree, 0, colon - 1, known, lexicon):
        return None
    return labelled(tree, colon, colon - 1, (0, colon - 1), [(colon + 1, tree.n - 1)])


def trailing(tree: Tree, known: Known, lexicon: Lexicon) -> Statement | None:
    end = tree.n - 1 if tree.lower[tree.n - 1] == "." else tree.n
    mark = next(
        (j for j in range(end - 2, max(end - LONGEST_LABEL - 2, 3), -1) if tree.lower[j] in DASHES | {":"}), None
    )
    if mark is None:
        return None
    # "… - BBC News" and "… - Sudan" are the page's, behind a colon they speak
    colon, label = tree.lower[mark] == ":", (tree, mark + 1, end - 1)
    if not (names_source(*label, known, lexicon) or (colon and party(*label, known))):
        return None
    if not colon and outlet(*label, lexicon):
        return None
    begin = next((j + 1 for j in range(mark - 1, -1, -1) if tree.lower[j] in (":", ";", "|")), 0)
    return labelled(tree, mark, end - 1, (mark + 1, end - 1), [(begin, mark - 1)])


def labelled(
    tree: Tree, mark: int, head: int, source: tuple[int, int], tokens: list[tuple[int, int]]
) -> Statement | None:
    pieces = spans(tree, tokens)
    if not pieces:
        return None
    made = Statement(tree.index, ":", "label", tree.offsets(mark, mark), pieces, voice=True, voiced=list(pieces))
    made.source, made.source_piece = (tree.index, head), tree.offsets(*source)
    return made


def outlet(tree: Tree, first: int, last: int, lexicon: Lexicon) -> bool:
    return any(tree.lower[j] in lexicon.outlets for j in range(first, last + 1))


def party(tree: Tree, first: int, last: int, known: Known) -> bool:
    """Whether the words are the name of a party, which as a topic would open the headline, not close it."""
    return tree.tag[last].startswith("NNP") and known(" ".join(tree.words[first : last + 1]))


def names_source(tree: Tree, first: int, last: int, known: Known, lexicon: Lexicon) -> bool:
    """Whether a label is somebody who speaks: no topic, but an office, a body or a person's two names."""
    words = tree.lower[first : last + 1]
    if (
        not words
        or lexicon.labels & set(words)
        or (lexicon.topics & set(words) and words[-1] not in lexicon.people | lexicon.bodies)
        or any(tree.tag[j].startswith(("V", "CD")) for j in range(first, last + 1))
    ):
        return False
    if words[-1] in lexicon.people or words[-1] in lexicon.bodies or words[-1] in lexicon.texts or words[-1] == "poll":
        return True
    if lexicon.people & set(words) or (tree.words[last][0].isupper() and known(" ".join(tree.words[first : last + 1]))):
        return True
    # Two capitalized words may be a person or a place: only what they say in quotation marks tells.
    named = 2 <= len(words) <= 3 and all(w.isalpha() and w[0].isupper() for w in tree.words[first : last + 1])
    return named and last + 2 < tree.n and tree.lower[last + 2] in OPENING


def transcript(tree: Tree, trees: Sequence[Tree | None]) -> Statement | None:
    """A speaker's name in capitals and a colon at the head of a paragraph: what follows to its end are his words."""
    begin = 1 if tree.lower[0] in QUOTE_MARKS else 0
    colon = next((j for j in range(begin + 1, min(begin + LONGEST_LABEL, tree.n)) if tree.lower[j] == ":"), None)
    if colon is None or colon + 1 >= tree.n or not all(w.isupper() and len(w) > 1 for w in tree.words[begin:colon]):
        return None
    made = labelled(tree, colon, colon - 1, (begin, colon - 1), [(colon + 1, tree.n - 1)])
    if made is not None:
        paragraph, end = tree.parsed.sentence.paragraph, made.contents[-1][1]
        for other in trees[tree.index + 1 :]:
            if other is None or other.parsed.sentence.paragraph != paragraph or ":" in other.lower[1:LONGEST_LABEL]:
                break
            end = other.ends[-1]
        made.contents, made.frame = [(made.contents[0][0], end)], "transcript"
        made.voiced = list(made.contents)
    return made
