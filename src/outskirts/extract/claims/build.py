"""From one report's sentences, mentions and voices to its claims."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from outskirts.clean.parse import ParsedSentence
from outskirts.extract.claims import quantity, roles, when, where
from outskirts.extract.claims.cast import Cast
from outskirts.extract.claims.cues import Cues, cues
from outskirts.extract.claims.links import governor, kin
from outskirts.extract.claims.silence import SilenceWords, denials, silence_words, silences
from outskirts.extract.claims.stance import SILENT, StanceWords, ahead, stance, stance_words
from outskirts.extract.claims.triggers import BEARINGS, Named, Trigger, triggers
from outskirts.extract.tree import Tree, tree
from outskirts.vocabulary import (
    Claim,
    Days,
    Kind,
    Party,
    PlaceMention,
    Relation,
    Report,
    Span,
    Speaker,
    Stance,
    TimeMention,
    content_id,
)

VIOLENT = frozenset((Kind.STRIKE, Kind.SHELLING, Kind.CLASH, Kind.BLAST))
SUFFERED = frozenset((Kind.CASUALTIES, Kind.DAMAGE, Kind.DISPLACE))
GROUND = frozenset(
    (Kind.CAPTURE, Kind.HOLD, Kind.ENTER, Kind.ADVANCE, Kind.WITHDRAW, Kind.SURROUND, Kind.CLASH, Kind.STRIKE, Kind.SHELLING)
)
POINTING = frozenset(("the", "this", "that", "these", "those", "such", "its", "their", "his", "her"))
# What a bare "denied it" may speak of, weightiest first.
DENIABLE = (Kind.CAPTURE, Kind.HOLD, Kind.ENTER, Kind.WITHDRAW, Kind.REPEL, Kind.ADVANCE, Kind.SURROUND)
PLACELESS = frozenset((Kind.ORDER, Kind.NEGOTIATE, Kind.DEMAND, Kind.AID, Kind.DEPLOY))


@dataclass(frozen=True, slots=True)
class Layers:
    """What the stages below found in one report. ``places`` includes anaphoric mentions; ``speakers_at`` gives the voices
    at a code point, nearest first; ``said_at`` the days of saying there, or None."""

    places: Sequence[PlaceMention]
    times: Sequence[TimeMention]
    speakers_at: Callable[[int], tuple[Speaker, ...]]
    sources: Sequence[Span] = ()
    said_at: Callable[[int], Days | None] = field(default=lambda _: None)


@dataclass(slots=True)
class Scene:
    """What the sentences read so far leave for the next one."""

    places: tuple[PlaceMention, ...] = ()
    days: Days | None = None
    sides: set[str] = field(default_factory=set)
    paragraph: int = -1
    # Whether all so far was told in the report's own voice, of one place: a communique of one happening.
    single: bool = True
    told: Span | None = None


def claims(report: Report, sentences: Sequence[ParsedSentence], layers: Layers, cast: Cast) -> tuple[Claim, ...]:
    """The claims of a report in reading order. Sentences that were not parsed yield none."""
    reader = Reader(report, layers, cast)
    for sentence in sentences:
        if sentence.doc is not None:
            reader.read(sentence)
    return tuple(unique(reader.found))


def to_country(mention: PlaceMention) -> bool:
    """Whether words such as "there" point back to a country, which is too far to be meant."""
    far = mention.anaphoric and mention.place is not None and mention.place.kind == "country"
    return far and mention.span.text.split()[-1].lower() != "country"


def rough(mention: PlaceMention) -> bool:
    """Whether a place is too large to be the scene of one happening."""
    return mention.place is not None and mention.place.kind in ("country", "region", "continent", "area")


def unique(found: Sequence[Claim]) -> Iterator[Claim]:
    """Claims without repeats of one id."""
    seen: set[str] = set()
    for claim in found:
        if claim.id not in seen:
            seen.add(claim.id)
            yield claim


class Reader:
    """Goes through a report's sentences and remembers what later ones need."""

    def __init__(self, report: Report, layers: Layers, cast: Cast) -> None:
        self.report = report
        self.layers = layers
        self.cast = cast
        self.cues: Cues = cues()
        self.stances: StanceWords = stance_words()
        self.silences: SilenceWords = silence_words()
        self.published: date | None = report.published.date() if report.published else None
        self.scene = Scene()
        self.found: list[Claim] = []

    def read(self, sentence: ParsedSentence) -> None:
        """Add the claims of one sentence."""
        t = tree(sentence)
        span = sentence.sentence.span
        places = [
            m
            for m in self.layers.places
            if span.start <= m.span.start < span.end and not m.frame and not to_country(m)
        ]
        times = [m for m in self.layers.times if span.start <= m.span.start < span.end]
        found = self.triggers(t, places)
        places = [m for m in places if not self.voiced(m, t, found)]
        if found:
            self.claims(t, found, places, times)
        elif not sentence.sentence.heading:
            self.open_scene(places, times)
        self.deny(t, found)
        self.cast.remember(t)
        if sentence.sentence.paragraph != self.scene.paragraph:
            self.scene.paragraph = sentence.sentence.paragraph

    def voiced(self, mention: PlaceMention, t: Tree, found: Sequence[Trigger]) -> bool:
        """Whether a name is part of who says it ("residents of Goma said") and of no happening."""
        told = [t.span(x.first, x.last) for x in found]
        return any(
            source.covers(mention.span) and not any(source.covers(span) for span in told) for source in self.layers.sources
        )

    def triggers(self, t: Tree, places: Sequence[PlaceMention]) -> list[Trigger]:
        """The sentence's triggers, with silences in the place of what they are silent about."""
        self.cast.places = frozenset(
            i for m in places if m.place is None or m.place.kind != "country" for i in t.tokens_in(m.span)
        )
        named = Named(
            frozenset(i for m in places for i in t.tokens_in(m.span)),
            frozenset(i for i, pos in enumerate(t.pos) if pos == "PROPN" and self.cast.side_of(t.words[i])),
        )
        silent = silences(t, self.silences)
        taken = {i for s in silent for i in range(s.first, s.last + 1)}
        events = [x for x in triggers(t, self.cues, named) if not taken & set(range(x.first, x.last + 1))]
        return told_once(t, sorted([*silent, *events], key=lambda x: x.first))

    def claims(
        self, t: Tree, found: list[Trigger], places: Sequence[PlaceMention], times: Sequence[TimeMention]
    ) -> None:
        """Claims of the triggers of one sentence."""
        lies = where.assign(t, found, places)
        days, lent, said = when.assign(t, found, times)
        at = {token: x for x in found for token in range(x.first, x.last + 1)}
        stances: dict[int, Stance] = {}
        voices: dict[int, tuple[Speaker, ...]] = {}
        for x in found:
            voices[x.i] = self.layers.speakers_at(t.starts[x.i])
            stances[x.i] = stance(t, x, self.stances, bool(voices[x.i]))
        actors = {x.i: self.actor(t, x, found, at, voices[x.i]) for x in found}
        day_said = next(iter(said.values())).days if said else None
        scene = self.carried(t, places)
        made: list[Claim] = []
        for x in found:
            own = days.get(x.i)
            if pointing(t, x, own) and not actors[x.i][1]:
                continue
            if x.noun and t.lower[x.i] in WARS and stances[x.i] is Stance.ASSERTED and own is None:
                continue
            told = self.layers.said_at(t.starts[x.i]) or (day_said if voices[x.i] else None)
            future = ahead(t, x, stances[x.i], self.stances)
            span = when.when(own, lent.get(x.i), future, told, self.published, scene.days if scene else None)
            spots: tuple[PlaceMention | None, ...] = lies[x.i]
            if not spots and (carried := self.meant(t, x, scene)) is not None:
                spots = carried.places
            for spot in spots or (None,):
                made.append(self.claim(t, x, stances[x.i], actors[x.i][0], spot, span, voices[x.i], told))
        self.found += made
        self.note(made)

    def claim(
        self, t: Tree, x: Trigger, put: Stance, actor: Party | None, spot: PlaceMention | None, days: Days,
        voices: tuple[Speaker, ...], told: Days | None,
    ) -> Claim:  # fmt: skip
        span = t.span(x.first, x.last)
        target = self.target(t, x, voices)
        return Claim(
            content_id("c", self.report.id, span.start, x.kind, spot.name if spot else "", spot.bearing if spot else "",
                       voices[0].name if voices else ""),
            self.report.id, span, x.kind, put, actor, target, spot, days, voices,
            quantity.quantity(t, x.goals), t.parsed.sentence.span, told.start if told else None,
        )  # fmt: skip

    def actor(
        self, t: Tree, x: Trigger, found: Sequence[Trigger], at: Mapping[int, Trigger], voices: Sequence[Speaker]
    ) -> tuple[Party | None, bool]:
        """Who does it, and whether the words around the trigger itself say so."""
        speaker = voices[0] if voices else None
        party = self.doer(t, x, at, speaker)
        if party is not None and party.side is not None:
            return party, True
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
        doers: Sequence[int] = x.doers
        if x.state and not doers and x.kind is Kind.HOLD:
            return self.occupier(t, x)
        if t.tag[x.i] == "VBG" and not x.noun:
            doers = belonging(t, x.i, self.cast) or doers
        if not doers and x.noun:
            doers = self.doers_of_noun(t, x)
        elif not doers and t.pos[x.i] != "VERB" and x.i and t.pos[x.i - 1] in ("NOUN", "PROPN"):
            # The tagger does not know the verb: "forces counterattacked".
            doers = (x.i - 1,)
        return self.cast.actor(t, doers, speaker, x.kind)

    def doers_of_noun(self, t: Tree, x: Trigger) -> Sequence[int]:
        """Who does what a noun without owner names: words before it, the subject of its verb or clause, "of", "from"."""
        if t.lower[x.i] in NOT_OWNED:
            return inflicted(t, x.i)
        found = belonging(t, x.i, self.cast) or light_subject(t, x.i)
        if not found:
            of = ("of",) if x.kind in MOVES else ("from",)
            found = [m for k in t.kids(x.i, "prep") if t.lower[k] in of for m in t.kids(k, "pobj") if self.sided(t, m)]
        return found or adjunct_subject(t, x)

    def sided(self, t: Tree, j: int) -> bool:
        """Whether a noun is a party with a side, and no place of the happening."""
        return j not in self.cast.places and self.cast.side_of(t.span(*roles.phrase(t, j)).text) is not None

    def occupier(self, t: Tree, x: Trigger) -> Party | None:
        """ "Occupied Kherson": held by the enemy of the side at home there."""
        heads = {i for g in x.goals for i in (g,)}
        for m in self.layers.places:
            if m.place is not None and set(t.tokens_in(m.span)) & heads and t.lower[x.i] in ("occupied", "annexed"):
                side = self.cast.occupier(m.place.country)
                return Party(t.span(x.i, x.i), side, side) if side else None
        return None

    def target(self, t: Tree, x: Trigger, voices: Sequence[Speaker]) -> Party | None:
        """To whom or what it is done: the first object that is no place."""
        for j in x.goals:
            if t.pos[j] in ("NOUN", "PROPN", "NUM"):
                return self.cast.party(t, j, voices[0] if voices else None)
        return None

    def carried(self, t: Tree, places: Sequence[PlaceMention]) -> Scene | None:
        """The scene of the sentence before, where this one plainly goes on with it: it names no place of its own and
        points back, or the report tells of one happening in its own voice throughout."""
        if places or (not self.scene.places and self.scene.days is None):
            return None
        if points_back(t) and t.parsed.sentence.paragraph == self.scene.paragraph:
            return self.scene
        return self.scene if self.scene.single else None

    def meant(self, t: Tree, x: Trigger, scene: Scene | None) -> Scene | None:
        """The scene that lends its place to a trigger without one."""
        if any(t.lower[j] in ("it", "them") for j in x.goals) and self.scene.places and x.kind in GROUND:
            return self.scene
        if x.kind in SILENT or (x.kind in PLACELESS and not (scene and scene.single)):
            return None
        return scene

    def note(self, made: Sequence[Claim]) -> None:
        """Remember where and when the last happening was."""
        scene = self.scene
        for claim in made:
            if claim.speakers:
                scene.single = False
            if claim.kind not in VIOLENT | SUFFERED | GROUND | {Kind.DETAIN} or claim.stance is not Stance.ASSERTED:
                continue
            place = claim.place
            if place is None or rough(place):
                continue
            if not (scene.single and scene.places):
                spot = dataclasses.replace(place, relation=Relation.IN, bearing=None)
                # Several places of one happening ("near A and B") are carried together.
                scene.places = (*scene.places, spot) if scene.told == claim.trigger else (spot,)
                scene.told = claim.trigger
            elif claim.when.text and place.name != scene.places[0].name:
                scene.single = False
            if claim.when.start is not None and claim.when.text and claim.when.start == claim.when.end:
                scene.days = scene.days or claim.when

    def open_scene(self, places: Sequence[PlaceMention], times: Sequence[TimeMention]) -> None:
        """Take the first place and day that the report tells of as those of what follows."""
        scene = self.scene
        if scene.single and not scene.places:
            scene.places = tuple(m for m in places if not rough(m) and m.relation in (Relation.IN, Relation.PART))[:1]
            if scene.places:
                day = next((m.days for m in times if m.days and m.days.start == m.days.end is not None), None)
                scene.days = scene.days or day

    def deny(self, t: Tree, found: Sequence[Trigger]) -> None:
        """Denials that name no happening: a second claim, denied, of what was claimed last by another side."""
        content = frozenset(x.i for x in found)
        for denial in denials(t, self.silences, content):
            voices = self.denier(t, denial)
            side = voices[0].side if voices else None
            for claim in self.denied(side):
                span = t.span(denial.first, denial.last)
                self.found.append(
                    dataclasses.replace(
                        claim,
                        id=content_id("c", self.report.id, span.start, claim.kind, claim.place.name if claim.place else ""),
                        trigger=span, stance=Stance.DENIED, speakers=voices, sentence=t.parsed.sentence.span, said=None,
                    )
                )  # fmt: skip

    def denier(self, t: Tree, denial: Trigger) -> tuple[Speaker, ...]:
        """Who denies: the subject of the denying verb, or whoever speaks there."""
        voices = self.layers.speakers_at(t.starts[denial.i])
        for j in denial.doers:
            party = self.cast.party(t, j, None)
            if party is not None:
                return (Speaker(party.span, party.name, party.side), *voices)
        return voices

    def denied(self, side: str | None) -> list[Claim]:
        """The claims that a denial speaks of: of what the last other side claimed the one that weighs most."""
        told = [
            c
            for c in self.found
            if c.kind in DENIABLE and c.stance is not Stance.DENIED and c.place is not None and c.speakers
            and (side is None or c.speakers[0].side != side)
        ]  # fmt: skip
        if not told:
            return []
        other = told[-1].speakers[0].side
        by_them = [c for c in told if c.speakers[0].side == other]
        weightiest = min(DENIABLE.index(c.kind) for c in by_them)
        last = [c for c in by_them if DENIABLE.index(c.kind) == weightiest][-1]
        return [c for c in by_them if c.trigger == last.trigger]


