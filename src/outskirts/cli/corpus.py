"""``outskirts read --engine daft``: a corpus to claims in Parquet, a partition at a time."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NoReturn

import click

from outskirts.cli.reading import Wanted, columns_of
from outskirts.cli.state import State
from outskirts.vocabulary import Problem

if TYPE_CHECKING:
    from outskirts.corpora.folder import Folder
    from outskirts.corpora.plan import Plan
    from outskirts.corpora.work import Done

STOPPED = 130
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Corpus:
    """What stands on the command line beside the inputs: the folder to write, where to read and how."""

    folder: Path
    ray: str | None
    workers: int | None
    megabytes: float
    layers: Literal["all", "claims"]
    as_json: bool


def folder_of(output: Path | None, to: str | None) -> Path:
    """The folder to write. Raises UsageError where none is named, or another form than Parquet is."""
    if output is None or to not in (None, "parquet"):
        raise click.UsageError("--engine daft writes Parquet into a folder: name it with -o FOLDER")
    return output


def read(state: State, wanted: Wanted, corpus: Corpus) -> int:
    from outskirts.corpora.folder import Folder
    from outskirts.corpora.run import Where, read_all

    folder = Folder(corpus.folder)
    plan = planned(state, wanted, corpus, folder)
    _ = state.gazetteer  # built here, once, rather than by every worker
    before = sum(map(folder.done, plan.partitions))
    done: list[Done] = []
    stopped = False
    where = Where(corpus.ray, corpus.workers)
    with showing(state, len(plan.partitions), before) as show:
        try:
            for one in read_all(plan, folder, state.config.home, datetime.now(UTC), where):
                done.append(one)
                show(done)
        except KeyboardInterrupt:
            stopped = True
    tell(corpus, plan, before, done, folder.count_problems(plan), stopped)
    if stopped:
        leave()
    return 1 if state.problems or folder.count_problems(plan) else 0


def planned(state: State, wanted: Wanted, corpus: Corpus, folder: Folder) -> Plan:
    """Which partitions there are, written into the manifest. Raises InputError."""
    from outskirts.corpora.folder import FRESH
    from outskirts.corpora.plan import Settings, files, plan
    from outskirts.errors import InputError

    published = wanted.published.isoformat() if wanted.published else None
    columns = tuple(sorted(columns_of(wanted.columns).items()))
    settings = Settings(state.reader, corpus.layers, wanted.format, published, wanted.outlet, columns)
    last = folder.last()
    if last and last.settings != settings:
        differ = [name for name, value in asdict(settings).items() if value != asdict(last.settings)[name]]
        raise InputError(f"{folder.path} was begun with another {', '.join(differ)}", FRESH)
    found: list[tuple[str, Path]] = []
    for item in files(wanted.sources, wanted.format):
        if isinstance(item, Problem):
            state.report(item)
        else:
            found.append(item)
    with state.progress() as progress:
        made, changes = plan(found, settings, last, round(corpus.megabytes * MEGABYTE), progress)
    stale = folder.begin(made)
    if changes:
        click.echo(f"inputs since the last run: {changes}; {stale:,} partitions are read anew", err=True)
    return made


def leave() -> NoReturn:
    """End here and now: Daft cannot be called off, and an orderly end would wait for what it has begun. Its workers see
    that the run is gone, and go as well; what they had half written stands under no name."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(STOPPED)


@contextmanager
def showing(state: State, partitions: int, before: int) -> Iterator[Callable[[Sequence[Done]], None]]:
    """How many partitions are done, and how fast; needs a terminal."""
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("{task.description}"), BarColumn(20), MofNCompleteColumn(), TimeElapsedColumn(),
               TimeRemainingColumn())  # fmt: skip
    with Progress(*columns, console=state.err, transient=True, disable=not state.err.is_terminal) as bar:
        task = bar.add_task("starting the workers", total=partitions, completed=before)

        def show(done: Sequence[Done]) -> None:
            reports, claims = sum(one.reports for one in done), sum(one.claims for one in done)
            bar.update(task, completed=before + len(done), description=f"{reports:,} reports, {claims:,} claims")

        yield show


def tell(corpus: Corpus, plan: Plan, before: int, done: Sequence[Done], problems: int, stopped: bool) -> None:
    reports, claims = sum(one.reports for one in done), sum(one.claims for one in done)
    if corpus.as_json:
        from outskirts.cli.showing import json_text

        # fmt: off
        told = {"folder": str(corpus.folder), "partitions": len(plan.partitions), "known": before, "read": len(done),
                "reports": reports, "claims": claims, "problems": problems, "stopped": stopped,
                "workers": sorted({one.worker for one in done}), "seconds": round(sum(o.seconds for o in done), 3),
                "memory": max((one.memory for one in done), default=0), "words": sum(o.words for o in done)}
        # fmt: on
        click.echo(json_text(told))
    else:
        known = f", {before:,} were there already" if before else ""
        click.echo(
            f"{len(done):,} of {len(plan.partitions):,} partitions read{known}: {reports:,} reports, {claims:,} claims "
            f"in {corpus.folder}"
        )
    if problems:
        click.echo(f"problems with the inputs: {problems:,}, listed in {corpus.folder / 'problems'}", err=True)
    if stopped:
        click.echo("stopped; what is counted here is kept, and the same command goes on from there", err=True)
