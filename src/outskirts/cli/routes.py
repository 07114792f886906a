"""``outskirts routes``: how do the roads stand, and which places hang by one of them?"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from outskirts.cli import options
from outskirts.cli.state import State, pass_state

if TYPE_CHECKING:
    from rich.table import Table

    from outskirts.merge.roads.network import WhatIf
    from outskirts.merge.roads.sections import Section
    from outskirts.query.record import Record
    from outskirts.query.roads import Road, Roads

SAID = {"cut": "cut", "threatened": "threatened", "open": "open", "used": "in use"}


@click.command("routes")
@click.option("--on", type=options.DAY, metavar="DAY", help="The day; the ledger's last day without it.")
@click.option("--place", metavar="PLACE", help="Only roads that pass a place.")
@click.option("--if-lost", metavar="PLACE", help="Which places lose their last road if PLACE changes hands.")
@click.option("--side", metavar="CODE", help="With --if-lost: the side that loses it; its holder without it.")
@options.known_at
@options.conflict
@options.as_json
@pass_state
def command(
    state: State,
    on: date | None,
    place: str | None,
    if_lost: str | None,
    side: str | None,
    known_at: datetime | None,
    conflict: str | None,
    as_json: bool,
) -> int:
    """What reports say of each road (cut, threatened, open), whose ground it runs through, and what hangs by a place.

    Roads are lists of towns in data files (docs/data-files.md); yours go into the folder routes of your home. All of it
    is coarse and inferred from published reports: a road of which nothing is said is not known to be open.

    \b
    Examples:
      outskirts routes --on 2024-10-08
      outskirts routes --place Toretsk
      outskirts routes --if-lost Kostiantynivka --on 2024-10-08
    """
    if side is not None and if_lost is None:
        raise click.UsageError("--side goes with --if-lost")
    if if_lost is not None and place is not None:
        raise click.UsageError("--place lists roads and --if-lost asks a question: name one")
    from outskirts.query.record import choose, opened
    from outskirts.query.roads import roads

    record = choose(opened(state.ledger, state.conflicts, known_at), conflict, state.conflicts)
    found = roads(state, record, on or record.last_day)
    if if_lost is not None:
        lost(state, record, found, if_lost, side, as_json)
    else:
        listed(state, record, found, place, as_json)
    return state.exit_code()


def listed(state: State, record: Record, found: Roads, place: str | None, as_json: bool) -> None:
    from outskirts.cli.showing import json_text
    from outskirts.publish.exports import roads as export
    from outskirts.query.roads import on_road

    wanted = on_road(state, found, place).id if place is not None else None
    shown = [road for road in found.roads if wanted is None or wanted in {p.id for p in road.route.places}]
    if as_json:
        rows = [export.road(r.route, r.latest, r.said, r.sections, found.held) for r in shown]
        click.echo(json_text({"note": export.NOTE, "on": found.on.isoformat(), "routes": rows}))
        return
    state.out.print(table(shown, record))
    state.out.print("\nInferred from reports on named places; a road of which nothing is said is not known to be open.")


def table(shown: list[Road], record: Record) -> Table:
    from rich import box
    from rich.table import Table

    from outskirts.publish import wording
    from outskirts.publish.cite import short
    from outskirts.publish.terminal import plain

    drawn = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for name in ("Road", "Reported", "Runs through"):
        drawn.add_column(name, overflow="fold")
    for road in shown:
        word = road.latest
        said = "–"
        if word is not None:
            which = "" if word.named else "one here "
            said = f"{which}{SAID[word.state]}, {wording.day(word.day)}  {short(word.claim_ids[0])}"
        drawn.add_row(plain(road.route.name), plain(said), plain("; ".join(runs(road.sections, record))))
    return drawn


def runs(sections: tuple[Section, ...], record: Record) -> list[str]:
    """Stretches of one state together: ``Pokrovsk to Myrnohrad: held by Ukraine``."""
    from outskirts.merge.roads.sections import FRONT
    from outskirts.publish import wording

    found: list[list[Section]] = []
    for one in sections:
        if found and found[-1][-1].state == one.state:
            found[-1].append(one)
        else:
            found.append([one])
    return [
        f"{part[0].start.name} to {part[-1].end.name}: "
        + ("across the front" if part[0].state == FRONT else wording.holder(part[0].state, record.sides))
        for part in found
    ]


def lost(state: State, record: Record, found: Roads, name: str, side: str | None, as_json: bool) -> None:
    from outskirts.cli.showing import json_text
    from outskirts.publish.exports import roads as export
    from outskirts.query.roads import if_lost

    codes = [one.code for one in record.conflict.sides if one.belligerent]
    if side is not None and side not in codes:
        raise click.UsageError(f"no side {side!r}: known are {', '.join(codes)}")
    answer = if_lost(state, found, name, side)
    if as_json:
        click.echo(json_text({"on": found.on.isoformat(), **export.losses(answer)}))
    else:
        told(state, record, answer)


def told(state: State, record: Record, answer: WhatIf) -> None:
    from outskirts.publish import wording

    whose = wording.side(answer.side, record.sides)
    state.out.print(f"If {whose} loses {answer.place.name}, of the roads that are known:\n")
    if not answer.losses:
        state.out.print(f"no other place loses its road to {whose}'s own area")
    for loss in answer.losses:
        what = "keeps no road" if loss.after == "none" else "keeps a doubtful road only"
        holder = wording.holder(loss.code, record.sides)
        state.out.print(f"  {loss.place.name} ({holder}) {what}; had {article(loss.before)} one", highlight=False)
    state.out.print("\nInferred from reports on named places, on main roads only: lanes and fields are not in it.")


def article(road: str) -> str:
    return f"an {road}" if road[0] in "aeiou" else f"a {road}"
