"""Who is who in one report: the side of a phrase, and what pronouns and bare nouns stand for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from outskirts.detect.parties import PartyFinder, side_in_report
from outskirts.extract.attribution.quotes import Quotes, quotations
from outskirts.extract.claims import roles
from outskirts.extract.claims.words import words
from outskirts.extract.tree import NOUNS, SUBJECTS, VERBS, Tree
from outskirts.vocabulary import Conflict, Kind, Party, Span, Speaker

PERSONAL = frozenset(("it", "they", "he", "she", "them", "him"))
OWN = frozenset(("we", "us", "our", "ours"))
POSSESSIVES = frozenset(("its", "their", "his", "her"))
# Words for the armed forces of a side that the phrase itself does not tell.
TROOPS = words("troops")
ARMED = frozenset((Kind.STRIKE, Kind.SHELLING, Kind.CLASH, Kind.ADVANCE, Kind.ENTER))
CIVIL = words("civil_officials")
CIVILIANS = "CIV"
FOES = words("foes")
WEAPONS = words("weapons")
TIED = frozenset(("close", "loyal", "allied", "aligned", "linked", "affiliated", "faithful"))
FIGHTING = frozenset(("fighting", "opposing", "battling", "resisting"))
STANDING_WITH = words("standing_with")
DEFINITE = frozenset(("the", "these", "those", "this", "that", "both"))


class Cast:
    """One report's memory of its parties. Fed in reading order. ``voice`` is the side of the report's ``outlet``."""

    def __init__(
        self,
        finder: PartyFinder,
        conflicts: Sequence[Conflict],
        hint: Sequence[str],
        on: date | None,
        text: str = "",
        voice: str | None = None,
        outlet: str = "",
    ) -> None:
        self.finder = finder
        self.text = text
        self.voice = voice
        self.outlet = outlet
        self.quotes = Quotes(quotations(text))
        self.hint = tuple(hint)
        self.on = on
        self.sides = [s for c in conflicts if c.id in hint[:1] for s in c.sides if s.belligerent]
        self.heads: dict[str, Party] = {}
        self.subject: Party | None = None
        self.places: frozenset[int] = frozenset()
        self._cache: dict[str, str | None] = {}

    def side_of(self, phrase: str) -> str | None:
        if phrase not in self._cache:
            self._cache[phrase] = self.finder.side_of(phrase, self.on, self.hint)
        return self._cache[phrase]

    def enemy(self, side: str | None) -> str | None:
        """The first belligerent of the conflict that is neither this side nor its ally."""
        if side is None:
            return None
        own = next((s for s in self.sides if s.code == side), None)
        friends = {side, *(own.allies if own else ())}
        return next((s.code for s in self.sides if s.code not in friends and side not in s.allies), None)

    def fights(self, side: str | None) -> bool:
        """Whether a side is a belligerent of the report's first conflict."""
        return any(s.code == side for s in self.sides)

    def actor(self, t: Tree, doers: Sequence[int], speaker: Speaker | None, kind: Kind) -> Party | None:
        """The party that does it: several coordinated ones together, else the first with a side, else the first."""
        # "Taking the town would bring it closer": what is done does nothing.
        doers = [j for j in doers if t.tag[j] != "VBG" or t.pos[j] == "PROPN"]
        if kind in ARMED:
            doers = [j for j in doers if t.lemma[j] not in CIVIL]
        found = [p for j in doers if (p := self.party(t, j, speaker)) is not None]
        if len(found) > 1 and len({p.side for p in found}) > 1:
            first, last = found[0].span, found[-1].span
            base = t.parsed.sentence.span
            text = base.text[first.start - base.start : last.end - base.start]
            if (together := self.side_of(text)) is not None:
                return Party(Span(first.start, last.end, text), text, together)
        # Civilians suffer what happens; they are on no side that does it.
        found = [p for p in found if p.side != CIVILIANS]
        return next((p for p in found if p.side), found[0] if found else None)

    def party(self, t: Tree, j: int, speaker: Speaker | None) -> Party | None:
        """The party that a noun names, with its side as far as the report tells."""
        form = t.lower[j]
        if form == "whose":
            return self.whose(t, j)
        if form in POSSESSIVES:
            owner = self.clause_subject(t, j) or self.subject or speaker
            return Party(t.span(j, j), owner.name, owner.side) if owner else None
        if form in PERSONAL or form in OWN or t.pos[j] == "PRON":
            return self.pronoun(t, j, speaker)
        first, last = roles.phrase(t, j)
        span = t.span(first, last)
        side = self.side_of(span.text)
        if side is None and (wider := self.wider(t, j, first, last)):
            side = wider
        if side is None:
            side = self.unnamed(t, j, first, speaker)
            if side is None and not (t.lemma[j] in WEAPONS and not definite(t, j, first)):
                side = self.told(span, speaker)
        party = Party(span, span.text, side)
        if side is not None:
            self.heads[t.lemma[j]] = party
        return party

    def told(self, span: Span, speaker: Speaker | None) -> str | None:
        """The side that the report around a phrase tells, as said by a speaker or by the report itself."""
        voice = speaker.side if speaker is not None and speaker.side is not None else self.voice
        return side_in_report(self.finder, span.text, self.text, span.start, self.on, self.hint, voice).side

    def wider(self, t: Tree, j: int, first: int, last: int) -> str | None:
        """From what follows the noun: "units of the Russian army", an apposition, "fighters from Hamas"."""
        for k in t.children[j]:
            if k > last and t.dep[k] == "prep" and t.lower[k] in ("of", "from", "in", "with"):
                for m in t.kids(k, "pobj"):
                    a, b = roles.phrase(t, m)
                    if side := self.side_of(t.span(a, b).text):
                        return side
            elif k > last and t.lower[k] in TIED:
                # "Officials close to the Houthis", "militias loyal to Haftar"
                for p in t.kids(k, "prep"):
                    for m in t.kids(p, "pobj"):
                        if t.lower[p] in ("to", "with") and (side := self.side_of(t.span(*roles.phrase(t, m)).text)):
                            return side
            elif k > last and t.dep[k] == "acl" and t.lower[k] in FIGHTING:
                # "Groups fighting the rebels" are on the other side.
                for m in t.kids(k, "dobj"):
                    if side := self.enemy(self.side_of(t.span(*roles.phrase(t, m)).text)):
                        return side
            elif k > last and t.dep[k] == "appos":
                a, b = roles.phrase(t, k)
                if side := self.side_of(t.span(a, b).text):
                    return side
            elif k > last and t.lower[k] in STANDING_WITH:
                # "Forces loyal to General Haftar."
                for m in (m for p in t.kids(k, "prep") if t.lower[p] in ("to", "with") for m in t.kids(p, "pobj")):
                    a, b = roles.phrase(t, m)
                    if side := self.side_of(t.span(a, b).text):
                        return side
        return None

    def unnamed(self, t: Tree, j: int, first: int, speaker: Speaker | None) -> str | None:
        """The side of "its forces", "the enemy", "troops", "the rebels" from who speaks and who was named before."""
        owner = next((k for k in t.children[j] if t.lower[k] in POSSESSIVES or t.lower[k] in ("our", "whose")), None)
        lemma = t.lemma[j]
        if owner is not None and t.lower[owner] == "whose":
            known = self.whose(t, owner)
            return known.side if known else None
        if owner is not None:
            if t.lower[owner] != "our" and (subject := self.clause_subject(t, owner)) is not None and subject.side:
                return subject.side
            if speaker is not None and speaker.side:
                return speaker.side
        if lemma in FOES or t.lower[j] in FOES or any(t.lower[k] in FOES for k in t.children[j] if k < j):
            return self.enemy(speaker.side if speaker else self.voice)
        known = self.heads.get(lemma)
        if known is not None and known.side and definite(t, j, first):
            return known.side
        if lemma in WEAPONS:
            # A side tells of its own weapons with a word that says so.
            return self.enemy(speaker.side) if speaker is not None and self.fights(speaker.side) else None
        if lemma in TROOPS or t.lower[j] in TROOPS:
            if speaker is not None and any(s.code == speaker.side for s in self.sides):
                return speaker.side
            if known is not None:
                return known.side
            nearby = self.clause_subject(t, j) or self.subject
            return nearby.side if nearby is not None and self.fights(nearby.side) else None
        return None

    def whose(self, t: Tree, j: int) -> Party | None:
        """Whom "whose" means: the noun that its clause hangs on."""
        noun = next((t.head[k] for k in t.up(j) if t.dep[k] == "relcl"), None)
        if noun is None:
            return None
        chain = [noun, *(k for k in t.up(noun) if t.dep[noun] in ("pobj", "conj") and t.pos[k] in NOUNS)][:2]
        for k in chain:
            first, last = roles.phrase(t, k)
            if side := self.side_of(t.span(first, last).text) or self.wider(t, k, first, last):
                return Party(t.span(first, last), t.span(first, last).text, side)
        return None

    def occupier(self, country: str) -> str | None:
        """Who occupies ground of a country: the enemy of the side at home there."""
        home = next((s for s in self.sides if country and country in s.countries), None)
        return self.enemy(home.code) if home else None

    def pronoun(self, t: Tree, j: int, speaker: Speaker | None) -> Party | None:
        """What a pronoun stands for: the speaker for "we", else the subject of the clause above or of the last
        sentence."""
        form = t.lower[j]
        if form in OWN:
            return self.first_person(t, j, speaker)
        if form not in PERSONAL:
            return None
        found = self.clause_subject(t, j) or self.subject
        return Party(t.span(j, j), found.name, found.side) if found else None

    def first_person(self, t: Tree, j: int, speaker: Speaker | None) -> Party | None:
        """Whom "we" means: the speaker; but in the words of an outlet with a side ("Kyiv admits that we are in the
        town") that outlet, outside quotation marks."""
        if self.voice is not None and (speaker is None or self.quotes.around(t.starts[j]) is None):
            return Party(t.span(j, j), self.outlet, self.voice)
        return Party(t.span(j, j), speaker.name, speaker.side) if speaker else None

    def clause_subject(self, t: Tree, j: int) -> Party | None:
        """The nearest subject, to the left and above, that is a name and not the pronoun itself."""
        below = {j, *t.up(j)}
        for k in t.up(j):
            if t.pos[k] not in VERBS:
                continue
            # "The RSF said that it held the palace; it has not commented": the clause before, in one sentence.
            before = [m for m in t.kids(k, "ccomp", "parataxis", "conj") if m < j and m not in below]
            for m in [s for v in (k, *before) for s in t.kids(v, *SUBJECTS, "nsubjpass")]:
                if m not in below and t.pos[m] in ("NOUN", "PROPN"):
                    first, last = roles.phrase(t, m)
                    span = t.span(first, last)
                    side = self.side_of(span.text) or self.wider(t, m, first, last)
                    if side:
                        return Party(span, span.text, side)
        return None

    def remember(self, t: Tree) -> None:
        """Note the subject of a sentence's main verb, for the pronouns of the next one."""
        for i, dep in enumerate(t.dep):
            if dep == "ROOT":
                for m in t.kids(i, *SUBJECTS, "nsubjpass"):
                    if t.pos[m] in ("NOUN", "PROPN"):
                        first, last = roles.phrase(t, m)
                        span = t.span(first, last)
                        side = (
                            self.side_of(span.text) or self.wider(t, m, first, last) or self.unnamed(t, m, first, None)
                        )
                        self.subject = Party(span, span.text, side)
                        if side:
                            self.heads[t.lemma[m]] = self.subject
                        return


def definite(t: Tree, j: int, first: int) -> bool:
    """Whether a noun points back: "the force", "those fighters"."""
    return (first > 0 and t.lower[first - 1] in DEFINITE) or any(t.lower[k] in DEFINITE for k in t.children[j])
