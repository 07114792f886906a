"""Who reads? The extractor named on the command line, shared by the verbs that read."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from outskirts.cli.state import State
from outskirts.errors import InputError
from outskirts.vocabulary import Problem, Reading, Report

if TYPE_CHECKING:
    from outskirts.extract.protocol import Extractor, Layers

Command = TypeVar("Command", bound=Callable[..., Any])
RULES = "rules"
FILE = click.Path(dir_okay=False, path_type=Path)


@dataclass(frozen=True, slots=True)
class By:
    """What the command line says of the extractor."""

    name: str = RULES
    model: str | None = None
    endpoint: str | None = None
    settings: Path | None = None

    def extractor(self, state: State, layers: Layers = "all") -> Extractor:
        """Ready to read; nothing is loaded or asked yet. Raises OutskirtsError."""
        from outskirts.extractors import Bench, extractor

        given = {key: value for key, value in (("model", self.model), ("endpoint", self.endpoint)) if value}
        if self.name == RULES and (given or self.settings):
            raise click.UsageError("--model, --endpoint and --settings are for another extractor: --extractor lm")
        options = (settings_of(self.settings) if self.settings else {}) | given
        bench = Bench(
            state.config, lambda: state.tools, lambda: state.conflicts, layers, options, os.environ,
            lambda _: state.gazetteer,
        )  # fmt: skip
        return extractor(self.name, bench)


def extracting(command: Command) -> Command:
    """The options that name an extractor, as one argument ``by``."""

    @wraps(command)
    def called(
        *args: Any, extractor: str, model: str | None, endpoint: str | None, settings: Path | None, **kwargs: Any
    ) -> Any:
        return command(*args, by=By(extractor, model, endpoint, settings), **kwargs)

    added: Any = called
    for add in (
        click.option("--settings", type=FILE, metavar="FILE", help="Of that extractor: a TOML file of its settings."),
        click.option("--endpoint", metavar="URL", help="Of --extractor lm: where the model is asked."),
        click.option("--model", metavar="NAME", help="Of --extractor lm: which model is asked."),
        click.option(
            "--extractor", default=RULES, show_default=True, metavar="NAME",
            help="Who reads: rules, lm (a language model), or one of `outskirts plugins`.",
        ),
    ):  # fmt: skip
        added = add(added)
    return added  # type: ignore[no-any-return]


def settings_of(path: Path) -> dict[str, Any]:
    """Raises InputError."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}", "give --settings a readable TOML file") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path} is no valid TOML: {error}", "mend the line named") from error


def readings(state: State, extractor: Extractor, reports: Iterable[Report]) -> Iterator[Reading]:
    """What the extractor reads; problems are said at once, and what it cost at the end, also of a run that breaks
    off."""
    try:
        for item in extractor.read(reports):
            if isinstance(item, Problem):
                state.report(item)
                continue
            for problem in item.problems:
                state.report(problem)
            yield item
    finally:
        if told := extractor.summary():
            click.echo(told, err=True)
