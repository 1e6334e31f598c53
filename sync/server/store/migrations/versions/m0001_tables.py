"""The first tables, written out: what the program declares since then changes nothing here."""

from typing import Final

from alembic import op
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeEngine

revision = "0001"
down_revision = None

metadata: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
_WORK: Final = (
    "operation", "chain", "attestation", "parked", "sealed", "file", "file_chunk", "erasure",
    "cursor",
)  # fmt: skip
_PERSON: Final = "current_setting('carnet.person', true)"
_SEEN: Final = (
    f"{_PERSON} = '*' OR space IN (SELECT m.space FROM membership m WHERE m.person = {_PERSON}"
    " AND m.active AND m.role <> 'administrator')"
)


def upgrade() -> None:
    """Make the tables, and the fence where the database knows how."""
    connection = op.get_bind()
    metadata.create_all(connection)
    if connection.dialect.name == "postgresql":
        for table in _WORK:
            op.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
            op.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')
            op.execute(f'CREATE POLICY members ON "{table}" USING ({_SEEN})')


def _text(name: str, *rules: ForeignKey, default: str | None = None) -> Column[str]:
    return Column(name, Text, *rules, nullable=False, server_default=default)


def _key(name: str, *rules: ForeignKey) -> Column[str]:
    kind: TypeEngine[str] = String(64).with_variant(String(64, collation="C"), "postgresql")
    return Column(name, kind, *rules, nullable=False)


def _number(name: str, default: str | None = None) -> Column[int]:
    return Column(name, BigInteger, nullable=False, server_default=default, autoincrement=False)


def _space() -> Column[str]:
    return _key("space", ForeignKey("space.id"))


Table("meta", metadata, _text("name"), _text("value"), PrimaryKeyConstraint("name"))

Table(
    "space",
    metadata,
    _key("id"),
    _text("nature"),
    _text("name", default=""),
    _number("version", "0"),
    _text("digest", default="0" * 32),
    _number("count", "0"),
    _number("directory", "1"),
    _number("erasures", "0"),
    _number("lock_after_days", "45"),
    _text("bundle_key", default=""),
    _number("created_at"),
    PrimaryKeyConstraint("id"),
)

Table(
    "person", metadata, _key("id"), _text("name"), _number("created_at"), PrimaryKeyConstraint("id")
)

Table(
    "membership",
    metadata,
    _space(),
    _key("person", ForeignKey("person.id")),
    _text("role"),
    Column("active", Boolean, nullable=False),
    PrimaryKeyConstraint("space", "person"),
    Index("ix_membership_person", "person"),
)

Table(
    "device",
    metadata,
    _key("id"),
    _key("person", ForeignKey("person.id")),
    _text("name"),
    _text("initials", default=""),
    _text("public_key"),
    _key("token_hash"),
    _text("state"),
    _text("unlock_secret"),
    _number("enrolled_at"),
    _number("last_seen_at"),
    PrimaryKeyConstraint("id"),
    UniqueConstraint("token_hash"),
    Index("ix_device_person", "person"),
)

Table(
    "incarnation",
    metadata,
    _key("id"),
    _key("device", ForeignKey("device.id")),
    PrimaryKeyConstraint("id"),
    Index("ix_incarnation_device", "device"),
)

Table(
    "invitation",
    metadata,
    _key("id"),
    _space(),
    _key("person", ForeignKey("person.id")),
    _text("role"),
    _text("code_hash"),
    _text("salt"),
    _number("expires_at"),
    _number("tries", "0"),
    Column("used_at", BigInteger),
    _number("created_at"),
    PrimaryKeyConstraint("id"),
)

Table(
    "operation",
    metadata,
    _space(),
    _number("version"),
    _key("id"),
    _key("device"),
    _number("number"),
    _text("previous"),
    _key("record"),
    _text("kind"),
    _text("verb"),
    _text("fields"),
    _text("parents"),
    _number("clock"),
    _text("author"),
    _number("schema"),
    _text("reason"),
    Column("redacted", Boolean, nullable=False),
    _text("sender"),
    _number("received_at"),
    PrimaryKeyConstraint("space", "version"),
    UniqueConstraint("space", "id"),
    UniqueConstraint("space", "device", "number"),
    Index("ix_operation_space_record", "space", "record"),
    sqlite_with_rowid=False,
)

Table(
    "chain",
    metadata,
    _space(),
    _key("device"),
    _number("number"),
    _key("id"),
    PrimaryKeyConstraint("space", "device"),
    sqlite_with_rowid=False,
)

Table(
    "attestation",
    metadata,
    _space(),
    _key("device"),
    _number("number"),
    _key("id"),
    _text("signature"),
    PrimaryKeyConstraint("space", "device", "number"),
)

Table(
    "parked",
    metadata,
    _space(),
    _key("id"),
    _key("device"),
    _number("number"),
    _text("why"),
    _text("content"),
    _text("sender"),
    _number("received_at"),
    PrimaryKeyConstraint("space", "id"),
)

Table(
    "sealed",
    metadata,
    _space(),
    _key("device"),
    _number("number"),
    Column("content", LargeBinary, nullable=False),
    _number("received_at"),
    PrimaryKeyConstraint("space", "device", "number"),
)

Table(
    "file",
    metadata,
    _space(),
    _key("sha256"),
    _number("size"),
    Column("whole", Boolean, nullable=False),
    PrimaryKeyConstraint("space", "sha256"),
)

Table(
    "file_chunk",
    metadata,
    _space(),
    _key("sha256"),
    _number("number"),
    Column("content", LargeBinary, nullable=False),
    PrimaryKeyConstraint("space", "sha256", "number"),
)

Table(
    "erasure",
    metadata,
    _space(),
    _number("number"),
    _key("operation"),
    PrimaryKeyConstraint("space", "number"),
    UniqueConstraint("space", "operation"),
)

Table(
    "cursor",
    metadata,
    _space(),
    _key("device"),
    _number("version"),
    _number("at"),
    PrimaryKeyConstraint("space", "device"),
)

Table(
    "audit",
    metadata,
    _number("number"),
    _number("at"),
    _text("actor"),
    _text("action"),
    _text("subject"),
    _text("detail"),
    _text("previous"),
    _text("hash"),
    PrimaryKeyConstraint("number"),
)
