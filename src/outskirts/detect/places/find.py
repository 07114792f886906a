"""Which places does a report name, which of their namesakes are they, and how does what happened lie to them?"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from outskirts.detect.places.cues import PlaceCues, Words, load
from outskirts.detect.places.frames import Found, Link, key, links
from outskirts.detect.places.judge import around, is_dateline, joined, prior, river_meant
from outskirts.detect.places.names import NOWHERE, NameIndex, NameMatch, PlaceContext
from outskirts.detect.places.relate import readings
from outskirts.detect.places.resolve import Name, resolve
from outskirts.detect.places.spot import spots
from outskirts.vocabulary import Candidate, PlaceMention, Sentence, Span

# Log-odds added where another mention of the same name is plainly a place, or the next member of a list is.
ELSEWHERE, ELSEWHERE_UNKNOWN = 1.5, 2.5
IN_LIST, IN_LIST_UNKNOWN = 1.2, 2.5
PLAINLY = 1.5
RIVER = frozenset(("river",))
# People of a place that is thought of before any that only sounds alike: on the ground of the war, and elsewhere.
KNOWN, WELL_KNOWN = 5_000, 100_000


def find_places(
    sentences: Sequence[Sentence], names: NameIndex, context: PlaceContext = NOWHERE
) -> tuple[PlaceMention, ...]:
    """Every named place of a report in the order of the text, resolved together. Coordinated bearings ("north and west
    of X") give two mentions with one span; names of places that only frame another ("east of F near X", "X (east of
    F)", "X, Y region") have ``frame`` set. Places unknown to the index are kept, without candidates, where the words
    around leave no doubt."""
    cues = load()
    found = [item for row in _gather(sentences, names, context, cues) for item in row]
    if not found:
        return ()
    _agree(found)
    kept = [item for item in found if item.evidence.total > 0]
    for item in kept:
        item.key = key(item)
    candidates = resolve(_grouped(kept), context, _peoples(sentences, cues))
    return tuple(mention for item in kept for mention in _mentions(item, candidates.get(item.key, ())))


def _gather(
    sentences: Sequence[Sentence], names: NameIndex, context: PlaceContext, cues: PlaceCues
) -> list[list[Found]]:
    surnames: set[str] = set()
    spotted = [spots(sentence, names, cues, surnames) for sentence in sentences]
    countries = frozenset(code for area in context.areas for code in area.countries) | frozenset(context.countries)
    rows = []
    for row in spotted:
        items = []
        for spot in joined(row, names.lookup, countries, cues):
            reading = readings(spot.left, spot.right, cues)
            evidence = around(spot, reading[0], surnames, cues)
            if evidence.dropped:
                continue
            # A name that the index does not know may sound like one that it knows
            matches = _matches(spot.query, names, countries) if spot.known or evidence.around >= PLAINLY else ()
            if not evidence.wanted and any(m.place.kind == "river" for m in matches) and river_meant(spot, cues):
                evidence.wanted = RIVER
                evidence.around += PLAINLY
            evidence.prior = prior(spot, matches, countries, cues)
            if spot.query in context.bodies and not any(m.place.kind in ("country", "region") for m in matches):
                continue
            items.append(Found(spot, reading, matches, evidence, spot.end, frame=is_dateline(spot)))
        rows.append(items)
    rows = _known_below(rows)
    for items in rows:
        links(items, cues)
    return rows


def _known_below(rows: list[list[Found]]) -> list[list[Found]]:
    """Without the unknown names of headlines, save those that the text plainly has for places."""
    plain = {item.spot.query for row in rows for item in row if not _of_headline(item) and item.evidence.total > 0}
    for item in (item for row in rows for item in row if _of_headline(item)):
        item.evidence.around += PLAINLY - item.evidence.total if item.spot.query in plain else 0.0
    return [[item for item in row if not _of_headline(item) or item.spot.query in plain] for row in rows]


def _of_headline(item: Found) -> bool:
    return item.spot.titled and not item.spot.known


def _matches(name: str, names: NameIndex, countries: Words) -> Sequence[NameMatch]:
    """The places that the name may mean. In a report of a war a name that only sounds alike is of the war's ground; it
    is thought of unless a place that is so spelled is known enough: villages have namesakes in other spellings."""
    matches = names.lookup(name)
    if not countries:
        return matches
    if matches and not any(
        m.place.population > (KNOWN if m.place.country in countries else WELL_KNOWN)
        or m.place.kind in ("country", "region")
        for m in matches
    ):
        matches = (*matches, *names.alike(name))
    return [m for m in matches if m.how != "fuzzy" or m.place.country in countries]


def _agree(found: Sequence[Found]) -> None:
    """One sense in one report: a name that is plainly a place once is likely one elsewhere; a list is of one kind."""
    plain = {item.spot.query for item in found if item.evidence.around >= PLAINLY and item.evidence.total > 0}
    for item in found:
        if item.spot.query in plain and item.evidence.around < PLAINLY:
            item.evidence.around += ELSEWHERE if item.spot.known else ELSEWHERE_UNKNOWN
    for first, second in itertools.pairwise(found):
        if second.link is Link.LIST and second.spot.sentence is first.spot.sentence:
            one, two = first.evidence.total, second.evidence.total
            if one > 0:
                second.evidence.around += _lent(first, second)
            if two > 0:
                first.evidence.around += _lent(second, first)


def _lent(sure: Found, other: Found) -> float:
    """What a sure member of a list lends to another: all where it is a town and the other unknown ("Alamata and
    Shire"), little where it is a country, which is listed with anything ("Israel and Hezbollah")."""
    if other.spot.known:
        return IN_LIST
    kinds = {match.place.kind for match in sure.matches}
    return IN_LIST if "country" in kinds or not kinds else IN_LIST_UNKNOWN


def _grouped(kept: Sequence[Found]) -> list[Name]:
    groups: dict[str, Name] = {}
    for position, item in enumerate(kept):
        name = groups.get(item.key)
        if name is None:
            name = groups[item.key] = Name(item.key, item.matches, item.evidence.wanted)
        name.order.append(position)
        name.compass = item.compass
        name.inside.update(other.key for other in item.inside if other.evidence.total > 0)
        name.beside.update((o.key, o.readings[0].bearing) for o in item.beside if o.evidence.total > 0)
    return list(groups.values())


_CAPITAL = re.compile(r"\b[A-Z][a-z]+(?:-[A-Z][a-z]+)?")


def _peoples(sentences: Sequence[Sentence], cues: PlaceCues) -> dict[str, int]:
    """How often the people of each country are named."""
    counts: dict[str, int] = {}
    for sentence in sentences:
        for word in _CAPITAL.findall(sentence.span.text):
            code = cues.demonyms.get(word.lower())
            if code:
                counts[code] = counts.get(code, 0) + 1
    return counts


def _mentions(item: Found, candidates: tuple[Candidate, ...]) -> list[PlaceMention]:
    spot = item.spot
    base = spot.sentence.span.start
    text = spot.sentence.span.text[spot.start : item.end]
    span = Span(base + spot.start, base + item.end, text)
    ways = dict.fromkeys([(r.relation, r.bearing, r.part) for r in item.readings])
    return [
        PlaceMention(span, text, candidates, relation, bearing, part, False, item.frame)
        for relation, bearing, part in ways
    ]
