"""Where the bytes of each report came from: its path or address, its digest, who passed it on, when it was fetched."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("layers", sa.Column("origin", sa.Text(), nullable=False, server_default=""))
