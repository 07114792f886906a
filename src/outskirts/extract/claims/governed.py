"""What do the verbs and nouns above a happening say of it? "Plans to", "fears of", "failed to", "denied that"."""

from __future__ import annotations

from outskirts.extract.claims.signs import NEGATIONS, NOBODY, StanceWords, has_to, modal, negated
from outskirts.extract.claims.triggers import Trigger
from outskirts.extract.claims.words import words as word_list
from outskirts.extract.tree import VERBS, Tree
from outskirts.vocabulary import Kind, Stance

# Arcs over which what is said of the head is not said of the dependant.
ISLANDS = frozenset(("relcl", "appos", "advcl"))


# Prepositions that lead to what is planned, feared or hoped for.
GOALS = frozenset(("for", "of", "on", "to", "at", "about", "against", "with"))


# Verbs that hedge in the passive and name a voice in the active.
HEDGING = frozenset(("report", "indicate", "think", "believe", "say", "estimate", "allege"))
# Verbs by which one thing makes another possible: as sure as they are themselves put.
LETTING = frozenset(("allow", "let", "enable", "help", "require"))
ATTITUDES = word_list("attitude_verbs")
# Prepositions that take for granted what they lead to.
GRANTED = frozenset(("after", "amid", "following", "since", "despite"))
TURNS = frozenset((Kind.CAPTURE,))
TIMES = word_list("time_nouns")
TELLING = word_list("telling_verbs")
# What is not yet so while one tries.
GOAL = frozenset((Kind.CAPTURE, Kind.DETAIN))
DENYING, TOLD, UNTRUE, READY = map(word_list, ("denying_verbs", "told_nouns", "untrue", "ready"))


def governed(t: Tree, i: int, trigger: Trigger, words: StanceWords, spoken: bool) -> Stance:
    """From the verbs and nouns that govern it, nearest first."""
    child = below = i
    infinitive = not trigger.noun and has_to(t, i) and not perfect(t, i)
    direct = True
    if (described := of_its_noun(t, i, trigger, words, infinitive)) is not None:
        return described
    for depth, j in enumerate(t.up(i)):
        if depth > 6:
            break
        if (almost := nearly(t, i, j, child, below)) is not None:
            return almost
        dep, form = t.dep[child], t.lower[j]
        if dep in ISLANDS and not (dep == "advcl" and child == i and infinitive):
            if dep == "advcl" and any(t.lower[k] in ("if", "unless") for k in t.children[child]):
                return Stance.CONDITIONAL
            if dep == "relcl":
                return Stance.ASSERTED
            if not gerund_of_plan(t, child, j, words):
                return Stance.ASSERTED
        if t.lemma[j] in TELLING and dep == "ccomp" and t.pos[j] in VERBS and not negated(t, j):
            # What somebody tells is as he puts it, whatever is made of his telling.
            break
        if dep == "prep" and t.lower[child] in GRANTED and trigger.noun:
            return Stance.ASSERTED
        if t.pos[j] in VERBS:
            verdict = verb_over(t, child, j, trigger, words, spoken, infinitive, direct)
            if verdict is not None:
                return verdict
            infinitive = infinitive or has_to(t, j)
        elif t.pos[j] in ("NOUN", "PROPN"):
            verdict = noun_over(t, child, j, words, infinitive)
            if verdict is not None:
                return verdict
            direct = direct and dep in ("conj", "compound")
        elif t.pos[j] == "ADJ" and infinitive:
            if form in READY:
                return Stance.PLANNED
            if words.hedges.get(form) == "possible":
                return Stance.POSSIBLE
            if form in ("unable", "impossible"):
                return Stance.FAILED
            if form in ("able",):
                infinitive = False
        child, below = j, child
    # "Russia to help evacuate civilians": a headline's infinitive is a plan.
    return Stance.PLANNED if infinitive else Stance.ASSERTED


