"""The two clocks: every verb that tells of a day takes it and the moment of knowing; what is known of Toretsk."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run


def status(ask: Run, *args: str) -> dict[str, Any]:
    done = ask("status", "Toretsk", *args, "--json")
    assert done.code == 0, done.err
    found: dict[str, Any] = json.loads(done.out)
    return found.get("properties", found)


def test_toretsk_is_contested_with_russia_in_its_eastern_outskirts(ask: Run) -> None:
    shown = ask("status", "Toretsk", "--on", "2024-10-08").out
    assert "Toretsk (Donetsk, UA) on 8 Oct 2024: contested" in shown
    assert "Inside Russia in the eastern outskirts of Toretsk" in shown
    assert "Basis  said by both sides" in shown
    assert "\nWhy\n" in shown
    assert status(ask, "--on", "2024-10-08")["status"] == "CONTESTED"


def test_toretsk_is_claimed_and_denied_in_february(ask: Run) -> None:
    found = status(ask, "--on", "2025-02-10")
    assert found["basis"] == "denied"
    assert "claimed" in ask("status", "Toretsk", "--on", "2025-02-10").out


def test_two_days_before_the_news_the_answer_is_the_earlier_one(ask: Run) -> None:
    now, then = status(ask, "--on", "2024-10-08"), status(ask, "--on", "2024-10-08", "--known-at", "2024-10-06")
    assert now["status"] == "CONTESTED"
    assert then["status"] != "CONTESTED"
    assert then["control"]["CONTESTED"] < 0.2 < now["control"]["CONTESTED"]
    february, before = status(ask, "--on", "2025-02-08"), status(ask, "--on", "2025-02-08", "--known-at", "2025-02-06")
    assert february["basis"] == "denied"
    assert before["basis"] != "denied"


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("known", [(), ("--known-at", "2024-10-06")], ids=["now", "then"])
def test_every_verb_tells_of_one_day_as_known_at_a_time(ask: Run, tmp_path: Path, known: tuple[str, ...]) -> None:
    one = ("--on", "2024-10-08", *known)
    expected = status(ask, *one)["status"]
    timeline = json.loads(ask("timeline", "Toretsk", *one, "--json").out)["features"]
    assert [feature["properties"]["status"] for feature in timeline] == [expected]
    exported = rows(
        ask("export", "--format", "timeline-csv", "--least", "0.6", "--conflict", "russia-ukraine", *one).out
    )
    assert [row["status"] for row in exported if row["name"] == "Toretsk"] == [expected]
    drawn = ask("map", "--around", "Toretsk", "--km", "10", "--no-areas", *one)
    assert drawn.code == 0, drawn.err
    assert "Toretsk" in drawn.out
    brief = tmp_path / "brief.md"
    assert ask("brief", *one, "-o", str(brief)).code == 0
    assert ("eastern outskirts" in brief.read_text(encoding="utf-8")) is (not known)


def test_one_day_and_a_span_are_not_asked_for_together(ask: Run) -> None:
    for verb in (("timeline", "Toretsk"), ("brief",)):
        done = ask(*verb, "--on", "2024-10-08", "--since", "2024-10-01")
        assert done.code == 2
        assert "--since and --until" in done.err
