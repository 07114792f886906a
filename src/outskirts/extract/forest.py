"""The trees of a report's sentences, with the commonest slips of the parser mended.

A small parser goes wrong again and again in the same ways where reports of war differ from what it was trained on:
verbs that it does not know, headlines whose verb it takes for a plural. Each function here knows one of these ways, by
a sign that leaves no other reading.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from outskirts.clean.parse import ParsedSentence
from outskirts.extract.claims.cues import cues
from outskirts.extract.claims.words import words
from outskirts.extract.inflect import verb_forms
from outskirts.extract.tree import NOUNS, VERBS, Tree
from outskirts.knowledge import load

# Verbs without an object: what did them stands before them.
GOING = words("going_verbs")
BEARINGS = words("bearings")
# Things whose names are verbs as well.
THINGS = frozenset(("block", "post", "camp", "base", "shelter", "house", "plant"))
CLAUSES = frozenset(("ccomp", "advcl", "ROOT", "conj"))


def tree(parsed: ParsedSentence, index: int | None = None) -> Tree:
    """The mended columns of one parsed sentence, whose ``doc`` must not be None; ``index`` is its place in the list of
    sentences that are read, if that is not its number in the report."""
    made = Tree(parsed, parsed.sentence.index if index is None else index)
    mend(made)
    return made


def trees(parsed: Sequence[ParsedSentence]) -> list[Tree | None]:
    """The trees of a report's sentences in order; None for those that were not parsed or are empty."""
    return [tree(p, i) if p.doc is not None and len(p.doc) else None for i, p in enumerate(parsed)]


def mend(t: Tree) -> None:
    """All repairs, in an order in which one may build on another."""
    second_subject(t)
    known = cues().verbs
    for i, form in enumerate(t.lower):
        if form.endswith("ed") and form in known:
            unknown_verb(t, i)
        elif t.tag[i] == "VBD" and t.dep[i] == "acl":
            noun_as_clause(t, i)
        if t.dep[i] == "nsubj" and t.pos[i] == "PROPN" and t.head[i] > i:
            taken_object(t, i, known)
        elif form in THINGS and t.tag[i] in ("VB", "VBP"):
            thing(t, i)
    if t.heading:
        plural_verb(t)


def second_subject(t: Tree) -> None:
    """A verb with two subjects, one behind it: that one is its object ("forces seized Nadiya")."""
    dep = t.dep
    if dep.count("nsubj") < 2:
        return
    for verb, below in enumerate(t.children):
        if len(below) < 2 or t.pos[verb] != "VERB":
            continue
        own = [j for j in below if dep[j] == "nsubj"]
        if len(own) == 2 and own[0] < verb < own[1] and "dobj" not in [dep[j] for j in below]:
            dep[own[1]] = "dobj"


def unknown_verb(t: Tree, i: int) -> None:
    """A past tense that was taken for an adjective or participle."""
    if t.tag[i] == "JJ" and t.dep[i] in CLAUSES and any(t.dep[j] == "nsubj" for j in t.children[i]):
        # "Forces marginally advanced": the tree has it right, the tag has not. "Was advanced" has another head.
        if not any(t.lemma[j] == "be" for j in t.children[i]):
            be_verb(t, i, "VBD")
    elif t.dep[i] == "acl" and t.tag[i] in ("VBN", "JJ", "VBD"):
        noun_as_clause(t, i)
    elif t.dep[i] == "amod" and t.head[i] == i + 1 and t.lower[i + 1] in BEARINGS and i:
        verb_before_bearing(t, i)


def thing(t: Tree, i: int) -> None:
    """ "Struck an apartment block": no verb, since "an apartment" would need "blocks"."""
    subject = i - 1
    if i == 0 or t.tag[subject] not in ("NN", "JJ") or t.kids(i, "aux", "dobj", "xcomp", "ccomp") or t.head[i] > i:
        return
    if t.dep[i] != "ccomp" or t.dep[subject] not in ("nsubj", "amod") or t.head[subject] != i:
        return
    verb = t.head[i]
    t.move(i, verb, "dobj")
    t.move(subject, i, "compound")
    t.pos[i], t.tag[i] = "NOUN", "NN"
    for j in t.children[subject][:]:
        if t.dep[j] in ("det", "amod", "nummod", "poss"):
            t.move(j, i, t.dep[j])