# Verbs that say no more of a happening than that there was one: the noun beside them names it.
WEAK = frozenset("rage rock shake erupt continue follow resume intensify".split())


def told_once(t: Tree, found: list[Trigger]) -> list[Trigger]:
    """One trigger a happening: of "opened artillery fire" and "fighting raged" the noun, of "a barrage of missiles hit",
    "hit X with a barrage" and "ended a truce" the verb; and none for what nobody would speak of or could check."""
    by_token = {x.i: x for x in found}
    gone: set[int] = set()
    for x in found:
        if x.noun:
            continue
        for j in t.children[x.i]:
            other = by_token.get(j)
            if other is None:
                continue
            if t.dep[j] in ("nsubj", "nsubjpass") and t.tag[j] == "VBG" and t.lemma[x.i] in WEAK:
                gone.add(x.i)
            if not other.noun:
                continue
            if t.dep[j] in ("nsubj", "nsubjpass") and other.noun and (other.kind is x.kind or t.lemma[x.i] in WEAK):
                gone.add(x.i if t.lemma[x.i] in WEAK else j)
            elif t.dep[j] == "dobj" and x.kind in VIOLENT and other.kind in VIOLENT:
                gone.add(j if other.kind is Kind.BLAST else x.i)
            elif t.dep[j] == "dobj" and x.kind is other.kind is Kind.NEGOTIATE:
                gone.add(j)
        for prep in t.kids(x.i, "prep"):
            if t.lower[prep] == "with":
                gone.update(j for j in t.kids(prep, "pobj") if j in by_token and by_token[j].kind is x.kind)
        if x.kind is Kind.DEMAND:
            gone.update(j for j in t.kids(x.i, "xcomp", "ccomp") if j in by_token and has_infinitive(t, j))
    at = {token: x for x in found for token in range(x.first, x.last + 1)}
    for x in found:
        above = governor(t, x.i, at, stop_at_speech=False)
        if above is not None and above.kind in SILENT and x.kind not in SILENT and above.i not in (x.i,):
            gone.add(x.i)
    return [x for x in found if x.i not in gone]


