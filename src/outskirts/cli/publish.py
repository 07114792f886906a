"""``outskirts publish``: a snapshot of the ledger as a folder of files for any web host."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from outskirts.cli import options
from outskirts.cli.serve import desk
from outskirts.cli.state import State, pass_state

APP = "app/index.html"


@click.command("publish")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--since", type=options.DAY, metavar="DAY", help="First day; for the brief a week before the last.")
@click.option("--until", type=options.DAY, metavar="DAY", help="Last day, also that of the map.")
@options.known_at
@click.option("--conflict", metavar="ID", help="One war only; all of them without it.")
@click.option("--app/--no-app", default=True, show_default=True, help="The web app too, with the texts of the reports.")
@pass_state
def command(
    state: State,
    folder: Path,
    since: date | None,
    until: date | None,
    known_at: datetime | None,
    conflict: str | None,
    app: bool,
) -> int:
    """A snapshot in FOLDER for any web host: for each war the brief, the map and every format of export, the web app
    with all that it shows, and a page that leads to them. A server that hands out files is enough. The app holds the
    reports whole: publish only texts that you may, or leave it out with --no-app.

    \b
    Examples:
      outskirts publish site
      outskirts publish site --conflict sudan --since 2025-01-01
      outskirts publish site --known-at 2024-10-08      as it would have been then
    """
    from outskirts.publish.exports.material import Selection
    from outskirts.query.snapshot import write
    from outskirts.serve import snapshot

    options.in_order(since, until)
    built = app and snapshot.is_built()
    with state.progress() as progress:
        wars = write(
            state, folder, Selection(conflict, since, until, known_at=known_at), progress, APP if built else None
        )
        if built:
            progress("writing the web app", 0.0)
            site = snapshot.write(desk(state), (folder / APP).parent, wars[0].id if conflict else None, known_at)
    files = sum(len(war.files) + 1 + (war.map is not None) for war in wars)
    click.echo(f"{folder / 'index.html'}: {len(wars)} wars, {files} files")
    if built:
        click.echo(f"{folder / APP}: the web app, {site.files} answers")
        for left in site.left_out:
            click.echo(f"left out of the web app: {left}", err=True)
    elif app:
        click.echo("the web app has not been built in this checkout, and is left out", err=True)
    return state.exit_code()
