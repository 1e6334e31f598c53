"""The exchange with the server in the background: F5 tells its end, the automatic ones do not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from desktop.errors import UserError
from desktop.services.jobs import Ticket
from desktop.services.notebook import Changed, Notebook
from desktop.ui.notices import Notices, Offer
from desktop.ui.tasks import Tasks

if TYPE_CHECKING:
    from desktop.services.exchanging.declined import ManyRemovals
    from sync.client.outcome import Outcome

LANE = "exchange"
_LONG: Final = 500
"""How many operations make an automatic exchange worth showing."""

_ELSEWHERE: Final = "Échange avec le serveur"


@dataclass(frozen=True, slots=True)
class End:
    """How a round ended: with an outcome, with a trouble, or stopped by somebody."""

    outcome: "Outcome | None" = None
    trouble: UserError | None = None


class _Discreet(Ticket):
    """The ticket of an exchange that nobody asked for: only a long one is followed."""

    def __init__(self, ticket: Ticket) -> None:
        super().__init__()
        self._ticket = ticket

    def check(self) -> None:
        self._ticket.check()

    def report(self, done: int, total: int, what: str) -> None:
        self.check()
        if total >= _LONG:
            self._ticket.report(done, total, what)


class Exchanging(QObject):
    """Runs one exchange at a time, never in the way of the window.

    Tells `began`, `progressed` and `ended` with an `End`; `ordered` when the notebook is to be
    emptied. `join` opens the page where a server can be joined.
    """

    began = Signal()
    progressed = Signal(object)
    ended = Signal(object)
    ordered = Signal(object)

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
        self._ticket: Ticket | None = None
        self._aloud = False
        self._came: list[Changed] = []
        self.removals: ManyRemovals | None = None
        self.telling = False

    @property
    def running(self) -> bool:
        """Tell whether an exchange is under way."""
        return self._ticket is not None

    def by_name(self) -> Mapping[str, Callable[[], object]]:
        """Return the command by its name in the menus."""
        return {"exchange": self.start}

    def start(self, *, aloud: bool = True) -> None:
        """Exchange now; a notebook that is alone says so and offers to join."""
        from desktop.services.exchanging.standing import standing

        now = standing(self._notebook)
        if not now.joined:
            self._notices.tell(now.the_others, Offer("Rejoindre un serveur…", self._join))
            return
        self._begun(_ELSEWHERE)
        self.run(aloud=aloud)

    def agree(self) -> None:
        """Exchange again with the agreement to exactly the removals that were shown."""
        if self.removals is not None:
            self._begun(_ELSEWHERE)
            self.run(aloud=True, agreed=self.removals.removals)

    def decline(self) -> None:
        """Leave everything as it is."""
        self.removals = None
        self.ended.emit(End())

    def run(self, *, aloud: bool, agreed: int = 0) -> None:
        """Start an exchange; one that is under way already is told aloud if this one is."""
        self._aloud = self._aloud or aloud
        if self._ticket is not None:
            return
        self._came = came = list[Changed]()
        notebook = self._notebook

        def job(ticket: Ticket) -> End:
            return _exchanged(notebook, ticket if aloud else _Discreet(ticket), agreed, came)

        self._ticket = self._tasks.run(
            job,
            lane=LANE,
            owner=self,
            done=self._done,
            failed=self._failed,
            stopped=lambda: self._finish(End()),
            reported=self.progressed.emit,
        )
        self.began.emit()

    def stop(self) -> None:
        """Stop after the page that is being written; what went through stays."""
        if self._ticket is not None:
            self._ticket.cancel()

    def _done(self, end: End) -> None:
        from desktop.services.exchanging.declined import ManyRemovals, WipeOrdered

        self.removals = end.trouble if isinstance(end.trouble, ManyRemovals) else None
        aloud = self._aloud
        self._finish(end)
        if isinstance(end.trouble, WipeOrdered):
            self.ordered.emit(end.trouble)
        elif aloud:
            self._say(end)

    def _failed(self, error: BaseException) -> None:
        self._finish(End())
        raise error

    def _finish(self, end: End) -> None:
        self._ticket, self._aloud = None, False
        self.telling = True
        try:
            for changed in self._came:
                self._notebook.tell(changed)
        finally:
            self.telling = False
        self.ended.emit(end)

    def _say(self, end: End) -> None:
        trouble = end.trouble or _held_back(end.outcome)
        if self.removals is not None:
            self._notices.warn(self.removals.sentence, Offer("Voir lesquelles", self._join))
        elif trouble is not None:
            self._notices.failed(trouble)
        elif end.outcome is not None:
            self._notices.done(_told(self._notebook, end.outcome))


def _exchanged(notebook: Notebook, ticket: Ticket, agreed: int, came: list[Changed]) -> End:
    # Late: a notebook that lives alone never loads the engine.
    from desktop.services.exchanging.exchange import exchange

    # Its own notebook: the listeners of the window's one belong to the window's thread.
    with notebook.second() as own:
        own.on_change(came.append)
        try:
            return End(exchange(own, ticket, agreed_removals=agreed))
        except UserError as trouble:
            return End(trouble=trouble)


def _told(notebook: Notebook, outcome: "Outcome") -> str:
    from desktop.services.exchanging.telling import done
    from desktop.store.transfers import only_photos

    moved = outcome.files_sent or outcome.files_fetched
    return done(outcome, photos=bool(moved) and only_photos(notebook.base))


def _held_back(outcome: "Outcome | None") -> UserError | None:
    """Return what is to say of an exchange that went to its end and left something behind."""
    from desktop.services.exchanging.declined import ProgramTooOld, StillDifferent
    from desktop.services.exchanging.sentences import told

    if outcome is None:
        return None
    if outcome.too_old:
        return ProgramTooOld()
    if outcome.unequal:
        return StillDifferent()
    return None if outcome.trouble is None else told(outcome.trouble)
