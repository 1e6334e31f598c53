"""Read a database whole and tell what is not as it was written."""

import hashlib
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select

from sync.operations.digest import digest_of
from sync.operations.operation import verify
from sync.server.auditing import Anchor, faults, lost
from sync.server.store.audit import Audit
from sync.server.store.erasures import Erasures
from sync.server.store.files import Files
from sync.server.store.operations import Operations
from sync.server.store.schema import file, parked, space
from sync.server.store.spaces import Spaces

_ALL = 2**62


def scopes(connection: Connection) -> tuple[str, ...]:
    """Return all scopes."""
    return tuple(connection.execute(select(space.c.id).order_by(space.c.id)).scalars())


def audit_faults(connection: Connection, anchors: Sequence[Anchor]) -> tuple[int, ...]:
    """Return the lines of the audit log that were touched, or lack of those that were noted."""
    log = Audit(connection)
    lines = tuple(log.lines())
    return tuple(sorted({*faults(lines, log.head()), *lost(lines, anchors)}))


class Soundness:
    """The checks of one scope, within a transaction."""

    def __init__(self, connection: Connection, scope: str) -> None:
        self._connection = connection
        self._scope = scope

    def altered(self) -> tuple[str, ...]:
        """Return the operations whose content is not the one that their id names."""
        erased = set(Erasures(self._connection, self._scope).after(0))
        return tuple(
            each.id
            for _, each in Operations(self._connection, self._scope).after(0, _ALL, most=_ALL)
            if not verify(each, erased)
        )

    def counts_agree(self) -> bool:
        """Tell whether digest and count are those of the operations that are here."""
        state = Spaces(self._connection).state(self._scope)
        ids = Operations(self._connection, self._scope).ids()
        return state is not None and (state.digest, state.count) == (digest_of(ids), len(ids))

    def broken_chains(self) -> tuple[str, ...]:
        """Return the operations that do not follow the one before in their chain."""
        ids = {(device, number): id_ for device, number, id_ in self._apart()}
        links = []
        for _, each in Operations(self._connection, self._scope).after(0, _ALL, most=_ALL):
            ids[each.device, each.number] = each.id
            links.append((each.id, each.device, each.number, each.previous))
        return tuple(
            id_
            for id_, device, number, previous in links
            if ids.get((device, number - 1), "") != previous
        )

    def altered_files(self) -> tuple[str, ...]:
        """Return the files whose content is not the one that their name announces."""
        files = Files(self._connection, self._scope)
        c = file.c
        query = select(c.sha256).where(c.space == self._scope, c.whole)
        names = self._connection.execute(query).scalars().all()
        return tuple(sha256 for sha256 in names if _hash(files.content(sha256)) != sha256)

    def _apart(self) -> Iterator[tuple[str, int, str]]:
        c = parked.c
        query = select(c.device, c.number, c.id).where(c.space == self._scope)
        for row in self._connection.execute(query):
            yield row.device, row.number, row.id


def _hash(chunks: Iterator[bytes]) -> str:
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()
