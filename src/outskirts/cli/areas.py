"""``outskirts areas``: whose ground is it, where do the sides face one another, and how much of a region has each?"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from outskirts.cli import options
from outskirts.cli.state import State, pass_state

if TYPE_CHECKING:
    from rich.table import Table

    from outskirts.merge.ground.shares import Share
    from outskirts.query.record import Record

LEAST = 0.05  # of a region: what is expected to be less, and no place's likeliest holder, is left out of the table


@click.command("areas")
@click.option("--on", type=options.DAY, metavar="DAY", help="The day; the ledger's last day without it.")
@options.known_at
@options.conflict
@click.option("--cells", is_flag=True, help="With the ground of every named place.")
@click.option("--shares", is_flag=True, help="No shapes: how much of each region each side has.")
@click.option("--region", metavar="NAME", help="With --shares: one region, or country by its code, only.")
@click.option("--since", type=options.DAY, metavar="DAY", help="With --shares: over time, from that day.")
@click.option("--until", type=options.DAY, metavar="DAY", help="With --shares: the last day.")
@click.option("--every", type=click.IntRange(1), default=30, show_default=True, help="With --since: days between.")
@options.as_json
@options.output
@pass_state
def command(
    state: State,
    on: date | None,
    known_at: datetime | None,
    conflict: str | None,
    cells: bool,
    shares: bool,
    region: str | None,
    since: date | None,
    until: date | None,
    every: int,
    as_json: bool,
    output: Path | None,
) -> int:
    """Ground by holder, lines of contact with a band of doubt, and shares of regions, as GeoJSON or as a table.

    All of it is inferred from what reports say of named places and never finer than they are. Where nothing is
    known it says so. Boundaries of regions are taken from the gazetteer where it has some
    (outskirts gazetteer add FILE --kind region); otherwise regions are the ground of the places that lie in them.

    \b
    Examples:
      outskirts areas --on 2024-10-08 -o areas.geojson
      outskirts areas --on 2024-10-08 --known-at 2024-10-08 --cells -o as-known-then.geojson
      outskirts areas --shares --on 2024-10-08 --region Donetsk
      outskirts areas --shares --since 2024-08-01 --until 2025-02-01 -o shares.csv
    """
    if not shares and (since or until or region):
        raise click.UsageError("--since, --until and --region go with --shares")
    if on is not None and (since or until):
        raise click.UsageError("name one day with --on, or several with --since and --until")
    options.in_order(since, until)
    from outskirts.query.record import choose, opened

    record = choose(opened(state.ledger, state.conflicts, known_at), conflict, state.conflicts)
    if shares:
        told(state, record, days(record, on, since, until, every), region, as_json, output)
    else:
        drawn(state, record, on or record.last_day, cells, output)
    return state.exit_code()


def days(record: Record, on: date | None, since: date | None, until: date | None, every: int) -> list[date]:
    from outskirts.query.ground import stepped

    if since is None and until is None:
        return [on or record.last_day]
    return stepped(since or record.first_day, until or record.last_day, every)


def drawn(state: State, record: Record, on: date, cells: bool, output: Path | None) -> None:
    from outskirts.cli.showing import json_text
    from outskirts.publish.exports.areas import collection
    from outskirts.query.ground import areas

    found = areas(state, record, on, with_cells=cells)
    with options.writing(output) as file:
        file.write(json_text(collection(found, record.conflict.id, record.known_at)) + "\n")


def told(state: State, record: Record, on: list[date], region: str | None, as_json: bool, output: Path | None) -> None:
    """Shares as CSV into a file, as JSON, or as a table."""
    from outskirts.cli.showing import json_text
    from outskirts.errors import NotKnown
    from outskirts.publish.exports.areas import share, write_shares
    from outskirts.query.ground import shares

    found = shares(state, record, on)
    if region is not None:
        found = [one for one in found if region in (one.region or one.country,)]
        if not found:
            raise NotKnown(f"no region {region!r}", "outskirts areas --shares lists them")
    if as_json:
        with options.writing(output) as file:
            file.write(json_text([share(one) for one in found]) + "\n")
    elif output is not None:
        with options.writing(output) as file:
            write_shares(found, file)
    else:
        state.out.print(table(found, record))


def table(found: list[Share], record: Record) -> Table:
    from rich import box
    from rich.table import Table

    from outskirts.publish import wording
    from outskirts.publish.terminal import plain
    from outskirts.vocabulary import UNKNOWN

    shown = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for name in ("Region", "On", "Ground", "Places", "Area", "By probability"):
        shown.add_column(name, justify="right" if name in ("Places", "Area") else "left")
    before = None
    for one in found:
        whole = one.of_km2 or 1.0
        if not one.places and one.expected < LEAST * whole:
            continue
        key = (one.region or one.country, one.on)
        likely = f"{percent(one.expected / whole)} ({percent(one.low / whole)} to {percent(one.high / whole)})"
        shown.add_row(
            plain(key[0] if key != before else "", "" if one.region else "bold"),
            wording.day(one.on) if key != before else "",
            wording.holder(one.holder, record.sides),
            f"{one.places} of {one.of_places}",
            percent(one.km2 / whole),
            "" if one.holder == UNKNOWN else likely,
        )
        before = key
    return shown


def percent(share: float) -> str:
    return f"{100 * share:.0f} %"
