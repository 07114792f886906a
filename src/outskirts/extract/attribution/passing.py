"""Through whom was it passed on, and whom does the source cite? "told Reuters", "carried by Xinhua", "citing …"."""

from __future__ import annotations

from outskirts.extract.attribution.lexicon import Lexicon
from outskirts.extract.attribution.statement import Statement
from outskirts.extract.attribution.walks import ALL_SUBJECTS
from outskirts.extract.tree import Tree

CITING = frozenset({"citing", "quoting"})
REACH = 25


def find(tree: Tree, made: Statement, lexicon: Lexicon) -> None:
    """Fill in ``through`` and ``behind`` of a statement that rests on a verb."""
    v = made.verb
    if v < 0 or made.source is None or not made.voice:
        return
    if CITING & set(tree.lower) and tree.lower[v] not in CITING:
        made.behind = [(tree.index, j) for j in cited(tree, v, lexicon)]
    if not made.through:
        made.through = [(tree.index, j) for j in carriers(tree, v, made, lexicon) if (tree.index, j) != made.source]


def cited(tree: Tree, v: int, lexicon: Lexicon) -> list[int]:
    """Whom the reporting clause cites: ", citing police"."""
    for j in range(max(0, v - REACH), min(tree.n, v + REACH)):
        if tree.lower[j] in CITING:
            whom = tree.child(j, "dobj")
            named = whom is not None and tree.tag[whom].startswith("N") and tree.lower[whom] not in lexicon.evidence
            return [whom] if whom is not None and named else []
    return []


def carriers(tree: Tree, v: int, made: Statement, lexicon: Lexicon) -> list[int]:
    """The outlet among the words of the reporting clause that are neither its subject nor the content."""
    for j in region(tree, v):
        if tree.lower[j] in lexicon.outlets and tree.tag[j].startswith("N"):
            at = tree.starts[j]
            if any(a <= at < b for a, b in made.contents) or (made.source_piece and inside(made.source_piece, at)):
                continue
            head = j
            while tree.dep[head] in ("compound", "nmod", "poss", "amod") and tree.head[head] > head:
                head = tree.head[head]
            named = any(tree.tag[k].startswith("NNP") for k in (head, *tree.children[head]))
            if named and tree.lower[head] not in lexicon.hearers and tree.lower[head] not in lexicon.people:
                return [head]
    return []


def inside(piece: tuple[int, int], at: int) -> bool:
    return piece[0] <= at < piece[1]


def region(tree: Tree, v: int) -> list[int]:
    """The tokens behind the verb that hang below it, up to its content clause."""
    found = []
    for j in range(v + 1, min(tree.n, v + REACH)):
        if tree.tag[j] == "IN" and tree.lower[j] == "that":
            break
        if tree.dep[j] in ALL_SUBJECTS and tree.head[j] != v:
            break
        if tree.under(j, v):
            found.append(j)
    return found
