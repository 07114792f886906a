"""What can be asked of the ledger and told to it: the one class through which the rest of the program uses it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Self

import sqlalchemy as sa

from outskirts.errors import LedgerError, NotKnown
from outskirts.ledger import codec, layers, opening, questions, searching, writing
from outskirts.ledger.reviewed import Reviewed
from outskirts.ledger.schema import claims, decisions, entries, reports
from outskirts.ledger.schema import layers as layers_table
from outskirts.ledger.store import now
from outskirts.ledger.values import (
    Added,
    AsOf,
    Counts,
    Hit,
    Mark,
    OutletCount,
    PlaceCount,
    Query,
    StoredClaim,
    StoredReading,
    StoredReport,
    VoiceCount,
)
from outskirts.vocabulary import Place, Reading

BATCH = 50
PAGE = 1000
# A server sends rows as they are asked for, not all at once.
STREAMED = {"stream_results": True, "max_row_buffer": PAGE}
NOW = AsOf()
ALL = Query()


class Ledger(Reviewed):
    """An open ledger. Use :meth:`open`; close it, or use it as a context manager. Safe to share between threads."""

    @classmethod
    def open(
        cls,
        where: str | Path,
        *,
        create: bool = True,
        clock: Callable[[], datetime] = now,
        reader: str = "",
        patience: float = opening.PATIENCE,
    ) -> Self:
        """Open the ledger at a path or URL (``sqlite:///PATH``, ``postgresql://HOST/NAME``), making it where it is not
        there and ``create`` is set, and bringing an older one up to date. ``clock`` tells when things are recorded;
        ``reader`` names what reads the reports (program and parser, with versions); ``patience`` is for how many
        seconds to wait for another writer. Raises LedgerError."""
        url = opening.address(where)
        name = opening.name_of(url)
        engine = opening.engine_for(url, create=create, patience=patience)
        try:
            with opening.explained(name):
                opening.prepare(engine, name, create=create)
        except LedgerError:
            engine.dispose()
            raise
        return cls(engine, name, clock, reader)

    # -- telling

    def write(self, readings: Sequence[Reading], *, again: bool = False) -> list[Added]:
        """Write these readings in one transaction, all or none, in order. Versions that are there are passed over;
        with ``again`` a new reading of such a version supersedes the old one."""
        with self.writing() as connection:
            now = self.instant(connection)
            return writing.write(connection, readings, recorded=now, reader=self.reader, again=again)

    def add(self, readings: Iterable[Reading], *, batch: int = BATCH, again: bool = False) -> Iterator[Added]:
        """Write readings as they come, ``batch`` in a transaction, and say what became of each once it is safe."""
        held = iter(readings)
        while some := list(islice(held, batch)):
            yield from self.write(some, again=again)

    def known(self, versions: Iterable[str]) -> set[str]:
        """Which of these versions (see :func:`outskirts.ledger.codec.version_id`) are stored, so that they need not be
        read again."""
        with self.reading() as connection:
            return set(writing.known_versions(connection, versions))

    # -- asking

    def claims(self, query: Query = ALL) -> Iterator[StoredClaim]:
        """The claims that stand and fit, in order of publication. Nothing is held in memory but a page of them."""
        found = self.fitting(query)
        return islice(found, query.limit) if query.near is not None else found

    def fitting(self, query: Query) -> Iterator[StoredClaim]:
        near = query.near
        with self.reading() as connection:
            select = questions.claims_wanted(query, self.edits(connection))
            for page in connection.execute(select, execution_options=STREAMED).partitions(PAGE):
                for stored in self.decode(connection, page):
                    place = stored.claim.place.place if near and stored.claim.place else None
                    if near is None or questions.within(place, near):
                        yield stored

    def claim(self, claim_id: str, as_of: AsOf = NOW) -> StoredClaim:
        """One claim as it stood. Raises NotKnown."""
        found = list(self.claims(Query(claim_ids=(claim_id,), as_of=as_of)))
        if not found:
            raise NotKnown(f"no claim {claim_id!r} stands in the ledger", "ask for its trail to see what became of it")
        return found[-1]

    def report(self, report_id: str, as_of: AsOf = NOW) -> StoredReading:
        """The version of a report that stood, with its layers. ``report_id`` may be the id of a version, which then is
        given whether it stands or not. Raises NotKnown."""
        with self.reading() as connection:
            standing = sa.and_(reports.c.id == report_id, *questions.standing_reports(as_of, self.edits(connection)))
            select = (
                sa.select(reports, layers_table)
                .join(layers_table, layers_table.c.report == reports.c.seq)
                .where(sa.or_(reports.c.version == report_id, standing))
                .order_by(reports.c.known_from.desc(), reports.c.seq.desc())
            )
            row = connection.execute(select).first()
            if row is None:
                raise NotKnown(f"no report {report_id!r} stands in the ledger", "search for it by its words")
            self.load_entries(connection, layers.entry_keys(row.places))
        stored = codec.stored_report(row)
        return StoredReading(
            replace(stored, report=replace(stored.report, origin=layers.to_origin(row.origin))),
            layers.to_attributions(row.attributions),
            layers.to_mentions(row.places, self.entries),
            layers.to_times(row.times),
            layers.to_problems(row.problems),
        )

    def reports(
        self, as_of: AsOf = NOW, outlet: str | None = None, claiming: Query | None = None
    ) -> Iterator[StoredReport]:
        """The versions of reports that stood, in order of publication; with ``claiming`` (a question on claims alone)
        only those with a claim that fits."""
        with self.reading() as connection:
            select = sa.select(reports).where(*questions.standing_reports(as_of, self.edits(connection)))
            if outlet is not None:
                select = select.where(reports.c.outlet == outlet)
            if claiming is not None:
                select = select.where(reports.c.seq.in_(sa.select(claims.c.report).where(*questions.wanted(claiming))))
            ordered = select.order_by(reports.c.known_from, reports.c.seq)
            for row in connection.execute(ordered, execution_options=STREAMED):
                yield codec.stored_report(row)

    def search(self, text: str, *, as_of: AsOf = NOW, limit: int = 20) -> list[Hit]:
        """Reports that hold all these words and "quoted phrases" (a word with * at its end: words that begin so)."""
        with self.reading() as connection:
            select = searching.search(connection.dialect.name, text, as_of, self.edits(connection), limit)
            rows = connection.execute(select).all() if select is not None else []
        return [Hit(codec.stored_report(row), row.excerpt) for row in rows]

    def places(self, query: Query = ALL) -> list[PlaceCount]:
        """The places of the claims that stand and fit, those with most claims first."""
        with self.reading() as connection:
            rows = connection.execute(questions.places_wanted(query, self.edits(connection))).all()
            best = self.best_entries(connection, [row.latest for row in rows])
        counted = [
            PlaceCount(best[row.latest], row.claims, codec.from_moment(row.first), codec.from_moment(row.last))
            for row in rows
        ]
        near = query.near
        if near is not None:
            counted = [c for c in counted if questions.within(c.place, near)]
        return counted[: query.limit]

    def outlets(self, as_of: AsOf = NOW) -> list[OutletCount]:
        """The outlets of the reports that stand, those with most reports first."""
        with self.reading() as connection:
            edits = self.edits(connection)
            number = sa.func.count()
            counting = (
                sa.select(reports.c.outlet, number)
                .join(claims, claims.c.report == reports.c.seq)
                .where(*questions.standing(claims, as_of, edits))
                .group_by(reports.c.outlet)
            )
            counted: dict[str, int] = dict(connection.execute(counting).all())
            rows = connection.execute(
                sa.select(reports.c.outlet, number, sa.func.min(reports.c.published), sa.func.max(reports.c.published))
                .where(*questions.standing_reports(as_of, edits))
                .group_by(reports.c.outlet)
                .order_by(number.desc(), reports.c.outlet)
            ).all()
        return [
            OutletCount(outlet, held, counted.get(outlet, 0), codec.perhaps_moment(first), codec.perhaps_moment(last))
            for outlet, held, first, last in rows
        ]

    def voices(self, as_of: AsOf = NOW) -> list[VoiceCount]:
        """Who is named first as the speaker of the claims that stand, those with most claims first."""
        c = claims.c
        number = sa.func.count()
        with self.reading() as connection:
            rows = connection.execute(
                sa.select(c.speaker_name, c.speaker_side, number)
                .where(*questions.standing(claims, as_of, self.edits(connection)))
                .group_by(c.speaker_name, c.speaker_side)
                .order_by(number.desc(), c.speaker_name)
            ).all()
        return [VoiceCount(name or "", side, held) for name, side, held in rows]

    def mark(self, at: int | None = None) -> Mark:
        """How far the ledger has got, or (with ``at``) the claim of that number, to compare with an earlier mark."""
        number, decided = (
            sa.func.coalesce(sa.func.max(claims.c.seq), 0),
            sa.func.coalesce(sa.func.max(decisions.c.seq), 0),
        )
        with self.reading() as connection:
            last: int = connection.execute(sa.select(number)).scalar_one() if at is None else at
            made: int = connection.execute(sa.select(decided)).scalar_one()
            id_: str | None = connection.execute(sa.select(claims.c.id).where(claims.c.seq == last)).scalar()
        return Mark(last, made, id_ or "")

    def place_ids(self, name: str) -> tuple[str, ...]:
        """The ids of gazetteer entries that reports were read with and that bear this name (in any case) or id."""
        lowered = sa.func.lower(entries.c.name)
        select = sa.select(entries.c.id).where(sa.or_(entries.c.id == name, lowered == sa.func.lower(name)))
        with self.reading() as connection:
            return tuple(connection.execute(select.distinct().order_by(entries.c.id)).scalars())

    def claim_ids(self, beginning: str, limit: int = 10) -> tuple[str, ...]:
        """The ids of claims, also of those that stand no longer, that begin so; at most ``limit``."""
        fits = sa.and_(claims.c.id >= beginning, claims.c.id < beginning + "\uffff")
        with self.reading() as connection:
            found = connection.execute(sa.select(claims.c.id).where(fits).distinct().order_by(claims.c.id).limit(limit))
            return tuple(found.scalars())

    def counts(self) -> Counts:
        """How much the ledger holds."""
        with self.reading() as connection:
            selects = questions.counts(self.edits(connection))
            return Counts(*(connection.execute(select).scalar_one() for select in selects))

    def edited(self) -> bool:
        """Whether any version was superseded or anything decided, so that what stood at a time is more than what was
        known by then."""
        with self.reading() as connection:
            edits = self.edits(connection)
        return edits.superseded or edits.decided

    # -- rows into values

    def best_entries(self, connection: sa.Connection, numbers: Sequence[int]) -> dict[int, Place]:
        """For rows of ``claims`` the gazetteer entry that each takes its place for."""
        first: dict[int, int] = {}
        for chunk in writing.chunks(numbers):
            select = sa.select(claims.c.seq, claims.c.candidates).where(claims.c.seq.in_(chunk))
            for number, candidates in connection.execute(select):
                first[number] = codec.candidate_keys(candidates)[0]
        self.load_entries(connection, first.values())
        return {number: self.entries[key] for number, key in first.items()}
