"""Which of its namesakes does a name mean? All names of one report are weighed together, one sense each: the ground of
the conflict, the units named beside it, nearness to the other places of the report, size, kind, likeness of the
spelling."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from outskirts.detect.gazetteer.unit_words import region_keys
from outskirts.detect.places.cues import Words
from outskirts.detect.places.names import NameMatch, PlaceContext
from outskirts.vocabulary import Area, Bearing, Candidate, Place

# Weight of the neighbours together.
PULL = 3.2
# Namesakes weighed for one name, neighbours that each is weighed against, candidates of a neighbour that count.
KEPT = 20
NEIGHBOURS = 10
RIVALS = 6
ROUNDS = 2
# Log-odds behind the first at which a namesake is out of the question; share below which it lends no support.
HOPELESS, FAINT = 9.0, 0.04
# Kilometres at which the pull of a neighbour has halved: of what lies in the same part of the country, and of what lies
# on the same few kilometres of a front; the share of the first.
HALF, CLOSE, WIDE = 70.0, 15.0, 0.35
# What a place loses that lies far from one that the words put beside it, how far that is (km); and in a wrong
# direction.
FAR, FAR_KM, ASTRAY = 6.0, 60.0, 1.5
# What a name that only sounds alike loses where others are spelled so.
SOUNDS_LIKE = 2.5
# What a name loses that had gone out of use by the day of the report (some go on using it), or was not given yet.
OUT_OF_USE, NOT_YET = 1.0, 3.0
# What a region gains over its town where reporters speak of its north or south, and loses where its bare name is that
# of a town of its own: Kherson is the city unless something tells otherwise.
COMPASS, TOWN_FIRST = 1.0, 2.0
# What a region gains that is not named after a town of its own (Ontario is a province first, Kherson a city); unless a
# city of that size elsewhere is what all think of (Washington).
NO_TOWN, FAMOUS = 1.0, 300_000


@dataclass(slots=True)
class Name:
    """One name of a report in one sense. ``order`` are the positions of its mentions among all mentions; ``inside`` are
    keys of the units that the words put around it ("Engels, Saratov Oblast"), ``beside`` those of the places beside it,
    with the bearing from there ("northeast of Borova"); ``compass`` where they speak of its north, south, east or
    west."""

    key: str
    matches: Sequence[NameMatch]
    wanted: Words = frozenset()
    order: list[int] = field(default_factory=list)
    compass: bool = False
    inside: set[str] = field(default_factory=set)
    beside: set[tuple[str, Bearing | None]] = field(default_factory=set)
    scored: list[tuple[float, Place]] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    base: list[float] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)
    likely: list[tuple[Place, float]] = field(default_factory=list)


def resolve(
    names: Sequence[Name], context: PlaceContext, peoples: Mapping[str, int]
) -> dict[str, tuple[Candidate, ...]]:
    """The ranked candidates of every name by key; shares of one name sum to 1. ``peoples`` counts how often the report
    names the people of a country, by its code."""
    by_key = {name.key: name for name in names}
    ground = tuple(_ground(area) for area in context.areas)
    for name in names:
        _begin(name, context, ground, peoples)
    for name in names:
        if len(name.scored) > KEPT:
            _choose(name, _neighbours(name, names))
    for _ in range(ROUNDS):
        for name in names:
            if len(name.places) > 1:
                pulls = _pulls(name, _neighbours(name, names), by_key)
                _share(name, [b + p for b, p in zip(name.base, pulls, strict=True)])
    return {name.key: _ranked(name) for name in names}


@dataclass(frozen=True, slots=True)
class Ground:
    """An area made ready to ask. ``regions`` are folded, with their unit words and without."""

    countries: frozenset[str]
    regions: frozenset[str]
    polygon: tuple[tuple[float, float], ...]


@lru_cache(maxsize=64)
def _ground(area: Area) -> Ground:
    return Ground(frozenset(area.countries), frozenset(n for r in area.regions for n in region_keys(r)), area.polygon)


def _begin(name: Name, context: PlaceContext, ground: Sequence[Ground], peoples: Mapping[str, int]) -> None:
    certain = any(match.how != "fuzzy" for match in name.matches)
    compass = COMPASS if name.compass else 0.0
    scored = [
        (
            _base(match, name.wanted, context, ground, peoples)
            - (SOUNDS_LIKE if certain and match.how == "fuzzy" else 0.0)
            + (compass if match.place.kind in ("region", "country", "area") else 0.0)
            + (_beside_town(match.place, name) if match.place.kind == "region" else 0.0),
            match.place,
        )
        for match in name.matches
    ]
    scored.sort(key=lambda pair: (-pair[0], pair[1].id))
    name.scored = [(score, place) for score, place in scored if score > scored[0][0] - HOPELESS]
    _keep(name, name.scored[:KEPT])


def _keep(name: Name, kept: Sequence[tuple[float, Place]]) -> None:
    name.base = [score for score, _ in kept]
    name.places = [place for _, place in kept]
    _share(name, name.base)


def _choose(name: Name, around: Sequence[Name]) -> None:
    """Of more namesakes than are weighed, those that go best with the other names: one that only its register knows
    has no population to speak for it, but it may lie beside them."""
    senses = [other.likely for other in around]
    pulled = [(score + PULL * math.log1p(3.0 * _support(place, senses)), place.id, score, place)
              for score, place in name.scored]  # fmt: skip
    pulled.sort(key=lambda row: (-row[0], row[1]))
    _keep(name, [(score, place) for _, _, score, place in pulled[:KEPT]])


def _share(name: Name, scores: Sequence[float]) -> None:
    name.shares = _softmax(scores)
    pairs = sorted(zip(name.places, name.shares, strict=True), key=lambda pair: -pair[1])
    name.likely = [(place, share) for place, share in pairs[:RIVALS] if share > FAINT]


def _beside_town(region: Place, name: Name) -> float:
    """What a region gains or loses for the towns of its name."""
    towns = [m.place for m in name.matches if m.place.kind == "settlement" and m.score > 0.9]
    if any(contains(region, town) and town.population > 0 for town in towns):
        return 0.0 if name.compass or name.wanted else -TOWN_FIRST
    return 0.0 if any(town.population > FAMOUS for town in towns) else NO_TOWN


def _base(
    match: NameMatch, wanted: Words, context: PlaceContext, ground: Sequence[Ground], peoples: Mapping[str, int]
) -> float:
    place = match.place
    score = _likeness(match.score) + _size(place.kind, place.population)
    if wanted:
        score += 3.0 if place.kind in wanted else -2.0
    if ground:
        score += max([_in_area(place, area) for area in ground])
    if context.published is not None:
        if match.valid_to is not None and context.published >= match.valid_to:
            score -= OUT_OF_USE
        elif match.valid_from is not None and context.published < match.valid_from:
            score -= NOT_YET
    if place.country in context.countries:
        score += 1.5
    if place.country in peoples:
        score += min(1.5, 0.5 * peoples[place.country])
    return score


@lru_cache(maxsize=1024)
def _likeness(score: float) -> float:
    return 6.0 * math.log(max(score, 0.05))


@lru_cache(maxsize=16384)
def _size(kind: str, population: int) -> float:
    if kind == "country":
        return 4.5
    if kind == "region":
        return 3.0
    if kind in ("settlement", "quarter"):
        return 0.6 * math.log10(population + 10)
    # A district named after its town is called a district
    if kind in ("district", "municipality"):
        return 0.3
    return max(1.2, 0.6 * math.log10(population + 10))


def _in_area(place: Place, area: Ground) -> float:
    if place.kind == "country":
        return 2.0 if place.country in area.countries else 0.0
    if place.admin1 and area.regions and not area.regions.isdisjoint(region_keys(place.admin1)):
        return 3.0
    if (
        area.polygon
        and place.lat is not None
        and place.lon is not None
        and _in_polygon(place.lat, place.lon, area.polygon)
    ):
        return 3.0
    return 2.0 if place.country in area.countries else 0.0


def _in_polygon(lat: float, lon: float, polygon: Sequence[tuple[float, float]]) -> bool:
    inside = False
    for (lat1, lon1), (lat2, lon2) in zip(polygon, (*polygon[1:], polygon[0]), strict=True):
        if (lat1 > lat) != (lat2 > lat) and lon < (lon2 - lon1) * (lat - lat1) / (lat2 - lat1) + lon1:
            inside = not inside
    return inside


def _neighbours(name: Name, names: Sequence[Name]) -> list[Name]:
    """The names whose mentions stand nearest in the text."""
    if len(names) <= NEIGHBOURS + 1:
        return [other for other in names if other is not name]
    first = name.order[0] if name.order else 0
    ranked = sorted((min(abs(i - first) for i in other.order), k) for k, other in enumerate(names) if other is not name)
    return [names[k] for _, k in ranked[:NEIGHBOURS]]


def _pulls(name: Name, neighbours: Sequence[Name], by_key: Mapping[str, Name]) -> list[float]:
    pulls = []
    units = [by_key[key] for key in name.inside if key in by_key]
    beside = [(by_key[key], bearing) for key, bearing in name.beside if key in by_key]
    around = [other.likely for other in neighbours if other.key not in name.inside]
    for place in name.places:
        pull = PULL * math.log1p(3.0 * _support(place, around))
        for unit in units:
            pull += 6.0 * sum(share for other, share in unit.likely if contains(other, place))
        for other, bearing in beside:
            pull -= _astray(place, other, bearing)
        pulls.append(pull)
    return pulls


def _astray(place: Place, other: Name, bearing: Bearing | None) -> float:
    """What a place loses for lying elsewhere than the words say, seen from the likeliest senses of the other name."""
    loss = 0.0
    for rival, share in other.likely:
        if place.lat is None or place.lon is None or rival.lat is None or rival.lon is None:
            loss += share * FAR
            continue
        far = _kilometres(place.lat, place.lon, rival.lat, rival.lon)
        loss += share * FAR * (1.0 - math.exp(-((far / FAR_KM) ** 2)))
        if bearing is not None and far > 8.0 and not place.located_by and not _towards(rival, place, bearing):
            loss += share * ASTRAY
    return loss


_DEGREES = {bearing: 45.0 * i for i, bearing in enumerate(Bearing)}


def _towards(start: Place, end: Place, bearing: Bearing) -> bool:
    """Whether ``end`` lies from ``start`` within 67.5 degrees of the bearing."""
    if start.lat is None or start.lon is None or end.lat is None or end.lon is None:
        return False
    east = (end.lon - start.lon) * math.cos(math.radians(start.lat))
    angle = math.degrees(math.atan2(east, end.lat - start.lat))
    return abs((angle - _DEGREES[bearing] + 180.0) % 360.0 - 180.0) <= 67.5


def _support(place: Place, around: Sequence[Sequence[tuple[Place, float]]]) -> float:
    """How well the likeliest senses of the other names go with this place, 0 to 1 for each name, added up."""
    total = 0.0
    lat, lon, country = place.lat, place.lon, place.country
    unit = place.kind in _UNITS
    scale = math.cos(math.radians(lat)) if lat is not None else 1.0
    for senses in around:
        best = 0.0
        for rival, share in senses:
            if share <= best:
                break
            if rival.country == country and (unit or rival.kind in _UNITS) and (near := _nested(place, rival)):
                if near * share > best:
                    best = near * share
            elif lat is not None and lon is not None and rival.lat is not None and rival.lon is not None:
                if "country" in (place.kind, rival.kind):
                    continue
                dx, dy = abs(rival.lon - lon), rival.lat - lat
                dx = (dx if dx <= 180.0 else 360.0 - dx) * scale
                far = 111.2 * math.sqrt(dx * dx + dy * dy)
                near = share * (WIDE * HALF / (HALF + far) + (1.0 - WIDE) * CLOSE / (CLOSE + far))
                if near > best:
                    best = near
        total += best
    return total


_UNITS = frozenset(("country", "region", "district", "municipality"))


def _nested(a: Place, b: Place) -> float:
    """How near two places are of which one holds the other; 0 where neither does."""
    unit = a if contains(a, b) else b if contains(b, a) else None
    return 0.0 if unit is None else 0.3 if unit.kind == "country" else 0.7


def _kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Flat-earth distance; close enough to weigh namesakes by."""
    dx = (lon1 - lon2 + 180.0) % 360.0 - 180.0
    dx *= math.cos(math.radians((lat1 + lat2) / 2))
    dy = lat1 - lat2
    return 111.2 * math.sqrt(dx * dx + dy * dy)


def contains(unit: Place, place: Place) -> bool:
    """Whether the place lies in the administrative unit, by their codes and names."""
    if unit.id == place.id or unit.country != place.country:
        return False
    if unit.kind == "country":
        return True
    if unit.kind == "region":
        return place.admin1 in (unit.name, unit.admin1) and place.kind != "region"
    if unit.kind in ("district", "municipality"):
        return bool(place.admin2) and place.admin2 in (unit.name, unit.admin2) and place.admin1 == unit.admin1
    return False


def _softmax(scores: Sequence[float]) -> list[float]:
    if not scores:
        return []
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def _ranked(name: Name) -> tuple[Candidate, ...]:
    pairs = sorted(zip(name.shares, name.places, strict=True), key=lambda pair: (-pair[0], pair[1].id))
    return tuple(Candidate(place, share) for share, place in pairs)
