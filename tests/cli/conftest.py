"""Runs the command in this process, as a person would type it."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from outskirts.cli import main


@dataclass(frozen=True)
class Done:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


def execute(args: tuple[str, ...], typed: bytes = b"") -> Done:
    out, err, stdin = io.StringIO(), io.StringIO(), io.TextIOWrapper(io.BytesIO(typed))
    before = sys.stdout, sys.stderr, sys.stdin
    sys.stdout, sys.stderr, sys.stdin = out, err, stdin
    try:
        main(list(args))
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    finally:
        sys.stdout, sys.stderr, sys.stdin = before
    return Done(code, out.getvalue(), err.getvalue())


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
