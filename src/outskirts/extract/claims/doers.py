"""Whose doing is it? The party behind a trigger: its subject, its owner, the verb it hangs on, what caused it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from outskirts.extract.claims import roles
from outskirts.extract.claims.cast import Cast
from outskirts.extract.claims.links import kin
from outskirts.extract.claims.scene import SUFFERED, VIOLENT
from outskirts.extract.claims.triggers import BEARINGS, Trigger
from outskirts.extract.claims.where import TOWNS
from outskirts.extract.claims.words import words
from outskirts.extract.tree import Tree
from outskirts.vocabulary import Kind, Party, PlaceMention, Speaker

TIMES = words("time_nouns")
AIMED = words("aimed_nouns")
OWNERS = frozenset(("its", "their", "our", "his"))
FIRE = frozenset((Kind.STRIKE, Kind.SHELLING))
MOVES = frozenset((Kind.WITHDRAW, Kind.ADVANCE, Kind.DEPLOY, Kind.ENTER))
SUCCESSES = words("successes")
NOT_OWNED = words("sufferings")
SERVING = words("serving_verbs")
NOT_DOERS = words("onlooking_verbs")
# What a side does while it does something else is its own doing.
ALONGSIDE = words("alongside")
OWN_DOING = frozenset((Kind.CLASH, Kind.ADVANCE, Kind.WITHDRAW, Kind.DEPLOY, Kind.STRIKE, Kind.SHELLING))


class Doers:
    """Finds the parties of one report's triggers. ``places`` are the report's."""

    def __init__(self, cast: Cast, places: Sequence[PlaceMention]) -> None:
        self.cast = cast
        self.places = places

    def actor(
        self, t: Tree, x: Trigger, found: Sequence[Trigger], at: Mapping[int, Trigger], voices: Sequence[Speaker]
    ) -> tuple[Party | None, bool]:
        """Who does it, and whether the words around the trigger itself say so."""
        speaker = voices[0] if voices else None
        party = self.doer(t, x, at, speaker)
        if party is not None and party.side is not None:
            return party, True
        if x.kind in SUFFERED:
            for other in found:
                if other.kind in VIOLENT and other.noun and behind(t, other, x):
                    cause = self.doer(t, other, at, speaker)
                    if cause is not None and cause.side is not None:
                        return cause, False
        if x.kind in SUFFERED or (party is None and x.kind is Kind.CAPTURE and not x.noun):
            for other in kin(t, x, found, dict(at)):
                if other.kind in VIOLENT or (x.kind is Kind.CAPTURE and other.kind is Kind.ENTER):
                    cause = self.doer(t, other, at, speaker)
                    if cause is not None and cause.side is not None:
                        return cause, False
        if party is None and speaker is not None and self.cast.fights(speaker.side) and own_success(t, x):
            return Party(speaker.span, speaker.name, speaker.side), False
        return party, party is not None

    def doer(self, t: Tree, x: Trigger, at: Mapping[int, Trigger], speaker: Speaker | None) -> Party | None:
        """The party that the trigger's own words name."""
        for j in x.doers:
            # "The attack killed three": the doer is that of the attack.
            if j in at and at[j].noun and at[j] is not x and j not in at[j].doers:
                return self.doer(t, at[j], at, speaker)
        doers: Sequence[int] = [j for j in x.doers if t.lower[j] not in TIMES and not self.outside(t, x, j)]
        if x.noun and t.lemma[x.i] in AIMED:
            doers = [j for j in doers if t.dep[j] != "compound" or t.pos[j] != "PROPN"]
        doers = behind_label(t, x.i, doers)
        if x.state and not doers and x.kind is Kind.HOLD:
            return self.occupier(t, x)
        if t.tag[x.i] == "VBG" and not x.noun:
            doers = belonging(t, x.i, self.cast) or doers
        if not doers and x.noun:
            doers = self.doers_of_noun(t, x)
        elif not doers and x.i and t.pos[x.i - 1] in ("NOUN", "PROPN") and self.loose(t, x):
            # The tagger does not know the verb, or the subject went elsewhere: "on that front forces recaptured".
            doers = (x.i - 1,)
        if not doers and t.dep[x.i] == "csubj":
            doers = served(t, x.i)
        return self.cast.actor(t, doers, speaker, x.kind)

    def outside(self, t: Tree, x: Trigger, j: int) -> bool:
        """Whether a subject stands behind the quotation that tells the happening: it is who says so."""
        quote = self.cast.quotes.around(t.starts[x.i])
        return (
            quote is not None and j > x.i and not x.noun and t.starts[j] >= quote.end and not roles.is_passive(t, x.i)
        )

    def doers_of_noun(self, t: Tree, x: Trigger) -> Sequence[int]:
        """Who does what a noun without owner names: words before it, the subject of its verb or clause, "of",
        "from"."""
        if t.lower[x.i] in NOT_OWNED:
            return inflicted(t, x.i)
        found = belonging(t, x.i, self.cast)
        if t.lemma[x.i] in AIMED:
            found = [j for j in found if t.pos[j] != "PROPN"]
        found = found or light_subject(t, x.i)
        if not found:
            of = ("of",) if x.kind in MOVES or x.kind in FIRE or t.lower[x.i] == "hands" else ("from",)
            found = [m for k in t.kids(x.i, "prep") if t.lower[k] in of for m in t.kids(k, "pobj") if self.sided(t, m)]
        return found or adjunct_subject(t, x)

    def sided(self, t: Tree, j: int) -> bool:
        """Whether a noun is a party with a side, and no place of the happening."""
        if any(t.lower[k] in OWNERS for k in t.children[j]):
            # "The withdrawal of its forces": whose they are, the sentence tells.
            return True
        return j not in self.cast.places and self.cast.side_of(t.span(*roles.phrase(t, j)).text) is not None

    def loose(self, t: Tree, x: Trigger) -> bool:
        """Whether a verb needs the subject before it: it is none to the parser, or finite, active and without."""
        if t.pos[x.i] != "VERB":
            return True
        if x.kind in SUFFERED or (t.dep[x.i - 1] == "pobj" and t.head[x.i - 1] == x.i - 2):
            # "As civilians in Ukraine killed."
            return False
        active = t.tag[x.i] in ("VBD", "VBZ", "VBP") and not roles.is_passive(t, x.i)
        return active and x.i - 1 not in x.goals and self.sided(t, x.i - 1)

    def occupier(self, t: Tree, x: Trigger) -> Party | None:
        """ "Occupied Kherson": held by the enemy of the side at home there."""
        heads = {i for g in x.goals for i in (g,)}
        for m in self.places:
            if m.place is not None and set(t.tokens_in(m.span)) & heads and t.lower[x.i] in ("occupied", "annexed"):
                side = self.cast.occupier(m.place.country)
                return Party(t.span(x.i, x.i), side, side) if side else None
        return None

    def target(self, t: Tree, x: Trigger, voices: Sequence[Speaker]) -> Party | None:
        """To whom or what it is done: the first object that is no place, by name or as "the town"."""
        for j in x.goals:
            if j in self.cast.places or t.lemma[j] in TOWNS or t.lemma[j] in TIMES or self.part_of_place(t, j):
                continue
            if t.pos[j] in ("NOUN", "PROPN", "NUM"):
                return self.cast.party(t, j, voices[0] if voices else None)
        return None

    def part_of_place(self, t: Tree, j: int) -> bool:
        """Whether a noun names the part of a place that is spoken of: "the centre of the town"."""
        return any(t.lower[j] in m.part.casefold().split() for m in self.places if m.part)


