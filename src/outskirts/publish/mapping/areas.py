"""How does ground look under the places? A faint tint of each holder, a hatched belt of doubt, and the line in it.

The tint is the holder's colour, so faint that no word on it is harder to read; the line is of no side's colour. Both
are told again in the legend as inferred.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import shapely

from outskirts.merge.ground.areas import Areas
from outskirts.publish.mapping import marks
from outskirts.publish.mapping.projection import Frame
from outskirts.vocabulary import CONTESTED, UNKNOWN, Side

SMOOTH = 0.4  # sheet units that a drawn edge may lie off


@dataclass(frozen=True, slots=True)
class Tint:
    """``path`` of SVG in sheet units; ``holder`` a side, CONTESTED or UNKNOWN."""

    holder: str
    path: str
    colour: str


@dataclass(frozen=True, slots=True)
class Underlay:
    """Paths of SVG in sheet units: the ``tints``, the ``band`` and the ``line`` of all contacts."""

    tints: tuple[Tint, ...] = ()
    band: str = ""
    line: str = ""


def underlay(areas: Areas | None, frame: Frame, sides: Mapping[str, Side]) -> Underlay:
    if areas is None:
        return Underlay()
    tints = (
        Tint(patch.holder, path(patch.shape, frame), marks.colour(patch.holder, sides))
        for patch in areas.patches
        if patch.holder != UNKNOWN
    )
    ordered = sorted((tint for tint in tints if tint.path), key=lambda tint: (tint.holder == CONTESTED, tint.holder))
    return Underlay(
        tuple(ordered),
        "".join(path(one.band, frame) for one in areas.lines),
        "".join(path(one.line, frame) for one in areas.lines),
    )


def path(shape: Any, frame: Frame) -> str:
    """An SVG path of a shape in degrees (lon, lat): polygons closed with their holes, lines open."""
    box = frame.box.grown(0.05)
    whole = shape if shapely.is_valid(shape) else shapely.make_valid(shape)
    cut = shapely.intersection(whole, shapely.box(box.west, box.south, box.east, box.north))
    flat = shapely.transform(cut, lambda points: on_sheet(points, frame))
    drawn = shapely.simplify(flat, SMOOTH)
    return "".join(piece(part) for part in shapely.get_parts(drawn) if not shapely.is_empty(part))


def piece(part: Any) -> str:
    if shapely.get_dimensions(part) == 2:
        return "".join(f"{stroke(ring)}Z" for ring in shapely.get_rings(part))
    return stroke(part) if shapely.get_dimensions(part) == 1 else ""


def stroke(line: Any) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in shapely.get_coordinates(line))


def on_sheet(points: Any, frame: Frame) -> Any:
    return [frame.xy(lat, lon) for lon, lat in points]
