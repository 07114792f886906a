"""Where the tagger goes wrong on names and headlines: mended before triggers are looked for."""

from __future__ import annotations

from dataclasses import dataclass, field

from outskirts.extract.tree import Tree


@dataclass(frozen=True, slots=True)
class Named:
    """What the layers below know of a sentence's tokens: which belong to places, which to parties."""

    places: frozenset[int] = field(default_factory=frozenset)
    parties: frozenset[int] = field(default_factory=frozenset)


def mend(t: Tree, named: Named) -> None:
    """Let the names of places be names where the tagger took them for adverbs, and objects of the verb just before."""
    for i in range(len(t) - 1):
        # "The No. 31 regiment": a number, no negation.
        if t.words[i] in ("No", "No.", "Nos") and (t.words[i + 1] == "." or t.pos[i + 1] == "NUM"):
            t.lower[i], t.dep[i] = "no.", "nmod"
    for i, h in enumerate(t.head):
        # "Taliban capture Herat": a headline's verb taken for the first half of a name.
        if h > i and t.dep[i] == "compound" and t.tag[i] in ("VBP", "VBZ", "VBD") and t.kids(i, "nsubj"):
            t.move(i, t.head[h] if t.head[h] != h else i, t.dep[h])
            t.move(h, i, "dobj")
    for i in named.places:
        if t.pos[i] in ("PROPN", "NOUN", "ADP", "DET", "PUNCT", "PART", "ADJ"):
            continue
        t.pos[i] = "PROPN"
        verb = t.head[i]
        if (
            t.dep[i] in ("advmod", "acomp", "npadvmod", "prt", "dep")
            and verb == i - 1
            and t.pos[verb] == "VERB"
            and not t.kids(verb, "dobj")
        ):
            t.dep[i] = "dobj"
