"""Is it a place that these words name, or a person, a body, a word? Evidence is added up as log-odds: what the index
says of the name, and what the words around it say."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from outskirts.detect.places.cues import PlaceCues, Words
from outskirts.detect.places.names import NameMatch
from outskirts.detect.places.relate import Reading
from outskirts.detect.places.spot import PARTICLES, Spot
from outskirts.vocabulary import Relation

# Weight above which a name is too well known to be half of another; likeness at which a spelling counts as the same.
WELL_KNOWN, SOUNDS_SAME = 0.5, 0.7
_EXPAND = re.compile(r"^ ?(?P<word>[A-Za-z]+)")


@dataclass(slots=True)
class Evidence:
    """``prior`` from the index, ``around`` from the words around; the name is taken for a place where the sum, with
    what other mentions of the same name add, is above 0. ``wanted`` are the gazetteer kinds that the words ask for."""

    prior: float
    around: float
    wanted: Words = frozenset()
    dropped: bool = False

    @property
    def total(self) -> float:
        return -9.0 if self.dropped else self.prior + self.around


def joined(
    row: Sequence[Spot], look_up: Callable[[str], Sequence[NameMatch]], countries: Words, cues: PlaceCues
) -> list[Spot]:
    """Names of which the index knows but a piece made whole: "Zeleny Hai" where it knows a Hai. Only where the words
    before speak of places, and never for a piece that is itself a well-known place ("Kyiv Zelensky")."""
    found: list[Spot] = []
    for spot in row:
        last = found[-1] if found else None
        if (
            last
            and last.run is spot.run
            and last.last == spot.first
            and _one_name(last, spot, look_up, countries, cues)
        ):
            name = spot_text(last, spot)
            found[-1] = replace(
                last, end=spot.end, name=name, query=name, last=spot.last, known=False, right=spot.right
            )
        else:
            found.append(spot)
    return found


def _one_name(
    one: Spot, two: Spot, look_up: Callable[[str], Sequence[NameMatch]], countries: Words, cues: PlaceCues
) -> bool:
    if one.person or two.person or one.titled or one.fixed_kind or two.fixed_kind:
        return False
    follows = _EXPAND.match(two.sentence.span.text[two.run[-1].end :][:60])
    unit = follows is not None and follows["word"] in cues.kinds
    # "in the Dara Soof district"
    left = one.left[1:] if unit and one.left[:1] == ["the"] else one.left
    if two.start != one.end + 1 or not left or left[0] not in cues.locative | cues.takes_place | {"of", ",", "and"}:
        return False
    if _has_body(two, cues) or any(_well_known(spot, look_up, countries) for spot in (one, two)):
        return False
    if not (one.known and two.known):
        return True
    whole = spot_text(one, two)
    return any(match.score > SOUNDS_SAME for match in look_up(whole))


def _well_known(spot: Spot, look_up: Callable[[str], Sequence[NameMatch]], countries: Words) -> bool:
    if not spot.known:
        return False
    return any(
        _weight(match) > WELL_KNOWN and match.how != "fuzzy" and (not countries or match.place.country in countries)
        for match in look_up(spot.query)
    )


def spot_text(one: Spot, two: Spot) -> str:
    return one.sentence.span.text[one.start : two.end]


def prior(spot: Spot, matches: Sequence[NameMatch], countries: Words, cues: PlaceCues) -> float:
    """Log-odds from the name alone. ``countries`` are those of the conflict's ground."""
    if not spot.known:
        return -2.3 + 1.2 * any(m.place.country in countries and m.score > 0.6 for m in matches)
    if not matches:
        return -2.5
    value = max([_weight(m) + 2.0 * (m.score - 1.0) for m in matches])
    words = spot.last - spot.first
    if words > 1:
        value += 1.0
    elif spot.name.lower() in cues.english:
        value -= 2.0
    elif spot.name.lower() in cues.given_names:
        best = max(matches, key=lambda m: (m.score, _weight(m)))
        value -= 1.0 * (best.place.kind not in ("country", "region"))
    if any(m.place.country in countries and m.score > 0.85 for m in matches):
        value += 1.0
    return value


def _weight(match: NameMatch) -> float:
    place = match.place
    if place.kind == "country":
        return 3.0
    if place.kind == "region":
        return 2.0
    return _people(place.population) if place.kind in ("settlement", "municipality") else -0.2


@lru_cache(maxsize=8192)
def _people(population: int) -> float:
    return min(2.0, 0.55 * (math.log10(population + 10) - 4.0))


def around(spot: Spot, reading: Reading, surnames: set[str], cues: PlaceCues) -> Evidence:
    """Log-odds from the words around one spot."""
    found = Evidence(0.0, 0.0)
    _kinds(spot, reading, found, cues)
    if spot.person:
        found.dropped = not (spot.last - spot.first > 1 and found.wanted)
        return found
    if not spot.known and _no_name(spot, cues):
        found.dropped = True
        return found
    _neighbours(spot, found, cues)
    _prepositions(spot, reading, found, cues)
    _grammar(spot, surnames, found, cues)
    return found


def _no_name(spot: Spot, cues: PlaceCues) -> bool:
    """Whether words that the index does not know are the tail of another name, or a body, a street, a thing."""
    before = spot.run[spot.first - 1] if spot.first else None
    if before and not before.text.islower() and not (before.low in cues.stop or before.low in cues.demonyms):
        return True
    return _has_body(spot, cues)


def _has_body(spot: Spot, cues: PlaceCues) -> bool:
    words = [token.low for token in spot.run[spot.first : spot.last]]
    return any(w in cues.org_local or w in cues.org_whole or w in cues.streets for w in words)


def _capital_before(spot: Spot) -> bool:
    """Whether the word just before a name is written with a capital."""
    words = spot.sentence.span.text[: spot.start].split()
    return bool(words) and words[-1].strip("“\"'‘«")[:1].isupper()


