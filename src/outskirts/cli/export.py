"""``outskirts export``: claims, statuses, events and changes as open data."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import click

from outskirts.cli import options
from outskirts.cli.state import State, pass_state
from outskirts.publish.exports.formats import FORMATS, Format, format_of, formats
from outskirts.publish.exports.material import Material, Selection

TABLE = "\n".join(f"      {form.name:<21}{form.what}" for form in FORMATS.values())


def show_list(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    """Prints the formats and ends the command."""
    if value:
        for form in formats().values():
            click.echo(f"{form.name:<21}{form.filename:<22}{form.what}")
        ctx.exit()


@click.command(
    "export",
    help=f"""Claims, statuses, events and changes as open data, to standard output or a file.

    \b
    Formats:
{TABLE}

    \b
    Examples:
      outskirts export --format timeline-csv > timeline.csv
      outskirts export --format status-geojson --on 2024-10-08 -o status.geojson
      outskirts export --format acled-csv --conflict sudan --since 2025-01-01 -o events.csv
      outskirts export --format gpkg --known-at 2024-10-08 -o then.gpkg
      outskirts export --format timeline-csv --rule last      "the last claim wins", to compare
    """,
)
@click.option("--format", "form", type=options.Registered(list(FORMATS), format_of), required=True, metavar="FORMAT")
@click.option("--list", is_flag=True, is_eager=True, expose_value=False, callback=show_list, help="The formats.")
@click.option("--rule", type=click.Choice(["filter", "last", "majority"]), default="filter", show_default=True)
@click.option(
    "--since", type=options.DAY, metavar="DAY", help="First day that rows speak of; that of the first word without it."
)
@click.option("--until", type=options.DAY, metavar="DAY", help="Last day that rows speak of.")
@click.option("--on", type=options.DAY, metavar="DAY", help="One day: the day of statuses, all else of that day alone.")
@click.option(
    "--nearby/--no-nearby",
    default=True,
    help="Timelines also of places that nobody speaks of, where words on places around tell of them.",
)
@click.option(
    "--least",
    type=click.FloatRange(0, 1),
    help="How likely a holder must be to be named in a timeline, UNKNOWN below it; 0.7 without it.",
)
@options.known_at
@click.option("--conflict", metavar="ID", help="One war only; all of them without it.")
@options.output
@pass_state
def command(
    state: State,
    form: str,
    rule: str,
    since: date | None,
    until: date | None,
    on: date | None,
    nearby: bool,
    least: float | None,
    known_at: datetime | None,
    conflict: str | None,
    output: Path | None,
) -> int:
    from outskirts.query.material import Asked

    options.in_order(since, until)
    chosen = format_of(form)
    asked = Asked(state, Selection(conflict, since, until, on, known_at, rule, nearby, least))
    if chosen.binary:
        write_bytes(chosen, asked, output)
    else:
        with options.writing(output) as file:
            chosen.write(asked, file)
    return state.exit_code()


def at_terminal() -> bool:
    return sys.stdout.isatty()


def write_bytes(form: Format, asked: Material, output: Path | None) -> None:
    """To the file, or to standard output where that is no terminal. Raises UsageError."""
    if output is None or str(output) == "-":
        if at_terminal():
            raise click.UsageError(f"{form.name} is not for a terminal: name a file with -o, or pipe it on")
        form.write(asked, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    with options.whole(output) as part, part.open("wb") as file:
        form.write(asked, file)
