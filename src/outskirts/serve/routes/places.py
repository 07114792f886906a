"""The map's columns, and one place."""

from __future__ import annotations

from fastapi import APIRouter, Response

from outskirts.serve.answers import columns, drawn
from outskirts.serve.answers.place import detail
from outskirts.serve.asked import Question, within
from outskirts.serve.params import SIZE, Id, Language, On, Page, Size
from outskirts.serve.schemas.drawn import Drawn, Insides, Names
from outskirts.serve.schemas.places import PlaceDetail, Places

router = APIRouter(tags=["places"])


@router.get("/places", response_model=Places)
def places(asked: Question) -> Response:
    """All places of a war with their states over all days, in columns."""
    return asked.packed(columns.packed_places(asked.book))


@router.get("/map", response_model=Drawn)
def marks(asked: Question) -> Response:
    """What a map draws first: where the places are and how they stood on every day, without names."""
    return asked.packed(drawn.packed_map(asked.book))


@router.get("/names", response_model=Names)
def names(asked: Question, language: Language = "en") -> Response:
    """What the places of ``/map`` are called, in the same order; with ``language`` (uk, ar) also how they are written
    in it, where the gazetteer tells."""
    gazetteer = asked.desk.gazetteer if asked.desk.open_gazetteer is not None else None
    return asked.packed(drawn.packed_names(asked.book, gazetteer, language))


@router.get("/presences", response_model=Insides)
def presences(asked: Question) -> Response:
    """Whose forces are reported on which side, or in the outskirts, of the places of ``/map``."""
    return asked.packed(drawn.packed_insides(asked.book))


@router.get("/places/{id}", response_model=PlaceDetail)
def place(asked: Question, id: Id, on: On = None, page: Page = 1, size: Size = SIZE) -> Response:
    """One place on one day: who holds it, how surely, on whose word; its history; who says what of it."""
    book = asked.book_of(id)
    return asked.answer(detail(book, book.place(id), within(book, on), page, size))
