"""The connection to a ledger's database: reading and writing, and how rows become values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Self

import sqlalchemy as sa

from outskirts.ledger import codec, opening, questions, writing
from outskirts.ledger.schema import decisions, entries, grades, reports
from outskirts.ledger.values import Action, StoredClaim
from outskirts.vocabulary import Claim, Place


def now() -> datetime:
    return datetime.now(UTC)


class Store:
    """An open database. Safe to share between threads."""

    def __init__(self, engine: sa.Engine, name: str, clock: Callable[[], datetime] = now, reader: str = "") -> None:
        self.engine = engine
        self.name = name
        self.clock = clock
        self.reader = reader
        self.entries: dict[int, Place] = {}

    def close(self) -> None:
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        with opening.explained(self.name), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        with (
            opening.explained(self.name),
            self.engine.connect().execution_options(writing=True) as connection,
            connection.begin(),
        ):
            opening.take_turn(connection)
            yield connection

    def edits(self, connection: sa.Connection) -> questions.Edits:
        superseded, decided = connection.execute(questions.EDITS).one()
        return questions.Edits(bool(superseded), bool(decided))

    def decode(self, connection: sa.Connection, rows: Sequence[Any]) -> Iterator[StoredClaim]:
        for row, claim in zip(rows, self.decode_claims(connection, rows), strict=True):
            yield StoredClaim(
                claim,
                codec.perhaps_moment(row.published),
                codec.from_moment(row.recorded),
                row.outlet,
                row.title,
                row.url,
                row.version,
                Action(row.verdict) if row.verdict else None,
                row.decision is not None,
            )

    def decode_claims(self, connection: sa.Connection, rows: Sequence[Any]) -> list[Claim]:
        self.load_entries(connection, (key for row in rows for key in codec.candidate_keys(row.candidates)))
        return [codec.to_claim(row, self.entries) for row in rows]

    def load_entries(self, connection: sa.Connection, keys: Iterable[int]) -> None:
        for chunk in writing.chunks({key for key in keys if key not in self.entries}):
            for row in connection.execute(sa.select(entries).where(entries.c.key.in_(chunk))):
                self.entries[row.key] = codec.to_entry(row)

    def instant(self, connection: sa.Connection) -> datetime:
        """When what is written now is recorded: now by the clock, or just after what was recorded last where the clock
        has been set back. So nothing is ever put into a past that was asked about already."""
        ends = [sa.select(t.c.recorded).order_by(t.c.seq.desc()).limit(1) for t in (reports, decisions, grades)]
        last = max((moment for end in ends for moment in connection.execute(end).scalars()), default=None)
        now = self.clock()
        return now if last is None or codec.to_moment(now) >= last else codec.from_moment(last + 1)
