"""What does a worker do? It reads one partition after another, and puts its files in place."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, Protocol, cast

from outskirts.acquire.making import Settings as Assumed
from outskirts.acquire.slices import read_slice
from outskirts.config import Config
from outskirts.corpora.folder import Folder, plan_of, whole, write_problems
from outskirts.corpora.plan import Partition, Piece, Settings
from outskirts.errors import InputError
from outskirts.pipeline import Tools, load_tools, read
from outskirts.publish import readings
from outskirts.vocabulary import Origin, Problem, Reading, Report

NOT_READ = "the program failed on it ({}); it is left out"
TELL = "report it as a bug, with the text"


class Column(Protocol):
    """A column of Daft, as far as it is used here."""

    def to_pylist(self) -> list[Any]: ...


@dataclass(frozen=True, slots=True)
class Done:
    """One partition that is read, with what it cost: processor seconds of its worker, and the worker's memory at its
    highest, in bytes."""

    number: int
    reports: int = 0
    claims: int = 0
    words: int = 0
    problems: int = 0
    seconds: float = 0.0
    memory: int = 0
    worker: int = 0


@dataclass
class Job:
    """A partition being read: what is counted, and what went wrong."""

    problems: list[dict[str, str]] = field(default_factory=list)
    reports: int = 0
    claims: int = 0
    words: int = 0

    def note(self, problem: Problem, source: str = "", report: str = "") -> None:
        self.problems.append(
            {"source": source, "report": report, "where": problem.where, "what": problem.what,
             "remedy": problem.remedy}
        )  # fmt: skip

    def count(self, reading: Reading) -> Reading:
        self.reports += 1
        self.claims += len(reading.claims)
        self.words += len(reading.report.text.split())
        for problem in reading.problems:
            self.note(problem, reading.report.origin.source if reading.report.origin else "", reading.report.id)
        return reading


class Worker:
    """Made once in every process: loads what reading needs at the first partition, and keeps it."""

    def __init__(self, folder: str, home: str, now: str, parent: int | None) -> None:
        self.folder = Folder(Path(folder))
        self.home = Path(home)
        self.now = datetime.fromisoformat(now)
        if parent is not None:
            self.stay_with(parent)

    @staticmethod
    def stay_with(parent: int) -> None:
        """End when the run ends, however it does; Ctrl-C at the terminal is for the run to answer."""
        with suppress(ValueError):  # outside the main thread, where there is no Ctrl-C either
            signal.signal(signal.SIGINT, signal.SIG_IGN)

        def watch() -> None:
            while os.getppid() == parent:
                time.sleep(0.5)
            os._exit(1)

        threading.Thread(target=watch, daemon=True).start()

    @cached_property
    def tools(self) -> Tools:
        return load_tools(Config(self.home))

    def __call__(self, tasks: Column) -> list[str]:
        return [json.dumps(asdict(self.partition(task))) for task in tasks.to_pylist()]

    def partition(self, task: str) -> Done:
        """Read the one partition of a manifest. Files that are not as the manifest has them are problems."""
        plan = plan_of(json.loads(task))
        (partition,) = plan.partitions
        before = time.process_time()
        try:
            job = self.write(partition, plan.settings, careful=False)
        except Exception:
            # One report in ten thousand must not stop the rest: read again one by one, it is found and named.
            job = self.write(partition, plan.settings, careful=True)
        spent = round(time.process_time() - before, 3)
        counted = (job.reports, job.claims, job.words, len(job.problems))
        return Done(partition.number, *counted, spent, memory(), os.getpid())

    def write(self, partition: Partition, settings: Settings, careful: bool) -> Job:
        job = Job()
        found = self.reports(partition, settings, job, careful)
        layers = cast(Literal["all", "claims"], settings.layers)
        read_all = one_by_one(found, self.tools, layers, job) if careful else read(found, self.tools, layers)
        with whole(self.folder.claims(partition)) as file:
            readings.write((job.count(reading) for reading in read_all), file, settings.reader)
            with whole(self.folder.problems(partition)) as aside:
                write_problems(job.problems, aside)
        return job

    def reports(self, partition: Partition, settings: Settings, job: Job, careful: bool) -> Iterator[Report]:
        published = datetime.fromisoformat(settings.published) if settings.published else None
        assumed = Assumed(published, settings.outlet, None, dict(settings.columns), self.now)
        for piece in partition.pieces:
            source = piece.input.source
            try:
                for item in items(piece, settings.format, assumed):
                    if isinstance(item, Problem):
                        job.note(item, source)
                    else:
                        yield item
            except InputError as error:
                job.note(Problem(str(error).removeprefix(f"{source} "), "", error.remedy), source)
            except Exception as error:
                if not careful:
                    raise
                job.note(Problem(NOT_READ.format(named(error)), "", TELL), source)


def items(piece: Piece, chosen: str | None, assumed: Assumed) -> Iterator[Report | Problem]:
    one = piece.input
    origin = Origin(one.source, one.digest)
    return read_slice(Path(one.path), piece.slice, one.format, assumed, origin, chosen)


def one_by_one(
    reports: Iterator[Report], tools: Tools, layers: Literal["all", "claims"], job: Job
) -> Iterator[Reading]:
    for report in reports:
        try:
            yield from list(read([report], tools, layers))
        except Exception as error:
            source = report.origin.source if report.origin else ""
            job.note(Problem(NOT_READ.format(named(error)), "", TELL), source, report.id)


def named(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:200]


def memory() -> int:
    """The most memory that this process has held, in bytes; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
