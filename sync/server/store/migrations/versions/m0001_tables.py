"""The first tables."""

from alembic import op

from sync.server.store.fence import fence
from sync.server.store.schema import WORK, metadata

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables, and the fence where the database knows how."""
    connection = op.get_bind()
    metadata.create_all(connection)
    if connection.dialect.name == "postgresql":
        for table in WORK:
            for statement in fence(table.name):
                op.execute(statement)
