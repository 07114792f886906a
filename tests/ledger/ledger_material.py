"""Reports, claims and places to put into ledgers, and a clock that tells what it is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from outskirts.vocabulary import (
    Bearing,
    Candidate,
    Claim,
    Days,
    Kind,
    Party,
    Place,
    PlaceMention,
    Quantity,
    Relation,
    Report,
    Span,
    Speaker,
    Stance,
    content_id,
)

TORETSK = Place("geo:1", "Toretsk", 48.397, 37.847, country="UA", admin1="Donetsk Oblast", population=30914)
CHASIV_YAR = Place("geo:2", "Chasiv Yar", 48.587, 37.833, country="UA", admin1="Donetsk Oblast")
NOWHERE = Place("geo:3", "Kamianka", None, None, located_by="geo:9")
TEXT = "Northern troops entered the eastern outskirts of Toretsk on Monday, the city's administration said."


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    at: datetime = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def pass_days(self, days: int = 1) -> datetime:
        self.at += timedelta(days=days)
        return self.at


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def claim(report: Report, *, place: Place | None = TORETSK, kind: Kind = Kind.ENTER, number: int = 0) -> Claim:
    """A claim with every field filled."""
    text = report.text
    mention = None
    if place is not None:
        mention = PlaceMention(
            Span(49, 56, "Toretsk"), place.name, (Candidate(place, 0.75), Candidate(NOWHERE, 0.25)),
            Relation.OUTSKIRTS, Bearing.E, "eastern outskirts", anaphoric=True,
        )  # fmt: skip
    return Claim(
        id=content_id("clm", report.id, number, kind),
        report_id=report.id,
        trigger=span(text, "entered"),
        kind=kind,
        stance=Stance.ASSERTED,
        actor=Party(span(text, "Northern troops"), "Northern troops", "RU"),
        target=Party(Span(0, 8, "Northern"), "them"),
        place=mention,
        when=Days(date(2024, 10, 7), None, "on Monday"),
        speakers=(
            Speaker(span(text, "the city's administration"), "city's administration", "UA", "official"),
            Speaker(Span(0, 8, "Northern"), "state television"),
        ),
        quantity=Quantity(100, None),
        sentence=Span(0, len(text), text),
        said=date(2024, 10, 8),
        score=0.5,
    )