def of_its_noun(t: Tree, i: int, trigger: Trigger, words: StanceWords, infinitive: bool) -> Stance | None:
    """What the noun that a clause hangs on says by itself: "an attempt to retake", "families fleeing"."""
    noun = t.head[i]
    if (
        infinitive
        and t.dep[i] in ("acl", "advcl", "relcl")
        and t.pos[noun] != "ADJ"
        and (trigger.kind in GOAL or t.lemma[noun] not in ("effort", "operation", "mission", "work", "campaign"))
    ):
        return Stance.FAILED if came_to_nothing(t, noun, words) else Stance.PLANNED
    if t.dep[i] == "acl" and t.tag[i] == "VBG" and t.lower[noun] not in words.nouns and t.lower[t.head[noun]] != "of":
        # "Families fleeing the war": who they are, whatever is planned for them.
        return Stance.DENIED if any(t.lower[k] in NEGATIONS for k in t.children[noun]) else Stance.ASSERTED
    return None


def nearly(t: Tree, i: int, j: int, child: int, below: int) -> Stance | None:
    """ "Stopped short of", "far from taking the town", "close to breaking through"."""
    if t.lower[j] == "short" and t.lemma[t.head[j]] == "stop":
        return Stance.DENIED
    if (
        t.lower[j] in ("far", "close")
        and t.lower[child] in ("from", "to")
        and child > j
        and (below == i or t.dep[below] == "pcomp")
    ):
        return Stance.DENIED if t.lower[j] == "far" else Stance.POSSIBLE
    return None


def gerund_of_plan(t: Tree, child: int, j: int, words: StanceWords) -> bool:
    """ "aimed at capturing": a clause that depends on a verb of planning through a preposition."""
    return (
        t.tag[child] == "VBG" and words.governors.get(t.lower[j]) in ("planned", "refrain") and t.dep[child] == "pcomp"
    )


def verb_over(
    t: Tree, child: int, j: int, trigger: Trigger, words: StanceWords, spoken: bool, infinitive: bool, direct: bool
) -> Stance | None:
    """What a verb above says of the trigger below ``child``; None where it says nothing."""
    dep, group = t.dep[child], words.governors.get(t.lower[j])
    no = negated(t, j)
    if group == "refrain" and dep == "prep" and t.lower[child] == "from" and not trigger.noun:
        return Stance.FAILED
    if no and t.lemma[j] == "succeed" and dep == "prep":
        return Stance.FAILED
    if (
        t.lemma[j] in DENYING
        and dep in ("dobj", "ccomp", "xcomp", "pcomp")
        and (t.lemma[j] == "deny" or t.lemma[child] in TOLD)
    ):
        return Stance.DENIED
    if t.lemma[j] == "be" and dep in ("ccomp", "csubj", "advcl") and (how := hedged_that(t, j, words)):
        return how
    if dep == "prep" and (not direct or t.lower[child] not in GOALS):
        return None
    if dep in ("nsubj", "nsubjpass", "csubj", "agent"):
        return subject_of(t, child, j, words, spoken, trigger)
    if dep == "conj":
        return None
    if group == "failed" and (infinitive or dep in ("xcomp", "prep", "dobj")):
        return Stance.ASSERTED if t.lemma[j] == "struggle" and not no else Stance.FAILED
    if t.lemma[j] == "rule" and dep in ("dobj", "pcomp") and any(t.lower[k] == "out" for k in t.children[j]):
        return Stance.POSSIBLE if no else Stance.DENIED
    if infinitive and t.lemma[j] in ("try", "attempt", "seek") and thwarted(t, j):
        return Stance.FAILED
    if group == "refrain" and dep in ("dobj", "xcomp", "pcomp", "prep", "ccomp", "pobj"):
        return Stance.POSSIBLE if t.lemma[j] in ("avoid", "prevent", "resist") else None
    if t.lemma[j] in LETTING and dep in ("ccomp", "xcomp", "dobj") and (put := helped(t, dep, j, words, spoken)):
        return put
    if group == "planned" and (infinitive or dep in ("dobj", "prep", "pcomp", "pobj", "ccomp")):
        return planned_by(t, dep, j, trigger, infinitive, no)
    if group == "possible" and dep in ("ccomp", "xcomp", "oprd", "dobj", "prep"):
        return hedged_by(t, j, no)
    if no and direct and dep in ("dobj", "xcomp", "attr", "acomp") and t.lemma[j] not in ATTITUDES:
        return Stance.DENIED
    if not direct:
        return None
    if (beside := helped(t, dep, j, words, spoken)) is not None:
        return beside
    if dep == "xcomp" and group == "going" and infinitive and t.lemma[j] == "try" and trigger.kind is Kind.CAPTURE:
        return Stance.PLANNED
    return Stance.ASSERTED if dep == "xcomp" and group == "going" else None


