"""A few made-up reports on Toretsk and Vuhledar over ten days, and one that tries to break out of the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from serve_material import TORETSK, VUHLEDAR

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

ATTACK = "<script>document.title='taken over'</script><img src=x onerror=\"document.title='taken over'\">"
UKRAINE = ("Ukraine's military", "UA", "military")
RUSSIA = ("Russia's defence ministry", "RU", "military")
# A grin outside the Basic Multilingual Plane: offsets count code points, browsers UTF-16 units.
ENTERED = (
    "😀 The day was long. Ukraine's military said that Russian troops had entered the eastern outskirts of Toretsk."
)


def readings() -> list[Reading]:
    return [
        reading("r-taken", 1, "Russia's defence ministry said that its forces had captured Vuhledar.",
                said("captured", Kind.CAPTURE, VUHLEDAR, ("forces", "RU"), RUSSIA)),
        reading("r-left", 2, "Ukraine's military said that its troops had withdrawn from Vuhledar.",
                said("withdrawn", Kind.WITHDRAW, VUHLEDAR, ("its troops", "UA"), UKRAINE)),
        reading("r-held", 3, "Ukraine's military said that its troops held Toretsk.",
                said("held", Kind.HOLD, TORETSK, ("its troops", "UA"), UKRAINE)),
        reading("r-entered", 7, ENTERED,
                said("entered", Kind.ENTER, TORETSK, ("Russian troops", "RU"), UKRAINE, place_part=Bearing.E),
                title="Russians reach the edge of Toretsk"),
        reading("r-claimed", 8, "Russia's defence ministry said that its forces had taken Toretsk.",
                said("taken", Kind.CAPTURE, TORETSK, ("forces", "RU"), RUSSIA), outlet="Second Paper"),
        reading("r-denied", 9, "Ukraine's military denied that Russian forces had taken Toretsk.",
                said("taken", Kind.CAPTURE, TORETSK, ("Russian forces", "RU"), UKRAINE, Stance.DENIED)),
        reading("r-hostile", 10, f"{ATTACK} said that Russian forces had shelled Toretsk.",
                said("shelled", Kind.SHELLING, TORETSK, ("Russian forces", "RU"), (ATTACK, None, "person")),
                outlet=f"<b>{ATTACK}", title=ATTACK, url="javascript:document.title='taken over'"),
    ]  # fmt: skip


def said(
    trigger: str,
    kind: Kind,
    place: Place,
    actor: tuple[str, str],
    speaker: tuple[str, str | None, str],
    stance: Stance = Stance.ASSERTED,
    place_part: Bearing | None = None,
) -> Claim:
    """A claim whose words are still to be found in a text."""
    relation = Relation.OUTSKIRTS if place_part else Relation.IN
    mention = PlaceMention(Span(0, 0, place.name), place.name, (Candidate(place, 0.9),), relation, place_part)
    return Claim(
        f"{trigger} {kind}", "", Span(0, 0, trigger), kind, stance,
        Party(Span(0, 0, actor[0]), *actor), None, mention, speakers=(Speaker(Span(0, 0, speaker[0]), *speaker),),
    )  # fmt: skip


def reading(
    id_: str, day: int, text: str, claim: Claim, outlet: str = "Example Wire", title: str = "", url: str = ""
) -> Reading:
    """A report of October 2024, published at noon, of which the claim is told."""
    published = datetime(2024, 10, day, 12, tzinfo=UTC)
    report = Report(id_, text, published, outlet, title, url or f"https://news.example/{id_}")

    def span(words: str) -> Span:
        at = text.index(words)
        return Span(at, at + len(words), words)

    start = text.rindex(". ", 0, -1) + 2 if ". " in text[:-1] and ATTACK not in text else 0
    assert claim.actor is not None
    assert claim.place is not None
    on = date(2024, 10, day)
    placed = replace(
        claim, id=content_id("c", id_, claim.id), report_id=id_, trigger=span(claim.trigger.text),
        actor=replace(claim.actor, span=span(claim.actor.name)),
        place=replace(claim.place, span=span(claim.place.name)),
        speakers=tuple(replace(one, span=span(one.name)) for one in claim.speakers),
        when=Days(on, on), said=on, sentence=Span(start, len(text), text[start:]),
    )  # fmt: skip
    return Reading(report, (placed,))
