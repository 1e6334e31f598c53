"""The window before the notebook: create, unlock, recover, restore; each in a job."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from desktop.errors import Damaged, NotOpened, UserError, Vanished, WrongSecret
from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook
from desktop.services.opening import Opening, Restoration
from desktop.store.backups import Backup
from desktop.store.folder import NotebookFolder
from desktop.ui import words
from desktop.ui.icons import Icons
from desktop.ui.opening.crossing import lent, taken
from desktop.ui.opening.first_run import NameStep, PassphraseStep, RecoveryStep
from desktop.ui.opening.invitation import InvitationStep
from desktop.ui.opening.step import Step
from desktop.ui.opening.trouble import BackupsStep, TroubleStep
from desktop.ui.opening.unlock import RecoverStep, UnlockStep
from desktop.ui.tasks import Tasks

if TYPE_CHECKING:
    from desktop.ui.opening.joining import FirstJoining

T = TypeVar("T")
# In characters, then in pixels: a small laptop has 1366.
_WIDTH, _WIDEST = 130, 1300


class OpeningWindow(QStackedWidget):
    """Tells `opened` with a `Held` notebook, or `folder_wanted` to keep it elsewhere."""

    opened = Signal(object)
    folder_wanted = Signal()

    def __init__(
        self,
        path: Path,
        ask_files: Callable[[], tuple[Path, ...]],
        *,
        opening: Opening,
        tasks: Tasks,
        icons: Icons,
    ) -> None:
        super().__init__()
        self.setWindowTitle("Carnet de quartier")
        self.setObjectName("page")
        self.setMinimumSize(640, 480)
        self.resize(min(self.fontMetrics().averageCharWidth() * _WIDTH, _WIDEST), 680)
        self._path = path
        self._opening = opening
        self._tasks = tasks
        self._ask_files = ask_files
        self._made: Notebook | None = None
        self._joining: FirstJoining | None = None
        self._name = ""
        wanted = self.folder_wanted.emit
        self.name = NameStep(
            icons,
            folder=path,
            cautions=NotebookFolder(path).cautions(),
            go_on=self._named,
            other_folder=wanted,
        )
        self.passphrase = PassphraseStep(icons, go_on=self._create, back=self.start)
        self.recovery = RecoveryStep(icons, go_on=self._written_down)
        self.invitation = InvitationStep(icons, join=self._join, later=self._later)
        self.unlock = UnlockStep(icons, unlock=self._unlock, recover=self._to_recover)
        self.recover = RecoverStep(icons, recover=self._recover, back=self.start)
        self.trouble = TroubleStep(
            icons, retry=self.start, other_folder=wanted, backups=self.show_backups
        )
        self.backups = BackupsStep(icons, restore=self._restore, back=self.start)
        self._add_steps()

    def _add_steps(self) -> None:
        for step in (
            self.name,
            self.passphrase,
            self.recovery,
            self.invitation,
            self.unlock,
            self.recover,
            self.trouble,
            self.backups,
        ):
            self.addWidget(step)

    def start(self) -> None:
        """Show the screen that the folder calls for."""
        folder = NotebookFolder(self._path)
        if not folder.exists():
            self._go(self.name)
        elif folder.vanished():
            self.explain(Vanished())
        else:
            self._go(self.unlock)

    def explain(self, error: UserError) -> None:
        """Show why the notebook does not open; a wrong secret is said where it was typed."""
        if isinstance(error, WrongSecret) or not isinstance(error, NotOpened):
            self.unlock.refuse(error)
            self.setCurrentWidget(self.unlock)
            return
        restorable = isinstance(error, Vanished | Damaged)
        self.setCurrentWidget(self.trouble)
        self.trouble.explain(error, restorable=restorable)

    def show_backups(self) -> None:
        """Show the backups of the folder."""
        self.backups.show_backups(self._opening.backups(self._path))
        self._go(self.backups)

    def _named(self, name: str) -> None:
        self._name = name
        self._go(self.passphrase)

    def _create(self, passphrase: str) -> None:
        self.passphrase.wait(True)

        def job() -> tuple[Notebook, str]:
            created = self._opening.create(self._path, name=self._name, passphrase=passphrase)
            return lent(created.notebook), created.recovery.printed

        self._run(job, self._created, self.passphrase.refuse)

    def _created(self, made: tuple[Notebook, str]) -> None:
        self._made, printed = made
        self.passphrase.wait(False)
        self.recovery.show_key(printed)
        self._go(self.recovery)

    def _written_down(self) -> None:
        if self._made is not None and self._joining is None:
            # Late: only a first run comes here.
            from desktop.ui.opening.joining import FirstJoining

            self._joining = FirstJoining(
                self._tasks,
                self.invitation,
                self._made,
                ask_files=self._ask_files,
                joined=self._joined,
                parent=self,
            )
        self._go(self.invitation)

    def _later(self) -> None:
        if self._made is not None:
            self.opened.emit(taken(self._made))

    def _join(self, server: str, code: str) -> None:
        if self._joining is not None:
            self._joining.start(server, code)

    def _joined(self, said: str) -> None:
        if self._made is not None:
            self.opened.emit(taken(self._made, said))

    def _unlock(self, passphrase: str) -> None:
        self._run(
            lambda: lent(self._opening.open(self._path, passphrase)), self._opened, self.explain
        )

    def _to_recover(self) -> None:
        self._go(self.recover)

    def _recover(self, key: str, passphrase: str) -> None:
        self._run(
            lambda: lent(self._opening.open_with_recovery(self._path, key, passphrase)),
            self._opened,
            self.recover.refuse,
        )

    def _restore(self, backup: Backup, passphrase: str) -> None:
        def job() -> tuple[Notebook, str]:
            # A base that is gone holds no later work to take back.
            later_work = False if NotebookFolder(self._path).vanished() else None
            restored = self._opening.restore(self._path, backup, passphrase, later_work=later_work)
            return lent(restored.notebook), _restored(restored)

        self._run(job, self._restored, self.backups.refuse)

    def _restored(self, restored: tuple[Notebook, str]) -> None:
        self.backups.wait(False)
        self.opened.emit(taken(*restored))

    def _opened(self, notebook: Notebook) -> None:
        step = self.currentWidget()
        if isinstance(step, Step):
            step.wait(False)
        self.opened.emit(taken(notebook))

    def _go(self, step: Step) -> None:
        self.setCurrentWidget(step)
        step.begin()

    def _run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        refused: Callable[[UserError], None],
    ) -> None:
        def job(_ticket: Ticket) -> T | UserError:
            try:
                return work()
            except UserError as error:
                return error

        def answer(result: T | UserError) -> None:
            if isinstance(result, UserError):
                refused(result)
            else:
                done(result)

        self._tasks.run(job, lane="opening", owner=self, done=answer)


def _restored(restored: Restoration) -> str:
    back = restored.rescued.added
    more = f" Modifications plus récentes reprises\u00a0: {words.number(back)}." if back else ""
    return (
        "La sauvegarde est en place. Le carnet d’avant est mis de côté dans "
        f"«\u00a0{restored.aside.name}\u00a0», rien n’est effacé.{more}"
    )
