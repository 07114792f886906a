"""What is known of each place on a day, and what follows for the places around of which nothing is known?

A place of which reports tell who holds it keeps what :mod:`outskirts.merge.status` says of it. The others are a mean of
the places around, of what the conflict file says, and of not knowing (``knowledge/ground.toml``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from scipy.spatial import KDTree

from outskirts.merge.chain import Paths
from outskirts.merge.columns import Floats, Ints, encode
from outskirts.merge.estimate import Prepared, belief, believed, paced, prepare, solve
from outskirts.merge.front import Front
from outskirts.merge.ground.holders import held
from outskirts.merge.ground.settings import Settings
from outskirts.merge.ground.terrain import KINDS, Terrain
from outskirts.merge.learn import shares
from outskirts.merge.nearby import REGIONS
from outskirts.merge.status import Model
from outskirts.merge.testimony import Testimony
from outskirts.vocabulary import CONTESTED, UNKNOWN, Place

NEAREST = 0.1  # kilometres: no two places are nearer
REPORTED, AROUND, INITIAL, NOTHING = range(4)


@dataclass(frozen=True, slots=True)
class Heard:
    """The places that reports speak of, and what they tell on some days: ``control`` (days, places, K) of each side
    and, last, contested."""

    model: Model
    sides: tuple[str, ...]
    days: tuple[date, ...]
    places: tuple[Place, ...]
    control: Floats
    prepared: Prepared
    near: Front | None


def heard(
    testimonies: Iterable[Testimony], model: Model, days: Sequence[date], known_at: datetime | None = None
) -> Heard:
    """What the testimonies known at ``known_at`` tell of the ends of days (in order)."""
    columns = encode(testimonies, model.conflict, model.evidence, model.priors, known_at)
    prepared = prepare(columns, model.conflict, model.evidence, until=days[-1].toordinal(), near=model.near)
    prepared = paced(prepared, model.reliability.unheard)
    return told_by(prepared, solve(prepared, shares(columns, model.reliability, model.priors)), model, days)


def told_by(prepared: Prepared, paths: Paths, model: Model, days: Sequence[date]) -> Heard:
    """The same of claims that are prepared (and paced) and solved already, for days that they are prepared for."""
    columns = prepared.columns
    size = len(columns.places)
    offset = np.array([max(day.toordinal() - prepared.origin, 0) for day in days])
    place, day = np.tile(np.arange(size), len(days)), np.repeat(offset, size)
    control = believed(prepared, paths, place, day).reshape(len(days), size, prepared.states)
    return Heard(model, columns.sides, tuple(days), columns.places, control, prepared, model.near)


@dataclass(frozen=True, slots=True)
class Ground:
    """What is known of the places of a terrain on one day: ``control`` (places, K), rows that sum to 1, of ``sides``
    and contested; ``state`` (places,) the likeliest, -1 where none reaches the ``threshold``; ``basis`` (places,) what
    it rests on: REPORTED, AROUND, INITIAL, NOTHING."""

    on: date
    sides: tuple[str, ...]
    threshold: float
    control: Floats
    state: Ints
    basis: Ints

    @property
    def codes(self) -> tuple[str, ...]:
        """The names of the states; the last is that of -1."""
        return (*self.sides, CONTESTED, UNKNOWN)


def ground(terrain: Terrain, told: Heard, number: int, settings: Settings) -> Ground:
    """The places of a terrain on the day of that number, of those that ``told`` is of."""
    threshold = told.model.evidence.method.threshold
    flat = belief(-1, len(told.sides), told.model.evidence)
    row = {place.id: n for n, place in enumerate(told.places)}
    own = np.array([row.get(place.id, -1) for place in terrain.places], dtype=np.int64)
    control = told.control[number]
    known = np.zeros(len(own), dtype=bool)
    known[own >= 0] = control[own[own >= 0]].max(axis=1) >= threshold
    initial, trust = start(terrain, told, number, settings)
    around, weight = neighbours(terrain, told, number, settings)
    method = settings.inference
    fixed = method.initial * trust
    mean = around + fixed[:, None] * initial + method.nothing * flat
    mean /= (weight + fixed + method.nothing)[:, None]
    mean[known] = control[own[known]]
    basis = np.where(weight > fixed, AROUND, INITIAL)
    state = np.where(mean.max(axis=1) >= threshold, mean.argmax(axis=1), -1)
    basis[state < 0] = NOTHING
    basis[known] = REPORTED
    return Ground(told.days[number], told.sides, threshold, mean, state, basis)


def start(terrain: Terrain, told: Heard, number: int, settings: Settings) -> tuple[Floats, Floats]:
    """What the conflict file says of each place, aged by the fighting around it since (but not before the record
    begins: the file tells of that): beliefs (places, K), and how far they may be trusted (places,) in [0, 1]: less the
    nearer another side is, from where a front may have come unheard."""
    day, prepared, method = told.days[number], told.prepared, settings.inference
    state, since = held(told.model.conflict, terrain.places, day, told.sides)
    since = np.clip(since, prepared.origin, day.toordinal())
    aged = stirred(terrain.places, told, since, day.toordinal())
    table = np.array([belief(n, len(told.sides), prepared.evidence) for n in range(-1, len(told.sides) + 1)])
    beliefs = prepared.moving.ahead(table[state + 1], np.maximum(aged, 0.0))
    creep = method.creep_km * np.log1p(told.model.reliability.unheard) * (day.toordinal() - since)
    near = np.exp(-((creep / np.maximum(apart(terrain, told, number, state), NEAREST)) ** 2))
    return beliefs, np.where(state >= 0, sureness(beliefs) * near, 0.0)


def apart(terrain: Terrain, told: Heard, number: int, state: Ints) -> Floats:
    """How far each place, of a ``state`` to begin with, lies from the nearest of its country that another holds or
    contests, kilometres; infinite where there is none. Beyond a border nobody has crossed lies no front."""
    control = told.control[number]
    threshold = told.model.evidence.method.threshold
    row = {place.id: n for n, place in enumerate(told.places)}
    now = state.copy()
    for n, place in enumerate(terrain.places):
        at = row.get(place.id)
        if at is not None and control[at].max() >= threshold:
            now[n] = control[at].argmax()
    found = np.full(len(state), np.inf)
    countries = np.array([place.country for place in terrain.places])
    for country in terrain.outlines:
        here = countries == country
        for mine in np.unique(state[here]):
            others = here & (now >= 0) & (now != mine)
            rows = here & (state == mine)
            if others.any():
                found[rows] = KDTree(terrain.points[others]).query(terrain.points[rows])[0]
    return found


def stirred(places: Sequence[Place], told: Heard, since: Ints, until: int) -> Floats:
    """Days of fighting around each place from ``since`` (places,) to ``until``, ordinals."""
    near = told.near
    aged = np.zeros(len(places))
    if near is None or not near.cells:
        return aged
    groups: dict[tuple[int, ...], list[int]] = {}
    for n, place in enumerate(places):
        groups.setdefault(near.around(place), []).append(n)
    groups.pop((), None)
    first = int(since.min(initial=until))
    for cells, mine in groups.items():
        pace = near.stirred(near.counts[list(cells)].sum(axis=0), first, until - first + 1)
        total = np.concatenate(([0.0], np.cumsum(pace)))
        aged[mine] = total[-1] - total[np.clip(since[mine] - first, 0, len(pace))]
    return aged


def neighbours(terrain: Terrain, told: Heard, number: int, settings: Settings) -> tuple[Floats, Floats]:
    """What the heard places around each place tell of it, and what is said of its region: sums of beliefs
    (places, K) by weight, and the weights (places,)."""
    method, control = settings.inference, told.control[number]
    sure = sureness(control)
    summed, weight = np.zeros((len(terrain.places), control.shape[1])), np.zeros(len(terrain.places))
    spots = [n for n, p in enumerate(told.places) if speaks(p)]
    if spots and len(terrain.places):
        points = terrain.plane.flat(np.array([(told.places[n].lon, told.places[n].lat) for n in spots], dtype=float))
        most = min(method.nearest, len(spots))
        far, which = KDTree(points).query(terrain.points, k=most, distance_upper_bound=method.reach_km)
        far, which = far.reshape(len(terrain.points), most), which.reshape(len(terrain.points), most)
        near = np.isfinite(far)
        which = np.array(spots)[np.where(near, which, 0)]
        share = np.where(near, np.exp(-np.where(near, far, 0.0) / method.fade_km) * sure[which], 0.0)
        summed, weight = np.einsum("nk,nkj->nj", share, control[which]), share.sum(axis=1)
    regions = {(p.country, p.name): n for n, p in enumerate(told.places) if p.kind in REGIONS}
    if regions:
        of = np.array([regions.get((p.country, p.admin1), -1) for p in terrain.places], dtype=np.int64)
        share = np.where(of >= 0, method.region * sure[of], 0.0)
        summed, weight = summed + share[:, None] * control[of], weight + share
    return summed, weight


def speaks(place: Place) -> bool:
    """Whether a place has a point of its own that tells of the ground around it."""
    return place.kind in KINDS and place.lat is not None and place.lon is not None and not place.located_by


def sureness(control: Floats) -> Floats:
    """How far beliefs (..., K) are from knowing nothing, in [0, 1]."""
    even = 1 / control.shape[-1]
    above: Floats = np.maximum(control.max(axis=-1) - even, 0.0)
    share: Floats = above / (1 - even)
    return share
