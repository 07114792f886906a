"""Where do the sides face one another? A line on which two are equally likely, in the belt between their grounds.

Where little is known between them, the line runs midway: what is likelier and what is nearer are weighed together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import shapely
from scipy.ndimage import distance_transform_edt

from outskirts.merge.columns import Floats
from outskirts.merge.ground.settings import Drawing
from outskirts.merge.ground.surface import Surface, contour, part


@dataclass(frozen=True, slots=True)
class Contact:
    """``line`` and ``band`` are shapes in kilometres: the belt on which neither side's hold is likely enough, and the
    line in it; ``km`` is the line's length."""

    sides: tuple[str, str]
    line: Any
    band: Any

    @property
    def km(self) -> float:
        return float(self.line.length)


def contacts(
    drawn: Surface, ground: Mapping[str, Any], sides: tuple[str, ...], threshold: float, drawing: Drawing
) -> tuple[Contact, ...]:
    """The contacts of all pairs of ``sides``, whose order is that of the surface's values, between whose ``ground``
    lies no more than the drawing's ``contact_km``."""
    held = [code for code in sides if not ground[code].is_empty]
    taken = shapely.union_all([ground[code] for code in held])
    away = {code: distance(drawn, sides.index(code), threshold) for code in held}
    found = []
    for one, other in combinations(held, 2):
        apart = away[one] + away[other]
        if not (apart <= drawing.contact_km).any():
            continue
        inside = np.isfinite(drawn.values[:, :, 0])
        band = shapely.difference(part(drawn, np.where(inside, drawing.contact_km - apart, np.nan)), taken)
        likelier = drawn.values[:, :, sides.index(one)] - drawn.values[:, :, sides.index(other)]
        nearer = (away[other] - away[one]) / np.maximum(apart, drawn.step)
        line = shapely.intersection(contour(drawn, likelier + drawing.nearer * nearer), band)
        line = merged(line, drawing.shortest_km)
        if not line.is_empty:
            found.append(Contact((one, other), line, near_line(band, line)))
    return tuple(found)


def distance(drawn: Surface, state: int, threshold: float) -> Floats:
    """How far each point of the lattice lies from the ground of a state, kilometres."""
    with np.errstate(invalid="ignore"):
        outside = ~(drawn.values[:, :, state] >= threshold)
    far: Floats = distance_transform_edt(outside) * drawn.step
    return far


def near_line(band: Any, line: Any) -> Any:
    """The parts of a band through which the line runs."""
    parts = shapely.get_parts(band)
    shapely.prepare(line)
    return shapely.multipolygons([p for p in parts[shapely.intersects(line, parts)] if shapely.get_dimensions(p) == 2])


def merged(line: Any, least: float) -> Any:
    """The pieces of a line that are no shorter than ``least``, or rings: an enclave."""
    parts = [part for part in shapely.get_parts(line) if shapely.get_dimensions(part) == 1]
    whole = shapely.get_parts(shapely.line_merge(shapely.multilinestrings(parts))) if parts else []
    return shapely.multilinestrings([part for part in whole if part.length >= least or shapely.is_closed(part)])
