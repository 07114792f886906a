"""From what a model says to a claim: every word found, every place looked up, every side known; or why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from outskirts.detect.gazetteer import Gazetteer
from outskirts.detect.parties import PartyFinder
from outskirts.detect.parties.grammar import load_grammar
from outskirts.detect.places import PlaceContext, find_places
from outskirts.detect.times import times_in
from outskirts.extract.attribution import roles
from outskirts.extract.attribution.lexicon import lexicon
from outskirts.extract.lm.answer import Told, Where, Who
from outskirts.extract.lm.locate import Text
from outskirts.vocabulary import (
    Claim,
    Conflict,
    Days,
    Party,
    PlaceMention,
    Quantity,
    Report,
    Sentence,
    Span,
    Speaker,
    TimeMention,
    content_id,
)


@dataclass(frozen=True)
class Ground:
    """What is known of a report before the model is asked: ``wars`` it tells of, best first, the places and times that
    it names, and ``codes``, the sides of these wars in words."""

    report: Report
    text: Text
    day: date | None
    wars: tuple[str, ...]
    codes: str
    places: tuple[PlaceMention, ...]
    times: tuple[TimeMention, ...]


@dataclass(frozen=True)
class Builder:
    gazetteer: Gazetteer
    conflicts: tuple[Conflict, ...]
    finder: PartyFinder

    @cached_property
    def known(self) -> Mapping[str, str]:
        """The sides that there are, of all wars and of none: code and name."""
        listed = [*load_grammar().parties, *(side for conflict in self.conflicts for side in conflict.sides)]
        return {"CIV": "civilians"} | {side.code: side.name for side in listed}

    @cached_property
    def roles(self) -> Mapping[str, str]:
        return roles.names(side for conflict in self.conflicts for side in conflict.sides)

    def claim(self, told: Told, window: Sequence[Sentence], ground: Ground) -> Claim | str:
        """The claim, or why there is none."""
        part = Span(window[0].span.start, window[-1].span.end)
        stated = ground.text.find(told.sentence, part) if told.sentence else None
        trigger = ground.text.find(told.trigger.text, stated or part)
        if trigger is None or (told.sentence and stated is None):
            return missing("sentence" if told.sentence and stated is None else "trigger", told)
        sentence = next((s.span for s in window if s.span.covers(trigger)), None)
        if sentence is None:
            return f"the trigger {told.trigger.text[:60]!r} goes over the end of a sentence"
        speakers = [self.speaker(who, part, trigger, ground) for who in told.speakers]
        if None in speakers:
            return missing("speaker", told)
        actor = self.party(told.actor, part, trigger, ground)
        target = self.party(told.target, part, trigger, ground)
        place = self.place(told.place, part, trigger, ground)
        for name, wanted, found in (("actor", told.actor, actor), ("target", told.target, target),
                                    ("place", told.place, place)):  # fmt: skip
            if wanted is not None and found is None:
                return missing(name, told)
        voices = tuple(speaker for speaker in speakers if speaker is not None)
        when = Days(told.when.start, told.when.end) if told.when else Days(None, None)
        amount = told.quantity
        report = ground.report
        id_ = content_id(
            "c", report.id, trigger.start, told.kind, place.name if place else "",
            (place.bearing or "") if place else "", voices[0].name if voices else "",
        )  # fmt: skip
        return Claim(
            id_, report.id, trigger, told.kind, told.stance, actor, target, place, when, voices,
            Quantity(amount.low, amount.high) if amount and (amount.low, amount.high) != (None, None) else None,
            sentence,
        )  # fmt: skip

    def party(self, who: Who | None, part: Span, trigger: Span, ground: Ground) -> Party | None:
        span = ground.text.find(who.text, part, trigger.start) if who else None
        return Party(span, span.text, self.side(who, ground)) if who and span else None

    def speaker(self, who: Who, part: Span, trigger: Span, ground: Ground) -> Speaker | None:
        span = ground.text.find(who.text, part, trigger.start)
        if span is None:
            return None
        name = span.text
        role = self.roles.get(name.lower()) or roles.published(name) or roles.of_phrase(name, lexicon())
        return Speaker(span, name, self.side(who, ground), role or "unknown")

    def side(self, who: Who, ground: Ground) -> str | None:
        """The model's code where there is such a side; else what the words tell, as with the rules."""
        if who.side in self.known:
            return who.side
        return self.finder.side_of(who.text, ground.day, ground.wars)

    def place(self, where: Where | None, part: Span, trigger: Span, ground: Ground) -> PlaceMention | None:
        """The place of the gazetteer that stands at these words, where one does; else the words alone."""
        span = ground.text.find(where.text, part, trigger.start) if where else None
        if where is None or span is None:
            return None
        named = next((p for p in ground.places if p.span.overlaps(span)), None)
        # The same name may stand elsewhere in the report in words that show better that it is a place.
        named = named or next((p for p in ground.places if p.span.text == span.text), None)
        if named is None:
            return PlaceMention(span, span.text, (), where.relation, where.bearing)
        found = named.span if named.span.overlaps(span) else span
        return replace(named, span=found, relation=where.relation, bearing=where.bearing, frame=False)


def missing(what: str, told: Told) -> str:
    words = {
        "sentence": told.sentence, "trigger": told.trigger.text, "actor": told.actor.text if told.actor else "",
        "target": told.target.text if told.target else "", "place": told.place.text if told.place else "",
        "speaker": ", ".join(who.text for who in told.speakers),
    }[what]  # fmt: skip
    return f"its {what} does not stand in the text: {' '.join(words.split())[:80]!r}"


def ground_of(report: Report, split: Sequence[Sentence], builder: Builder) -> Ground:
    """What the stages before this one find in a report."""
    day = report.published.date() if report.published else None
    wars = tuple(builder.finder.conflict_of(report.text, day)) if split else ()
    told = [conflict for conflict in builder.conflicts if conflict.id in wars]
    sides = [side for conflict in told for side in conflict.sides]
    codes = ", ".join(f"{side.code} ({side.name})" for side in dict.fromkeys(sides))
    places = tuple(find_places(split, builder.gazetteer, PlaceContext.of(told, day))) if wars else ()
    times = times_in(split, day) if wars else ()
    return Ground(report, Text(report.text), day, wars, f"{codes}, CIV (civilians)", places, tuple(times))
