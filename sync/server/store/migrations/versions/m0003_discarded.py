"""When somebody put out of sight what is kept apart."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column; nothing was put out of sight so far."""
    moment = sa.Column("discarded_at", sa.BigInteger, nullable=False, server_default="0")
    op.add_column("parked", moment)
