"""Claims that a person said are one or apart, and judgements that are kept aside for comparing reviewers."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("decisions", sa.Column("aside", BIG, nullable=False, server_default="0"))
    op.create_table(
        "links",
        sa.Column("seq", BIG, primary_key=True, autoincrement=True),
        sa.Column("decision", BIG, sa.ForeignKey("decisions.seq"), nullable=False),
        sa.Column("report", BIG, sa.ForeignKey("reports.seq"), nullable=False),
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("sense", sa.Text(), nullable=False),
        sqlite_strict=True,
    )
    op.create_index("links_decision", "links", ["decision"])
    op.create_index("links_claim", "links", ["claim"])
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER links_no_{verb.lower()} BEFORE {verb} ON links "
                "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
            )
    else:
        op.execute(
            "CREATE TRIGGER links_append_only BEFORE UPDATE OR DELETE ON links "
            "FOR EACH ROW EXECUTE FUNCTION ledger_append_only()"
        )
