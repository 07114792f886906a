"""``outskirts gazetteer``, as a person or a script calls it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from outskirts.cli.gazetteer import command
from outskirts.cli.state import State
from outskirts.config import Config
from outskirts.errors import NotKnown

Write = Callable[[str, str], Path]


def run(config: Config, *args: str) -> Result:
    return CliRunner().invoke(command, args, obj=State(config, ""))


def test_find_shows_every_reading(home: Config) -> None:
    result = run(home, "find", "Dzerzhinsk")
    assert result.exit_code == 0
    assert result.stdout.index("233,126") < result.stdout.index("Toretsk")
    assert "until 2016-02-04" in " ".join(result.stdout.split())


def test_find_for_machines_in_one_country(home: Config) -> None:
    result = run(home, "find", "New York", "--country", "ua", "--json")
    (row,) = json.loads(result.stdout)
    assert (row["name"], row["country"], row["how"]) == ("Niu-York", "UA", "exact")


def test_find_mends_a_letter(home: Config) -> None:
    assert "Bakhmut" in run(home, "find", "Bakhnut").stdout


def test_what_is_not_known_is_told(home: Config) -> None:
    result = run(home, "find", "Xqzvbkw")
    assert isinstance(result.exception, NotKnown)


def test_near_takes_southern_latitudes(home: Config) -> None:
    result = run(home, "near", "-13.8", "179.95", "--km", "40", "--json", "--kind", "settlement")
    assert {row["name"] for row in json.loads(result.stdout)} == {"Apia Point", "Suva Point"}


def test_info_counts(home: Config) -> None:
    info = json.loads(run(home, "info", "--json").stdout)
    assert info["places"] > 5000
    assert info["settlement"] >= 12


def test_add_says_what_it_did_and_exits_by_problems(home: Config, file: Write) -> None:
    path = file("posts.csv", "ort,b,l\nPost Nine,48.1,37.2\nPost Ten,98.1,37.2\n")
    args = (
        "add",
        str(path),
        "--map",
        "name=ort",
        "--map",
        "lat=b",
        "--map",
        "lon=l",
        "--country",
        "UA",
        "--kind",
        "site",
    )
    result = run(home, *args)
    assert result.exit_code == 1
    assert "1 places" in result.stdout
    assert "posts.csv, line 3" in result.stderr
    assert run(home, "find", "Post Nine").exit_code == 0
    assert "nothing new" in run(home, *args).stdout


@pytest.mark.parametrize("bad", ["name", "=x", "name="])
def test_a_map_without_a_column_is_wrong_usage(home: Config, file: Write, bad: str) -> None:
    assert run(home, "add", str(file("t.csv", "name\nX\n")), "--map", bad).exit_code == 2
