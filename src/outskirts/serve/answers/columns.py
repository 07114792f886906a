"""The places of one war in columns, as the map takes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from outskirts.merge.presences import Inside
from outskirts.serve.book import Book, ordinal
from outskirts.serve.schemas.places import PartOut, Places, PresenceColumns, StretchColumns
from outskirts.vocabulary import CONTESTED, UNKNOWN, Basis, Stretch

Part = tuple[str, str, str]  # relation, bearing, words
FINEST = 5  # decimals of a degree, about a metre


Key = TypeVar("Key")


class Codes(dict[Key, int]):
    """Numbers for values, in the order in which they are met."""

    def __missing__(self, key: Key) -> int:
        self[key] = len(self)
        return self[key]


def packed_places(book: Book) -> bytes:
    return book.packed("places", lambda: places(book, book.tag))


def places(book: Book, mark: str) -> Places:
    kinds, admins, parts = Codes[str](), Codes[str](), Codes[Part]()
    found, numbers = book.places, {place.id: n for n, place in enumerate(book.places)}
    states = [*book.prepared.columns.sides, CONTESTED, UNKNOWN]
    bases = [str(basis) for basis in Basis]
    stretches = stretch_columns(book.stretches, numbers, states, bases)
    presence = presence_columns(book.presences, numbers, states, parts)
    return Places(
        conflict=book.conflict.id,
        known_at=book.record.known_at,
        first_day=ordinal(book.first_day),
        last_day=ordinal(book.last_day),
        mark=mark,
        id=[place.id for place in found],
        name=[place.name for place in found],
        lat=[rounded(place.lat) for place in found],
        lon=[rounded(place.lon) for place in found],
        population=[place.population for place in found],
        kind=[kinds[place.kind] for place in found],
        admin=[admins[place.admin1] for place in found],
        inexact=[int(bool(place.located_by)) for place in found],
        claims=[book.claims_of[place.id] for place in found],
        kinds=list(kinds),
        admins=list(admins),
        states=states,
        bases=bases,
        parts=[PartOut(relation=r, bearing=b or None, words=w) for r, b, w in parts],
        stretches=stretches,
        presence=presence,
    )


def rounded(degrees: float | None) -> float | None:
    return None if degrees is None else round(degrees, FINEST)


def stretch_columns(
    stretches: Sequence[Stretch], numbers: dict[str, int], states: list[str], bases: list[str]
) -> StretchColumns:
    """The stretches that tell a state; days in none of them are UNKNOWN."""
    state, basis = {code: n for n, code in enumerate(states)}, {code: n for n, code in enumerate(bases)}
    told = [s for s in stretches if s.holder != UNKNOWN]
    return StretchColumns(
        place=[numbers[s.place.id] for s in told],
        from_=[ordinal(s.start) for s in told],
        to=[number(s.end) for s in told],
        state=[state[s.holder] for s in told],
        p=[percent(s.p) for s in told],
        basis=[basis[str(s.basis)] for s in told],
    )


def presence_columns(
    presences: Sequence[Inside], numbers: dict[str, int], states: list[str], parts: Codes[Part]
) -> PresenceColumns:
    state = {code: n for n, code in enumerate(states)}
    return PresenceColumns(
        place=[numbers[p.place.id] for p in presences],
        from_=[ordinal(p.start) for p in presences],
        to=[number(p.end) for p in presences],
        side=[state[p.side] for p in presences],
        since=[ordinal(p.since) for p in presences],
        part=[parts[str(p.relation), str(p.bearing or ""), p.part] for p in presences],
    )


def number(day: date | None) -> int | None:
    return None if day is None else ordinal(day)


def percent(p: float) -> int:
    return round(100 * min(1.0, max(0.0, p)))
