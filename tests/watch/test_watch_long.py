"""A day of watching in fast time, a server that drips for ever, and a watcher killed where it hurts."""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from watching import BEGIN, Stage, feed

from local_site import Quiet, serving
from outskirts.acquire.fetch import Asking, NotFetched, fetch
from outskirts.ledger import Ledger
from outskirts.watch.settings import Settings

URLS = [f"https://wire{n}.example/feed" for n in range(4)]


def handles() -> int:
    return len(os.listdir("/proc/self/fd"))


@pytest.mark.parametrize("day", [pytest.param(6, id="a morning"), pytest.param(24, id="a day", marks=pytest.mark.slow)])
@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="handles are counted where the system lists them")
def test_watching_leaves_nothing_behind(stage: Stage, day: int, proof: Callable[..., None]) -> None:
    """4 feeds each 15 minutes, a new entry an hour in each; one feed fails for hours."""

    def page(number: int) -> str:
        hours = int((stage.clock.now - BEGIN) / timedelta(hours=1))
        words = ("RU captured Toretsk.", "UA denied: RU captured Toretsk.", "UA left Niu-York.")
        recent = range(max(0, hours - 10), hours + 1)
        return feed(*((f"{number}-{h}", words[(h + number) % 3]) for h in recent), at=BEGIN + timedelta(hours=hours))

    import httpx

    for n, url in enumerate(URLS):
        stage.web.pages[url] = lambda _, n=n: httpx.Response(200, text=page(n))  # type: ignore[misc]
    broken = stage.web.pages[URLS[3]]
    sink = {"kind": "file", "path": str(stage.folder / "alerts.jsonl")}
    watcher = stage.watcher(Settings.model_validate({"feed": [{"url": url} for url in URLS], "sink": [sink]}))
    tracemalloc.start()
    sizes, open_handles, rounds = [], [], 0
    while stage.clock.now < BEGIN + timedelta(hours=day):
        hour = (stage.clock.now - BEGIN) / timedelta(hours=1)
        stage.web.pages[URLS[3]] = (lambda _: httpx.Response(500)) if 2 < hour < 10 else broken
        watcher.round()
        rounds += 1
        stage.web.requests.clear()
        stage.web.asked.clear()
        stage.log.clear()
        watcher.rest()
        stage.clock.slept.clear()
        if rounds % day == 0:
            gc.collect()
            sizes.append(tracemalloc.get_traced_memory()[0])
            open_handles.append(handles())
    tracemalloc.stop()
    assert rounds >= 4 * day - 1
    assert watcher.sources.ledger.counts().reports >= 4 * day - 12
    assert max(open_handles) <= open_handles[0]
    # What is loaded and remembered once comes in the first hours; after that there is nothing to add.
    grown = sizes[-1] - sizes[len(sizes) // 2]
    assert grown < 300_000, sizes
    if day == 24:
        proof(
            "watch.day", done=f"a day of watching {len(URLS)} feeds in fast time, {rounds} rounds, one feed broken",
            holds="no handle more than at first, less than 300 kB more memory from its middle to its end",
            measured=f"{open_handles[-1]} handles ({open_handles[0]} at first), {grown / 1000:,.0f} kB",
        )  # fmt: skip


# -- a real line


@pytest.fixture
def dripping() -> Iterator[str]:
    """A server that sends a byte of its answer now and then, and never ends."""
    listening = socket.create_server(("127.0.0.1", 0))
    ended = threading.Event()

    def serve() -> None:
        line, _ = listening.accept()
        with line:
            try:
                line.sendall(b"HTTP/1.1 200 OK\r\nx-slow: ")
                while not ended.wait(0.05):
                    line.sendall(b"a")
            except OSError:
                pass

    thread = threading.Thread(target=serve)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    ended.set()
    thread.join()
    listening.close()


def test_an_answer_that_drips_for_ever_is_cut_off(dripping: str) -> None:
    with pytest.raises(NotFetched, match="took more than") as error:
        fetch(dripping, asking=Asking(timeout=5.0, whole=0.5))
    assert error.value.passing


class Site(Quiet):
    """A feed with an ETag, and nothing else."""

    def do_GET(self) -> None:  # noqa: N802 - the name that the server calls
        known = self.headers.get("if-none-match") == '"1"'
        body = feed(("a", "RU captured Toretsk."), ("b", "UA denied: RU captured Toretsk.")).encode()
        self.send_response(404 if self.path != "/feed" else 304 if known else 200)
        self.send_header("etag", '"1"')
        self.send_header("content-length", "0" if known or self.path != "/feed" else str(len(body)))
        self.end_headers()
        if self.path == "/feed" and not known:
            self.wfile.write(body)


@pytest.fixture
def site() -> Iterator[str]:
    with serving(Site) as address:
        yield f"{address}/feed"


# Where the program ends itself, as by a kill from outside: what it does next is left undone.
POINTS = ("Ledger.write", "after Ledger.write", "State.put_feed", "Watcher.notice", "State.put_seen", "Lines.tell",
          "after Lines.tell", "State.delivered")  # fmt: skip
BETWEEN = ("after Ledger.write", "State.put_seen", "after Lines.tell")
PROGRAM = """
import os, signal, sys
from pathlib import Path
import httpx
sys.path.insert(0, {tests!r})
from watching import Stage
from outskirts.acquire.fetch import Asking
from outskirts.ledger import Ledger
from outskirts.watch import rounds, sinks
from outskirts.watch.rounds import Watcher
from outskirts.watch.settings import Settings
from outskirts.watch.sinks import Lines
from outskirts.watch.state import State

point = {point!r}
if point:
    owner, method = point.removeprefix("after ").split(".")
    real = getattr(globals()[owner], method)
    def dying(*args, **keys):
        if point.startswith("after "):
            real(*args, **keys)
        os.kill(os.getpid(), signal.SIGKILL)
    setattr(globals()[owner], method, dying)
stage = Stage(Path({folder!r}))
stage.clock.now = stage.clock.now + __import__("datetime").timedelta(minutes={minutes})
sink = dict(kind="file", path=str(stage.folder / "alerts.jsonl"))
watcher = stage.watcher(Settings.model_validate(dict(feed=[dict(url={url!r})], sink=[sink])))
watcher.visitor.transport = None
watcher.round()
stage.close()
"""


def watched(folder: Path, url: str, point: str, minutes: int) -> int:
    program = PROGRAM.format(
        tests=str(Path(__file__).parent), point=point, folder=str(folder), url=url, minutes=minutes
    )
    return subprocess.run([sys.executable, "-c", program], check=False, timeout=120).returncode


def result(folder: Path) -> tuple[list[str], list[str]]:
    """The reports in the ledger, and the alerts told."""
    with Ledger.open(folder / "ledger.sqlite", create=False) as ledger:
        reports = sorted(held.report.title for held in ledger.reports())
        assert ledger.counts().versions == len(reports)
    lines = (folder / "alerts.jsonl").read_text(encoding="utf-8").splitlines()
    alerts = [json.loads(line) for line in lines]
    return reports, sorted(f"{alert['kind']} {alert['place']}" for alert in alerts)


@pytest.mark.parametrize(
    "points", [pytest.param(BETWEEN, id="between"), pytest.param(POINTS, id="anywhere", marks=pytest.mark.slow)]
)
def test_killed_nothing_is_lost_or_told_twice(site: str, tmp_path: Path, points: tuple[str, ...]) -> None:
    (tmp_path / "whole").mkdir()
    assert watched(tmp_path / "whole", site, "", 0) == 0
    whole = result(tmp_path / "whole")
    assert whole[0] == ["News a", "News b"]
    assert whole[1]
    for point in points:
        folder = tmp_path / point
        folder.mkdir()
        assert watched(folder, site, point, 0) == -signal.SIGKILL, point
        assert watched(folder, site, "", 60) == 0, point
        assert result(folder) == whole, point
