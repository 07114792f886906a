"""How is a happening put: asserted, denied, possible, planned, conditional or failed? The words around it say."""

from __future__ import annotations

from outskirts.extract.claims.governed import governed
from outskirts.extract.claims.signs import NEGATIONS, SILENT, StanceWords, counterfactual, modal, negated
from outskirts.extract.claims.triggers import Trigger
from outskirts.extract.tree import VERBS, Tree
from outskirts.vocabulary import Stance


def stance(t: Tree, trigger: Trigger, words: StanceWords, spoken: bool) -> Stance:
    """The stance of a trigger; ``spoken`` where some voice other than the report's says it (a reported "would" is a
    plan, a bare one a condition)."""
    if trigger.state or trigger.kind in SILENT:
        return Stance.ASSERTED
    i = trigger.i
    own = own_stance(t, i, trigger.noun, words, spoken, trigger.first)
    if own is not None:
        return own
    return governed(t, i, trigger, words, spoken)


def ahead(t: Tree, trigger: Trigger, put: Stance, words: StanceWords) -> bool:
    """Whether the happening, as put, lies ahead: planned, conditional, "may storm", "would not yield", "fears of"."""
    if put in (Stance.PLANNED, Stance.CONDITIONAL):
        return True
    if put not in (Stance.POSSIBLE, Stance.DENIED):
        return False
    chain = [trigger.i, *t.up(trigger.i)][:4]
    for j in chain:
        helpers = [k for k in t.children[j] if t.dep[k] == "aux"]
        if any(t.lower[k] in words.modals for k in helpers):
            return not any(t.lower[k] in ("have", "had", "has") for k in helpers)
        if put is Stance.POSSIBLE and words.governors.get(t.lower[j]) == "refrain":
            return True
        if put is Stance.POSSIBLE and j != trigger.i and words.nouns.get(t.lower[j]) == "possible":
            return True
    return (
        put is Stance.POSSIBLE
        and trigger.noun
        and any(
            words.hedges.get(t.lower[k]) is None and words.governors.get(t.lower[k]) in ("possible", "planned")
            for k in chain[1:]
        )
    )


def own_stance(t: Tree, i: int, noun: bool, words: StanceWords, spoken: bool, trigger_first: int) -> Stance | None:
    """From the words that hang on the trigger itself."""
    found: Stance | None = None
    if not noun and counterfactual(t, i):
        return Stance.CONDITIONAL
    if not noun and any(t.lower[k] == "to" and k and t.lower[k - 1] == "yet" for k in t.children[i]):
        return Stance.DENIED
    if any(t.dep[k] == "mark" and t.lower[k] == "whether" for k in t.children[i]):
        return Stance.POSSIBLE
    if (not noun and negated(t, i)) or (t.lower[t.head[i]] == "without" and trigger_first > t.head[i]):
        return Stance.DENIED
    for j in t.children[i]:
        form, dep = t.lower[j], t.dep[j]
        if (dep == "neg" or form in NEGATIONS) and j < i:
            return Stance.DENIED
        if dep == "aux" and form == "should" and any(t.dep[k] == "nsubj" and j < k < i for k in t.children[i]):
            # "Should the town fall, ..."
            return Stance.CONDITIONAL
        if dep == "aux" and form in words.modals and not noun:
            found = found or modal(words.modals[form], t, i, spoken)
        elif form in words.hedges and dep in ("advmod", "amod", "compound", "acomp", "nmod", "npadvmod", "neg", "det"):
            group = words.hedges[form]
            if group == "denied":
                return Stance.DENIED
            found = found or Stance(group)
        elif dep in ("advcl", "prep") and form in words.openers and j > i:
            found = found or Stance.CONDITIONAL
        elif (dep == "advcl" and any(t.lower[k] in ("if", "unless") and t.dep[k] == "mark" for k in t.children[j])) or (
            dep == "mark" and form in ("if", "unless")
        ):
            return Stance.CONDITIONAL
    if not noun and failed_after(t, i, words):
        return Stance.FAILED
    if not noun and found is None and t.dep[i] in ("conj",) and not t.kids(i, "aux", "nsubj", "nsubjpass"):
        # "will seize and hold": modals and negation of the first verb reach the coordinated ones.
        return own_stance(t, t.head[i], False, words, spoken, t.head[i]) if t.pos[t.head[i]] in VERBS else None
    return found


def failed_after(t: Tree, i: int, words: StanceWords) -> bool:
    """ "tried to seize the town, without success" within the same clause."""
    end = min(len(t), i + 22)
    window = " ".join(t.lower[i + 1 : end])
    return any(phrase in window for phrase in words.failures)
