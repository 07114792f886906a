from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from corpus import OPTIONS, PLACES, Ran, command, stamps
from pyarrow import parquet as pq

from outskirts.config import Config
from outskirts.corpora import work
from outskirts.corpora.folder import Folder, held, json_of
from outskirts.corpora.run import Where, alone, read_all
from outskirts.errors import InputError, NotInstalled
from outskirts.pipeline import Tools, load_tools
from outskirts.publish import readings
from outskirts.vocabulary import Reading

# What two ledgers of the same reports differ in: when they were told.
OWN = {"recorded"}


def kept(folder: Path) -> list[Reading]:
    found = held(str(folder))
    assert found is not None
    return [one for file in found.files for one in readings.read(file)]


def test_a_killed_run_leaves_whole_files_under_their_names(ran: Ran) -> None:
    whole = [name for name in ran.left if name.endswith(".parquet")]
    assert 1 <= len(whole) < ran.told["partitions"]
    assert all(readings.holds(ran.folder / "out" / "claims" / name) for name in whole)


def test_the_next_run_goes_on_and_reads_nothing_twice(ran: Ran) -> None:
    now = stamps(ran.folder)
    whole = {name: stamp for name, stamp in ran.left.items() if name.endswith(".parquet")}
    assert whole.items() <= now.items()
    # A worker outlives the one who was killed for a moment, and may still finish the partition in its hands.
    assert len(whole) <= ran.told["known"] < ran.told["partitions"]
    assert ran.told["known"] + ran.told["read"] == ran.told["partitions"] == len(now)
    assert all(name.endswith(".parquet") for name in now)


def test_nobody_is_told_that_it_runs(ran: Ran) -> None:
    assert not (ran.folder / "asked").exists()


def test_the_readings_are_those_of_the_plain_engine(ran: Ran, tools: Tools, monkeypatch: pytest.MonkeyPatch) -> None:
    from outskirts.acquire.source import read_reports
    from outskirts.pipeline import read
    from outskirts.vocabulary import Report

    monkeypatch.chdir(ran.folder)
    plain = list(read([one for one in read_reports("corpus") if isinstance(one, Report)], tools))
    made = kept(ran.folder / "out")
    assert sorted(made, key=lambda one: one.report.id) == sorted(plain, key=lambda one: one.report.id)
    origins = {one.report.id: one.report.origin for one in plain}
    assert all(one.report.origin == origins[one.report.id] for one in made)
    assert sum(len(one.claims) for one in made) >= len(PLACES)


def test_what_was_wrong_is_kept_as_problems_and_the_rest_is_read(ran: Ran) -> None:
    rows = pq.read_table(ran.folder / "out" / "problems").to_pylist()
    found = {(Path(row["source"]).name, row["report"], row["where"]): row["what"] for row in rows}
    assert "not valid JSON" in found["reports.jsonl", "", "line 4"]
    assert "no Parquet" in found["torn.parquet", "", ""]
    assert "'fr'" in found["reports.jsonl", "fr", "fr"]
    assert ran.told["problems"] == len(rows)


def rows_of(ledger: Path) -> dict[str, list[dict[str, object]]]:
    with sqlite3.connect(ledger) as connection:
        connection.row_factory = sqlite3.Row
        return {
            table: [
                {key: row[key] for key in row.keys() if key not in OWN}  # noqa: SIM118 - a Row iterates over values
                for row in connection.execute(f"SELECT * FROM {table} ORDER BY 1")
            ]
            for table in ("reports", "claims", "layers", "entries", "supersessions")
        }


