"""Which words are signs of stance, and which negate or condition a verb?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from outskirts.extract.inflect import noun_forms, verb_forms
from outskirts.extract.tree import Tree
from outskirts.knowledge import load
from outskirts.vocabulary import Kind, Stance

NEGATIONS = frozenset(("not", "n't", "n’t", "never", "no", "neither", "nor", "none", "cannot"))


SILENT = frozenset((Kind.NO_COMMENT, Kind.UNVERIFIED))


NOBODY = frozenset(("nothing", "nobody", "none", "neither", "noone"))


@dataclass(frozen=True, slots=True)
class StanceWords:
    """The lists of ``stance.toml``, by printed form."""

    governors: dict[str, str]
    nouns: dict[str, str]
    modals: dict[str, str]
    hedges: dict[str, str]
    failures: tuple[str, ...]
    openers: frozenset[str]


@cache
def stance_words() -> StanceWords:
    table = load("stance.toml")
    governors: dict[str, str] = {}
    for group in ("going", "possible", "planned", "failed", "refrain"):
        for base in table["governors"][group]:
            for form in verb_forms(base):
                governors[form] = group
    return StanceWords(
        governors,
        {form: group for group, words in table["nouns"].items() for w in words for form in noun_forms(w)},
        {form: group for group, words in table["modals"].items() for form in words},
        {form: group for group, words in table["hedges"].items() for form in words},
        tuple(table["phrases"]["failed"]),
        frozenset(table["phrases"]["conditional_openers"]),
    )


def negated(t: Tree, i: int) -> bool:
    """Whether a verb is negated by a word of its own or by its subject: "did not", "no soldier", "nothing"."""
    for k in t.children[i]:
        if t.dep[k] == "neg" or (t.lower[k] in NEGATIONS and k < i and t.dep[k] in ("advmod", "preconj", "cc")):
            return True
        if t.lower[k] == "longer" and k and t.lower[k - 1] == "no":
            return True
        if t.dep[k] == "dobj" and (t.lower[k] in NOBODY or any(t.lower[m] in ("no", "neither") for m in t.children[k])):
            return True
        if t.dep[k] in ("nsubj", "nsubjpass") and (
            t.lower[k] in NOBODY or any(t.lower[m] in ("no", "neither") for m in t.children[k])
        ):
            return True
    return False


def counterfactual(t: Tree, i: int) -> bool:
    """ "Would not have retaken": what did happen, had something else not."""
    helpers = {t.lower[k] for k in t.children[i] if t.dep[k] in ("aux", "neg")}
    return bool(helpers & {"would", "could", "'d", "’d"}) and "have" in helpers


def modal(group: str, t: Tree, i: int, spoken: bool) -> Stance:
    if group == "conditional" and spoken and not conditional_clause(t, i):
        return Stance.PLANNED
    return Stance(group)


def conditional_clause(t: Tree, i: int) -> bool:
    """Whether an if-clause, or a subject that is itself a happening ("taking X would"), makes "would" conditional."""
    for j in t.children[i]:
        if t.dep[j] == "advcl" and any(t.lower[k] in ("if", "unless", "should", "were") for k in t.children[j]):
            return True
        if t.dep[j] in ("csubj",) or (t.dep[j] == "nsubj" and t.tag[j] in ("VBG",)):
            return True
        if t.dep[j] == "nsubj" and t.lemma[j] in (
            "loss",
            "capture",
            "fall",
            "seizure",
            "breakthrough",
            "advance",
            "deal",
            "move",
            "control",
        ):
            return True
    return False


def has_to(t: Tree, i: int) -> bool:
    return any(t.dep[j] == "aux" and t.lower[j] == "to" for j in t.children[i])
