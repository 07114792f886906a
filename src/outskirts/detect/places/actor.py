"""Does a place's name stand for its government here ("Kyiv said", "talks with Moscow")? From the words around alone."""

from __future__ import annotations

import re

from outskirts.detect.places.cues import PlaceCues
from outskirts.vocabulary import PlaceMention, Relation, Span

_NEXT = re.compile(r"^,? (?:has |had |have |also |later |then )?(?P<verb>[a-z]+)(?: (?P<after>[a-z]+))?")
_LAST = re.compile(r"(?P<word>[\w-]+) $")
# Seats of government, where a city's name may stand for a state's.
LARGE = 500_000


def acts(mention: PlaceMention, sentence: Span, cues: PlaceCues) -> float:
    """The probability that the name acts as a government. ``sentence`` is the span of the sentence that it stands in.
    Only countries, regions and large cities do; a place in, near, from which something happens does not."""
    place = mention.place
    if place is None or mention.relation is not Relation.IN or mention.bearing is not None:
        return 0.0
    if place.kind not in ("country", "region") and place.population < LARGE:
        return 0.0
    start, end = mention.span.start - sentence.start, mention.span.end - sentence.start
    before = _LAST.search(sentence.text[max(0, start - 25) : start])
    word = before["word"].lower() if before else ""
    if word in cues.actor_after:
        return 0.7
    if word in cues.prepositions:
        return 0.05
    behind = _NEXT.match(sentence.text[end : end + 50])
    verbs = {behind["verb"], behind["after"] or ""} & cues.actor_verbs if behind else set()
    if verbs:
        return 0.9
    return 0.4 if sentence.text[end : end + 2] in ("'s", "’s") else 0.2
