"""Typed columns as a frame of pandas or polars, or an Arrow table.

Missing values stay missing: days are days, whole numbers stay whole, times are aware UTC, lists stay lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from outskirts.errors import NotInstalled
from outskirts.publish.exports.fields import Field, rows

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

Row = TypeVar("Row")


def library(name: str) -> Any:
    """A library of the extra ``notebook``. Raises NotInstalled."""
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise NotInstalled(f"{name} is not installed", "pip install 'outskirts[notebook]'") from error


def to_pandas(values: Iterable[Row], fields: Sequence[Field[Row]]) -> pandas.DataFrame:
    """Raises NotInstalled."""
    pd = library("pandas")
    columns = rows(values, fields)
    made = {field.name: series(pd, field.type, columns[field.name]) for field in fields}
    frame: pandas.DataFrame = pd.DataFrame(made)
    return frame


def series(pd: Any, type_: str, values: list[Any]) -> Any:
    types = {"text": "string", "day": "datetime64[s]", "moment": "datetime64[us, UTC]", "whole": "Int64",
             "real": "float64", "list": "object"}  # fmt: skip
    return pd.Series(values, dtype=types[type_])


def to_polars(values: Iterable[Row], fields: Sequence[Field[Row]]) -> polars.DataFrame:
    """Raises NotInstalled."""
    pl = library("polars")
    types = {"text": pl.String, "day": pl.Date, "moment": pl.Datetime("us", "UTC"), "whole": pl.Int64,
             "real": pl.Float64, "list": pl.List(pl.String)}  # fmt: skip
    schema = {field.name: types[field.type] for field in fields}
    frame: polars.DataFrame = pl.DataFrame(rows(values, fields), schema=schema)
    return frame


def to_arrow(values: Iterable[Row], fields: Sequence[Field[Row]]) -> pyarrow.Table:
    from outskirts.publish.exports.parquet import table

    return table(list(values), tuple(fields))
