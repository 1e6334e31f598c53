"""Take back what an act wrote, with new operations: the log itself never goes backwards."""

from desktop.store.base import Base
from desktop.store.deeds import Act
from desktop.store.history import Reversal, reversal
from desktop.store.stored import Stored
from desktop.store.transaction import Transaction
from sync.operations.operation import Operation, Verb


def reverse(base: Base, transaction: Transaction, act: Act, reason: str) -> None:
    """Write the contrary of each operation of an act, the last first.

    A record that was erased for good since is passed over. A record that the act created goes to
    the trash as it is, private notes included.
    """
    operations = base.log.of_act(act.in_force)
    created = {op.record for op in operations if op.verb is Verb.CREATE}
    for operation in reversed(operations):
        stored = base.repository.find(operation.record)
        filled = operation.verb is Verb.EDIT and operation.record in created
        if stored is not None and not filled:
            _apply(transaction, stored, _reversal(base, stored, operation), reason)


def _reversal(base: Base, stored: Stored, operation: Operation) -> Reversal:
    private = operation.scope != base.identity.space
    heads = stored.private_heads if private else stored.heads
    edited = operation.verb is Verb.EDIT
    return reversal(operation, heads, base.log.of_record(operation.record) if edited else ())


def _apply(transaction: Transaction, stored: Stored, back: Reversal, reason: str) -> None:
    if back.verb is Verb.EDIT:
        # What is in the trash stays as it is: who deleted it had seen it so.
        if stored.deleted_at is None:
            transaction.change(stored, back.values, reason=reason)
    elif back.verb is Verb.DELETE and stored.deleted_at is None:
        transaction.delete(stored, reason=reason)
    elif back.verb is Verb.RESTORE and stored.deleted_at is not None:
        transaction.restore(stored, reason=reason)
