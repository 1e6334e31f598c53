"""Join the space of a team as the first thing a notebook does: told as it goes on, and stopped."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject

from desktop.errors import UserError
from desktop.services.exchanging.networking import keep
from desktop.services.jobs import Progress, Ticket
from desktop.services.notebook import Notebook
from desktop.ui.exchange.network_form import NetworkForm
from desktop.ui.opening.invitation import InvitationStep
from desktop.ui.tasks import Tasks

_STOPPED: Final = (
    "La réception est arrêtée\u00a0: le carnet est dans l’espace, et le prochain échange reprendra "
    "là où elle en était."
)


class FirstJoining(QObject):
    """Calls `joined` with what to say once the notebook is in the space.

    It is also what the network settings are kept in and tried with, before there is a window.
    """

    def __init__(
        self,
        tasks: Tasks,
        step: InvitationStep,
        made: Notebook,
        *,
        ask_files: Callable[[], tuple[Path, ...]],
        joined: Callable[[str], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.tasks, self.notebook, self.ask_files = tasks, made, ask_files
        self._step = step
        self._joined = joined
        self._ticket: Ticket | None = None
        self._network = NetworkForm(self, step.server.text)
        step.offer_network(self._network)
        step.stop_button.clicked.connect(self._stop)

    def start(self, server: str, code: str) -> None:
        """Join, in the background."""
        made = self.notebook

        def job(ticket: Ticket) -> str:
            # Late: most first runs join nothing.
            from desktop.services.exchanging.joining import join

            with made.second() as own:
                space = join(own, server, code, ticket=ticket).space_name
            return f"Vous êtes dans l’espace «\u00a0{space}\u00a0»."

        if not self._keep_network():
            return
        self._step.begin_joining()
        self._ticket = self.tasks.run(
            job,
            lane="opening",
            owner=self,
            done=self._end,
            failed=self._failed,
            stopped=self._stopped,
            reported=self._report,
        )

    def _keep_network(self) -> bool:
        if self._network.isHidden():
            return True
        try:
            with self.notebook.second() as own:
                keep(own, self._network.network())
        except UserError as error:
            self._step.wait(False)
            self._network.say_trouble(error)
            return False
        return True

    def _report(self, progress: Progress) -> None:
        from desktop.services.exchanging.joining import PREPARING

        # Before the notebook is in the space, a stop would lose a code that has served.
        self._step.show_progress(progress, may_stop=progress.what != PREPARING)

    def _stop(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()

    def _end(self, said: str) -> None:
        self._step.wait(False)
        self._joined(said)

    def _stopped(self) -> None:
        self._end(_STOPPED)

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        self._step.refuse(error)
