"""Which words does a reporting verb put into its subject's mouth? Verbs and their complements in one parsed sentence."""

from __future__ import annotations

from collections.abc import Iterator

from outskirts.extract.attribution.lexicon import Cue, Frame, Lexicon
from outskirts.extract.attribution.statement import Piece, Statement
from outskirts.extract.attribution.tree import SUBJECTS, Tree
from outskirts.vocabulary import Stance

AUXILIARY = frozenset({"aux", "auxpass", "neg", "prt"})
AGENTLESS = frozenset({"it", "there"})
NOBODY = frozenset({"nothing", "nobody", "none", "neither", "few", "one", "anyone", "no", "everyone", "anybody", "many"})
STOPS = frozenset({",", ";", ":", ".", "-", "–", "—", "--", '"', "“", "``", "‘"})
DASHES = frozenset({"-", "–", "—", "--", "|"})
QUOTE_MARKS = frozenset({'"', "“", "``", "''", "‘", "«"})
Tokens = list[tuple[int, int]]


def statements(tree: Tree, lexicon: Lexicon) -> Iterator[Statement]:
    """Every verb of the lexicon that takes a complement here, with its source and content."""
    verbs = lexicon.verbs
    for v, form in enumerate(tree.lower):
        cue = verbs.get(form)
        if cue is not None and tree.tags[v].startswith("V"):
            found = statement(tree, v, phrasal(tree, v, cue), lexicon)
            if found is not None:
                yield found


def phrasal(tree: Tree, v: int, cue: Cue) -> Cue:
    """The verb with its particle, where the two make a cue of their own."""
    if cue.particles:
        for c in tree.children[v]:
            if c > v and c - v <= 2 and tree.lower[c] in cue.particles:
                return cue.particles[tree.lower[c]]
        following = tree.lower[v + 1] if v + 1 < tree.n else ""
        if following in cue.particles and not cue.frames:
            return cue.particles[following]
    return cue


def statement(tree: Tree, v: int, cue: Cue, lexicon: Lexicon) -> Statement | None:
    passive = tree.child(v, "auxpass") is not None or (
        tree.tags[v] == "VBN" and tree.deps[v] in ("acl", "relcl") and tree.child(v, "aux", *SUBJECTS) is None
    )
    chosen = passive_content(tree, v, cue) if passive else active_content(tree, v, cue)
    if chosen is None:
        return None
    name, tokens = chosen
    frame = cue.frames.get(name) or Frame(False)
    source = agent(tree, v) if passive else speaker(tree, v, lexicon)
    if not passive and (source is None or (tree.lower[source] == "that" and tree.tags[source] == "WDT")):
        return None
    if source is not None and tree.lower[source] in AGENTLESS and tree.deps[source] in ("expl", "nsubjpass"):
        source = None
    pieces = spans(tree, tokens)
    if not pieces:
        return None
    made = Statement(tree.index, cue.lemma, name, cue_piece(tree, v, cue), pieces, verb=v, stance=frame.stance)
    made.voice, made.insert = frame.voice and vouches(tree, v, source), insertion(tree, v, source)
    made.voiced = spans(tree, voiced(tree, tokens, name)) if made.voice else []
    if made.voice and frame.stance is Stance.DENIED:
        made.voiced.append(made.cue)
    if source is not None:
        made.source, made.source_piece = (tree.index, source), source_span(tree, source, v, tokens)
    return made


def vouches(tree: Tree, v: int, source: int | None) -> bool:
    """Whether somebody says it at all: not where nobody does, or it is not said."""
    if source is None or tree.lower[source] in NOBODY or any(tree.lower[c] == "no" for c in tree.children[source]):
        return False
    return not tree.negated(v)


def cue_piece(tree: Tree, v: int, cue: Cue) -> Piece:
    first = last = v
    while first > 0 and tree.heads[first - 1] == v and tree.deps[first - 1] in AUXILIARY:
        first -= 1
    if " " in cue.lemma and v + 1 < tree.n:
        last = v + 1
    return tree.offsets(first, last)


def spans(tree: Tree, tokens: Tokens) -> list[Piece]:
    trimmed = (tree.trim(first, last) for first, last in tokens)
    return [tree.offsets(*t) for t in trimmed if t is not None]


def insertion(tree: Tree, v: int, source: int | None) -> Piece:
    """The reporting clause itself: its subject, verb and what stands between them."""
    first, last = v, v
    if source is not None and abs(source - v) < 40 and not tree.under(v, source):
        left, right = tree.edges(source)
        first, last = min(v, left), max(v, right)
    return tree.offsets(first, last)


