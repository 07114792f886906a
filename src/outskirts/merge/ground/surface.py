"""What lies between the named places? A smooth surface through what is known of them, and its edges as shapes.

At a place the surface is what is known of it; between places it is a mean of the nearest, weighed by distance (Franke
and Little's modification of Shepard's method). It is looked at on a lattice no finer than the places lie.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from scipy.spatial import KDTree

from outskirts.merge.columns import Flags, Floats, Ints
from outskirts.merge.ground.settings import Drawing

NEAREST = 1e-6


@dataclass(frozen=True, slots=True)
class Surface:
    """``values`` (rows, columns, K) at the points of a lattice of ``step`` kilometres from (``west``, ``south``), NaN
    away from the ``outline``."""

    outline: Any
    west: float
    south: float
    step: float
    values: Floats


def surface(points: Floats, control: Floats, outline: Any, drawing: Drawing) -> Surface:
    """The surface through ``control`` (n, K) at ``points`` (n, 2), within an outline."""
    west, south, east, north = outline.bounds
    tree = KDTree(points)
    step = max((east - west) / drawing.lattice, (north - south) / drawing.lattice, drawing.finest_km)
    xs, ys = np.arange(west - step, east + 2 * step, step), np.arange(south - step, north + 2 * step, step)
    grid = np.column_stack([axis.ravel() for axis in np.meshgrid(xs, ys)])
    wide = shapely.buffer(outline, 2 * step, quad_segs=1)
    shapely.prepare(wide)
    inside = shapely.contains_xy(wide, grid[:, 0], grid[:, 1])
    values = np.full((len(grid), control.shape[1]), np.nan)
    values[inside] = between(tree, control, grid[inside], drawing.nearest)
    return Surface(outline, west - step, south - step, step, values.reshape(len(ys), len(xs), -1))


def between(tree: KDTree, control: Floats, at: Floats, nearest: int) -> Floats:
    """Shape (m, K): the surface at points (m, 2)."""
    most = min(nearest + 1, len(control))
    far, which = tree.query(at, k=most)
    far, which = far.reshape(len(at), most), which.reshape(len(at), most)
    reach = far[:, -1:] * (1 + NEAREST) if most > nearest else far[:, -1:] * 2 + NEAREST
    far = np.maximum(far, NEAREST)
    weight = (np.maximum(reach - far, 0.0) / (reach * far)) ** 2
    weight /= weight.sum(axis=1, keepdims=True)
    mean: Floats = np.einsum("nk,nkj->nj", weight, control[which])
    return mean


def part(drawn: Surface, height: Floats) -> Any:
    """The ground of the surface on which ``height`` (rows, columns) is not below 0."""
    known = height[np.isfinite(height)]
    if not (known >= 0).any():
        return shapely.from_wkt("POLYGON EMPTY")
    if (known >= 0).all():
        return drawn.outline
    edges = shapely.union_all([contour(drawn, height), drawn.outline.boundary])
    found = shapely.get_parts(shapely.polygonize(shapely.get_parts(edges)))
    found = found[shapely.area(found) > drawn.step**2 / 4]
    middle = shapely.point_on_surface(found)
    shapely.prepare(drawn.outline)
    kept = shapely.contains(drawn.outline, middle) & (look(drawn, height, shapely.get_coordinates(middle)) >= 0)
    return shapely.union_all(found[kept])


def contour(drawn: Surface, height: Floats) -> Any:
    """The lines on which ``height`` (rows, columns) is 0, between triangles of the lattice."""
    rows, columns = height.shape
    number = np.arange(rows * columns).reshape(rows, columns)
    a, b, c, d = (number[:-1, :-1], number[:-1, 1:], number[1:, :-1], number[1:, 1:])
    corners = np.concatenate([np.stack((a, b, c), axis=-1).reshape(-1, 3), np.stack((b, c, d), axis=-1).reshape(-1, 3)])
    level = height.ravel()
    above = level[corners] >= 0
    crossed = np.isfinite(level[corners]).all(axis=1) & above.any(axis=1) & ~above.all(axis=1)
    corners, above = corners[crossed], above[crossed]
    ends = [crossing(drawn, level, corners[:, first], corners[:, second]) for first, second in ((0, 1), (1, 2), (0, 2))]
    cut = np.stack([above[:, 0] != above[:, 1], above[:, 1] != above[:, 2], above[:, 0] != above[:, 2]], axis=1)
    points = np.stack(ends, axis=1)[cut].reshape(-1, 2, 2)
    return shapely.line_merge(shapely.multilinestrings(shapely.linestrings(points))) if len(points) else NO_LINE


NO_LINE = shapely.from_wkt("LINESTRING EMPTY")


def crossing(drawn: Surface, level: Floats, one: Ints, other: Ints) -> Floats:
    """Where the level is 0 between corners of lower and of higher number, always reckoned in that order so that
    neighbours agree to the bit."""
    with np.errstate(divide="ignore", invalid="ignore"):
        share = level[one] / (level[one] - level[other])
    columns = drawn.values.shape[1]
    y1, x1, y2, x2 = one // columns, one % columns, other // columns, other % columns
    share = np.where(np.isfinite(share), share, 0.0)  # of edges that are not crossed, and left out after
    x, y = x1 + share * (x2 - x1), y1 + share * (y2 - y1)
    return np.column_stack((drawn.west + x * drawn.step, drawn.south + y * drawn.step))


def look(drawn: Surface, height: Floats, at: Floats) -> Floats:
    """``height`` (rows, columns) at points (m, 2), flat on each triangle of the lattice."""
    x, y = (at[:, 0] - drawn.west) / drawn.step, (at[:, 1] - drawn.south) / drawn.step
    column = np.clip(x.astype(np.int64), 0, height.shape[1] - 2)
    row = np.clip(y.astype(np.int64), 0, height.shape[0] - 2)
    u, v = x - column, y - row
    a, b = height[row, column], height[row, column + 1]
    c, d = height[row + 1, column], height[row + 1, column + 1]
    lower: Flags = u + v <= 1
    found: Floats = np.where(lower, a + u * (b - a) + v * (c - a), d + (1 - u) * (c - d) + (1 - v) * (b - d))
    return found
