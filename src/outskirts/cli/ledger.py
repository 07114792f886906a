"""``outskirts ledger``: what a ledger holds, and a copy of it in another place."""

from __future__ import annotations

from dataclasses import asdict

import click

from outskirts.cli import options
from outskirts.cli.state import State, pass_state


@click.group("ledger")
def command() -> None:
    """What the ledger holds; copy it, to a file or a server and back.

    \b
    Examples:
      outskirts ledger info
      outskirts ledger copy ledger.sqlite postgresql://localhost/outskirts
    """


@command.command("info")
@options.as_json
@pass_state
def info(state: State, as_json: bool) -> int:
    """Where the ledger is, and how much it holds."""
    from outskirts.cli.showing import json_text

    counts = asdict(state.ledger.counts())
    if as_json:
        click.echo(json_text({"ledger": state.ledger.name, **counts}))
        return state.exit_code()
    click.echo(state.ledger.name)
    for name, number in counts.items():
        click.echo(f"  {number:>12,} {name}")
    return state.exit_code()


@command.command("copy")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@pass_state
def copy(state: State, source: str, target: str) -> int:
    """All of one ledger into another, which has to be empty: reports, claims, decisions, with their numbers and times.

    FROM and TO are paths or URLs of PostgreSQL. A copy that is stopped leaves nothing behind.

    \b
    Examples:
      outskirts ledger copy ledger.sqlite postgresql://localhost/outskirts
      outskirts ledger copy postgresql://localhost/outskirts backup.sqlite
    """
    from outskirts.ledger import Ledger
    from outskirts.ledger.copying import copy as copied

    with Ledger.open(source, create=False) as old, Ledger.open(target) as new, state.progress() as progress:
        rows = copied(old, new, progress)
    listed = ", ".join(f"{number:,} {table}" for table, number in rows.items() if number)
    click.echo(f"copied to {new.name}: {listed or 'nothing, since it is empty'}")
    return state.exit_code()
