"""``outskirts plugins``: which extractors, inputs and exports are there, of whom, and do they work?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from outskirts.cli import options
from outskirts.cli.state import State, pass_state
from outskirts.errors import PluginError
from outskirts.vocabulary import Problem

if TYPE_CHECKING:
    from outskirts.plugins import Part


@dataclass(frozen=True, slots=True)
class Listed:
    """``package`` is empty for one of ours; ``wrong`` says why it does not work."""

    kind: str
    name: str
    what: str
    package: str = ""
    version: str = ""
    wrong: str = ""


@click.command("plugins")
@options.as_json
@pass_state
def command(state: State, as_json: bool) -> int:
    """Who reads reports (extractors), which formats can be read (inputs) and written (exports).

    Those of other packages are found where they are installed beside this one; docs/extending.md tells how to write
    one. One that does not work is said, and the rest goes on.

    \b
    Examples:
      outskirts plugins
      outskirts plugins --json
    """
    found = [*extractors(), *inputs(), *exports()]
    for one in found:
        if one.wrong:
            state.report(Problem(one.wrong))
    if as_json:
        from dataclasses import asdict

        from outskirts.cli.showing import json_text

        click.echo(json_text([asdict(one) for one in found]))
    else:
        table(state, found)
    return state.exit_code()


def table(state: State, found: list[Listed]) -> None:
    from rich.table import Table

    drawn = Table(box=None, header_style="bold", pad_edge=False)
    for title in ("Kind", "Name", "What", "Of"):
        drawn.add_column(title, no_wrap=title in ("Kind", "Name"))
    for one in found:
        of = f"{one.package} {one.version}" if one.package else ""
        drawn.add_row(one.kind, one.name, "does not work" if one.wrong else one.what, of)
    state.out.print(drawn)


def extractors() -> Iterator[Listed]:
    from outskirts.extractors import WHAT, listed

    def told(part: Part) -> str:
        return WHAT.get(part.name, "") if not part.package else first_line(part.load())

    for part in listed():
        yield looked_at("extractor", part, told)


def inputs() -> Iterator[Listed]:
    from outskirts.acquire import registered

    yield from (Listed("input", one.name, one.what) for one in registered.BUILT_IN.values())
    yield from (looked_at("input", part, lambda part: registered.load(part).what) for part in registered.listed())


def exports() -> Iterator[Listed]:
    from outskirts.publish.exports import formats

    yield from (Listed("export", one.name, one.what) for one in formats.FORMATS.values())
    yield from (looked_at("export", part, lambda part: formats.load(part).what) for part in formats.listed())


def looked_at(kind: str, part: Part, told: Callable[[Part], str]) -> Listed:
    try:
        return Listed(kind, part.name, told(part), part.package, part.version)
    except PluginError as error:
        return Listed(kind, part.name, "", part.package, part.version, f"{error} ({error.remedy})")


def first_line(made: object) -> str:
    return (made.__doc__ or "").strip().split("\n", 1)[0]
