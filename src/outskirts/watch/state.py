"""What a watcher has to remember: a small SQLite file beside the ledger, held by one watcher at a time.

Everything in it follows what is in the ledger already, never runs ahead of it. If it is lost, every feed is asked as if
for the first time, and nothing in the ledger changes by that.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

from outskirts.errors import MAKE_ROOM, LedgerError
from outskirts.ledger.values import Mark
from outskirts.watch.alerts import Alert, from_json, to_json
from outskirts.watch.schedule import HOUR, Known

VERSION = 1
LONGEST_WAIT = timedelta(days=1)
KEPT = timedelta(days=60)  # alerts that were told, entries that were followed and are in their feed no longer
SCHEMA = """
create table if not exists feeds (url text primary key, etag text not null, modified text not null,
    digest text not null, asked text, due text, failures integer not null) strict;
create table if not exists asked (host text not null, at text not null) strict;
create table if not exists robots (host text primary key, text text not null, at text not null) strict;
create table if not exists followed (version text primary key, tries integer not null, done integer not null,
    at text not null) strict;
create table if not exists pending (report text primary key) strict;
create table if not exists seen (one integer primary key check (one = 1), claims integer not null,
    claim text not null, decision text not null, at text not null) strict;
create table if not exists alerts (id text primary key, at text not null, text text not null) strict;
create table if not exists outbox (sink text not null, alert text not null, tries integer not null,
    due text not null, primary key (sink, alert)) strict;
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """How far alerts have been worked out: the ledger's mark, the last decision's id, and when that was."""

    mark: Mark
    decision: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Letter:
    """An alert that a sink is still to be told of."""

    alert: Alert
    tries: int
    due: datetime


