"""Which reports are meant by the files on the command line? Shared by ``read`` and ``add``: bad ones are said, the rest
goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

import click

from outskirts.cli import options
from outskirts.cli.state import State
from outskirts.errors import InputError
from outskirts.vocabulary import Problem, Reading, Report

Command = TypeVar("Command", bound=Callable[..., Any])
# Those of outskirts.acquire, named here so that --help need not load it.
FORMATS = ("text", "markdown", "html", "jsonl", "json")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What stands on the command line: files, folders or ``-``, and what to assume of them."""

    sources: Sequence[str]
    format: str | None
    published: datetime | None
    outlet: str


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
        click.option("--input", "form", type=click.Choice(FORMATS), help="By name and first bytes without it."),
        click.argument("sources", metavar="FILE...", nargs=-1, required=True),
    ):
        command = add(command)
    return command


def reports(state: State, wanted: Wanted) -> Iterator[Report]:
    """The reports of every source, one after another. A source that cannot be read is said and passed over; raises
    InputError where that leaves none at all."""
    from outskirts.acquire.source import read_reports

    count = 0
    failed: InputError | None = None
    for source in wanted.sources:
        try:
            for item in read_reports(source, format=wanted.format, published=wanted.published, outlet=wanted.outlet):
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


def said(state: State, reading: Reading) -> Reading:
    """The reading; its problems are said."""
    for problem in reading.problems:
        state.report(problem)
    return reading
