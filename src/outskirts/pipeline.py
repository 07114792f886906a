"""All stages joined: reports in, readings out."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Literal

from outskirts.clean.language import marked
from outskirts.clean.parse import DEFAULT_PIPELINE, ParsedSentence, Parser
from outskirts.clean.pieces import Piece, joined, pieces
from outskirts.clean.sentences import sentences
from outskirts.config import Config
from outskirts.detect.gazetteer import Gazetteer, ensure
from outskirts.detect.parties import PartyFinder, load_conflicts, tells_of_fighting
from outskirts.detect.parties.outlets import outlet_of
from outskirts.detect.places import NOWHERE, PlaceContext, find_places, point_back
from outskirts.detect.times import times_in, undated
from outskirts.extract.attribution import hear
from outskirts.extract.attribution.roles import names as roles_of
from outskirts.extract.claims.build import Layers, claims
from outskirts.extract.claims.cast import Cast
from outskirts.extract.claims.cues import ordinary_words
from outskirts.extract.claims.words import words
from outskirts.extract.forest import trees
from outskirts.extract.prefilter import for_claims, words_of
from outskirts.extract.tree import Tree
from outskirts.vocabulary import (
    Attribution,
    Conflict,
    PlaceMention,
    Problem,
    Reading,
    Report,
    Sentence,
    Span,
    TimeMention,
)

# A text of at least LONG characters with fewer parties than one in SPARSE characters is not about the war.
LONG, SPARSE = 2500, 700
# Sentences parsed in one go: enough to keep the parser's matrices full, few enough to bound memory.
BATCH = 512
ARMED = words("armed")
Wanted = Literal["all", "claims"]


@dataclass
class Tools:
    """What reading needs, loaded once: the parser, the gazetteer, the conflicts."""

    parser: Parser
    gazetteer: Gazetteer
    conflicts: tuple[Conflict, ...]
    grounds: dict[tuple[str, ...], PlaceContext] = field(default_factory=dict)

    def ground(self, wars: tuple[str, ...]) -> PlaceContext:
        """What wars say beforehand about places; gathered once, since most reports of a run tell of the same."""
        if wars not in self.grounds:
            self.grounds[wars] = PlaceContext.of([c for c in self.conflicts if c.id in wars])
        return self.grounds[wars]

    @cached_property
    def seats(self) -> frozenset[str]:
        """Names of governments that are names of places as well: Moscow, Kyiv."""
        return frozenset(name for c in self.conflicts for s in c.sides for name in (*s.seats, *s.regions))

    @cached_property
    def finder(self) -> PartyFinder:
        return PartyFinder(self.conflicts)

    @cached_property
    def roles(self) -> dict[str, str]:
        """Which kind of source the names of parties are."""
        return roles_of(side for c in self.conflicts for side in c.sides)


@dataclass(frozen=True, slots=True)
class Detected:
    """What a report names, found without a parse. ``hint`` is the ids of the wars that it tells of, best first;
    ``war`` is set too where it tells of one that is not known, whose sides are left open."""

    report: Report
    split: Sequence[Sentence]
    day: date | None = None
    hint: Sequence[str] = ()
    ground: PlaceContext = NOWHERE
    places: tuple[PlaceMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    war: bool = False


def load_tools(
    config: Config, progress: Callable[[str, float], None] = lambda *_: None, pipeline: str = DEFAULT_PIPELINE
) -> Tools:
    """Build the gazetteer where there is none yet, open it, load the conflicts. Raises OutskirtsError."""
    gazetteer = ensure(config, progress)
    extra = config.conflicts if config.conflicts.is_dir() else None
    return Tools(Parser(pipeline, ordinary_words()), gazetteer, load_conflicts(extra))


def read(reports: Iterable[Report], tools: Tools, layers: Wanted = "all") -> Iterator[Reading]:
    """Readings of reports, in order, as they are ready. Reports in another language than English come back without
    claims and with a Problem that says so.

    With ``layers="claims"`` the claims are the same, but sentences that can have no part in one are not parsed, so that
    attributions may be lacking; in a report without a word that could tell a claim no place and time is looked for
    either, and it costs next to nothing.
    """
    waiting: deque[tuple[Report, tuple[Piece, ...]]] = deque()

    def flow() -> Iterator[Report]:
        for report in reports:
            whole, _ = marked(report)
            waiting.append((whole, pieces(whole)))
            yield from (piece.report for piece in waiting[-1][1])

    done = read_pieces(flow(), tools, layers)
    for first in done:
        report, cuts = waiting.popleft()
        yield joined(report, cuts, [first, *islice(done, len(cuts) - 1)])


def read_pieces(reports: Iterable[Report], tools: Tools, layers: Wanted) -> Iterator[Reading]:
    """Readings of reports that are short enough to be held as one."""
    batch: list[tuple[Report, tuple[Sentence, ...]]] = []
    waiting = 0
    for report in reports:
        split = sentences(report.text, report.title) if report.language == "en" else ()
        batch.append((report, split))
        waiting += len(split)
        if waiting >= BATCH:
            yield from flush(batch, tools, layers)
            batch, waiting = [], 0
    yield from flush(batch, tools, layers)


def flush(
    batch: Sequence[tuple[Report, tuple[Sentence, ...]]], tools: Tools, layers: Wanted = "all"
) -> Iterator[Reading]:
    """See what several reports name, parse their sentences at once, then read each report."""
    needed = [for_claims(split) if layers == "claims" else [True] * len(split) for _, split in batch]
    seen = [
        detect(report, split, tools) if layers == "all" or any(yes) else Detected(report, split)
        for (report, split), yes in zip(batch, needed, strict=True)
    ]
    wanted = [yes and (layers == "all" or one.war) for one, row in zip(seen, needed, strict=True) for yes in row]
    parsed = iter(tools.parser.parse([s for one in seen for s in one.split], wanted))
    for one in seen:
        yield read_one(one, [next(parsed) for _ in one.split], tools)


def about_war(
    forest: Sequence[Tree | None], text: str, hint: Sequence[str], day: date | None, tools: Tools
) -> Sequence[Tree | None]:
    """The sentences to read for claims: of a long text that hardly names the parties, such as a list of reviews that
    mentions a war once, only those that name one, and the next; else all."""
    if not hint or len(text) < LONG or len(tools.finder.find(text, hint=hint, on=day)) >= len(text) / SPARSE:
        return forest
    names = [t is not None and bool(tools.finder.find(t.text, hint=hint, on=day)) for t in forest]
    return [t for i, t in enumerate(forest) if names[i] or (i and names[i - 1])]


def sources(attributions: Sequence[Attribution]) -> tuple[Span, ...]:
    """The words that name who says it."""
    return tuple(source for attribution in attributions for source in attribution.sources)


def wars_at(places: Sequence[PlaceMention], conflicts: Sequence[Conflict], day: date | None) -> tuple[str, ...]:
    """The war, of those going on at the time, on whose ground most of the places lie; none where none does."""
    countries = Counter(p.place.country for p in places if p.place is not None)
    on = [c for c in conflicts if day is None or (c.start <= day and (c.end is None or day <= c.end))]
    ranked = sorted(on, key=lambda c: (-sum(countries[code] for code in c.area.countries), c.id))
    return tuple(c.id for c in ranked[:1] if any(countries[code] for code in c.area.countries))


def is_party(mention: PlaceMention, hint: Sequence[str], day: date | None, tools: Tools) -> bool:
    """Whether a name taken for a place is that of a force, an agency or a person in this war: Hamas, TASS."""
    text = mention.span.text
    return any(
        party.span.start == 0
        and party.span.end == len(text)
        and (party.side is not None or outlet_of(text) is not None)
        for party in tools.finder.find(text, hint=hint, on=day)
    ) and not (
        (mention.place is not None and mention.place.kind in ("country", "region")) or mention.span.text in tools.seats
    )


def detect(report: Report, split: Sequence[Sentence], tools: Tools) -> Detected:
    """The wars, places and times of a report."""
    day: date | None = report.published.date() if report.published else None
    hint = tools.finder.conflict_of(report.text, day) if split else ()
    ground = replace(tools.ground(tuple(hint)), published=day)
    places = tuple(p for p in find_places(split, tools.gazetteer, ground) if not is_party(p, hint, day, tools))
    # A report that names no party may still name the ground of a war: "Rebels captured 30 soldiers near Kidal".
    if not hint and any(not ARMED.isdisjoint(words_of(sentence.span.text)) for sentence in split):
        hint = wars_at(places, tools.conflicts, day)
    war = bool(hint) or (bool(split) and tells_of_fighting(report.text))
    return Detected(report, split, day, hint, ground, places, times_in(split, day), war)


def read_one(seen: Detected, parsed: Sequence[ParsedSentence], tools: Tools) -> Reading:
    """One report through the stages that need a parse."""
    report, split, day, hint, places = seen.report, seen.split, seen.day, seen.hint, seen.places
    if report.language != "en":
        return Reading(report, problems=(Problem(f"the text is in {report.language!r}, not English", report.id,
                                                 "it is kept, but no claims are read from it"),))  # fmt: skip
    forest = trees(parsed)
    if not any(forest):
        return Reading(report, places=places, times=seen.times)
    times = undated(seen.times, report.text)
    outlet = outlet_of(report.outlet)
    cast = Cast(tools.finder, tools.conflicts, hint, day, report.text, outlet.side if outlet else None, report.outlet)
    heard = hear(
        parsed, report.text, trees=forest, side_of=cast.side_of, outlet=report.outlet, times=times,
        roles=tools.roles,
    )  # fmt: skip
    pointed = point_back(split, places, seen.ground)
    layers = Layers(
        sorted((*places, *pointed), key=lambda p: p.span), times, heard.voices.speakers_at,
        sources(heard.attributions), heard.voices.said_at,
    )  # fmt: skip
    found = claims(report, about_war(forest, report.text, hint, day, tools), layers, cast) if seen.war else ()
    return Reading(report, found, heard.attributions, places, seen.times)
