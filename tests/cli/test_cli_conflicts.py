"""``outskirts conflicts``: list, show, check, add."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from outskirts.cli import group
from outskirts.errors import InputError, KnowledgeError, NotKnown

FILE = """[about]
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
[[side]]
code = "SOUTH"
name = "South"
"""


def run(home: Path, *args: str) -> str:
    result = CliRunner().invoke(group, ["--home", str(home), "conflicts", *args], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_list_names_every_war(tmp_path: Path) -> None:
    assert "russia-ukraine" in run(tmp_path, "list")
    rows = json.loads(run(tmp_path, "list", "--json"))
    assert {"sudan", "syria", "myanmar"} <= {row["id"] for row in rows}


def test_show_gives_sides_and_holdings(tmp_path: Path) -> None:
    shown = run(tmp_path, "show", "dr-congo-m23")
    assert "M23" in shown
    assert "Bunagana" in shown


def test_show_of_an_unknown_war_names_those_known(tmp_path: Path) -> None:
    with pytest.raises(NotKnown) as raised:
        run(tmp_path, "show", "atlantis")
    assert "russia-ukraine" in raised.value.remedy


def test_add_checks_copies_and_will_not_overwrite_unasked(tmp_path: Path) -> None:
    source = tmp_path / "new.toml"
    source.write_text(FILE, encoding="utf-8")
    home = tmp_path / "home"
    assert "valid" in run(home, "check", str(source))
    assert "added island-war" in run(home, "add", str(source))
    assert "island-war" in run(home, "list", "--json")
    with pytest.raises(InputError, match="exists"):
        run(home, "add", str(source))
    assert "added" in run(home, "add", "--force", str(source))


def test_check_names_the_key_that_is_wrong(tmp_path: Path) -> None:
    source = tmp_path / "new.toml"
    source.write_text(FILE.replace('code = "SOUTH"', 'code = "NORTH"'), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"side\.code"):
        run(tmp_path, "check", str(source))
