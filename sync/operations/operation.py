"""One immutable operation of the log: what one person saved, once, in one record."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import blake2b
from math import isfinite
from typing import TypeAlias

import orjson

Value: TypeAlias = bool | int | float | str | list["Value"] | dict[str, "Value"] | None
"""Anything that JSON can hold."""

DELETED = "deleted"
"""The pseudo-field that DELETE and RESTORE touch; no record field may take this name."""

EVERY = "*"
"""The pseudo-field that stands for each field nobody has edited since the creation."""

RESERVED = frozenset({DELETED, EVERY})

_FORMAT = 1
_STRICT = orjson.OPT_SORT_KEYS | orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS


class Verb(StrEnum):
    """What an operation does to its record.

    A later version may know others: they are kept as they came, and passed on.
    """

    CREATE = "create"
    EDIT = "edit"
    DELETE = "delete"
    RESTORE = "restore"

    @classmethod
    def _missing_(cls, value: object) -> "Verb | None":
        if not isinstance(value, str):
            return None
        later = str.__new__(cls, value)
        later._name_ = later._value_ = value
        return later


_KNOWN = frozenset(Verb)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """Hold one save: the changed fields, what its author had seen, and its place in a chain.

    ``id`` is the BLAKE2b-128 of the rest, in 32 hexadecimal digits. ``number`` is dense from 1 per
    device and scope, and ``previous`` is the id of the operation numbered one less ("" for the
    first). ``fields`` is canonical JSON text and is never encoded again. ``parents`` are the field
    heads the author saw, sorted. ``clock`` is a hybrid clock. ``reason`` is "", "undo", "redo",
    "version", "import", "seed" or "resolve".
    """

    id: str
    device: str
    number: int
    previous: str
    scope: str
    record: str
    kind: str
    verb: Verb
    fields: str
    parents: tuple[str, ...]
    clock: int
    author: str
    schema: int
    reason: str
    redacted: bool = False

    def values(self) -> dict[str, Value]:
        """Decode the changed fields; nothing is left of them in a redacted operation.

        Raises ValueError for fields that are none, and for a verb of a later version.
        """
        return {} if self.redacted else self._read()

    def names(self) -> tuple[str, ...]:
        """Name the changed fields, which a redacted operation still tells; raises ValueError."""
        return tuple(name for name in self._read() if name not in RESERVED)

    def _read(self) -> dict[str, Value]:
        if self.verb not in _KNOWN:
            raise ValueError(f"operation {self.id} does what this version does not know")
        return _decoded(self)


def _decoded(operation: Operation) -> dict[str, Value]:
    decoded = orjson.loads(operation.fields)
    if not isinstance(decoded, dict):
        raise ValueError(f"the fields of operation {operation.id} are not an object")
    return decoded


def canonical(values: Mapping[str, Value]) -> str:
    """Write values as canonical JSON text: sorted keys, no spaces, UTF-8.

    Raises ValueError for NaN, infinities, keys that are not text, integers beyond 64 bits and
    anything that JSON cannot hold.
    """
    try:
        encoded = orjson.dumps(values if isinstance(values, dict) else dict(values), option=_STRICT)
    except TypeError as problem:
        raise ValueError(str(problem)) from problem
    # orjson writes NaN and infinities as null: walk the values only when a null came out.
    if b"null" in encoded and not all(isfinite(number) for number in _floats(values)):
        raise ValueError("a number is not finite")
    return encoded.decode()


def _floats(value: object) -> Iterator[float]:
    if isinstance(value, float):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _floats(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _floats(part)


def seal(
    *,
    device: str,
    number: int,
    previous: str,
    scope: str,
    record: str,
    kind: str,
    verb: Verb,
    fields: str,
    parents: tuple[str, ...],
    clock: int,
    author: str,
    schema: int,
    reason: str = "",
) -> Operation:
    """Make an operation, its id being the hash of everything else; sort its parents."""
    operation = Operation(
        id="",
        device=device,
        number=number,
        previous=previous,
        scope=scope,
        record=record,
        kind=kind,
        verb=verb,
        fields=fields,
        parents=tuple(sorted(parents)) if len(parents) > 1 else parents,
        clock=clock,
        author=author,
        schema=schema,
        reason=reason,
    )
    # Nobody else holds it yet; a second instance would cost a third of the time of a bulk write.
    object.__setattr__(operation, "id", _hash(operation))
    return operation


def canonical_bytes(operation: Operation) -> bytes:
    """Write what the id is the hash of: all parts but ``id`` and ``redacted``, as a JSON array.

    ``fields`` goes in as one string, so that no text can pass for another part.
    """
    return orjson.dumps(
        (
            _FORMAT,
            operation.device,
            operation.number,
            operation.previous,
            operation.scope,
            operation.record,
            operation.kind,
            operation.verb.value,
            operation.fields,
            operation.parents,
            operation.clock,
            operation.author,
            operation.schema,
            operation.reason,
        )
    )


def verify(operation: Operation, redacted_ids: Container[str] = ()) -> bool:
    """Tell whether an operation is the one its id names.

    The content of a redacted operation is gone, so that only the erasure ledger, given as
    ``redacted_ids``, can vouch for it.
    """
    if operation.redacted:
        return operation.id in redacted_ids
    try:
        return _hash(operation) == operation.id
    except TypeError:
        return False


def _hash(operation: Operation) -> str:
    return blake2b(canonical_bytes(operation), digest_size=16).hexdigest()


def redact(operation: Operation) -> Operation:
    """Return the operation without its content, its id, chain and place untouched.

    The field names stay, with null values: without them the older value that this operation
    replaced would become a head again, and erasing would bring content back.
    """
    try:
        names = _decoded(operation).keys() - RESERVED
    except ValueError:  # nobody could read it, hence build on it
        names = set()
    return replace(operation, fields=canonical(dict.fromkeys(names)), redacted=True)