class State:
    """Open with :meth:`open`; each ``with state.change():`` is done whole or not at all."""

    def __init__(self, file: sqlite3.Connection, path: Path) -> None:
        self.file = file
        self.path = path

    @classmethod
    def open(cls, path: Path) -> Self:
        """Raises LedgerError where another watcher has it, or it is no such file."""
        remedy = f"delete {path}: feeds are then asked as for the first time, and the ledger stays as it is"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            file = sqlite3.connect(path, timeout=0.0, isolation_level=None)
            try:
                # Held until it is closed: of two watchers the second is told so.
                file.execute("pragma locking_mode = exclusive")
                file.execute("pragma synchronous = full")
                file.execute("begin exclusive")
                version = file.execute("pragma user_version").fetchone()[0]
                if version not in (0, VERSION):
                    raise LedgerError(f"{path} was written by another version of Outskirts", remedy)
                for statement in SCHEMA.split(";\n"):
                    file.execute(statement)
                file.execute(f"pragma user_version = {VERSION}")
                file.execute("commit")
            except BaseException:
                file.close()
                raise
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise LedgerError(f"{path} is in use: another watcher runs", "stop that one first") from error
            raise LedgerError(f"{path} cannot be written: {error}", "give --state another path") from error
        except (sqlite3.DatabaseError, OSError) as error:
            raise LedgerError(f"{path} cannot be read: {error}", remedy) from error
        return cls(file, path)

    def close(self) -> None:
        self.file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def change(self) -> Iterator[None]:
        """Raises LedgerError where the file cannot be written, as on a full disk."""
        try:
            self.file.execute("begin immediate")
            yield
            self.file.execute("commit")
        except BaseException as error:
            # SQLite itself has done so where the disk is full.
            if self.file.in_transaction:
                self.file.execute("rollback")
            if isinstance(error, sqlite3.OperationalError):
                raise LedgerError(f"{self.path} cannot be written: {error}", MAKE_ROOM) from error
            raise

    # -- feeds and hosts

    def feeds(self) -> dict[str, Known]:
        rows = self.file.execute("select url, etag, modified, digest, asked, due, failures from feeds")
        return {
            url: Known(url, etag, modified, digest, moment(asked), moment(due), failures)
            for url, etag, modified, digest, asked, due, failures in rows
        }

    def put_feed(self, known: Known) -> None:
        row = (
            known.url,
            known.etag,
            known.modified,
            known.digest,
            stamp(known.asked),
            stamp(known.due),
            known.failures,
        )
        self.file.execute("insert or replace into feeds values (?, ?, ?, ?, ?, ?, ?)", row)

    def asked(self, host: str) -> list[datetime]:
        rows = self.file.execute("select at from asked where host = ? order by at", (host,))
        return [datetime.fromisoformat(at) for (at,) in rows]

    def note_asked(self, host: str, at: datetime) -> None:
        self.file.execute("delete from asked where at < ?", (stamp(at - HOUR),))
        self.file.execute("insert into asked values (?, ?)", (host, stamp(at)))

    def robots(self, host: str) -> tuple[str, datetime] | None:
        row = self.file.execute("select text, at from robots where host = ?", (host,)).fetchone()
        return (row[0], datetime.fromisoformat(row[1])) if row else None

    def put_robots(self, host: str, text: str, at: datetime) -> None:
        self.file.execute("insert or replace into robots values (?, ?, ?)", (host, text, stamp(at)))

    # -- entries whose page was fetched

    def followed(self, version: str) -> tuple[int, bool]:
        """How often the page was tried for, and whether that is over."""
        row = self.file.execute("select tries, done from followed where version = ?", (version,)).fetchone()
        return (row[0], bool(row[1])) if row else (0, False)

    def put_followed(self, version: str, tries: int, done: bool, at: datetime) -> None:
        self.file.execute("insert or replace into followed values (?, ?, ?, ?)", (version, tries, int(done), stamp(at)))

    # -- what alerts have been worked out for

    def pending(self) -> list[str]:
        return [row[0] for row in self.file.execute("select report from pending order by report")]

    def put_pending(self, reports: Iterable[str]) -> None:
        self.file.executemany("insert or ignore into pending values (?)", ((id_,) for id_ in reports))

    def seen(self) -> Seen | None:
        row = self.file.execute("select claims, claim, decision, at from seen").fetchone()
        return Seen(Mark(row[0], 0, row[1]), row[2], datetime.fromisoformat(row[3])) if row else None

    def put_seen(self, seen: Seen, reports: Iterable[str] = ()) -> None:
        """``reports`` are no longer pending."""
        row = (seen.mark.claims, seen.mark.claim_id, seen.decision, stamp(seen.at))
        self.file.execute("insert or replace into seen values (1, ?, ?, ?, ?)", row)
        self.file.executemany("delete from pending where report = ?", ((id_,) for id_ in reports))

    # -- alerts

    def put_alerts(self, alerts: Iterable[Alert], sinks: Iterable[str], at: datetime) -> list[Alert]:
        """Those that were not there yet; each is to be told to every sink."""
        fresh = []
        names = tuple(sinks)
        for alert in alerts:
            row = (alert.id, stamp(at), json.dumps(to_json(alert), ensure_ascii=False))
            if self.file.execute("insert or ignore into alerts values (?, ?, ?)", row).rowcount:
                fresh.append(alert)
                rows = ((name, alert.id, 0, stamp(at)) for name in names)
                self.file.executemany("insert or ignore into outbox values (?, ?, ?, ?)", rows)
        return fresh

    def latest(self, limit: int) -> list[Alert]:
        """The newest alerts, newest first."""
        rows = self.file.execute("select text from alerts order by at desc, rowid desc limit ?", (limit,))
        return [from_json(json.loads(text)) for (text,) in rows]

    def outbox(self, sink: str, now: datetime) -> list[Letter]:
        """What is to be told to a sink by now, oldest first. What was put off for longer than anything is, was so by a
        clock that ran ahead."""
        rows = self.file.execute(
            "select a.text, o.tries, o.due from outbox o join alerts a on a.id = o.alert "
            "where o.sink = ? and (o.due <= ? or o.due > ?) order by a.at, a.rowid",
            (sink, stamp(now), stamp(now + LONGEST_WAIT)),
        )  # fmt: skip
        return [Letter(from_json(json.loads(text)), tries, datetime.fromisoformat(at)) for text, tries, at in rows]

    def delivered(self, sink: str, alerts: Iterable[str]) -> None:
        self.file.executemany("delete from outbox where sink = ? and alert = ?", ((sink, id_) for id_ in alerts))

    def postponed(self, sink: str, letters: Iterable[Letter], due: datetime) -> None:
        self.file.executemany(
            "update outbox set tries = ?, due = ? where sink = ? and alert = ?",
            ((letter.tries + 1, stamp(due), sink, letter.alert.id) for letter in letters),
        )

    def waiting(self) -> int:
        found: int = self.file.execute("select count(*) from outbox").fetchone()[0]
        return found

    def prune(self, now: datetime, sinks: Iterable[str]) -> None:
        """Forget what is too old to matter, so that the file does not grow for ever. What is still to be told to one of
        ``sinks`` is kept: it may look old only by a clock that ran ahead."""
        old, told = stamp(now - KEPT), set(sinks)
        gone = [(name,) for (name,) in self.file.execute("select distinct sink from outbox") if name not in told]
        self.file.executemany("delete from outbox where sink = ?", gone)
        self.file.execute("delete from alerts where at < ? and id not in (select alert from outbox)", (old,))
        self.file.execute("delete from followed where at < ?", (old,))


def stamp(at: datetime | None) -> str | None:
    return at.isoformat(timespec="microseconds") if at else None


def moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
