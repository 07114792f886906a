"""Where does reported content begin and end around its reporting clause, and what of it is the source's own word?"""

from __future__ import annotations

from outskirts.extract.attribution.statement import Piece
from outskirts.extract.attribution.walks import ALL_SUBJECTS, trim
from outskirts.extract.tree import Tree

STOPS = frozenset({",", ";", ":", ".", "-", "–", "—", "--", '"', "“", "``", "‘"})
DASHES = frozenset({"-", "–", "—", "--", "|"})
QUOTE_MARKS = frozenset({'"', "“", "``", "''", "‘", "«"})
TAILS = frozenset({"as", "amid", "while"})
GLOSSES = frozenset({"as", "amid", "while", "where", "which", "who", "whose", "after"})
OUTER = frozenset({"advcl", "prep", "npadvmod", "mark", "advmod"})
TOPIC = 8
Tokens = list[tuple[int, int]]


def spans(tree: Tree, tokens: Tokens) -> list[Piece]:
    trimmed = (trim(tree, first, last) for first, last in tokens)
    return [tree.offsets(*t) for t in trimmed if t is not None]


def insertion(tree: Tree, v: int, source: int | None) -> Piece:
    """The reporting clause itself: its subject, verb and what stands between them."""
    first, last = v, v
    if source is not None and abs(source - v) < 40 and not tree.under(v, source):
        left, right = tree.edges(source)
        first, last = min(v, left), max(v, right)
    return tree.offsets(first, last)


def clip(tree: Tree, v: int, top: int) -> tuple[int, int]:
    """What hangs below a complement after the verb, kept clear of the verb and its own subject."""
    left, right = tree.edges(top)
    left = max(left, v + 1)
    for c in tree.children[top]:
        if tree.dep[c] == "mark" and tree.lower[c] == "that" and left < c < top:
            left = c
        elif (
            tree.dep[c] == "advcl" and c > top and c in tree.cues and tree.tag[c] == "VBG" and tree.lower[c - 1] == ","
        ):
            # "said that 40 had fled, adding …": the participle goes on with the saying, not with what was said
            right = min(right, c - 2)
    subject = tree.child(v, *ALL_SUBJECTS)
    if subject is not None and v < subject < top:
        left = max(left, tree.edges(subject)[1] + 1)
    return left, right


def whole(tree: Tree, v: int, top: int) -> tuple[int, int]:
    """As :func:`clip`, for a clause: widened where the parse breaks it off in mid-phrase or before another "that"."""
    left, right = clip(tree, v, top)
    while (
        left - 1 > v
        and tree.head[left - 1] == v
        and tree.tag[left - 1] in ("DT", "HYPH", "NN", "JJ")
        and (tree.dep[left - 1] not in ("dobj", "dative", "npadvmod"))
    ):
        left -= 1
    if inside_other(tree, v):
        return left, right
    for j in range(right + 1, tree.n - 1):
        if tree.lower[j] in (",", ";") or tree.dep[j] == "cc":
            after = j + 2 if tree.dep[j + 1] == "cc" else j + 1
            if after < tree.n and tree.lower[after] == "that":
                return left, tree.n - 1
            break
        if tree.lower[j] in STOPS or (tree.dep[j] in OUTER and tree.under(j, v)):
            break
        right = j
    return left, past_colon(tree, outcome(tree, v, right))


def outcome(tree: Tree, v: int, right: int) -> int:
    """The end of a participle behind a comma that tells what came of the thing reported, though the parse hangs it on
    the saying: "medics said a shell fell on the market, killing nine"."""
    i = right + 2
    if i < tree.n and tree.lower[i - 1] == "," and tree.tag[i] == "VBG" and tree.dep[i] == "advcl":
        beside = tree.head[i] == v and i not in tree.cues and tree.tag[right] != "VBG"
        return max(right, tree.edges(i)[1]) if beside else right
    return right


def past_colon(tree: Tree, right: int) -> int:
    """The end of the sentence where a colon goes on with what was announced: "reported advances: troops had …"."""
    for j in (right + 1, right + 2):
        if j + 4 < tree.n and tree.lower[j] == ":":
            return tree.n - 1
    return right


def inside_other(tree: Tree, v: int) -> bool:
    """Whether the reporting clause is itself part of another: its content must not run on past that."""
    return tree.dep[v] in ("relcl", "acl", "advcl", "pcomp") or (tree.dep[v] == "ccomp" and tree.head[v] < v)