def has_infinitive(t: Tree, i: int) -> bool:
    return any(t.dep[k] == "aux" and t.lower[k] == "to" for k in t.children[i])


def belonging(t: Tree, i: int, cast: Cast) -> list[int]:
    """Adjectives and names before a noun that say whose it is: "Russian missile strikes", "the RSF attack". A place in
    front of it ("the Kherson offensive") tells where, not whose."""
    before = [
        j
        for j in t.subtree(i)
        if j < i and t.dep[j] in ("amod", "compound", "nmod", "poss", "nsubj") and t.pos[j] in ("PROPN", "NOUN", "ADJ")
    ]
    return [j for j in before if j not in cast.places and cast.side_of(t.words[j])]


MOVES = frozenset((Kind.WITHDRAW, Kind.ADVANCE, Kind.DEPLOY, Kind.ENTER))
SUCCESSES = frozenset("liberate retake recapture reclaim free regain".split())


def own_success(t: Tree, x: Trigger) -> bool:
    """What a belligerent that speaks of it plainly means as its own: gains, a town liberated, a place surrounded."""
    if x.kind is Kind.ADVANCE:
        return x.noun
    if not roles.is_passive(t, x.i):
        return False
    return (x.kind is Kind.CAPTURE and t.lemma[x.i] in SUCCESSES) or (
        x.kind is Kind.SURROUND and any(t.pos[j] == "PROPN" for j in x.goals)
    )


