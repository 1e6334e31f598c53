"""The screens for a notebook that does not open: what happened, what to do, the backups.

None of them makes an empty notebook where one was expected.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desktop.errors import BadInput, NotOpened
from desktop.store.backups import Backup
from desktop.ui import words
from desktop.ui.icons import Icons
from desktop.ui.opening.secret_field import SecretField
from desktop.ui.opening.step import Step
from desktop.ui.pieces import label, push

_BACKUP = Qt.ItemDataRole.UserRole


class TroubleStep(Step):
    """Says why the folder cannot be used, and what can be done."""

    def __init__(
        self,
        icons: Icons,
        *,
        retry: Callable[[], object],
        other_folder: Callable[[], object],
        backups: Callable[[], object],
    ) -> None:
        super().__init__("Le carnet ne s’ouvre pas", icons)
        self.backups_button = push("Voir les &sauvegardes…", backups)
        self.retry_button = push("&Réessayer", retry, primary=True)
        self.finish(
            push("Choisir un autre &dossier…", other_folder, quiet=True),
            None,
            self.backups_button,
            self.retry_button,
        )

    def explain(self, error: NotOpened, *, restorable: bool) -> None:
        """Say what happened; offer the backups when they can help."""
        self.backups_button.setVisible(restorable)
        self.refuse(error)
        self.retry_button.setFocus()


class BackupsStep(Step):
    """Lists the backups; restoring one puts the present base aside."""

    def __init__(
        self,
        icons: Icons,
        *,
        restore: Callable[[Backup, str], object],
        back: Callable[[], object],
    ) -> None:
        super().__init__("Restaurer une sauvegarde", icons)
        self._restore = restore
        self.inside.addWidget(
            label(
                "Le carnet reprendra l’état de la sauvegarde choisie. "
                "Le carnet actuel est mis de côté, jamais effacé.",
                wrap=True,
            )
        )
        self.list = QListWidget()
        self.list.setAccessibleName("Sauvegardes, la plus récente d’abord")
        self.list.setMinimumHeight(160)
        self._nothing = label(
            "Aucune sauvegarde n’a été trouvée dans ce dossier. Si une copie existe ailleurs "
            "(clé, autre disque), rapportez-la ici, puis réessayez.",
            "attention",
            wrap=True,
        )
        self.secret = SecretField("Phrase secrète du carnet", icons)
        self.secret.entered.connect(self._go)
        for part in (self.list, self._nothing, self.secret):
            self.inside.addWidget(part)
        self.restore_button = push("&Restaurer cette sauvegarde", self._go, primary=True)
        self.finish(push("R&etour", back), None, self.restore_button)

    def show_backups(self, backups: tuple[Backup, ...]) -> None:
        """List the backups, the latest chosen."""
        self.list.clear()
        for backup in backups:
            item = QListWidgetItem(_said(backup), self.list)
            item.setData(_BACKUP, backup)
        self.list.setCurrentRow(0 if backups else -1)
        self.list.setVisible(bool(backups))
        self.secret.setVisible(bool(backups))
        self._nothing.setVisible(not backups)
        self.restore_button.setEnabled(bool(backups))
        self.secret.clear()

    def begin(self) -> None:
        """Put the cursor in the list."""
        super().begin()
        self.list.setFocus()

    def _go(self) -> None:
        item = self.list.currentItem()
        if item is None:
            return
        if not self.secret.text:
            self.refuse(BadInput("Il manque la phrase secrète du carnet.", "passphrase"))
            self.secret.setFocus()
            return
        self.said.hide()
        self.wait(True)
        self._restore(item.data(_BACKUP), self.secret.text)


def _said(backup: Backup) -> str:
    size = max(1, round(backup.size / 1_000_000))
    when = words.long_day(backup.moment.astimezone().date())
    return f"{when} à {words.clock(backup.moment)} – {backup.reason.label}, {words.number(size)} Mo"
