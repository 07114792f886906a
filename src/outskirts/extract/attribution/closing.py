"""Where does a reporting clause close or split its sentence, though the parse lost it? ", a spokesman for X said."

Small parsers take the source for an apposition of a name before the comma ("the outskirts of X, a spokesman …") or the
name for a subject. The order of the words is plain: a clause, a comma, one noun phrase, a verb of saying, and then no
more than adjuncts up to the next stop.
"""

from __future__ import annotations

from outskirts.extract.attribution.extents import STOPS, beside_insert, insert_end, start_of, tail
from outskirts.extract.attribution.lexicon import Cue, Lexicon
from outskirts.extract.attribution.sources import NAME_TAGS, speaks
from outskirts.extract.attribution.walks import FINITE, PHRASE_TAGS
from outskirts.extract.tree import Tree

# Most tokens of a source between comma and verb, least of a clause before the comma.
LONGEST, LEAST = 20, 3
OPENS_PHRASE = frozenset({"DT", "JJ", "JJR", "JJS", "PRP", "PRP$", "CD", "VBN", "``", "''", *NAME_TAGS})
OPENS_CONTENT = frozenset({":", '"', "“", "``", "‘"})
INSIDE = PHRASE_TAGS | {"``", "''", "JJR", "JJS"}
JOINED = frozenset({"JJ", "HYPH", "NN", "NNS", "NNP", "NNPS"})
ENDS_QUOTE = frozenset({"”", '"', "''", "’", "'", "»"})
BEFORE_VERB = frozenset({"aux", "advmod"})
WHO = frozenset({"who", "which", "that"})
PLAIN = frozenset({"say", "tell", "add"})
SUBORDINATE = frozenset({"after", "as", "when", "while", "although", "though", "if", "because", "since", "until"})
Tokens = list[tuple[int, int]]


def closing(tree: Tree, v: int, cue: Cue, lexicon: Lexicon) -> tuple[int, int, int] | None:
    """First token, head and last token of the noun phrase between the last comma and a reporting verb that ends or
    splits its sentence; None where the words are not in that order."""
    if tree.tag[v] not in FINITE and (tree.tag[v] != "VBN" or tree.dep[v] == "acl"):
        return None
    last = v - 1
    while last > 0 and tree.head[last] == v and tree.dep[last] in BEFORE_VERB and tree.tag[last][0] in "VMR":
        last -= 1
    comma = next((j for j in range(last, max(last - LONGEST, LEAST - 1), -1) if tree.lower[j] == ","), last)
    first = comma + 1
    while first < last and tree.lower[first] in ENDS_QUOTE:
        first += 1
    if first > last or tree.tag[first] not in OPENS_PHRASE or not nominal(tree, first, last):
        return None
    head = base_head(tree, first, last)
    if head is None or not (cue.lemma in PLAIN or speaks(tree, head, lexicon)):
        return None
    # A participle after a noun ("a deal announced on Friday") is a past tense only after one who can speak.
    if last == v - 1 and tree.tag[v] == "VBN" and tree.lower[head] not in lexicon.people | lexicon.bodies:
        return None
    return (first, head, last) if ends(tree, v, cue) and clause_before(tree, comma) else None


def nominal(tree: Tree, first: int, last: int) -> bool:
    """Whether no clause of its own stands there, but for a relative one."""
    for j in range(first, last + 1):
        if tree.lower[j] in WHO:
            return True
        if tree.tag[j] in FINITE or tree.lower[j] in STOPS:
            return False
    return True


def base_head(tree: Tree, first: int, last: int) -> int | None:
    """The last noun before the first word that can't stand inside a plain noun phrase."""
    found = None
    for j in range(first, last + 1):
        if tree.tag[j] in NAME_TAGS:
            if not (j < last and tree.tag[j + 1] == "POS"):
                found = j
        elif tree.tag[j] not in INSIDE and not (tree.tag[j] == "CC" and shared_noun(tree, j, last)):
            break
    return found


def shared_noun(tree: Tree, cc: int, last: int) -> bool:
    """Whether "and" joins two names before one noun: "US and NATO officials"."""
    before, after = tree.tag[cc - 1], tree.tag[cc + 1 : last + 1]
    return before.startswith(("NNP", "JJ")) and after[-1:] in (["NN"], ["NNS"]) and all(t in JOINED for t in after)


def ends(tree: Tree, v: int, cue: Cue) -> bool:
    """Whether no content follows the verb before the next stop."""
    for j in range(v + 1, tree.n):
        word = tree.lower[j]
        if word in STOPS:
            return word not in OPENS_CONTENT
        if word == "that" or tree.tag[j] in FINITE or (tree.tag[j] == "TO" and tree.tag[j + 1 : j + 2] == ["VB"]):
            return False
        if tree.dep[j] == "dobj" and tree.head[j] == v and "object" in cue.frames:
            return False
    return True


def clause_before(tree: Tree, comma: int) -> bool:
    """Whether a clause stands before the comma that is no mere adjunct: "After the town fell, officials said …"."""
    begin = start_of(tree, comma)
    words = range(begin, comma)
    if tree.heading and comma - begin >= LEAST and tree.tag[begin] != "IN":
        # "At least one dead in attack on town, officials say" has no verb to look for
        return tree.lower[begin] not in SUBORDINATE
    if comma - begin < LEAST or not any(tree.tag[j] in FINITE or tree.tag[j] == "VBN" for j in words):
        return False
    return tree.lower[begin] not in SUBORDINATE or "," in tree.lower[begin:comma]


def content(tree: Tree, v: int, first: int) -> Tokens:
    """What the clause reports: all before its comma, and what goes on behind it."""
    last = insert_end(tree, v)
    return beside_insert(tree, (first, last), start_of(tree, first), max(first - 1, tail(tree, last, first - 1)), v)
