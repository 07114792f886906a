"""Where do the sides face one another? A line on which two are equally likely, in the belt between their grounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import shapely

from outskirts.merge.ground.surface import Surface, contour


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


def contacts(drawn: Surface, ground: Mapping[str, Any], sides: tuple[str, ...], reach: float) -> tuple[Contact, ...]:
    """The contacts of all pairs of ``sides``, whose order is that of the surface's values, that hold ``ground`` within
    ``reach`` kilometres of a line."""
    wide = {side: belt(shape, reach) for side, shape in ground.items() if side in sides and not shape.is_empty}
    found = []
    for one, other in combinations([side for side in sides if side in wide], 2):
        near = shapely.intersection(wide[one], wide[other])
        if near.is_empty:
            continue
        held = [shape for side, shape in ground.items() if side in sides and not shape.is_empty]
        band = shapely.difference(shapely.intersection(near, drawn.outline), shapely.union_all(held))
        height = drawn.values[:, :, sides.index(one)] - drawn.values[:, :, sides.index(other)]
        line = shapely.intersection(contour(drawn, height), band)
        if not line.is_empty and line.length > drawn.step:
            found.append(Contact((one, other), merged(line), near_line(band, line)))
    return tuple(found)


def belt(shape: Any, reach: float) -> Any:
    """The shape with what lies within reach of it."""
    return shapely.buffer(shapely.simplify(shape, reach / 50), reach, quad_segs=6)


def near_line(band: Any, line: Any) -> Any:
    """The parts of a band through which the line runs."""
    parts = shapely.get_parts(band)
    shapely.prepare(line)
    return shapely.multipolygons([p for p in parts[shapely.intersects(line, parts)] if shapely.get_dimensions(p) == 2])


def merged(line: Any) -> Any:
    whole = [part for part in shapely.get_parts(line) if shapely.get_dimensions(part) == 1]
    return shapely.line_merge(shapely.multilinestrings(whole))
