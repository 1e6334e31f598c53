"""The gate of a notebook: locked, it shows its lock; left, or emptied, it says what was done."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from desktop.errors import UserError
from desktop.services.exchanging.locking import Locked, require_unlocked, unlock
from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook
from desktop.ui.icons import Icons
from desktop.ui.opening.crossing import Held, lent
from desktop.ui.opening.emptied import OF_ONES_OWN, ORDERED, RESUMED, EmptiedStep
from desktop.ui.opening.leaving import LeavingStep
from desktop.ui.opening.locked import LockedStep
from desktop.ui.tasks import Tasks

_LANE: Final = "opening"
_SIZE: Final = (860, 620)


class Gate(QStackedWidget):
    """Tells `opened` with a `Held` notebook once it may be shown, `restart` for a new one."""

    opened = Signal(object)
    restart = Signal()

    def __init__(self, tasks: Tasks, icons: Icons, ask_save: Callable[[str], Path | None]) -> None:
        super().__init__()
        self.setWindowTitle("Carnet de quartier")
        self.setObjectName("page")
        self.setMinimumSize(640, 480)
        self.resize(*_SIZE)
        self._tasks = tasks
        self._held: Held | None = None
        self._go_on: Callable[[Ticket], object] = lambda _ticket: None
        self.locked = LockedStep(icons, exchange=self._exchange, unlock=self._unlock)
        self.emptied = EmptiedStep(
            icons, again=self._empty_again, restart=self.restart.emit, close=self.close
        )
        self.leaving = LeavingStep(tasks, icons, ask_save)
        self.leaving.left.connect(self._say_left)
        self.leaving.reopened.connect(self.opened)
        self.leaving.ordered.connect(partial(self.empty, rest=False))
        self.leaving.cut_short.connect(self.resume)
        for step in (self.locked, self.leaving, self.emptied):
            self.addWidget(step)

    def hold(self, held: Held, locked: Locked) -> None:
        """Keep a notebook closed, whose connection stays open for the exchange."""
        self._held = held
        self.locked.show_lock(locked)
        self.setCurrentWidget(self.locked)
        self.show()
        self.locked.begin()

    def leave(self, notebook: Notebook) -> None:
        """Leave the space of a notebook whose window is closed."""
        self.setCurrentWidget(self.leaving)
        self.show()
        self.leaving.leave(notebook)

    def empty(self, notebook: Notebook, *, rest: bool) -> None:
        """Empty a notebook that was left; `rest` when something was written since it was sealed."""
        self._run_emptying(partial(_emptied, lent(notebook), rest), ORDERED)

    def resume(self, folder: Path) -> None:
        """Go on with an emptying that was cut short."""
        self._run_emptying(partial(_resumed, folder), RESUMED)

    def _run_emptying(self, job: Callable[[Ticket], object], why: str) -> None:
        self._go_on = job
        self.setCurrentWidget(self.emptied)
        self.emptied.begin_with(why)
        self.show()
        self._empty_again()

    def _empty_again(self) -> None:
        self.emptied.said.hide()
        self.emptied.wait(True)
        self._tasks.run(
            self._go_on,
            lane=_LANE,
            owner=self,
            done=lambda _done: self.emptied.end(),
            failed=partial(_refused, self.emptied),
        )

    def _say_left(self, said: str) -> None:
        self.setCurrentWidget(self.emptied)
        self.emptied.begin_with(said, OF_ONES_OWN)
        self.emptied.end()

    def _exchange(self) -> None:
        held = self._held
        if held is None:
            return

        def job(ticket: Ticket) -> None:
            # Late: a notebook that lives alone never loads the engine.
            from desktop.services.exchanging.exchange import exchange

            exchange(held.notebook, ticket)

        self._tasks.run(
            job, lane=_LANE, owner=self, done=lambda _done: self._look(), failed=self._not_exchanged
        )

    def _not_exchanged(self, error: BaseException) -> None:
        from desktop.services.exchanging.declined import WipeOrdered

        if isinstance(error, WipeOrdered) and self._held is not None:
            self.empty(self._held.notebook, rest=False)
            return
        # What stopped it may have come after the server was met: then it opens.
        self._look(error)

    def _unlock(self, code: str) -> None:
        if self._held is None:
            return
        try:
            unlock(self._held.notebook, code)
        except UserError as wrong:
            self._look(wrong)
            return
        self._look()

    def _look(self, why: BaseException | None = None) -> None:
        """Open if it may be opened; otherwise say why not, with the signs of now."""
        if self._held is None:
            return
        self.locked.wait(False)
        try:
            require_unlocked(self._held.notebook)
        except Locked as locked:
            self.locked.show_lock(locked)
            _refused(self.locked, why or locked)
            return
        self.opened.emit(self._held)


def _refused(step: LockedStep | EmptiedStep, error: BaseException) -> None:
    if not isinstance(error, UserError):
        raise error
    step.refuse(error)


def _emptied(notebook: Notebook, rest: bool, _ticket: Ticket) -> None:
    from desktop.services.exchanging.wiping import hand_over_rest, obey

    with notebook.second() as own:
        if rest:
            hand_over_rest(own)
        obey(own)


def _resumed(folder: Path, _ticket: Ticket) -> None:
    from desktop.services.exchanging.wiping import resume

    resume(folder)
