"""A ledger opens where it can, is brought up to date, and says what is wrong where it cannot."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from outskirts.errors import LedgerError
from outskirts.ledger import Ledger, opening
from outskirts.ledger.schema import metadata
from outskirts.vocabulary import Reading

Read = Callable[..., Reading]


def test_the_migrations_make_the_tables_that_the_program_uses(ledger: Ledger) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    def ours(name: str | None, kind: str, _parents: object) -> bool:
        return name in metadata.tables if kind == "table" else name != "reports_words"

    with ledger.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": ours, "compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_the_head_is_the_latest_revision() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", "outskirts.ledger:migrations")
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [opening.HEAD]


def test_a_ledger_of_an_older_revision_is_brought_up_to_date(path: Path, read: Read) -> None:
    """Rows that were there stay as they were; what is new is empty for them."""
    with Ledger.open(path) as first:
        first.write([read()])
    with sqlite3.connect(path) as raw:
        raw.execute("ALTER TABLE layers DROP COLUMN origin")
        raw.execute("DROP TABLE grades")
        raw.execute("DROP TABLE links")
        raw.execute("ALTER TABLE decisions DROP COLUMN aside")
        raw.execute("UPDATE alembic_version SET version_num = '0001'")
    raw.close()
    with Ledger.open(path) as later:
        later.write([read("r2")])
        assert [later.report(name).stored.report.origin for name in ("r1", "r2")] == [None, None]
        assert len(list(later.claims())) == 2


def test_the_file_is_strict_wal_and_marked(path: Path) -> None:
    Ledger.open(path).close()
    with sqlite3.connect(path) as raw:
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert raw.execute("PRAGMA application_id").fetchone() == (opening.APPLICATION_ID,)
        strict = {name for _, name, kind, _, _, is_strict in raw.execute("PRAGMA table_list") if is_strict}
        assert strict >= set(metadata.tables)


@pytest.mark.parametrize("table", sorted(metadata.tables))
def test_nothing_is_overwritten(ledger: Ledger, read: Read, table: str) -> None:
    reading, other = read(), read("r2")
    ledger.write([reading, other])
    ledger.merge((reading.claims[0].id, other.claims[0].id), "A. Reviewer")
    ledger.retract(reading.claims[0].id, "A. Reviewer")
    ledger.grade("RU:ministry", "D", "A. Reviewer")
    ledger.write([read(text=reading.report.text + " Updated.")])
    first = metadata.tables[table].columns[0].name
    for statement in (f'UPDATE {table} SET "{first}" = "{first}"', f"DELETE FROM {table}"):
        with pytest.raises(sa.exc.DatabaseError, match="append-only"), ledger.writing() as connection:
            connection.exec_driver_sql(statement)


def test_opening_again_is_quick_and_needs_no_alembic(path: Path) -> None:
    Ledger.open(path).close()
    code = (
        "import sys; from outskirts.ledger import Ledger; "
        f"Ledger.open({str(path)!r}, create=False).counts(); print('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_folders_are_made(tmp_path: Path) -> None:
    Ledger.open(tmp_path / "new" / "deep" / "ledger.sqlite").close()
    assert (tmp_path / "new" / "deep" / "ledger.sqlite").exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"Dear diary, today nothing happened. " * 200, "is not a ledger"),
        (b"SQLite format 3\0" + b"x" * 2000, "ledger"),
    ],
)
def test_a_file_of_another_kind(path: Path, content: bytes, said: str) -> None:
    path.write_bytes(content)
    with pytest.raises(LedgerError, match=said) as caught:
        Ledger.open(path)
    assert str(path) in str(caught.value)
    assert caught.value.remedy
    assert path.read_bytes() == content


def test_a_database_of_another_kind(path: Path) -> None:
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(LedgerError, match="other tables"):
        Ledger.open(path)


def test_a_ledger_of_a_newer_program(path: Path) -> None:
    Ledger.open(path).close()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(LedgerError, match=r"newer Outskirts \(revision 9999\)") as caught:
        Ledger.open(path)
    assert "upgrade" in caught.value.remedy


def test_no_ledger_there(path: Path, tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no ledger at") as caught:
        Ledger.open(path, create=False)
    assert f"--ledger {path} add" in caught.value.remedy
    assert not path.exists()
    with pytest.raises(LedgerError, match="is a folder"):
        Ledger.open(tmp_path)
    path.touch()
    with pytest.raises(LedgerError, match="is empty"):
        Ledger.open(path, create=False)


@pytest.mark.parametrize("where", ["mysql://host/db", "http://host/ledger", "postgresql://[", "nonsense://"])
def test_no_such_address(where: str) -> None:
    with pytest.raises(LedgerError) as caught:
        Ledger.open(where)
    assert caught.value.remedy


def test_a_password_is_not_told() -> None:
    assert "secret" not in opening.name_of(
        opening.address("sqlite:///x").set(drivername="postgresql+psycopg", password="secret", host="h", username="u")
    )


def test_a_server_that_is_not_there() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(LedgerError, match="cannot be reached") as caught:
        Ledger.open("postgresql://u:secret@127.0.0.1:1/none")
    assert "secret" not in str(caught.value)


def test_another_writer_is_waited_for_and_then_named(path: Path, read: Read) -> None:
    with Ledger.open(path, patience=0.05) as ledger:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="another process"):
            ledger.write([read()])
        assert ledger.counts().reports == 0
        other.execute("ROLLBACK")
        other.close()
        ledger.write([read()])
        assert ledger.counts().reports == 1


def test_a_reader_sees_one_state_while_another_writes(path: Path, read: Read) -> None:
    with Ledger.open(path) as reader, Ledger.open(path) as writer:
        writer.write([read(f"r{n}") for n in range(3)])
        seen = reader.claims()
        first = next(seen)
        writer.write([read("r9")])
        assert len([first, *seen]) == 3
        assert reader.counts().reports == 4


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(LedgerError, match="cannot"):
        Ledger.open(tmp_path / "ledger.sqlite")


@pytest.mark.parametrize("shared", [False, True])
def test_a_ledger_on_a_read_only_disk_can_be_asked(
    path: Path, read: Read, shared: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = path.with_name("a ledger?.sqlite")
    ledger = Ledger.open(path)
    ledger.write([read()])
    if not shared:
        ledger.close()
    monkeypatch.setattr(opening, "writable", lambda _: False)
    with Ledger.open(path, create=False) as frozen:
        assert frozen.counts().claims == 1
        with pytest.raises(LedgerError, match="cannot be written"):
            frozen.write([read("r2")])


def test_a_damaged_ledger(path: Path, read: Read) -> None:
    with Ledger.open(path) as ledger:
        ledger.write([read(f"r{n}") for n in range(100)])
    data = bytearray(path.read_bytes())
    data[8192:-4096] = b"\xff" * (len(data) - 12288)
    path.write_bytes(data)
    with pytest.raises(LedgerError) as caught:
        list(Ledger.open(path).claims())
    assert caught.value.remedy
