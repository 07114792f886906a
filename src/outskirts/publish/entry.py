"""What is said of one place on a page? Its status, bars, basis, presence and reasons, in words, for a template."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from outskirts.publish import wording
from outskirts.publish.cite import Cited, Quote
from outskirts.vocabulary import CONTESTED, UNKNOWN, Place, Presence, Reason, Side, Status

SHOWN = 5
GREY, AMBER = "#8a8f98", "#b08900"


@dataclass(frozen=True, slots=True)
class Bar:
    """``width`` is in per cent of the full bar."""

    name: str
    width: int
    colour: str
    percent: str
    chance: str


@dataclass(frozen=True, slots=True)
class Ground:
    """A reason with the sentence that it rests on; ``quote`` is None for one that rests on no claim."""

    head: str
    quote: Quote | None = None
    voice: str = ""
    origin: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    anchor: str
    name: str
    within: str
    headline: str
    bars: tuple[Bar, ...]
    basis: str
    confidence: str
    presence: tuple[str, ...]
    reasons: tuple[Ground, ...]
    more: int
    change: tuple[str, ...]


def entry(status: Status, sides: Mapping[str, Side], cited: Mapping[str, Cited]) -> Entry:
    known = dict(sides)
    words = wording.wording().bases[status.basis]
    reasons = ranked(status)
    return Entry(
        anchor=anchor(status.place),
        name=status.place.name,
        within=", ".join(part for part in (status.place.admin1, status.place.country) if part),
        headline=headline(status, known),
        bars=bars(status, known),
        basis=words.long,
        confidence=words.confidence,
        presence=tuple(presence(p, status.place, known) for p in status.presence),
        reasons=tuple(ground(r, cited) for r in reasons[:SHOWN]),
        more=max(0, len(reasons) - SHOWN),
        change=status.would_change,
    )


def anchor(place: Place) -> str:
    return anchor_of(place.id)


def anchor_of(place_id: str) -> str:
    return "place-" + re.sub(r"[^A-Za-z0-9]+", "-", place_id).strip("-")


def headline(status: Status, sides: dict[str, Side]) -> str:
    """``Held by Russia since 1 Oct 2024 (very likely, 93 %)``."""
    words = wording.holder(status.holder, sides)
    since = f" since {wording.day(status.since)}" if status.since else ""
    share = status.control.get(status.holder)
    sure = f" ({wording.chance(share)}, {wording.percent(share)})" if share is not None else ""
    return f"{words[0].upper()}{words[1:]}{since}{sure}"


def bars(status: Status, sides: dict[str, Side]) -> tuple[Bar, ...]:
    rows = sorted(status.control.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(
        Bar(
            wording.side(code, sides),
            max(1, min(100, round(p * 100))),
            tone(code, sides),
            wording.percent(p),
            wording.chance(p),
        )
        for code, p in rows
        if p >= 0.005
    )


def tone(code: str, sides: Mapping[str, Side]) -> str:
    if code == CONTESTED:
        return AMBER
    return sides[code].colour if code in sides and code != UNKNOWN else GREY


def presence(value: Presence, place: Place, sides: dict[str, Side]) -> str:
    since = f" since {wording.day(value.since)}" if value.since else ""
    return f"{wording.side(value.side, sides)} reported in {wording.stretch_of(value, place)}{since}."


def ranked(status: Status) -> list[Reason]:
    """Reasons, the heaviest first."""
    return sorted(status.reasons, key=lambda r: (-abs(r.weight), r.claim_id or "", r.text))


def ground(reason: Reason, cited: Mapping[str, Cited]) -> Ground:
    one = cited.get(reason.claim_id or "")
    return Ground(reason.text, one.quote, one.voice, one.origin, one.url) if one else Ground(reason.text)