def _kinds(spot: Spot, reading: Reading, found: Evidence, cues: PlaceCues) -> None:
    after = _EXPAND.match(spot.right)
    word = after["word"].lower() if after else ""
    if word in cues.plurals:
        word = cues.plurals[word]
    if word in cues.kinds and not (word in cues.org_local and word == "district" and spot.right[1:2].isupper()):
        found.wanted = cues.kinds[word]
        found.around += 3.0 if word in cues.joined else 1.2
    elif spot.left[:1] and spot.left[0] in cues.units and _capital_before(spot):
        # "the Operational Tactical Group Luhansk"
        found.around -= 5.0
    elif word in cues.units and spot.right[1:2].islower():
        # "the Luhansk group of forces", "a Kharkiv brigade": a unit, wherever it is.
        found.around -= 5.0
    elif word in cues.org_local and spot.right[1:2].islower():
        found.around += 1.5
    last, before = spot.run[spot.last - 1].low, spot.run[spot.first - 1].low if spot.first else ""
    if found.wanted:
        pass
    elif last in cues.joined and spot.last - spot.first > 1:
        found.wanted = cues.kinds[last]
        found.around += 1.0 if spot.known else 3.0
    elif before in cues.kind_before and before in cues.kinds:
        found.wanted = cues.kinds[before]
        found.around += 2.5
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
        if after.low in cues.streets and not any(word in cues.org_local for word in rest[1:2]):
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
        earlier = [t.low for t in spot.run[: spot.first]]
        if before.text.islower() and before.low in PARTICLES:
            if any(word in cues.org_of or word in cues.org_whole for word in earlier[-4:]):
                found.around -= 6.0
        elif before.low in cues.stop or before.low in cues.demonyms or before.low in cues.kinds or spot.titled:
            pass
        else:
            # "Hayat Tahrir al-Sham": an article joins it to the words before
            found.around -= 2.0 if spot.name[0].isupper() else 6.0


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
    if word in cues.strong or beyond in cues.strong:
        found.around += 2.5
    elif word in cues.locative or (beyond in cues.locative and word != "the"):
        found.around += 2.0 if spot.known or beyond in ("in", "at") else 1.0
    elif beyond in cues.locative:
        found.around += 0.3
    elif word == "of" and spot.left[1:2] == ["out"]:
        found.around += 2.0 if spot.known else 1.0
    elif word == "of":
        found.around += 1.5 if beyond == "of" and spot.left[1:2] and spot.left[1] in cues.of_place else 0.6
    elif word in cues.takes_only_place:
        found.around += 1.5 if spot.known or spot.last - spot.first > 2 else 2.5
    elif word in cues.takes_place or beyond in cues.takes_place:
        found.around += 1.5
    if reading.bearing and reading.relation is Relation.NEAR:
        found.around += 2.0
    elif (
        reading.bearing
        or reading.part
        or (reading.relation in (Relation.OUTSKIRTS, Relation.TOWARDS) and word not in ("to", "on"))
    ):
        found.around += 1.2


def river_meant(spot: Spot, cues: PlaceCues) -> bool:
    """Whether a name that is a river's and a town's is the river here: "the Dnipro", "a bridge over the Dnipro"; not
    before a noun ("the Dnipro garrison") unless waters are spoken of."""
    if any(word in cues.water for word in spot.left[:5]):
        return spot.left[0] in ("the", "of", "over", "across", "crossed", "cross", "crossing")
    if not spot.left or spot.left[0] != "the":
        return False
    follows = _EXPAND.match(spot.right)
    return follows is None or not spot.right.startswith(" ") or _little(follows["word"].lower(), cues)


def _little(word: str, cues: PlaceCues) -> bool:
    return word in cues.stop or word in cues.prepositions or word in cues.speech


_DATELINE = re.compile(r"^ ?(?:\([A-Z][\w ]+\) ?)?(?:—|--|–)[ A-Z]")


def is_dateline(spot: Spot) -> bool:
    """Whether the name stands before a report as the place where it was filed ("KABUL, Afghanistan (April 9) – …")."""
    text = spot.sentence.span.text
    if not spot.name.isupper() or len(spot.name) < 4 or text.isupper():
        return False
    head = text[: spot.start]
    begins = not head.strip() or head.endswith(("  ", "\n"))
    return begins and text[spot.end : spot.end + 2].lstrip()[:1] in (",", "(", "—", "–", "-")


_SPEECH = re.compile(r"^,? (?:has |had |also )?(?P<verb>[a-z]+)")


def _grammar(spot: Spot, surnames: set[str], found: Evidence, cues: PlaceCues) -> None:
    if spot.name.split()[-1] in surnames and spot.last - spot.first == 1:
        found.around -= 4.0
    if spot.left and spot.left[0] == "the" and spot.last - spot.first == 1 and not found.wanted:
        follows = _EXPAND.match(spot.right)
        noun = follows and follows["word"].islower() and not _little(follows["word"], cues)
        found.around -= 0.7 if noun else 1.5
    speech = _SPEECH.match(spot.right)
    if speech and speech["verb"] in cues.speech:
        found.around -= 1.0
    if not spot.left and _DATELINE.match(spot.right) and (spot.name.isupper() or spot.last == len(spot.run)):
        found.around += 3.0
    starts = not spot.left or spot.left[0] in (":", "“", '"')
    if starts and spot.name.lower() in cues.english:
        found.around -= 1.5
    dated = _DATELINE.match(spot.right)
    if (
        spot.name.isupper()
        and len(spot.name) <= 5
        and not spot.fixed_kind
        and not dated
        and not spot.sentence.span.text.isupper()
    ):
        found.around -= 2.0
