"""What is told of the whole record: disputes, voices, events, routes, and what is otherwise than before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Response

from outskirts.query.changes import Change
from outskirts.serve.answers import record as as_record
from outskirts.serve.asked import Question, within
from outskirts.serve.params import SIZE, Day, KnownAt, On, Page, Size, Text, Values
from outskirts.serve.schemas.record import Comparison, DisputePage, EventPage, RoutePage, VoicePage
from outskirts.vocabulary import Event, Kind

router = APIRouter(tags=["record"])
PlaceId = Annotated[str | None, Query(max_length=200, description="The id of a place.")]


@router.get("/disputes", response_model=DisputePage)
def disputes(
    asked: Question,
    place: PlaceId = None,
    open: Annotated[bool, Query(description="Only those that are not settled.")] = False,
    page: Page = 1,
    size: Size = SIZE,
) -> Response:
    """Places that one side says it holds and another denies, the latest first."""
    book = asked.book
    found = [d for d in book.disputes if place in (None, d.place.id) and not (open and d.settled)]
    part = found[(page - 1) * size : page * size]
    sides = book.record.sides
    return asked.answer(
        DisputePage(
            total=len(found),
            open=sum(not d.settled for d in found),
            page=page,
            size=size,
            items=[as_record.dispute(d, sides) for d in part],
        )
    )


@router.get("/voices", response_model=VoicePage)
def voices(
    asked: Question, q: Text = None, side: Values = [], page: Page = 1, size: Size = SIZE  # noqa: B006
) -> Response:  # fmt: skip
    """Every voice with its record, those with most words first. ``side`` as for claims."""
    book = asked.book
    wanted = (q or "").casefold()
    found = [
        v for v in book.voices
        if wanted in v.voice.name.casefold() and (not side or (v.voice.side or "none") in side)
    ]  # fmt: skip
    part = found[(page - 1) * size : page * size]
    return asked.answer(VoicePage(total=len(found), page=page, size=size, items=[as_record.voice(v) for v in part]))


@router.get("/events", response_model=EventPage)
def events(
    asked: Question,
    place: PlaceId = None,
    kind: Values = [],  # noqa: B006
    since: Day = None,
    until: Day = None,
    page: Page = 1,
    size: Size = SIZE,
) -> Response:
    """Happenings, each told of by one claim or several, the latest first, with ACLED, PLOVER and CAMEO codes."""
    book = asked.book
    chosen = place is not None or kind or since or until
    found: Sequence[Event] = book.events if not chosen else [
        e for e in book.events
        if place in (None, e.place.id if e.place else None)
        and (not kind or str(e.kind) in kind)
        and not (since and e.days.end and e.days.end < since)
        and not (until and e.days.start and e.days.start > until)
    ]  # fmt: skip
    part = found[(page - 1) * size : page * size]
    return asked.answer(
        EventPage(total=len(found), page=page, size=size, items=[as_record.event(e, book) for e in part])
    )


@router.get("/routes", response_model=RoutePage)
def routes(asked: Question, place: PlaceId = None, page: Page = 1, size: Size = SIZE) -> Response:
    """What is said of roads, bridges, crossings and supply lines, the latest first."""
    book = asked.book
    found = [s for s in reversed(book.record.stored) if s.claim.kind == Kind.ROUTE]
    if place is not None:
        found = [s for s in found if s.claim.place and s.claim.place.place and s.claim.place.place.id == place]
    part = found[(page - 1) * size : page * size]
    items = [as_record.route(one, book.conflict.id) for one in part]
    return asked.answer(RoutePage(total=len(found), page=page, size=size, items=items))


@router.get("/compare", response_model=Comparison)
def compare(
    asked: Question,
    on: On = None,
    against: On = None,
    known_at_against: KnownAt = None,
    page: Page = 1,
    size: Size = SIZE,
) -> Response:
    """Where the state of a day differs from that of another day (``against``), or from what was known of it at another
    time (``known_at_against``)."""
    book = asked.book
    other = asked.desk.known(known_at_against or asked.known.known_at).book(book.conflict.id)
    day = within(book, on)
    before = within(book, against or day)
    found = book.compared(other, day, before)
    part = [
        Change(now.place, then, now, book.between(other, now, day, before))
        for then, now in found[(page - 1) * size : page * size]
    ]
    sides = book.record.sides
    return asked.answer(
        Comparison(
            conflict=book.conflict.id,
            on=day,
            known_at=asked.known.known_at,
            against=before,
            known_at_against=other.record.known_at,
            total=len(found),
            page=page,
            size=size,
            items=[as_record.change(one, sides) for one in part],
        )
    )
