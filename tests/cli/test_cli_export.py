"""``outskirts export`` on the ledger of the demo: every format, and what the options leave out."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import feedparser
import pytest

from outskirts.publish.exports.formats import FORMATS

if TYPE_CHECKING:
    from conftest import Run

BEGINNING = {"gpkg": b"SQLite format 3", "kml": b"<?xml", "timeline-parquet": b"PAR1", "claims-parquet": b"PAR1",
             "changes-rss": b"<?xml", "changes-atom": b"<?xml"}  # fmt: skip


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_written(ask: Run, tmp_path: Path, form: str) -> None:
    path = tmp_path / "out"
    assert ask("export", "--format", form, "-o", str(path)).code == 0
    content = path.read_bytes()
    if form in BEGINNING:
        assert content.startswith(BEGINNING[form])
    elif form.endswith(("json", "jsonld")):
        assert json.loads(content)
    elif form.endswith("jsonl"):
        assert all(json.loads(line)["id"] for line in content.decode().splitlines())
    else:
        assert len(list(csv.reader(io.StringIO(content.decode())))) > 2


def test_the_formats_are_listed(ask: Run) -> None:
    told = ask("export", "--list")
    assert told.code == 0
    assert [line.split()[0] for line in told.out.splitlines()] == list(FORMATS)


def test_bytes_are_not_for_a_terminal(ask: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("outskirts.cli.export.at_terminal", lambda: True)
    told = ask("export", "--format", "gpkg")
    assert told.code == 2
    assert "-o" in told.err


def test_claims_of_some_days_speak_of_these_days(ask: Run) -> None:
    every = rows(ask("export", "--format", "claims-csv").out)
    some = rows(ask("export", "--format", "claims-csv", "--since", "2024-10-01", "--until", "2024-10-31").out)
    assert 0 < len(some) < len(every)
    for row in some:
        days = row["from"] or row["to"] or row["said"] or row["published"][:10], row["to"] or row["published"][:10]
        assert days[0] <= "2024-10-31"
        assert days[1] >= "2024-10-01"


def test_a_record_as_known_on_a_day_has_nothing_of_later(ask: Run) -> None:
    then = rows(ask("export", "--format", "claims-csv", "--known-at", "2024-10-08").out)
    assert then
    assert max(row["published"] for row in then) <= "2024-10-08T23:59:59Z"
    events = rows(ask("export", "--format", "acled-csv", "--known-at", "2024-10-08").out)
    assert max(row["event_date"] for row in events) <= "2024-10-08"


def test_one_war_alone(ask: Run) -> None:
    events = rows(ask("export", "--format", "acled-csv", "--conflict", "sudan").out)
    assert {row["country"] for row in events} == {"Sudan"}
    lines = ask("export", "--format", "claims-jsonl", "--conflict", "sudan").out.splitlines()
    assert lines
    assert all("sudan" in json.loads(line)["id"] for line in lines)


def test_a_timeline_of_one_day_is_of_that_day(ask: Run) -> None:
    found = rows(ask("export", "--format", "timeline-csv", "--on", "2024-10-08", "--conflict", "russia-ukraine").out)
    toretsk = [row for row in found if row["name"] == "Toretsk"]
    assert [row["status"] for row in toretsk] == ["CONTESTED"]


def test_changes_are_those_of_the_days_asked_for(ask: Run, tmp_path: Path) -> None:
    path = tmp_path / "changes.atom"
    days = ("--since", "2024-10-01", "--until", "2024-10-31")
    assert ask("export", "--format", "changes-atom", *days, "-o", str(path)).code == 0
    ids = [entry.id for entry in feedparser.parse(path.read_bytes()).entries]
    assert ids
    assert all("2024-10" in id_ for id_ in ids)


def test_changes_since_the_first_day_there_is(ask: Run, tmp_path: Path) -> None:
    path = tmp_path / "changes.rss"
    assert ask("export", "--format", "changes-rss", "--since", "0001-01-01", "-o", str(path)).code == 0
    assert feedparser.parse(path.read_bytes()).entries


def test_ukrainian_places_have_their_p_codes(ask: Run) -> None:
    _, *found = rows(ask("export", "--format", "timeline-hxl", "--conflict", "russia-ukraine").out)
    toretsk = next(row for row in found if row["name"] == "Toretsk")
    assert (toretsk["adm1_pcode"], toretsk["adm2_pcode"]) == ("UA14", "UA1402")
    assert toretsk["adm3_pcode"].startswith("UA1402")
    assert toretsk["pcode"].startswith(toretsk["adm3_pcode"])


@pytest.mark.parametrize("form", ["acled-csv", "timeline-hxl"])
def test_every_row_that_rests_on_claims_names_outlets_and_addresses(ask: Run, form: str) -> None:
    for row in rows(ask("export", "--format", form).out):
        if row["claims"] and not row["claims"].startswith("#"):
            assert row["outlets"]
            assert row["urls"].startswith("http")
