"""A small corpus (lines of JSON with what is wrong in some, texts in a folder, tables), and runs that read it."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet as pq

CLAIM = "Russian troops captured the village of {} on Monday, the Ukrainian military said. Kyiv did not comment."
PLACES = ("Niu-York", "Toretsk", "Pivnichne", "Zalizne", "Nelipivka", "Shcherbynivka")


def lines() -> str:
    rows = [
        {"id": f"r{n}", "text": CLAIM.format(place), "published": f"2024-10-{n + 1:02}T06:00:00Z", "outlet": "Wire"}
        for n, place in enumerate(PLACES)
    ]
    french = {
        "id": "fr", "published": "2024-10-08",
        "text": "Les troupes russes ont pris le village lundi, a déclaré le porte-parole de l'armée ukrainienne.",
    }  # fmt: skip
    found = [json.dumps(row, ensure_ascii=False) for row in (*rows, french)]
    return "\n".join([*found[:3], '{"id": "torn", "text": "Tr', *found[3:]]) + "\n"


def make(folder: Path) -> Path:
    """The corpus, written into a folder."""
    folder.mkdir()
    (folder / "reports.jsonl").write_text(lines(), encoding="utf-8")
    for day, place in ((3, "Toretsk"), (4, "Druzhba")):
        (folder / f"2024-10-0{day}-{place}.txt").write_text(CLAIM.format(place), encoding="utf-8")
    rows = [{"id": f"t{n}", "body": CLAIM.format(p), "date": "2024-10-09", "source": "T"} for n, p in enumerate(PLACES)]
    pq.write_table(pa.Table.from_pylist(rows), folder / "table.parquet", row_group_size=3)
    (folder / "torn.parquet").write_bytes(b"PAR1 torn")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    return folder


# Reads until one partition is done, and is killed then. Whoever asks the web for anything leaves a file.
KILLED = """
import os, sys, urllib.request
from datetime import UTC, datetime
from pathlib import Path
from outskirts.corpora.folder import Folder
from outskirts.corpora.run import Where, read_all

urllib.request.urlopen = lambda *a, **k: Path("asked").touch()
assert "daft" not in sys.modules and "ray" not in sys.modules
folder = Folder(Path("out"))
for one in read_all(folder.last(), folder, Path(sys.argv[1]), datetime.now(UTC), Where(workers=1)):
    print(one.number, flush=True)
    os.kill(os.getpid(), 9)
"""
OPTIONS = ("--engine", "daft", "--workers", "1", "--part", "0.001", "-o", "out")


@dataclass(frozen=True)
class Ran:
    """The folder in which commands run, what a killed run left in ``out``, and what the one after it told."""

    folder: Path
    left: dict[str, int]
    told: dict[str, object]
    code: int


def command(home: Path, folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-c", "from outskirts.cli import main; main()", "--home", str(home), *args]
    return subprocess.run(line, cwd=folder, capture_output=True, text=True, timeout=300, check=False)


def stamps(folder: Path) -> dict[str, int]:
    """Name and time of change of each file of claims."""
    return {path.name: path.stat().st_mtime_ns for path in (folder / "out" / "claims").iterdir()}
