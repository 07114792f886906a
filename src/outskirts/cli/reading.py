"""Which reports are meant by the files on the command line? Shared by ``read`` and ``add``: bad ones are said, the rest
goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from outskirts.cli import options
from outskirts.cli.state import State
from outskirts.errors import InputError
from outskirts.vocabulary import Problem, Reading, Report

if TYPE_CHECKING:
    from outskirts.acquire.custody import Keeper
    from outskirts.corpora.folder import Held

Command = TypeVar("Command", bound=Callable[..., Any])
# Those of outskirts.acquire, named here so that --help need not load it.
FORMATS = (
    "text", "markdown", "html", "jsonl", "json", "feed", "telegram", "ninjs", "newsml", "gdelt", "gkg", "warc", "wacz",
    "eml", "pdf", "docx", "csv", "tsv", "parquet",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """What stands on the command line: files, folders or ``-``, and what to assume of them."""

    sources: Sequence[str]
    format: str | None
    published: datetime | None
    outlet: str
    columns: tuple[str, ...] = ()
    keep: Path | None = None


def inputs(command: Command) -> Command:
    """The arguments and options that name reports."""
    for add in (
        click.option("--outlet", metavar="NAME", default="", help="Who published it, where the file does not say."),
        click.option(
            "--published",
            type=options.BEGIN,
            metavar="TIME",
            help="When it appeared, where the file does not say.",
        ),
        click.option(
            "--map",
            "columns",
            multiple=True,
            metavar="FIELD=COLUMN",
            help="Of a table: which column is the text, the date, the outlet, the title, the address.",
        ),
        click.option(
            "--input", "form", type=options.Registered(FORMATS, registered), help="By name and first bytes without it."
        ),
        click.argument("sources", metavar="FILE...", nargs=-1, required=True),
    ):
        command = add(command)
    return command


def registered(name: str) -> None:
    """Raises OutskirtsError where no package registers a format of that name."""
    from outskirts.acquire.registered import named

    named(name)


def reports(state: State, wanted: Wanted) -> Iterator[Report]:
    """The reports of every source, one after another. A source that cannot be read is said and passed over; raises
    InputError where that leaves none at all."""
    from outskirts.acquire.source import read_reports

    count = 0
    failed: InputError | None = None
    now = datetime.now(UTC)
    columns, keeper = columns_of(wanted.columns), keeper_of(wanted.keep, now)
    for source in wanted.sources:
        try:
            for item in read_reports(
                source,
                format=wanted.format,
                published=wanted.published,
                outlet=wanted.outlet,
                columns=columns,
                now=now,
                keeper=keeper,
            ):
                if isinstance(item, Problem):
                    state.report(item)
                else:
                    count += 1
                    yield item
        except InputError as error:
            failed = failed or error
            if len(wanted.sources) > 1:
                state.report(Problem(str(error), remedy=error.remedy))
    if not count:
        raise failed or InputError("nothing could be read", "see the problems above")


def split(sources: Sequence[str], form: str | None) -> Iterator[tuple[Held | None, tuple[str, ...]]]:
    """The sources in order: runs of those that hold reports, and one by one those that hold claims already."""
    from outskirts.corpora.folder import held

    run: list[str] = []
    for source in sources:
        found = held(source) if form in (None, "parquet") else None
        if found is None:
            run.append(source)
            continue
        if run:
            yield None, tuple(run)
            run = []
        yield found, (source,)
    if run:
        yield None, tuple(run)


def stored(state: State, found: Held, source: str) -> Iterator[Reading]:
    """The readings that files of claims hold. Files that cannot be read are problems, and the rest goes on."""
    from outskirts.publish import readings

    if found.lacking:
        what = f"{found.lacking:,} of {found.lacking + len(found.files):,} partitions are not read yet"
        state.report(Problem(what, source, "go on with outskirts read --engine daft"))
    for path in found.files:
        try:
            yield from readings.read(path)
        except InputError as error:
            state.report(Problem(str(error), remedy=error.remedy))


def columns_of(given: Sequence[str]) -> dict[str, str]:
    """``("text=body",)`` as a mapping. Raises UsageError."""
    found = {}
    for pair in given:
        field, sign, column = pair.partition("=")
        if not sign or not column:
            raise click.UsageError(f"--map {pair}: write FIELD=COLUMN, such as --map text=body")
        found[field.strip()] = column.strip()
    return found


def keeper_of(folder: Path | None, at: datetime) -> Keeper | None:
    """Whoever is logged in takes the bytes, and is named in the line of custody."""
    if folder is None:
        return None
    from getpass import getuser

    from outskirts.acquire.custody import Keeper

    return Keeper(folder, getuser(), at)
