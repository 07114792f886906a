"""Claims and reports, as the ledger keeps them, with offsets (half-open, in code points) into the report's text."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from outskirts.serve.schemas.base import Model, PlaceRef


class SpanOut(Model):
    start: int
    end: int
    text: str


class PartyOut(Model):
    """``name`` is the resolved name, ``text`` the words that stand at the offsets; ``side`` null: on none."""

    name: str
    side: str | None
    start: int
    end: int
    text: str


class SpeakerOut(PartyOut):
    role: str


class MentionOut(Model):
    """Where it is said to have happened. ``place`` is null where the gazetteer knows no such name; ``words`` says how
    the happening lies to it ("the eastern outskirts of Toretsk"); ``certainty`` is the share of the chosen place among
    its namesakes."""

    name: str
    place: PlaceRef | None
    relation: str
    bearing: str | None
    part: str | None
    words: str
    certainty: float | None
    start: int
    end: int
    text: str


class WhenOut(Model):
    """Inclusive days; an open end is null."""

    start: date | None
    end: date | None
    words: str


class QuantityOut(Model):
    low: int | None
    high: int | None
    words: str


class ReportRef(Model):
    """``url`` is null unless it is a web address; nothing else is ever linked."""

    id: str
    version: str
    title: str
    outlet: str
    url: str | None
    published: datetime | None


class ClaimOut(Model):
    """One thing that one voice says of one kind of happening at one place.

    ``happening`` puts it in words, ``voice`` says whose word it is; ``mark`` is a sign that tells the stance without
    colour. ``day`` is the day that it speaks of, ``said`` when it was said, ``report.published`` when it was printed,
    ``recorded`` when the ledger was told. ``sentence`` is that of the report, with its offsets. ``verdict`` is the
    latest of a reviewer (confirm, doubt, reject), ``corrected`` true where a reviewer's claim stands for the one read.
    """

    id: str
    conflict: str | None
    report: ReportRef
    kind: str
    kind_words: str
    stance: str
    stance_words: str
    mark: str
    happening: str
    voice: str
    voice_side: str | None
    trigger: SpanOut
    actor: PartyOut | None
    target: PartyOut | None
    place: MentionOut | None
    when: WhenOut
    day: date | None
    said: date | None
    speakers: list[SpeakerOut]
    quantity: QuantityOut | None
    sentence: SpanOut
    recorded: datetime
    score: float
    verdict: str | None
    corrected: bool


class Count(Model):
    """A value of a facet with how many of the claims found have it; ``name`` puts it in words."""

    value: str
    name: str
    count: int


class Facets(Model):
    """The commonest values first. Each facet counts what is found with all filters but its own. ``side`` is that of the
    voice, "none" for third parties and the reports themselves; a value of ``place`` is the id of one."""

    side: list[Count]
    kind: list[Count]
    stance: list[Count]
    speaker: list[Count]
    outlet: list[Count]
    place: list[Count]


class ClaimPage(Model):
    """``total`` claims were found; these are the ``page``-th ``size`` of them, latest first."""

    total: int
    page: int
    size: int
    facets: Facets
    items: list[ClaimOut]


class StepOut(Model):
    """One step in the life of a claim: read, read again, superseded, or a reviewer's action with who and why.
    ``claim`` is the claim as it stood from then on, null where that did not change; ``others`` are the other claims
    that a merge or keeping apart names; what is ``aside`` is kept to compare reviewers and changes nothing."""

    at: datetime
    what: str
    by: str
    why: str
    version: str
    decision: str | None
    undone: bool
    claim: ClaimOut | None
    others: list[str]
    aside: bool


class ClaimDetail(Model):
    """A claim with its lineage. ``stands`` is false for one that was retracted or superseded. ``copies`` stand in
    near-copies of its report's text, ``repeats`` are the word of the same voice, said again of the same place."""

    claim: ClaimOut
    stands: bool
    steps: list[StepOut]
    copies: list[ClaimOut]
    repeats: list[ClaimOut]


class ReportLine(Model):
    """A report in a list. ``excerpt`` has the words that were searched for between « and », and is else its
    beginning."""

    id: str
    version: str
    title: str
    outlet: str
    url: str | None
    published: datetime | None
    claims: int
    copy_of: str | None
    excerpt: str


class ReportPage(Model):
    total: int
    page: int
    size: int
    items: list[ReportLine]


class AttributionOut(Model):
    """Somebody vouches for words: who, by which cue (null for a bare quotation), for which words."""

    sources: list[SpanOut]
    cue: SpanOut | None
    contents: list[SpanOut]
    speakers: list[SpeakerOut]
    stance: str | None


class ReportOut(Model):
    """A report whole. ``text`` begins with the title where the source had one; all offsets point into it. It is text,
    never HTML."""

    id: str
    version: str
    title: str
    outlet: str
    url: str | None
    published: datetime | None
    known_from: datetime
    recorded: datetime
    language: str
    reader: str
    copy_of: str | None
    text: str
    claims: list[ClaimOut]
    attributions: list[AttributionOut]
    problems: list[str] = Field(description="What could not be read.")
