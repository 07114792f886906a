"""``outskirts conflicts``: which wars are known, what does one file say, is a new one valid?"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from outskirts.cli.state import State, pass_state
from outskirts.errors import InputError, NotKnown

if TYPE_CHECKING:
    from outskirts.vocabulary import Area, Conflict

FILE = click.Path(dir_okay=False, path_type=Path)


@click.group("conflicts", context_settings={"max_content_width": 100})
def command() -> None:
    """The wars that are known: a file each, with sides, names and who held what at the start."""


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON array, for machines.")
@pass_state
def list_(state: State, as_json: bool) -> None:
    """The conflicts, bundled and your own."""
    if as_json:
        import json

        click.echo(json.dumps([summary(conflict) for conflict in state.conflicts], ensure_ascii=False))
        return
    from rich.table import Table

    table = Table(box=None, header_style="bold")
    for title in ("id", "name", "from", "to", "sides"):
        table.add_column(title, no_wrap=title != "sides")
    for conflict in state.conflicts:
        sides = " ".join(side.code for side in conflict.sides)
        table.add_row(conflict.id, conflict.name, str(conflict.start), str(conflict.end or ""), sides)
    state.out.print(table)
    click.echo(f"Your own files are read from {state.config.conflicts}", err=True)


@command.command()
@click.argument("id_", metavar="ID")
@pass_state
def show(state: State, id_: str) -> None:
    """Sides, names and holdings of one conflict."""
    conflict = next((known for known in state.conflicts if known.id == id_), None)
    if conflict is None:
        known = ", ".join(known.id for known in state.conflicts)
        raise NotKnown(f"no conflict {id_!r}", f"known are: {known}")
    click.secho(f"{conflict.name} ({conflict.id})", bold=True)
    click.echo(f"  {conflict.start} to {conflict.end or 'now'}; {ground(conflict.area)}")
    for side in conflict.sides:
        click.secho(f"\n{side.code}  {side.name}  {side.colour}", bold=True)
        if side.allies:
            click.echo(f"  allies: {', '.join(side.allies)}")
        for field in (
            "names",
            "adjectives",
            "seats",
            "forces",
            "officials",
            "outlets",
            "weapons",
            "regions",
            "generic",
        ):
            words = getattr(side, field)
            if words:
                click.echo(f"  {field}: {', '.join(words)}")
    if conflict.holdings:
        click.secho("\nWho held what", bold=True)
    for held in conflict.holdings:
        click.echo(f"  {held.since}  {held.side}  {ground(held.area)}")


@command.command()
@click.argument("file", type=FILE)
def check(file: Path) -> None:
    """Whether FILE is a valid conflict file; says which key is wrong."""
    from outskirts.detect.parties.conflicts import read_conflict

    conflict = read_conflict(file)
    names = sum(len(side.names) + len(side.forces) + len(side.officials) for side in conflict.sides)
    click.echo(
        f"{file}: valid: {conflict.id}, {len(conflict.sides)} sides, {names} names, {len(conflict.holdings)} holdings"
    )


@command.command()
@click.argument("file", type=FILE)
@click.option("--force", is_flag=True, help="Put it in place of your own file of the same id.")
@pass_state
def add(state: State, file: Path, force: bool) -> None:
    """Check FILE and copy it to your own conflict files; the same id as a bundled one takes its place."""
    from outskirts.detect.parties.conflicts import read_conflict

    conflict = read_conflict(file)
    folder = state.config.conflicts
    target = folder / f"{conflict.id}.toml"
    if target.exists() and not force:
        raise InputError(f"{target} exists", "say --force to put the new file in its place")
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, target)
    click.echo(f"added {conflict.id}: {target}")


def summary(conflict: Conflict) -> dict[str, object]:
    return {
        "id": conflict.id,
        "name": conflict.name,
        "start": conflict.start.isoformat(),
        "end": conflict.end.isoformat() if conflict.end else None,
        "sides": [{"code": side.code, "name": side.name, "colour": side.colour} for side in conflict.sides],
    }


def ground(area: Area) -> str:
    """An area in words."""
    parts = [", ".join(names) for names in (area.countries, area.regions, area.places) if names]
    if area.polygon:
        parts.append(f"a polygon of {len(area.polygon)} vertices")
    return "; ".join(parts)
