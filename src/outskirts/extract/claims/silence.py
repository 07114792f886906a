"""Who said nothing, what could nobody check, what is denied unnamed? Triggers that name no happening."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from outskirts.extract.claims import roles
from outskirts.extract.claims.triggers import Trigger
from outskirts.extract.inflect import verb_forms
from outskirts.extract.tree import NOUNS, VERBS, Tree
from outskirts.knowledge import load
from outskirts.vocabulary import Kind


@dataclass(frozen=True, slots=True)
class SilenceWords:
    comment_verbs: frozenset[str]
    comment_nouns: frozenset[str]
    refusals: frozenset[str]
    check_verbs: frozenset[str]
    check_nouns: frozenset[str]
    denial_verbs: frozenset[str]
    denial_adjectives: frozenset[str]
    denial_objects: frozenset[str]


@cache
def silence_words() -> SilenceWords:
    table = load("stance.toml")

    def forms(words: list[str]) -> frozenset[str]:
        return frozenset(form for word in words for form in verb_forms(word))

    return SilenceWords(
        forms(table["silence"]["verbs"]),
        frozenset(table["silence"]["nouns"]),
        forms(table["silence"]["refusals"]),
        forms(table["unverified"]["verbs"]),
        frozenset(table["unverified"]["nouns"]),
        forms(table["denials"]["verbs"]),
        frozenset(table["denials"]["adjectives"]),
        frozenset(table["denials"]["objects"]),
    )


SAYING = frozenset(("say", "saying", "said"))
CLAIMISH = frozenset(
    [
        "claim",
        "claims",
        "report",
        "reports",
        "account",
        "accounts",
        "statement",
        "statements",
        "figure",
        "figures",
        "information",
        "allegation",
        "allegations",
        "toll",
        "tolls",
        "assertion",
        "video",
        "footage",
        "it",
        "this",
        "that",
        "them",
    ]
)


def silences(t: Tree, words: SilenceWords) -> list[Trigger]:
    """Triggers of ``no_comment`` and ``unverified`` in a sentence."""
    found: list[Trigger] = []
    for i, form in enumerate(t.lower):
        if form in words.check_verbs or form in words.check_nouns:
            trigger = unverified(t, i, words)
            if trigger is not None:
                found.append(trigger)
                continue
        if form in words.comment_verbs or form in words.comment_nouns or form in SAYING:
            trigger = no_comment(t, i, words)
            if trigger is not None and not any(x.i in t.up(i) for x in found):
                found.append(trigger)
    return found


def unverified(t: Tree, i: int, words: SilenceWords) -> Trigger | None:
    """ "could not verify", "could not be independently confirmed", "has not observed confirmation"."""
    if t.pos[i] in VERBS:
        if any(t.lower[k] == "impossible" for k in (*t.children[t.head[i]], t.head[i])):
            return Trigger(i, i, i, Kind.UNVERIFIED, False)
        if not negated(t, i):
            return None
        able = any(t.lower[j] in ("could", "can", "able", "unable", "ca") for j in [*t.children[i], t.head[i]])
        claimish = any(t.lower[j] in CLAIMISH or t.lemma[j] in CLAIMISH for j in roles.objects(t, i))
        helper = any(t.lower[j] in ("independently", "immediately") for j in t.children[i])
        # "Russia has not confirmed the loss" is a silence of a party, not a check that failed.
        if not (able or helper or (claimish and t.lemma[i] in ("verify", "authenticate", "corroborate"))):
            return None
        return Trigger(i, i, i, Kind.UNVERIFIED, False, tuple(roles.subjects(t, i)))
    verb = t.head[i]
    if (
        t.dep[i] == "dobj"
        and t.pos[verb] in VERBS
        and negated(t, verb)
        and t.lemma[verb] in ("observe", "see", "find", "obtain")
    ):
        return Trigger(i, min(verb, i), max(verb, i), Kind.UNVERIFIED, True, tuple(roles.subjects(t, verb)))
    if (
        no_before(t, i)
        and t.lemma[i] in ("confirmation", "verification")
        and any(t.lower[j] in ("independent", "visual", "official") for j in t.children[i])
    ):
        return Trigger(i, i, i, Kind.UNVERIFIED, True)
    return None


def no_comment(t: Tree, i: int, words: SilenceWords) -> Trigger | None:
    """ "did not comment", "declined to comment", "had no immediate comment", "would not say"."""
    head, form = t.head[i], t.lower[i]
    if t.pos[i] in VERBS:
        if t.dep[i] == "pcomp" and t.lower[head] == "from":
            # "has refrained from commenting"
            head = t.head[head]
        if t.pos[head] in VERBS and t.lower[head] in words.refusals and t.dep[i] in ("xcomp", "pcomp"):
            return Trigger(i, i, i, Kind.NO_COMMENT, False, tuple(roles.subjects(t, head)))
        if form in SAYING:
            nothing = any(t.lower[k] == "nothing" for k in t.kids(i, "dobj"))
            if not (would_not(t, i) or neither(t, i) or nothing):
                return None
        elif not (negated(t, i) or (t.dep[i] == "pcomp" and t.lower[head] == "without")):
            return None
        if t.lower[i] in words.check_verbs and (any(t.lower[j] in ("could", "can") for j in t.children[i])):
            return None
        return Trigger(i, i, i, Kind.NO_COMMENT, False, tuple(roles.subjects(t, i)))
    if t.pos[i] in NOUNS and form in words.comment_nouns and no_before(t, i):
        if t.pos[head] in VERBS and t.dep[i] in ("dobj", "attr"):
            doers = roles.subjects(t, head)
            source = [m for j in t.kids(i, "prep") if t.lower[j] == "from" for m in t.kids(j, "pobj")]
            return Trigger(i, i, i, Kind.NO_COMMENT, True, tuple(source or doers))
        source = [m for j in t.kids(i, "prep") if t.lower[j] in ("from", "by") for m in t.kids(j, "pobj")]
        if source or t.dep[i] in ("ROOT", "nsubj"):
            return Trigger(i, i, i, Kind.NO_COMMENT, True, tuple(source))
    if (form in words.comment_nouns and t.lemma[head] in ("request", "requests")) or (
        t.dep[i] == "pobj" and t.lower[t.head[i]] == "for" and t.lemma[t.head[t.head[i]]] == "request"
    ):
        for j in t.up(i):
            if t.pos[j] in VERBS and (negated(t, j) or t.lower[j] in words.refusals):
                return Trigger(i, i, i, Kind.NO_COMMENT, True, tuple(roles.subjects(t, j)))
    return None


def negated(t: Tree, i: int) -> bool:
    """Whether a verb, its auxiliary head or its subject carries a negation."""
    for j in (i, t.head[i]):
        if t.pos[j] in VERBS or t.pos[j] in ("ADJ", "AUX"):
            if any(t.dep[k] == "neg" or t.lower[k] in ("not", "never", "n't", "n’t") for k in t.children[j]):
                return True
            if t.lower[j] == "unable":
                return True
        if t.dep[i] not in ("xcomp", "conj", "ccomp"):
            break
    return neither(t, i)


def would_not(t: Tree, i: int) -> bool:
    deps = {t.lower[k] for k in t.children[i]}
    return bool(deps & {"not", "n't", "n’t"}) and bool(deps & {"would", "did"})


def neither(t: Tree, i: int) -> bool:
    """ "Neither side has said", "nobody commented"."""
    return any(
        t.lower[k] in ("neither", "nobody", "none") or any(t.lower[m] == "neither" for m in t.children[k])
        for k in t.kids(i, "nsubj", "nsubjpass")
    )


def no_before(t: Tree, i: int) -> bool:
    """ "no immediate comment"."""
    return any(t.lower[k] == "no" for k in t.children[i]) or (
        t.pos[t.head[i]] in VERBS and any(t.dep[k] == "neg" for k in t.children[t.head[i]])
    )


def denials(t: Tree, words: SilenceWords, content: frozenset[int]) -> list[Trigger]:
    """Words that deny what was said before: "Kyiv denied it", "called the report false", "it is not true". ``content``
    are tokens of triggers found in the sentence: a denial that names its happening is that happening's stance. The kind
    of the trigger is a place-holder; the doers are the deniers."""
    found: list[Trigger] = []
    for i, form in enumerate(t.lower):
        if form in words.denial_verbs and t.pos[i] in VERBS and t.tag[i] != "VBG":
            goals = roles.objects(t, i)
            named = content & {k for g in goals for k in t.subtree(g)}
            if (
                goals
                and not named
                and all(t.lower[g] in words.denial_objects or t.lemma[g] in words.denial_objects for g in goals)
            ):
                found.append(Trigger(i, i, i, Kind.UNVERIFIED, False, tuple(roles.subjects(t, i)), tuple(goals)))
        elif (
            form in words.denial_adjectives
            and t.pos[i] not in VERBS
            and t.dep[i] in ("acomp", "oprd", "attr", "ccomp", "xcomp", "dobj", "conj", "ROOT")
        ):
            found.append(Trigger(i, i, i, Kind.UNVERIFIED, False))
        elif form == "true" and t.dep[i] in ("acomp", "ROOT", "ccomp") and negated(t, t.head[i]):
            found.append(Trigger(i, i - 1 if i and t.lower[i - 1] == "not" else i, i, Kind.UNVERIFIED, False))
    return found
