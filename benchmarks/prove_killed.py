"""Kills ``add``, ``watch`` and ``review`` (SIGKILL) at random points: is anything lost, or half written?

    python benchmarks/prove_killed.py [SEED [add|watch|review …]]

OUTSKIRTS_PROVE_KILLS says at how many points each (200). The seed is printed, and gives the same points on a machine
that is as fast. Every run is a process of its own, forked from one that has the parser loaded, so that the points lie
in the work and not in the loading; after each kill the same command is run again, to its end.
"""

from __future__ import annotations

import http.server
import json
import os
import random
import signal
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from proof import told

from outskirts.config import load
from outskirts.ledger import Ledger, Query

POINTS = int(os.environ.get("OUTSKIRTS_PROVE_KILLS", "200"))
BUNDLED = (files("outskirts.demo") / "reports.jsonl").read_text(encoding="utf-8").splitlines()
REPORTS = 6
SETTINGS = """
about = {{what = "w", source = "s", licence = "l"}}
polling = {{gap = "0s", per_hour = 1000}}
feed = [{{url = "{address}/feed.xml"}}]
sink = [{{kind = "file", path = "alerts.jsonl"}}]
"""
Command = Sequence[str]


@dataclass
class Bench:
    """Runs commands in forks of this process, and kills them."""

    folder: Path
    ledger: Path = field(init=False)

    def __post_init__(self) -> None:
        self.ledger = self.folder / "ledger.sqlite"

    @cached_property
    def parser(self) -> Any:
        from outskirts import pipeline
        from outskirts.acquire import read_reports
        from outskirts.vocabulary import Report

        tools = pipeline.load_tools(load())
        # What is loaded when it is first needed is loaded before the forks.
        list(pipeline.read([r for r in read_reports(self.reports(REPORTS)) if isinstance(r, Report)], tools))
        tools.gazetteer.close()
        return tools.parser

    def reports(self, count: int) -> Path:
        file = self.folder / "reports.jsonl"
        file.write_text("\n".join(BUNDLED[:count]) + "\n", encoding="utf-8")
        return file

    def fresh(self) -> None:
        for path in self.folder.glob("ledger.sqlite*"):
            path.unlink()
        (self.folder / "alerts.jsonl").unlink(missing_ok=True)

    def fork(self, commands: Sequence[Command], done: int) -> int:
        """A process that runs the commands one after another, and writes a byte to ``done`` after each."""
        parser, pid = self.parser, os.fork()
        if pid:
            return pid
        code = 1
        try:
            quiet = os.open(self.folder / "said.txt", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            for command in commands:
                code = run(parser, ["--ledger", str(self.ledger), *command])
                os.write(done, b".")
        finally:
            os._exit(code)

    def run(self, commands: Sequence[Command], after: float | None = None) -> tuple[int, int, float]:
        """Its exit code (negative: the signal that ended it), how many commands were done, and how long it took."""
        reading, writing = os.pipe()
        begin = time.monotonic()
        pid = self.fork(commands, writing)
        os.close(writing)
        if after is not None:
            time.sleep(after)
            os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        spent = time.monotonic() - begin
        acknowledged = len(os.read(reading, 1000))
        os.close(reading)
        return os.waitstatus_to_exitcode(status), acknowledged, spent


def run(parser: Any, args: Command) -> int:
    """One command as the command line runs it, but with the parser that is there already, and a batch a report."""
    from outskirts import pipeline
    from outskirts.cli import main
    from outskirts.detect.gazetteer import ensure
    from outskirts.detect.parties import load_conflicts
    from outskirts.ledger import ingest

    ingest.SECONDS = 0.0
    pipeline.load_tools = lambda config, *_: pipeline.Tools(parser, ensure(config), load_conflicts(None))
    sys.argv = ["outskirts", *args]
    try:
        main()
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


def held(path: Path) -> dict[str, Any]:
    """All reports with all that belongs to each; that the file is sound."""
    if not path.exists():
        return {}
    with sqlite3.connect(path) as file:
        assert file.execute("pragma integrity_check").fetchone() == ("ok",)
        assert not file.execute("pragma foreign_key_check").fetchall()
        if not file.execute("select count(*) from sqlite_master where name = 'claims'").fetchone()[0]:
            return {}
    with Ledger.open(str(path), create=False) as ledger:
        found = {}
        for one in ledger.reports():
            reading = ledger.report(one.report.id)
            claims = sorted(c.claim.id for c in ledger.claims(Query(report_ids=(one.report.id,))))
            found[one.report.id] = (one.report.text, claims, len(reading.attributions), len(reading.places))
        return found


def add(bench: Bench, chance: random.Random) -> str:
    command = ["add", "--input", "jsonl", str(bench.reports(REPORTS))]

    def check(left: Any, whole: Any) -> None:
        assert all(whole[id_] == left[id_] for id_ in left), "a report is half written"

    return tried(bench, chance, [command], lambda: held(bench.ledger), check)


def watch(bench: Bench, chance: random.Random) -> str:
    (bench.folder / "site").mkdir()
    (bench.folder / "site" / "feed.xml").write_text(feed(), encoding="utf-8")
    settings = bench.folder / "feeds.toml"
    with site(bench.folder / "site") as address:
        settings.write_text(SETTINGS.format(address=address), encoding="utf-8")

        def found() -> Any:
            alerts = bench.folder / "alerts.jsonl"
            lines = alerts.read_text(encoding="utf-8").splitlines() if alerts.exists() else []
            return held(bench.ledger), sorted(f"{a['kind']} {a['place']} {a['title']}" for a in map(json.loads, lines))

        def check(left: Any, whole: Any) -> None:
            assert all(whole[0][id_] == left[0][id_] for id_ in left[0]), "a report is half written"
            assert set(left[1]) <= set(whole[1]), "an alert that is none"

        return tried(bench, chance, [["watch", str(settings), "--once"]], found, check)


def feed() -> str:
    now = datetime.now(UTC)
    words = ["Russian troops captured Toretsk on Monday, the Ukrainian military said. ", "Ukraine's army withdrew from "
             "Niu-York, a spokesman said. ", "Ukraine denied that Toretsk had been captured. "]  # fmt: skip
    entries = "".join(
        f"<item><title>News {n}</title><guid>n-{n}</guid><pubDate>{format_datetime(now - timedelta(hours=n))}</pubDate>"
        f"<description>{words[n % 3]}{words[(n + 1) % 3]}</description></item>" for n in range(6))  # fmt: skip
    return f"<rss version='2.0'><channel><title>Example Wire</title>{entries}</channel></rss>"


class site:  # noqa: N801 - read as a verb: with site(folder) as address
    """Serves a folder on a free port of this machine."""

    def __init__(self, folder: Path) -> None:
        class Files(http.server.SimpleHTTPRequestHandler):
            def __init__(self, *args: Any) -> None:
                super().__init__(*args, directory=str(folder))

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Files)
        self.thread = threading.Thread(target=self.server.serve_forever)

    def __enter__(self) -> str:
        self.thread.start()
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


