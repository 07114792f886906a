"""How a value is put in words for people; the words themselves are in ``knowledge/wording.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from outskirts import knowledge
from outskirts.errors import KnowledgeError
from outskirts.vocabulary import (
    CONTESTED,
    UNKNOWN,
    Basis,
    Bearing,
    Claim,
    Days,
    Kind,
    Place,
    PlaceMention,
    Presence,
    Quantity,
    Relation,
    Side,
    Span,
    Stance,
)

FILE = "wording.toml"
# A part is printed with what stood before it: "its centre".
LEADING = re.compile(r"^(?:the|its|their|a|an)\s+", re.IGNORECASE)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class KindWords:
    """``noun`` follows "reports", ``bare`` an adjective; ``at`` is the preposition before a place of it."""

    label: str
    noun: str
    bare: str
    at: str
    group: str
    mass: bool = False


@dataclass(frozen=True, slots=True)
class StanceWords:
    """``mark`` is a sign that tells the stance without colour; ``colour`` a colour name of the terminal."""

    label: str
    verb: str
    mark: str
    colour: str
    adjective: str = ""


@dataclass(frozen=True, slots=True)
class BasisWords:
    label: str
    long: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Wording:
    kinds: dict[Kind, KindWords]
    stances: dict[Stance, StanceWords]
    relations: dict[Relation, str]
    bearings: dict[Bearing, str]
    bases: dict[Basis, BasisWords]
    probabilities: tuple[tuple[int, str], ...]
    parts: frozenset[str]
    common: frozenset[str]


@cache
def wording() -> Wording:
    """The words of the package. Raises KnowledgeError where a value has none."""
    table = knowledge.load(FILE)
    try:
        return Wording(
            kinds={k: kind_words(table["kind"][k.value]) for k in Kind},
            stances={s: StanceWords(**table["stance"][s.value]) for s in Stance},
            relations={r: table["relation"][r.value] for r in Relation},
            bearings={b: table["bearing"][b.value] for b in Bearing},
            bases={b: BasisWords(**table["basis"][b.value]) for b in Basis},
            probabilities=tuple((row["below"], row["words"]) for row in table["probability"]),
            parts=frozenset(table["part"]["words"].split()),
            common=frozenset(table["common"]["words"].split()),
        )
    except (KeyError, TypeError) as error:
        raise KnowledgeError(f"{FILE}: {error}", "give every value its words") from error


def kind_words(row: dict[str, Any]) -> KindWords:
    return KindWords(row["label"], row["noun"], row["bare"], row["in"], row["group"], row.get("mass", False))


def chance(probability: float) -> str:
    """The ICD 203 words for a probability: ``chance(0.87) == "very likely"``."""
    per_cent = probability * 100
    return next(words for below, words in wording().probabilities if per_cent < below)


def percent(probability: float) -> str:
    """Whole per cent; never 0 or 100, since nothing here is certain."""
    return f"{min(99, max(1, round(probability * 100)))} %"


def day(value: date | None) -> str:
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}" if value else ""


def moment(value: datetime | None) -> str:
    """``8 Oct 2024, 06:10 UTC``."""
    if value is None:
        return ""
    utc = value.astimezone(UTC)
    return f"{day(utc.date())}, {utc:%H:%M} UTC"


def days(value: Days) -> str:
    """``7 Oct 2024``, ``1–31 Oct 2024``, ``since 1 Aug 2024``; empty where nothing is said."""
    start, end = value.start, value.end
    if start is None and end is None:
        return ""
    if start is None:
        return f"until {day(end)}"
    if end is None:
        return f"since {day(start)}"
    if start == end:
        return day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day(end)}"
    if start.year == end.year:
        return f"{start.day} {MONTHS[start.month - 1]} – {day(end)}"
    return f"{day(start)} – {day(end)}"


def place(mention: PlaceMention) -> str:
    """The place as the report lies to it: ``eastern outskirts of Toretsk``, ``near Toretsk (NE)``, ``Toretsk``."""
    words = wording()
    bearing = words.bearings[mention.bearing] if mention.bearing else ""
    if mention.relation is Relation.OUTSKIRTS:
        return f"the {bearing + ' ' if bearing else ''}outskirts of {mention.name}"
    if mention.relation is Relation.PART:
        return part(mention, bearing)
    inside = mention.relation is Relation.IN
    head = "" if inside else f"{words.relations[mention.relation]} "
    return f"{head}{mention.name}{f' ({mention.bearing})' if mention.bearing else ''}"


def part(mention: PlaceMention, bearing: str) -> str:
    """``the centre of Toretsk``, ``eastern Toretsk``, ``part of Toretsk (Zabalka)``."""
    # A share ("40 per cent of") says how much, not which part.
    described = "" if mention.part in ("cent", "percent") else mention.part.strip()
    if bearing:
        return f"{bearing} {mention.name}"
    bare = LEADING.sub("", described)
    if bare.casefold() in wording().parts:
        return f"the {bare} of {mention.name}"
    if not described or described.casefold() == mention.name.casefold():
        return f"part of {mention.name}"
    if mention.name.casefold() in described.casefold():
        return described
    return f"part of {mention.name} ({described})"


def stretch_of(value: Presence, whole: Place) -> str:
    """The part of a place in which forces are reported: ``the eastern outskirts of Toretsk``."""
    inside = value.relation if value.relation in (Relation.OUTSKIRTS, Relation.PART) else Relation.IN
    return place(PlaceMention(Span(0, 0), whole.name, (), inside, value.bearing, value.part))


def at(mention: PlaceMention, kind: KindWords) -> str:
    """The place with the preposition that the kind takes: ``of Toretsk``, ``into the eastern outskirts of Toretsk``."""
    if mention.relation in (Relation.IN, Relation.OUTSKIRTS, Relation.PART):
        return f"{kind.at} {place(mention)}"
    return place(mention)


def voice(claim: Claim, outlet: str) -> str:
    """Who vouches, and through whom: ``General Staff, via Ukrinform``; the report's own voice is its outlet's."""
    names = [speaker.name for speaker in claim.speakers]
    if not names:
        return f"{outlet or 'the report'}, in its own voice"
    return f"{names[0]}, via {', '.join(names[1:])}" if len(names) > 1 else names[0]


def quantity(value: Quantity | None) -> str:
    """``12``, ``10–12``, ``at least 100``, ``up to 100``; empty where no number is given."""
    if value is None or (value.low is None and value.high is None):
        return ""
    if value.low is None:
        return f"up to {value.high:,}"
    if value.high is None:
        return f"at least {value.low:,}"
    return f"{value.low:,}" if value.low == value.high else f"{value.low:,}–{value.high:,}"


def happening(claim: Claim, sides: Mapping[str, Side] | None = None) -> str:
    """What is said to have happened, as an object of "reports": ``a possible capture of Toretsk by Russian troops``."""
    words, kind = wording(), wording().kinds[claim.kind]
    adjective = words.stances[claim.stance].adjective
    article = "" if kind.mass else ("an " if adjective[:1] in "aeiou" else "a ")
    thing = f"{article}{adjective} {kind.bare}" if adjective else kind.noun
    amount = quantity(claim.quantity)
    where = f" {at(claim.place, kind)}" if claim.place else ""
    doer = "" if claim.kind is Kind.NO_COMMENT else actor(claim, sides or {})
    return f"{thing}{f' ({amount})' if amount else ''}{where}{f' by {doer}' if doer else ''}"


def actor(claim: Claim, sides: Mapping[str, Side]) -> str:
    """Who does it: ``Russian troops``, ``the invaders``. A spokesperson who says "we", and a bare adjective ("will
    remain Ukrainian"), stand for their side, and are named so."""
    if claim.actor is None:
        return ""
    name, held = claim.actor.name, sides.get(claim.actor.side or "")
    if held is not None:
        adjectives = {word.casefold() for word in held.adjectives}
        if name.casefold() in adjectives or name.casefold() in {s.name.casefold() for s in claim.speakers}:
            return held.name
    first, _, rest = name.partition(" ")
    return f"{first.lower()} {rest}".strip() if first.lower() in wording().common else name


def holder(code: str, sides: dict[str, Side]) -> str:
    """``held by Russia``, ``contested``, ``not known``."""
    if code == CONTESTED:
        return "contested"
    if code == UNKNOWN:
        return "not known"
    return f"held by {side(code, sides)}"


def side(code: str | None, sides: dict[str, Side]) -> str:
    if code is None:
        return "no side"
    if code == CONTESTED:
        return "contested"
    return sides[code].name if code in sides else code
