"""The task that comes out of what was agreed, so that a promise is not only a sentence."""

from datetime import date

from desktop.services.judging import judged
from sync.operations.operation import Value
from sync.records.base import Record


def follow_up(about: Record, what: Value, due_on: Value, *, who: str, new_id: str) -> Record | None:
    """Return the judged task of doing something by a day about a record.

    None when one of the two is not said or the day cannot be read.
    """
    if not isinstance(what, str) or not what.strip() or not is_day(due_on):
        return None
    values = {"id": new_id, "what": what, "who": who, "due_on": due_on, "about": about.id}
    return judged("task", values)[0]


def is_day(value: Value) -> bool:
    """Tell whether a value is a day as records hold it."""
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value))
    except ValueError:
        return False
