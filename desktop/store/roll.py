"""Read who is in the space and with which laptops, as the server told last."""

from collections import defaultdict
from dataclasses import dataclass

from desktop.store.database import Database


@dataclass(frozen=True, slots=True)
class KnownLaptop:
    """A laptop of the space, by the id that the server gave it."""

    id: str
    name: str
    active: bool


@dataclass(frozen=True, slots=True)
class KnownMember:
    """A person of the space; one who is not active left, or was invited and never came."""

    id: str
    name: str
    role: str
    active: bool
    laptops: tuple[KnownLaptop, ...]


def members(db: Database) -> tuple[KnownMember, ...]:
    """Return the people of the space, by name."""
    laptops: dict[str, list[KnownLaptop]] = defaultdict(list)
    for person, key, name, active in db.execute(
        "SELECT person, device, name, active FROM device ORDER BY name, device"
    ):
        laptops[str(person)].append(KnownLaptop(str(key), str(name), bool(active)))
    rows = db.execute("SELECT person, name, role, active FROM member ORDER BY name, person")
    return tuple(
        KnownMember(str(each), str(name), str(role), bool(active), tuple(laptops[str(each)]))
        for each, name, role, active in rows
    )
