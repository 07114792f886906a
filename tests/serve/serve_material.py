"""Made-up reports for a small ledger, a hostile one among them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from outskirts.vocabulary import (
    Bearing,
    Candidate,
    Claim,
    Days,
    Kind,
    Party,
    Place,
    PlaceMention,
    Reading,
    Relation,
    Report,
    Span,
    Speaker,
    Stance,
    content_id,
)

TOKEN = "a token that nobody guesses"
TORETSK = Place("geonames:709354", "Toretsk", 48.39477, 37.8478, "settlement", "UA", "Donetsk", population=30_914)
VUHLEDAR = Place("geonames:690823", "Vuhledar", 47.77973, 37.24999, "settlement", "UA", "Donetsk", population=14_144)
GOMA = Place("geonames:216281", "Goma", -1.67409, 29.22845, "settlement", "CD", "Nord Kivu", population=144_124)
SCRIPT = "<script>alert(1)</script>"


def reading(
    id_: str, day: int, text: str, *claims: Claim, outlet: str = "Example Wire", title: str = "", url: str = ""
) -> Reading:
    published = datetime(2024, 10, day, 12, tzinfo=UTC)
    report = Report(id_, text, published, outlet, title, url or f"https://news.example/{id_}")
    whole = Span(0, len(text), text)
    return Reading(
        report, tuple(replace(c, id=content_id("c", id_, c.id), report_id=id_, sentence=whole) for c in claims)
    )


def said(
    text: str,
    trigger: str,
    kind: Kind,
    place: Place | None,
    actor: tuple[str, str] | None = None,
    speaker: tuple[str, str | None, str] | None = None,
    stance: Stance = Stance.ASSERTED,
    day: int = 1,
    relation: Relation = Relation.IN,
    bearing: Bearing | None = None,
) -> Claim:
    """A claim whose words are found in the text."""

    def span(words: str) -> Span:
        at = text.index(words)
        return Span(at, at + len(words), words)

    when = date(2024, 10, day)
    mention = PlaceMention(span(place.name), place.name, (Candidate(place, 0.9),), relation, bearing) if place else None
    return Claim(
        f"{trigger} {kind}", "", span(trigger), kind, stance,
        Party(span(actor[0]), *actor) if actor else None, None, mention, Days(when, when),
        (Speaker(span(speaker[0]), *speaker),) if speaker else (), said=when,
    )  # fmt: skip


def readings() -> list[Reading]:
    entered = "Ukraine's military said that Russian troops had entered the eastern outskirts of Toretsk."
    taken = "Russia's defence ministry said that its forces had captured Vuhledar."
    admitted = "Ukraine's military said that its troops had withdrawn from Vuhledar, and that a road was cut."
    denied = "A Ukrainian officer denied that Russian forces had taken Toretsk."
    goma = "M23 rebels said that they had captured Goma."
    nasty = f'{SCRIPT} said that Russian forces had shelled Toretsk \x07\u202e and "left" <img src=x onerror=alert(2)>.'
    return [
        reading("r-taken", 1, taken,
                said(taken, "captured", Kind.CAPTURE, VUHLEDAR, ("forces", "RU"),
                     ("Russia's defence ministry", "RU", "military"))),
        reading("r-left", 2, admitted,
                said(admitted, "withdrawn", Kind.WITHDRAW, VUHLEDAR, ("its troops", "UA"),
                     ("Ukraine's military", "UA", "military"), day=2),
                said(admitted, "cut", Kind.ROUTE, VUHLEDAR, None, ("Ukraine's military", "UA", "military"), day=2)),
        reading("r-entered", 7, entered,
                said(entered, "entered", Kind.ENTER, TORETSK, ("Russian troops", "RU"),
                     ("Ukraine's military", "UA", "military"), day=7, relation=Relation.OUTSKIRTS, bearing=Bearing.E)),
        reading("r-denied", 8, denied,
                said(denied, "taken", Kind.CAPTURE, TORETSK, ("Russian forces", "RU"),
                     ("Ukrainian officer", "UA", "military"), Stance.DENIED, day=8), outlet="Second Paper"),
        reading("r-goma", 8, goma,
                said(goma, "captured", Kind.CAPTURE, GOMA, ("they", "M23"), ("M23 rebels", "M23", "military"), day=8)),
        reading("r-nasty", 9, nasty,
                said(nasty, "shelled", Kind.SHELLING, TORETSK, ("Russian forces", "RU"), (SCRIPT, None, "person"),
                     day=9),
                outlet=f"<b>{SCRIPT}", title=SCRIPT, url="javascript:alert(3)"),
    ]  # fmt: skip
