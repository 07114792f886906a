"""``outskirts map``: a picture of who holds what, as one file that works offline."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from outskirts.cli import options
from outskirts.cli.state import State, pass_state

if TYPE_CHECKING:
    from outskirts.query.record import Record
    from outskirts.vocabulary import Place


@click.command("map")
@click.option("--on", type=options.DAY, metavar="DAY", help="The day shown; the ledger's last day without it.")
@options.known_at
@options.conflict
@click.option("--around", metavar="PLACE", help="Only what lies around a place.")
@click.option("--km", type=click.FloatRange(1, 5000), default=60, show_default=True, help="How far around.")
@click.option("--format", "form", type=click.Choice(["html", "svg"]), help="By the name of the file, else HTML.")
@click.option("--no-areas", is_flag=True, help="Places only: no tint of the ground, no line of contact.")
@options.output
@pass_state
def command(
    state: State,
    on: date | None,
    known_at: datetime | None,
    conflict: str | None,
    around: str | None,
    km: float,
    form: str | None,
    no_areas: bool,
    output: Path | None,
) -> int:
    """Places by holder (colour and shape), how surely (faint or full), contested striped, parts as sectors; under them,
    faintly, the ground that follows from them, with the line of contact in its belt of doubt.

    Under the picture every place has its status with the sentences that it rests on. One file, no script, no
    request; fit for print. Boundaries are drawn where the gazetteer has them (outskirts gazetteer add FILE).

    \b
    Examples:
      outskirts map --on 2024-10-08 -o map.html
      outskirts map --around Toretsk --km 30 -o toretsk.svg
      outskirts map --on 2024-10-08 --known-at 2024-10-08 -o as-known-then.html
    """
    from outskirts.query.picture import chosen
    from outskirts.query.record import choose, opened

    held = opened(state.ledger, state.conflicts, known_at)
    record = choose(held, conflict, state.conflicts)
    write(state, record, chosen(state, record, around, km), on or record.last_day, form, output, not no_areas)
    return state.exit_code()


def write(
    state: State,
    record: Record,
    places: list[Place],
    day: date,
    form: str | None,
    output: Path | None,
    ground: bool = True,
) -> None:
    """The map of places on a day, with the ground around them, as ``form`` or as the name of the file
    says. Raises NotKnown where there is none."""
    from outskirts.errors import NotKnown
    from outskirts.publish import map_page
    from outskirts.query.picture import subject_of

    if not places:
        raise NotKnown("there is no place with a point to draw", "add reports, or ask for a wider area with --km")
    subject = subject_of(state, record, [record.status(place, day) for place in places], day, ground)
    form = form or ("svg" if output and output.suffix == ".svg" else "html")
    with options.writing(output) as file:
        file.write(map_page.html(subject, record.cited) if form == "html" else map_page.svg(subject))
