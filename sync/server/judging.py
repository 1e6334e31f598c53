"""Whether one operation may enter the log, by its content and by who wrote it."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Final

import orjson

from sync.operations.operation import Operation
from sync.operations.seeds import is_seed
from sync.protocol.codes import Reason, Role
from sync.protocol.limits import OPERATION_BYTES
from sync.server.store.chains import Writer

_REVIEWED: Final = frozenset({"VALIDE", "ARCHIVE"})
_REVIEWER: Final = ("reviewed_by", "reviewed_on")


@dataclass(frozen=True, slots=True)
class Bench:
    """What is needed to judge operations of one scope.

    ``kinds`` are those of the records that are here, ``ledger`` the operations whose content was
    erased, ``role`` that of whoever brings the operations.
    """

    writers: Mapping[str, Writer]
    kinds: Mapping[str, str]
    ledger: Container[str]
    role: Role

    def judge(self, operation: Operation) -> Reason | None:
        """Return why an operation may not enter the log, None when it may."""
        if operation.redacted and operation.id not in self.ledger:
            return Reason.MALFORMED
        if len(operation.fields.encode()) > OPERATION_BYTES:
            return Reason.TOO_LARGE
        fields = _fields(operation)
        if fields is None:
            return Reason.MALFORMED
        if self.kinds.get(operation.record, operation.kind) != operation.kind:
            return Reason.OTHER_KIND
        return None if self._allows(operation, fields) else Reason.FORBIDDEN

    def _allows(self, operation: Operation, fields: Mapping[str, object]) -> bool:
        if is_seed(operation):
            return self.role.reads and not _reviews(fields)
        writer = self.writers.get(operation.device)
        if writer is None or writer.role is None or not writer.role.writes:
            return False
        # By whom it was written, not by whom it was brought: a colleague's laptop only carries.
        return operation.author == writer.person and (writer.role.reviews or not _reviews(fields))


def _fields(operation: Operation) -> Mapping[str, object] | None:
    """Return the fields, None when they or another text are none that the log can hold."""
    texts = (
        operation.record,
        operation.kind,
        operation.verb.value,
        operation.author,
        operation.reason,
    )
    if any("\0" in text for text in texts):
        return None
    try:
        fields = orjson.loads(operation.fields)
    except orjson.JSONDecodeError:
        return None
    return fields if isinstance(fields, dict) else None


def _reviews(fields: Mapping[str, object]) -> bool:
    """Tell whether an operation sets what only a review may set; emptying it is anybody's."""
    state = fields.get("review_state")
    return (isinstance(state, str) and state in _REVIEWED) or any(
        fields.get(name) for name in _REVIEWER
    )
