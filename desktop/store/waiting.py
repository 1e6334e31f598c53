"""Operations that this version cannot take in: kept beside the log, passed on like the others.

``held`` is 0 until the server is known to hold one (1) or to keep it apart (2).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

import orjson

from desktop.store.database import Database, marks, parts
from desktop.store.log import SELECT, operation_of
from sync.operations.operation import Operation, Verb, redact

UNSENT: Final = 0
APART: Final = 2

_KEEP: Final = (
    "INSERT INTO waiting_operation(id, scope, content, reason, held) VALUES (?, ?, ?, ?, ?)"
)
_ORDER: Final = (
    "WITH slow(device) AS (SELECT content ->> '$.device' FROM waiting_operation WHERE scope = ?1),"
    " unsent(id, device, number, seq) AS ("
    " SELECT id, device, number, seq FROM operation WHERE server_version IS NULL AND scope = ?1"
    " UNION ALL SELECT id, content ->> '$.device', content ->> '$.number', 0"
    " FROM waiting_operation WHERE scope = ?1 AND held = 0)"
    " SELECT id FROM unsent ORDER BY CASE WHEN device IN slow THEN device ELSE '' END,"
    " CASE WHEN device IN slow THEN number ELSE seq END LIMIT ?2 OFFSET ?3"
)
"""Chains with something that waits come last, each by its numbers; so they stay in a round."""


class Waiting:
    """What waits in one base; what writes is called inside a transaction."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def any(self, *scopes: str) -> bool:
        """Tell whether anything of some scopes waits."""
        sql = f"SELECT 1 FROM waiting_operation WHERE scope IN ({marks(scopes)}) LIMIT 1"
        return self._db.execute(sql, scopes).fetchone() is not None

    def keep(self, waiting: Iterable[tuple[Operation, str]], held: int) -> None:
        """Keep operations, each with what this version lacks for it."""
        self._db.conn.executemany(
            _KEEP, [(each.id, each.scope, _written(each), why, held) for each, why in waiting]
        )

    def known(self, ids: Collection[str]) -> set[str]:
        """Return which of these operations wait here."""
        among = "id IN (SELECT value FROM json_each(?))"
        sql = f"SELECT id FROM waiting_operation WHERE {among}"
        return {str(row[0]) for row in self._db.execute(sql, [orjson.dumps(list(ids)).decode()])}

    def everything(self) -> Mapping[int, tuple[Operation, ...]]:
        """Return all that waits, each chain in its order, by where it stands with the server."""
        found: dict[int, list[Operation]] = {}
        for content, held in self._db.execute("SELECT content, held FROM waiting_operation"):
            found.setdefault(held, []).append(_read(content))
        return {
            held: tuple(sorted(each, key=lambda one: (one.device, one.number)))
            for held, each in found.items()
        }

    def read(self, ids: Sequence[str]) -> Iterator[Operation]:
        """Yield some operations in the order asked, from the log or from what waits."""
        for part in parts(ids):
            among = f"WHERE id IN ({marks(part)})"
            rows = self._db.execute(f"{SELECT} {among}", part)
            found = {each.id: each for each in map(operation_of, rows)}
            apart = f"SELECT content FROM waiting_operation {among}"
            found |= {
                each.id: each for each in (_read(row[0]) for row in self._db.execute(apart, part))
            }
            yield from (found[each] for each in part)

    def unsent(self, scope: str, limit: int, known: int) -> list[Operation]:
        """Return what the server lacks of a scope, of the log and of what waits."""
        ids = [str(row[0]) for row in self._db.execute(_ORDER, [scope, limit, known])]
        return list(self.read(ids))

    def forget(self, ids: Iterable[str]) -> None:
        """Remove operations that the log holds now."""
        self._db.conn.executemany(
            "DELETE FROM waiting_operation WHERE id = ?", [(each,) for each in ids]
        )

    def erase(self, ids: Sequence[str]) -> None:
        """Empty operations; their places in their chains stay."""
        sql = f"SELECT content FROM waiting_operation WHERE id IN ({marks(ids)})"
        for (content,) in self._db.execute(sql, ids).fetchall():
            emptied = redact(_read(content))
            self._db.execute(
                "UPDATE waiting_operation SET content = ? WHERE id = ?",
                [_written(emptied), emptied.id],
            )


def _written(operation: Operation) -> str:
    cells = {name: getattr(operation, name) for name in Operation.__slots__}
    return orjson.dumps(cells).decode()


def _read(content: str) -> Operation:
    cells = orjson.loads(content)
    cells["verb"] = Verb(cells["verb"])
    cells["parents"] = tuple(cells["parents"])
    return Operation(**cells)
