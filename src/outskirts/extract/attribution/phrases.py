"""Which words rest on a noun or a preposition: "according to X", "X's claim that …", "fears of …", "reportedly"?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from outskirts.extract.attribution.extents import GLOSSES, cut, spans, start_of
from outskirts.extract.attribution.lexicon import Cue, Lexicon
from outskirts.extract.attribution.sources import speaks
from outskirts.extract.attribution.statement import Piece, Statement
from outskirts.extract.attribution.walks import ALL_SUBJECTS, subject_of, trim
from outskirts.extract.tree import Tree

BEING = frozenset({"is", "was", "are", "were", "remains", "remained"})
JOINING = (
    "conj cc punct ROOT prep pobj dobj advmod npadvmod appos pcomp xcomp dep nsubj nsubjpass attr acomp amod compound "
    "agent dative oprd nummod acl"
)
JOINS = frozenset(JOINING.split(" "))


def statements(tree: Tree, lexicon: Lexicon, hits: Sequence[int]) -> Iterator[Statement]:
    """The statements that rest on a word that is no verb; ``hits`` are the tokens with a word of the lexicon."""
    nouns = lexicon.nouns
    for i in hits:
        word = tree.lower[i]
        if word == "according":
            if (found := according(tree, i)) is not None:
                yield found
        elif word in nouns and tree.tag[i][0] == "N":
            if (found := noun(tree, i, nouns[word], lexicon)) is not None:
                yield found
        elif word in lexicon.adverbs:
            found = adverb(tree, i)
            if found is not None:
                yield found


def according(tree: Tree, i: int) -> Statement | None:
    """The clause that "according to" qualifies: what follows where it opens it, what precedes where it ends it."""
    if i + 2 >= tree.n or tree.lower[i + 1] != "to":
        return None
    source = tree.child(i + 1, "pobj", "pcomp")
    if source is None:
        source = next((j for j in range(i + 2, tree.n) if tree.tag[j].startswith(("N", "PRP"))), None)
    if source is None:
        return None
    first, last = noun_phrase_end(tree, i + 2, source)
    left, right = clause_around(tree, i)
    left = max(left, start_of(tree, i))
    pieces = spans(tree, [(a, b) for a, b in ((left, i - 1), (last + 1, right)) if a <= b])
    if not opens(tree, i, left) and tree.head[i] < i and not goes_on(tree, i, last):
        pieces = pieces[:1]
    if not pieces:
        return None
    made = Statement(
        tree.index, "according", "according", tree.offsets(i, i + 1), pieces, voice=True, voiced=list(pieces)
    )
    made.source, made.source_piece = (tree.index, source), tree.offsets(first, last)
    made.insert = tree.offsets(i, last)
    return made


def noun_phrase_end(tree: Tree, first: int, source: int) -> tuple[int, int]:
    """The phrase after "to", cut at a comma that does not open an apposition."""
    right = max(source, tree.edges(source)[1])
    for j in range(source + 1, right + 1):
        if tree.lower[j] in (",", ";") and not any(
            tree.dep[c] in ("appos", "relcl", "conj") and c > j for c in tree.children[source]
        ):
            return first, j - 1
    return first, right


def goes_on(tree: Tree, i: int, last: int) -> bool:
    """Whether what follows completes the clause before: "have seized, according to officials, two villages"."""
    for j in range(last + 1, tree.n):
        if tree.head[j] < i and tree.dep[j] != "punct":
            return tree.dep[j] in ("dobj", "attr", "acomp", "xcomp", "ccomp", "agent", "oprd", "pobj")
    return False


def opens(tree: Tree, i: int, left: int) -> bool:
    return all(tree.dep[j] in ("cc", "punct", "mark") or tree.lower[j] == "that" for j in range(left, i))


def clause_around(tree: Tree, i: int) -> tuple[int, int]:
    """The smallest clause of its own (main clause, content clause) that holds token ``i``."""
    top = i
    while tree.head[top] != top and tree.dep[top] in JOINS:
        top = tree.head[top]
    if tree.dep[top] in ("advcl", "relcl") and tree.head[top] != top:
        top = next((t for t in ancestors(tree, top) if tree.dep[t] in ("ROOT", "ccomp")), top)
    left, right = tree.edges(top)
    for j in range(left, right + 1):
        if tree.lower[j] == ";":
            left, right = (j + 1, right) if j < i else (left, j - 1)
            if j > i:
                break
    return left, right


def ancestors(tree: Tree, i: int) -> Iterator[int]:
    yield i
    while tree.head[i] != i:
        i = tree.head[i]
        yield i


def adverb(tree: Tree, i: int) -> Statement | None:
    """ "reportedly": the clause has a source that is not named."""
    verb = tree.head[i]
    if not tree.tag[verb].startswith(("V", "MD")):
        return None
    pieces = spans(tree, [tree.edges(verb)])
    return Statement(tree.index, tree.lower[i], "adverb", tree.offsets(i, i), pieces) if pieces else None


def noun(tree: Tree, i: int, cue: Cue, lexicon: Lexicon) -> Statement | None:
    """A noun with a clause or phrase that holds its content."""
    chosen = noun_content(tree, i, cue)
    if chosen is None:
        return None
    name, tokens = chosen
    frame = cue.frames[name]
    pieces = spans(tree, [tokens])
    if not pieces:
        return None
    made = Statement(
        tree.index, cue.lemma, "noun:" + name, tree.offsets(i, i), pieces, stance=frame.stance, voice=frame.voice
    )
    source = owner(tree, i, lexicon)
    if source is None and tree.dep[i] in ALL_SUBJECTS and tree.lower[tree.head[i]] in BEING:
        source = i
    if source is not None:
        made.source, made.source_piece = (tree.index, source), owner_span(tree, source, i)
    inside = cut(tree, *tokens, GLOSSES) if name != "that" else tokens
    made.voiced = spans(tree, [inside]) if frame.voice and source is not None and inside else []
    return made


def noun_content(tree: Tree, i: int, cue: Cue) -> tuple[str, tuple[int, int]] | None:
    verb = tree.head[i]
    if tree.lower[verb] in BEING and tree.dep[i] in ALL_SUBJECTS and "that" in cue.frames:
        clause = tree.child(verb, "ccomp")
        return None if clause is None or clause < verb else ("that", tree.edges(clause))
    for c in tree.children[i]:
        if c <= i:
            continue
        left, right = tree.edges(c)
        first = max(left, i + 1)
        if tree.dep[c] in ("acl", "ccomp", "relcl") and "that" in cue.frames and tree.lower[first] == "that":
            wh = tree.child(c, *ALL_SUBJECTS, "dobj")
            if wh is None or tree.lower[wh] != "that":
                return "that", (first, right)
        if tree.dep[c] in ("acl", "xcomp", "relcl") and "to" in cue.frames and tree.infinitive(c):
            return "to", (first, right)
        if tree.dep[c] == "prep" and tree.lower[c] in cue.frames and tree.children[c] and tree.lower[c] != "to":
            return tree.lower[c], (first + 1, right)
    return None


def owner(tree: Tree, i: int, lexicon: Lexicon) -> int | None:
    """Whose word it is: the possessor, the one after "by" or "from", or the subject of the verb above the noun."""
    possessor = tree.child(i, "poss")
    if possessor is not None:
        return possessor
    for c in tree.children[i]:
        if tree.dep[c] in ("prep", "agent") and tree.lower[c] in ("by", "from", "among"):
            return tree.child(c, "pobj")
    verb = tree.head[i]
    if tree.dep[i] in ("dobj", "attr", "oprd") and tree.tag[verb].startswith("V") and verb not in tree.cues:
        subject = subject_of(tree, verb)
        named = subject is not None and subject < verb and tree.lower[subject] not in ("there", "it")
        # "gunfire raised fears of …" are nobody's fears that are named
        if subject is not None and named and speaks(tree, subject, lexicon):
            return subject
    return None


def owner_span(tree: Tree, source: int, i: int) -> Piece:
    left, right = tree.edges(source)
    if left <= i <= right:
        left, right = (left, i - 1) if source < i else (i + 1, right)
    trimmed = trim(tree, left, right) or (source, source)
    return tree.offsets(*trimmed)