def before(tree: Tree, v: int, clause: int) -> Tokens:
    """A content clause that stands before its verb: "…, officials said"; words of it may also follow."""
    left, right = tree.edges(clause)
    subject = tree.child(v, *ALL_SUBJECTS)
    first = v if subject is None else min(v, tree.edges(subject)[0])
    last = v if subject is None else max(v, tree.edges(subject)[1])
    if inside_other(tree, v) or left > first:
        return [(a, b) for a, b in ((left, min(right, first - 1)), (last + 1, right)) if a <= b]
    last = insert_end(tree, last)
    return beside_insert(tree, (first, last), left, max(right, tail(tree, last, right)), clause)


def around(tree: Tree, v: int, top: int) -> Tokens:
    """The clause under ``top`` without the reporting clause of ``v`` that is set into it."""
    left, right = tree.edges(top)
    first, last = tree.edges(v)
    if not left <= first <= right:
        return [(left, right)]
    subject = tree.child(v, *ALL_SUBJECTS)
    last = insert_end(tree, v if subject is None else max(v, tree.edges(subject)[1]))
    return beside_insert(tree, (first, last), left, max(right, tail(tree, last, right)), top)


def beside_insert(tree: Tree, insert: tuple[int, int], left: int, right: int, top: int) -> Tokens:
    """What a reporting clause between commas reports: all before it, back to the last one of its kind, and what hangs
    together with that behind it."""
    first, last = insert
    if tree.dep[top] in ("ROOT", "ccomp", "parataxis", "conj") or left <= 1:
        left = min(left, start_of(tree, first))
    left = max(left, start_of(tree, first))
    pieces = [(left, min(right, first - 1))]
    tree.inserts.append(insert)
    if right > last:
        pieces.append((last + 1, right))
    return [(a, b) for a, b in pieces if a <= b]


def insert_end(tree: Tree, last: int) -> int:
    """The last token of a reporting clause: what stands behind its verb and subject up to a comma belongs to it."""
    for j in range(last + 1, tree.n):
        if tree.lower[j] in STOPS:
            return j - 1
    return tree.n - 1


def start_of(tree: Tree, at: int) -> int:
    """Where the clauses before token ``at`` begin that no reporting clause before it has taken."""
    begin = max((last + 1 for _, last in tree.inserts if last < at), default=0)
    for j in range(at - 1, begin - 1, -1):
        if tree.lower[j] == ";" or (tree.lower[j] == ":" and j <= TOPIC and tree.heading):
            return j + 1
    return begin


def resumes(tree: Tree, i: int) -> bool:
    """Whether the reported clause goes on behind an inserted one: with a conjunction, a participle or its verb."""
    while i < tree.n and tree.lower[i] in (",", "”", '"', "''", "’"):
        i += 1
    return i < tree.n - 1 and (
        tree.dep[i] in ("cc", "aux", "auxpass", "ROOT", "ccomp")
        or (tree.tag[i] in ("VBG", "VBN") and i not in tree.cues)
        or tree.lower[i] in QUOTE_MARKS
    )


def tail(tree: Tree, last: int, right: int) -> int:
    """The end of the sentence where the reported clause goes on behind the reporting one: ", he said, and …"."""
    if (
        last + 2 < tree.n
        and tree.lower[last + 1] == ","
        and (tree.lower[last + 2] in ("and", "but", "or") or tree.tag[last + 2] in ("VBG", "VBN"))
        and last + 2 not in tree.cues
    ):
        return tree.n - 1
    return right


def voiced(tree: Tree, tokens: Tokens, frame: str) -> Tokens:
    """The content without the report's own glosses: after a comma, "as …", "amid …" and the like in a clause without
    "that", and relative clauses on a noun phrase."""
    if frame in ("clause", "quote"):
        if any(tree.lower[first] == "that" for first, _ in tokens):
            return tokens
        if len(tokens) == 2 and not resumes(tree, tokens[1][0]):
            # "…, he said, a week after …": a tail is the report's own
            tokens = tokens[:1]
        return [piece for pair in tokens if (piece := cut(tree, *pair, TAILS)) is not None]
    return [piece for pair in tokens if (piece := cut(tree, *pair, GLOSSES)) is not None]


def cut(tree: Tree, first: int, last: int, openers: frozenset[str]) -> tuple[int, int] | None:
    """The words up to a comma and one of the openers, or up to a clause that hangs below a noun phrase by one."""
    for i in range(first + 1, last):
        if tree.lower[i] == "," and tree.lower[i + 1] in openers and closes(tree, i + 1, last):
            return (first, i - 1)
        clause = tree.dep[i] == "mark" and tree.lower[i] in ("as", "after")
        if openers is GLOSSES and (clause or tree.lower[i] == "amid"):
            return (first, i - 1)
    return (first, last)


def closes(tree: Tree, i: int, last: int) -> bool:
    """Whether the words opened by token ``i`` run to the end: those set in between commas are no tail."""
    top = i if tree.dep[i] == "prep" else tree.head[i]
    return tree.edges(top)[1] >= last - 1
