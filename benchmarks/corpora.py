"""What does a corpus cost: read by one process, by Daft on all cores here, and on two workers of a Ray cluster?

    python benchmarks/corpora.py [FILE] [--part MB] [--no-ray]      reports as lines of JSON; the bundled ones without

Processor time is that of the command with its workers; the clock stands beside it, and means little on a machine that
does other things too. The processes of Ray itself are not counted. The claims are compared, and then added to a ledger.
docs/scale.md rests on these figures.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from material import reports
from score import BUNDLED

from outskirts.corpora.folder import held
from outskirts.publish import readings

COMMAND = (sys.executable, "-c", "from outskirts.cli import main; main()")
WIDTH = 26


@dataclass(frozen=True, slots=True)
class Cost:
    """Of a command: seconds of the clock, of the processor, and what it printed."""

    wall: float
    cpu: float
    told: str


def cost(*args: str) -> Cost:
    """Of the command and of the children that it waited for. Raises CalledProcessError where it fails."""
    begin = time.perf_counter()
    running = subprocess.Popen([*COMMAND, *args], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert running.stdout is not None
    told = running.stdout.read()
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode not in (0, 1):
        raise subprocess.CalledProcessError(running.returncode, args)
    return Cost(time.perf_counter() - begin, used.ru_utime + used.ru_stime, told)


def lines_of(source: Path, folder: Path) -> tuple[Path, int, int]:
    """The reports as a file of lines of JSON, with the number of its reports and words."""
    found = list(reports(source))
    path = folder / "reports.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for one in found:
            published = one.published.isoformat() if one.published else None
            row = {"id": one.id, "text": one.text, "published": published, "outlet": one.outlet, "title": one.title}
            file.write(json.dumps(row) + "\n")
    return path, len(found), sum(len(one.text.split()) for one in found)


def settings(part: float, ray: bool) -> Iterator[tuple[str, tuple[str, ...]]]:
    daft = ("--engine", "daft", "--json", "--part", str(part))
    yield "Daft, 1 worker", (*daft, "--workers", "1")
    yield "Daft, 2 workers", (*daft, "--workers", "2")
    if ray:
        yield "Ray, 2 workers", (*daft, "--ray", "local", "--workers", "2")


def shown(name: str, wall: float, cpu: float, number: int, words: int, rest: str = "") -> None:
    print(f"{name:<{WIDTH}}{wall:9.1f}{cpu:9.1f}{number / cpu:9.1f}{words / cpu:9.0f}  {rest}", flush=True)


def engines(path: Path, number: int, words: int, part: float, ray: bool, layers: str, folder: Path) -> Path:
    """Print what each way of reading costs; the plain one's file of claims."""
    print(f"\n--layers {layers}\n{'':<{WIDTH}}{'wall s':>9}{'cpu s':>9}{'rep/s':>9}{'words/s':>9}  of processor time")
    plain = folder / f"plain-{layers}.parquet"
    one = cost("read", str(path), "--layers", layers, "--format", "parquet", "-o", str(plain))
    shown("one process", one.wall, one.cpu, number, words)
    expected = list(readings.read(plain))
    for name, options in settings(part, ray):
        made = folder / f"{name.replace(' ', '-').replace(',', '')}-{layers}"
        spent = cost("read", str(path), "--layers", layers, *options, "-o", str(made))
        told = json.loads(spent.told)
        there = held(str(made))
        assert there is not None
        same = [one for file in there.files for one in readings.read(file)] == expected
        # Children that Daft has not waited for are not in the command's own time; Ray's workers are no children.
        cpu = max(spent.cpu, told["seconds"]) if "Daft" in name else spent.cpu + told["seconds"]
        rest = f"{told['memory'] / 1e6:,.0f} MB a worker, {told['partitions']} partitions, same claims: {same}"
        shown(name, spent.wall, cpu, number, words, rest)
    return plain


def starts(path: Path, ray: bool, folder: Path) -> None:
    print("\none report, begun from nothing: seconds of the clock, of the processor")
    short = folder / "one.jsonl"
    short.write_text(path.read_text(encoding="utf-8").split("\n", 1)[0] + "\n", encoding="utf-8")
    one = cost("read", str(short), "--format", "jsonl")
    print(f"{'one process':<{WIDTH}}{one.wall:9.1f}{one.cpu:9.1f}")
    for name, options in settings(4.0, ray):
        made = cost("read", str(short), *options, "-o", str(folder / f"one-{name}"))
        own = 0.0 if "Daft" in name else json.loads(made.told)["seconds"]
        print(f"{name:<{WIDTH}}{made.wall:9.1f}{made.cpu + own:9.1f}", flush=True)


def ledgers(plain: Path, layers: str, folder: Path) -> None:
    claims = sum(len(one.claims) for one in readings.read(plain))
    ledger = folder / f"{layers}.sqlite"
    added = cost("--ledger", str(ledger), "add", str(plain))
    size = ledger.stat().st_size
    print(
        f"--layers {layers:<7} {claims:,} claims: {plain.stat().st_size / claims:,.0f} bytes of Parquet a claim, "
        f"{size / claims:,.0f} of ledger; added at {claims / added.cpu:,.0f} claims/s of processor time"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?", default=BUNDLED)
    parser.add_argument("--part", type=float, default=0.5, help="megabytes of a partition")
    parser.add_argument("--no-ray", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path, number, words = lines_of(given.file, folder)
        print(f"{number:,} reports, {words:,} words, {path.stat().st_size / 1e6:.1f} MB")
        plain = {
            layers: engines(path, number, words, given.part, not given.no_ray, layers, folder)
            for layers in ("all", "claims")
        }
        print()
        for layers, file in plain.items():
            ledgers(file, layers, folder)
        starts(path, not given.no_ray, folder)


if __name__ == "__main__":
    main()
