"""How much of a region does each side have, and how surely?

From the probabilities of the places: the expected area, and an interval from many pictures that fit them. Places close
together err alike (a front that was misjudged was misjudged for all of its villages), so that errors do not cancel out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from scipy.sparse import csr_array
from scipy.special import ndtr

from outskirts.merge.columns import Floats
from outskirts.merge.ground.beliefs import Ground
from outskirts.merge.ground.settings import Interval, Settings
from outskirts.merge.ground.terrain import Terrain

SEED = 20240229  # one and the same pictures each time, so that an answer can be had again
BATCH = 5_000_000  # place-pictures at once, so that memory stays bounded


@dataclass(frozen=True, slots=True)
class Share:
    """What one side (or CONTESTED, UNKNOWN) has of a region on a day; of a whole country where ``region`` is empty.

    ``places`` and ``km2`` count what is likelier than the threshold to be so; they sum to all of the region's.
    ``expected`` (square kilometres) weighs each place's ground by its probability; it lies between ``low`` and ``high``
    as surely as the settings say. UNKNOWN has none of it: so weighed, its ground is shared out among the others.
    """

    on: date
    country: str
    region: str
    holder: str
    places: int
    of_places: int
    km2: float
    of_km2: float
    expected: float
    low: float
    high: float


def shares(terrain: Terrain, now: Ground, settings: Settings) -> tuple[Share, ...]:
    """The shares of every country and region, ordered by name and then as the sides are."""
    if not terrain.places:
        return ()
    keys = sorted({*terrain.regions, *((country, "") for country, _ in terrain.regions)})
    belongs = membership(terrain, keys)
    low, high = intervals(terrain, now.control, belongs, settings.interval)
    expected = belongs @ (now.control * terrain.km2[:, None])
    low, high = np.minimum(low, expected), np.maximum(high, expected)
    is_state = now.state[:, None] == np.array([*range(now.control.shape[1]), -1])[None, :]
    counted, drawn = belongs @ is_state.astype(float), belongs @ (is_state * terrain.km2[:, None])
    none = np.zeros((len(keys), 1))
    expected, low, high = (np.hstack((values, none)) for values in (expected, low, high))
    return tuple(
        Share(
            now.on, country, region, code,
            int(counted[n, k]), int(counted[n].sum()), float(drawn[n, k]), float(drawn[n].sum()),
            float(expected[n, k]), float(low[n, k]), float(high[n, k]),
        )
        for n, (country, region) in enumerate(keys)
        for k, code in enumerate(now.codes)
    )  # fmt: skip


def membership(terrain: Terrain, keys: Sequence[tuple[str, str]]) -> csr_array:
    """Shape (keys, places): 1 where a place lies in the region, or in the country."""
    number = {key: n for n, key in enumerate(keys)}
    pairs = [
        (number[key], n)
        for n, (country, region) in enumerate(terrain.regions)
        for key in {(country, region), (country, "")}
    ]
    rows, columns = np.array(pairs).T
    return csr_array((np.ones(len(pairs)), (rows, columns)), shape=(len(keys), len(terrain.places)))


def intervals(terrain: Terrain, control: Floats, belongs: csr_array, given: Interval) -> tuple[Floats, Floats]:
    """Low and high square kilometres, shapes (keys, K)."""
    states = control.shape[1]
    order = [0, states - 1, *range(1, states - 1)]  # contested lies between the first side and the others
    upper = np.cumsum(control[:, order], axis=1)
    upper[:, -1] = np.inf
    found = np.empty((belongs.shape[0], states, given.draws))
    at = 0
    for chance in pictures(terrain.points, given):
        below = np.zeros(chance.shape, dtype=bool)
        for n, state in enumerate(order):
            up_to = chance < upper[:, n, None]
            found[:, state, at : at + chance.shape[1]] = belongs @ ((up_to & ~below) * terrain.km2[:, None])
            below = up_to
        at += chance.shape[1]
    low, high = np.quantile(found, [given.tail, 1 - given.tail], axis=2)
    return low, high


def pictures(points: Floats, given: Interval) -> Iterator[Floats]:
    """Chances, even in [0, 1] at each point, alike at points close together: shape (points, draws), a part of the
    draws at a time. Sums of random waves (Rahimi and Recht) stand for a Gaussian field."""
    random = np.random.default_rng(SEED)
    wave = points @ random.normal(scale=1 / given.alike_km, size=(2, given.waves))
    waves = np.hstack((np.cos(wave), np.sin(wave))) / np.sqrt(given.waves)
    batch = max(1, min(given.draws, BATCH // max(1, len(points))))
    for start in range(0, given.draws, batch):
        size = min(batch, given.draws - start)
        shared = waves @ random.normal(size=(2 * given.waves, size))
        alone = random.normal(size=(len(points), size))
        yield ndtr(np.sqrt(1 - given.own) * shared + np.sqrt(given.own) * alone)
