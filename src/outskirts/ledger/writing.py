"""How readings are written: one batch of reports in one transaction, each report whole, each version once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any

import sqlalchemy as sa

from outskirts.ledger import codec, layers
from outskirts.ledger.schema import entries, reports, supersessions
from outskirts.ledger.schema import layers as layers_table
from outskirts.ledger.values import Added, Outcome
from outskirts.vocabulary import Place, Reading, Report

# Below the number of parameters that any supported database takes in one statement.
CHUNK = 500


def chunks(values: Iterable[Any]) -> Iterator[list[Any]]:
    held = list(values)
    for start in range(0, len(held), CHUNK):
        yield held[start : start + CHUNK]


def known_versions(connection: sa.Connection, versions: Iterable[str]) -> dict[str, int]:
    """Of these versions, those that are stored, with the number of their latest reading."""
    found: dict[str, int] = {}
    for chunk in chunks(set(versions)):
        select = (
            sa.select(reports.c.version, sa.func.max(reports.c.reading))
            .where(reports.c.version.in_(chunk))
            .group_by(reports.c.version)
        )
        found.update((version, reading) for version, reading in connection.execute(select))
    return found


def write(
    connection: sa.Connection, readings: Sequence[Reading], *, recorded: datetime, reader: str, again: bool
) -> list[Added]:
    """Write the readings inside the caller's transaction, in order. A version that is stored is passed over, unless
    ``again`` is set: then its new reading supersedes the old one."""
    added: list[Added] = []
    wanted: list[Reading] = []
    batch = Batch(connection, [reading.report for reading in readings], codec.to_moment(recorded), reader)
    for reading in readings:
        report = reading.report
        version = codec.version_id(report)
        before = batch.known.get(version, 0)
        if before and not again:
            added.append(Added(report.id, version, Outcome.KNOWN))
            continue
        added.append(Added(report.id, version, batch.place(reading, version, before + 1), len(reading.claims)))
        wanted.append(reading)
    if not wanted:
        return added
    numbers = batch.insert()
    insert_entries(connection, places_of(wanted))
    layer_rows = [{"report": n, **layers.row(reading)} for n, reading in zip(numbers, wanted, strict=True)]
    connection.execute(sa.insert(layers_table), layer_rows)
    insert_claims(connection, claim_rows(wanted, numbers, batch.rows))
    return added


def claim_rows(readings: Iterable[Reading], numbers: Iterable[int], rows: Iterable[codec.Row]) -> list[tuple[Any, ...]]:
    found = []
    for reading, number, row in zip(readings, numbers, rows, strict=True):
        origin = (number, None, row["published"], row["known_from"], row["recorded"])
        found += [(*origin, *codec.claim_values(claim)) for claim in reading.claims]
    return found


def insert_claims(connection: sa.Connection, rows: list[tuple[Any, ...]]) -> None:
    """Rows in the order of the columns OF_ORIGIN and OF_CLAIM. Past SQLAlchemy, whose care for each value takes longer
    than the database itself."""
    if not rows:
        return
    columns = (*codec.OF_ORIGIN, *codec.OF_CLAIM)
    mark = "%s" if connection.dialect.name == "postgresql" else "?"
    marks = ", ".join([mark] * len(columns))
    connection.exec_driver_sql(f"INSERT INTO claims ({', '.join(columns)}) VALUES ({marks})", rows)


def places_of(readings: Iterable[Reading]) -> dict[int, Place]:
    """The gazetteer entries named, by key. Mostly the same objects over and over, so known first by identity."""
    seen: dict[int, Place] = {}
    for reading in readings:
        for mention in (*reading.places, *(claim.place for claim in reading.claims if claim.place is not None)):
            for candidate in mention.candidates:
                seen.setdefault(id(candidate.place), candidate.place)
    return {codec.entry_key(place): place for place in seen.values()}


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a report: the number of its row (of those that are yet to be written, its place among them), and
    when it was published and known."""

    version: str
    published: int | None
    known_from: int
    number: int
    stored: bool


class Batch:
    """The rows of ``reports`` and ``supersessions`` of one batch, with what the ledger held of these reports before."""

    def __init__(self, connection: sa.Connection, offered: Sequence[Report], moment: int, reader: str) -> None:
        self.connection = connection
        self.moment = moment
        self.reader = reader
        self.known = known_versions(connection, map(codec.version_id, offered))
        self.others: dict[tuple[str, str], list[Version]] = {}
        self.rows: list[codec.Row] = []
        self.links: list[tuple[Version, Version, str]] = []
        c = reports.c
        for chunk in chunks({report.id for report in offered}):
            select = sa.select(c.id, c.outlet, c.version, c.published, c.known_from, c.seq).where(c.id.in_(chunk))
            for name, outlet, version, published, known, seq in connection.execute(
                select.order_by(c.known_from, c.seq)
            ):
                self.others.setdefault((name, outlet), []).append(Version(version, published, known, seq, True))

    def place(self, given: Reading, version: str, reading: int) -> Outcome:
        """Put a version among those of its report, and see which stands in for which from when on."""
        report = given.report
        row = codec.report_row(report)
        others = self.others.setdefault((report.id, report.outlet), [])
        since = known_from(row, others, self.moment)
        self.rows.append(
            row
            | {"reading": reading, "recorded": self.moment, "reader": given.reader or self.reader, "known_from": since}
        )
        this = Version(version, row["published"], since, len(self.rows) - 1, False)
        why = "read again" if reading > 1 else "another version"
        at = sum(other.known_from <= since for other in others)
        if at > 0:
            self.links.append((others[at - 1], this, why))
        if at < len(others):
            self.links.append((this, others[at], why))
        outcome = (Outcome.AGAIN if reading > 1 else Outcome.CHANGED) if others else Outcome.NEW
        others.insert(at, this)
        self.known[version] = reading
        return outcome

    def insert(self) -> list[int]:
        """Write the rows; the numbers that the database gave to those of ``reports``, in order."""
        insert = sa.insert(reports).returning(reports.c.seq, sort_by_parameter_order=True)
        numbers = list(self.connection.execute(insert, self.rows).scalars())
        links = [
            {
                "old": old.number if old.stored else numbers[old.number],
                "new": new.number if new.stored else numbers[new.number],
                "known_from": new.known_from, "recorded": self.moment, "why": why,
            }
            for old, new, why in self.links
        ]  # fmt: skip
        if links:
            self.connection.execute(sa.insert(supersessions), links)
        return numbers


def known_from(row: codec.Row, others: Sequence[Version], moment: int) -> int:
    """When the world could know this version: when it was published; but now, as far as anyone can tell, for one
    without a date and for a text that was changed without a new date."""
    for other in others:
        if other.version == row["version"]:
            return other.known_from
    published: int | None = row["published"]
    if published is None or any(other.published == published for other in others):
        return moment
    return published


def insert_entries(connection: sa.Connection, places: dict[int, Place]) -> None:
    """Keep the gazetteer entries that are not kept yet."""
    missing = dict(places)
    for chunk in chunks(places):
        for key in connection.execute(sa.select(entries.c.key).where(entries.c.key.in_(chunk))).scalars():
            missing.pop(key, None)
    if not missing:
        return
    # Only the dialect at hand: that of PostgreSQL takes a tenth of a second to load.
    dialect: Any = import_module(f"sqlalchemy.dialects.{connection.dialect.name}")
    insert = dialect.insert(entries).on_conflict_do_nothing()
    connection.execute(insert, [{"key": key, **codec.entry_row(place)} for key, place in missing.items()])
