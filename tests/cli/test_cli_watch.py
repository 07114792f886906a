"""``outskirts watch`` as it is typed: against a server on this machine, with the real reader."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from local_site import Quiet, serving

if TYPE_CHECKING:
    from conftest import Run


HEAD = '[about]\nwhat = "x"\nsource = "x"\nlicence = "x"\n'
WORDS = "Russian troops have entered the eastern outskirts of Toretsk, a spokesman for the Ukrainian military said."


class Site(Quiet):
    def do_GET(self) -> None:  # noqa: N802 - the name that the server calls
        item = f"<title>Fighting</title><guid>1</guid><description>{WORDS}</description>"
        item += f"<pubDate>{format_datetime(datetime.now(UTC))}</pubDate>"
        body = f'<rss version="2.0"><channel><title>Wire</title><item>{item}</item></channel></rss>'.encode()
        self.send_response(200 if self.path == "/feed" else 404)
        self.end_headers()
        self.wfile.write(body if self.path == "/feed" else b"")


@pytest.fixture
def site() -> Iterator[str]:
    with serving(Site) as address:
        yield address


def test_one_round_reads_tells_and_says_so(run: Run, site: str, tmp_path: Path) -> None:
    feeds, ledger, log = tmp_path / "feeds.toml", str(tmp_path / "l.sqlite"), tmp_path / "watch.log"
    feeds.write_text(f'{HEAD}[[feed]]\nurl = "{site}/feed"\n[[sink]]\nkind = "file"\npath = "alerts.jsonl"\n')
    command = ("--ledger", ledger, "watch", str(feeds), "--once", "--log", str(log), "--log-format", "json")
    first, second = run(*command), run(*command)
    assert (first.code, first.err, second.code) == (0, "", 0)
    assert "1 asked; 1 new reports" in first.out
    assert "0 asked; 0 new reports, 0 claims, 0 alerts" in second.out
    alerts = [json.loads(line) for line in (tmp_path / "alerts.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {"status", "first"} == {alert["kind"] for alert in alerts}
    assert {alert["place"] for alert in alerts} == {"Toretsk"}
    events = [json.loads(line)["event"] for line in log.read_text(encoding="utf-8").splitlines()]
    assert events == ["read", *["alert"] * len(alerts)]


def test_a_feed_that_is_not_there_is_a_problem(run: Run, site: str, tmp_path: Path) -> None:
    feeds = tmp_path / "feeds.toml"
    feeds.write_text(f'{HEAD}[[feed]]\nurl = "{site}/gone"\n')
    done = run("--ledger", str(tmp_path / "l.sqlite"), "watch", str(feeds), "--once")
    assert done.code == 1
    assert "event=problem" in done.err
    assert "404" in done.err


def test_a_file_that_is_wrong_is_refused_with_its_key(run: Run, tmp_path: Path) -> None:
    feeds = tmp_path / "feeds.toml"
    feeds.write_text(f'{HEAD}[[feed]]\nurl = "https://wire.example/feed"\nfolow = true\n')
    done = run("watch", str(feeds), "--check")
    assert done.code == 5
    assert "feed.1.folow: no such key" in done.err


def test_being_ended_politely_is_as_good_as_ctrl_c(
    run: Run, site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SIGTERM, while it waits for the next round; then it goes on from there, and as before it the signal ends us."""
    feeds, ledger = tmp_path / "feeds.toml", str(tmp_path / "l.sqlite")
    feeds.write_text(f'{HEAD}[[feed]]\nurl = "{site}/feed"\n')
    before = signal.getsignal(signal.SIGTERM)

    def ended(seconds: float) -> None:
        # Short waits are the pauses between two requests to one host.
        if seconds > 10:
            signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr("time.sleep", ended)
    done = run("--ledger", ledger, "watch", str(feeds))
    assert done.code == 130
    assert "1 asked; 1 new reports" in done.out
    assert done.err.endswith("stopped; nothing is lost, and the same command goes on from here\n")
    assert signal.getsignal(signal.SIGTERM) == before
    assert "0 asked; 0 new reports" in run("--ledger", ledger, "watch", str(feeds), "--once").out
