"""One place on one day, with the claims on it by whose voice they are, as an answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from outskirts.serve.answers import status as of_status
from outskirts.serve.answers.claims import claim, place
from outskirts.serve.book import Book, Weighed
from outskirts.serve.schemas.places import ClaimGroup, PlaceClaim, PlaceDetail
from outskirts.vocabulary import Place

Speaks = Literal["for", "against", "neither"]
FOR, AGAINST = 0.8, 0.35  # as in outskirts.merge.basis


def detail(book: Book, where: Place, on: date, page: int, size: int) -> PlaceDetail:
    value = book.status(where, on)
    claims = book.weighed(where)
    sides = book.record.sides
    return PlaceDetail(
        place=place(where),
        conflict=book.conflict.id,
        first_day=book.first_day,
        last_day=book.last_day,
        status=of_status.status(value, sides),
        stretches=[of_status.stretch(s, sides) for s in book.stretches_of.get(where.id, ())],
        total=len(claims),
        page=page,
        size=size,
        groups=groups(book, claims, value.holder, page, size),
    )


def groups(book: Book, claims: Sequence[Weighed], holder: str, page: int, size: int) -> list[ClaimGroup]:
    """Those of the belligerents first, in the order of the conflict file, then other sides, then third parties."""
    sides = [side.code for side in book.conflict.sides]
    found: dict[str | None, list[Weighed]] = {side.code: [] for side in book.conflict.sides if side.belligerent}
    for one in claims:
        speakers = one.stored.claim.speakers
        side = speakers[0].side if speakers else None
        found.setdefault(side if side in sides else None, []).append(one)
    ordered = sorted(found.items(), key=lambda item: sides.index(item[0]) if item[0] else len(sides))
    return [group(book, side, told, holder, page, size) for side, told in ordered if told or side is not None]


def group(book: Book, side: str | None, told: list[Weighed], holder: str, page: int, size: int) -> ClaimGroup:
    spoken = [speaks(one, holder) for one in told]
    part = slice((page - 1) * size, page * size)
    return ClaimGroup(
        side=side,
        name=of_status.state_name(side, book.record.sides) if side else "third parties and the reports themselves",
        total=len(told),
        for_=spoken.count("for"),
        against=spoken.count("against"),
        claims=[
            PlaceClaim(
                claim=claim(one.stored, book.conflict.id), speaks=said, state=one.state, weight=round(one.weight, 4)
            )
            for one, said in zip(told[part], spoken[part], strict=True)
        ],
    )


def speaks(one: Weighed, holder: str) -> Speaks:
    """Whether a claim speaks for the holder: how likely it is if that is so, beside where it is likeliest."""
    likely = one.likely.get(holder)
    if likely is None or one.weight <= 0:
        return "neither"
    return "for" if likely >= FOR else "against" if likely <= AGAINST else "neither"
