"""The commands that take time, such as a backup or a check; each a job, told when it is done."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from desktop.errors import UserError
from desktop.services.health import CheckReport
from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook
from desktop.store.backups import Backup, Reason
from desktop.ui import words
from desktop.ui.notices import Notices
from desktop.ui.tasks import Tasks


class Tools(QObject):
    """Runs the long commands of one notebook."""

    def __init__(
        self,
        notebook: Notebook,
        tasks: Tasks,
        notices: Notices,
        *,
        begun: Callable[[str], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._notebook = notebook
        self._tasks = tasks
        self._notices = notices
        self._begun = begun

    def by_name(self) -> Mapping[str, Callable[[], object]]:
        """Return the commands by their names in the menus."""
        return {
            "backup": self.backup,
            "check": self.check,
            "folder": self.open_folder,
        }

    def backup(self) -> None:
        """Make a verified backup now."""
        self._begun("Sauvegarde")
        backups = self._notebook.backups
        self._tasks.run(
            lambda _ticket: backups.make(Reason.MANUAL),
            lane="backup",
            owner=self,
            done=self._backed_up,
        )

    def backup_if_due(self) -> None:
        """Make a backup when half an hour of changes is not in one yet; say nothing of it."""
        backups = self._notebook.backups

        def job(_ticket: Ticket) -> None:
            # The disk may be full or unplugged: the next one tries again, a save will tell.
            with suppress(UserError):
                backups.make_if_due(Reason.REGULAR)

        self._tasks.run(job, lane="backup", owner=self, done=lambda _none: None)

    def check(self) -> None:
        """Check every page of the base."""
        self._begun("Vérification")
        notebook = self._notebook
        self._tasks.run(
            lambda _ticket: notebook.check(full=True),
            lane="check",
            owner=self,
            done=self._checked,
        )

    def open_folder(self) -> None:
        """Show the folder of the notebook in the file explorer."""
        _show_folder(self._notebook.folder.path)

    def _backed_up(self, backup: Backup) -> None:
        self._notices.done(f"Sauvegarde faite et vérifiée le {words.moment(backup.moment)}.")

    def _checked(self, report: CheckReport) -> None:
        tell = self._notices.done if report.sound else self._notices.warn
        tell(" ".join(report.sentences))


def _show_folder(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
