"""What is the shortest phrase that names a source? Without article, apposition, relative clause and place."""

from __future__ import annotations

from outskirts.extract.attribution.lexicon import Lexicon
from outskirts.extract.tree import Tree

ARTICLES = frozenset(
    ("the", "a", "an", "this", "these", "those", "his", "her", "its", "their", "our", "another", "some", "both", "one")
)
LEFT = frozenset({"amod", "compound", "nmod", "poss", "nummod", "quantmod", "punct", "det", "case"})
NAME = ("NNP", "NNPS")
ABBREVIATED = frozenset({"mr", "mrs", "ms", "gen", "dr", "col", "lt", "maj", "capt", "sgt"})
CUTS = frozenset({",", "(", ";", ")", "-", "–", "—"})


def name_tokens(tree: Tree, i: int, lexicon: Lexicon, floor: int = 0) -> tuple[int, int]:
    """First and last token of the name of the one whom token ``i`` heads: a person's own name where there is one.
    ``floor`` is the first token that can belong to it."""
    named = apposed_name(tree, i, lexicon)
    if named is not None:
        return named
    first = min(i, max(floor, leftmost(tree, i)))
    if tree.tag[i] in NAME:
        own = own_name(tree, first, i, lexicon)
        if own is not None:
            return own, i
    return first, rightmost(tree, i)


def leftmost(tree: Tree, i: int) -> int:
    """The first word of the phrase that belongs to the name."""
    first = i
    for c in tree.children[i]:
        if c < i and tree.dep[c] in LEFT:
            first = min(first, tree.edges(c)[0])
    if tree.tag[i] in NAME:
        # "A day later Ivan Petrov": the parse takes words before a name for parts of it
        for j in range(i - 1, first - 1, -1):
            if tree.tag[j] not in (*NAME, "JJ", "NN", "POS", "HYPH", "NNS", "CC") or tree.lower[j] in (
                "later",
                "earlier",
            ):
                return j + 1
    for j in range(i - 1, first - 1, -1):
        if (tree.lower[j] in CUTS and tree.tag[j] != "HYPH" and not glued(tree, j)) or tree.lower[j] == ":":
            first = j + 1
            break
    while first < i and (
        tree.lower[first] in ARTICLES or tree.tag[first] in ("DT", "PRP$", "``", "''", ",", "-LRB-", ":")
    ):
        first += 1
    return first


def glued(tree: Tree, j: int) -> bool:
    """Whether a mark joins two words without a space: "anti-rebel officials"."""
    return 0 < j < tree.n - 1 and tree.ends[j - 1] == tree.starts[j] and tree.ends[j] == tree.starts[j + 1]


def rightmost(tree: Tree, i: int) -> int:
    """The last word: "of …" and "for …" that follow at once belong to the name, up to a comma or bracket."""
    last = i
    for c in tree.children[i]:
        if tree.dep[c] == "prep" and tree.lower[c] in ("of", "for") and c == last + 1:
            right = tree.edges(c)[1]
            stop = next(
                (j for j in range(c + 1, right + 1) if tree.lower[j] in CUTS or tree.tag[j] == "WDT"), right + 1
            )
            last = max(last, stop - 1)
    return last


def own_name(tree: Tree, first: int, i: int, lexicon: Lexicon) -> int | None:
    """Where the person's name begins in "army spokesman Ivan Petrov"; None where no title stands before it, or the name
    is that of a body ("the Doctors Network")."""
    if tree.lower[i] in lexicon.bodies or tree.lower[i] in lexicon.outlets:
        return None
    for j in range(i - 1, first - 1, -1):
        if tree.lower[j] in lexicon.people and tree.lower[j].rstrip(".") not in ABBREVIATED:
            return j + 1
        if tree.tag[j] not in NAME and tree.tag[j] not in ("''", "``", "HYPH"):
            return None
    return None


def apposed_name(tree: Tree, i: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The name set beside a description: "the police chief, Ivan Petrov"; "a group, the Northern Front, says"."""
    if tree.tag[i] in NAME and tree.lower[i] not in lexicon.people:
        return None
    for c in tree.children[i]:
        if tree.dep[c] == "appos" and c > i and tree.tag[c] in NAME:
            first = c
            while first - 1 > i and tree.head[first - 1] == c and tree.tag[first - 1] in (*NAME, "NN", "JJ", "HYPH"):
                first -= 1
            if first < c or tree.lower[i] in lexicon.people:
                return first, c
    return name_between_commas(tree, i) if tree.lower[i] in lexicon.people else None


def name_between_commas(tree: Tree, i: int) -> tuple[int, int] | None:
    """As printed: two or more capitalized words between commas behind the description."""
    for j in range(i + 1, min(i + 10, tree.n - 2)):
        if tree.lower[j] == ",":
            last = j
            while last + 1 < tree.n and tree.tag[last + 1] == "NNP":
                last += 1
            closed = last + 1 >= tree.n or tree.lower[last + 1] in (",", ".")
            return (j + 1, last) if last - j >= 2 and closed else None
        if tree.tag[j].startswith("V"):
            return None
    return None
