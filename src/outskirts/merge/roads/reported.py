"""What do reports say of each road? Claims that name it, or a town on it, in a sentence that speaks of a road."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from outskirts.merge.roads.words import Words, words
from outskirts.vocabulary import Claim, Kind, Route

LATELY = 60  # days: what was said longer ago does not tell how a road is now
JOINT = re.compile(r"[\s\-–—‑]+")
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Word:
    """A claim with its sentence and the day it speaks of (or else that of publication)."""

    claim: Claim
    sentence: str
    day: date


@dataclass(frozen=True, slots=True)
class Reported:
    """What is said of a road: ``state`` is open, used, threatened or cut; ``named`` whether the report names the road,
    or two towns on it, and not only a town that it passes; ``at`` the ids of those towns; ``claim_ids`` those that say
    so together."""

    route: str
    state: str
    day: date
    named: bool
    at: tuple[str, ...]
    claim_ids: tuple[str, ...]


def reported(routes: Sequence[Route], said: Iterable[Word], on: date) -> dict[str, tuple[Reported, ...]]:
    """By the id of the route, what was said of it up to a day, the latest first and of one day what names it first."""
    known = words()
    found: dict[str, list[Reported]] = {}
    for together in happenings(said, on):
        for one in meant(routes, together, known):
            found.setdefault(one.route, []).append(one)
    return {id_: tuple(sorted(rows, key=order)) for id_, rows in found.items()}


def order(one: Reported) -> tuple[int, bool, tuple[str, ...]]:
    return -one.day.toordinal(), not one.named, one.claim_ids


def now(rows: Sequence[Reported], on: date) -> Reported | None:
    """What the latest word says that is not too old: one that names the road, if any does."""
    fresh = [row for row in rows if 0 <= (on - row.day).days <= LATELY]
    return next((row for row in fresh if row.named), fresh[0] if fresh else None)


def happenings(said: Iterable[Word], on: date) -> list[list[Word]]:
    """Claims of one happening on a road (one trigger, several towns), up to a day."""
    found: dict[tuple[str, int], list[Word]] = {}
    for word in said:
        if word.claim.kind is Kind.ROUTE and word.day <= on:
            found.setdefault((word.claim.report_id, word.claim.trigger.start), []).append(word)
    return list(found.values())


def stands(name: str, sentence: str) -> bool:
    """Whether a town's name stands in a sentence: "the highway from Damascus to Aleppo" names both of its ends, though
    what happened there happened between them. A name of a letter or two is found in too many words."""
    return len(name) > 2 and re.search(rf"\b{re.escape(name)}\b", sentence) is not None


def meant(routes: Sequence[Route], together: Sequence[Word], known: Words) -> list[Reported]:
    """The roads that a happening is on: those that the sentence names, else those that pass most of its towns."""
    first = together[0]
    state = known.state_of(first.claim.trigger.text, first.claim.stance)
    called = [route for route in routes if names(route, first.sentence)]
    if not state or not (called or known.things.search(first.sentence)):
        return []
    towns = {word.claim.place.place.id for word in together if word.claim.place and word.claim.place.place}
    passed = {
        route.id: {place.id for place in route.places if place.id in towns or stands(place.name, first.sentence)}
        for route in routes
    }
    on_it = max((len(ids) for ids in passed.values()), default=0)
    chosen = called or [route for route in routes if on_it and len(passed[route.id]) == on_it]
    named = bool(called) or (on_it > 1 and len(chosen) == 1)
    day = max(word.day for word in together)
    ids = tuple(sorted(word.claim.id for word in together))
    return [Reported(route.id, state, day, named, tuple(sorted(passed[route.id])), ids) for route in chosen]


def names(route: Route, sentence: str) -> bool:
    """Whether a sentence calls a road by one of its names; spaces, hyphens and case do not matter ("T-05-04")."""
    plain = f" {JOINT.sub(' ', sentence).lower()} "
    close = JOINT.sub("", sentence).lower()
    for name in route.names:
        wanted = JOINT.sub("", name).lower()
        if len(wanted) < SHORTEST:
            continue
        numbered = any(ch.isdigit() for ch in wanted)
        if numbered and re.search(rf"(?<![a-z0-9]){re.escape(wanted)}(?![0-9])", plain):
            return True
        if numbered and len(wanted) > 3 and re.search(rf"{re.escape(wanted)}(?![0-9])", close):
            return True
        if not numbered and f" {JOINT.sub(' ', name).lower()} " in plain:
            return True
    return False


def by_id(routes: Iterable[Route]) -> Mapping[str, Route]:
    return {route.id: route for route in routes}
