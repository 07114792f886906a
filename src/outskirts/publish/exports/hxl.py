"""Tables for the Humanitarian Exchange Language: a row of tags under the head, and P-codes where they are known."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO, TypeVar

from outskirts.publish.exports.material import Codes, Material, origins_of
from outskirts.publish.exports.tables import CLAIMS, TIMELINE, Column, place_of, write
from outskirts.vocabulary import Place, Stretch

Row = TypeVar("Row")
LEVELS = ("adm1", "adm2", "adm3", "place")


def claims(material: Material, to: TextIO) -> None:
    write(material.claims(), (*CLAIMS, *coded(material, place_of)), to, tags=True)


def timeline(material: Material, to: TextIO) -> None:
    def of_stretch(stretch: Stretch) -> Place | None:
        return stretch.place

    def outlets(stretch: Stretch) -> str:
        return "; ".join(origins_of(stretch.claim_ids, material.cited).outlets)

    def urls(stretch: Stretch) -> str:
        return " ".join(origins_of(stretch.claim_ids, material.cited).urls)

    found = material.stretches()
    extra = (
        *coded(material, of_stretch),
        Column("outlets", outlets, "#meta+source"),
        Column("urls", urls, "#meta+url"),
    )
    write(found, (*TIMELINE, *extra), to, tags=True)


def coded(material: Material, place_of: Callable[[Row], Place | None]) -> tuple[Column[Row], ...]:
    """The columns of P-codes."""

    def column(level: str) -> Column[Row]:
        def value(row: Row) -> str:
            place = place_of(row)
            found: Codes = material.codes(place) if place is not None else Codes()
            return str(getattr(found, level))

        tag = "#loc" if level == "place" else f"#{level}"
        name = "pcode" if level == "place" else f"{level}_pcode"
        return Column(name, value, f"{tag}+code+v_pcode")

    return tuple(column(level) for level in LEVELS)
