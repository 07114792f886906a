"""Is it told, and told once? Triggers that only point back, or repeat the word beside them, are dropped."""

from __future__ import annotations

from outskirts.extract.claims.links import governor, weak_forms
from outskirts.extract.claims.scene import VIOLENT
from outskirts.extract.claims.signs import SILENT
from outskirts.extract.claims.triggers import Trigger
from outskirts.extract.claims.words import words
from outskirts.extract.tree import Tree
from outskirts.vocabulary import Kind, Stance, TimeMention

SHIELDING = words("shielding_verbs")
# The war as a whole is no happening, unless it is dated.
WARS = words("wars")
POINTING = frozenset(("the", "this", "that", "these", "those", "such", "its", "their", "his", "her"))


def told_once(t: Tree, found: list[Trigger]) -> list[Trigger]:
    """One trigger a happening: of "opened artillery fire" and "fighting raged" the noun, of "a barrage of missiles
    hit",
    "hit X with a barrage" and "ended a truce" the verb; and none for what nobody would speak of or could check."""
    by_token = {x.i: x for x in found}
    weak = weak_forms()
    gone: set[int] = set()
    for x in found:
        if x.noun:
            continue
        for j in t.children[x.i]:
            other = by_token.get(j)
            if other is None:
                continue
            if t.dep[j] in ("nsubj", "nsubjpass") and t.tag[j] == "VBG" and t.lower[x.i] in weak:
                gone.add(x.i)
            if not other.noun:
                continue
            if t.dep[j] in ("nsubj", "nsubjpass") and other.kind is Kind.BLAST and x.kind is Kind.STRIKE:
                gone.add(j)
            elif t.dep[j] in ("nsubj", "nsubjpass") and other.noun and (other.kind is x.kind or t.lower[x.i] in weak):
                gone.add(x.i if t.lower[x.i] in weak else j)
            elif t.dep[j] == "dobj" and x.kind in VIOLENT and other.kind in VIOLENT:
                gone.add(j if other.kind is Kind.BLAST else x.i)
            elif t.dep[j] == "dobj" and x.kind is Kind.CAPTURE and other.kind is Kind.HOLD:
                # "took control of X"
                gone.add(j)
            elif t.dep[j] == "dobj" and x.kind is other.kind is Kind.NEGOTIATE:
                gone.add(j)
        for prep in t.kids(x.i, "prep"):
            behind = [by_token[j] for j in t.kids(prep, "pobj") if j in by_token]
            if x.kind is Kind.CAPTURE:
                # "fell under the control of"
                gone.update(other.i for other in behind if other.kind is Kind.HOLD and other.noun)
            if t.lower[prep] == "under" and any(other.kind in VIOLENT for other in behind):
                # "came under attack"
                gone.add(x.i)
            if t.lower[prep] == "on" and x.kind is Kind.DAMAGE:
                # "set on fire"
                gone.update(j for j in t.kids(prep, "pobj") if j in by_token and by_token[j].kind is x.kind)
            if t.lower[prep] == "with":
                gone.update(j for j in t.kids(prep, "pobj") if j in by_token and by_token[j].kind is x.kind)
            elif x.kind is Kind.NEGOTIATE:
                below = t.kids(prep, "pobj")
                gone.update(j for j in below if j in by_token and by_token[j].kind is x.kind and by_token[j].noun)
        if x.kind is Kind.DEMAND:
            gone.update(j for j in t.kids(x.i, "xcomp", "ccomp") if j in by_token and has_infinitive(t, j))
    at = {token: x for x in found for token in range(x.first, x.last + 1)}
    for x in found:
        above = governor(t, x.i, at)
        if above is not None and above.kind in SILENT and x.kind not in SILENT and above.i not in (x.i,):
            gone.add(x.i)
    return [x for x in found if x.i not in gone and not warded_off(t, x)]


def warded_off(t: Tree, x: Trigger) -> bool:
    """Whether a noun means what somebody is kept safe from, whenever it may come: "roofs that protect from strikes"."""
    prep = t.head[x.i]
    if not x.noun or t.dep[x.i] != "pobj" or t.lower[prep] not in ("from", "against"):
        return False
    return t.lemma[t.head[prep]] in SHIELDING and not any(t.dep[j] in ("det", "poss") for j in t.children[x.i])


def has_infinitive(t: Tree, i: int) -> bool:
    return any(t.dep[k] == "aux" and t.lower[k] == "to" for k in t.children[i])


def pointing(t: Tree, x: Trigger, own: TimeMention | None) -> bool:
    """Whether a noun only points back to a happening told before: "the attack", "these gains", "their advance"."""
    if not x.noun or x.kind in SILENT or own is not None:
        return False
    before = t.lower[x.first - 1] if x.first else ""
    return before in POINTING and not any(
        t.dep[j] in ("amod", "compound", "nummod", "prep", "acl", "relcl")
        or (t.dep[j] == "poss" and t.pos[j] != "PRON")
        for j in t.children[x.i]
    )


def whole_war(t: Tree, x: Trigger, put: Stance, own: TimeMention | None) -> bool:
    """Whether a noun means the war as a whole, undated."""
    return x.noun and t.lower[x.i] in WARS and put is Stance.ASSERTED and own is None
