"""Who announced a file and when; what became of the work that emptied laptops left."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns; the files that are here count as announced when the last work came."""
    op.add_column("file", sa.Column("device", sa.Text, nullable=False, server_default=""))
    moment = sa.Column("announced_at", sa.BigInteger, nullable=False, server_default="0")
    op.add_column("file", moment)
    op.create_index("ix_file_device", "file", ["device"])
    op.add_column("sealed", sa.Column("outcome", sa.Text, nullable=False, server_default=""))
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SELECT set_config('carnet.person', '*', true)")
    connection.exec_driver_sql(
        "UPDATE file SET announced_at = coalesce((SELECT max(o.received_at) FROM operation o"
        " WHERE o.space = file.space), 0)"
    )
