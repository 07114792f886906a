"""``outskirts review queue``: the claims upon which a verdict would move a status most, one after another."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from outskirts.cli import options
from outskirts.cli.state import State, pass_state

if TYPE_CHECKING:
    from outskirts.query.due import Due, Wanted

LIMIT = 20


@click.command("queue")
@click.option("--by", envvar="OUTSKIRTS_REVIEWER", metavar="NAME", help="Who reviews; asked for at the terminal.")
@click.option("--conflict", metavar="ID", help="Of one war only.")
@click.option("--place", metavar="NAME|ID", help="On one place only.")
@click.option("--limit", type=click.IntRange(1), default=LIMIT, show_default=True, help="How many claims.")
@click.option(
    "--blind", is_flag=True, help="Claims as they were read, whatever others made of them; verdicts are kept aside."
)
@click.option("--list", "as_list", is_flag=True, help="Only list them.")
@options.as_json
@pass_state
def command(
    state: State,
    by: str | None,
    conflict: str | None,
    place: str | None,
    limit: int,
    blind: bool,
    as_list: bool,
    as_json: bool,
) -> int:
    """The claims that most need a look: those that nobody has judged, first those upon which a verdict would move the
    status of their place most (on the day that they speak of, or the last). A key is a verdict and is kept at once; who
    comes back goes on where they stopped. Without a terminal, or with --list or --json, they are listed.

    With --blind each reviewer judges the claims as they were read and sees nothing of what others made of them. Such
    verdicts are kept aside: they change no answer, and `outskirts review agreement` compares them.
    """
    from outskirts.query.due import Wanted, due
    from outskirts.query.naming import find

    sitting = not (as_list or as_json) and at_terminal()
    if by is None and sitting:
        by = click.prompt("Your name (it is kept in the trail)")
    if blind and not by:
        raise click.UsageError("--blind needs a name: --by NAME")
    war = next((c for c in state.conflicts if c.id == conflict), None)
    if conflict is not None and war is None:
        from outskirts.errors import NotKnown

        raise NotKnown(f"no conflict {conflict!r}", f"known are: {', '.join(c.id for c in state.conflicts)}")
    here = find(state, place).place if place is not None else None
    wanted = Wanted(by or "", war, here, limit, blind)
    found = due(state, wanted)
    if sitting and found:
        return sit(state, wanted, found)
    from outskirts.cli.review.showing import listed, row

    if as_json:
        from outskirts.cli.showing import json_text

        click.echo(json_text([row(one) for one in found]))
    else:
        for one in found:
            state.out.print(listed(one), soft_wrap=True)
        if not found:
            click.echo("no claim on control awaits a verdict")
    return state.exit_code()


def at_terminal() -> bool:
    return sys.stdin.isatty()


def sit(state: State, wanted: Wanted, found: list[Due]) -> int:
    """A sitting at the terminal."""
    from outskirts.cli.review.session import Sitting

    def ask(question: str) -> str:
        return str(click.prompt(f"  {question}", default="", show_default=False)).strip()

    sitting = Sitting(state, wanted, found, click.getchar, ask)
    try:
        sitting.run()
    finally:
        n = len(sitting.made)
        click.echo(f"{n} decision{'' if n == 1 else 's'} kept")
    return state.exit_code()
