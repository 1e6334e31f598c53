"""One job of the page at a time; a stop is answered too, and never taken for a success."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.errors import UserError
from desktop.services.jobs import Cancelled, Ticket
from desktop.ui.tasks import Tasks

T = TypeVar("T")


@dataclass(eq=False, slots=True)
class _Run:
    """One job: what stops it, whether it is over, and what is then to be told."""

    ticket: Ticket
    over: bool = False
    told: Callable[[], object] = lambda: None


class OneJob(QObject):
    """Runs a job and tells `turned` when it begins and ends, `reported` how far it is.

    A write may end in the same moment as it is stopped: what is told is what it did.
    """

    reported = Signal(object)
    turned = Signal(bool)

    def __init__(
        self,
        tasks: Tasks,
        failed: Callable[[UserError], object],
        parent: QObject,
        *,
        lane: str = "import",
    ) -> None:
        super().__init__(parent)
        self._lane = lane
        self._tasks = tasks
        self._failed = failed
        self._run: _Run | None = None
        # The status bar stops every job: nobody then calls `done`.
        tasks.idle.connect(self._settle_last)

    @property
    def busy(self) -> bool:
        """Tell whether a job is under way."""
        return self._run is not None

    def run(
        self,
        job: Callable[[Ticket], T],
        done: Callable[[T], object],
        stopped: Callable[[], object],
    ) -> None:
        """Start a job, unless one is under way."""
        if self.busy:
            return
        run = _Run(Ticket(self.reported.emit))

        def whole(outer: Ticket) -> None:
            try:
                run.told = partial(done, job(_Both(run.ticket, outer)))
            except Cancelled:
                run.told = stopped
            except UserError as error:
                run.told = partial(self._failed, error)
            finally:
                run.over = True

        self._run = run
        self.turned.emit(True)
        self._tasks.run(whole, lane=self._lane, owner=self, done=lambda _none: self._settle(run))

    def stop(self) -> None:
        """Ask the job to stop."""
        if self._run is not None:
            self._run.ticket.cancel()

    def _settle_last(self) -> None:
        self._settle(self._run)

    def _settle(self, run: _Run | None) -> None:
        """Tell how a job ended, once."""
        if run is None or run is not self._run or not run.over:
            return
        self._run = None
        self.turned.emit(False)
        run.told()


class _Both(Ticket):
    """Stops when either of two tickets is stopped, and reports to both."""

    def __init__(self, own: Ticket, outer: Ticket) -> None:
        super().__init__()
        self._tickets = own, outer

    @property
    def cancelled(self) -> bool:
        """Tell whether the job was asked to stop."""
        return any(ticket.cancelled for ticket in self._tickets)

    def report(self, done: int, total: int, what: str) -> None:
        """Say how far the job is; a stopped job leaves here too."""
        for ticket in self._tickets:
            ticket.report(done, total, what)

    def check(self) -> None:
        """Raise Cancelled when the job was asked to stop."""
        for ticket in self._tickets:
            ticket.check()
