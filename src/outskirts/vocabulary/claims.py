"""What is said: parties, speakers, who vouches for which words, claims, and all that was read from a report."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from outskirts.vocabulary.mentions import Days, PlaceMention, TimeMention
from outskirts.vocabulary.terms import Kind, Stance
from outskirts.vocabulary.texts import Problem, Report, Span

NO_DAYS = Days(None, None)
NO_WORDS = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Party:
    """Who does it, or to whom. ``name`` is the resolved name where ``span`` holds a pronoun; ``side`` a short code of a
    belligerent (RU, UA, RSF, ...), None where it is on none or none can be told."""

    span: Span
    name: str
    side: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who vouches for content, or passes it on. Fields as for :class:`Party`; ``role`` is one of official, military,
    outlet, analyst, blogger, witness, resident, organisation, person, unknown."""

    span: Span
    name: str
    side: str | None = None
    role: str = "unknown"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody vouches for words: ``sources`` and ``contents`` as they stand in the text, the ``cue`` that joins them
    (None for a bare quotation), and ``speakers`` resolved, nearest to the content first, then through whom it was
    passed on. ``stance`` is set where the cue itself bears on truth ("denied", "warned", "plans"); ``said`` covers the
    day of saying where the text names one ("said on Monday")."""

    sources: tuple[Span, ...]
    cue: Span | None
    contents: tuple[Span, ...]
    speakers: tuple[Speaker, ...] = ()
    stance: Stance | None = None
    said: Days | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of people or things; an open end is None."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that one voice says of one kind of happening at one place (or at none)."""

    id: str
    report_id: str
    trigger: Span
    kind: Kind
    stance: Stance
    actor: Party | None = None
    target: Party | None = None
    place: PlaceMention | None = None
    when: Days = NO_DAYS
    speakers: tuple[Speaker, ...] = ()
    quantity: Quantity | None = None
    sentence: Span = NO_WORDS
    said: date | None = None
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one report: the claims and the layers under them. ``reader`` names the program and parser
    that read it where that is not the one at hand, as in a reading that comes out of a file."""

    report: Report
    claims: tuple[Claim, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    problems: tuple[Problem, ...] = ()
    reader: str = field(default="", compare=False)
