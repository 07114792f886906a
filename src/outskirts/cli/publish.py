"""``outskirts publish``: a snapshot of the ledger as a folder of files for any web host."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from outskirts.cli import options
from outskirts.cli.state import State, pass_state


@click.command("publish")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--since", type=options.DAY, metavar="DAY", help="First day; for the brief a week before the last.")
@click.option("--until", type=options.DAY, metavar="DAY", help="Last day, also that of the map.")
@options.known_at
@click.option("--conflict", metavar="ID", help="One war only; all of them without it.")
@pass_state
def command(
    state: State,
    folder: Path,
    since: date | None,
    until: date | None,
    known_at: datetime | None,
    conflict: str | None,
) -> int:
    """A snapshot in FOLDER for any web host: for each war the brief, the map and every format of export, and a page
    that leads to them. No page has a script or asks for anything; a server that hands out files is enough.

    \b
    Examples:
      outskirts publish site
      outskirts publish site --conflict sudan --since 2025-01-01
      outskirts publish site --known-at 2024-10-08      as it would have been then
    """
    from outskirts.publish.exports.material import Selection
    from outskirts.query.snapshot import write

    options.in_order(since, until)
    with state.progress() as progress:
        wars = write(state, folder, Selection(conflict, since, until, known_at=known_at), progress)
    files = sum(len(war.files) + 1 + (war.map is not None) for war in wars)
    click.echo(f"{folder / 'index.html'}: {len(wars)} wars, {files} files")
    return state.exit_code()
