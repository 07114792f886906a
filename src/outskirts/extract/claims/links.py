"""Which triggers of a sentence belong to one happening, so that they share place, day and doer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from outskirts.extract.claims.triggers import Trigger
from outskirts.extract.claims.words import words
from outskirts.extract.inflect import verb_forms
from outskirts.extract.tree import VERBS, Tree
from outskirts.knowledge import load


@cache
def speech_forms() -> frozenset[str]:
    """Printed forms of verbs of saying: what hangs on one of them is not the happening's."""
    return frozenset(form for verb in load("stance.toml")["saying"]["verbs"] for form in verb_forms(verb))


@cache
def weak_forms() -> frozenset[str]:
    """Printed forms of verbs that say no more of a happening than that there was one."""
    return frozenset(form for verb in words("weak_verbs") for form in verb_forms(verb))


def governor(t: Tree, i: int, at: dict[int, Trigger], stop_at_speech: bool = True) -> Trigger | None:
    """The nearest trigger above a token. A verb of saying in between cuts the tie."""
    speech = speech_forms()
    for j in t.up(i):
        if j in at:
            return at[j]
        if stop_at_speech and t.pos[j] in VERBS and t.lower[j] in speech:
            return None
    return None


def own_clause(t: Tree, i: int) -> bool:
    """Whether a verb heads a clause that tells of something else: "as Russia exits Kherson", "which lost X"; not
    "when"."""
    if t.dep[i] == "relcl":
        return True
    marked = any(t.lower[j] in ("when", "where") for j in t.children[i])
    if t.dep[i] == "pobj" and t.lower[t.head[i]] in ("like", "unlike"):
        # "just like the capture of X"
        return True
    return t.dep[i] == "advcl" and not marked and any(t.dep[j] in ("nsubj", "nsubjpass") for j in t.children[i])


def kin(t: Tree, trigger: Trigger, triggers: Sequence[Trigger], at: dict[int, Trigger]) -> list[Trigger]:
    """Triggers that may lend what this one lacks, best first: the one above it, those below it, its neighbours of the
    same clause."""
    found: list[Trigger] = []
    above = governor(t, trigger.i, at)
    if above is not None:
        found.append(above)
    below = [
        other
        for other in triggers
        if other is not trigger and governor(t, other.i, at) is trigger and not own_clause(t, other.i)
    ]
    found += below
    found += [o for o in triggers if o is not trigger and o not in below and governor(t, o.i, at) in below]
    if above is not None:
        found += [o for o in triggers if o is not trigger and o not in found and governor(t, o.i, at) is above]
    if above is not None and (top := governor(t, above.i, at)) is not None and top not in found:
        found.append(top)
    return found