def inflicted(t: Tree, i: int) -> list[int]:
    """Who inflicts losses: the subject of "inflict", "cause", "deal"."""
    while t.dep[i] == "conj":
        i = t.head[i]
    verb = t.head[i]
    return roles.subjects(t, verb) if t.dep[i] == "dobj" and t.lemma[verb] in ("inflict", "cause", "deal") else []


NOT_OWNED = frozenset(("loss", "losses", "fall", "death", "deaths", "casualties", "dead", "wounded", "liberation", "bodies", "shell", "war"))
NOT_DOERS = frozenset("suffer face condemn report see fear expect describe witness survive repel stop discuss confirm deny celebrate end mark follow recall avoid sustain help cause allow block thwart foil claim announce reject warn film document review know".split())
# What a side does while it does something else is its own doing.
ALONGSIDE = frozenset(("amid", "with", "during", "in", "as", "after", "since", "following", "through", "via"))
OWN_DOING = frozenset((Kind.CLASH, Kind.ADVANCE, Kind.WITHDRAW, Kind.DEPLOY, Kind.STRIKE, Kind.SHELLING))


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
    if t.pos[t.head[prep]] == "VERB" and (t.lower[prep] == "with" or (article and t.lower[prep] in ("in", "during"))):
        return roles.subjects(t, t.head[prep])
    if any(t.dep[j] in ("amod",) and t.lower[j] in ("continued", "ongoing", "intensified", "renewed", "offensive") for j in t.children[x.i]):
        for j in t.up(prep):
            if t.pos[j] == "VERB":
                return roles.subjects(t, j)
    return []


