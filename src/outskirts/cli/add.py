"""``outskirts add``: read reports and keep them in the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, islice
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Literal, TypeVar

import click

from outskirts.cli import options
from outskirts.cli.extracting import By, extracting, readings
from outskirts.cli.reading import Wanted, inputs, reports, split, stored
from outskirts.cli.state import State, pass_state

if TYPE_CHECKING:
    from outskirts.extract.protocol import Extractor
    from outskirts.ledger.ingest import Tally
    from outskirts.vocabulary import Reading, Report

Item = TypeVar("Item")
BATCH = 50  # reports asked for in the ledger at once
STOPPED = 130


@click.command("add")
@inputs
@click.option("--keep", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER",
              help="Keep the original bytes there, under their SHA-256, each with a line of custody.")  # fmt: skip
@click.option("--again", is_flag=True, help="Read reports that are there already anew; the old reading is kept, below.")
@options.layers
@extracting
@options.as_json
@pass_state
def command(
    state: State,
    sources: tuple[str, ...],
    form: str | None,
    published: datetime | None,
    outlet: str,
    columns: tuple[str, ...],
    keep: Path | None,
    again: bool,
    layers: Literal["all", "claims"],
    as_json: bool,
    by: By,
) -> int:
    """Read reports and keep them, with their claims, in the ledger.

    A report that is there already changes nothing and is not read again, so that a long run that was stopped goes on
    where it was. Nothing is ever overwritten: a changed text is a later version of its report. Claims that read has
    written as Parquet, one file or the folder of a run with --engine daft, are taken as they are.

    \b
    Examples:
      outskirts add report.txt --published 2024-10-08 --outlet "Example Wire"
      outskirts add --input jsonl reports.jsonl
      outskirts --ledger sudan.sqlite add folder/
      outskirts add https://news.example/feed.xml result.json pages.warc.gz
      outskirts add table.csv --map text=body --map published=day
      outskirts add --layers claims archive/
      outskirts add --extractor lm --settings lm.toml --again reports.jsonl
      outskirts add claims.parquet corpus/
    """
    from outskirts.ledger import Outcome
    from outskirts.ledger.ingest import ingest

    extractor = by.extractor(state, layers)
    state.reader = extractor.reader
    found = New(state, Wanted(sources, form, published, outlet, columns, keep), extractor, again)
    with counting(state) as show:
        tally = ingest(state.own_ledger, found.readings(), progress=lambda done: show(done, found.known), again=again)
    tally.outcomes[Outcome.KNOWN] += found.known
    if tally.stored and not tally.interrupted:
        from outskirts.query.teaching import keep_up

        keep_up(state)
    summary(state, tally, as_json)
    return STOPPED if tally.interrupted else state.exit_code()


@dataclass
class New:
    """Reads only what the ledger does not hold yet; ``known`` counts what was passed over so."""

    state: State
    wanted: Wanted
    extractor: Extractor
    again: bool
    known: int = 0

    def readings(self) -> Iterator[Reading]:
        for held, sources in split(self.wanted.sources, self.wanted.format):
            if held is not None:
                found = stored(self.state, held, sources[0])
                yield from self.unknown(found, lambda reading: reading.report)
            else:
                yield from self.read(reports(self.state, replace(self.wanted, sources=sources)))

    def read(self, found: Iterator[Report]) -> Iterator[Reading]:
        some = self.unknown(found, lambda report: report)
        first = next(some, None)
        # The parser takes a second to load, and is not needed where nothing is new.
        if first is not None:
            yield from readings(self.state, self.extractor, chain([first], some))

    def unknown(self, found: Iterator[Item], report: Callable[[Item], Report]) -> Iterator[Item]:
        """Of reports, or of readings of reports, those that are new."""
        from outskirts.ledger import version_id

        while some := list(islice(found, BATCH)):
            versions = [version_id(report(one)) for one in some]
            held = set() if self.again else self.state.own_ledger.known(versions)
            self.known += sum(version in held for version in versions)
            yield from (one for one, version in zip(some, versions, strict=True) if version not in held)


@contextmanager
def counting(state: State) -> Iterator[Callable[[Tally, int], None]]:
    """Shows how much is done, and how fast; needs a terminal."""
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(20), TimeElapsedColumn())
    begin = monotonic()
    with Progress(*columns, console=state.err, transient=True, disable=not state.err.is_terminal) as bar:
        task = bar.add_task("reading", total=None)

        def show(done: Tally, known: int) -> None:
            pace = done.reports / max(monotonic() - begin, 0.1)
            passed = f", {known:,} known already" if known else ""
            bar.update(task, description=f"{done.reports:,} reports, {done.claims:,} claims{passed}, {pace:,.0f}/s")

        yield show


def summary(state: State, tally: Tally, as_json: bool) -> None:
    outcomes = {str(outcome): count for outcome, count in tally.outcomes.items() if count}
    if as_json:
        from outskirts.cli.showing import json_text

        told = {"ledger": state.ledger_url, "reports": outcomes, "claims": tally.claims, "stopped": tally.interrupted}
        click.echo(json_text(told))
        return
    names = {"new": "new", "changed": "changed since", "again": "read anew", "known": "known already"}
    parts = ", ".join(f"{outcomes[key]:,} {name}" for key, name in names.items() if key in outcomes)
    click.echo(f"{tally.reports:,} reports ({parts or 'none'}), {tally.claims:,} claims added to {state.ledger_url}")
    if tally.interrupted:
        click.echo("stopped; what is counted here is kept, and the same command goes on from there", err=True)
