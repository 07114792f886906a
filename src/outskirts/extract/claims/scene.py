"""Where are we? What the sentences read so far leave for the next one: the place and day of the last happening."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from outskirts.extract.claims.signs import SILENT
from outskirts.extract.claims.triggers import Trigger
from outskirts.extract.tree import Tree
from outskirts.vocabulary import Claim, Days, Kind, PlaceMention, Relation, Span, Stance, TimeMention

VIOLENT = frozenset((Kind.STRIKE, Kind.SHELLING, Kind.CLASH, Kind.BLAST))
SUFFERED = frozenset((Kind.CASUALTIES, Kind.DAMAGE, Kind.DISPLACE))
GROUND = frozenset(
    (
        Kind.CAPTURE,
        Kind.HOLD,
        Kind.ENTER,
        Kind.ADVANCE,
        Kind.WITHDRAW,
        Kind.SURROUND,
        Kind.CLASH,
        Kind.STRIKE,
        Kind.SHELLING,
    )
)
# A happening by the noun that points back to it.
TOLD_BEFORE = frozenset(
    ("operation", "raid", "attack", "engagement", "firefight", "assault", "incident", "ambush", "search")
)
ANNOUNCING = frozenset(("in", "also", "other", "elsewhere", "on", "meanwhile", "separately"))
# What has no place unless one is named for it.
PLACELESS = frozenset((Kind.ORDER, Kind.NEGOTIATE, Kind.DEMAND, Kind.AID, Kind.DEPLOY))


@dataclass(slots=True)
class Scene:
    """What the sentences read so far leave for the next one."""

    places: tuple[PlaceMention, ...] = ()
    days: Days | None = None
    paragraph: int = -1
    # Whether all so far was told in the report's own voice, of one place: a communique of one happening.
    single: bool = True
    told: Span | None = None
    # The day under which a list stands: "In other operations yesterday:".
    listed: Days | None = None

    def list_under(self, t: Tree, times: Sequence[TimeMention]) -> None:
        """Keep the day of a line that announces a list, for all that follows until the next such line."""
        if t.lower and t.lower[-1] == ":" and t.words[0][0].isupper() and t.lower[0] in ANNOUNCING:
            days = [m.days for m in times if m.type in ("DATE", "TIME") and m.days and m.days.start == m.days.end]
            self.listed = days[-1] if days else None

    def carried(self, t: Tree, places: Sequence[PlaceMention]) -> Scene | None:
        """The scene of the sentence before, where this one plainly goes on with it: it names no place of its own and
        points back, or the report tells of one happening in its own voice throughout."""
        if places or (not self.places and self.days is None):
            return None
        if points_back(t) and (t.parsed.sentence.paragraph == self.paragraph or refers(t)):
            return self
        return self if self.single else None

    def meant(self, t: Tree, x: Trigger, scene: Scene | None) -> Scene | None:
        """The scene that lends its place to a trigger without one."""
        if self.places and x.kind in GROUND:
            if any(t.lower[j] in ("it", "them") for j in x.goals):
                return self
            if any(t.lower[j] == "nearby" for j in t.children[x.i]):
                near = tuple(dataclasses.replace(m, relation=Relation.NEAR, bearing=None) for m in self.places)
                return Scene(near, self.days)
        if x.kind in SILENT or (x.kind in PLACELESS and not (scene and scene.single)):
            return None
        return scene

    def note(self, made: Sequence[Claim]) -> None:
        """Remember where and when the last happening was."""
        for claim in made:
            if claim.speakers:
                self.single = False
            if claim.kind not in VIOLENT | SUFFERED | GROUND | {Kind.DETAIN} or claim.stance is not Stance.ASSERTED:
                continue
            place = claim.place
            if place is None or rough(place):
                continue
            if not (self.single and self.places):
                spot = dataclasses.replace(place, relation=Relation.IN, bearing=None)
                # Several places of one happening ("near A and B") are carried together.
                self.places = (*self.places, spot) if self.told == claim.trigger else (spot,)
                self.told = claim.trigger
            elif claim.when.text and place.name != self.places[0].name:
                self.single = False
            if claim.when.start is not None and claim.when.text and claim.when.start == claim.when.end:
                self.days = self.days or claim.when

    def open(self, places: Sequence[PlaceMention], times: Sequence[TimeMention]) -> None:
        """Take the first place and day that the report tells of as those of what follows."""
        if self.single and not self.places:
            self.places = tuple(m for m in places if not rough(m) and m.relation in (Relation.IN, Relation.PART))[:1]
            days = [m.days for m in times if m.type in ("DATE", "TIME") and m.days and m.days.start == m.days.end]
            if places:
                self.days = self.days or (days[-1] if days else None)


def to_country(mention: PlaceMention) -> bool:
    """Whether words such as "there" point back to a country, which is too far to be meant."""
    far = mention.anaphoric and mention.place is not None and mention.place.kind == "country"
    return far and mention.span.text.split()[-1].lower() != "country"


def rough(mention: PlaceMention) -> bool:
    """Whether a place is too large to be the scene of one happening."""
    return mention.place is not None and mention.place.kind in ("country", "region", "continent", "area")


def refers(t: Tree) -> bool:
    """Whether a sentence says that all of it belongs to the happening told before: "… during the operation"."""
    words = zip(t.lower, t.lower[1:], t.lower[2:], strict=False)
    return any(a in ("during", "in") and b in ("the", "this") and c in TOLD_BEFORE for a, b, c in words)


def points_back(t: Tree) -> bool:
    """Whether a sentence begins by pointing at what was told before: "The insurgents", "During the operation", "A
    second", "Several more"."""
    opening = t.lower[:3]
    if not opening:
        return False
    if opening[0] in (
        "the",
        "this",
        "these",
        "those",
        "they",
        "he",
        "it",
        "several",
        "both",
        "another",
        "others",
        "some",
        "no",
        "one",
        "two",
    ):
        return True
    return opening[0] in ("during", "after", "following", "while", "upon", "as", "a", "based") and (
        "the" in opening or opening[1:2] == ["second"]
    )