def light_subject(t: Tree, i: int) -> list[int]:
    """The subject of the verb whose object the noun is: "forces continued assaults", "conducted offensive operations"."""
    j = i
    while t.dep[j] == "conj":
        j = t.head[j]
    verb = t.head[j]
    if t.dep[j] == "dobj" and t.pos[verb] == "VERB" and t.lemma[verb] not in NOT_DOERS:
        return roles.subjects(t, verb)
    above = t.head[verb]
    if t.dep[j] == "compound" and t.lower[verb] in BEARINGS and t.pos[above] == "VERB":
        # The parser takes "assaults west of X" for a compound.
        return roles.subjects(t, above)
    if t.dep[j] == "pobj" and t.lower[verb] in ("for", "in") and t.lemma[above] in ("responsible", "involved"):
        return t.kids(t.head[above], "nsubj", "nsubjpass")
    if t.dep[j] == "pobj" and t.lower[verb] in ("in", "with", "on", "of") and t.pos[t.head[verb]] == "VERB" and t.lemma[t.head[verb]] in ("engage", "take", "participate", "join", "continue", "respond", "begin", "press"):
        return roles.subjects(t, t.head[verb])
    return []


# The war as a whole is no happening, unless it is dated.
WARS = frozenset(("invasion", "invasions", "war", "wars"))


def pointing(t: Tree, x: Trigger, own: TimeMention | None) -> bool:
    """Whether a noun only points back to a happening told before: "the attack", "these gains", "their advance"."""
    if not x.noun or x.kind in SILENT or own is not None:
        return False
    before = t.lower[x.first - 1] if x.first else ""
    return before in POINTING and not any(
        t.dep[j] in ("amod", "compound", "nummod", "prep", "acl", "relcl") or (t.dep[j] == "poss" and t.pos[j] != "PRON")
        for j in t.children[x.i]
    )


def points_back(t: Tree) -> bool:
    """Whether a sentence begins by pointing at what was told before: "The insurgents", "During the operation", "A
    second", "Several more"."""
    opening = t.lower[:3]
    if not opening:
        return False
    if opening[0] in ("the", "this", "these", "those", "they", "he", "it", "several", "both", "another", "others", "some", "no", "one", "two"):
        return True
    return opening[0] in ("during", "after", "following", "while", "upon", "as", "a", "based") and ("the" in opening or opening[1:2] == ["second"])
