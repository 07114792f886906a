"""``outskirts disputes``: who contradicts whom about who holds a place, since when, and how was it settled?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from outskirts.cli import options
from outskirts.cli.showing import json_text
from outskirts.cli.state import State, pass_state

if TYPE_CHECKING:
    from rich.table import Table

    from outskirts.query.record import Record
    from outskirts.vocabulary import Dispute


@click.command("disputes")
@click.option("--place", metavar="PLACE", help="One place only.")
@click.option("--since", type=options.DAY, metavar="DAY", help="Only what was disputed on that day or later.")
@click.option("--until", type=options.DAY, metavar="DAY", help="Only what was disputed on that day or earlier.")
@options.known_at
@options.conflict
@options.as_json
@pass_state
def command(
    state: State,
    place: str | None,
    since: date | None,
    until: date | None,
    known_at: datetime | None,
    conflict: str | None,
    as_json: bool,
) -> int:
    """Places that one side says it holds and another denies: who says what against whom, since when, and how it ended.

    \b
    Examples:
      outskirts disputes
      outskirts disputes --place Toretsk
      outskirts disputes --since 2025-01-01 --until 2025-02-28 --json
    """
    options.in_order(since, until)
    from outskirts.query.disputed import disputed, fits
    from outskirts.query.record import choose, opened

    record = choose(opened(state.ledger, state.conflicts, known_at), conflict, state.conflicts)
    names = named(state, place)
    found = [d for d in disputed(record) if fits(d, since, until) and (names is None or d.place.id in names)]
    if as_json:
        click.echo(json_text([row(one) for one in found]))
    elif found:
        state.out.print(table(found, record))
    else:
        click.echo(f"no side denies what another claims to hold ({record.conflict.name})")
    return state.exit_code()


def named(state: State, place: str | None) -> tuple[str, ...] | None:
    if place is None:
        return None
    from outskirts.query.naming import find

    return state.ids_of(find(state, place).place)


def row(one: Dispute) -> dict[str, Any]:
    from outskirts.publish.exports.geojson import named as of_place

    return {
        **of_place(one.place),
        "holder": one.holder,
        "claimed_by": list(one.claimed_by),
        "denied_by": list(one.denied_by),
        "since": one.since.isoformat(),
        "settled": one.settled or None,
        "settled_on": one.settled_on.isoformat() if one.settled_on else None,
        "claims": list(one.claim_ids),
    }


def table(found: Sequence[Dispute], record: Record) -> Table:
    from rich import box
    from rich.table import Table

    from outskirts.publish import wording
    from outskirts.publish.cite import short
    from outskirts.publish.terminal import plain

    drawn = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for name in ("Place", "Since", "Said to be", "By", "Denied by", "Settled", "Claims"):
        drawn.add_column(name, overflow="fold")
    for one in found:
        when = f"{wording.day(one.settled_on)}: {one.settled}" if one.settled_on else "open"
        drawn.add_row(
            plain(one.place.name, "bold"),
            wording.day(one.since),
            wording.holder(one.holder, record.sides),
            plain(", ".join(one.claimed_by)),
            plain(", ".join(one.denied_by)),
            plain(when),
            " ".join(short(id_) for id_ in one.claim_ids[:2]),
        )
    return drawn
