"""The tables of the server: those that hold work are keyed by their space first."""

from typing import Final

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

metadata: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _text(name: str, *rules: ForeignKey, default: str | None = None) -> Column[str]:
    return Column(name, Text, *rules, nullable=False, server_default=default)


def _key(name: str, *rules: ForeignKey) -> Column[str]:
    """Hold hexadecimal: compared by bytes, so that the parts of a scope are ranges of an index."""
    kind: TypeEngine[str] = String(64).with_variant(String(64, collation="C"), "postgresql")
    return Column(name, kind, *rules, nullable=False)


def _number(name: str, default: str | None = None) -> Column[int]:
    return Column(name, BigInteger, nullable=False, server_default=default, autoincrement=False)


def _space() -> Column[str]:
    return _key("space", ForeignKey("space.id"))


meta = Table("meta", metadata, _text("name"), _text("value"), PrimaryKeyConstraint("name"))
"""What is said once of the server: its id, its epoch, its keys."""

space = Table(
    "space",
    metadata,
    _key("id"),
    _text("nature"),  # "shared" or "private"
    _text("name", default=""),
    _number("version", "0"),  # the number of its last operation
    _text("digest", default="0" * 32),
    _number("count", "0"),
    _number("directory", "1"),  # grows with each change of its members and their devices
    _number("erasures", "0"),
    _number("lock_after_days", "45"),
    _text("bundle_key", default=""),  # what seals the files carried by hand
    _number("created_at"),  # milliseconds since 1970, as every moment here
    PrimaryKeyConstraint("id"),
)

person = Table(
    "person", metadata, _key("id"), _text("name"), _number("created_at"), PrimaryKeyConstraint("id")
)

membership = Table(
    "membership",
    metadata,
    _space(),
    _key("person", ForeignKey("person.id")),
    _text("role"),
    Column("active", Boolean, nullable=False),
    PrimaryKeyConstraint("space", "person"),
    Index("ix_membership_person", "person"),
)

device = Table(
    "device",
    metadata,
    _key("id"),
    _key("person", ForeignKey("person.id")),
    _text("name"),
    _text("initials", default=""),
    _text("public_key"),
    _key("token_hash"),
    _text("state"),  # "active", "revoked", "wiping" or "wiped"
    _text("unlock_secret"),
    _number("enrolled_at"),
    _number("last_seen_at"),
    PrimaryKeyConstraint("id"),
    UniqueConstraint("token_hash"),
    Index("ix_device_person", "person"),
)

incarnation = Table(
    "incarnation",
    metadata,
    _key("id"),
    _key("device", ForeignKey("device.id")),
    PrimaryKeyConstraint("id"),
    Index("ix_incarnation_device", "device"),
)

invitation = Table(
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

operation = Table(
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
    _text("parents"),  # ids joined by spaces
    _number("clock"),
    _text("author"),
    _number("schema"),
    _text("reason"),
    Column("redacted", Boolean, nullable=False),
    _text("sender"),  # the incarnation that brought it, to which it is not sent back
    _number("received_at"),
    PrimaryKeyConstraint("space", "version"),
    UniqueConstraint("space", "id"),
    UniqueConstraint("space", "device", "number"),
    Index("ix_operation_space_record", "space", "record"),
    sqlite_with_rowid=False,
)

chain = Table(
    "chain",
    metadata,
    _space(),
    _key("device"),
    _number("number"),
    _key("id"),
    PrimaryKeyConstraint("space", "device"),
    sqlite_with_rowid=False,
)
"""Where each chain ends here, operations kept apart included."""

attestation = Table(
    "attestation",
    metadata,
    _space(),
    _key("device"),
    _number("number"),
    _key("id"),
    _text("signature"),
    PrimaryKeyConstraint("space", "device", "number"),
)

parked = Table(
    "parked",
    metadata,
    _space(),
    _key("id"),
    _key("device"),
    _number("number"),
    _text("why"),  # a `sync.protocol.codes.Reason`
    _text("content"),  # the operation as a run of its own, JSON; "" once erased
    _text("sender"),
    _number("received_at"),
    _number("discarded_at", "0"),  # when somebody put it out of sight, 0 while it is shown
    PrimaryKeyConstraint("space", "id"),
)

sealed = Table(
    "sealed",
    metadata,
    _space(),
    _key("device"),
    _number("number"),
    Column("content", LargeBinary, nullable=False),
    _number("received_at"),
    _text("outcome", default=""),  # "" while it waits, "taken", or a `Reason` why it was not
    PrimaryKeyConstraint("space", "device", "number"),
)
"""Unsent work of laptops that were emptied, sealed to the server's key."""

file = Table(
    "file",
    metadata,
    _space(),
    _key("sha256"),
    _number("size"),
    Column("whole", Boolean, nullable=False),
    _text("device", default=""),  # that announced it
    _number("announced_at", "0"),
    PrimaryKeyConstraint("space", "sha256"),
    Index("ix_file_device", "device"),
)

file_chunk = Table(
    "file_chunk",
    metadata,
    _space(),
    _key("sha256"),
    _number("number"),
    Column("content", LargeBinary, nullable=False),
    PrimaryKeyConstraint("space", "sha256", "number"),
)

erasure = Table(
    "erasure",
    metadata,
    _space(),
    _number("number"),
    _key("operation"),
    PrimaryKeyConstraint("space", "number"),
    UniqueConstraint("space", "operation"),
)
"""The ledger: operations whose content is gone for everybody."""

cursor = Table(
    "cursor",
    metadata,
    _space(),
    _key("device"),
    _number("version"),
    _number("at"),
    PrimaryKeyConstraint("space", "device"),
)
"""How far each laptop has received."""

audit = Table(
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
"""What was done to people, devices and spaces: each line holds the hash of the one before."""

WORK: Final = (
    operation, chain, attestation, parked, sealed, file, file_chunk, erasure, cursor,
)  # fmt: skip
"""The tables that hold people's work: a second fence stands around them in PostgreSQL."""
