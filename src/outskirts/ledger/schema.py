"""Which tables the ledger has. Dialect-neutral SQLAlchemy Core; what only one database can do is in ``dialects``.

Every table is append-only. Moments are whole microseconds since 1970-01-01T00:00Z, days ISO 8601 text, so that both
sort and compare alike in SQLite and PostgreSQL. Offsets are code points into ``reports.text``.

    entries          gazetteer entries as they were when a report was read; the key hashes their content
    reports          one row a reading of a version of a report
    layers           what was read besides claims, JSON, one row a report
    claims           one row a claim read, or put in by a reviewer's correction (``decision``)
    supersessions    from when a row of ``reports`` stands in for another
    decisions        corrections, retractions, verdicts: who, when, why; those ``aside`` change nothing
    links            the claims that a decision says are one, or apart
"""

from __future__ import annotations

import sqlalchemy as sa

# SQLite's STRICT tables know INTEGER and REAL only, and only INTEGER PRIMARY KEY counts up by itself.
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NUMBER: sa.types.TypeEngine[float] = sa.Double().with_variant(sa.REAL(), "sqlite")

metadata = sa.MetaData()


def text(name: str, *constraints: sa.ForeignKey, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), *constraints, nullable=null)


def whole(name: str, *constraints: sa.ForeignKey, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, BIG, *constraints, nullable=null)


def real(name: str, *, null: bool = False) -> sa.Column[float]:
    return sa.Column(name, NUMBER, nullable=null)


def key(name: str, *, counted: bool = True) -> sa.Column[int]:
    return sa.Column(name, BIG, primary_key=True, autoincrement=counted)


entries = sa.Table(
    "entries",
    metadata,
    key("key", counted=False),
    text("id"),
    text("name"),
    real("lat", null=True),
    real("lon", null=True),
    text("kind"),
    text("country"),
    text("admin1"),
    text("admin2"),
    whole("population"),
    text("located_by"),
    text("source"),
    sa.Index("entries_id", "id"),
    sa.Index("entries_point", "lat", "lon"),
    sa.Index("entries_name", sa.text("lower(name)")),
    sqlite_strict=True,
)

reports = sa.Table(
    "reports",
    metadata,
    key("seq"),
    text("version"),  # hash of id, outlet, url, published, text
    whole("reading"),  # 1, and more where the same version was read again
    text("id"),
    text("outlet"),
    text("url"),
    text("title"),
    text("language"),
    text("text"),
    text("digest"),  # SHA-256 of the text, hex
    whole("published", null=True),
    whole("known_from"),
    whole("recorded"),
    text("reader"),
    sa.UniqueConstraint("version", "reading", name="reports_version"),
    sa.Index("reports_id", "id"),
    sa.Index("reports_outlet", "outlet", "published"),
    sa.Index("reports_digest", "digest"),
    sqlite_strict=True,
)

layers = sa.Table(
    "layers",
    metadata,
    sa.Column("report", BIG, sa.ForeignKey("reports.seq"), primary_key=True, autoincrement=False),
    text("attributions"),
    text("places"),
    text("times"),
    text("problems"),
    sa.Column("origin", sa.Text(), nullable=False, server_default=""),
    sqlite_strict=True,
)

decisions = sa.Table(
    "decisions",
    metadata,
    key("seq"),
    text("id"),
    text("action"),
    whole("report", sa.ForeignKey("reports.seq")),
    text("claim"),  # empty for a decision about the whole report
    text("by"),
    text("why"),
    whole("recorded"),
    whole("undoes", sa.ForeignKey("decisions.seq"), null=True),
    # 1 for a judgement that is kept to compare reviewers and changes no answer
    sa.Column("aside", BIG, nullable=False, server_default="0"),
    sa.UniqueConstraint("id", name="decisions_named"),
    sa.Index("decisions_claim", "report", "claim"),
    sa.Index("decisions_undoes", "undoes"),
    sqlite_strict=True,
)

links = sa.Table(
    "links",
    metadata,
    key("seq"),
    whole("decision", sa.ForeignKey("decisions.seq")),
    whole("report", sa.ForeignKey("reports.seq")),
    text("claim"),
    text("sense"),
    sa.Index("links_decision", "decision"),
    sa.Index("links_claim", "claim"),
    sqlite_strict=True,
)

grades = sa.Table(
    "grades",
    metadata,
    key("seq"),
    text("voice"),  # as outskirts.merge.voices names it; not tied to a report
    text("grade"),  # A to F; F takes an earlier grade back
    text("by"),
    text("why"),
    whole("recorded"),
    sa.Index("grades_voice", "voice"),
    sqlite_strict=True,
)


def party(role: str) -> list[sa.Column[int] | sa.Column[str]]:
    return [
        text(f"{role}_name", null=True),
        text(f"{role}_side", null=True),
        text(f"{role}_text", null=True),
        whole(f"{role}_start", null=True),
        whole(f"{role}_end", null=True),
    ]


claims = sa.Table(
    "claims",
    metadata,
    key("seq"),
    whole("report", sa.ForeignKey("reports.seq")),
    whole("decision", sa.ForeignKey("decisions.seq"), null=True),
    text("id"),
    text("report_id"),
    whole("published", null=True),
    whole("known_from"),
    whole("recorded"),
    text("kind"),
    text("stance"),
    text("trigger_text"),
    whole("trigger_start"),
    whole("trigger_end"),
    *party("actor"),
    *party("target"),
    text("place_id", null=True),
    text("place_name", null=True),
    text("place_text", null=True),
    whole("place_start", null=True),
    whole("place_end", null=True),
    text("relation", null=True),
    text("bearing", null=True),
    text("part", null=True),
    whole("anaphoric", null=True),
    text("candidates", null=True),  # JSON: [[key of entry, score], …], best first
    text("when_start", null=True),
    text("when_end", null=True),
    text("when_text"),
    text("said", null=True),
    text("speaker_name", null=True),  # the first speaker, to be asked for
    text("speaker_side", null=True),
    text("speakers", null=True),  # JSON: [[name, side, role, start, end, text], …], nearest first
    whole("quantity", null=True),  # 1 where there is a quantity, since both of its ends may be open
    whole("quantity_low", null=True),
    whole("quantity_high", null=True),
    text("sentence"),
    whole("sentence_start"),
    whole("sentence_end"),
    real("score"),
    # Holds all that the counts of places ask for, so that these need not look at the rows.
    sa.Index("claims_place", "place_id", "known_from", "report", "recorded", "decision"),
    sa.Index("claims_report", "report"),
    sa.Index("claims_id", "id"),
    sa.Index("claims_kind", "kind", "known_from"),
    sa.Index("claims_published", "published"),
    sa.Index("claims_known_from", "known_from"),
    sa.Index("claims_speaker", "speaker_name"),
    sqlite_strict=True,
)

supersessions = sa.Table(
    "supersessions",
    metadata,
    sa.Column("old", BIG, sa.ForeignKey("reports.seq"), primary_key=True, autoincrement=False),
    sa.Column("new", BIG, sa.ForeignKey("reports.seq"), primary_key=True, autoincrement=False),
    whole("known_from"),
    whole("recorded"),
    text("why"),
    sqlite_strict=True,
)
