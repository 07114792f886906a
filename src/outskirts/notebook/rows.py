"""Answers of many rows: a sequence of values that shows itself as a table and becomes a frame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar, overload

from outskirts.notebook import frames, pages
from outskirts.publish.exports.fields import Field

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

Row = TypeVar("Row")
SHOWN = 8  # rows in plain text


class Rows(Sequence[Row], Generic[Row]):
    """``shown`` names the fields of the table that it shows itself as; frames have all."""

    def __init__(self, values: Sequence[Row], fields: Sequence[Field[Row]], shown: Sequence[str], title: str) -> None:
        self.values = tuple(values)
        self.fields = tuple(fields)
        self.shown = tuple(shown)
        self.title = title

    def __len__(self) -> int:
        return len(self.values)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Rows[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Rows[Row]:
        if isinstance(index, slice):
            return Rows(self.values[index], self.fields, self.shown, self.title)
        return self.values[index]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.values)

    def to_pandas(self) -> pandas.DataFrame:
        """A frame of all fields. Raises NotInstalled without pandas."""
        return frames.to_pandas(self.values, self.fields)

    def to_polars(self) -> polars.DataFrame:
        """A frame of all fields. Raises NotInstalled without polars."""
        return frames.to_polars(self.values, self.fields)

    def to_arrow(self) -> pyarrow.Table:
        """An Arrow table of all fields."""
        return frames.to_arrow(self.values, self.fields)

    def cells(self, limit: int) -> list[list[str]]:
        """The words of the fields that are shown, for the first rows."""
        fields = [field for field in self.fields if field.name in self.shown]
        ordered = sorted(fields, key=lambda field: self.shown.index(field.name))
        return [[pages.words(field.value(row)) for field in ordered] for row in self.values[:limit]]

    def __repr__(self) -> str:
        lines = ["  ".join(cell for cell in row if cell) for row in self.cells(SHOWN)]
        more = [f"… and {len(self) - SHOWN} more"] if len(self) > SHOWN else []
        return "\n".join([f"{len(self)} {self.title}", *lines, *more])

    def _repr_html_(self) -> str:
        return pages.table(self.shown, self.cells(pages.MOST), len(self), self.title)
