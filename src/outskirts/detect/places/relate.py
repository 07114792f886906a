"""How does a happening lie to the place that these words name? Relation, bearing and part, read from the words around:
leftwards from the name word by word, then rightwards from it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from outskirts.detect.places.cues import PlaceCues
from outskirts.vocabulary import Bearing, Relation


@dataclass(frozen=True, slots=True)
class Reading:
    """One way in which the words put it. ``own`` is false where no word said anything, so that a list may say it."""

    relation: Relation = Relation.IN
    bearing: Bearing | None = None
    part: str = ""
    own: bool = False
    kind_word: str = ""


_PLAIN = Reading()
_SEVERAL = frozenset(("towns", "villages", "cities", "settlements", "hamlets"))
_GOES_ON = re.compile(r"^(?:,| and) [A-Z]")
_PUNCTUATION = frozenset(',;:()[]“”"…')


def readings(left: Sequence[str], right: str, cues: PlaceCues) -> tuple[Reading, ...]:
    """The readings of one name, mostly one; two where bearings or prepositions are joined ("north and west of X").

    ``left`` holds the words before the name, lower case, nearest first; ``right`` the text after it.
    """
    if left[:1] == ["of"] and left[1:2] and left[1] in _SEVERAL and _GOES_ON.match(right):
        # "the villages of A, B and C": these, and no part of anything
        left = left[2:]
    return _after(right, cues, _before(left, cues))


def _before(left: Sequence[str], cues: PlaceCues) -> tuple[Reading, ...]:
    k, bearings, part = _adjectives(left, 0, cues)
    kind_word = ""
    if k < len(left) and left[k] in cues.kind_before | cues.transparent and left[k] not in cues.prepositions:
        kind_word, k = left[k], k + 1
        k, more, _ = _adjectives(left, k, cues)
        bearings = bearings or more
    # "the town of X": look on to the left of the noun
    while k + 1 < len(left) and left[k] == "of" and left[k + 1] in cues.transparent:
        kind_word, k = left[k + 1], _noun_phrase(left, k + 2, cues)
    if k < len(left) and left[k] == "of" and k + 1 < len(left):
        found = _noun_of(left, k + 1, cues)
        if found:
            return found
    outer = _preposition(left, k, cues)
    if bearings or part:
        # "from northern X" and "towards central X" keep what they say of the movement
        moved = outer.relation if outer.relation in (Relation.FROM, Relation.TOWARDS) else Relation.PART
        return tuple(Reading(moved, bearing, part, True, kind_word) for bearing in bearings or (None,))
    first = Reading(outer.relation, outer.bearing, outer.part, outer.own, kind_word) if kind_word else outer
    second = _joined_preposition(left, k, cues)
    return (first,) if second is None or second == first.relation else (Reading(second, own=True), first)


def _adjectives(left: Sequence[str], k: int, cues: PlaceCues) -> tuple[int, tuple[Bearing, ...], str]:
    """Skip articles and adjectives from ``k`` leftwards; the bearings and the part that they name."""
    bearings: list[Bearing] = []
    part = ""
    steps = 0
    while k < len(left) and steps < 6:
        word = left[k]
        if word in cues.bearings:
            bearings.insert(0, cues.bearings[word])
        elif word in cues.part_adjectives and left[k] not in cues.transparent:
            part = word
        elif word == "and" and bearings and k + 1 < len(left) and left[k + 1] in cues.bearings:
            pass
        elif not (word in cues.determiners or _is_modifier(word, cues)):
            break
        k, steps = k + 1, steps + 1
    return k, tuple(dict.fromkeys(bearings)), part


def _noun_phrase(left: Sequence[str], k: int, cues: PlaceCues) -> int:
    """The index before "the key Donbas" in "around the key Donbas town of X": the nearest preposition or "of"."""
    for j in range(k, min(k + 5, len(left))):
        if left[j] in cues.determiners:
            return j + 1
        if left[j] in cues.prepositions or left[j] == "of":
            return j
        if left[j] in _PUNCTUATION:
            return k
    return k


def _is_modifier(word: str, cues: PlaceCues) -> bool:
    return (
        word in cues.back_adjectives or word in cues.demonyms or word.endswith(cues.modifier_ends) or word == "nearby"
    )


def _noun_of(left: Sequence[str], k: int, cues: PlaceCues) -> tuple[Reading, ...]:
    """ "… of X": the noun at ``left[k]`` and what stands before it."""
    noun = left[k]
    if noun in cues.bearings:
        return _bearing_of(left, k, cues)
    relation = cues.nouns.get(noun)
    if relation is None:
        pair = cues.pairs.get((noun, "of"))
        return (Reading(pair, own=True),) if pair else ()
    j, bearings, part = _adjectives(left, k + 1, cues)
    if relation is Relation.PART and j < len(left) and left[j] == "from":
        relation = Relation.FROM
    if j + 1 < len(left) and left[j] == "and" and left[j + 1] in cues.nouns and not bearings:
        _, bearings, part = _adjectives(left, j + 2, cues)
    words = f"{part} {noun}".strip() if relation is not Relation.TOWARDS else ""
    return tuple(Reading(relation, bearing, words, True) for bearing in bearings or (None,))


def _bearing_of(left: Sequence[str], k: int, cues: PlaceCues) -> tuple[Reading, ...]:
    """ "north and northwest of X", "in the east of X", "10 km south of X"."""
    noun = left[k]
    bearings = [cues.bearings[noun]]
    k += 1
    while k + 1 < len(left) and left[k] in ("and", "or", ",") and left[k + 1] in cues.bearings:
        bearings.insert(0, cues.bearings[left[k + 1]])
        k += 2
    inside = k + 1 < len(left) and left[k] in cues.determiners and left[k + 1] != "to"
    relation = Relation.PART if inside else Relation.NEAR
    part = noun if inside else ""
    if not inside and k < len(left) and left[k] == "from" and len(bearings) == 1:
        relation = Relation.FROM
    return tuple(Reading(relation, bearing, part, True) for bearing in bearings)


def _preposition(left: Sequence[str], k: int, cues: PlaceCues) -> Reading:
    if k >= len(left):
        return _PLAIN
    word = left[k]
    before = left[k + 1] if k + 1 < len(left) else ""
    if before == "(" and k + 2 < len(left):
        # "every entrance (to the city)"
        before = left[k + 2]
    pair = cues.pairs.get((before, word))
    if pair:
        return Reading(pair, own=True)
    if word == "on":
        verb = next((w for w in left[k + 1 : k + 3] if w in cues.towards_before_on), "")
        return Reading(Relation.TOWARDS if verb else Relation.IN, own=True)
    if word == "from" and _is_distance(left, k + 1, cues):
        bearing = cues.bearings.get(before)
        return Reading(Relation.NEAR, bearing, "", True)
    if word == "and" and "between" in left[k + 1 : k + 6]:
        return Reading(Relation.BETWEEN, own=True)
    if word == "in" and (before in cues.streets - cues.plain or cues.after.get(before) is Relation.PART):
        return Reading(Relation.PART, None, before, True)
    relation = cues.prepositions.get(word)
    return Reading(relation, own=True) if relation else _PLAIN


def _is_distance(left: Sequence[str], k: int, cues: PlaceCues) -> bool:
    """ "20 km from X", "20 kilometres (12 miles) from X", "20 km east from X"."""
    near = [w for w in left[k : k + 3] if w not in _PUNCTUATION]
    return any(w in cues.lengths or (w.rstrip("km").isdigit() and w.endswith("km")) for w in near)


def _joined_preposition(left: Sequence[str], k: int, cues: PlaceCues) -> Relation | None:
    """ "within and near X", "in and around X": the first of the two."""
    if k + 2 < len(left) and left[k + 1] in ("and", "or") and left[k] in cues.prepositions:
        return cues.prepositions.get(left[k + 2])
    return None


_RIGHT = re.compile(r"^(?:['’]s?)?[ -]+(?:(?P<adjective>[\w-]+) )?(?P<noun>[a-zA-Z]+)")
_POSSESSED = re.compile(r"^['’]s?[ ]+(?:(?P<one>[\w-]+) )?(?:(?P<two>[\w-]+) )?(?P<noun>[\w-]+)")


def _after(right: str, cues: PlaceCues, found: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """What the words behind the name add: "X direction", "X's eastern outskirts", "X airport"."""
    if right[:1] in ("'", "’"):
        return _possessed(right, cues, found)
    match = _RIGHT.match(right)
    if match is None:
        return found
    words = [w.lower() for w in (match["adjective"], match["noun"]) if w]
    if words[0] in cues.joined or (words[0] in cues.transparent and words[0] not in cues.after):
        words = words[1:]
        kind_then = True
    else:
        kind_then = False
    word = words[0] if words else ""
    relation = cues.after.get(word)
    if relation is None or relation is Relation.BETWEEN:
        return found
    if relation is Relation.PART and (kind_then or (word in ("center", "centre") and match["noun"][0].isupper())):
        return found
    if word == "line" or (word == "front" and match["noun"][0].isupper()):
        return found
    if found[0].relation in (Relation.FROM, Relation.OUTSKIRTS):
        return found
    if found[0].bearing and relation is Relation.NEAR:
        return found
    bearing = found[0].bearing if relation is Relation.PART or relation is Relation.OUTSKIRTS else None
    return (Reading(relation, bearing, word if relation is not Relation.TOWARDS else "", True, found[0].kind_word),)


def _possessed(right: str, cues: PlaceCues, found: tuple[Reading, ...]) -> tuple[Reading, ...]:
    match = _POSSESSED.match(right)
    if match is None:
        return found
    words = [w for w in (match["one"], match["two"], match["noun"]) if w]
    for i, word in enumerate(words):
        low = word.lower()
        relation = cues.nouns.get(low) or cues.after.get(low)
        if relation in (Relation.OUTSKIRTS, Relation.PART, Relation.NEAR) and low not in ("most", "area", "front"):
            bearing = next((cues.bearings[w.lower()] for w in words[:i] if w.lower() in cues.bearings), None)
            if found[0].relation is Relation.FROM:
                return found
            return (Reading(relation, bearing, " ".join(words[: i + 1]), True, found[0].kind_word),)
    low = words[0].lower()
    if low in cues.bearings and len(words) > 1 and words[1].lower() not in cues.org_whole:
        return (Reading(Relation.PART, cues.bearings[low], low, True, found[0].kind_word),)
    return found
