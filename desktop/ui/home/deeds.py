"""What can be done from the home page: open, go on, prepare, tick, see the whole list."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from desktop.services.steering.reports import reports_due, task_for
from desktop.services.today.lines import Promise, Today
from desktop.services.today.promises import REPORTED_SOON
from desktop.store.deeds import Act
from desktop.ui.home.wording import Wording
from desktop.ui.notices import Offer
from desktop.ui.workplace import Workplace
from sync.records.task import Task, TaskState


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


class _OfAKind(Protocol):
    @property
    def kind(self) -> str: ...


K = TypeVar("K", bound=_Keyed)


class Deeds:
    """Does what the lines ask; `today` returns what is on screen."""

    def __init__(self, work: Workplace, today: Callable[[], Today | None]) -> None:
        self._work = work
        self._shown = today

    def open_unfinished(self, key: str) -> None:
        """Go on with a form, or open the record that lacks something."""
        found = _find(self._today.unfinished.shown, key)
        if found is not None and found.draft is not None:
            self._work.resume(found.draft)
        elif found is not None:
            self._open(found.record_id)

    def open_promise(self, key: str) -> None:
        """Open the record that holds a promise."""
        found = _find(self._today.promises.shown, key)
        if found is not None:
            self._open(found.record_id)

    def open_appointment(self, key: str) -> None:
        """Open the record of what is to come, or the visit at which it was agreed."""
        found = _find(self._today.appointments.shown, key)
        if found is not None:
            self._open(found.record_id)

    def open_silence(self, key: str) -> None:
        """Open a body."""
        found = _find(self._today.silences.shown, key)
        if found is not None:
            self._open(found.record_id)

    def prepare(self, key: str) -> None:
        """Begin the visit that was agreed, with what is known of it; open the others."""
        found = _find(self._today.appointments.shown, key)
        if found is not None and found.begin:
            self._work.begin(found.kind, dict(found.begin))
        elif found is not None:
            self._open(found.record_id)

    def visit(self, key: str) -> None:
        """Begin a visit to a body."""
        self._work.begin("visit", {"organisation": key})

    def finish(self, key: str) -> None:
        """Mark a task as done today; it can be taken back."""
        found = _find(self._today.promises.shown, key)
        if found is None:
            return
        notebook = self._work.notebook
        before = notebook.get(found.record_id)
        state = before.state if isinstance(before, Task) else TaskState.TO_DO
        day = self._work.sources.today().isoformat()
        notebook.edit(found.record_id, {"state": TaskState.DONE, "done_on": day})
        act = notebook.next_undo()
        said = Wording(self._work.discretion, self._today.day).shown(found.said)
        self._work.notices.done(
            f"Tâche faite\u00a0: {said}.",
            Offer("Annuler", lambda: self._take_back(found, state, act)),
        )

    def take_up(self, key: str) -> None:
        """Make a task of a report that is awaited; it can be taken back."""
        notebook = self._work.notebook
        until = self._today.day + REPORTED_SOON
        due = next((one for one in reports_due(notebook, until) if one.action == key), None)
        if due is None:
            return
        made = notebook.add("task", task_for(due, notebook.person.name)).record.id
        act = notebook.next_undo()
        self._work.notices.done(
            "La tâche est créée\u00a0: elle se trouve avec vos promesses.",
            Offer("Annuler", lambda: self._give_up(made, act)),
        )

    def list_unfinished(self) -> None:
        """Turn to the list of the kind that waits most."""
        self._go(self._today.unfinished.shown, "visit")

    def list_appointments(self) -> None:
        """Turn to the list of the kind that is most to come."""
        self._go(self._today.appointments.shown, "visit")

    def list_promises(self) -> None:
        """Turn to the tasks."""
        self._work.go("task")

    def list_silences(self) -> None:
        """Turn to the bodies."""
        self._work.go("organisation")

    @property
    def _today(self) -> Today:
        today = self._shown()
        assert today is not None, "nothing can be asked of a page that shows nothing"
        return today

    def _take_back(self, promise: Promise, state: TaskState, act: Act | None) -> None:
        notebook = self._work.notebook
        if notebook.next_undo() == act:
            notebook.undo()
        else:
            notebook.edit(promise.record_id, {"state": state, "done_on": None})

    def _give_up(self, record_id: str, act: Act | None) -> None:
        notebook = self._work.notebook
        if notebook.next_undo() == act:
            notebook.undo()
        else:
            notebook.delete(record_id)

    def _open(self, record_id: str) -> None:
        self._work.sources.open_record(record_id)

    def _go(self, shown: Iterable[_OfAKind], otherwise: str) -> None:
        counts = Counter(one.kind for one in shown)
        self._work.go(counts.most_common(1)[0][0] if counts else otherwise)


def _find(shown: Iterable[K], key: str) -> K | None:
    return next((one for one in shown if one.key == key), None)
