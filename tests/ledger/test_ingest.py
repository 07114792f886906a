"""A run may be cut off anywhere: what is there is whole, and the same run, begun again, does the rest."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from ledger_material import CHASIV_YAR, TORETSK

from outskirts.ledger import Ledger, Outcome
from outskirts.ledger.ingest import Tally, ingest
from outskirts.vocabulary import Problem, Reading

Read = Callable[..., Reading]


def test_all_is_written_and_counted(ledger: Ledger, read: Read) -> None:
    seen: list[tuple[int, int]] = []
    odd = Problem("bad line", "line 7")
    items = [read("r1"), odd, read("r2"), read("r1"), read("r3", places=(TORETSK, CHASIV_YAR))]
    tally = ingest(ledger, items, batch=2, progress=lambda t: seen.append((t.reports, t.claims)))
    assert (tally.stored, tally.reports, tally.claims, tally.interrupted) == (3, 4, 4, False)
    assert tally.outcomes == {Outcome.NEW: 3, Outcome.KNOWN: 1}
    assert tally.problems == [read().problems[0], odd, *[read().problems[0]] * 3]
    assert seen == [(2, 2), (4, 4)]
    assert ledger.counts().claims == 4


def test_a_second_run_changes_nothing(ledger: Ledger, read: Read) -> None:
    readings = [read(f"r{n}") for n in range(5)]
    ingest(ledger, readings)
    before = ledger.counts()
    tally = ingest(ledger, readings)
    assert (tally.stored, ledger.counts()) == (0, before)


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_what_was_read_before_a_cut_is_kept(ledger: Ledger, read: Read, error: type[BaseException]) -> None:
    def cut_off() -> Iterator[Reading]:
        yield read("r1")
        yield read("r2")
        raise error

    if error is KeyboardInterrupt:
        assert ingest(ledger, cut_off()).interrupted
    else:
        with pytest.raises(error):
            ingest(ledger, cut_off())
    assert [s.report.id for s in ledger.reports()] == ["r1", "r2"]


def test_a_batch_that_fails_leaves_nothing_of_itself(ledger: Ledger, read: Read) -> None:
    broken = read("r2", places=(TORETSK,))
    object.__setattr__(broken.claims[0], "score", "not a number")
    with pytest.raises(ValueError, match="not a number"):
        ledger.write([read("r1"), broken])
    assert ledger.counts().reports == 0
    ledger.write([read("r1")])
    assert ledger.counts().claims == 1


def test_progress_is_told_after_what_it_tells_of_is_safe(ledger: Ledger, read: Read) -> None:
    def check(tally: Tally) -> None:
        with ledger.reading() as other:
            assert other.exec_driver_sql("SELECT count(*) FROM reports").scalar_one() == tally.stored

    ingest(ledger, (read(f"r{n}") for n in range(7)), batch=3, progress=check)


ENDLESS = """
    import sys
    sys.path.insert(0, sys.argv[2])
    from itertools import count
    from dataclasses import replace
    from ledger_material import TEXT, claim
    from outskirts.ledger import Ledger
    from outskirts.ledger.ingest import ingest
    from outskirts.vocabulary import Reading, Report

    def reading(n):
        report = Report(f"r{n}", TEXT)
        return Reading(report, tuple(claim(report, number=k) for k in range(9)))

    with Ledger.open(sys.argv[1]) as ledger:
        tally = ingest(ledger, map(reading, count()), batch=7, progress=lambda t: print(t.reports, flush=True))
    print("interrupted" if tally.interrupted else "ended", tally.reports, flush=True)
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_ended_leaves_whole_reports(path: Path, how: signal.Signals) -> None:
    command = [sys.executable, "-c", textwrap.dedent(ENDLESS), str(path), str(Path(__file__).parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        told = [int(run.stdout.readline()) for _ in range(20)]
        run.send_signal(how)
        rest = run.stdout.read().split("\n")
    with sqlite3.connect(path) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        reports = raw.execute("SELECT count(*) FROM reports").fetchone()[0]
        whole = raw.execute(
            "SELECT count(*) FROM reports r JOIN layers l ON l.report = r.seq "
            "WHERE (SELECT count(*) FROM claims c WHERE c.report = r.seq) = 9"
        ).fetchone()[0]
        raw.execute("INSERT INTO words(words) VALUES ('integrity-check')")
    assert reports == whole >= told[-1]
    if how is signal.SIGINT:
        assert rest[-2] == f"interrupted {reports}"
    else:
        assert reports % 7 == 0
