"""``outskirts events``: what happened, each happening once, however many reports tell of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from outskirts.cli import options
from outskirts.cli.state import State, pass_state
from outskirts.vocabulary import Kind

if TYPE_CHECKING:
    from rich.table import Table

    from outskirts.publish.exports.coding import Coded


@click.command("events")
@click.option("--since", type=options.DAY, metavar="DAY", help="First day; that of the first word without it.")
@click.option("--until", type=options.DAY, metavar="DAY", help="Last day.")
@click.option("--on", type=options.DAY, metavar="DAY", help="What spans this one day.")
@click.option("--place", metavar="NAME|ID", help="At one place only.")
@click.option("--kind", "kinds", type=click.Choice([str(k) for k in Kind]), multiple=True, metavar="KIND")
@options.known_at
@options.conflict
@options.as_json
@pass_state
def command(
    state: State,
    since: date | None,
    until: date | None,
    on: date | None,
    place: str | None,
    kinds: tuple[str, ...],
    known_at: datetime | None,
    conflict: str | None,
    as_json: bool,
) -> int:
    """What happened: claims that speak of one happening are one event, with the sides that did it, how many were killed
    (best, low, high as UCDP has them), and its codes in ACLED, PLOVER and CAMEO.

    \b
    Examples:
      outskirts events --since 2024-10-01 --until 2024-10-08
      outskirts events --place Toretsk --kind clash --kind enter
      outskirts events --on 2024-10-07 --json
    """
    from outskirts.publish.exports.coding import coded
    from outskirts.publish.exports.material import Selection
    from outskirts.query.material import Asked
    from outskirts.query.naming import find

    options.in_order(since, until)
    ids = state.ids_of(find(state, place).place) if place is not None else ()
    asked = Asked(state, Selection(conflict, since, until, on, known_at))
    found = [
        coded(one)
        for one in asked.happenings()
        if (place is None or (one.event.place and one.event.place.id in ids)) and (not kinds or one.event.kind in kinds)
    ]
    if as_json:
        from outskirts.cli.showing import json_text

        click.echo(json_text([row(one) for one in found]))
    elif found:
        state.out.print(table(found))
    else:
        click.echo("no claim tells of a happening there and then")
    return state.exit_code()


def row(one: Coded) -> dict[str, Any]:
    from outskirts.publish.exports.geojson import named

    event, codes = one.event, one.codes
    return {
        "id": event.id,
        "kind": str(event.kind),
        **(named(event.place) if event.place else {"name": one.place_name}),
        "start": event.days.start.isoformat() if event.days.start else None,
        "end": event.days.end.isoformat() if event.days.end else None,
        "actor": one.actor_side.code if one.actor_side else None,
        "target": one.target_side.code if one.target_side else None,
        "killed": {"best": event.best, "low": event.low, "high": event.high},
        "acled": {"type": codes.type, "sub_type": codes.sub},
        "plover": codes.plover,
        "cameo": codes.cameo,
        "outlets": list(one.origins.outlets),
        "claims": list(event.claim_ids),
    }


def table(found: Sequence[Coded]) -> Table:
    from rich import box
    from rich.table import Table

    from outskirts.publish import wording
    from outskirts.publish.terminal import plain

    drawn = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for name in ("Days", "Where", "What", "By", "Killed", "ACLED", "CAMEO", "Claims"):
        drawn.add_column(name, overflow="fold")
    for one in found:
        event, codes = one.event, one.codes
        start, end = event.days.start, event.days.end
        days = wording.day(start) if start == end or end is None else f"{wording.day(start)} to {wording.day(end)}"
        by = one.actor_side.code if one.actor_side else "–"
        drawn.add_row(
            days, plain(one.place_name, "bold"), str(event.kind), by, killed(one), codes.sub or "–",
            codes.cameo or "–", str(len(event.claim_ids)),
        )  # fmt: skip
    return drawn


def killed(one: Coded) -> str:
    """``12``, or ``12 (8 to 15)`` where voices differ."""
    best, low, high = one.event.best, one.event.low, one.event.high
    if best is None:
        return "–"
    return str(best) if low == high else f"{best} ({low} to {high})"