def belonging(t: Tree, i: int, cast: Cast) -> list[int]:
    """Adjectives and names before a noun that say whose it is: "Russian missile strikes", "the RSF attack". A place in
    front of it ("the Kherson offensive") tells where, not whose."""
    before: list[int] = []
    j = i - 1
    while j >= 0 and (t.pos[j] in ("PROPN", "NOUN", "ADJ", "NUM", "PART") or t.words[j] == "-"):
        if t.pos[j] in ("PROPN", "NOUN", "ADJ"):
            before.insert(0, j)
        j -= 1
    return [j for j in before if j not in cast.places and cast.side_of(t.words[j])]


def behind_label(t: Tree, i: int, doers: Sequence[int]) -> Sequence[int]:
    """Without what stands before a colon, where something behind it does it: "Ukraine war: Russian soldiers killed"."""
    label = max((j for j in range(i) if t.words[j] == ":"), default=-1)
    return [j for j in doers if j > label] or doers


def behind(t: Tree, cause: Trigger, x: Trigger) -> bool:
    """Whether a happening is given as what another came of: "without power following weeks of air strikes"."""
    top = cause.i
    while t.dep[top] == "pobj" and t.lower[t.head[top]] == "of":
        top = t.head[t.head[top]]
    prep = t.head[top]
    return t.dep[top] == "pobj" and t.lower[prep] in ("after", "following", "amid", "by") and t.under(x.i, t.head[prep])


