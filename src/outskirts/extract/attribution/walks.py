"""Who does what a verb says, is it denied, and which noun phrase ends here? Walks over a parse for attribution."""

from __future__ import annotations

from outskirts.extract.tree import PASSIVE_SUBJECTS, SUBJECTS, Tree

ALL_SUBJECTS = SUBJECTS | PASSIVE_SUBJECTS
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
PHRASE_TAGS = frozenset({"DT", "JJ", "NN", "NNS", "NNP", "NNPS", "POS", "PRP$", "PRP", "CD", "HYPH", "VBN", "AFX"})
SHARES = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "dep", "parataxis", "acl", "relcl"})
REFUSING = frozenset(
    {"declined", "declines", "decline", "declining", "refused", "refuses", "refuse", "refusing", "failed", "fails"}
    | {"stopped", "unable", "reluctant"}
)
EDGE = frozenset({",", ";", ":", "-", "–", "—", "--", "."})


def trim(tree: Tree, first: int, last: int) -> tuple[int, int] | None:
    """Without punctuation and conjunctions that only join; None where nothing is left."""
    while first <= last and (tree.lower[first] in EDGE or not tree.words[first].strip()):
        first += 1
    while last >= first and (tree.lower[last] in EDGE or not tree.words[last].strip()):
        last -= 1
    return (first, last) if first <= last else None


def subject_of(tree: Tree, v: int) -> int | None:
    """The one who does ``v``: its own subject, or that of the verb it is joined to or hangs below."""
    finite = tree.tag[v] in FINITE
    for _ in range(8):
        own = tree.child(v, *ALL_SUBJECTS)
        if own is not None:
            return own
        dep, head = tree.dep[v], tree.head[v]
        if head == v or dep not in SHARES:
            return None
        if dep in ("acl", "relcl"):
            return head
        if finite and dep in ("ccomp", "advcl", "pcomp", "prep"):
            return None
        if dep == "prep" and not tree.tag[head].startswith("V"):
            return head if tree.tag[head].startswith(("N", "P")) else None
        v = head
        # "wanted the deal widened and hoped …": a finite verb is not joined to a participle but to what governs it
        while finite and tree.tag[v] not in FINITE and not has_auxiliary(tree, v) and tree.head[v] != v:
            v = tree.head[v]
    return None


def has_auxiliary(tree: Tree, v: int) -> bool:
    return any(tree.dep[c] in ("aux", "auxpass") and tree.tag[c] in FINITE for c in tree.children[v])


def negated(tree: Tree, v: int) -> bool:
    """Whether the verb is denied, or only an infinitive of refusing: "did not say", "declined to say"."""
    if any(tree.dep[c] == "neg" or tree.lower[c] == "never" for c in tree.children[v]):
        return True
    return tree.dep[v] == "xcomp" and tree.lower[tree.head[v]] in REFUSING


def phrase_before(tree: Tree, i: int) -> tuple[int, int]:
    """First token and head of the noun phrase that ends at token ``i``, by the tags alone."""
    first = i
    while first > 0 and (tree.tag[first - 1] in PHRASE_TAGS or tree.lower[first - 1] in ("of", "for")):
        first -= 1
    while first < i and (tree.lower[first] in ("of", "for") or tree.tag[first] == "POS"):
        first += 1
    head = next((j - 1 for j in range(first + 1, i) if tree.lower[j] == "of"), i)
    return first, head
