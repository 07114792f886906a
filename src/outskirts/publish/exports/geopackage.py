"""A GeoPackage (EPSG:4326) with one layer of points each for stretches, events and claims.

Written by GDAL through pyogrio. Rows without a point are left out. Lists are joined: ids and addresses by spaces,
outlets by "; ".
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, TypeVar

import numpy as np
from numpy.typing import NDArray

from outskirts.publish.exports.fields import (
    CLAIM_FIELDS,
    EVENT_FIELDS,
    Field,
    event_rows,
    rows,
    stretch_fields,
)
from outskirts.publish.exports.material import Material
from outskirts.publish.exports.tables import place_of

Row = TypeVar("Row")
MADE = "2000-01-01T00:00:00Z"
BETWEEN = {"outlets": "; "}
POINT = struct.Struct("<BIdd")  # well-known binary: little-endian, type 1, longitude, latitude


def write(material: Material, to: BinaryIO) -> None:
    import pyogrio

    with TemporaryDirectory() as folder:
        path = Path(folder) / "outskirts.gpkg"
        # GDAL would write the time of the clock into the file.
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": MADE})
        stretches = material.stretches()
        layer(path, "timeline", stretches, stretch_fields(material.cited))
        layer(path, "events", event_rows(material.happenings()), EVENT_FIELDS)
        layer(path, "claims", (one for one in material.claims() if place_of(one)), CLAIM_FIELDS)
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
        to.write(path.read_bytes())


def layer(path: Path, name: str, values: Iterable[Row], fields: tuple[Field[Row], ...]) -> None:
    """Add a layer to the file."""
    from pyogrio.raw import write as put

    columns = rows(values, fields)
    kept = [n for n, pair in enumerate(zip(columns["lat"], columns["lon"], strict=True)) if None not in pair]
    points = np.array([POINT.pack(1, 1, columns["lon"][n], columns["lat"][n]) for n in kept], dtype=object)
    data, masks = [], []
    for field in fields:
        values_, mask = typed(field, [columns[field.name][n] for n in kept])
        data.append(values_)
        masks.append(mask)
    names = [field.name for field in fields]
    put(str(path), points, data, names, field_mask=masks, layer=name, driver="GPKG", geometry_type="Point",
        crs="EPSG:4326", append=path.exists(), encoding="UTF-8")  # fmt: skip


def typed(field: Field[Any], values: list[Any]) -> tuple[NDArray[Any], NDArray[np.bool_] | None]:
    """An array of the field's type, and which values are missing (where the array cannot say it)."""
    missing = np.array([value is None for value in values], dtype=bool)
    if field.type == "whole":
        return np.array([value or 0 for value in values], dtype="int64"), missing
    if field.type == "real":
        return np.array([np.nan if value is None else value for value in values], dtype="float64"), None
    if field.type == "day":
        return np.array(values, dtype="datetime64[D]"), None
    if field.type == "moment":
        # GDAL takes naive times; they are UTC.
        return np.array(
            [value.replace(tzinfo=None) if value else None for value in values], dtype="datetime64[ms]"
        ), None
    joined = [BETWEEN.get(field.name, " ").join(value) if isinstance(value, list) else value for value in values]
    return np.array(joined, dtype=object), None
