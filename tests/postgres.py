"""A PostgreSQL server of the tests' own: made from the machine's programs, on a free port of this machine, gone at the
end."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa

from outskirts.ledger import opening

# A database in which schemas may be made, to be used instead of a server of our own.
GIVEN = os.environ.get("OUTSKIRTS_TEST_POSTGRESQL", "")
REQUIRED = os.environ.get("OUTSKIRTS_POSTGRESQL") == "required"
USER = "postgres"


def programs() -> Path | None:
    """The folder of initdb and pg_ctl; None where PostgreSQL is not installed."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    return next((path.parent for path in sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)), None)


def available() -> bool:
    """Whether the tests of a ledger run in PostgreSQL too. Where it is required they do, and fail without it."""
    return bool(GIVEN or REQUIRED or programs())


@contextmanager
def server() -> Iterator[str]:
    """The address of a database, while it runs. The server will not run as root, so that it is given another user."""
    if GIVEN:
        yield GIVEN
        return
    folder = programs()
    assert folder is not None, "PostgreSQL is required here and is not installed"
    as_user = {"user": USER, "group": USER, "extra_groups": []} if os.geteuid() == 0 else {}
    home = Path(tempfile.mkdtemp(prefix="ledger-"))
    if as_user:
        shutil.chown(home, USER, USER)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data, quick = home / "data", f"-p {port} -k {home} -c listen_addresses=127.0.0.1 -c fsync=off"

    def run(program: str, *arguments: str) -> None:
        done = subprocess.run(
            [folder / program, *arguments], cwd=home, capture_output=True, text=True, check=False, **as_user
        )  # type: ignore[call-overload]
        assert done.returncode == 0, f"{program}: {done.stdout}{done.stderr}"

    try:
        run("initdb", "-D", str(data), "-A", "trust", "-U", "ledger", "-E", "UTF8", "--locale=C", "--no-sync")
        run("pg_ctl", "-D", str(data), "-o", quick, "-l", str(home / "log"), "-w", "start")
        try:
            yield f"postgresql://ledger@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def schema(server: str) -> Iterator[str]:
    """The address of a schema of its own in that database, gone at the end."""
    name = f"test_{uuid4().hex}"
    engine = sa.create_engine(opening.address(server), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {name}")
        try:
            yield f"{server}?options=-csearch_path%3D{name}"
        finally:
            connection.exec_driver_sql(f"DROP SCHEMA {name} CASCADE")
    engine.dispose()
