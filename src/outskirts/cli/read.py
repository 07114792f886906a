"""``outskirts read``: reports to claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TextIO

import click

from outskirts.cli import options
from outskirts.cli.extracting import By, extracting, readings
from outskirts.cli.reading import Wanted, inputs, reports, split, stored
from outskirts.cli.state import State, pass_state
from outskirts.vocabulary import Reading

if TYPE_CHECKING:
    from outskirts.extract.protocol import Extractor


@click.command("read")
@inputs
@click.option(
    "--format",
    "to",
    type=click.Choice(["table", "jsonl", "csv", "parquet"]),
    help="A table for people (the default); for machines a line of JSON a report, a row of CSV a claim, or Parquet.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format jsonl.")
@extracting
@click.option("--ids", is_flag=True, help="The ids of claims in the table, to ask for with trail.")
@options.layers
@click.option(
    "--engine",
    type=click.Choice(["plain", "daft"]),
    default="plain",
    show_default=True,
    help="daft: a corpus, over all cores or a cluster, to a folder (-o) of Parquet; goes on where it was stopped.",
)
@click.option("--ray", metavar="ADDRESS", help="With daft: on the Ray cluster there; local starts one here.")
@click.option("--workers", type=click.IntRange(1), help="With daft: how many processes; all cores without it.")
@click.option("--part", type=click.FloatRange(0.001), default=4.0, show_default=True, metavar="MB",
              help="With daft: how much one process reads in one go.")  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="PATH",
              help="File to write, with daft a folder; standard output without it.")  # fmt: skip
@pass_state
def command(
    state: State,
    sources: tuple[str, ...],
    form: str | None,
    published: datetime | None,
    outlet: str,
    columns: tuple[str, ...],
    to: str | None,
    as_json: bool,
    ids: bool,
    layers: Literal["all", "claims"],
    engine: str,
    ray: str | None,
    workers: int | None,
    part: float,
    output: Path | None,
    by: By,
) -> int:
    """Who says that what happened, where and when: the claims of reports.

    FILE is a file, a folder of them, a web address, or - for standard input: text, Markdown, HTML, JSON lines, RSS and
    Atom, Telegram exports, ninjs, NewsML-G2, GDELT lists, WARC, WACZ, e-mail, PDF, DOCX, CSV, Parquet. Nothing is kept;
    to keep it, use add. Problems go to standard error.

    \b
    Examples:
      outskirts read report.txt --published 2024-10-08 --outlet "Example Wire"
      cat report.txt | outskirts read - --published 2024-10-08
      outskirts read --input jsonl --format jsonl reports.jsonl > claims.jsonl
      outskirts read folder/ --format csv -o claims.csv
      outskirts read table.csv --map text=body --map published=day
      outskirts read report.txt --extractor lm --model NAME --endpoint http://localhost:11434/v1
      outskirts read reports.jsonl --format parquet -o claims.parquet
      outskirts read archive/ --engine daft -o corpus/
      outskirts read archive/ --engine daft --ray 10.0.0.5:6379 -o /shared/corpus/

    \b
    A line of JSONL input is {"id", "published", "text"} and, if known, "outlet", "title", "url".
    How it is put:  ● says so   ✕ denies   ◐ maybe   ○ planned   ◇ if   ⊘ tried and failed
    """
    wanted = Wanted(sources, form, published, outlet, columns)
    extractor = by.extractor(state, layers)
    state.reader = extractor.reader
    if engine == "daft":
        from outskirts.cli import corpus

        if by != By():
            raise click.UsageError("--engine daft reads by rules; leave --extractor out")
        folder = corpus.folder_of(output, to)
        return corpus.read(state, wanted, corpus.Corpus(folder, ray, workers, part, layers, as_json))
    if ray is not None or workers is not None:
        raise click.UsageError("--ray and --workers go with --engine daft")
    if output is not None and output.is_dir():
        raise click.UsageError(f"{output} is a folder; name a file, or read with --engine daft")
    found = all_of(state, wanted, extractor)
    written(state, found, "jsonl" if as_json and to != "parquet" else to or "table", output, ids)
    return state.exit_code()


def written(state: State, found: Iterable[Reading], to: str, output: Path | None, ids: bool) -> None:
    """Readings in a form, to a file or to standard output."""
    if to == "parquet":
        return parquet(state, found, output)
    with options.writing(output) as file:
        if to == "jsonl":
            return lines(found, file)
        if to == "csv":
            return rows(found, file)
        return tables(state, found, file, output is not None, ids)


def all_of(state: State, wanted: Wanted, extractor: Extractor) -> Iterator[Reading]:
    """Of reports, as they are read; of files of claims, as they stand there."""
    for held, sources in split(wanted.sources, wanted.format):
        if held is not None:
            yield from stored(state, held, sources[0])
        else:
            yield from readings(state, extractor, reports(state, replace(wanted, sources=sources)))


def parquet(state: State, found: Iterable[Reading], output: Path | None) -> None:
    from outskirts.publish.readings import write

    if output is None:
        raise click.UsageError("--format parquet writes a file: name it with -o FILE")
    with options.whole(output) as part, part.open("wb") as file:
        write(found, file, state.reader)


def lines(readings: Iterable[Reading], file: TextIO) -> None:
    from outskirts.publish import wire

    for reading in readings:
        file.write(wire.line(reading) + "\n")


def rows(readings: Iterable[Reading], file: TextIO) -> None:
    from outskirts.publish.cite import from_reading
    from outskirts.publish.exports import tables

    tables.write((one for reading in readings for one in from_reading(reading)), tables.CLAIMS, file)


def tables(state: State, readings: Iterable[Reading], file: TextIO, to_file: bool, ids: bool) -> None:
    from rich.console import Console

    from outskirts.publish.terminal import reading as drawn

    out = Console(file=file, width=120) if to_file else state.out
    for reading in readings:
        out.print(drawn(reading, state.sides, ids))
        out.print()
