"""``outskirts status``: who holds a place on a day, how surely, on whose word, and why?"""

from __future__ import annotations

from datetime import date, datetime

import click

from outskirts.cli import options
from outskirts.cli.state import State, pass_state


@click.command("status")
@click.argument("place")
@click.option("--on", type=options.DAY, metavar="DAY", help="The day asked for; the ledger's last day without it.")
@options.known_at
@options.conflict
@options.as_json
@pass_state
def command(
    state: State, place: str, on: date | None, known_at: datetime | None, conflict: str | None, as_json: bool
) -> int:
    """Who holds PLACE on a day, how surely, on whose word, and why.

    PLACE is a name, an older or other name of it, or an id of the gazetteer. Control, presence and basis are told
    apart; every reason is shown with its sentence, its speaker and where it was printed.

    \b
    Examples:
      outskirts status Toretsk --on 2024-10-08
      outskirts status Toretsk --on 2024-10-08 --known-at 2024-10-07
      outskirts status Dzerzhynsk --json
    """
    from outskirts.query.naming import find
    from outskirts.query.place import of_place

    found = find(state, place)
    record = of_place(state, found.place, conflict, known_at)
    value = record.status(found.place, on or record.last_day)
    if as_json:
        from outskirts.cli.showing import json_text
        from outskirts.publish.exports.geojson import status

        click.echo(json_text(status(value)))
    else:
        from outskirts.publish.status_text import status as text

        state.out.print(text(value, record.sides, record.cited))
    if on is not None and on < record.first_day:
        begins = f"the ledger's claims begin with {record.first_day}"
        click.echo(f"{begins}; of {on} there is only what the conflict file says: outskirts conflicts show", err=True)
    for other in found.others[:3]:
        within = ", ".join(part for part in (other.admin1, other.country) if part)
        click.echo(f"another {other.name} is spoken of, in {within}: outskirts status {other.id}", err=True)
    return state.exit_code()
