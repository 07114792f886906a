"""Which wars, and how much of each?"""

from __future__ import annotations

from fastapi import APIRouter, Response

from outskirts.serve.asked import Asked, Question
from outskirts.serve.book import Book
from outskirts.serve.schemas.base import ConflictRef, Overview, SideRef
from outskirts.serve.schemas.record import Histogram
from outskirts.vocabulary import Conflict

router = APIRouter(tags=["record"])


@router.get("/conflicts", response_model=list[ConflictRef])
def conflicts(asked: Question) -> Response:
    """The wars that are known, those with most claims in the ledger first."""
    counts = {id_: len(record.stored) for id_, record in asked.known.records.items()}
    ordered = sorted(asked.desk.conflicts, key=lambda c: (-counts.get(c.id, 0), c.name))
    found = [conflict_ref(c, counts.get(c.id, 0)).model_dump_json() for c in ordered]
    return asked.sent(f"[{','.join(found)}]".encode())


@router.get("/overview", response_model=Overview)
def overview(asked: Question) -> Response:
    """From when to when the record of a war reaches, and how much it holds."""
    book = asked.book
    counts = book.kept("overview", lambda: summed(asked, book).model_dump_json().encode())
    return asked.sent(counts)


@router.get("/histogram", response_model=Histogram)
def histogram(asked: Question) -> Response:
    """Claims a day."""
    book = asked.book
    days, happened, published = book.days
    return asked.answer(
        Histogram(
            conflict=book.conflict.id,
            known_at=book.record.known_at,
            day=days,
            happened=happened,
            published=published,
        )
    )


def summed(asked: Asked, book: Book) -> Overview:
    record = book.record
    moments = [one.published or one.recorded for one in record.stored]
    voices = {one.claim.speakers[0].name if one.claim.speakers else one.outlet for one in record.stored}
    return Overview(
        conflict=conflict_ref(book.conflict, len(record.stored)),
        known_at=record.known_at,
        first_day=book.first_day,
        last_day=book.last_day,
        first_known=min(moments, default=None),
        last_known=max(moments, default=None),
        reports=len({one.claim.report_id for one in record.stored}),
        claims=len(record.stored),
        places=len(book.places),
        outlets=len({one.outlet for one in record.stored if one.outlet}),
        voices=len(voices),
        disputes=len(book.disputes),
        open_disputes=sum(not one.settled for one in book.disputes),
        mark=asked.desk.tag(asked.known.mark),
        review=bool(asked.request.app.state.token),
    )


def conflict_ref(value: Conflict, claims: int) -> ConflictRef:
    return ConflictRef(
        id=value.id,
        name=value.name,
        start=value.start,
        end=value.end,
        claims=claims,
        sides=[SideRef(code=s.code, name=s.name, colour=s.colour, belligerent=s.belligerent) for s in value.sides],
    )
