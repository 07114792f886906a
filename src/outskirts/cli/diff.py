"""``outskirts diff``: what did the record say of a day then, what does it say now, and which claims changed that?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from outskirts.cli import options
from outskirts.cli.showing import json_text
from outskirts.cli.state import State, pass_state

if TYPE_CHECKING:
    from outskirts.query.changes import Change
    from outskirts.query.record import Record
    from outskirts.vocabulary import Stretch


@click.command("diff")
@click.option("--on", type=options.DAY, metavar="DAY", required=True, help="The day that is asked about.")
@click.option(
    "--known-at",
    "moments",
    type=options.END,
    metavar="TIME",
    multiple=True,
    required=True,
    help="Given twice: as known then, and as known later; given once: as known then, and now.",
)
@options.conflict
@options.as_json
@pass_state
def command(state: State, on: date, moments: tuple[datetime, ...], conflict: str | None, as_json: bool) -> int:
    """Where the record now says of DAY what it did not say then, place by place, with the claims that made the
    difference.

    \b
    Examples:
      outskirts diff --on 2024-10-08 --known-at 2024-10-08
      outskirts diff --on 2024-10-08 --known-at 2024-10-08 --known-at 2024-12-31 --json
    """
    if len(moments) > 2:
        raise click.UsageError("give --known-at once or twice")
    from outskirts.query.changes import changes
    from outskirts.query.record import Record, choose, opened

    first, second = (*sorted(moments), None)[:2]
    now = choose(opened(state.ledger, state.conflicts, second), conflict, state.conflicts)
    held = opened(state.ledger, state.conflicts, first)
    then = held.get(now.conflict.id) or Record(now.conflict, (), (), first)
    found = changes(then, now, on)
    if as_json:
        click.echo(json_text([row(one) for one in found]))
    else:
        show(state, now, found, on)
    return state.exit_code()


def row(one: Change) -> dict[str, Any]:
    from outskirts.publish.exports.geojson import named

    return {
        **named(one.place),
        "then": {"status": one.then.holder, "probability": round(one.then.p, 4)} if one.then else None,
        "now": {"status": one.now.holder, "probability": round(one.now.p, 4)},
        "claims": list(one.claims),
    }


def show(state: State, now: Record, found: Sequence[Change], on: date) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from outskirts.publish import wording
    from outskirts.publish.cite import short
    from outskirts.publish.status_text import sentence, source
    from outskirts.publish.terminal import holder_style, plain

    def said(stretch: Stretch | None) -> Text:
        if stretch is None:
            return Text("nothing was said of it", style="dim")
        return Text(wording.holder(stretch.holder, now.sides), style=holder_style(stretch.holder, now.sides))

    print_ = state.out.print
    print_(
        Text(f"{len(found)} place{'' if len(found) == 1 else 's'} on {wording.day(on)} told of otherwise", style="dim")
    )
    for one in found:
        print_(Text.assemble("\n", plain(one.place.name, "bold"), ": ", said(one.then), " → ", said(one.now)))
        for id_ in one.claims:
            print_(Padding(Text.assemble((short(id_), "cyan"), "  ", source(now.cited[id_])), (0, 0, 0, 2)))
            print_(Padding(sentence(now.cited[id_]), (0, 0, 0, 4)))
