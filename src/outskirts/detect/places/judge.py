"""Is it a place that these words name, or a person, a body, a word? Evidence is added up as log-odds: what the index says of
the name, and what the words around it say."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from outskirts.detect.places.cues import PlaceCues, Words
from outskirts.detect.places.names import NameMatch
from outskirts.detect.places.relate import Reading
from outskirts.detect.places.spot import PARTICLES, Spot
from outskirts.vocabulary import Relation

_LOCATIVE = frozenset(["in", "at", "near", "from", "around", "outside", "inside", "within", "across", "towards", "toward", "throughout", "into", "over", "to", "along", "between"])  # fmt: skip
_STRONG = frozenset(["near", "around", "outside", "inside", "within", "towards", "toward", "throughout", "across"])
_EXPAND = re.compile(r"^ ?(?P<word>[A-Za-z]+)")


@dataclass(slots=True)
class Evidence:
    """``prior`` from the index, ``around`` from the words around; the name is taken for a place where the sum, with what
    other mentions of the same name add, is above 0. ``wanted`` are the gazetteer kinds that the words ask for."""

    prior: float
    around: float
    wanted: Words = frozenset()
    dropped: bool = False

    @property
    def total(self) -> float:
        return -9.0 if self.dropped else self.prior + self.around


def prior(spot: Spot, matches: Sequence[NameMatch], countries: Words, cues: PlaceCues) -> float:
    """Log-odds from the name alone. ``countries`` are those of the conflict's ground."""
    if not matches:
        return -2.5
    best = max(matches, key=lambda m: (m.score, _weight(m)))
    value = max(_weight(m) + 2.0 * (m.score - 1.0) for m in matches)
    words = spot.last - spot.first
    if words > 1:
        value += 1.0
    elif spot.name.lower() in cues.english:
        value -= 2.0
    elif spot.name.lower() in cues.given_names and best.place.kind not in ("country", "region"):
        value -= 1.0
    if any(m.place.country in countries and m.score > 0.85 for m in matches):
        value += 1.0
    return value


def _weight(match: NameMatch) -> float:
    place = match.place
    if place.kind == "country":
        return 3.0
    if place.kind == "region":
        return 2.0
    size = math.log10(place.population + 10)
    return min(2.0, 0.55 * (size - 4.0)) if place.kind in ("settlement", "municipality") else -0.2


def around(spot: Spot, reading: Reading, surnames: set[str], cues: PlaceCues) -> Evidence:
    """Log-odds from the words around one spot."""
    found = Evidence(0.0, 0.0)
    _kinds(spot, reading, found, cues)
    if spot.person:
        found.dropped = not (spot.last - spot.first > 1 and found.wanted)
        return found
    _neighbours(spot, found, cues)
    _prepositions(spot, reading, found, cues)
    _grammar(spot, surnames, found, cues)
    return found


def _kinds(spot: Spot, reading: Reading, found: Evidence, cues: PlaceCues) -> None:
    after = _EXPAND.match(spot.right)
    word = after["word"].lower() if after else ""
    if word in cues.plurals:
        word = cues.plurals[word]
    if word in cues.kinds and not (word in cues.org_local and word == "district" and spot.right[1:2].isupper()):
        found.wanted = cues.kinds[word]
        found.around += 2.5 if word in cues.joined else 1.2
    elif reading.kind_word in cues.kinds:
        found.wanted = cues.kinds[reading.kind_word]
        found.around += 2.5
    if spot.fixed_kind:
        found.wanted = (
            frozenset({spot.fixed_kind}) if spot.fixed_kind == "region" else frozenset({"country", "settlement"})
        )
        found.around += 3.0


def _neighbours(spot: Spot, found: Evidence, cues: PlaceCues) -> None:
    """The other capitalised words of the run."""
    before = spot.run[spot.first - 1] if spot.first else None
    after = spot.run[spot.last] if spot.last < len(spot.run) else None
    if after and after.text.islower() and after.low == "of":
        after = None
    if after and not spot.right.startswith((" ", "’", "'")):
        after = None
    if after:
        rest = [t.low for t in spot.run[spot.last :]]
        if after.low in cues.streets:
            found.dropped = True
        elif _whole_body(rest, cues):
            found.around -= 5.0
        elif after.low in cues.org_local or after.low in cues.kinds or after.low.strip(".") in cues.titles:
            found.around += 0.3
        elif after.low in cues.stop or after.low in cues.demonyms or after.low in cues.plurals or spot.titled:
            pass
        else:
            found.around -= 1.5 if spot.known else 0.0
    if before:
        self_ = [t.low for t in spot.run[: spot.first]]
        if before.text.islower() and before.low in PARTICLES:
            if any(word in cues.org_of or word in cues.org_whole for word in self_[-4:]):
                found.around -= 4.0
        elif before.low in cues.stop or before.low in cues.demonyms or before.low in cues.kinds or spot.titled:
            pass
        elif before.low in cues.org_whole and not spot.titled:
            found.around -= 2.0
        else:
            found.around -= 2.0


def _whole_body(rest: Sequence[str], cues: PlaceCues) -> bool:
    """Whether the capitalised words after a name make it the name of a paper, a school, a unit ("Kyiv Independent")."""
    for word in rest[:4]:
        if word in cues.org_whole:
            return True
        if word in PARTICLES or word in cues.org_local:
            return False
    return False


def _prepositions(spot: Spot, reading: Reading, found: Evidence, cues: PlaceCues) -> None:
    word = spot.left[0] if spot.left else ""
    # "in occupied X", "in the X"
    beyond = next(
        (w for w in spot.left[:3] if w not in cues.back_adjectives and w not in cues.demonyms and w != "the"), ""
    )
    if word in _STRONG or beyond in _STRONG:
        found.around += 2.5
    elif word in _LOCATIVE or (beyond in _LOCATIVE and word != "the"):
        found.around += 2.0
    elif beyond in _LOCATIVE:
        found.around += 0.3
    elif word == "of":
        found.around += 0.6
    if reading.bearing and reading.relation is Relation.NEAR:
        found.around += 2.0
    elif (
        reading.bearing
        or reading.part
        or (reading.relation in (Relation.OUTSKIRTS, Relation.TOWARDS)
        and word not in ("to", "on"))
    ):
        found.around += 1.2


_SPEECH = re.compile(r"^,? (?:has |had |also )?(?P<verb>[a-z]+)")


def _grammar(spot: Spot, surnames: set[str], found: Evidence, cues: PlaceCues) -> None:
    if spot.name.split()[-1] in surnames and spot.last - spot.first == 1:
        found.around -= 4.0
    if spot.left and spot.left[0] == "the" and spot.last - spot.first == 1 and not found.wanted:
        found.around -= 1.5
    speech = _SPEECH.match(spot.right)
    if speech and speech["verb"] in cues.speech:
        found.around -= 1.0
    starts = not spot.left or spot.left[0] in (":", "“", '"')
    if starts and spot.name.lower() in cues.english:
        found.around -= 1.5
    if spot.name.isupper() and len(spot.name) <= 5 and not spot.fixed_kind and not spot.sentence.span.text.isupper():
        found.around -= 2.0
    if spot.titled and not spot.known:
        found.dropped = True
