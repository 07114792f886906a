"""Runs the installed command in a process of its own, as a person or a script would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

COMMAND = Path(sys.executable).parent / "outskirts"
BUNDLED = (files("outskirts.demo") / "reports.jsonl").read_text(encoding="utf-8").splitlines()


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Shell:
    """Runs ``outskirts`` with the shared home and a ledger of the test's own."""

    home: Path
    ledger: Path

    def command(self, *args: str | Path) -> list[str]:
        return [str(COMMAND), "--home", str(self.home), "--ledger", str(self.ledger), *map(str, args)]

    def start(self, *args: str | Path) -> subprocess.Popen[bytes]:
        return subprocess.Popen(self.command(*args), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def __call__(self, *args: str | Path, typed: bytes = b"") -> Ended:
        done = subprocess.run(
            self.command(*args), input=typed, capture_output=True, check=False, env={**os.environ, "COLUMNS": "100"}
        )
        return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())


Report = dict[str, Any]


def made_up(count: int) -> Iterator[Report]:
    """Reports whose paragraphs are those of bundled ones, put together anew."""
    source = [json.loads(line) for line in BUNDLED]
    paragraphs = [[p for p in report["text"].split("\n\n") if p] for report in source]
    for n in range(count):
        report, other = source[n % len(source)], paragraphs[(n * 7 + n // len(source)) % len(source)]
        own = paragraphs[n % len(source)]
        text = "\n\n".join([*own[: 1 + n % len(own)], *other[1:], f"This is report number {n}."])
        yield {"id": f"made-{n}", "published": report["published"], "outlet": report["outlet"], "text": text}