def served(t: Tree, i: int) -> list[int]:
    """ "Taking X would help Russian troops encircle Y": whoever has the good of it does it."""
    verb = t.head[i]
    if t.lemma[verb] not in SERVING:
        return []
    below = [j for k in t.kids(verb, "ccomp", "xcomp") if k > verb for j in t.kids(k, "nsubj")]
    return below or t.kids(verb, "dobj", "dative")


def own_success(t: Tree, x: Trigger) -> bool:
    """What a belligerent that speaks of it plainly means as its own: gains, a town liberated, an attack repelled."""
    if x.kind is Kind.ADVANCE:
        return x.noun
    if x.noun and x.kind is Kind.CAPTURE and t.dep[x.i] == "dobj":
        return t.lemma[t.head[x.i]] in ("claim", "announce", "declare", "report", "hail", "celebrate")
    if not roles.is_passive(t, x.i):
        return False
    return (
        x.kind is Kind.REPEL
        or (x.kind is Kind.CAPTURE and t.lemma[x.i] in SUCCESSES)
        or (x.kind is Kind.SURROUND and any(t.pos[j] == "PROPN" for j in x.goals))
    )


def inflicted(t: Tree, i: int) -> list[int]:
    """Who inflicts losses: the subject of "inflict", "cause", "deal"."""
    while t.dep[i] == "conj":
        i = t.head[i]
    verb = t.head[i]
    return roles.subjects(t, verb) if t.dep[i] == "dobj" and t.lemma[verb] in ("inflict", "cause", "deal") else []


def adjunct_subject(t: Tree, x: Trigger) -> list[int]:
    """ "Forces advanced amid continued offensive operations": the doer of the clause, for what it does alongside."""
    if x.kind not in OWN_DOING:
        return []
    top = x.i
    while t.dep[top] == "pobj" and t.lower[t.head[top]] == "of" and t.lower[t.head[t.head[top]]] in roles.MEASURES:
        top = t.head[t.head[top]]
    prep = t.head[top]
    if t.dep[top] != "pobj" or t.lower[prep] not in ALONGSIDE:
        return []
    article = any(t.lower[j] in ("a", "an") for j in t.children[top])
    verb = t.head[prep]
    if t.dep[verb] == "dobj":
        # The parser hangs "in a strike" on the object: "killed a commander in a strike".
        verb = t.head[verb]
    if t.pos[verb] == "VERB" and (t.lower[prep] == "with" or (article and t.lower[prep] in ("in", "during"))):
        return roles.subjects(t, verb)
    if any(
        t.dep[j] in ("amod",) and t.lower[j] in ("continued", "ongoing", "intensified", "renewed", "offensive")
        for j in t.children[x.i]
    ):
        for j in t.up(prep):
            if t.pos[j] == "VERB":
                return roles.subjects(t, j)
    return []


def light_subject(t: Tree, i: int) -> list[int]:
    """The subject of the verb whose object the noun is: "forces continued assaults", "conducted offensive
    operations"."""
    j = i
    while t.dep[j] == "conj":
        j = t.head[j]
    while t.dep[j] == "pobj" and t.lower[t.head[j]] == "of" and t.lower[t.head[t.head[j]]] in roles.MEASURES:
        # "a series of strikes"
        j = t.head[t.head[j]]
    verb = t.head[j]
    if t.dep[j] == "dobj" and t.pos[verb] == "VERB" and t.lemma[verb] not in NOT_DOERS:
        return roles.subjects(t, verb)
    above = t.head[verb]
    if t.dep[j] == "compound" and t.lower[verb] in BEARINGS and t.pos[above] == "VERB":
        # The parser takes "assaults west of X" for a compound.
        return roles.subjects(t, above)
    if t.dep[j] == "pobj" and t.lower[verb] in ("for", "in") and t.lemma[above] in ("responsible", "involved"):
        return t.kids(t.head[above], "nsubj", "nsubjpass")
    if (
        t.dep[j] == "pobj"
        and t.lower[verb] in ("in", "with", "on", "of")
        and t.pos[t.head[verb]] == "VERB"
        and t.lemma[t.head[verb]] in ("engage", "take", "participate", "join", "continue", "respond", "begin", "press")
    ):
        return roles.subjects(t, t.head[verb])
    return []
