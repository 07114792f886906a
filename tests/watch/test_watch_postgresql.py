"""Watching with the ledger on a server, while others write to it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from watching import BEGIN, Stage, feed, read

import postgres
from outskirts.ledger import Action, Ledger
from outskirts.vocabulary import Report
from outskirts.watch.settings import Settings

pytestmark = pytest.mark.skipif(not postgres.available(), reason="PostgreSQL is not installed")
URL = "https://wire.example/feed"
SETTINGS = Settings.model_validate({"feed": [{"url": URL}], "alerts": {"on": ["denial", "first", "retraction"]}})


@pytest.fixture
def stage(server: str, tmp_path: Path) -> Iterator[Stage]:
    with postgres.schema(server) as address:
        made = Stage(tmp_path, address)
        yield made
        made.close()


def test_a_round_keeps_tells_and_goes_on_after_a_restart(stage: Stage) -> None:
    stage.web.pages[URL] = feed(("a", "UA denied: RU captured Toretsk."))
    first = stage.watcher(SETTINGS).round()
    assert (first.reports, first.claims, first.alerts, first.problems) == (1, 1, 2, [])
    stage.clock.now += timedelta(minutes=15)
    again = stage.watcher(SETTINGS).round()
    assert (again.reports, again.unchanged, again.alerts, again.problems) == (0, 1, 0, [])


def test_a_watcher_a_reviewer_and_another_program_write_at_once(stage: Stage) -> None:
    """Nothing is lost, nothing is doubled, nobody waits for ever; a retraction by the reviewer is told of, although the
    clock of the reviewer's machine is behind."""
    rounds, others = 3, 6
    watcher = stage.watcher(SETTINGS)
    with Ledger.open(stage.address, clock=lambda: BEGIN) as ledger:
        [known] = read([Report("known", "RU captured Niu-York.", BEGIN, "Wire")])
        ledger.write([known])
    claim = known.claims[0].id

    def watch() -> list[str]:
        said = []
        for number in range(rounds):
            entries = [(f"n{n}", f"RU captured Toretsk. {n}") for n in range(number + 1)]
            stage.web.pages[URL] = feed(*entries)
            said += [problem.what for problem in watcher.round().problems]
            stage.clock.now += timedelta(minutes=15)
        return said

    def review() -> None:
        with Ledger.open(stage.address, clock=lambda: BEGIN) as mine:
            for _ in range(others):
                mine.undo(mine.verdict(claim, Action.DOUBT, "A. Reviewer").id, "A. Reviewer")
            mine.retract(claim, "A. Reviewer", "a mistake")

    def add() -> None:
        with Ledger.open(stage.address) as mine:
            for number in range(others):
                mine.write(list(read([Report(f"other-{number}", "RU left Niu-York.", BEGIN, "Wire")])))

    with ThreadPoolExecutor(2) as pool:
        done = [pool.submit(work) for work in (review, add)]
        assert watch() == []
        assert [one.result(60) for one in done] == [None, None]
    last = watcher.round()
    assert last.problems == []
    ledger = watcher.sources.ledger
    assert ledger.counts().reports == 1 + rounds + others
    assert len(ledger.decisions()) == 2 * others + 1
    told = [letter for letter in watcher.state.latest(200) if letter.kind == "retraction"]
    assert [alert.place for alert in told] == ["Niu-York"]
