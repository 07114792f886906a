"""Grades of the reliability of voices, set by persons."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "grades",
        sa.Column("seq", BIG, primary_key=True, autoincrement=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("voice", "grade", "by", "why")),
        sa.Column("recorded", BIG, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("grades_voice", "grades", ["voice"])
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER grades_no_{verb.lower()} BEFORE {verb} ON grades "
                "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
            )
    else:
        op.execute(
            "CREATE TRIGGER grades_append_only BEFORE UPDATE OR DELETE ON grades "
            "FOR EACH ROW EXECUTE FUNCTION ledger_append_only()"
        )
