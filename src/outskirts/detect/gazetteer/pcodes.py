"""Which P-codes (OCHA's common operational datasets) have a place and the units that hold it?

For Ukraine they are the leading digits of the register's codes (KATOTTG): 2 for a region, 4 for a district, 7 for a
municipality, 10 for a settlement. Elsewhere those of tables that a user has added with a column of P-codes are known.
"""

from __future__ import annotations

import re
from functools import cached_property

from outskirts.detect.gazetteer.lookup import Gazetteer
from outskirts.vocabulary import Place

REGISTER, PCODE = "katottg", "pcode"
KATOTTG = re.compile(r"katottg:UA(\d{17})")
LEVELS = (2, 4, 7, 10)
KINDS = {"region": 0, "district": 1, "municipality": 2}
Found = tuple[str, str, str, str]


class Pcodes:
    """The P-codes of a gazetteer; each place is looked up once."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.known: dict[str, Found] = {}

    @cached_property
    def register(self) -> dict[str, str]:
        return self.gazetteer.identified(REGISTER)

    @cached_property
    def given(self) -> dict[str, str]:
        return self.gazetteer.identified(PCODE)

    def of(self, place: Place) -> Found:
        """Those of the region, the district, the municipality, and the place itself; empty where unknown. A unit's own
        code is also the last."""
        if place.id not in self.known:
            self.known[place.id] = self.look_up(place)
        return self.known[place.id]

    def look_up(self, place: Place) -> Found:
        entry = self.gazetteer.get(place.id)
        found = ["", "", "", ""]
        for n, unit in enumerate((entry, *self.gazetteer.parents(entry)) if entry else ()):
            level = KINDS.get(unit.kind)
            given = self.given.get(unit.id, "").removeprefix(f"{PCODE}:")
            if given:
                found[3] = given if n == 0 else found[3]
                if level is not None:
                    found[level] = found[level] or given
            if match := KATOTTG.fullmatch(self.register.get(unit.id, "")):
                codes = of_register(match[1])
                found[:3] = [code or other for code, other in zip(found, [*codes[:3], "", ""], strict=False)]
                found[3] = found[3] or (codes[-1] if n == 0 else "")
        return found[0], found[1], found[2], found[3]


def of_register(digits: str) -> list[str]:
    """The P-codes down to the unit of a register's code, widest first."""
    return [f"UA{digits[:length]}" for n, length in enumerate(LEVELS) if n == 0 or int(digits[LEVELS[n - 1] : length])]
