"""A clock that jumps: nothing that is to be told is forgotten, and nothing waits for years."""

from __future__ import annotations

from datetime import timedelta

import pytest
from watching import BEGIN, Stage, feed

from outskirts.errors import InputError
from outskirts.watch.rounds import Watcher
from outskirts.watch.settings import Settings
from outskirts.watch.sinks import Lines

URL = "https://wire.example/feed"
YEARS = timedelta(days=2000)


@pytest.fixture
def failing(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Watcher:
    """A watcher with an alert that could not be told."""
    sink = {"kind": "file", "path": str(stage.folder / "alerts.jsonl")}
    stage.web.pages[URL] = feed(("a", "RU captured Toretsk."))
    watcher = stage.watcher(Settings.model_validate({"feed": [{"url": URL}], "sink": [sink]}))

    def fail(*_: object) -> None:
        raise InputError("it cannot be written")

    with monkeypatch.context() as patch:
        patch.setattr(Lines, "tell", fail)
        watcher.round()
        assert watcher.state.waiting()
        stage.clock.now += YEARS
        watcher.round()
    return watcher


def test_an_alert_that_waits_is_not_forgotten_when_the_clock_jumps_ahead(stage: Stage, failing: Watcher) -> None:
    assert failing.state.waiting()
    stage.clock.now += timedelta(hours=7)
    failing.round()
    assert failing.state.waiting() == 0
    assert (stage.folder / "alerts.jsonl").read_text(encoding="utf-8")


def test_an_alert_that_was_put_off_by_a_clock_ahead_is_told_when_it_is_set_right(
    stage: Stage, failing: Watcher
) -> None:
    stage.clock.now = BEGIN + timedelta(hours=1)
    failing.round()
    assert failing.state.waiting() == 0


def test_a_watcher_goes_on_whichever_way_the_clock_jumps(stage: Stage) -> None:
    stage.web.pages[URL] = feed(("a", "RU captured Toretsk."))
    watcher = stage.watcher(Settings.model_validate({"feed": [{"url": URL}]}))
    for hours in (0, 1, -5, 100_000, 3, -90_000, 24):
        stage.clock.now += timedelta(hours=hours)
        watcher.rest()
        assert not watcher.round().problems
    assert watcher.sources.ledger.counts().reports == 1
