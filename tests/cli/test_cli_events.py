"""What happened, as the command tells it: each happening once, with numbers and codes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Run


def test_events_have_days_sides_numbers_codes_and_claims(ask: Run) -> None:
    rows = json.loads(ask("events", "--json").out)
    assert len(rows) > 10
    for row in rows:
        best, low, high = (row["killed"][key] for key in ("best", "low", "high"))
        assert (best is None) == (low is None) == (high is None)
        assert best is None or low <= best <= high
        assert row["claims"]
    assert any(row["acled"]["type"] == "Battles" and row["cameo"] and row["plover"] for row in rows)
    assert any(len(row["claims"]) > 1 for row in rows)
    assert len({row["id"] for row in rows}) == len(rows)


def test_events_are_chosen_by_place_kind_day_and_what_was_known(ask: Run) -> None:
    rows = json.loads(ask("events", "--place", "Toretsk", "--kind", "enter", "--on", "2024-10-07", "--json").out)
    assert {(row["name"], row["kind"]) for row in rows} == {("Toretsk", "enter")}
    assert all(row["start"] <= "2024-10-07" <= row["end"] for row in rows)
    before = ("--place", "Toretsk", "--kind", "enter", "--known-at", "2024-10-06")
    assert json.loads(ask("events", *before, "--json").out) == []
    assert "no claim tells" in ask("events", *before).out
    assert "Toretsk" in ask("events", "--place", "Toretsk").out
    assert ask("events", "--place", "Nosuchplaceatall").code == 7
