"""Conflict files: what is bundled is sound, what is wrong is named by file and key."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from outskirts.detect.parties import load_conflicts, read_conflict
from outskirts.detect.parties.outlets import load_outlets, outlet_of
from outskirts.errors import KnowledgeError

VALID = """
[about]
what = "A war made up for a test"
source = "none"
licence = "CC0-1.0"
[conflict]
id = "island-war"
name = "Island war"
start = 2020-01-01
[area]
countries = ["FJ"]
[[side]]
code = "NORTH"
name = "North"
names = ["North Island"]
officials = ["Ana Maravilla"]
[[side]]
code = "SOUTH"
name = "South"
allies = []
[[holding]]
side = "NORTH"
places = ["Suva"]
"""


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "island.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_valid_file_is_read_whole(tmp_path: Path) -> None:
    conflict = read_conflict(write(tmp_path, VALID))
    assert (conflict.id, conflict.start, conflict.end) == ("island-war", date(2020, 1, 1), None)
    assert conflict.sides[0].officials == ("Ana Maravilla", "Maravilla")
    assert conflict.holdings[0].since == conflict.start
    assert conflict.holdings[0].area.places == ("Suva",)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("island-war", "Island War", "conflict.id"),
        ("start = 2020-01-01", 'start = "2020-01-01"', "conflict.start"),
        ("start = 2020-01-01", "start = 2020-01-01\nend = 2019-01-01", "conflict.end"),
        ('countries = ["FJ"]', 'countries = ["Fiji"]', "area.countries"),
        ('countries = ["FJ"]', "polygon = [[10, 20], [99, 20], [10, 30]]", "area.polygon"),
        ("allies = []", 'allies = ["EAST"]', "side SOUTH.allies"),
        ('code = "SOUTH"', 'code = "NORTH"', "side.code"),
        ('code = "SOUTH"', 'code = "south"', "side[1].code"),
        ('side = "NORTH"', 'side = "EAST"', "holding[0].side"),
        ('places = ["Suva"]', "", "holding[0]"),
        ('names = ["North Island"]', 'names = "North Island"', "side NORTH.names"),
        ('names = ["North Island"]', "nicknames = []", "side[0].nicknames"),
        ("[about]", "[abuot]", "no header"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, old: str, new: str, key: str) -> None:
    with pytest.raises(KnowledgeError) as raised:
        read_conflict(write(tmp_path, VALID.replace(old, new, 1)))
    assert key in str(raised.value)
    assert "island.toml" in str(raised.value)
    assert raised.value.remedy


def test_a_missing_file_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="nowhere"):
        read_conflict(tmp_path / "nowhere.toml")


def test_files_of_the_user_are_added_and_override(tmp_path: Path) -> None:
    write(tmp_path, VALID)
    (tmp_path / "sudan.toml").write_text(VALID.replace("island-war", "sudan"), encoding="utf-8")
    found = {conflict.id: conflict for conflict in load_conflicts(tmp_path)}
    assert "island-war" in found
    assert [side.code for side in found["sudan"].sides] == ["NORTH", "SOUTH"]
    assert "island-war" not in {conflict.id for conflict in load_conflicts()}


def test_bundled_conflicts_have_colours_of_their_own() -> None:
    for conflict in load_conflicts():
        colours = [side.colour for side in conflict.sides]
        assert len(set(colours)) == len(colours), conflict.id
        assert "#777777" not in colours, conflict.id
        assert conflict.holdings, conflict.id
        assert sum(side.home for side in conflict.sides) <= 1 or conflict.id == "israel-hamas-hezbollah"


def test_outlets_are_known_by_their_aliases() -> None:
    assert len(load_outlets()) > 100
    agency = outlet_of("The Associated Press")
    assert agency is not None
    assert agency.kind == "agency"
    assert outlet_of("tass") is not None
    assert outlet_of("tass").side == "RU"  # type: ignore[union-attr]
    assert outlet_of("nobody's herald") is None
