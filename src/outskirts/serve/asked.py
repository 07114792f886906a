"""What is being asked, at which state of the ledger; and how it is answered: JSON that a browser may keep until the
ledger changes."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from fastapi import Depends, Request, Response
from pydantic import BaseModel

from outskirts.serve.book import Book
from outskirts.serve.desk import Desk
from outskirts.serve.known import Known
from outskirts.serve.params import ConflictId, KnownAt

BEYOND = timedelta(days=366)  # days after its last report for which a record is asked at most
JSON = "application/json"


class NotModified(Exception):  # noqa: N818 - no error
    """What the browser has kept still holds."""

    def __init__(self, tag: str) -> None:
        super().__init__(tag)
        self.tag = tag


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to the record as known at a time, on one war where one is named."""

    request: Request
    desk: Desk
    known: Known
    conflict: str | None
    tag: str

    @property
    def book(self) -> Book:
        """Raises NotKnown."""
        return self.known.book(self.conflict)

    def book_of(self, place_id: str) -> Book:
        """The record of the war named, else of that on whose ground the place lies. Raises NotKnown."""
        if self.conflict is None:
            for id_, record in self.known.records.items():
                if place_id in record.places:
                    return self.known.book(id_)
        return self.book

    def answer(self, model: BaseModel) -> Response:
        return self.sent(model.model_dump_json().encode())

    def sent(self, body: bytes, kind: str = JSON, **headers: str) -> Response:
        return Response(body, media_type=kind, headers=kept(self.tag) | headers)

    def packed(self, body: bytes) -> Response:
        """JSON that was compressed before, for those who take it so."""
        if "gzip" not in self.request.headers.get("accept-encoding", ""):
            return self.sent(gzip.decompress(body))
        return Response(body, media_type=JSON, headers=kept(self.tag) | {"Content-Encoding": "gzip"})


def asked(request: Request, conflict: ConflictId = None, known_at: KnownAt = None) -> Asked:
    """Raises NotModified where the browser has the answer already, NotKnown for a war that nobody knows."""
    desk: Desk = request.app.state.desk
    if conflict is not None:
        desk.conflict(conflict)
    known = desk.known(known_at)
    tag = f'W/"{desk.tag(known.mark)}"'
    if tag in request.headers.get("if-none-match", ""):
        raise NotModified(tag)
    return Asked(request, desk, known, conflict, tag)


def kept(tag: str) -> dict[str, str]:
    return {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Accept-Encoding"}


def within(book: Book, day: date | None) -> date:
    """The day asked for, or the nearest that the record can be asked of."""
    return min(max(day or book.last_day, book.first_day - BEYOND), book.last_day + BEYOND)


Question = Annotated[Asked, Depends(asked)]