def planned_by(t: Tree, dep: str, j: int, trigger: Trigger, infinitive: bool, no: bool) -> Stance | None:
    """What a verb of planning says of what hangs on it by ``dep``; ``no`` where it is negated."""
    if dep == "dobj" and t.lemma[j] in ("order", "launch") and not trigger.noun:
        return None
    if dep == "prep" and not trigger.noun and not infinitive:
        return None
    if dep == "ccomp" and not infinitive and t.lemma[j] in ("warn", "tell", "agree", "order", "mean", "promise"):
        return None
    return Stance.DENIED if no and t.lemma[j] in ("plan", "intend", "want") else Stance.PLANNED


def hedged_by(t: Tree, j: int, no: bool) -> Stance | None:
    """What a verb of thinking or reporting says: the passive hedges, the active only names a voice."""
    if t.lemma[j] in HEDGING and not is_hedging(t, j):
        return Stance.DENIED if no and any(t.lower[k] in NOBODY for k in t.children[j]) else None
    return Stance.DENIED if no else Stance.POSSIBLE


def helped(t: Tree, dep: str, j: int, words: StanceWords, spoken: bool) -> Stance | None:
    """What the modals and adverbs of a verb say of what hangs on it by ``dep``: "would help", "purportedly shows"."""
    for k in t.children[j]:
        if (
            t.dep[k] == "aux"
            and t.lower[k] in words.modals
            and dep in ("dobj", "xcomp", "prep", "attr", "pobj", "ccomp")
        ):
            if dep == "ccomp" and t.lemma[j] not in ("help", "let", "allow", "enable", "force", "make", "see"):
                continue
            return modal(words.modals[t.lower[k]], t, j, spoken)
        if (
            t.dep[k] == "advmod"
            and words.hedges.get(t.lower[k]) == "possible"
            and dep in ("dobj", "xcomp", "prep", "attr", "ccomp")
        ):
            return Stance.POSSIBLE
    return None


def perfect(t: Tree, i: int) -> bool:
    """ "Claims to have captured": an infinitive that looks back is no plan."""
    return any(t.dep[k] == "aux" and t.lower[k] == "have" for k in t.children[i])


def hedged_that(t: Tree, j: int, words: StanceWords) -> Stance | None:
    """ "It is unlikely that", "it is not clear whether"."""
    for k in t.kids(j, "acomp", "attr"):
        if words.hedges.get(t.lower[k]) == "possible" or t.lower[k] in ("clear", "unclear", "doubtful", "unlikely"):
            return Stance.POSSIBLE
    return None


def untrue(t: Tree, j: int) -> bool:
    """ "The claim is false": the predicate of a noun that names what was told."""
    return t.dep[j] == "nsubj" and any(t.lower[k] in UNTRUE for k in t.kids(t.head[j], "acomp", "attr"))


def thwarted(t: Tree, j: int) -> bool:
    """ "Tried to enter but were pushed back": a contrary verb coordinated with the attempt."""
    if not any(t.lower[k] == "but" for k in t.children[j]):
        return False
    return any(t.lemma[k] in word_list("thwarting_verbs") for k in t.kids(j, "conj"))


