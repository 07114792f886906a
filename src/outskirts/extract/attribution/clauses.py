"""Which words does a reporting verb put into its subject's mouth? Verbs and their complements in a parsed sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from outskirts.extract.attribution.extents import (
    Tokens,
    around,
    before,
    clip,
    insertion,
    inside_other,
    past_colon,
    spans,
    voiced,
    whole,
)
from outskirts.extract.attribution.lexicon import CITING, Cue, Frame, Lexicon
from outskirts.extract.attribution.sources import AUXILIARY, agent, source_span, speaker, vouches
from outskirts.extract.attribution.statement import Piece, Statement
from outskirts.extract.attribution.walks import ALL_SUBJECTS, negated
from outskirts.extract.tree import Tree
from outskirts.vocabulary import Stance

BARE = frozenset({"acl", "relcl", "advcl"})
ANSWERING = frozenset({"comment", "respond", "react", "elaborate", "speak", "talk"})
ABOUT = frozenset({"on", "to", "of", "about"})
QUOTES = frozenset("\"“”„«»'‘`")
GROUNDS = frozenset({"as", "for", "over", "to"})
AGENTLESS = frozenset({"it", "there"})


def statements(tree: Tree, lexicon: Lexicon, hits: Sequence[int]) -> Iterator[Statement]:
    """Every verb of the lexicon that takes a complement here, with its source and content; ``hits`` are the tokens with
    a word of the lexicon."""
    verbs, lower = lexicon.verbs, tree.lower
    # "bringing" is none without its "up"
    tree.cues = frozenset(
        [v for v in hits if lower[v] in CITING or (lower[v] in verbs and phrasal(tree, v, verbs[lower[v]]).frames)]
    )
    for v in hits:
        if tree.tag[v][0] == "V" and (cue := verbs.get(lower[v])) is not None:
            found = statement(tree, v, phrasal(tree, v, cue), lexicon)
            if found is not None:
                yield found


def phrasal(tree: Tree, v: int, cue: Cue) -> Cue:
    """The verb with its particle, where the two make a cue of their own."""
    if cue.particles:
        if "clause" in cue.frames and (said := tree.child(v, "ccomp")) is not None and said > v:
            # "insisted on Monday that …" is no insisting on it
            return cue
        for c in tree.children[v]:
            if c > v and c - v <= 2 and tree.lower[c] in cue.particles:
                return cue.particles[tree.lower[c]]
        following = tree.lower[v + 1] if v + 1 < tree.n else ""
        if following in cue.particles and not cue.frames:
            return cue.particles[following]
    return cue


def statement(tree: Tree, v: int, cue: Cue, lexicon: Lexicon) -> Statement | None:
    passive = tree.child(v, "auxpass") is not None or (
        tree.tag[v] == "VBN" and tree.dep[v] in BARE and tree.child(v, "aux", *ALL_SUBJECTS) is None
    )
    chosen = passive_content(tree, v, cue) if passive else active_content(tree, v, cue)
    if chosen is None:
        return None
    name, tokens = chosen
    if cue.lemma in ANSWERING and name in ABOUT and negated(tree, v):
        # "did not comment on …": what is met with silence is no content
        return None
    frame = cue.frames.get(name) or Frame(False)
    source = agent(tree, v) if passive else speaker(tree, v, lexicon)
    if not passive and (source is None or (tree.lower[source] == "that" and tree.tag[source] == "WDT")):
        return None
    if source is not None and tree.lower[source] in AGENTLESS and tree.dep[source] in ("expl", "nsubjpass"):
        source = None
    pieces = spans(tree, tokens)
    if not pieces:
        return None
    made = Statement(tree.index, cue.lemma, name, cue_piece(tree, v, cue), pieces, verb=v, stance=frame.stance)
    made.voice, made.insert = frame.voice and vouches(tree, v, source), insertion(tree, v, source)
    made.voiced = spans(tree, voiced(tree, tokens, name)) if made.voice else []
    if frame.stance is Stance.DENIED and negated(tree, v):
        made.stance = None
    if made.voice and frame.stance is Stance.DENIED:
        made.voiced.append(made.cue)
    if source is not None:
        made.source, made.source_piece = (tree.index, source), source_span(tree, source, v, tokens)
    return made


def cue_piece(tree: Tree, v: int, cue: Cue) -> Piece:
    first = last = v
    while first > 0 and tree.head[first - 1] == v and tree.dep[first - 1] in AUXILIARY:
        first -= 1
    if " " in cue.lemma and v + 1 < tree.n:
        last = v + 1
    return tree.offsets(first, last)


# --- the content --------------------------------------------------------------------------------------------------


def active_content(tree: Tree, v: int, cue: Cue) -> tuple[str, Tokens] | None:
    """The complement that holds the content, by the frames of the verb, most telling first."""
    frames = cue.frames
    if tree.dep[v] == "parataxis" and "clause" in frames and inserted(tree, v):
        return "clause", around(tree, v, tree.head[v])
    clause = complement(tree, v)
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


def complement(tree: Tree, v: int) -> int | None:
    """The clause that is said. Of one before and one behind the verb the one behind, unless quotation marks or the
    place of the subject ("…, said X") hold them together: "Rebels enter X, army says attack is being repelled"."""
    clauses = tree.kids(v, "ccomp")
    if len(clauses) > 1 and clauses[0] < v < clauses[-1] and tree.heading:
        own = tree.child(clauses[-1], *ALL_SUBJECTS)
        broken = any(word in (";", ":") for word in tree.words[v : clauses[-1]])
        if own is not None and own > v and not broken and not any(word in QUOTES for word in tree.words):
            return clauses[-1]
    return clauses[0] if clauses else None


def inserted(tree: Tree, v: int) -> bool:
    """Whether the verb's clause is set into another between commas: ", he said,"."""
    return tree.child(v, "ccomp", "dobj") is None


