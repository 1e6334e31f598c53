"""Records that another one names, as a line of a panel needs them; the trash is left out."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from desktop.services.reading import Reading
from desktop.services.stored_values import code_of, day_of, text_of
from desktop.store.query import Filter, ListQuery
from sync.operations.operation import Value
from sync.records.base import Record
from sync.records.coding import understood
from sync.records.task import OPEN, TaskState

MOST = 200
"""The most records that a panel reads of one kind; what is left out is counted."""

RecordT = TypeVar("RecordT", bound=Record)


@dataclass(frozen=True, slots=True)
class Linked:
    """A record by name."""

    id: str
    kind: str
    heading: str


@dataclass(frozen=True, slots=True)
class LinkedTask:
    """A task born of a record; `late` is a number of days, 0 when it is not."""

    id: str
    what: str
    who: str
    due_on: date | None
    state: TaskState
    late: int

    @property
    def ended(self) -> bool:
        """Tell whether there is nothing more to do."""
        return self.state not in OPEN


def linked(reading: Reading, ids: Collection[str]) -> tuple[Linked, ...]:
    """Return the records in use that have these ids, in that order."""
    found = reading.base.repository.by_ids(ids)
    named = (found[each] for each in ids if each in found)
    return tuple(Linked(n.id, n.kind, n.heading) for n in named if n.deleted_at is None)


def one_linked(reading: Reading, record_id: str | None) -> Linked | None:
    """Return the record that a link names, if it is in use."""
    return next(iter(linked(reading, [record_id] if record_id else [])), None)


def pointing(reading: Reading, kind: str, field: str, record_id: str) -> tuple[Linked, ...]:
    """Return the records of a kind that name this one in a field, in the order of their kind."""
    query = ListQuery(kind, (Filter(field, "=", record_id),), limit=MOST)
    return tuple(Linked(p.id, kind, p.heading) for p in reading.pick(query, ()))


def tasks_about(reading: Reading, record_id: str, today: date) -> tuple[LinkedTask, ...]:
    """Return the tasks born of a record, the open ones first, then by day."""
    query = ListQuery("task", (Filter("about", "=", record_id),), limit=MOST)
    found = [
        _task(picked.id, picked.values, today)
        for picked in reading.pick(query, ("what", "who", "due_on", "state"))
    ]
    return tuple(sorted(found, key=lambda task: (task.ended, task.due_on or date.max)))


def of_type(reading: Reading, record_id: str, kind: type[RecordT]) -> RecordT:
    """Return a record of a known kind, as far as this version understands it.

    Raises NotFound, or TypeError for another kind.
    """
    record = reading.get(record_id)
    if not isinstance(record, kind):
        raise TypeError(f"{record_id} is no {kind.__name__}")
    return understood(record)


def late(due_on: date | None, today: date, *, ended: bool) -> int:
    """Return how many days have passed since something was due; 0 when it is not late."""
    return 0 if ended or due_on is None else max((today - due_on).days, 0)


def _task(task_id: str, values: tuple[Value, ...], today: date) -> LinkedTask:
    what, who, due_on, state = text_of(values[0]), text_of(values[1]), day_of(values[2]), values[3]
    known = code_of(TaskState, state, TaskState.TO_DO)
    over = late(due_on, today, ended=known not in OPEN)
    return LinkedTask(task_id, what, who, due_on, known, over)
