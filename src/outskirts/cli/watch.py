"""``outskirts watch``: ask feeds, put what is new into the ledger, give word of what it changes."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TextIO

import click

from outskirts.cli.extracting import By, extracting
from outskirts.cli.reading import keeper_of
from outskirts.cli.state import State, pass_state
from outskirts.config import Config
from outskirts.errors import InputError

if TYPE_CHECKING:
    from outskirts.detect.gazetteer import Gazetteer
    from outskirts.extract.protocol import Extractor
    from outskirts.ledger import Ledger
    from outskirts.vocabulary import Conflict, Place
    from outskirts.watch.rounds import Round, Watcher
    from outskirts.watch.settings import Settings
    from outskirts.watch.state import State as Memory

STOPPED = 130


@dataclass
class Desk:
    """What a question needs, on the ledger that is written to."""

    state: State

    @property
    def config(self) -> Config:
        return self.state.config

    @property
    def ledger(self) -> Ledger:
        return self.state.own_ledger

    @property
    def gazetteer(self) -> Gazetteer:
        return self.state.gazetteer

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        return self.state.conflicts

    def ids_of(self, place: Place) -> tuple[str, ...]:
        return self.state.ids_of(place)

    def progress(self) -> AbstractContextManager[Callable[[str, float], None]]:
        return self.state.progress()


@click.command("watch")
@click.argument("feeds", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--once", is_flag=True, help="One round of what is due, then end: for cron.")
@click.option("--check", is_flag=True, help="Only check the file.")
@click.option("--state", "memory", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="What is remembered between rounds; beside the ledger without it.")  # fmt: skip
@click.option("--log", "log_file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Where the log goes; standard error without it.")  # fmt: skip
@click.option("--log-format", type=click.Choice(["logfmt", "json"]), default="logfmt", show_default=True,
              help="key=value pairs, or a JSON object a line.")  # fmt: skip
@click.option("--keep", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER",
              help="Keep the original bytes there, as `outskirts add --keep` does.")  # fmt: skip
@extracting
@pass_state
def command(
    state: State,
    feeds: Path,
    once: bool,
    check: bool,
    memory: Path | None,
    log_file: Path | None,
    log_format: Literal["logfmt", "json"],
    keep: Path | None,
    by: By,
) -> int:
    """Watch the feeds of a file: ask them politely, keep what is new in the ledger, and give word of what it changes: a
    status, a first claim on a place, a denial, a retraction.

    It can be stopped at any time (Ctrl-C) and goes on where it was: nothing is lost, and nothing is told twice.
    docs/watching.md describes the file.

    \b
    Examples:
      outskirts watch feeds.toml
      outskirts watch feeds.toml --check
      outskirts watch feeds.toml --once --log watch.log --log-format json
    """
    from outskirts.watch.settings import load
    from outskirts.watch.state import State as Memory

    settings = load(feeds)
    if check:
        click.echo(f"{feeds}: {len(settings.feed)} feeds, {len(settings.sink)} sinks: nothing is wrong")
        return 0
    with ExitStack() as stack:
        stack.enter_context(terminated())
        to: TextIO = stack.enter_context(opened(log_file)) if log_file else sys.stderr
        log = logger(to, log_format)
        extractor = by.extractor(state)
        state.reader = extractor.reader
        desk = Desk(state)
        held = stack.enter_context(Memory.open(memory or beside(state)))
        watcher = watcher_of(desk, extractor, settings, held, log, keep)
        try:
            watcher.start()
            last = watcher.run(lambda done: say(done, watcher.clock()), once)
        except KeyboardInterrupt:
            click.echo("stopped; nothing is lost, and the same command goes on from here", err=True)
            return STOPPED
        finally:
            if told := extractor.summary():
                click.echo(told, err=True)
    return 1 if last.problems else 0


@contextmanager
def terminated() -> Iterator[None]:
    """Ending it politely (SIGTERM) is as good as Ctrl-C."""
    before = signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def watcher_of(
    desk: Desk, extractor: Extractor, settings: Settings, held: Memory, log: Any, keep: Path | None
) -> Watcher:
    from outskirts.watch.rounds import Watcher
    from outskirts.watch.sinks import sinks
    from outskirts.watch.visiting import Visitor

    return Watcher(
        settings, held, desk, Visitor(held, settings.polling, now, time.sleep), extractor.read, now, time.sleep,
        log, sinks(settings, os.environ), lambda at: keeper_of(keep, at),
    )  # fmt: skip


def now() -> datetime:
    return datetime.now(UTC)


def beside(state: State) -> Path:
    """Beside the ledger's file; of one on a server in the home folder."""
    if "://" not in state.ledger_url:
        return Path(f"{Path(state.ledger_url).expanduser()}.watch")
    import hashlib

    name = state.own_ledger.name
    if name.startswith("/"):
        return Path(f"{name}.watch")
    return state.config.home / "watch" / f"{hashlib.sha256(name.encode()).hexdigest()[:24]}.watch"


def opened(path: Path) -> TextIO:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("a", encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}", "give --log another file") from error


def logger(to: TextIO, form: str) -> Any:
    """A logger of this run alone; nothing of the program's other logging is changed."""
    import structlog

    shown: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.processors.LogfmtRenderer(key_order=["at", "level", "event"])
    )
    return structlog.wrap_logger(
        structlog.WriteLogger(to),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper("iso", utc=True, key="at"),
            structlog.processors.format_exc_info,
            structlog.processors.UnicodeDecoder(),
            shown,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(20),
    )


def say(done: Round, at: datetime) -> None:
    click.echo(done.line(at))
