"""What the store asks of its connection; the migrations ask sqlite-utils for more."""

from collections.abc import Iterator, Mapping, Sequence, Sized
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TypeVar

from desktop.store.cipher import Connection

if TYPE_CHECKING:
    from sqlite3 import Cursor

T = TypeVar("T")

STEPS = (
    "m0001_first_schema",
    "m0002_kept_files",
    "m0003_words_of_an_evaluation",
    "m0004_exchange",
    "m0005_what_waits",
    "m0006_replaced_words",
    "m0007_sent_workbooks",
    "m0008_siret_of_a_partner",
)
"""The migrations that an up-to-date base went through: such a base opens without reading them."""

_LEDGER = "_sqlite_migrations"


PART: Final = 400
"""How many values are asked for at once."""


def parts(values: Sequence[T], size: int = PART) -> Iterator[Sequence[T]]:
    """Cut values into parts that one statement can name."""
    return (values[start : start + size] for start in range(0, len(values), size))


def marks(values: Sized) -> str:
    """Return as many question marks as there are values."""
    return ", ".join("?" * len(values))


class Database:
    """Statements on one connection, and the reading of several at one moment."""

    def __init__(self, connection: Connection) -> None:
        self.conn = connection

    def execute(
        self, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()
    ) -> "Cursor":
        """Run a statement and return its rows, read as they are asked for."""
        return self.conn.execute(sql, parameters)

    @contextmanager
    def at_one_moment(self) -> Iterator[None]:
        """Read in one transaction, or in the one that is open."""
        if self.conn.in_transaction:
            yield
            return
        self.conn.execute("BEGIN")
        try:
            yield
            self.conn.execute("COMMIT")
        except BaseException:
            self.conn.rollback()
            raise

    @property
    def up_to_date(self) -> bool:
        """Tell whether the base went through every migration of this program, and no other."""
        known = self.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (_LEDGER,)).fetchone()
        if known is None:
            return False
        return {row[0] for row in self.execute(f"SELECT name FROM {_LEDGER}")} == {*STEPS}
