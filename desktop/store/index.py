"""The full-text index: written with each row, inside the same transaction."""

from collections.abc import Mapping
from functools import cache

from desktop.store.database import Database
from desktop.store.folding import indexable
from desktop.store.schema import searched_fields
from sync.operations.operation import Value
from sync.records import RECORD_TYPES
from sync.records.base import Record
from sync.records.fields import FieldSpec, Kind, fields_of

_ADD = "INSERT INTO search(rowid, kind, heading, words) VALUES (?, ?, ?, ?)"
_REMOVE = "DELETE FROM search WHERE rowid = ?"
_REMOVE_NAME = "DELETE FROM organisation_name WHERE rowid = ?"
_ADD_NAME = "INSERT INTO organisation_name(rowid, name) VALUES (?, ?)"


class Index:
    """Keep the index of words, and that of organisation names, which forgives typing errors."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._entries: list[tuple[int, str, str, str]] = []
        self._names: list[tuple[int, str]] = []
        self._gone: list[tuple[int]] = []
        self._gone_names: list[tuple[int]] = []

    def add(self, seq: int, kind: str, heading: str, values: Mapping[str, Value]) -> None:
        """Queue the words of a new record."""
        heading = indexable(heading)
        words = indexable("\n".join(_texts(RECORD_TYPES[kind], values)))
        self._entries.append((seq, kind_word(kind), heading, words))
        if kind == "organisation":
            self._names.append((seq, heading))

    def replace(self, seq: int, kind: str, heading: str, values: Mapping[str, Value]) -> None:
        """Queue the new words of a record, to be written over its old ones."""
        self._gone.append((seq,))
        if kind == "organisation":
            self._gone_names.append((seq,))
        self.add(seq, kind, heading, values)

    def remove(self, seq: int, kind: str) -> None:
        """Remove a record's words."""
        self._db.conn.execute(_REMOVE, (seq,))
        if kind == "organisation":
            self._db.conn.execute(_REMOVE_NAME, (seq,))

    def forget_removed(self) -> None:
        """Rewrite both indexes: until then, they still hold the words of what was removed."""
        for name in ("search", "organisation_name"):
            self._db.conn.execute(f"INSERT INTO {name}({name}) VALUES ('optimize')")

    def flush(self) -> None:
        """Write the words that wait.

        In the order of the rows: the index closes a segment each time a number goes back.
        """
        run = self._db.conn.executemany
        run(_REMOVE, sorted(self._gone))
        run(_REMOVE_NAME, sorted(self._gone_names))
        run(_ADD, sorted(self._entries))
        run(_ADD_NAME, sorted(self._names))
        self._gone, self._gone_names = [], []
        self._entries, self._names = [], []


def kind_word(kind: str) -> str:
    """Return the one word that stands for a kind in the index."""
    return "kind" + kind.replace("_", "")


def searched_texts(model: type[Record], values: Mapping[str, Value]) -> list[tuple[FieldSpec, str]]:
    """Return the searched fields of a record with their texts, items included."""
    found = []
    for field in searched_fields(model):
        value = values.get(field.name)
        if value is not None:
            found.append((field, "\n".join(_texts_of(field, value))))
    return found


def _texts(model: type[Record], values: Mapping[str, Value]) -> list[str]:
    texts: list[str] = []
    for field in searched_fields(model):
        value = values.get(field.name)
        if isinstance(value, str):
            texts.append(value)
        elif value is not None:
            texts.extend(_texts_of(field, value))
    return texts


def _texts_of(field: FieldSpec, value: Value) -> list[str]:
    if isinstance(value, str):
        return [value]
    if not isinstance(value, list):
        return [str(value)]
    if field.kind is not Kind.ITEMS or field.item is None:
        return [str(part) for part in value]
    names = _searched_names(field)
    return [
        text
        for line in value
        if isinstance(line, dict)
        for name in names
        if isinstance(text := line.get(name), str)
    ]


@cache
def _searched_names(field: FieldSpec) -> tuple[str, ...]:
    if field.item is None:
        return ()
    return tuple(part.name for part in fields_of(field.item) if part.about.searched)