def came_to_nothing(t: Tree, noun: int, words: StanceWords) -> bool:
    """ "The attempt to retake the town failed", "was unsuccessful"."""
    verb = t.head[noun]
    if t.dep[noun] not in ("nsubj", "nsubjpass") or t.pos[verb] not in VERBS:
        return False
    return words.governors.get(t.lower[verb]) == "failed" or any(
        words.hedges.get(t.lower[k]) == "failed" for k in t.kids(verb, "acomp", "attr", "advmod")
    )


def is_hedging(t: Tree, j: int) -> bool:
    """ "is believed to have", "were reported to have": the passive hedges; the active only names a voice."""
    return any(t.dep[k] in ("auxpass", "nsubjpass") for k in t.children[j])


def subject_of(t: Tree, child: int, j: int, words: StanceWords, spoken: bool, trigger: Trigger) -> Stance | None:
    """A happening as subject: "an attack would", "the offensive failed", "no attack took place"."""
    if any(t.lower[k] in NEGATIONS for k in t.children[child]):
        return Stance.DENIED
    if t.lemma[j] in ("fail", "falter", "collapse"):
        return Stance.FAILED
    if trigger.noun and trigger.kind in TURNS and foreseen(t, child, j):
        return Stance.CONDITIONAL
    for k in t.kids(j, "acomp", "attr"):
        if t.lemma[j] == "be" and (t.lower[k] == "unlikely" or words.hedges.get(t.lower[k]) in ("possible", "planned")):
            return Stance.PLANNED if words.hedges.get(t.lower[k]) == "planned" else Stance.POSSIBLE
    for k in t.children[j]:
        if t.dep[k] == "aux" and t.lower[k] in words.modals:
            group = words.modals[t.lower[k]]
            if t.tag[child] == "VBG" or not trigger.noun:
                return Stance.CONDITIONAL if group == "conditional" else None
            return modal(group, t, j, spoken) if t.dep[child] in ("nsubj", "nsubjpass") else None
        if (
            t.dep[k] == "neg"
            and t.dep[child] in ("nsubj", "nsubjpass")
            and t.lemma[j] in ("happen", "occur", "succeed", "take", "be")
        ):
            return Stance.DENIED
    return Stance.ASSERTED


def foreseen(t: Tree, child: int, j: int) -> bool:
    """Whether a happening without a day of its own is only the subject of what is expected to come of it: "the fall of
    X is expected to open the road to Y"."""
    if t.lemma[j] not in ("expect", "likely", "set", "predict", "forecast") or not t.kids(j, "xcomp"):
        return False
    dated = any(t.lower[k] in TIMES or t.lower[k] == "ago" or t.tag[k] == "CD" for k in t.subtree(child))
    return not dated and not any(t.lemma[k] in ("continue", "last", "resume") for k in t.kids(j, "xcomp"))


def noun_over(t: Tree, child: int, j: int, words: StanceWords, infinitive: bool) -> Stance | None:
    """What a noun above says: "plans for an offensive", "fears of an attack", "no sign of a withdrawal"."""
    group = words.nouns.get(t.lower[j])
    if t.dep[child] in ("compound", "amod", "poss", "nmod"):
        return None
    if any(t.lower[k] in NEGATIONS for k in t.children[j]):
        return Stance.DENIED
    if t.lemma[j] in TOLD and untrue(t, j):
        return Stance.DENIED
    if any(words.hedges.get(t.lower[k]) == "possible" for k in t.kids(j, "amod")) and t.lemma[j] in TOLD:
        return Stance.POSSIBLE
    if t.lemma[j] in ("push", "drive", "bid", "campaign") and t.lower[child] == "for" and t.dep[child] == "prep":
        return Stance.PLANNED
    if group is None:
        return None
    if group == "planned" and t.lemma[j] in ("effort", "operation", "mission"):
        return Stance.ASSERTED if infinitive else None
    if group == "conditional":
        return None
    return Stance(group)
