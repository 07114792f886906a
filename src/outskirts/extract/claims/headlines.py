"""What headlines leave out: the "are" of forces in a place."""

from __future__ import annotations

from outskirts.extract.claims.cues import Cues
from outskirts.extract.claims.links import speech_forms
from outskirts.extract.claims.mended import Named
from outskirts.extract.claims.triggers import CONDITIONS, Trigger
from outskirts.extract.tree import NOUNS, Tree
from outskirts.vocabulary import Kind


def verbless(t: Tree, cues: Cues, named: Named) -> Trigger | None:
    """ "Rebels in centre of Bukavu", "Troops almost in X, governor says": a headline that leaves out "are"."""
    for i in range(1, len(t) - 1):
        if t.lower[i] not in ("in", "inside") or t.dep[i] != "prep":
            continue
        force = t.head[i]
        below = t.kids(i, "pobj")
        first = min(t.subtree(force))
        if force > i or first or t.lower[force] not in cues.classes["force"] or t.pos[force] not in NOUNS:
            continue
        verb = t.head[force]
        # "Troops almost in X, governor says": the verb has a speaker of its own.
        said = t.dep[force] == "nsubj" and t.lower[verb] in speech_forms() and len(t.kids(verb, "nsubj")) > 1
        alone = t.dep[force] == "ROOT" or said
        if alone and below and set(t.subtree(i)) & named.places and t.lower[below[0]] not in CONDITIONS:
            return Trigger(i, i, i, Kind.ENTER, False, (force,), ())
    return None
