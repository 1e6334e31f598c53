"""Find all that the log holds about some records, for an erasure."""

from collections.abc import Collection, Iterator

import orjson
from sqlalchemy import Connection, select

from sync.server.store.bulk import among
from sync.server.store.files import Files
from sync.server.store.schema import operation, parked, sealed
from sync.server.store.sealed import SETTLED

_ATTACHMENT = "attachment"


class RecordTraces:
    """What one scope holds about records, within a transaction."""

    def __init__(self, connection: Connection, space: str) -> None:
        self._connection = connection
        self._space = space

    def operations(self, records: Collection[str]) -> frozenset[str]:
        """Return the operations of some records, in the log and kept apart."""
        c = operation.c
        query = select(c.id).where(
            c.space == self._space, among(self._connection, c.record, records)
        )
        found = set(self._connection.execute(query).scalars())
        for id_, content in self._apart():
            lines = orjson.loads(content)["lines"]
            if any(line[0] in records for line in lines):
                found.add(id_)
        return frozenset(found)

    def attachments_of(self, records: Collection[str]) -> frozenset[str]:
        """Return the attachments that were ever joined to some records."""
        return frozenset(
            record for record, fields in self._attachments() if fields.get("about") in records
        )

    def files_of(self, attachments: Collection[str]) -> frozenset[str]:
        """Return the files of some attachments that no other attachment names."""
        theirs: set[str] = set()
        others: set[str] = set()
        for record, fields in self._attachments():
            sha256 = fields.get("sha256")
            if isinstance(sha256, str):
                (theirs if record in attachments else others).add(sha256)
        return frozenset(theirs - others)

    def files_named_by(self, operations: Collection[str]) -> frozenset[str]:
        """Return the files that some operations name, and no others do."""
        theirs: set[str] = set()
        others: set[str] = set()
        c = operation.c
        query = select(c.id, c.fields).where(c.space == self._space, c.kind == _ATTACHMENT)
        for id_, fields in self._connection.execute(query):
            sha256 = orjson.loads(fields).get("sha256")
            if isinstance(sha256, str):
                (theirs if id_ in operations else others).add(sha256)
        return frozenset(theirs - others)

    def forget_files(self, files: Collection[str]) -> int:
        """Forget files and return how many were here."""
        kept = Files(self._connection, self._space)
        here = [sha256 for sha256 in files if kept.get(sha256) is not None]
        for sha256 in here:
            kept.forget(sha256)
        return len(here)

    def names(self, sha256: str) -> bool:
        """Tell whether an attachment of the log names a file."""
        return any(fields.get("sha256") == sha256 for _, fields in self._attachments())

    def named(self) -> frozenset[str]:
        """Return the files that any attachment names, in the log or kept apart."""
        fields = [each for _, each in self._attachments()]
        for _, content in self._apart():
            fields += [_fields(line[3]) for line in orjson.loads(content)["lines"]]
        names = (each.get("sha256") for each in fields)
        return frozenset(name for name in names if isinstance(name, str))

    def sealed(self) -> bool:
        """Tell whether unsent work lies here that nobody can look into without opening it."""
        waits = sealed.c.outcome.not_in(SETTLED)
        query = select(sealed.c.number).where(sealed.c.space == self._space, waits).limit(1)
        return self._connection.execute(query).first() is not None

    def _apart(self) -> Iterator[tuple[str, str]]:
        p = parked.c
        query = select(p.id, p.content).where(p.space == self._space, p.content != "")
        return ((id_, content) for id_, content in self._connection.execute(query))

    def _attachments(self) -> Iterator[tuple[str, dict[str, object]]]:
        c = operation.c
        query = select(c.record, c.fields).where(c.space == self._space, c.kind == _ATTACHMENT)
        for record, fields in self._connection.execute(query):
            yield record, orjson.loads(fields)


def _fields(text: str) -> dict[str, object]:
    """Return the fields of an operation kept apart, which may be none: that may be why it is."""
    try:
        fields = orjson.loads(text)
    except orjson.JSONDecodeError:
        return {}
    return fields if isinstance(fields, dict) else {}
