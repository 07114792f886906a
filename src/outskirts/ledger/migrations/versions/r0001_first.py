"""The first tables: reports, layers, claims, gazetteer entries, supersessions, decisions."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NUMBER: sa.types.TypeEngine[float] = sa.Double().with_variant(sa.REAL(), "sqlite")
APPEND_ONLY = ("entries", "reports", "layers", "claims", "supersessions", "decisions")


def upgrade() -> None:
    make_reports()
    make_decisions()
    make_claims()
    if op.get_bind().dialect.name == "sqlite":
        only_sqlite()
    else:
        only_postgresql()


def key(name: str, *, counted: bool = True) -> sa.Column[int]:
    return sa.Column(name, BIG, primary_key=True, autoincrement=counted)


def texts(*names: str, null: bool = False) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=null) for name in names]


def wholes(*names: str, null: bool = False) -> list[sa.Column[int]]:
    return [sa.Column(name, BIG, nullable=null) for name in names]


def link(name: str, target: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, BIG, sa.ForeignKey(target), nullable=null)


def make_reports() -> None:
    op.create_table(
        "entries", key("key", counted=False), *texts("id", "name"),
        sa.Column("lat", NUMBER), sa.Column("lon", NUMBER),
        *texts("kind", "country", "admin1", "admin2"), *wholes("population"), *texts("located_by", "source"),
        sqlite_strict=True,
    )  # fmt: skip
    op.create_index("entries_id", "entries", ["id"])
    op.create_index("entries_point", "entries", ["lat", "lon"])
    op.create_table(
        "reports", key("seq"), *texts("version"), *wholes("reading"),
        *texts("id", "outlet", "url", "title", "language", "text", "digest"),
        *wholes("published", null=True), *wholes("known_from", "recorded"), *texts("reader"),
        sa.UniqueConstraint("version", "reading", name="reports_version"), sqlite_strict=True,
    )  # fmt: skip
    op.create_index("reports_id", "reports", ["id"])
    op.create_index("reports_outlet", "reports", ["outlet", "published"])
    op.create_index("reports_digest", "reports", ["digest"])
    op.create_table(
        "layers",
        sa.Column("report", BIG, sa.ForeignKey("reports.seq"), primary_key=True, autoincrement=False),
        *texts("attributions", "places", "times", "problems"),
        sqlite_strict=True,
    )
    op.create_table(
        "supersessions",
        sa.Column("old", BIG, sa.ForeignKey("reports.seq"), primary_key=True, autoincrement=False),
        sa.Column("new", BIG, sa.ForeignKey("reports.seq"), primary_key=True, autoincrement=False),
        *wholes("known_from", "recorded"),
        *texts("why"),
        sqlite_strict=True,
    )


def make_decisions() -> None:
    op.create_table(
        "decisions", key("seq"), *texts("id", "action"), link("report", "reports.seq"),
        *texts("claim", "by", "why"), *wholes("recorded"), link("undoes", "decisions.seq", null=True),
        sa.UniqueConstraint("id", name="decisions_named"), sqlite_strict=True,
    )  # fmt: skip
    op.create_index("decisions_claim", "decisions", ["report", "claim"])
    op.create_index("decisions_undoes", "decisions", ["undoes"])


def party(role: str) -> list[sa.Column[str] | sa.Column[int]]:
    return [
        *texts(f"{role}_name", f"{role}_side", f"{role}_text", null=True),
        *wholes(f"{role}_start", f"{role}_end", null=True),
    ]


def make_claims() -> None:
    op.create_table(
        "claims", key("seq"), link("report", "reports.seq"), link("decision", "decisions.seq", null=True),
        *texts("id", "report_id"), *wholes("published", null=True), *wholes("known_from", "recorded"),
        *texts("kind", "stance", "trigger_text"), *wholes("trigger_start", "trigger_end"),
        *party("actor"), *party("target"),
        *texts("place_id", "place_name", "place_text", null=True), *wholes("place_start", "place_end", null=True),
        *texts("relation", "bearing", "part", null=True), *wholes("anaphoric", null=True),
        *texts("candidates", "when_start", "when_end", null=True), *texts("when_text"),
        *texts("said", "speaker_name", "speaker_side", "speakers", null=True),
        *wholes("quantity", "quantity_low", "quantity_high", null=True),
        *texts("sentence"), *wholes("sentence_start", "sentence_end"), sa.Column("score", NUMBER, nullable=False),
        sqlite_strict=True,
    )  # fmt: skip
    op.create_index("claims_place", "claims", ["place_id", "known_from", "report", "recorded", "decision"])
    op.create_index("claims_report", "claims", ["report"])
    op.create_index("claims_id", "claims", ["id"])
    op.create_index("claims_kind", "claims", ["kind", "known_from"])
    op.create_index("claims_published", "claims", ["published"])
    op.create_index("claims_known_from", "claims", ["known_from"])
    op.create_index("claims_speaker", "claims", ["speaker_name"])


def only_sqlite() -> None:
    op.execute(
        "CREATE VIRTUAL TABLE words USING fts5(text, content='reports', content_rowid='seq', "
        "tokenize='unicode61 remove_diacritics 2')"
    )
    op.execute(
        "CREATE TRIGGER reports_words AFTER INSERT ON reports BEGIN "
        "INSERT INTO words(rowid, text) VALUES (new.seq, new.text); END"
    )
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
            )
    op.execute(f"PRAGMA application_id = {0x4F555453}")


def only_postgresql() -> None:
    op.execute("CREATE INDEX reports_words ON reports USING gin (to_tsvector('simple', left(text, 250000)))")
    op.execute(
        "CREATE FUNCTION ledger_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$"
    )
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION ledger_append_only()"
        )
