"""How readings are written: one batch of reports in one transaction, each report whole, each version once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from outskirts.ledger import codec, layers
from outskirts.ledger.schema import claims, entries, reports, supersessions
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
    known = known_versions(connection, (codec.version_id(r.report) for r in readings))
    moment = codec.to_moment(recorded)
    added: list[Added] = []
    claim_rows: list[codec.Row] = []
    layer_rows: list[codec.Row] = []
    places: dict[int, Place] = {}
    for reading in readings:
        version = codec.version_id(reading.report)
        before = known.get(version, 0)
        if before and not again:
            added.append(Added(reading.report.id, version, Outcome.KNOWN))
            continue
        known[version] = before + 1
        stored, outcome = write_report(connection, reading.report, before + 1, moment, reader)
        places.update((codec.entry_key(p), p) for p in places_of(reading))
        layer_rows.append({"report": stored["seq"], **layers.row(reading)})
        claim_rows.extend(claim_rows_of(reading, stored))
        added.append(Added(reading.report.id, version, outcome, len(reading.claims)))
    insert_entries(connection, places)
    if layer_rows:
        connection.execute(sa.insert(layers_table), layer_rows)
    if claim_rows:
        connection.execute(sa.insert(claims), claim_rows)
    return added


def claim_rows_of(reading: Reading, stored: codec.Row) -> Iterator[codec.Row]:
    head = {
        "report": stored["seq"], "decision": None, "published": stored["published"],
        "known_from": stored["known_from"], "recorded": stored["recorded"],
    }  # fmt: skip
    for claim in reading.claims:
        yield {**head, **codec.claim_row(claim)}


def places_of(reading: Reading) -> Iterator[Place]:
    for claim in reading.claims:
        if claim.place is not None:
            yield from (c.place for c in claim.place.candidates)
    for mention in reading.places:
        yield from (c.place for c in mention.candidates)


def write_report(
    connection: sa.Connection, report: Report, reading: int, moment: int, reader: str
) -> tuple[codec.Row, Outcome]:
    """Insert a row of ``reports``, and of ``supersessions`` where it is not the first of its report."""
    row = codec.report_row(report)
    others = connection.execute(
        sa.select(reports.c.seq, reports.c.version, reports.c.published, reports.c.known_from)
        .where(reports.c.id == report.id, reports.c.outlet == report.outlet)
        .order_by(reports.c.known_from, reports.c.seq)
    ).all()
    row |= {"reading": reading, "recorded": moment, "reader": reader, "known_from": known_from(row, others, moment)}
    (row["seq"],) = connection.execute(sa.insert(reports), row).inserted_primary_key or (0,)
    earlier = [other for other in others if other.known_from <= row["known_from"]]
    later = [other for other in others if other.known_from > row["known_from"]]
    why = "read again" if reading > 1 else "another version"
    links = [(earlier[-1].seq, row["seq"], row["known_from"])] if earlier else []
    links += [(row["seq"], later[0].seq, later[0].known_from)] if later else []
    for old, new, since in links:
        link = {"old": old, "new": new, "known_from": since, "recorded": moment, "why": why}
        connection.execute(sa.insert(supersessions), link)
    if not others:
        return row, Outcome.NEW
    return row, Outcome.AGAIN if reading > 1 else Outcome.CHANGED


def known_from(row: codec.Row, others: Sequence[Any], moment: int) -> int:
    """When the world could know this version: when it was published; but now, as far as anyone can tell, for one
    without a date and for a text that was changed without a new date."""
    for other in others:
        if other.version == row["version"]:
            return int(other.known_from)
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
    dialect: Any = postgresql if connection.dialect.name == "postgresql" else sqlite
    insert = dialect.insert(entries).on_conflict_do_nothing()
    connection.execute(insert, [codec.entry_row(place) for place in missing.values()])
