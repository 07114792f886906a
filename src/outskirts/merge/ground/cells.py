"""Which ground is a place's? That which lies nearer to it than to any other named place, within an outline."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from outskirts.merge.columns import Floats

Shapes = NDArray[np.object_]


def cells(points: Floats, outline: Any) -> Shapes:
    """The cells of points (n, 2), no two of them alike, within an outline: shapes (n,) that do not overlap and together
    are the outline. A cell is empty where the outline has no ground nearer to its point than to others."""
    if len(points) == 1:
        return np.array([outline], dtype=object)
    found = voronoi(points, outline)
    shapely.prepare(outline)
    across = ~shapely.contains_properly(outline, found)
    found[across] = shapely.intersection(found[across], outline)
    solid = shapely.get_type_id(found) == shapely.GeometryType.GEOMETRYCOLLECTION
    found[solid] = [polygons(shape) for shape in found[solid]]
    return found


def voronoi(points: Floats, outline: Any) -> Shapes:
    """Cells that cover the outline, in the order of the points."""
    around = shapely.box(*outline.bounds)
    found: Shapes = shapely.get_parts(
        shapely.voronoi_polygons(shapely.multipoints(points), extend_to=around, ordered=True)
    )
    return found


def polygons(shape: Any) -> Any:
    """What of a collection has an area."""
    return shapely.union_all([part for part in shapely.get_parts(shape) if shapely.get_dimensions(part) == 2])


def distinct(points: Floats, least: float = 0.05) -> NDArray[np.int64]:
    """Positions of points (n, 2), in kilometres, without those that lie within about ``least`` of an earlier one."""
    _, first = np.unique(np.round(points / least).astype(np.int64), axis=0, return_index=True)
    kept: NDArray[np.int64] = np.sort(first)
    return kept
