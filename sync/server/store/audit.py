"""Keep the audit log."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Final

from sqlalchemy import Connection, Select, insert, select, update

from sync.server.auditing import Event, Happening, Head, Line, next_line
from sync.server.store.schema import audit, meta

HEAD: Final = "audit_head"
"""Where `meta` says that the log ends; its row is also what writers of the log wait for."""


class Audit:
    """The audit log, within the transaction that does what it tells."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open(self) -> None:
        """Begin the log of a new server."""
        self._connection.execute(insert(meta).values(name=HEAD, value="0:"))

    def add(self, at: int, what: Happening) -> None:
        """Write a line down; other writers wait until this transaction ends."""
        line = next_line(self._head(_HEAD.with_for_update()), at, what)
        self._connection.execute(insert(audit).values(**asdict(line)))
        end = f"{line.number}:{line.hash}"
        self._connection.execute(update(meta).where(meta.c.name == HEAD).values(value=end))

    def head(self) -> Head:
        """Return where the log ends."""
        return self._head(_HEAD)

    def last(self, event: Event) -> Line | None:
        """Return the last line about something."""
        of_it = select(audit).where(audit.c.action == event.value)
        row = self._connection.execute(of_it.order_by(audit.c.number.desc()).limit(1)).first()
        return Line(*row) if row else None

    def lines(self) -> Iterator[Line]:
        """Yield the lines in their order."""
        for row in self._connection.execute(select(audit).order_by(audit.c.number)):
            yield Line(*row)

    def _head(self, query: Select[str]) -> Head:
        number, _, line_hash = self._connection.execute(query).scalar_one().partition(":")
        return Head(int(number), line_hash)


_HEAD: Final = select(meta.c.value).where(meta.c.name == HEAD)
