"""Runs the command in this process, as a person would type it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from typed import Done, execute

Run = Callable[..., Done]


@pytest.fixture
def run(home: Path) -> Run:
    """``run("status", "Toretsk")``: with the shared home and, before the verb, whatever else is given."""

    def command(*args: str, typed: bytes = b"") -> Done:
        return execute(("--home", str(home), *args), typed)

    return command


@pytest.fixture(scope="session")
def toured(home: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Done, Path]:
    """The demo, run once: what it printed, and its folder."""
    folder = tmp_path_factory.mktemp("demo") / "demo-output"
    return execute(("--home", str(home), "demo", "--output", str(folder))), folder


@pytest.fixture
def ask(toured: tuple[Done, Path], run: Run) -> Run:
    """``ask("status", "Toretsk")``: a verb on the ledger of the demo."""
    ledger = str(toured[1] / "ledger.sqlite")

    def command(*args: str) -> Done:
        return run("--ledger", ledger, *args)

    return command


@pytest.fixture
def own(toured: tuple[Done, Path], run: Run, tmp_path: Path) -> Run:
    """A verb on a copy of the demo's ledger, which may be written to."""
    ledger = tmp_path / "ledger.sqlite"
    with closing(sqlite3.connect(toured[1] / "ledger.sqlite")) as old, closing(sqlite3.connect(ledger)) as new:
        old.backup(new)

    def command(*args: str) -> Done:
        return run("--ledger", str(ledger), *args)

    return command