def test_a_ledger_made_of_the_claims_is_the_ledger_made_of_the_inputs(ran: Ran, home: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "one.sqlite", tmp_path / "other.sqlite"
    plain = command(home, ran.folder, "--ledger", str(one), "add", "corpus", "--json")
    added = command(home, ran.folder, "--ledger", str(other), "add", "out", "--json")
    assert plain.returncode == 1, plain.stderr
    assert added.returncode == 0, added.stderr
    told = [json.loads(done.stdout) for done in (plain, added)]
    assert told[0]["reports"] == told[1]["reports"]
    expected, made = rows_of(one), rows_of(other)
    assert expected["claims"]
    assert made == expected
    again = json.loads(command(home, ran.folder, "--ledger", str(other), "add", "out/claims", "--json").stdout)
    assert again["reports"] == {"known": told[1]["reports"]["new"]}


def test_another_setting_needs_another_folder(ran: Ran, home: Path) -> None:
    done = command(home, ran.folder, "read", "corpus", *OPTIONS, "--layers", "claims")
    assert done.returncode == InputError.exit_code
    assert "another layers" in done.stderr
    assert "name another folder" in done.stderr


@pytest.fixture(scope="session")
def tools(home: Path) -> Tools:
    return load_tools(Config(home))


@pytest.fixture
def worker(ran: Ran, tools: Tools, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> work.Worker:
    """A worker in this process, whose files go into a folder of their own."""
    monkeypatch.chdir(ran.folder)
    plan = Folder(ran.folder / "out").last()
    assert plan is not None
    Folder(tmp_path / "own").begin(plan)
    made = work.Worker(str(tmp_path / "own"), "nowhere", datetime(2024, 10, 10, tzinfo=UTC).isoformat(), None)
    made.__dict__["tools"] = tools
    return made


def tasks(ran: Ran, source: str) -> list[str]:
    """The partitions that hold a slice of that file, as they are sent to workers."""
    plan = Folder(ran.folder / "out").last()
    assert plan is not None
    return [
        json.dumps(json_of(alone(plan, part)))
        for part in plan.partitions
        if any(piece.input.source.endswith(source) for piece in part.pieces)
    ]


def test_a_report_on_which_the_program_fails_is_named_and_the_rest_is_read(
    ran: Ran, worker: work.Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = work.read

    def failing(found, *rest):  # type: ignore[no-untyped-def]
        for report in found:
            if report.id == "r1":
                raise ZeroDivisionError("a slip")
            yield from real([report], *rest)

    monkeypatch.setattr(work, "read", failing)
    (task, *_) = tasks(ran, "reports.jsonl")
    done = worker.partition(task)
    (file,) = (worker.folder.path / "claims").iterdir()
    assert "r0" in [one.report.id for one in readings.read(file)]
    assert "r1" not in [one.report.id for one in readings.read(file)]
    rows = pq.read_table(worker.folder.path / "problems").to_pylist()
    assert [row["report"] for row in rows if "ZeroDivisionError: a slip" in row["what"]] == ["r1"]
    assert done.problems == len(rows)


def test_a_worker_that_is_stopped_within_a_partition_leaves_nothing_under_its_name(
    ran: Ran, worker: work.Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise SystemExit

    monkeypatch.setattr(work, "write_problems", stopped)
    with pytest.raises(SystemExit):
        worker.partition(tasks(ran, "table.parquet")[0])
    assert list((worker.folder.path / "claims").iterdir()) == []


@pytest.mark.parametrize(("where", "name"), [(Where(), "daft"), (Where(ray="local"), "ray")])
def test_a_library_that_is_not_installed_is_named_with_its_remedy(
    ran: Ran, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: Where, name: str
) -> None:
    from importlib import util

    real = util.find_spec
    monkeypatch.setattr(util, "find_spec", lambda wanted: None if wanted == name else real(wanted))
    plan = Folder(ran.folder / "out").last()
    assert plan is not None
    with pytest.raises(NotInstalled, match=f"{name} is not installed") as error:
        list(read_all(plan, Folder(tmp_path / "empty"), tmp_path, datetime.now(UTC), where))
    assert error.value.remedy == "pip install 'outskirts[corpora]'"


def test_a_plan_that_is_done_needs_no_library(ran: Ran, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("outskirts.corpora.run.library", lambda *_: pytest.fail("nothing is left to be read"))
    folder = Folder(ran.folder / "out")
    plan = folder.last()
    assert plan is not None
    assert list(read_all(replace(plan), folder, ran.folder, datetime.now(UTC))) == []


@pytest.mark.slow
def test_a_ray_cluster_reads_the_same(ran: Ran, home: Path) -> None:
    where = ("--engine", "daft", "--ray", "local", "--workers", "2", "--part", "0.001", "-o", "by-ray", "--json")
    done = command(home, ran.folder, "read", "corpus", *where)
    assert done.returncode == 1, done.stderr
    told = json.loads(done.stdout)
    assert told["read"] == told["partitions"] == ran.told["partitions"]
    assert kept(ran.folder / "by-ray") == kept(ran.folder / "out")
