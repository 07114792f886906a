"""How is a text read that is too long to be one report, such as a book or a year's dispatches in one file?

In pieces, each with the memory of a report of its own, so that time and memory stay in proportion to its length; their
readings are put together as one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import TypeVar

from outskirts.vocabulary import (
    Attribution,
    Claim,
    Party,
    PlaceMention,
    Reading,
    Report,
    Span,
    Speaker,
    TimeMention,
)

# Characters: a longer text is read in pieces of about the second size.
LONGEST, SIZE = 60_000, 30_000
BREAKS = ("\n\n", "\n", ". ", " ")
SPANNED = (Attribution, Claim, Party, PlaceMention, Speaker, TimeMention)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece as a report, and the code point of the whole text at which it begins."""

    report: Report
    start: int


def pieces(report: Report) -> tuple[Piece, ...]:
    """The report itself, or pieces that end where a paragraph does, if any does near enough."""
    if len(report.text) <= LONGEST:
        return (Piece(report, 0),)
    cuts = [0]
    while len(report.text) - cuts[-1] > LONGEST:
        cuts.append(cut(report.text, cuts[-1]))
    ends = [*cuts[1:], len(report.text)]
    return tuple(
        Piece(replace(report, id=f"{report.id}\x1f{start}", text=report.text[start:end]), start)
        for start, end in zip(cuts, ends, strict=True)
    )


def cut(text: str, start: int) -> int:
    """Where the piece ends that begins at ``start``."""
    for mark in BREAKS:
        at = text.rfind(mark, start + SIZE // 2, start + SIZE)
        if at >= 0:
            return at + len(mark)
    return start + SIZE


def joined(report: Report, cuts: Sequence[Piece], readings: Sequence[Reading]) -> Reading:
    """The reading of a report from those of its pieces, with offsets into its whole text."""
    if len(cuts) == 1:
        return readings[0]
    claims: list[Claim] = []
    attributions: list[Attribution] = []
    places: list[PlaceMention] = []
    times: list[TimeMention] = []
    for piece, read in zip(cuts, readings, strict=True):
        claims += (replace(moved(claim, piece.start), report_id=report.id) for claim in read.claims)
        attributions += moved(read.attributions, piece.start)
        places += moved(read.places, piece.start)
        times += moved(read.times, piece.start)
    problems = tuple(replace(p, where=report.id) for p in dict.fromkeys(p for r in readings for p in r.problems))
    return Reading(report, tuple(claims), tuple(attributions), tuple(places), tuple(times), problems[:1])


def moved(value: Value, by: int) -> Value:
    """A value with all of its offsets moved."""
    if isinstance(value, Span):
        return replace(value, start=value.start + by, end=value.end + by)
    if isinstance(value, tuple):
        return tuple(moved(item, by) for item in value)  # type: ignore[return-value]
    if isinstance(value, SPANNED):
        return replace(value, **{f.name: moved(getattr(value, f.name), by) for f in fields(value)})
    return value
