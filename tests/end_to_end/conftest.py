"""The command with a home and a ledger, and batches of reports."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from shell import Shell, made_up


@pytest.fixture
def outskirts(home: Path, tmp_path: Path) -> Shell:
    return Shell(home, tmp_path / "ledger.sqlite")


@pytest.fixture
def batch(tmp_path: Path) -> Callable[..., Path]:
    """``batch(100, {17: "no JSON"})``: a file of so many reports, some of its lines replaced."""

    def write(count: int, instead: dict[int, str] | None = None) -> Path:
        lines = [(instead or {}).get(n) or json.dumps(report) for n, report in enumerate(made_up(count))]
        path = tmp_path / "reports.jsonl"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write
