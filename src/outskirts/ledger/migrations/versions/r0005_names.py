"""An index on the names of places in small letters, by which a place is asked for."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.execute("CREATE INDEX IF NOT EXISTS entries_name ON entries (lower(name))")
