"""The map's columns, and one place."""

from __future__ import annotations

from fastapi import APIRouter, Response

from outskirts.serve.answers.place import detail
from outskirts.serve.asked import Question, within
from outskirts.serve.params import SIZE, Id, On, Page, Size
from outskirts.serve.schemas.places import PlaceDetail, Places

router = APIRouter(tags=["places"])


@router.get("/places", response_model=Places)
def places(asked: Question) -> Response:
    """All places of a war with their states over all days, in columns."""
    return asked.packed(asked.book.places_packed)


@router.get("/places/{id}", response_model=PlaceDetail)
def place(asked: Question, id: Id, on: On = None, page: Page = 1, size: Size = SIZE) -> Response:
    """One place on one day: who holds it, how surely, on whose word; its history; who says what of it."""
    book = asked.book_of(id)
    return asked.answer(detail(book, book.place(id), within(book, on), page, size))
