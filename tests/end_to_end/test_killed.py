"""A run that is killed leaves whole reports, and the next run of the same command completes it."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from shell import Shell

from outskirts.errors import LedgerError
from outskirts.ledger import Ledger, Query

DEADLINE = 240.0


def held(path: Path) -> int:
    """How many reports a ledger holds, 0 where there is none yet."""
    try:
        with Ledger.open(str(path), create=False) as ledger:
            return sum(1 for _ in ledger.reports())
    except LedgerError:
        return 0


def claims_by_report(path: Path) -> dict[str, list[str]]:
    with Ledger.open(str(path), create=False) as ledger:
        return {
            held.report.id: sorted(c.claim.id for c in ledger.claims(Query(report_ids=(held.report.id,))))
            for held in ledger.reports()
        }


@pytest.mark.parametrize("count", [pytest.param(80, id="some"), pytest.param(1000, id="many", marks=pytest.mark.slow)])
def test_a_killed_run_is_completed_by_the_next(
    outskirts: Shell, batch: Callable[..., Path], tmp_path: Path, count: int
) -> None:
    file = batch(count)
    running = outskirts.start("add", "--input", "jsonl", file)
    begin = time.monotonic()
    while not held(outskirts.ledger):
        assert time.monotonic() - begin < DEADLINE
        with pytest.raises(subprocess.TimeoutExpired):
            running.wait(timeout=0.05)
    running.kill()
    running.wait()
    left = claims_by_report(outskirts.ledger)
    assert 0 < len(left) < count

    again = outskirts("add", "--input", "jsonl", file)
    assert again.code == 0
    assert again.out.startswith(f"{count:,} reports ({count - len(left):,} new, {len(left):,} known already)")
    whole = claims_by_report(outskirts.ledger)
    assert len(whole) == count
    assert {id_: whole[id_] for id_ in left} == left

    fresh = Shell(outskirts.home, tmp_path / "fresh.sqlite")
    assert fresh("add", "--input", "jsonl", file).code == 0
    assert claims_by_report(fresh.ledger) == whole
