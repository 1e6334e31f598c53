"""Who wrote an operation, on which computer, and when."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from desktop.store.database import Database, marks

_CLOCK_BITS = 16
_SELECT = (
    "SELECT o.id, o.author, coalesce(m.name, p.name, ''), coalesce(d.name, ''), o.clock"
    " FROM operation o LEFT JOIN member m ON m.person = o.author"
    " LEFT JOIN person p ON p.id = o.author"
    " LEFT JOIN incarnation i ON i.id = o.device LEFT JOIN device d ON d.device = i.device"
)


@dataclass(frozen=True, slots=True)
class Writer:
    """The author of an operation, empty where unknown; `at` in milliseconds since 1970."""

    person: str
    name: str
    computer: str
    at: int


def writers(db: Database, operations: Collection[str]) -> Mapping[str, Writer]:
    """Return who wrote these operations, by their ids."""
    rows = db.execute(f"{_SELECT} WHERE o.id IN ({marks(operations)})", [*operations])
    return {
        key: Writer(person, name, computer, clock >> _CLOCK_BITS)
        for key, person, name, computer, clock in rows
    }
