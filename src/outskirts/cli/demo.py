"""``outskirts demo``: a guided tour on bundled reports."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

import click

from outskirts.cli.state import State, pass_state

if TYPE_CHECKING:
    from rich.console import RenderableType

    from outskirts.query.record import Record
    from outskirts.vocabulary import Place, Reading

FOLDER = Path("demo-output")
SHOWN_REPORT = "sample-toretsk-3"
PLACE, CONFLICT = "Toretsk", "russia-ukraine"
DAY = date(2024, 10, 8)
CLAIMED = date(2025, 2, 8)
SINCE, UNTIL = date(2024, 10, 1), date(2024, 10, 11)


@click.command("demo")
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=FOLDER,
    show_default=True,
    help="Folder for the files that the tour makes.",
)
@pass_state
def command(state: State, output: Path) -> int:
    """A guided tour on bundled reports: claims, who holds what and why, a brief, a map.

    The reports are written for this purpose, about events on public record in four wars.
    """
    output.mkdir(parents=True, exist_ok=True)
    for old in output.glob("ledger.sqlite*"):
        old.unlink()
    here = State(state.config, str(output / "ledger.sqlite"))
    readings = read_samples(here)
    show_claims(here, readings)
    record = as_known(here, None)
    place = next(p for p in record.places.values() if p.name == PLACE)
    show_status(here, record, place)
    show_hindsight(here, record, place)
    show_files(here, record, output)
    return here.exit_code()


def step(state: State, number: int, title: str, typed: str, *drawn: RenderableType) -> None:
    """A step of the tour: what it shows, what to type for it, and the thing itself."""
    from rich.rule import Rule
    from rich.text import Text

    state.out.print(Rule(f"[bold]{number}. {title}[/bold]", align="left", characters="─"))
    state.out.print(Text(f"$ {typed}\n", style="bold green"))
    for thing in drawn:
        state.out.print(thing)
    state.out.print()


def read_samples(state: State) -> list[Reading]:
    """Read the bundled reports and keep them in a ledger of their own."""
    from outskirts.acquire import read_reports
    from outskirts.pipeline import read
    from outskirts.vocabulary import Report

    state.out.print("Reading the bundled reports of four wars (the first run also builds the gazetteer) …\n")
    with as_file(files("outskirts.demo") / "reports.jsonl") as path:
        reports = [item for item in read_reports(path) if isinstance(item, Report)]
    readings = list(read(reports, state.tools))
    claims = sum(added.claims for added in state.own_ledger.add(readings))
    state.out.print(f"{len(readings)} reports hold {claims} claims.\n")
    return readings


def show_claims(state: State, readings: list[Reading]) -> None:
    from outskirts.publish.terminal import reading as drawn

    shown = next(r for r in readings if r.report.id == SHOWN_REPORT)
    title = "One report: who says that what happened, where and when"
    text = plain_text(shown.report.text + "\n")
    step(state, 1, title, "outskirts read report.txt --published 2024-10-08", text, drawn(shown, state.sides))


def as_known(state: State, at: datetime | None) -> Record:
    from outskirts.query.record import choose, opened

    return choose(opened(state.ledger, state.conflicts, at), CONFLICT, state.conflicts)


def end_of(day: date) -> datetime:
    return datetime.combine(day, time(23, 59), UTC)


def show_status(state: State, record: Record, place: Place) -> None:
    from outskirts.publish.status_text import status

    drawn = status(record.status(place, DAY), record.sides, record.cited, shown=3)
    title = "Who holds a place on a day, how surely, and on whose word"
    step(state, 2, title, f"outskirts status {PLACE} --on {DAY}", drawn)


def show_hindsight(state: State, record: Record, place: Place) -> None:
    """The estimate as it would have read then, as it reads now, and what the last claim alone would say."""
    from rich import box
    from rich.table import Table

    from outskirts.publish import wording

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 3, 0, 0), header_style="dim")
    for head in (PLACE, "as known that day", "as known today", "if the last claim won"):
        table.add_column(head)
    for day in (date(2024, 9, 1), DAY, date(2024, 12, 21), CLAIMED, date(2025, 8, 3)):
        then = as_known(state, end_of(day))
        last = then.timeline(day, day, "last", place.id)
        cells = (said(then, place, day), said(record, place, day))
        table.add_row(wording.day(day), *cells, wording.holder(last[0].holder, record.sides) if last else "–")
    step(
        state, 3, "Four clocks: a past day as it was known then, and with what is known now",
        f"outskirts status {PLACE} --on {CLAIMED} --known-at {CLAIMED}", table,
    )  # fmt: skip


def said(record: Record, place: Place, day: date) -> str:
    from outskirts.publish import wording

    value = record.status(place, day)
    share = value.control.get(value.holder)
    return wording.holder(value.holder, record.sides) + (f", {wording.percent(share)}" if share is not None else "")


def show_files(state: State, record: Record, output: Path) -> None:
    """Write the brief, the map and the timeline, and say where to go on."""
    from outskirts.cli import brief, map
    from outskirts.publish.exports import tables
    from outskirts.query.picture import chosen

    then = as_known(state, end_of(UNTIL))
    brief.write(state, then, SINCE, UNTIL, None, output / "brief.html")
    brief.write(state, then, SINCE, UNTIL, None, output / "brief.md")
    places = chosen(state, record, PLACE, 90)
    map.write(state, record, places, DAY, None, output / "map.html")
    map.write(state, record, places, DAY, None, output / "map.svg")
    with (output / "timeline.csv").open("w", encoding="utf-8", newline="") as file:
        tables.write(record.timeline(date(2024, 8, 1), record.last_day), tables.TIMELINE, file)
    made = {
        "brief.html": f"what changed from {SINCE} to {UNTIL}, every statement with its sentence",
        "map.html": f"who held what on {DAY}; a click on a place leads to its sentences",
        "timeline.csv": "from when to when whom held each place",
        "ledger.sqlite": "all of it, to ask on",
    }
    typed = f"outskirts brief --since {SINCE} --until {UNTIL} -o brief.html"
    step(state, 4, "A brief, a map, a timeline: open them", typed, listed(made, output))
    ledger = f"outskirts --ledger {output / 'ledger.sqlite'}"
    questions = (
        f"{ledger} serve --open",
        f"{ledger} status Goma --on 2025-01-28",
        f"{ledger} timeline --all --conflict sudan",
        f"{ledger} map --conflict dr-congo-m23 -o congo.html",
    )
    state.out.print("Ask on:", *(plain_text(f"  {line}") for line in questions), sep="\n")
    state.out.print("Your own reports: outskirts read FILE, outskirts add FILE, outskirts --help")


def listed(made: dict[str, str], output: Path) -> RenderableType:
    """The files with what is in them."""
    from rich.table import Table

    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for name, what in made.items():
        table.add_row(plain_text(str(output / name)), what)
    return table


def plain_text(text: str) -> RenderableType:
    """Words as they are, not read as markup."""
    from rich.text import Text

    return Text(text)
