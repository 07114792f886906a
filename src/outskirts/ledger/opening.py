"""How a ledger is opened: the address, the engine, the checks, the migrations, and what the database's errors mean."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy import exc, pool

from outskirts.errors import LedgerError

HEAD = "0005"
# "OUTS": marks the SQLite file as a ledger, for `file` and for us.
APPLICATION_ID = 0x4F555453
MEMORY = "sqlite://"
PATIENCE = 30.0
# Pages of the log before it is worked into the file: often costs a sync each time, seldom a longer log (40 MB).
LOG = "wal_autocheckpoint = 10000"

# What the database says, what that means, what to do; the first that is found in the message counts.
MEANINGS = (
    ("is locked", "is being written by another process", "wait until that run has ended, then try again"),
    ("readonly database", "is on a disk or in a folder that cannot be written", "copy it to where you may write"),
    (
        "unable to open database",
        "cannot be opened",
        "check that the folder is there and that you may read and write it",
    ),
    ("is not a database", "is not a ledger", "give the path of a file that `outskirts add` made, or of a new file"),
    ("malformed", "is damaged", "restore it from a copy, or read the reports into a new ledger"),
    ("is full", "cannot grow: the disk is full", "make room, then run the same command again; it goes on where it was"),
    (
        "disk i/o error",
        "cannot be read or written: the disk reports an error",
        "check the disk, or copy the file elsewhere",
    ),
    ("failed to resolve host", "cannot be reached: there is no such host", "check the address given"),
    ("connection", "cannot be reached", "check that the server runs, and the address, user and password given"),
)


def address(where: str | Path) -> sa.URL:
    """A path, or a URL whose scheme is sqlite or postgresql, as an address for SQLAlchemy. Raises LedgerError."""
    text = str(where)
    if "://" not in text:
        return sa.URL.create("sqlite", database=text)
    try:
        url = sa.make_url(text)
    except (exc.ArgumentError, ValueError) as error:
        raise LedgerError(f"not an address of a ledger: {text!r}", "give a path or postgresql://HOST/NAME") from error
    if url.drivername in ("postgres", "postgresql"):
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in ("sqlite", "sqlite+pysqlite", "postgresql+psycopg"):
        raise LedgerError(f"no ledger can be kept in {url.drivername!r}", "give a path or postgresql://HOST/NAME")
    if url.drivername == "postgresql+psycopg" and find_spec("psycopg") is None:
        raise LedgerError("a ledger in PostgreSQL needs its driver", "pip install 'outskirts[postgresql]'")
    return url


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turn what the database reports about its file, disk or server into a LedgerError; bugs pass through."""
    try:
        yield
    except (exc.OperationalError, exc.DatabaseError, sqlite3.DatabaseError) as error:
        if isinstance(error, exc.IntegrityError | exc.ProgrammingError | exc.DataError):
            raise
        said = str(getattr(error, "orig", error))
        for words, meaning, remedy in MEANINGS:
            if words in said.lower():
                raise LedgerError(f"the ledger {name} {meaning}", remedy) from error
        raise LedgerError(f"the ledger {name}: {said}") from error


def name_of(url: sa.URL) -> str:
    """What to call the ledger in messages; never holds a password."""
    if url.get_backend_name() == "sqlite":
        return url.database or "in memory"
    return url.render_as_string(hide_password=True)


def engine_for(url: sa.URL, *, create: bool, patience: float = PATIENCE) -> sa.Engine:
    """An engine for the address, its SQLite connections set up; checks that a SQLite file is there where it must be."""
    if url.get_backend_name() != "sqlite":
        return sa.create_engine(url, pool_pre_ping=True)
    if not url.database or url.database == ":memory:":
        engine = sa.create_engine(MEMORY, poolclass=pool.StaticPool, connect_args={"check_same_thread": False})
    else:
        path = Path(url.database).expanduser()
        check_file(path, create=create)
        engine = sa.create_engine(sqlite_url(path), connect_args={"timeout": patience, "check_same_thread": False})
    sa.event.listen(engine, "connect", prepare_sqlite)
    sa.event.listen(engine, "begin", begin_sqlite)
    return engine


def check_file(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise LedgerError(f"{path} is a folder, not a ledger", f"give the path of a file, such as {path}/ledger.sqlite")
    if not path.exists():
        if not create:
            raise LedgerError(f"there is no ledger at {path}", f"make one with `outskirts --ledger {path} add FILE`")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LedgerError(
                f"cannot make {path.parent}: {error.strerror}", "give a path that you may write"
            ) from error


def sqlite_url(path: Path) -> sa.URL:
    """The address of the file; of one on a read-only disk such that it can be asked all the same."""
    if not path.exists() or writable(path):
        return sa.URL.create("sqlite", database=str(path))
    how = {"mode": "ro", "uri": "true"}
    # Without a log beside it the file is complete, and need not be shared through files that cannot be made there.
    log = path.with_name(path.name + "-wal")
    if not log.exists() or not log.stat().st_size:
        how["immutable"] = "1"
    return sa.URL.create("sqlite", database=f"file:{quote(str(path.absolute()))}", query=how)


def writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def prepare_sqlite(connection: Any, _record: object) -> None:
    # Transactions are begun by begin_sqlite; the driver's own rules would begin them late and end them early.
    connection.isolation_level = None
    cursor = connection.cursor()
    try:
        cursor.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        # A ledger on a read-only disk can still be asked.
        if "readonly" not in str(error):
            raise
    for pragma in ("synchronous = NORMAL", "foreign_keys = ON", "cache_size = -65536", "temp_store = MEMORY", LOG):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def begin_sqlite(connection: sa.Connection) -> None:
    """A writer takes the lock at once, so that it waits its turn rather than fail half-way. A reader needs no
    transaction: each question is one statement, which sees one state of the file."""
    if connection.get_execution_options().get("writing", False):
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def take_turn(connection: sa.Connection) -> None:
    """Writers go one after another, in PostgreSQL as in SQLite: what one has looked up is still so when it writes."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({APPLICATION_ID + 1})")


def revision_of(connection: sa.Connection) -> str | None:
    """The revision of the ledger's tables; None for an empty database. Raises LedgerError for one of another kind."""
    tables = set(sa.inspect(connection).get_table_names())
    if not tables:
        return None
    if not {"alembic_version", "reports", "claims"} <= tables:
        raise LedgerError("is not a ledger: it has other tables", "give the path of a ledger, or of a new file")
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())


def prepare(engine: sa.Engine, name: str, *, create: bool) -> None:
    """Check the tables, and make or migrate them where needed, in one transaction. Raises LedgerError."""
    try:
        with engine.connect() as connection:
            revision = revision_of(connection)
        if revision == HEAD:
            return
        if revision is None and not create:
            raise LedgerError("is empty", "read reports into it with `outskirts add`")
        with engine.connect().execution_options(writing=True) as connection, connection.begin():
            migrate(connection)
    except LedgerError as error:
        raise LedgerError(f"the ledger {name} {error}", error.remedy) from error


def migrate(connection: sa.Connection) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({APPLICATION_ID})")
    config = Config()
    config.set_main_option("script_location", "outskirts.ledger:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    revision = revision_of(connection)
    try:
        if revision is not None:
            ScriptDirectory.from_config(config).get_revision(revision)
    except CommandError as error:
        raise LedgerError(f"was written by a newer Outskirts (revision {revision})", "upgrade Outskirts") from error
    command.upgrade(config, "head")
