"""How do the places of one sentence hang together? Lists, units around a place, glosses in brackets, roads named by
their ends, and names that only frame another ("east of Borova near Kopanky")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from outskirts.detect.places.cues import PlaceCues
from outskirts.detect.places.judge import Evidence
from outskirts.detect.places.names import NameMatch
from outskirts.detect.places.relate import Reading
from outskirts.detect.places.resolve import contains
from outskirts.detect.places.spot import Spot
from outskirts.vocabulary import Relation

PARTS = frozenset({"district", "quarter"})
UNITS = frozenset({"country", "region", "district"})
_MOVED = frozenset((Relation.PART, Relation.FROM, Relation.TOWARDS))
# A comma or "in" before the unit that holds a place adds this much to the log-odds of both.
HELD = 2.2
# How much of what the words say of the first member of a list holds for the next.
LIKE_FIRST = 0.7
# Namesakes looked through when asking whether one place lies in another.
LOOKED_AT = 40


class Link(Enum):
    """How a place is tied to the one before it in the sentence."""

    LIST = "list"
    UNIT = "unit"
    HYPHEN = "hyphen"
    GLOSS = "gloss"


@dataclass(slots=True, eq=False)
class Found:
    """A spot with all that was gathered of it. ``end`` takes in a kind word that belongs to the name; ``inside`` are
    the units that the words put around it, ``beside`` the places that they put beside it; ``key`` is set once all are
    tied."""

    spot: Spot
    readings: tuple[Reading, ...]
    matches: Sequence[NameMatch]
    evidence: Evidence
    end: int
    frame: bool = False
    link: Link | None = None
    inside: list[Found] = field(default_factory=list)
    beside: list[Found] = field(default_factory=list)
    key: str = ""

    @property
    def compass(self) -> bool:
        """Whether the words speak of its north, south, east or west without a noun ("northern Gaza")."""
        reading = self.readings[0]
        return reading.relation in _MOVED and reading.bearing is not None and not reading.part


def key(item: Found) -> str:
    """What names in one sense have in common."""
    compass = ("compass",) if item.compass else ()
    return "|".join((item.spot.query.lower(), *compass, *sorted(item.evidence.wanted)))


_LIST = re.compile(r"^\)?\s*(?:[,;/]|[,;]? (?:and|or|as well as|&))\s*(?:also |then |the |both )*$")
_HYPHEN = re.compile(r"^\s?[-–—]\s?$")
_UNIT = re.compile(r"^(?:,| in| of|, in| \(|, of)\s*(?:the |\w+ern |[\w-]*occupied |[\w-]*controlled )*$")
_HOLDER = re.compile(r"^['’]s?\s+(?:[a-z][\w-]*\s+){0,2}$")
_FRAMES = re.compile(
    r"^,?\s(?:and |including |particularly |mainly |also )*"
    r"(?:near|in|at|around|within|inside|towards?|in the \w+ of|on the outskirts of)\b[^,;.()]{0,40}$"
)
_ASIDE = re.compile(
    r"^(?: \w+)?, (?:about |some |roughly |around )?(?:\d[\d.,]* ?\w+ (?:\([^)]*\) )?)?(?:to the )?[\w-]+ of (?:the )?$"
)
_ENDS = re.compile(r"^(?:[.;]|$|, (?:which|where|who|the|a|on|he|she|it|they)\b)")
_NEXT_WORD = re.compile(r"^[ -](?P<word>[A-Za-z]+)(?:[ ](?P<then>[A-Za-z]+))?")


def links(items: Sequence[Found], cues: PlaceCues) -> None:
    """Tie the places of one sentence, in order, to one another; sets ends, links, frames, readings and evidence."""
    for item in items:
        _take_in_kind(item, cues)
    for k in range(1, len(items)):
        _link(items, k, cues)
    for k in range(len(items) - 1, -1, -1):
        _backwards(items, k, cues)
    for k in range(1, len(items)):
        if items[k].link is Link.LIST:
            _inherit(items[_member_before(items, k)], items[k])


def _take_in_kind(item: Found, cues: PlaceCues) -> None:
    match = _NEXT_WORD.match(item.spot.right)
    if match and match["word"].lower() in cues.joined and item.spot.right[0] == " ":
        follows = (match["then"] or "").lower()
        if follows not in cues.org_whole:
            item.end = item.spot.end + match.end("word")


def _between(first: Found, second: Found) -> str:
    return first.spot.sentence.span.text[first.end : second.spot.start]


def _link(items: Sequence[Found], k: int, cues: PlaceCues) -> None:
    first, second = items[k - 1], items[k]
    gap = _between(first, second)
    if len(gap) > 60:
        return
    if _HYPHEN.match(gap):
        second.link = Link.HYPHEN
    elif _HOLDER.match(gap) and _unit_like(first) and _holds(first, second):
        _put_inside(second, first)
    elif _UNIT.match(gap) and _is_unit_of(first, second, gap):
        second.link = Link.UNIT
        _put_inside(first, second)
        for other in _list_before(items, k - 1):
            if "(" in gap or not other.inside:
                other.inside.append(second)
    elif "(" in gap and ")" not in gap and second.readings[0].relation is Relation.NEAR:
        second.link, second.frame = Link.GLOSS, True
        first.beside.append(second)
        first.evidence.around += HELD
        if "both" in gap or "all" in gap:
            for other in _list_before(items, k - 1):
                other.beside.append(second)
    elif _ASIDE.match(gap) and second.readings[0].bearing and _explained(first, second):
        second.link, second.frame = Link.GLOSS, True
        first.beside.append(second)
        first.evidence.around += HELD
    elif _HOLDER.match(gap) and second.evidence.wanted & PARTS and not _unit_like(first):
        first.frame = True
        second.beside.append(first)
    elif _LIST.match(gap):
        second.link = Link.LIST
        if first.link is not Link.GLOSS:
            second.beside += first.beside
    elif _FRAMES.match(gap):
        _frame(first, second)


def _explained(first: Found, second: Found) -> bool:
    """Whether "A, north of B" says where A is: always of "in A"; of "near A" unless the list goes on behind B."""
    relation = first.readings[0].relation
    behind = second.spot.sentence.span.text[second.end :]
    return relation is Relation.IN or (relation is Relation.NEAR and _ENDS.match(behind) is not None)


def _put_inside(place: Found, unit: Found) -> None:
    unit.frame = True
    place.inside.append(unit)
    place.evidence.around += HELD
    unit.evidence.around += HELD


def _frame(first: Found, second: Found) -> None:
    """ "east of Borova near Kopanky": the claim is at Kopanky."""
    reading = first.readings[0]
    bearing_of = reading.relation is Relation.NEAR and reading.bearing is not None
    if bearing_of or (_unit_like(first) and not _unit_like(second) and _holds(first, second)):
        first.frame = True
        (second.beside if bearing_of else second.inside).append(first)


def _list_before(items: Sequence[Found], k: int) -> list[Found]:
    members = []
    while k > 0 and items[k].link in (Link.LIST, Link.HYPHEN):
        k = _member_before(items, k)
        members.append(items[k])
    return members


def _member_before(items: Sequence[Found], k: int) -> int:
    """The list member before, past the gloss or the unit that belongs to it ("A (east of X), B")."""
    k -= 1
    while k > 0 and items[k].link in (Link.GLOSS, Link.UNIT):
        k -= 1
    return k


def _unit_like(item: Found) -> bool:
    """Whether the words or the index make it a unit rather than a town."""
    if item.evidence.wanted:
        return bool(item.evidence.wanted & UNITS)
    kinds = [m.place.kind for m in item.matches if m.score > 0.9]
    if "country" in kinds:
        return True
    towns = max((m.place.population for m in item.matches if m.place.kind == "settlement"), default=0)
    return "region" in kinds and towns < 100_000


def _is_unit_of(first: Found, second: Found, gap: str) -> bool:
    if not _holds(second, first):
        return False
    if _unit_like(second):
        return not (_unit_like(first) and gap.strip() == "of")
    # "Albany, New York": the town of that name is the larger, but a comma on both sides makes it a unit
    follows = second.spot.sentence.span.text[second.end : second.end + 1]
    regions = any(m.place.kind == "region" and m.score > 0.9 for m in second.matches)
    return regions and gap.strip() == "," and first.link is not Link.LIST and follows in (",", ".", ";", ")", "")


def _holds(unit: Found, place: Found) -> bool:
    units = [m.place for m in unit.matches[:LOOKED_AT] if m.place.kind in UNITS]
    if not units:
        return False
    if not place.matches:
        return place.evidence.around >= HELD
    return any(contains(u, m.place) for u in units for m in place.matches[:LOOKED_AT])


def _backwards(items: Sequence[Found], k: int, cues: PlaceCues) -> None:
    """What stands behind the last member of a list holds for all: "Sumy and Kyiv regions", "A-B road", "A and B
    directions"."""
    item = items[k]
    match = _NEXT_WORD.match(item.spot.right)
    word = match["word"].lower() if match else ""
    members = _list_before(items, k)
    if not word or not members:
        return
    if word in cues.plurals:
        for member in members:
            if not member.evidence.wanted:
                member.evidence.wanted = item.evidence.wanted
                member.evidence.around += 2.0
    relation = cues.after.get(word)
    hyphened = item.link is Link.HYPHEN
    if relation is Relation.BETWEEN and hyphened:
        ends = [item, *members]
        for end in ends:
            end.readings = (Reading(Relation.BETWEEN, own=True),)
            end.evidence.around = max(end.evidence.around, 0.0) + 2.6
    elif relation and (hyphened or word.endswith("s")) and item.readings[0].relation is relation:
        for member in members:
            member.readings = item.readings
            member.evidence.around += 1.0


def _inherit(first: Found, second: Found) -> None:
    """A list member with no word of its own lies as the member before it, and is as surely a place."""
    if first.evidence.around > second.evidence.around:
        second.evidence.around += LIKE_FIRST * (first.evidence.around - max(second.evidence.around, 0.0))
    if second.readings[0].own:
        return
    reading = first.readings[0]
    local = reading.relation in (Relation.PART, Relation.OUTSKIRTS) and "of" not in first.spot.left[:3]
    if not local and reading.relation is not Relation.BETWEEN:
        second.readings = first.readings