# --- the source ---------------------------------------------------------------------------------------------------


def speaker(tree: Tree, v: int, lexicon: Lexicon) -> int | None:
    """The head word of the one who says it."""
    head = tree.heads[v]
    if tree.deps[v] == "pcomp" and tree.lower[head] == "as":
        quoting = tree.heads[head]
        return tree.child(quoting, "dobj", "nsubjpass")
    found = tree.subject(v)
    if (
        found is not None
        and tree.tags[v] in ("VBG", "VB")
        and not tree.tags[found].startswith(("N", "P", "D", "W", "C", "J"))
    ):
        return None
    return found


def agent(tree: Tree, v: int) -> int | None:
    """The one after "by"."""
    by = tree.child(v, "agent")
    return tree.child(by, "pobj") if by is not None else None


def source_span(tree: Tree, source: int, v: int, tokens: Tokens) -> Piece:
    """The whole noun phrase, with appositions, but without the reporting verb or its content where they hang below it."""
    first, last = tree.edges(source)
    if first <= v <= last:
        if source < v:
            last = v - 1
            while last > source and (tree.deps[last] in AUXILIARY or tree.lower[last] in (",", "who", "which", "that")):
                last -= 1
        else:
            first = v + 1
    for start, end in tokens:
        if source < start <= last:
            last = start - 1
        elif first <= end < source:
            first = end + 1
    trimmed = tree.trim(first, last) or (source, source)
    return tree.offsets(*trimmed)


# --- the content --------------------------------------------------------------------------------------------------


def active_content(tree: Tree, v: int, cue: Cue) -> tuple[str, Tokens] | None:
    """The complement that holds the content, by the frames of the verb, most telling first."""
    frames = cue.frames
    if tree.deps[v] == "parataxis" and "clause" in frames and inserted(tree, v):
        return "clause", around(tree, v, tree.heads[v])
    clause = tree.child(v, "ccomp")
    if clause is not None and (found := clause_content(tree, v, clause, cue)):
        return found
    infinitive = tree.child(v, "xcomp")
    if infinitive is not None and (found := infinitive_content(tree, v, infinitive, cue)):
        return found
    if "predicate" in frames and (called := predicate_content(tree, v)):
        return "predicate", called
    if "clause" in frames and (pieces := relative_gap(tree, v)):
        return "clause", pieces
    return phrase_content(tree, v, cue)


def inserted(tree: Tree, v: int) -> bool:
    """Whether the verb's clause is set into another between commas: ", he said,"."""
    return tree.child(v, "ccomp", "dobj") is None


def around(tree: Tree, v: int, top: int) -> Tokens:
    """The clause under ``top`` without the reporting clause of ``v`` that is set into it."""
    left, right = tree.edges(top)
    first, last = tree.edges(v)
    if not left <= first <= right:
        return [(left, right)]
    subject = tree.child(v, *SUBJECTS)
    last = insert_end(tree, v if subject is None else max(v, tree.edges(subject)[1]))
    return beside_insert(tree, (first, last), left, max(right, tail(tree, last, right)), top)


def beside_insert(tree: Tree, insert: tuple[int, int], left: int, right: int, top: int) -> Tokens:
    """What a reporting clause between commas reports: all before it, back to the last one of its kind, and what goes on
    behind it, unless that is a tail of the report's own ("…, he said, a week after …")."""
    first, last = insert
    if tree.deps[top] in ("ROOT", "ccomp", "parataxis", "conj") or left <= 1:
        left = min(left, start_of(tree, first))
    left = max(left, start_of(tree, first))
    pieces = [(left, min(right, first - 1))]
    tree.inserts.append(insert)
    if right > last and (top > last or resumes(tree, last + 1)):
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
        if tree.lower[j] == ";":
            return j + 1
    return begin


def resumes(tree: Tree, i: int) -> bool:
    """Whether the reported clause goes on behind an inserted one: with a conjunction, a participle or its verb."""
    while i < tree.n and tree.lower[i] in (",", "”", '"', "''", "’"):
        i += 1
    return i < tree.n - 1 and (
        tree.deps[i] in ("cc", "aux", "ROOT") or tree.tags[i] in ("VBG", "VBN") or tree.lower[i] in QUOTE_MARKS
    )


