from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Run


def test_a_road_that_reports_say_is_cut_is_listed_so(ask: Run) -> None:
    done = ask("routes", "--conflict", "syria", "--on", "2024-12-05", "--json")
    assert done.code == 0, done.err
    found = {row["id"]: row for row in json.loads(done.out)["routes"]}
    assert (found["m5"]["reported"]["state"], found["m5"]["reported"]["named"]) == ("cut", True)
    assert found["m5"]["reported"]["claims"]
    assert found["m1"]["reported"] is None


def test_what_was_not_yet_published_says_nothing_of_a_road(ask: Run) -> None:
    done = ask("routes", "--conflict", "syria", "--on", "2024-12-05", "--known-at", "2024-11-20", "--json")
    if done.code == 0:
        assert all(row["reported"] is None for row in json.loads(done.out)["routes"])
    else:
        assert done.code == 7


def test_the_table_tells_whose_ground_a_road_runs_through(ask: Run) -> None:
    done = ask("routes", "--on", "2024-10-08", "--place", "Toretsk")
    assert done.code == 0, done.err
    assert "T0516" in done.out
    assert "contested" in done.out
    assert "M06" not in done.out


def test_what_hangs_by_a_place_is_told(ask: Run) -> None:
    done = ask("routes", "--if-lost", "Pokrovsk", "--on", "2024-10-08", "--json")
    assert done.code == 0, done.err
    answer = json.loads(done.out)
    assert answer["lost_by"] == "UA"
    assert "Myrnohrad" in {loss["name"] for loss in answer["losses"]}
    assert "inference" in answer["note"]
    words = ask("routes", "--if-lost", "Pokrovsk", "--on", "2024-10-08").out
    assert words.startswith("If Ukraine loses Pokrovsk")


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("--side", "UA"), 2),
        (("--if-lost", "Pokrovsk", "--place", "Toretsk"), 2),
        (("--if-lost", "Pokrovsk", "--side", "NOBODY"), 2),
        (("--if-lost", "Ternivka-on-nothing"), 7),
    ],
)
def test_what_does_not_fit_is_said(ask: Run, args: tuple[str, ...], code: int) -> None:
    done = ask("routes", "--on", "2024-10-08", *args)
    assert done.code == code
    assert "Traceback" not in done.err