def taken_object(t: Tree, i: int, known: Mapping[str, object]) -> None:
    """ "Retaken X, its spokesman said", "seized X, which Y had seized": a verb's object that was taken for the subject
    of the next one."""
    first = min(j for j in (i, *t.kids(i, "compound")) if j <= i)
    verb, later = first - 1, t.head[i]
    if verb < 1 or t.lower[verb] not in known or t.tag[verb] not in ("VBD", "VBN", "VBP", "VBZ"):
        return
    if t.kids(verb, "dobj", "auxpass") or not t.kids(verb, "nsubj") or t.under(verb, i):
        return
    t.move(i, verb, "dobj")
    for j in t.kids(i, "relcl"):
        if j < later and t.head[later] == verb:
            t.move(later, j, "ccomp")
    if t.kids(later, "nsubj", "nsubjpass"):
        return
    for j in t.kids(i, "appos"):
        if j < later:
            t.move(j, later, "nsubj")
            return


def noun_as_clause(t: Tree, i: int) -> None:
    """ "That forces counterattacked": a clause whose verb hangs on its subject, as if the noun were the clause."""
    noun = t.head[i]
    if noun > i or t.dep[noun] not in CLAUSES or t.pos[noun] not in NOUNS or t.kids(i, "agent", "auxpass", "aux"):
        return
    finite = t.tag[i] == "VBD" and bool(t.kids(i, "dobj"))
    if not finite and any(t.pos[j] not in ("ADV", "PART") for j in range(noun + 1, i)):
        return
    marked = any(t.dep[j] == "mark" for j in t.children[noun])
    if not finite and not marked and (t.lower[i] not in GOING or t.dep[noun] == "conj"):
        return
    head, dep = t.head[noun], t.dep[noun]
    t.move(i, i if head == noun else head, dep)
    for j in t.children[noun][:]:
        if t.dep[j] in ("mark", "punct", "cc", "conj", "ccomp", "parataxis", "advmod") and not (
            t.dep[j] in ("cc", "conj") and j < i
        ):
            t.move(j, i, t.dep[j])
    t.move(noun, i, "nsubj")
    be_verb(t, i, "VBD")


def verb_before_bearing(t: Tree, i: int) -> None:
    """ "Crossed the border and advanced west of X": a verb that was taken for an adjective to "west"."""
    west, before = i + 1, i - 1
    verb = next((j for j in t.up(west) if t.pos[j] in VERBS), None)
    if t.lower[before] in ("and", "but", "then") and verb is not None and verb < i:
        dep = "conj"
    elif t.pos[before] in NOUNS and t.lower[i] in GOING:
        dep = t.dep[west]
        verb = t.head[west] if t.head[west] != west else None
    else:
        return
    t.move(i, i if verb is None else verb, dep)
    t.move(west, i, "advmod")
    if dep != "conj":
        t.move(before, i, "nsubj")
    be_verb(t, i, "VBD")


def plural_verb(t: Tree) -> None:
    """ "Russia orders troops to withdraw": a headline's verb that was taken for a plural before another noun."""
    for i in range(1, len(t) - 1):
        if t.tag[i] != "NNS" or t.dep[i] != "compound" or t.lower[i] not in singular_verbs():
            continue
        head, subject = t.head[i], i - 1
        if head < i or t.pos[subject] != "PROPN" or t.pos[i + 1] not in ("NOUN", "PROPN", "ADJ", "NUM", "DET"):
            continue
        verb = next((j for j in (head, *t.up(head)) if t.pos[j] in VERBS), None)
        over = t.head[head]
        if verb is not None and t.infinitive(verb) and t.head[verb] == verb and t.dep[head] == "nsubj":
            t.move(verb, i, "xcomp")
            t.move(i, i, "ROOT")
            t.move(head, i, "dobj")
        else:
            t.move(i, i if over == head else over, t.dep[head])
            t.move(head, i, "dobj")
        t.move(subject, i, "nsubj")
        for j in t.children[head][:]:
            if j < subject and t.dep[j] in ("amod", "compound", "poss", "nmod"):
                t.move(j, subject, t.dep[j])
        be_verb(t, i, "VBZ")


@cache
def singular_verbs() -> frozenset[str]:
    """Forms in -s of verbs that tell a happening or hand words to a source, without those that are nouns as well."""
    listed = {verb for group in load("stance.toml")["governors"].values() for verb in group}
    spoken = set(load("stance.toml")["saying"]["verbs"])
    nouns = {form for classed in cues().classes.values() for form in classed} - {"orders"}
    found = {form for form in cues().verbs if form.endswith("s")}
    found |= {form for verb in listed | spoken for form in verb_forms(verb) if form.endswith("s")}
    return frozenset(found - nouns)


def be_verb(t: Tree, i: int, tag: str) -> None:
    t.pos[i], t.tag[i] = "VERB", tag
