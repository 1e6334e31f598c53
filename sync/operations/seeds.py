"""Operations that every laptop writes alike: the default lists, the same id wherever they are made.

Each is a chain of its own, named after its content, so that two laptops that meet hold one
operation and not two. Nobody signs it: all that it can do is add a value to a list.
"""

from hashlib import blake2b
from typing import Final

from sync.operations.operation import Operation, Verb, seal

SEED: Final = "seed"
_KIND: Final = "list_entry"


def seed(*, scope: str, record: str, kind: str, fields: str, schema: int) -> Operation:
    """Return the creation of a value that comes with the program; clock 0, so that any edit wins.

    ``fields`` is canonical JSON text.
    """
    return seal(
        device=_chain_of(record, fields, schema),
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
    """Tell whether an operation is a seed: anybody may bring it.

    One with parents would stand in the place of what others wrote.
    """
    return (
        operation.reason == SEED
        and operation.kind == _KIND
        and operation.verb is Verb.CREATE
        and (operation.number, operation.previous, operation.parents) == (1, "", ())
        and (operation.clock, operation.author) == (0, "")
        and operation.device == _chain_of(operation.record, operation.fields, operation.schema)
    )


def _chain_of(record: str, fields: str, schema: int) -> str:
    # With the schema, which the id covers: otherwise two versions would write in one place.
    text = "\n".join((SEED, record, _KIND, str(schema), fields))
    return blake2b(text.encode(), digest_size=16).hexdigest()
