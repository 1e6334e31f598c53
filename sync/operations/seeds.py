"""Operations that every laptop writes alike: the default lists, the same id wherever they are made.

Each is a chain of its own, named after its content, so that two laptops that meet hold one
operation and not two, whatever version of the program wrote it.
"""

from hashlib import blake2b
from typing import Final

from sync.operations.operation import Operation, Verb, seal

SEED: Final = "seed"


def seed(*, scope: str, record: str, kind: str, fields: str, schema: int) -> Operation:
    """Return the creation of a record that comes with the program; clock 0, so that any edit wins.

    ``fields`` is canonical JSON text.
    """
    return seal(
        device=_chain_of(record, kind, fields),
        number=1,
        previous="",
        scope=scope,
        record=record,
        kind=kind,
        verb=Verb.CREATE,
        fields=fields,
        parents=(),
        clock=0,
        author="",
        schema=schema,
        reason=SEED,
    )


def is_seed(operation: Operation) -> bool:
    """Tell whether an operation is a seed: anybody may bring it, for nobody signs it."""
    return (
        operation.reason == SEED
        and operation.number == 1
        and operation.verb is Verb.CREATE
        and operation.clock == 0
        and operation.author == ""
        and operation.device == _chain_of(operation.record, operation.kind, operation.fields)
    )


def _chain_of(record: str, kind: str, fields: str) -> str:
    text = "\n".join((SEED, record, kind, fields))
    return blake2b(text.encode(), digest_size=16).hexdigest()
