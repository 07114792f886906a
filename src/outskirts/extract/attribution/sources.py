"""Which words of a sentence name the one who says it? The source of a reporting verb, by parse or by place."""

from __future__ import annotations

from outskirts.extract.attribution.lexicon import Lexicon
from outskirts.extract.attribution.statement import Piece
from outskirts.extract.attribution.walks import ALL_SUBJECTS, FINITE, negated, phrase_before, subject_of, trim
from outskirts.extract.tree import Tree

AUXILIARY = frozenset({"aux", "auxpass", "neg", "prt"})
NOBODY = frozenset({"nothing", "nobody", "none", "neither", "few", "anyone", "no", "everyone", "anybody", "many"})
LONGEST_GLOSS = 15
NAME_TAGS = ("NN", "NNS", "NNP", "NNPS", "PRP")
DAYS = frozenset(
    (
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "yesterday",
        "week",
        "month",
    )
)
Tokens = list[tuple[int, int]]


def speaker(tree: Tree, v: int, lexicon: Lexicon) -> int | None:
    """The head word of the one who says it."""
    head = tree.head[v]
    if tree.dep[v] == "pcomp" and tree.lower[head] == "as":
        quoting = tree.head[head]
        return tree.child(quoting, "dobj", "nsubjpass")
    told = tree.tag[v] == "VBG" and v and tree.tag[v - 1][0] == "N" and tree.lower[v] in lexicon.speaking
    if told and tree.lower[v - 1] in mouths(lexicon) and tree.lower[v - 2] != "social":
        # "with state media saying that …", whatever the parse hangs the participle on
        return v - 1
    found = subject_of(tree, v)
    if found is None:
        return None
    if tree.lower[found] in DAYS and (named := tree.child(found, "appos")) is not None and found < named < v:
        # "Early Monday, rebels … claimed": the parse took the day for the subject
        found = named
    if tree.tag[v] in ("VBG", "VB") and not tree.tag[found].startswith(("N", "P", "D", "W", "C", "J")):
        return None
    apart = tree.dep[v] == "advcl" or (tree.dep[v] == "acl" and tree.lower[v - 1] == ",")
    if tree.tag[v] == "VBG" and apart and tree.head[v] not in tree.cues:
        return governing(tree, v, found, lexicon)
    between = tree.tag[found:v]
    if between.count("''") > between.count("``") and tree.tag[v] in FINITE and (near := beside(tree, v)) is not None:
        # The parse took a word inside the quotation for the subject: “A convoy crossed the dam,” a statement said.
        return near[1]
    if tree.head[found] != v and tree.tag[v] in FINITE and not speaks(tree, found, lexicon):
        return governing(tree, v, found, lexicon)
    return found


def mouths(lexicon: Lexicon) -> frozenset[str]:
    """The nouns for persons and bodies that speak."""
    return lexicon.people | lexicon.bodies | lexicon.outlets


def speaks(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """Whether a word can name one who speaks: a pronoun, a proper name, a plural, a person, a body, a text."""
    word = tree.lower[i]
    return tree.tag[i] not in ("NN", "NNS") or word in lexicon.people or word in lexicon.bodies or word in lexicon.texts


def governing(tree: Tree, v: int, found: int, lexicon: Lexicon) -> int:
    """The speaker of the reporting verb above, else the one found: "said that fire had stopped them and promised …"."""
    u = v
    while tree.head[u] != u:
        u = tree.head[u]
        own = tree.child(u, *ALL_SUBJECTS)
        if u in tree.cues and own is not None and speaks(tree, own, lexicon):
            return own
    return found


def agent(tree: Tree, v: int) -> int | None:
    """The one after "by"."""
    by = tree.child(v, "agent")
    return tree.child(by, "pobj") if by is not None else None


def source_span(tree: Tree, source: int, v: int, tokens: Tokens) -> Piece:
    """The whole noun phrase with appositions, without the reporting verb or its content where they hang below it."""
    first, last = tree.edges(source)
    if first <= v <= last:
        if source < v:
            last = v - 1
            while last > source and (tree.dep[last] in AUXILIARY or tree.lower[last] in (",", "who", "which", "that")):
                last -= 1
        else:
            first = v + 1
    for start, end in tokens:
        if source < start <= last:
            last = start - 1
        elif first <= end < source:
            first = end + 1
    trimmed = trim(tree, first, last) or (source, source)
    return tree.offsets(*trimmed)


def beside(tree: Tree, v: int) -> tuple[int, int, int] | None:
    """First token, head and last token of the noun phrase next to a reporting verb: "…," he said; said the mayor."""
    end = v - 1
    if end > 2 and tree.lower[end] == ")":
        end = next((j - 1 for j in range(end, -1, -1) if tree.lower[j] == "("), end)
    if end >= 0 and tree.tag[end] in NAME_TAGS:
        first, head = phrase_before(tree, end)
        return first, head, v - 1
    if tree.tag[v] in FINITE and (described := before_apposition(tree, v)) is not None:
        return described
    for i in range(v + 1, min(v + 9, tree.n)):
        if tree.tag[i] == "PRP" and i + 1 < tree.n and tree.tag[i + 1] in FINITE:
            return None
        if tree.tag[i] in NAME_TAGS and (i + 1 >= tree.n or tree.tag[i + 1] not in (*NAME_TAGS, "POS")):
            return v + 1, i, i
        if tree.tag[i] not in ("DT", "JJ", "PRP$", "VBN", "HYPH", "POS", *NAME_TAGS):
            return None
    return None


def before_apposition(tree: Tree, v: int) -> tuple[int, int, int] | None:
    """The name before words between commas: "Mr Petrov, the mayor of the town, said"."""
    if v < 4 or tree.lower[v - 1] != ",":
        return None
    comma = next((j for j in range(v - 2, max(v - LONGEST_GLOSS, 0), -1) if tree.lower[j] == ","), None)
    if comma is None or tree.tag[comma - 1] not in NAME_TAGS:
        return None
    if any(tree.tag[j] in FINITE for j in range(comma, v)):
        return None
    first, head = phrase_before(tree, comma - 1)
    return first, head, v - 2


def vouches(tree: Tree, v: int, source: int | None) -> bool:
    """Whether somebody says it at all: not where nobody does, or it is not said."""
    if source is None or tree.lower[source] in NOBODY:
        return False
    return not negated(tree, v) and all(tree.lower[c] not in ("no", "neither") for c in tree.children[source])
