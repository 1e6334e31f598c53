"""Leave a chain that a copy of this base goes on writing, without losing what it holds alone."""

from collections.abc import Mapping, Sequence

import orjson

from desktop.store.base import Base
from desktop.store.identity import new_device
from desktop.store.log import SELECT, operation_of, row_of
from desktop.store.renaming import rename
from sync.operations.operation import Operation
from sync.operations.resealing import Place, reseal
from sync.protocol.messages import ChainEnd

_UNSENT = (
    f"{SELECT} WHERE scope = ?1 AND server_version IS NULL AND NOT redacted"
    " AND number > (SELECT value FROM json_each(?2) WHERE key = operation.device) ORDER BY seq"
)
_REST = "SELECT number, id FROM operation WHERE device = ? AND scope = ? ORDER BY number DESC"
_MOVE = (
    "UPDATE operation SET id = ?, device = ?, number = ?, previous = ?, parents = ? WHERE id = ?"
)


def leave_chain(base: Base, scope: str, fork: ChainEnd) -> int:
    """Go on under a new incarnation, in every scope; return how many operations were moved.

    What follows the fork and the server does not have is sealed again in the new chain. In the
    other scope all that is unsent is: the twin writes there too. A fork may be in a former chain
    of this base, whose rest comes along; in a chain of somebody else nothing changes.
    """
    with base.writing():
        identity = base.identity
        if not _is_own(base, fork.device, scope):
            return 0
        starts = {each: {identity.device: 0} for each in (identity.space, identity.private_scope)}
        starts[scope][fork.device] = fork.number
        return begin_chain(base, new_device(), starts)


def begin_chain(base: Base, chain: str, starts: Mapping[str, Mapping[str, int]]) -> int:
    """Go on under a new incarnation, inside the open transaction; return how many were moved.

    ``starts`` says, by scope and by chain that is left, after which number what is unsent goes.
    """
    renamed: dict[str, str] = {}
    records: set[str] = set()
    for scope, chains in starts.items():
        rows = base.db.execute(_UNSENT, [scope, orjson.dumps(chains).decode()])
        operations = [operation_of(row) for row in rows]
        records |= {operation.record for operation in operations}
        _move(base, operations, Place(scope, chain), renamed)
        for device in chains:
            _end_at(base, device, scope)
    rename(base.db, renamed, records)
    base.settings.put("device", chain)
    return len(renamed)


def _is_own(base: Base, device: str, scope: str) -> bool:
    """Tell whether a chain is written here, or was; the present one may have nothing yet."""
    sql = "SELECT 1 FROM chain WHERE device = ? AND scope = ?"
    known = base.db.execute(sql, [device, scope]).fetchone()
    return known is not None or device == base.identity.device


def _move(
    base: Base, operations: Sequence[Operation], place: Place, renamed: dict[str, str]
) -> None:
    """Seal operations again; their rows keep their places, which are in the order of the chain."""
    last = None
    for former, moved in reseal(operations, place, renamed):
        renamed[former] = moved.id
        cells = row_of(0, 0, moved)
        base.db.execute(_MOVE, [moved.id, moved.device, moved.number, moved.previous, cells[11],
                                former])  # fmt: skip
        last = moved
    if last is not None:
        _keep_end(base, last.device, last.scope, (last.number, last.id))


def _end_at(base: Base, device: str, scope: str) -> None:
    """Write where the chain that is left ends here."""
    row = base.db.execute(f"{_REST} LIMIT 1", [device, scope]).fetchone()
    if row is None:
        sql = "DELETE FROM chain WHERE device = ? AND scope = ?"
        base.db.execute(sql, [device, scope])
    else:
        _keep_end(base, device, scope, row)


def _keep_end(base: Base, device: str, scope: str, end: tuple[int, str]) -> None:
    base.db.execute(
        "INSERT OR REPLACE INTO chain(device, scope, number, id) VALUES (?, ?, ?, ?)",
        [device, scope, *end],
    )
