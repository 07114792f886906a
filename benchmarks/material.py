"""Which reports do the benchmarks read, and what does the pipeline make of them? Shared by run.py and speed.py."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from score import BUNDLED, Json

from outskirts import config
from outskirts.acquire.source import read_reports
from outskirts.pipeline import Tools, load_tools, read
from outskirts.publish import wire
from outskirts.vocabulary import Report

# Enough to load everything that is loaded on first use.
WARM = 3


@dataclass(frozen=True, slots=True)
class Predicted:
    """What was read, by report id as on the wire; words, seconds by the clock and seconds of this process."""

    rows: dict[str, Json]
    words: int
    wall: float
    cpu: float

    @property
    def speed(self) -> float:
        """Words a second of processor time, which other programs of the machine do not slow down much."""
        return self.words / self.cpu


def reports(path: Path) -> list[Report]:
    """The reports of a file of JSON lines; whatever else a line holds is passed over."""
    return [item for item in read_reports(path, format="jsonl") if isinstance(item, Report)]


def words(read: Sequence[Report]) -> int:
    return sum(len(report.text.split()) for report in read)


def tools(home: Path | None = None) -> Tools:
    """Parser, gazetteer and conflicts, loaded and warm."""
    made = load_tools(config.Config(home) if home else config.load())
    for _ in read(reports(BUNDLED)[:WARM], made):
        pass
    return made


def predict(path: Path, using: Tools) -> Predicted:
    """Read a file's reports, all layers, as ``outskirts read --format jsonl`` does."""
    given = reports(path)
    wall, cpu = time.perf_counter(), time.process_time()
    lines = [wire.line(reading) for reading in read(given, using)]
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return Predicted({row["id"]: row for row in map(json.loads, lines)}, words(given), wall, cpu)
