"""What the words around a trigger add to its sense: into whose hands, by whom, with what weapon."""

from __future__ import annotations

from outskirts.extract.claims import roles
from outskirts.extract.claims.cues import Cues
from outskirts.extract.tree import Tree
from outskirts.vocabulary import Kind


def takers(t: Tree, i: int) -> list[int]:
    """Into whose hands a town fell: "to the rebels", "under Russian control", "into the hands of the army"."""
    found: list[int] = []
    for j in t.kids(i, "prep"):
        if t.lower[j] == "to" and not t.kids(j, "pobj"):
            # "Fell to swiftly advancing forces": the parser takes the participle for a verb.
            found += [k for v in t.kids(j, "pcomp") for k in t.kids(v, "dobj")]
        for k in t.kids(j, "pobj"):
            if t.lower[j] == "to":
                found.append(k)
            elif t.lower[k] in ("control", "hands", "rule", "occupation"):
                of = [m for n in t.kids(k, "prep") if t.lower[n] in ("of", "by") for m in t.kids(n, "pobj")]
                found += [*t.kids(k, "poss", "amod", "compound", "nmod"), *of]
    return found


def by_whom(t: Tree, i: int) -> list[int]:
    """Who did what a noun names, where "by" follows at once and the parser has hung it elsewhere."""
    j = i + 1
    while j < len(t) and t.words[j] in ('"', "”", "’", "'", "''"):
        j += 1
    return t.kids(j, "pobj") if j < len(t) and t.lower[j] == "by" else []


def weapon_kind(t: Tree, i: int, kind: Kind, cues: Cues) -> Kind:
    """ "Roadside bomb attacks" are blasts, "air and artillery strikes" are first of all strikes."""
    before = {t.lower[j] for j in roles.modifiers(t, i)} | {t.lower[j] for j in range(max(0, i - 3), i)}
    if not before.isdisjoint(cues.classes["planted"]) and before.isdisjoint(("missile", "missiles", "drone", "drones")):
        return Kind.BLAST
    return Kind.STRIKE if kind is Kind.SHELLING and "air" in before else kind
