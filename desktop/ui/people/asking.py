"""Ask the server on another thread, and tell whoever waits."""

from collections.abc import Callable
from typing import Final, TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.errors import UserError
from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook
from desktop.ui.workplace import Workplace

T = TypeVar("T")
Job = Callable[[Notebook], T]
_LANE: Final = "people"


class Asking(QObject):
    """Runs what asks the server; a refusal is told in the bar unless somebody else hears it.

    Tells `turned` when something is being asked, and when nothing is.
    """

    turned = Signal(bool)

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._under_way = 0

    @property
    def busy(self) -> bool:
        """Tell whether something is being asked."""
        return self._under_way > 0

    def run(
        self,
        job: Job[T],
        done: Callable[[T], object],
        failed: Callable[[UserError], object] | None = None,
    ) -> None:
        """Ask, with a notebook of its own; then call `done`, or `failed`, here."""
        notebook = self._work.notebook

        def whole(_ticket: Ticket) -> T:
            with notebook.second() as own:
                return job(own)

        def over(result: T) -> None:
            self._count(-1)
            done(result)

        def refused(error: BaseException) -> None:
            self._count(-1)
            if not isinstance(error, UserError):
                raise error
            (failed or self._work.notices.failed)(error)

        self._count(1)
        self._work.tasks.run(
            whole,
            lane=_LANE,
            owner=self,
            done=over,
            failed=refused,
            stopped=lambda: self._count(-1),
        )

    def _count(self, more: int) -> None:
        self._under_way += more
        self.turned.emit(self.busy)
