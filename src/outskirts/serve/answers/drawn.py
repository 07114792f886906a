"""The places of one war as a map draws them: small numbers that compress well."""

from __future__ import annotations

import math
from collections.abc import Iterable

from outskirts.detect.gazetteer import Gazetteer
from outskirts.detect.gazetteer.spelled import LANGUAGES, spelled
from outskirts.serve.answers.columns import Codes, Part, number, percent, presence_columns
from outskirts.serve.book import Book, ordinal
from outskirts.serve.schemas.drawn import Drawn, Insides, Names
from outskirts.serve.schemas.places import PartOut
from outskirts.vocabulary import CONTESTED, UNKNOWN, Relation, Stretch

STEPS = 20  # of population, for each power of ten


def packed_map(book: Book) -> bytes:
    return book.packed("map", lambda: drawn(book, book.tag))


def packed_insides(book: Book) -> bytes:
    return book.packed("presences", lambda: insides(book))


def packed_names(book: Book, gazetteer: Gazetteer | None, language: str) -> bytes:
    """Languages that the gazetteer cannot tell have the names of all."""
    told = language if gazetteer is not None and language in LANGUAGES else ""
    return book.packed(f"names {told}", lambda: names(book, gazetteer, told))


def drawn(book: Book, mark: str) -> Drawn:
    found, states = book.places, states_of(book)
    told = [[s for s in book.stretches_of.get(place.id, ()) if s.holder != UNKNOWN] for place in found]
    flat, codes = [s for some in told for s in some], {code: n for n, code in enumerate(states)}
    return Drawn(
        conflict=book.conflict.id,
        known_at=book.record.known_at,
        first_day=ordinal(book.first_day),
        last_day=ordinal(book.last_day),
        mark=mark,
        states=states,
        lat=[milli(place.lat) for place in found],
        lon=[milli(place.lon) for place in found],
        people=[people(place.population) for place in found],
        claims=[book.claims_of[place.id] for place in found],
        inexact=[n for n, place in enumerate(found) if place.located_by],
        rows=[len(some) for some in told],
        gap=[gap for some in told for gap in gaps(some, ordinal(book.first_day))],
        days=[0 if s.end is None else (s.end - s.start).days for s in flat],
        state=[codes[s.holder] for s in flat],
        p=[percent(s.p) for s in flat],
    )


def names(book: Book, gazetteer: Gazetteer | None, language: str) -> Names:
    kinds, admins = Codes[str](), Codes[str]()
    kind = [kinds[place.kind] for place in book.places]
    admin = [admins[place.admin1] for place in book.places]
    local = [(n, name) for n, place in enumerate(book.places) if (name := spelled(gazetteer, place, language))]
    return Names(
        id=[place.id for place in book.places],
        name=[place.name for place in book.places],
        at=[n for n, _ in local],
        local=[name for _, name in local],
        kinds=list(kinds),
        kind=kind,
        admins=list(admins),
        admin=admin,
    )


def insides(book: Book) -> Insides:
    parts = Codes[Part]()
    numbers = {place.id: n for n, place in enumerate(book.places)}
    shown = [one for one in book.presences if one.bearing or one.relation is Relation.OUTSKIRTS]
    found = presence_columns(shown, numbers, states_of(book), parts)
    return Insides(parts=[PartOut(relation=r, bearing=b or None, words=w) for r, b, w in parts], presence=found)


def states_of(book: Book) -> list[str]:
    return [*book.prepared.columns.sides, CONTESTED, UNKNOWN]


def gaps(stretches: Iterable[Stretch], first_day: int) -> list[int]:
    """Days between each stretch and the end of the one before."""
    out, before = [], first_day
    for one in stretches:
        out.append(ordinal(one.start) - before)
        before = number(one.end) or before
    return out


def milli(degrees: float | None) -> int | None:
    return None if degrees is None else round(1000 * degrees)


def people(population: int) -> int:
    return round(STEPS * math.log10(population)) if population > 1 else 0
