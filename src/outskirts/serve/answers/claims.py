"""A claim, and what is under it, as answers."""

from __future__ import annotations

from outskirts.ledger.values import StoredClaim
from outskirts.publish import wording
from outskirts.publish.cite import from_stored, web_address
from outskirts.serve.schemas import base
from outskirts.serve.schemas.claims import (
    AttributionOut,
    ClaimOut,
    MentionOut,
    PartyOut,
    QuantityOut,
    ReportRef,
    SpanOut,
    SpeakerOut,
    WhenOut,
)
from outskirts.vocabulary import Attribution, Days, Party, Place, PlaceMention, Quantity, Span, Speaker


def place(value: Place) -> base.PlaceRef:
    return base.PlaceRef(
        id=value.id,
        name=value.name,
        lat=value.lat,
        lon=value.lon,
        kind=value.kind,
        country=value.country,
        admin1=value.admin1,
        admin2=value.admin2,
        population=value.population,
        located_by=value.located_by or None,
    )


def claim(stored: StoredClaim, conflict: str | None) -> ClaimOut:
    one, cited, words = stored.claim, from_stored(stored), wording.wording()
    stance = words.stances[one.stance]
    return ClaimOut(
        id=one.id,
        conflict=conflict,
        report=report(stored),
        kind=str(one.kind),
        kind_words=words.kinds[one.kind].label,
        stance=str(one.stance),
        stance_words=stance.label,
        mark=stance.mark,
        happening=wording.happening(one),
        voice=cited.voice,
        voice_side=cited.voice_side,
        trigger=span(one.trigger),
        actor=party(one.actor) if one.actor else None,
        target=party(one.target) if one.target else None,
        place=mention(one.place) if one.place else None,
        when=when(one.when),
        day=cited.day,
        said=one.said,
        speakers=[speaker(s) for s in one.speakers],
        quantity=quantity(one.quantity),
        sentence=span(one.sentence),
        recorded=stored.recorded,
        score=one.score,
        verdict=str(stored.verdict) if stored.verdict else None,
        corrected=stored.corrected,
    )


def report(stored: StoredClaim) -> ReportRef:
    return ReportRef(
        id=stored.claim.report_id,
        version=stored.version,
        title=stored.title,
        outlet=stored.outlet,
        url=web_address(stored.url) or None,
        published=stored.published,
    )


def span(value: Span) -> SpanOut:
    return SpanOut(start=value.start, end=value.end, text=value.text)


def party(value: Party) -> PartyOut:
    where = value.span
    return PartyOut(name=value.name, side=value.side, start=where.start, end=where.end, text=where.text)


def speaker(value: Speaker) -> SpeakerOut:
    where = value.span
    return SpeakerOut(
        name=value.name, side=value.side, role=value.role, start=where.start, end=where.end, text=where.text
    )


def mention(value: PlaceMention) -> MentionOut:
    where = value.span
    return MentionOut(
        name=value.name,
        place=place(value.place) if value.place else None,
        relation=str(value.relation),
        bearing=str(value.bearing) if value.bearing else None,
        part=value.part or None,
        words=wording.place(value),
        certainty=round(value.candidates[0].score, 4) if value.candidates else None,
        start=where.start,
        end=where.end,
        text=where.text,
    )


def when(value: Days) -> WhenOut:
    return WhenOut(start=value.start, end=value.end, words=wording.days(value))


def quantity(value: Quantity | None) -> QuantityOut | None:
    return QuantityOut(low=value.low, high=value.high, words=wording.quantity(value)) if value else None


def attribution(value: Attribution) -> AttributionOut:
    return AttributionOut(
        sources=[span(s) for s in value.sources],
        cue=span(value.cue) if value.cue else None,
        contents=[span(s) for s in value.contents],
        speakers=[speaker(s) for s in value.speakers],
        stance=str(value.stance) if value.stance else None,
    )