def tried(
    bench: Bench, chance: random.Random, commands: Sequence[Command], found: Callable[[], Any],
    check: Callable[[Any, Any], None],
) -> str:  # fmt: skip
    """Once whole, then killed at each point and run again; the end must be the same each time."""
    whole, spent = whole_run(bench, bench.fresh, commands, found)
    hit = 0
    while hit < POINTS:
        bench.fresh()
        after = chance.uniform(0, spent)
        killed, _, _ = bench.run(commands, after)
        check(found(), whole)
        again, _, _ = bench.run(commands)
        assert again in (0, 1), (hit, after, again)
        assert found() == whole, f"point {hit} after {after:.4f} s: another end"
        # One that had ended before it could be killed proves nothing.
        hit += killed == -signal.SIGKILL
    return f"{POINTS} points within {spent:.1f} s; lost 0, half written 0"


def whole_run(bench: Bench, fresh: Callable[[], None], commands: Sequence[Command], found: Callable[[], Any]) -> Any:
    """What the commands come to when they are left alone, and how long they take; the shortest of three."""
    ends, times = [], []
    for _ in range(3):
        fresh()
        code, _, spent = bench.run(commands)
        assert code in (0, 1), (bench.folder / "said.txt").read_text(encoding="utf-8")[-2000:]
        ends.append(found())
        times.append(spent)
    assert ends[0]
    assert ends == [ends[0]] * 3
    return ends[0], min(times)


