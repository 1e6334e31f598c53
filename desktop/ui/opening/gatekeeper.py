"""Who lets a notebook be shown: not one that is locked, left, or being emptied."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.services.exchanging.emptying import begun_emptying
from desktop.services.exchanging.locking import Locked, require_unlocked
from desktop.services.notebook import Notebook
from desktop.ui.asking import Asking
from desktop.ui.exchange.exchanges import Exchanges
from desktop.ui.icons import Icons
from desktop.ui.opening.crossing import Held
from desktop.ui.tasks import Tasks

if TYPE_CHECKING:
    from desktop.ui.opening.gate import Gate


HandOver = Callable[[Callable[[Notebook, bool], object]], object]
"""Closes the window; calls with its notebook, and whether closing wrote something."""


class Gatekeeper:
    """Shows the gate when it must; `opened` hears of a notebook that may be shown again."""

    def __init__(
        self,
        tasks: Tasks,
        icons: Icons,
        *,
        opened: Callable[[Held], object],
        restart: Callable[[], object],
    ) -> None:
        self._tasks = tasks
        self._icons = icons
        self._opened = opened
        self._start = restart
        self.gate: Gate | None = None
        self.asking = Asking(lambda: self.gate)

    def admit(self, held: Held) -> bool:
        """Tell whether a notebook may be shown; otherwise show what keeps it closed."""
        try:
            require_unlocked(held.notebook)
        except Locked as locked:
            self._made().hold(held, locked)
            return False
        return True

    def resume(self, folder: Path) -> bool:
        """Go on with an emptying that was cut short; tell whether there was one."""
        if not begun_emptying(folder):
            return False
        self._made().resume(folder)
        return True

    def watch(self, exchanges: Exchanges, hand_over: HandOver) -> None:
        """Have the notebook of a window handed over when its space orders it, or is left."""
        exchanges.exchanging.ordered.connect(
            lambda _order: hand_over(
                lambda notebook, wrote: self._made().empty(notebook, rest=wrote)
            )
        )
        exchanges.leaving.connect(
            lambda: hand_over(lambda notebook, _wrote: self._made().leave(notebook))
        )

    def dismiss(self) -> None:
        """Close the gate: another window is there."""
        if self.gate is not None:
            self.gate.close()
            self.gate = None

    def _made(self) -> "Gate":
        # Late: few ever see it.
        from desktop.ui.opening.gate import Gate

        self.dismiss()
        self.gate = Gate(self._tasks, self._icons, self.asking.new_file)
        self.gate.opened.connect(self._opened)
        self.gate.restart.connect(self._restart)
        return self.gate

    def _restart(self) -> None:
        self._start()
        self.dismiss()
