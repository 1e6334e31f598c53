"""The command F5: exchange with the server in the background, told when it is done."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.errors import UserError
from desktop.services.jobs import Ticket
from desktop.services.notebook import Changed, Notebook
from desktop.ui import words
from desktop.ui.notices import Notices, Offer
from desktop.ui.tasks import Tasks
from sync.records import RECORD_TYPES

if TYPE_CHECKING:
    from sync.client.outcome import Outcome

LANE = "exchange"


class Exchanging(QObject):
    """Runs one exchange at a time; `join` opens the page where a server can be joined."""

    def __init__(
        self,
        notebook: Notebook,
        tasks: Tasks,
        notices: Notices,
        *,
        begun: Callable[[str], object],
        join: Callable[[], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._notebook = notebook
        self._tasks = tasks
        self._notices = notices
        self._begun = begun
        self._join = join

    def by_name(self) -> Mapping[str, Callable[[], object]]:
        """Return the command by its name in the menus."""
        return {"exchange": self.start}

    def start(self) -> None:
        """Exchange now; a notebook that is alone says so and offers to join."""
        from desktop.services.exchanging.standing import standing

        now = standing(self._notebook)
        if not now.joined:
            self._notices.tell(now.the_others, Offer("Rejoindre un serveur…", self._join))
            return
        self._begun("Échange avec le serveur")
        self._tasks.run(self._job, lane=LANE, owner=self, done=self._done, failed=self._failed)

    def _job(self, ticket: Ticket) -> "Outcome":
        from desktop.services.exchanging.exchange import exchange

        # Its own notebook: the listeners of the window's one belong to the window's thread.
        with self._notebook.second() as own:
            return exchange(own, ticket)

    def _done(self, outcome: "Outcome") -> None:
        self._tell_all()
        sent = words.counted(outcome.sent, "modification envoyée", "modifications envoyées")
        received = words.counted(outcome.received, "reçue")
        self._notices.done(f"L’échange est fait\u00a0: {sent}, {received}.")

    def _failed(self, error: BaseException) -> None:
        self._tell_all()
        if not isinstance(error, UserError):
            raise error
        self._notices.failed(error)

    def _tell_all(self) -> None:
        self._notebook.tell(Changed(frozenset(RECORD_TYPES), ()))