def review(bench: Bench, chance: random.Random) -> str:
    bench.fresh()
    assert bench.run([["add", "--input", "jsonl", str(bench.reports(REPORTS))]])[0] == 0
    base = {path.name: path.read_bytes() for path in bench.folder.glob("ledger.sqlite*")}
    with Ledger.open(str(bench.ledger), create=False) as ledger:
        ids = [one.claim.id for one in ledger.claims()][:8]
    verbs = [["confirm"], ["doubt"], ["correct", "--stance", "denied"], ["reject"], ["retract"], ["confirm"],
             ["correct", "--kind", "clash"], ["retract"]]  # fmt: skip
    commands = [["review", verb[0], id_, *verb[1:], "--by", "A. Editor"] for verb, id_ in zip(verbs, ids, strict=True)]

    def fresh() -> None:
        bench.fresh()
        for name, data in base.items():
            (bench.folder / name).write_bytes(data)

    whole, spent = whole_run(bench, fresh, commands, lambda: decided(bench.ledger))
    assert len(whole) == len(commands)
    hit = 0
    while hit < POINTS:
        fresh()
        killed, acknowledged, _ = bench.run(commands, chance.uniform(0, spent))
        left = decided(bench.ledger)
        assert left == whole[: len(left)], f"point {hit}: a decision that nobody made"
        assert acknowledged <= len(left) <= acknowledged + 1, f"point {hit}: {acknowledged} said, {len(left)} kept"
        bench.run(commands[len(left) :])
        assert decided(bench.ledger) == whole, f"point {hit}: another end"
        hit += killed == -signal.SIGKILL
    return f"{POINTS} points within {spent:.1f} s; decisions lost 0, half written 0"


def decided(path: Path) -> list[tuple[str, str]]:
    """The decisions, in order; each claim that one speaks of stands, or is out, as it says."""
    held(path)
    with Ledger.open(str(path), create=False) as ledger:
        stands = {one.claim.id: one.claim for one in ledger.claims()}
        made = ledger.decisions()
        for one in made:
            assert (one.claim_id not in stands) == (str(one.action) == "retract"), f"{one.action} half done"
        corrected = [one.claim_id for one in made if str(one.action) == "correct"]
        assert all(str(stands[id_].stance) == "denied" or str(stands[id_].kind) == "clash" for id_ in corrected)
        return [(str(one.action), one.claim_id) for one in made]


def main() -> None:
    seed = int(sys.argv[1]) if sys.argv[1:] else random.SystemRandom().randrange(1 << 32)
    for name, work in (("add", add), ("watch", watch), ("review", review)):
        if sys.argv[2:] and name not in sys.argv[2:]:
            continue
        print(f"{name}: seed {seed}", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            measured = work(Bench(Path(folder)), random.Random(seed))
        told(
            f"killed.{name}", done=f"`{name}` killed (SIGKILL) at random points",
            holds="what was said to be kept is kept, every report, claim and decision is whole, the file is sound; the "
            "same command run again ends as one that was never killed", measured=f"{measured}; seed {seed}",
        )  # fmt: skip


if __name__ == "__main__":
    main()
