"""A ledger copied into another, row by row with its numbers and times: from a file to a server and back."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa

from outskirts.errors import LedgerError
from outskirts.ledger.ledger import Ledger
from outskirts.ledger.schema import metadata, reports

# Rows held at once: texts of reports are among them.
ROWS = 500


def copy(source: Ledger, target: Ledger, progress: Callable[[str, float], None] = lambda *_: None) -> dict[str, int]:
    """All rows of ``source`` into ``target``, which has to be empty, in one transaction: whole or not at all. Gives the
    number of rows of each table. What is written to the source meanwhile is left out. Raises LedgerError."""
    copied: dict[str, int] = {}
    with source.reading() as reading, target.writing() as writing:
        if writing.execute(sa.select(sa.func.count()).select_from(reports)).scalar_one():
            raise LedgerError(f"the ledger {target.name} holds reports already", "copy into a new ledger")
        last = {table.name: last_of(reading, table) for table in metadata.sorted_tables}
        whole = sum(last.values()) or 1
        for table in metadata.sorted_tables:
            rows = sa.select(table).order_by(*table.primary_key.columns)
            if len(table.primary_key.columns) == 1:
                rows = rows.where(*[key <= last[table.name] for key in table.primary_key.columns])
            copied[table.name] = 0
            found = reading.execution_options(yield_per=ROWS).execute(rows)
            for some in found.mappings().partitions(ROWS):
                writing.execute(sa.insert(table), [dict(row) for row in some])
                copied[table.name] += len(some)
                progress(f"copying {table.name}", min(sum(copied.values()) / whole, 1.0))
            count_on(writing, table)
    return copied


def last_of(connection: sa.Connection, table: sa.Table) -> int:
    """The highest number of the table's rows; 0 where there is none."""
    [key, *_] = table.primary_key.columns
    return int(connection.execute(sa.select(sa.func.max(key))).scalar() or 0)


def count_on(connection: sa.Connection, table: sa.Table) -> None:
    """PostgreSQL numbers rows by a counter of its own, which copied numbers do not move."""
    if connection.dialect.name != "postgresql":
        return
    for key in table.primary_key.columns:
        counter = connection.execute(sa.select(sa.func.pg_get_serial_sequence(table.name, key.name))).scalar()
        if counter and (last := last_of(connection, table)):
            connection.execute(sa.select(sa.func.setval(counter, last)))
