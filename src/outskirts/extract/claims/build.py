"""From one report's sentences, mentions and voices to its claims."""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from outskirts.detect.times import is_bulletin
from outskirts.extract.claims import pairs, quantity, when, where
from outskirts.extract.claims.cast import Cast
from outskirts.extract.claims.causes import Causes
from outskirts.extract.claims.cues import Cues, cues
from outskirts.extract.claims.denial import denied
from outskirts.extract.claims.doers import Doers
from outskirts.extract.claims.headlines import verbless
from outskirts.extract.claims.mended import Named
from outskirts.extract.claims.once import pointing, told_once, whole_war
from outskirts.extract.claims.scene import Scene, to_country
from outskirts.extract.claims.signs import StanceWords, stance_words
from outskirts.extract.claims.silence import SilenceWords, silence_words, silences
from outskirts.extract.claims.stance import ahead, stance
from outskirts.extract.claims.triggers import Trigger, triggers
from outskirts.extract.tree import Tree
from outskirts.vocabulary import (
    Claim,
    Days,
    Party,
    PlaceMention,
    Report,
    Span,
    Speaker,
    Stance,
    TimeMention,
    content_id,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Layers:
    """What the stages below found in one report. ``places`` includes anaphoric mentions; ``speakers_at`` gives the
    voices
    at a code point, nearest first; ``said_at`` the days of saying there, or None."""

    places: Sequence[PlaceMention]
    times: Sequence[TimeMention]
    speakers_at: Callable[[int], tuple[Speaker, ...]]
    sources: Sequence[Span] = ()
    said_at: Callable[[int], Days | None] = field(default=lambda _: None)


def claims(report: Report, trees: Sequence[Tree | None], layers: Layers, cast: Cast) -> tuple[Claim, ...]:
    """The claims of a report in reading order. Sentences that were not parsed (None) yield none."""
    reader = Reader(report, layers, cast)
    for tree in trees:
        if tree is not None:
            reader.read(tree)
    return tuple(unique(reader.found))


def unique(found: Sequence[Claim]) -> Iterator[Claim]:
    """Claims without repeats of one id."""
    seen: set[str] = set()
    for claim in found:
        if claim.id not in seen:
            seen.add(claim.id)
            yield claim


def within(found: Sequence[T], starts: Sequence[int], span: Span) -> Sequence[T]:
    """Of what is sorted by ``starts`` that which begins in a span."""
    return found[bisect_left(starts, span.start) : bisect_left(starts, span.end)]


class Reader:
    """Goes through a report's sentences and remembers what later ones need."""

    def __init__(self, report: Report, layers: Layers, cast: Cast) -> None:
        self.report = report
        self.layers = layers
        self.places = sorted(layers.places, key=lambda m: m.span.start)
        self.times = sorted(layers.times, key=lambda m: m.span.start)
        self.sources = sorted(layers.sources, key=lambda s: s.start)
        self.place_starts = [m.span.start for m in self.places]
        self.time_starts = [m.span.start for m in self.times]
        self.source_starts = [s.start for s in self.sources]
        self.cast = cast
        self.cues: Cues = cues()
        self.stances: StanceWords = stance_words()
        self.silences: SilenceWords = silence_words()
        self.published: date | None = report.published.date() if report.published else None
        self.bulletin = is_bulletin(report.text)
        # Whether the report has named a day, but for that of its dateline or heading.
        self.dated = False
        self.scene = Scene()
        self.causes = Causes()
        self.doers = Doers(cast, layers.places)
        # The side of each voice, as first told: "SLM spokesman Ibrahim Ahmed said", and later "he said".
        self.heard: dict[str, str | None] = {}
        self.found: list[Claim] = []

    def read(self, t: Tree) -> None:
        """Add the claims of one sentence."""
        sentence = t.parsed.sentence
        span = sentence.span
        here = within(self.places, self.place_starts, span)
        places = [m for m in here if not m.frame and not to_country(m)]
        times = within(self.times, self.time_starts, span)
        self.dated = self.dated or (not t.heading and any(m.days is not None for m in times))
        found = self.triggers(t, places)
        places = [m for m in places if not self.voiced(m, t, found)]
        if found:
            self.claims(t, found, places, times)
        elif not sentence.heading:
            self.scene.open(places, times)
        self.scene.list_under(t, times)
        self.found += denied(t, found, self.found, self.silences, self.cast, self.layers.speakers_at)
        self.cast.remember(t)
        if sentence.paragraph != self.scene.paragraph:
            self.scene.paragraph = sentence.paragraph

    def voiced(self, mention: PlaceMention, t: Tree, found: Sequence[Trigger]) -> bool:
        """Whether a name is part of who says it ("residents of Goma said") and of no happening."""
        told = [t.span(x.first, x.last) for x in found]
        return any(
            source.covers(mention.span) and not any(source.covers(span) for span in told)
            for source in within(self.sources, self.source_starts, t.parsed.sentence.span)
        )

    def triggers(self, t: Tree, places: Sequence[PlaceMention]) -> list[Trigger]:
        """The sentence's triggers, with silences in the place of what they are silent about."""
        self.cast.places = frozenset(
            i for m in places if m.place is None or m.place.kind != "country" for i in t.tokens_in(m.span)
        )
        named = Named(
            frozenset(i for m in places for i in t.tokens_in(m.span)),
            frozenset(
                i
                for i, pos in enumerate(t.pos)
                if pos == "PROPN" and i not in self.cast.places and self.cast.side_of(t.words[i])
            ),
        )
        silent = silences(t, self.silences)
        taken = {i for s in silent for i in range(s.first, s.last + 1)}
        there = verbless(t, self.cues, named) if t.heading else None
        told = [*triggers(t, self.cues, named), *([there] if there else [])]
        events = [x for x in told if not taken & set(range(x.first, x.last + 1))]
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
            voices[x.i] = tuple(map(self.sided, self.layers.speakers_at(t.starts[x.i])))
            stances[x.i] = stance(t, x, self.stances, bool(voices[x.i]))
        actors = {x.i: self.doers.actor(t, x, found, at, voices[x.i]) for x in found}
        for x in found:
            if not actors[x.i][0] and (cause := self.causes.doer(t, x, at, lies[x.i], self.scene.single)):
                actors[x.i] = cause, False
        day_said = next(iter(said.values())).days if said else None
        scene = self.scene.carried(t, places)
        made: list[Claim] = []
        for x in found:
            own = days.get(x.i)
            if whole_war(t, x, stances[x.i], own) or (
                pointing(t, x, own) and not actors[x.i][1] and not where.just_behind(t, x, lies[x.i])
            ):
                continue
            told = self.layers.said_at(t.starts[x.i]) or (day_said if voices[x.i] else None)
            future = ahead(t, x, stances[x.i], self.stances)
            span = when.when(
                own,
                lent.get(x.i),
                future,
                told,
                self.published,
                self.scene.listed or (scene.days if scene else None),
                when.default(self.published, self.bulletin, self.dated),
            )
            if (
                own is None
                and x.i not in lent
                and not future
                and (apart := pairs.counted(t, x, times, self.base(x, found, days, told)))
            ):
                span = apart
            spots: tuple[PlaceMention | None, ...] = lies[x.i]
            if not spots and (carried := self.scene.meant(t, x, scene)) is not None:
                spots = tuple(where.in_part(t, x, m) for m in carried.places)
            each = pairs.paired([s for s in spots if s], times) if not future else {}
            for spot in spots or (None,):
                then = each.get(spot.span.start, span) if spot else span
                made.append(self.claim(t, x, stances[x.i], actors[x.i][0], spot, then, voices[x.i], told))
        self.found += made
        self.scene.note(made)
        self.causes.note(t, made)

    def sided(self, speaker: Speaker) -> Speaker:
        """A speaker with the side that the report tells, where the name alone does not: "the ministry", "the army"."""
        if speaker.side is not None or not speaker.span.text:
            self.heard.setdefault(speaker.name, speaker.side)
            return speaker
        side = self.heard.get(speaker.name) or self.cast.told(speaker.span, None)
        self.heard[speaker.name] = side
        return dataclasses.replace(speaker, side=side) if side else speaker

    def base(
        self, x: Trigger, found: Sequence[Trigger], days: Mapping[int, TimeMention], told: Days | None
    ) -> date | None:
        """The one day of the sentence's other happenings, else that of saying, else that of the report."""
        other = {m.days.start for k, m in days.items() if k != x.i and m.days and m.days.start == m.days.end}
        if len(other) == 1:
            return other.pop()
        return told.start if told else self.published

    def claim(
        self, t: Tree, x: Trigger, put: Stance, actor: Party | None, spot: PlaceMention | None, days: Days,
        voices: tuple[Speaker, ...], told: Days | None,
    ) -> Claim:  # fmt: skip
        span = t.span(x.first, x.last)
        target = self.doers.target(t, x, voices)
        return Claim(
            content_id("c", self.report.id, span.start, x.kind, spot.name if spot else "", spot.bearing if spot else "",
                       voices[0].name if voices else ""),
            self.report.id, span, x.kind, put, actor, target, spot, days, voices,
            quantity.quantity(t, x.goals), t.parsed.sentence.span, told.start if told else None,
        )  # fmt: skip
