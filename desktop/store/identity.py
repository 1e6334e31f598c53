"""Who writes here: the space, this installation, the person, and the clock of the operations."""

import secrets
from dataclasses import dataclass
from uuid import uuid4

from desktop.store.database import Database
from sync.operations.clock import HybridClock


@dataclass(frozen=True, slots=True)
class Person:
    """The person who keeps this notebook."""

    id: str
    name: str
    initials: str


@dataclass(frozen=True, slots=True)
class Identity:
    """What signs each operation written here.

    `device` names this incarnation of the base: a copied or restored base takes a new one, so that
    two computers never continue the same chain.
    """

    space: str
    device: str
    person: Person

    @property
    def private_scope(self) -> str:
        """Return the scope of the person's own notes, which only their devices share."""
        return f"me:{self.person.id}"


def new_identity(name: str, initials: str) -> Identity:
    """Return the identity of a new notebook."""
    return Identity(
        space=uuid4().hex, device=new_device(), person=Person(uuid4().hex, name, initials)
    )


def new_device() -> str:
    """Return a random 128-bit incarnation id."""
    return secrets.token_hex(16)


class Settings:
    """The small facts that a base keeps about itself, as texts by name."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, name: str, default: str = "") -> str:
        """Return a fact, or the default when it was never written."""
        row = self._db.execute("SELECT value FROM setting WHERE name = ?", [name]).fetchone()
        return default if row is None else str(row[0])

    def put(self, name: str, value: str) -> None:
        """Write a fact, inside the transaction that is open if there is one."""
        self._db.execute(
            "INSERT INTO setting(name, value) VALUES (?, ?)"
            " ON CONFLICT(name) DO UPDATE SET value = excluded.value",
            [name, value],
        )

    def identity(self) -> Identity:
        """Return who writes in this base."""
        known = dict(self._db.execute("SELECT name, value FROM setting").fetchall())
        person = Person(known["person"], known["person_name"], known["person_initials"])
        return Identity(known["space"], known["device"], person)

    def put_identity(self, identity: Identity) -> None:
        """Write who writes in this base."""
        self.put("space", identity.space)
        self.put("device", identity.device)
        self.put("person", identity.person.id)
        self.put("person_name", identity.person.name)
        self.put("person_initials", identity.person.initials)
        self._db.execute(
            "INSERT INTO person(id, name) VALUES (?, ?)"
            " ON CONFLICT(id) DO UPDATE SET name = excluded.name",
            [identity.person.id, identity.person.name],
        )


def last_clock(db: Database) -> int:
    """Return the greatest value that the clock had here, 0 when it never gave one."""
    return int(Settings(db).get("clock", "0"))


__all__ = ["HybridClock", "Identity", "Person", "Settings", "last_clock", "new_device"]
