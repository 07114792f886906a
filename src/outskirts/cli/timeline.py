"""``outskirts timeline``: from when to when did whom hold a place?"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from outskirts.cli import options
from outskirts.cli.state import State, pass_state
from outskirts.vocabulary import Stretch

if TYPE_CHECKING:
    from outskirts.query.record import Record


@click.command("timeline")
@click.argument("place", required=False)
@click.option("--all", "every", is_flag=True, help="Every place that anything is said of.")
@click.option("--since", type=options.DAY, metavar="DAY", help="First day; that of the first report without it.")
@click.option("--until", type=options.DAY, metavar="DAY", help="Last day; that of the last report without it.")
@options.on_for_span
@click.option(
    "--rule",
    type=click.Choice(["filter", "last", "majority"]),
    default="filter",
    show_default=True,
    help="The estimate, or a rule of thumb beside it: the last claim wins, the majority of 30 days wins.",
)
@options.known_at
@options.conflict
@options.as_json
@pass_state
def command(
    state: State,
    place: str | None,
    every: bool,
    since: date | None,
    until: date | None,
    on: date | None,
    rule: str,
    known_at: datetime | None,
    conflict: str | None,
    as_json: bool,
) -> int:
    """From when to when did whom hold PLACE (or, with --all, every place)?

    \b
    Examples:
      outskirts timeline Toretsk
      outskirts timeline --all --since 2024-09-01
      outskirts timeline --all --on 2024-10-08 --known-at 2024-10-08
      outskirts timeline Toretsk --rule last        what "the last claim wins" would say
    """
    if (place is None) == (not every):
        raise click.UsageError("name a PLACE, or say --all")
    since, until = options.span(since, until, on)
    record = record_of(state, place, known_at, conflict)
    first = since or record.first_day
    stretches = record.timeline(first, until or record.last_day, rule)
    if as_json:
        from outskirts.cli.showing import json_text
        from outskirts.publish.exports.geojson import collection, stretch

        click.echo(json_text(collection(stretch(s) for s in stretches)))
    else:
        from outskirts.publish.terminal import timeline

        state.out.print(timeline(by_name(stretches), record.sides))
    return state.exit_code()


def record_of(state: State, place: str | None, known_at: datetime | None, conflict: str | None) -> Record:
    """The record of one place, or of all."""
    if place is not None:
        from outskirts.query.naming import find
        from outskirts.query.place import of_place

        return of_place(state, find(state, place).place, conflict, known_at)
    from outskirts.query.record import choose, opened

    return choose(opened(state.ledger, state.conflicts, known_at), conflict, state.conflicts)


def by_name(stretches: list[Stretch]) -> list[Stretch]:
    return sorted(stretches, key=lambda s: (s.place.name, s.place.id, s.start))