def clause_content(tree: Tree, v: int, clause: int, cue: Cue) -> tuple[str, Tokens] | None:
    frames = cue.frames
    if tree.infinitive(clause):
        if "object_to" in frames:
            return "object_to", [clip(tree, v, clause)]
        return None
    small = tree.child(clause, "aux", "mark") is None and not tree.tags[clause].startswith(("VBD", "VBZ", "VBP", "MD"))
    if "predicate" in frames and small and clause > v:
        return "predicate", [clip(tree, v, clause)]
    if "clause" not in frames and "quote" not in frames:
        return None
    if clause < v:
        return "clause", before(tree, v, clause)
    return "clause", [whole(tree, v, clause)]


def clip(tree: Tree, v: int, top: int) -> tuple[int, int]:
    """What hangs below a complement after the verb, kept clear of the verb and its own subject."""
    left, right = tree.edges(top)
    left = max(left, v + 1)
    subject = tree.child(v, *SUBJECTS)
    if subject is not None and v < subject < top:
        left = max(left, tree.edges(subject)[1] + 1)
    return left, right


def whole(tree: Tree, v: int, top: int) -> tuple[int, int]:
    """As :func:`clip`, for a clause: widened where the parse breaks it off in mid-phrase or before another "that"."""
    left, right = clip(tree, v, top)
    if inside_other(tree, v):
        return left, right
    j = right + 1
    while j < tree.n - 1:
        word = tree.lower[j]
        if word in (",", ";"):
            after = j + 2 if tree.deps[j + 1] == "cc" else j + 1
            if after >= tree.n or tree.lower[after] != "that":
                break
        elif tree.deps[j] == "cc":
            if tree.lower[j + 1] != "that":
                break
        elif word in DASHES or tree.under(j, v) and tree.deps[j] in ("advcl", "prep", "npadvmod", "mark", "advmod"):
            break
        j = right = max(j, tree.edges(j)[1] if tree.edges(j)[0] > right else j) + 1
        right -= 1
    return left, right


def inside_other(tree: Tree, v: int) -> bool:
    """Whether the reporting clause is itself part of another: its content must not run on past that."""
    return tree.deps[v] in ("relcl", "acl", "advcl", "ccomp", "pcomp")


def before(tree: Tree, v: int, clause: int) -> Tokens:
    """A content clause that stands before its verb: "…, officials said"; words of it may also follow."""
    left, right = tree.edges(clause)
    subject = tree.child(v, *SUBJECTS)
    first = v if subject is None else min(v, tree.edges(subject)[0])
    last = v if subject is None else max(v, tree.edges(subject)[1])
    if inside_other(tree, v) or left > first:
        return [(a, b) for a, b in ((left, min(right, first - 1)), (last + 1, right)) if a <= b]
    last = insert_end(tree, last)
    return beside_insert(tree, (first, last), left, max(right, tail(tree, last, right)), clause)


def tail(tree: Tree, last: int, right: int) -> int:
    """The end of the sentence where the reported clause goes on behind the reporting one: ", he said, and …"."""
    if last + 2 < tree.n and tree.lower[last + 1] == "," and (
        tree.lower[last + 2] in ("and", "but", "or") or tree.tags[last + 2] in ("VBG", "VBN")
    ):
        return tree.n - 1
    return right


def infinitive_content(tree: Tree, v: int, top: int, cue: Cue) -> tuple[str, Tokens] | None:
    frames = cue.frames
    if tree.infinitive(top) and top > v:
        told = tree.child(v, "dobj", "dative")
        if "object_to" in frames and (told is not None or tree.child(v, "prep") is not None):
            return "object_to", [clip(tree, v, top)]
        if "to" in frames:
            return "to", [clip(tree, v, top)]
    if tree.tags[top] == "VBG" and "ing" in frames and top > v:
        return "ing", [clip(tree, v, top)]
    return None


def predicate_content(tree: Tree, v: int) -> Tokens | None:
    """Somebody and what he is called."""
    what = tree.child(v, "oprd", "xcomp")
    whom = tree.child(v, "dobj", "nsubjpass")
    if what is None or tree.infinitive(what):
        return None
    left, right = tree.edges(what)
    if whom is not None and v < whom < left:
        return [(tree.edges(whom)[0], right)]
    return [(left, right)] if whom is None or whom > v else [tree.edges(whom), (left, right)]


def relative_gap(tree: Tree, v: int) -> Tokens | None:
    """No clause of its own: "the town, which officials say has fallen" hangs the verb below the clause it reports."""
    head = tree.heads[v]
    if tree.deps[v] in ("ccomp", "advcl") and head != v and v < head and tree.child(v, "nsubj") is not None:
        before_v = tree.edges(v)[0] - 1
        if before_v >= 0 and tree.lower[before_v] == ",":
            return around(tree, v, head)
    return None


