"""Which values do options take? Days, moments, and where output goes; shared by the verbs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, TextIO, TypeVar

import click

from outskirts.errors import InputError, NotKnown, remedy_of

Command = TypeVar("Command", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A day as 2024-10-08."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a day; write it as 2024-10-08", param, ctx)


class Moment(click.ParamType[datetime]):
    """A moment as 2024-10-08T12:00Z; a day alone is its ``hour``, UTC: the first or the last."""

    name = "time"

    def __init__(self, hour: time) -> None:
        self.hour = hour

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            if len(str(value)) <= len("2024-10-08"):
                return datetime.combine(date.fromisoformat(str(value)), self.hour, UTC)
            found = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a time; write it as 2024-10-08 or 2024-10-08T12:00Z", param, ctx)
        return found if found.tzinfo else found.replace(tzinfo=UTC)


class Registered(click.Choice[str]):
    """One of the names that are listed, or of those that ``find`` finds among other packages' parts. It raises an
    OutskirtsError for a part that does not work, and one that names those that there are."""

    def __init__(self, names: Sequence[str], find: Callable[[str], Any]) -> None:
        super().__init__(names)
        self.find = find

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in self.choices:
            try:
                self.find(value)
            except (InputError, NotKnown) as error:
                self.fail(f"{error}; {error.remedy}", param, ctx)
        return str(value)


DAY, BEGIN, END = Day(), Moment(time.min), Moment(time(23, 59, 59))

known_at = click.option(
    "--known-at", type=END, metavar="TIME", help="As known then: only what was published by that day or time."
)
conflict = click.option("--conflict", metavar="ID", help="Which war; the one with most claims where none is named.")
as_json = click.option("--json", "as_json", is_flag=True, help="JSON, for machines.")
output = click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write; standard output without it."
)

layers = click.option(
    "--layers",
    type=click.Choice(["all", "claims"]),
    default="all",
    show_default=True,
    help="claims: the same claims sooner, other attributions, places and times left out.",
)
on_for_span = click.option("--on", type=DAY, metavar="DAY", help="That one day, instead of --since and --until.")


def span(since: date | None, until: date | None, on: date | None) -> tuple[date | None, date | None]:
    """First and last day asked for. Raises UsageError where they contradict one another."""
    if on is not None and (since is not None or until is not None):
        raise click.UsageError("give --on, or --since and --until")
    in_order(since, until)
    return (on, on) if on is not None else (since, until)


def in_order(since: date | None, until: date | None) -> None:
    """Raises UsageError where the first day lies after the last."""
    if since is not None and until is not None and since > until:
        raise click.UsageError(f"--since {since} lies after --until {until}")


@contextmanager
def writing(path: Path | None) -> Iterator[TextIO]:
    """Standard output, or the file, whole or not at all. Raises InputError where it cannot be written."""
    if path is None or str(path) == "-":
        yield sys.stdout
        return
    with whole(path) as part, Path.open(part, "w", encoding="utf-8", newline="") as file:
        yield file


def write_bytes(path: Path | None, content: bytes) -> None:
    """To standard output, or to the file, whole or not at all. Raises InputError where it cannot be written."""
    if path is None or str(path) == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        return
    with whole(path) as part:
        part.write_bytes(content)


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A path to write to, which becomes the file once all is written. Raises InputError where that cannot be."""
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield part
        part.replace(path)
    except OSError as error:
        remedy = remedy_of(error, "name a file in a folder that you may write to")
        raise InputError(f"{path}: {error.strerror}", remedy) from error
    finally:
        part.unlink(missing_ok=True)
