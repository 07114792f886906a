"""``outskirts read``: reports to claims."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TextIO

import click

from outskirts.cli import options
from outskirts.cli.extracting import By, extracting, readings
from outskirts.cli.reading import Wanted, inputs, reports
from outskirts.cli.state import State, pass_state
from outskirts.vocabulary import Reading


@click.command("read")
@inputs
@click.option(
    "--format",
    "to",
    type=click.Choice(["table", "jsonl", "csv"]),
    default="table",
    show_default=True,
    help="A table for people; a line of JSON a report, or a row of CSV a claim, for machines.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format jsonl.")
@extracting
@click.option("--ids", is_flag=True, help="The ids of claims in the table, to ask for with trail.")
@options.output
@pass_state
def command(
    state: State,
    sources: tuple[str, ...],
    form: str | None,
    published: datetime | None,
    outlet: str,
    columns: tuple[str, ...],
    to: str,
    as_json: bool,
    ids: bool,
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

    \b
    A line of JSONL input is {"id", "published", "text"} and, if known, "outlet", "title", "url".
    How it is put:  ● says so   ✕ denies   ◐ maybe   ○ planned   ◇ if   ⊘ tried and failed
    """
    found = reports(state, Wanted(sources, form, published, outlet, columns))
    extractor = by.extractor(state)
    with options.writing(output) as file:
        read = readings(state, extractor, found)
        if as_json or to == "jsonl":
            lines(read, file)
        elif to == "csv":
            rows(read, file)
        else:
            tables(state, read, file, output is not None, ids)
    return state.exit_code()


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
