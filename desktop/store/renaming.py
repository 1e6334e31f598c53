"""Give operations their new ids wherever the base names them: heads, and what was merged."""

from collections.abc import Iterable, Mapping

from desktop.store.database import Database
from sync.operations.heads import Heads, Ids

_ALL = "SELECT seq, heads, private_heads FROM record"
_HEADS = "UPDATE record SET heads = ?, private_heads = ? WHERE seq = ?"


def rename(db: Database, ids: Mapping[str, str], records: Iterable[str] | None = None) -> None:
    """Write new ids over former ones, inside the transaction that is open.

    ``records`` are those that the operations touch, None for all.
    """
    if records is None:
        rows = db.execute(_ALL).fetchall()
    else:
        rows = [
            row
            for record in records
            for row in db.execute(f"{_ALL} WHERE id = ?", [record]).fetchall()
        ]
    db.conn.executemany(
        _HEADS, [(_renamed(row[1], ids), _renamed(row[2], ids), row[0]) for row in rows]
    )
    for number, operations in db.execute(
        "SELECT number, operations FROM automatic_merge"
    ).fetchall():
        named = str(operations).split()
        if not ids.keys().isdisjoint(named):
            text = " ".join(ids.get(each, each) for each in named)
            db.execute("UPDATE automatic_merge SET operations = ? WHERE number = ?", [text, number])


def _renamed(text: str, ids: Mapping[str, str]) -> str:
    heads = Heads.from_json(text or "{}")

    def new(group: Ids) -> Ids:
        return tuple(sorted(ids.get(each, each) for each in group))

    departures = {name: new(group) for name, group in heads.departures.items()}
    return Heads(new(heads.creations), departures).to_json()
