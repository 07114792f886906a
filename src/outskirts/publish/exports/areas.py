"""Areas as GeoJSON (RFC 7946), shares as a table: ground, lines of contact and, if wanted, the cell of each place.

Coordinates are rounded to about a hundred metres: nothing here is finer than the named places that it was inferred
from.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any, TextIO

import shapely

from outskirts.merge.ground.areas import Areas, Cell, Line, Patch
from outskirts.merge.ground.shares import Share
from outskirts.publish.wire import day, moment

Json = dict[str, Any]

GRID = 0.001  # degrees, about a hundred metres
NOTE = (
    "An inference from published reports on named places, never finer than they are: no survey of a front. The ground "
    "of a place of which nothing is said follows the places around it and the conflict file; unknown stays unknown."
)
COLUMNS = (
    "on", "country", "region", "holder", "places", "of_places", "share_of_places", "km2", "of_km2", "share_of_area",
    "expected_km2", "low_km2", "high_km2", "expected_share", "low_share", "high_share",
)  # fmt: skip


def collection(areas: Areas, conflict: str, known_at: datetime | None = None) -> Json:
    """A feature for the ground of each holder, each line of contact, its band, and each cell; ``properties.layer``
    tells them apart, and ``shares`` beside the features has how much of each region is whose."""
    features = [
        *(patch(one) for one in areas.patches),
        *(band(one) for one in areas.lines),
        *(line(one) for one in areas.lines),
        *(cell(one) for one in areas.cells),
    ]
    return {
        "type": "FeatureCollection",
        "note": NOTE,
        "conflict": conflict,
        "on": day(areas.on),
        "known_at": moment(known_at),
        "shares": [share(one) for one in areas.shares],
        "features": [one for one in features if one["geometry"] is not None],
    }


def patch(one: Patch) -> Json:
    return feature(
        f"ground/{one.country}/{one.holder}", one.shape,
        {"layer": "ground", "holder": one.holder, "country": one.country, "km2": round(one.km2)},
    )  # fmt: skip


def line(one: Line) -> Json:
    sides = list(one.sides)
    return feature(
        f"contact/{one.country}/{'-'.join(sides)}", one.line,
        {"layer": "contact", "sides": sides, "country": one.country, "km": round(one.km)},
    )  # fmt: skip


def band(one: Line) -> Json:
    sides = list(one.sides)
    return feature(
        f"band/{one.country}/{'-'.join(sides)}", one.band, {"layer": "band", "sides": sides, "country": one.country}
    )


def cell(one: Cell) -> Json:
    properties = {
        "layer": "cell", "name": one.place.name, "place_id": one.place.id, "country": one.place.country,
        "region": one.region, "holder": one.holder, "control": {code: round(p, 4) for code, p in one.control.items()},
        "basis": one.basis, "km2": round(one.km2, 1),
    }  # fmt: skip
    return feature(f"cell/{one.place.id}", one.shape, properties)


def feature(id_: str, shape: Any, properties: Json) -> Json:
    whole = shapely.set_precision(shapely.make_valid(shape), GRID)
    geometry = None if whole.is_empty else json.loads(shapely.to_geojson(whole))
    return {"type": "Feature", "id": id_, "geometry": geometry, "properties": properties}


def share(one: Share) -> Json:
    """One share as JSON; a share of nothing is 0."""
    whole = one.of_km2 or 1.0
    return {
        "on": day(one.on), "country": one.country, "region": one.region or None, "holder": one.holder,
        "places": one.places, "of_places": one.of_places,
        "share_of_places": round(one.places / max(1, one.of_places), 4),
        "km2": round(one.km2, 1), "of_km2": round(one.of_km2, 1), "share_of_area": round(one.km2 / whole, 4),
        "expected_km2": round(one.expected, 1), "low_km2": round(one.low, 1), "high_km2": round(one.high, 1),
        "expected_share": round(one.expected / whole, 4), "low_share": round(one.low / whole, 4),
        "high_share": round(one.high / whole, 4),
    }  # fmt: skip


def write_shares(found: Iterable[Share], file: TextIO) -> None:
    """Shares as CSV."""
    out = csv.DictWriter(file, COLUMNS, lineterminator="\n")
    out.writeheader()
    out.writerows(share(one) for one in found)
