"""Whose doing was it, by the sentence before? "Russian aircraft bombed X. Two people were killed." """

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from outskirts.extract.claims import roles
from outskirts.extract.claims.scene import SUFFERED, VIOLENT
from outskirts.extract.claims.triggers import Trigger
from outskirts.extract.claims.words import words
from outskirts.extract.tree import Tree
from outskirts.vocabulary import Claim, Kind, Party, PlaceMention

FIRE = frozenset((Kind.STRIKE, Kind.SHELLING, Kind.BLAST))
HARM = frozenset((Kind.CASUALTIES, Kind.DAMAGE))
AS_WELL = frozenset(("also", "again", "too"))
POINTING = frozenset(("the", "this", "that", "these", "those"))
# Fighting that both sides do.
MUTUAL = words("mutual")


@dataclass(slots=True)
class Causes:
    """What the last sentence with a happening told, and its number."""

    told: list[Claim] = field(default_factory=list)
    index: int = -2

    def note(self, t: Tree, made: Sequence[Claim]) -> None:
        """Remember a sentence's happenings whose doer is known. Titles cause nothing: the text tells it again."""
        found = [c for c in made if c.actor and c.actor.side and c.kind in VIOLENT | HARM | {Kind.DETAIN}]
        if found and not t.parsed.sentence.heading:
            self.told, self.index = found, t.index

    def doer(
        self, t: Tree, x: Trigger, at: Mapping[int, Trigger], spots: Sequence[PlaceMention], single: bool
    ) -> Party | None:
        """The doer of a happening that its own sentence gives to nobody; ``single`` where the report tells of one
        happening in its own voice throughout."""
        if self.index != t.index - 1 or x.kind not in VIOLENT | HARM | {Kind.DETAIN}:
            return None
        back = pointed(t, x, at)
        if back is not None:
            return self.of(frozenset((back,)))
        if not x.noun and not roles.is_passive(t, x.i):
            return None
        if x.kind in VIOLENT and not x.noun and any(t.lower[j] in AS_WELL for j in t.children[x.i]):
            return self.of(frozenset((x.kind,)))
        if x.kind in SUFFERED and not any(o.kind in VIOLENT for o in at.values()):
            here = {m.name for m in spots}
            there = {c.place.name for c in self.told if c.place}
            # A toll ("300 have been killed") is that of more than one happening.
            toll = any(t.dep[k] == "aux" and t.lemma[k] == "have" for k in t.children[x.i])
            if here & there or not (here or toll):
                return self.of(FIRE)
        return self.of(HARM | {Kind.DETAIN}) if single and x.kind in HARM | {Kind.DETAIN} else None

    def of(self, kinds: frozenset[Kind]) -> Party | None:
        """Who did the last of these, if all of them were done by one side."""
        found = [c.actor for c in self.told if c.kind in kinds and c.actor]
        return found[-1] if found and len({p.side for p in found}) == 1 else None


def pointed(t: Tree, x: Trigger, at: Mapping[int, Trigger]) -> Kind | None:
    """The kind that a definite noun points back to: of "the shelling destroyed a house" for both words."""
    for j in (x.i, *x.doers):
        other = at.get(j)
        if other is not None and other.noun and other.kind in VIOLENT and t.lemma[j] not in MUTUAL:
            before = t.lower[other.first - 1] if other.first else ""
            if before in POINTING and not any(t.dep[k] in ("prep", "poss", "acl", "relcl") for k in t.children[j]):
                return other.kind
    return None
