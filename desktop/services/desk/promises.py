"""What was promised to an organisation and is not done yet: its tasks, and what visits agreed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from desktop.services.desk.reach import OUTSIDE, Reach, kept_inside, within
from desktop.services.reading import Reading
from desktop.services.stored_values import day_of
from desktop.store.query import Filter, ListQuery
from sync.operations.operation import Value
from sync.records.task import OPEN, TaskState

_STEP: Final = ("visited_on", "next_step", "next_visit_on")


@dataclass(frozen=True, slots=True)
class Promise:
    """Something to do: a task, or the next step agreed on the visit named `record_id`."""

    record_id: str
    kind: str
    what: str
    due: date | None
    late: bool = False
    agreed: date | None = None

    @property
    def when(self) -> str:
        """Say by when, and that the day has passed; without a day, when it was agreed."""
        if self.due is None:
            return f"convenu le {self.agreed:%d/%m/%Y}" if self.agreed else "sans date"
        if self.late:
            return f"prévu le {self.due:%d/%m/%Y}, date passée"
        return f"avant le {self.due:%d/%m/%Y}"


def promises(
    reading: Reading, around: Reach, today: date, *, outside: bool = False
) -> tuple[Promise, ...]:
    """Return what is still to be done, the soonest first, what has no date last.

    `outside` leaves out what stays in the team, and the tasks that are about it.
    """
    also = OUTSIDE if outside else ()
    hidden = kept_inside(reading) if outside else frozenset()
    query = ListQuery("task", (within("about", around.everything), *also))
    picked = reading.pick(query, ("what", "due_on", "state", "about"))
    tasks = [task for task in picked if task.values[3] not in hidden]
    taken_up = {task.values[3] for task in tasks}
    found: list[Promise] = []
    for task in tasks:
        what, due, state, _ = task.values
        if state in OPEN:
            found.append(_promise(task.id, "task", str(what), due, today))
    found.extend(
        promise
        for promise in _last_steps(reading, around, today, also)
        if promise.record_id not in taken_up
    )
    return tuple(sorted(found, key=lambda each: (each.due or date.max, each.what)))


def kept(promise: Promise, today: date, who: str) -> tuple[str, dict[str, Any]]:
    """Return the kind to write and its values, for a promise that is kept.

    A task changes its state (kind "" : edit it); the step agreed on a visit becomes a done task.
    """
    done = {"state": TaskState.DONE.value, "done_on": today.isoformat()}
    if promise.kind == "task":
        return "", done
    due = (promise.due or today).isoformat()
    task = {"what": promise.what, "who": who, "due_on": due, "about": promise.record_id}
    return "task", task | done


def _last_steps(
    reading: Reading, around: Reach, today: date, also: tuple[Filter, ...]
) -> Iterator[Promise]:
    """Yield what the last visits agreed on: a later visit, or a task, takes up what was before.

    A visit that is only prepared takes up nothing yet.
    """
    own = Filter("organisation", "=", around.organisation)
    held = Filter("visited_on", "<=", today.isoformat())
    latest = reading.pick(ListQuery("visit", (own, held, *also), limit=5), _STEP)
    if not latest:
        return
    last_day = latest[0].values[0]
    for visit in latest:
        day, step, next_on = visit.values
        if day == last_day and step:
            promise = _promise(visit.id, "visit", str(step), next_on, today)
            yield replace(promise, agreed=day_of(day))


def _promise(record_id: str, kind: str, what: str, due: Value, today: date) -> Promise:
    day = day_of(due)
    return Promise(record_id, kind, what, day, late=day is not None and day < today)
