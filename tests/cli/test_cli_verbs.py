from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Done, Run

GOOD = (
    '{"id": "g1", "outlet": "Example Wire", "published": "2024-10-08T06:10:00Z", "text": "Russian troops have entered '
    "the eastern outskirts of Toretsk in eastern Ukraine, the city's military administration said on Monday.\"}"
)


# read


def test_read_prints_a_line_a_report(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text(f"{GOOD}\n")
    done = run("read", "--input", "jsonl", "--format", "jsonl", str(path))
    assert done.code == 0, done.err
    report = json.loads(done.out)
    assert report["id"] == "g1"
    (claim,) = (c for c in report["claims"] if c["kind"] == "enter")
    assert claim["place"]["text"] == "Toretsk"
    start, end = claim["trigger"]["start"], claim["trigger"]["end"]
    assert report["text"][start:end] == claim["trigger"]["text"] == "entered"


def test_read_shows_a_table_of_standard_input(run: Run) -> None:
    done = run(
        "read", "-", "--published", "2024-10-08", "--outlet", "Example Wire", typed=json.loads(GOOD)["text"].encode()
    )
    assert done.code == 0, done.err
    assert "Example Wire · 8 Oct 2024" in done.out
    assert "● says so" in done.out
    assert "entered" in done.out


def test_a_bad_line_is_said_and_the_rest_is_done(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text(f"{{not json\n{GOOD}\n")
    done = run("read", "--input", "jsonl", "--json", str(path))
    assert done.code == 1
    assert json.loads(done.out)["id"] == "g1"
    assert "line 1" in done.err


def test_a_missing_file_among_others_is_said_and_the_rest_is_done(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text(f"{GOOD}\n")
    done = run("read", str(tmp_path / "none.jsonl"), str(path), "--format", "csv")
    assert done.code == 1
    assert "none.jsonl" in done.err
    assert any(row["place"] == "Toretsk" for row in csv.DictReader(io.StringIO(done.out)))


@pytest.mark.parametrize("content", [b"", b"{\n", b"\x00\x01\x02\x03" * 40])
def test_nothing_to_read_is_exit_code_3(run: Run, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_bytes(content)
    done = run("read", "--input", "jsonl", str(path))
    assert done.code == 3
    assert done.out == ""
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    "args", [("read",), ("read", "-", "--published", "8 October"), ("read", "-", "--format", "xml")]
)
def test_wrong_usage_is_exit_code_2(run: Run, args: tuple[str, ...]) -> None:
    assert run(*args).code == 2


# add


def test_adding_twice_changes_nothing(run: Run, tmp_path: Path) -> None:
    path, ledger = tmp_path / "reports.jsonl", str(tmp_path / "deep" / "ledger.sqlite")
    path.write_text(f"{GOOD}\n")
    first = run("--ledger", ledger, "add", "--json", str(path))
    again = run("--ledger", ledger, "add", "--json", str(path))
    assert (first.code, again.code) == (0, 0), first.err + again.err
    assert json.loads(first.out)["reports"] == {"new": 1}
    assert json.loads(first.out)["claims"] > 0
    assert json.loads(again.out) == {"ledger": ledger, "reports": {"known": 1}, "claims": 0, "stopped": False}


def test_as_many_claims_are_added_where_only_claims_are_wanted(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text(f"{GOOD}\n")
    counts = []
    for layers in ("all", "claims"):
        done = run("--ledger", str(tmp_path / f"{layers}.sqlite"), "add", "--json", "--layers", layers, str(path))
        assert done.code == 0, done.err
        counts.append(json.loads(done.out)["claims"])
    assert counts[0] == counts[1] > 0


def test_no_ledger_is_exit_code_6(run: Run, tmp_path: Path) -> None:
    done = run("--ledger", str(tmp_path / "none.sqlite"), "status", "Toretsk")
    assert done.code == 6
    assert "outskirts --ledger" in done.err, "the remedy is named"


# demo


def test_the_tour_shows_claims_status_hindsight_and_files(toured: tuple[Done, Path]) -> None:
    done, folder = toured
    assert done.code == 0, done.err
    for words in (
        "Who says so",
        "Toretsk (Donetsk, UA) on 8 Oct 2024: contested",
        "Confidence",
        "if the last claim won",
    ):
        assert words in done.out
    assert {p.name for p in folder.iterdir()} >= {"ledger.sqlite", "brief.html", "brief.md", "map.html", "timeline.csv"}
    assert max(map(len, done.out.splitlines())) <= 100


# status


def test_status_opens_onto_claims_for_and_against(ask: Run) -> None:
    done = ask("status", "Toretsk", "--on", "2024-10-08", "--json")
    assert done.code == 0, done.err
    properties = json.loads(done.out)["properties"]
    assert properties["status"] == "CONTESTED"
    assert sum(properties["control"].values()) == pytest.approx(1, abs=0.001)
    assert properties["reasons"]


def test_an_older_name_finds_the_place(ask: Run) -> None:
    done = ask("status", "Dzerzhynsk", "--on", "2024-10-08")
    assert done.code == 0, done.err
    assert done.out.startswith("Toretsk")


def test_as_known_then_knows_nothing_later(ask: Run) -> None:
    done = ask("status", "Toretsk", "--on", "2024-10-08", "--known-at", "2024-09-01")
    assert done.code == 0, done.err
    assert "as known on 1 Sep 2024" in done.out
    assert "2025" not in done.out
    assert "7 Oct" not in done.out


def test_an_unknown_place_gets_suggestions(ask: Run) -> None:
    done = ask("status", "Torestk")
    assert done.code == 7
    assert "did you mean Toretsk" in done.err


def test_a_place_of_another_war_is_found_without_naming_the_war(ask: Run) -> None:
    done = ask("status", "Goma", "--on", "2025-02-10", "--json")
    assert done.code == 0, done.err
    assert json.loads(done.out)["properties"]["country"] == "CD"


# timeline, brief, map, export


def test_a_timeline_has_no_gap(ask: Run) -> None:
    done = ask("timeline", "Toretsk", "--json")
    assert done.code == 0, done.err
    rows = [feature["properties"] for feature in json.loads(done.out)["features"]]
    assert len(rows) > 1
    assert [row["end"] for row in rows[:-1]] == [row["start"] for row in rows[1:]]
    assert rows[-1]["end"] is None


def test_timeline_wants_a_place_or_all(ask: Run) -> None:
    assert ask("timeline").code == 2
    assert ask("timeline", "Toretsk", "--all").code == 2


@pytest.mark.parametrize("rule", ["filter", "last", "majority"])
def test_the_timeline_is_exported_under_every_rule(ask: Run, rule: str) -> None:
    done = ask("export", "--format", "timeline-csv", "--rule", rule)
    assert done.code == 0, done.err
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert list(rows[0])[:6] == ["name", "lat", "lon", "from", "to", "status"]
    assert "Toretsk" in {row["name"] for row in rows}
    for row in rows:
        assert row["to"] == "" or row["from"] < row["to"]


def test_a_brief_of_each_war(ask: Run, tmp_path: Path) -> None:
    path = tmp_path / "brief.html"
    done = ask("brief", "--conflict", "sudan", "--until", "2025-03-31", "--since", "2025-03-20", "-o", str(path))
    assert done.code == 0, done.err
    assert "Khartoum" in path.read_text(encoding="utf-8")
    assert ask("brief", "--since", "2025-01-02", "--until", "2025-01-01").code == 2
    assert ask("brief", "--conflict", "no-such-war").code == 7


def test_a_map_around_a_place(ask: Run, tmp_path: Path) -> None:
    path = tmp_path / "map.svg"
    done = ask("map", "--around", "Toretsk", "--km", "20", "--on", "2024-10-08", "-o", str(path))
    assert done.code == 0, done.err
    text = path.read_text(encoding="utf-8")
    assert text.startswith("<svg")
    assert "Toretsk" in text
    assert "Vuhledar" not in text


def test_a_file_that_cannot_be_written_is_said(ask: Run) -> None:
    done = ask("brief", "-o", "/proc/none/brief.html")
    assert done.code == 3
    assert "Traceback" not in done.err