def phrase_content(tree: Tree, v: int, cue: Cue) -> tuple[str, Tokens] | None:
    """A noun phrase, or a phrase with a preposition."""
    frames = cue.frames
    whom = tree.child(v, "dobj")
    phrases = [(p, tree.lower[p]) for p in tree.children[v] if tree.deps[p] in ("prep", "agent", "prt") and p > v]
    if whom is not None:
        phrases += [(p, tree.lower[p]) for p in tree.children[whom] if tree.deps[p] == "prep" and p > whom]
        for p, word in phrases:
            if "+" + word in frames:
                return "+" + word, [(tree.edges(whom)[0], tree.edges(p)[1])] if whom < p else [
                    tree.edges(whom),
                    tree.edges(p),
                ]
    if " " in cue.lemma:
        return particle_content(tree, v, cue)
    for p, word in phrases:
        if word in frames and tree.children[p]:
            left, right = tree.edges(p)
            return word, [(left + 1, right)]
    if "object" in frames and whom is not None and whom > v:
        return "object", [tree.edges(whom)]
    return None


def particle_content(tree: Tree, v: int, cue: Cue) -> tuple[str, Tokens] | None:
    """The object of a phrasal verb: "called for talks", "ruled out talks"."""
    if not cue.frames.keys() & {"object", "object_to", "clause"}:
        return None
    p = v + 1
    inner = tree.child(p, "pobj", "pcomp") if p < tree.n else None
    name = "object" if "object" in cue.frames else "object_to"
    if inner is not None:
        left, right = tree.edges(inner)
        return (name, [(max(left, p + 1), right)]) if name in cue.frames else None
    whom = tree.child(v, "dobj")
    return (name, [tree.edges(whom)]) if whom is not None and whom > v and name in cue.frames else None


def passive_content(tree: Tree, v: int, cue: Cue) -> tuple[str, Tokens] | None:
    frames = cue.frames
    subject = tree.child(v, "nsubjpass", "nsubj")
    top = tree.child(v, "xcomp")
    if top is not None and tree.infinitive(top) and top > v:
        if "passive_to" in frames and subject is not None:
            return "passive_to", [tree.edges(subject), clip(tree, v, top)]
        if "object_to" in frames:
            return "object_to", [clip(tree, v, top)]
    clause = tree.child(v, "ccomp", "csubjpass", "csubj")
    if clause is not None and "clause" in frames and not tree.infinitive(clause):
        return "clause", [clip(tree, v, clause)] if clause > v else before(tree, v, clause)
    for p in tree.children[v]:
        if tree.deps[p] == "prep" and "+" + tree.lower[p] in frames and subject is not None:
            return "+" + tree.lower[p], [tree.edges(subject), tree.edges(p)]
    what = tree.child(v, "oprd")
    if what is not None and "predicate" in frames and subject is not None:
        return "predicate", [tree.edges(subject), tree.edges(what)]
    if "object" in frames and tree.child(v, "agent") is not None and subject is not None:
        return "object", [tree.edges(subject)]
    return None


# --- what of it is the source's own word --------------------------------------------------------------------------


def voiced(tree: Tree, tokens: Tokens, frame: str) -> Tokens:
    """The content without the report's own glosses: after a comma, "as …", "amid …" and the like in a clause without
    "that", and relative clauses on a noun phrase."""
    if frame == "clause":
        if any(tree.lower[first] == "that" for first, _ in tokens):
            return tokens
        return [piece for pair in tokens if (piece := cut(tree, *pair, TAILS)) is not None]
    return [piece for pair in tokens if (piece := cut(tree, *pair, GLOSSES)) is not None]


TAILS = frozenset({"as", "amid", "while"})
GLOSSES = frozenset({"as", "amid", "while", "where", "which", "who", "whose", "after"})


def cut(tree: Tree, first: int, last: int, openers: frozenset[str]) -> tuple[int, int] | None:
    """The words up to a comma and one of the openers, or up to a clause that hangs below a noun phrase by one."""
    for i in range(first + 1, last):
        if tree.lower[i] == "," and tree.lower[i + 1] in openers:
            return (first, i - 1)
        if openers is GLOSSES and tree.lower[i] in ("as", "amid", "after") and tree.deps[i] in ("mark", "prep"):
            if tree.deps[i] == "mark" or tree.lower[i] == "amid":
                return (first, i - 1)
    return (first, last)