def clause_content(tree: Tree, v: int, clause: int, cue: Cue) -> tuple[str, Tokens] | None:
    frames = cue.frames
    if tree.infinitive(clause):
        if "object_to" in frames:
            return "object_to", [asked(tree, v, clip(tree, v, clause))]
        return None
    small = tree.child(clause, "aux", "mark") is None and not tree.tag[clause].startswith(("VBD", "VBZ", "VBP", "MD"))
    if "predicate" in frames and small and clause > v:
        return "predicate", [clip(tree, v, clause)]
    if "clause" not in frames and "quote" not in frames:
        return None
    name = "clause" if "clause" in frames else "quote"
    if clause < v:
        left = min(tree.edges(s)[0] if (s := tree.child(v, *ALL_SUBJECTS)) is not None else v, v)
        return None if left and tree.lower[left - 1] in (":", ";") else (name, before(tree, v, clause))
    return name, [whole(tree, v, clause)]


def infinitive_content(tree: Tree, v: int, top: int, cue: Cue) -> tuple[str, Tokens] | None:
    frames = cue.frames
    if tree.infinitive(top) and top > v:
        told = tree.child(v, "dobj", "dative")
        if "object_to" in frames and (told is not None or tree.child(v, "prep") is not None):
            return "object_to", [asked(tree, v, clip(tree, v, top))]
        if "infinitive" in frames:
            return "infinitive", [clip(tree, v, top)]
    if tree.tag[top] == "VBG" and "ing" in frames and top > v:
        return "ing", [clip(tree, v, top)]
    return None


def asked(tree: Tree, v: int, tokens: tuple[int, int]) -> tuple[int, int]:
    """What somebody is asked to do, with him: "urged [civilians to leave]"."""
    whom = tree.child(v, "dobj", "dative")
    return (min(tokens[0], tree.edges(whom)[0]), tokens[1]) if whom is not None and v < whom else tokens


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
    head = tree.head[v]
    if tree.child(v, "dobj", "mark", "advmod") is not None:
        return None
    if tree.dep[v] in ("ccomp", "advcl") and head != v and v < head and tree.child(v, "nsubj") is not None:
        before_v = tree.edges(v)[0] - 1
        if before_v >= 0 and tree.lower[before_v] == ",":
            return around(tree, v, head)
    return None


def phrase_content(tree: Tree, v: int, cue: Cue) -> tuple[str, Tokens] | None:
    """A noun phrase, or a phrase with a preposition."""
    frames = cue.frames
    whom = tree.child(v, "dobj")
    if cue.only and (whom is None or tree.lower[whom] not in cue.only):
        return None
    phrases = [(p, tree.lower[p]) for p in tree.children[v] if tree.dep[p] in ("prep", "agent", "prt") and p > v]
    if whom is not None:
        phrases += [(p, tree.lower[p]) for p in tree.children[whom] if tree.dep[p] == "prep" and p > whom]
        for p, word in phrases:
            if "+" + word in frames:
                right = max([tree.edges(q)[1] for q, other in phrases if other == word])
                return "+" + word, [(tree.edges(whom)[0], max(right, tree.edges(p)[1]))] if whom < p else [
                    tree.edges(whom),
                    tree.edges(p),
                ]
    if " " in cue.lemma:
        return particle_content(tree, v, cue)
    for p, word in phrases:
        if word in frames and tree.children[p]:
            left, right = tree.edges(p)
            return word, [(left + 1, right)]
    if "object" in frames and whom is not None and whom > v and tree.lower[whom] not in cue.idle:
        left, right = tree.edges(whom)
        right = with_grounds(tree, v, right)
        return "object", [(left, right if inside_other(tree, v) else past_colon(tree, right))]
    return None


def with_grounds(tree: Tree, v: int, right: int) -> int:
    """The end of an object with what it is said of it right behind: "cited the raid as a warning", "condemned the
    army for shelling the market"."""
    for p in tree.children[v]:
        if tree.dep[p] == "prep" and tree.lower[p] in GROUNDS and p == right + 1 and tree.children[p]:
            right = tree.edges(p)[1]
    return right


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
        if tree.dep[p] == "prep" and "+" + tree.lower[p] in frames and subject is not None:
            return "+" + tree.lower[p], [tree.edges(subject), tree.edges(p)]
    what = tree.child(v, "oprd")
    if what is not None and "predicate" in frames and subject is not None:
        return "predicate", [tree.edges(subject), tree.edges(what)]
    if "object" in frames and tree.child(v, "agent") is not None and subject is not None:
        return "object", [tree.edges(subject)]
    return None
