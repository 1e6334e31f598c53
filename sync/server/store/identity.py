"""Keep what a server is: its id, its epoch, the key to which lost laptops seal their work."""

import secrets
from dataclasses import asdict, dataclass, fields
from typing import Final

from sqlalchemy import Connection, insert, select, update

from sync.server.store.schema import meta, space

_LEAP_BITS: Final = 48


@dataclass(frozen=True, slots=True)
class Identity:
    """What is said once of a server; the fields are the names in the table."""

    server: str
    epoch: str
    sealing_public: str
    sealing_private: str


def read_identity(connection: Connection) -> Identity | None:
    """Return what this server is, None before `carnet-server init`."""
    said = {row.name: row.value for row in connection.execute(select(meta))}
    if "server" not in said:
        return None
    return Identity(**{field.name: said[field.name] for field in fields(Identity)})


def keep_identity(connection: Connection, identity: Identity) -> None:
    """Write down what a new server is."""
    rows = [{"name": name, "value": value} for name, value in asdict(identity).items()]
    connection.execute(insert(meta), rows)


def change_epoch(connection: Connection, epoch: str) -> None:
    """Tell every laptop that this database went back in time: they compare and offer again.

    The directories went back too, and would count again through versions that laptops know with
    other members in them: each leaps, by chance, to where none ever was.
    """
    connection.execute(update(meta).where(meta.c.name == "epoch").values(value=epoch))
    leap = 1 + secrets.randbits(_LEAP_BITS)
    connection.execute(update(space).values(directory=space.c.directory + leap))
