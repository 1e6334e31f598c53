"""Asks where the file of an organisation goes, and has it written beside the work under way."""

from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from desktop.services.dossier import Written, export_dossier, suggested_name
from desktop.services.jobs import Ticket
from desktop.ui import words
from desktop.ui.notices import Offer
from desktop.ui.workplace import Workplace


class DossierExport(QObject):
    """Runs one export at a time."""

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work

    def ask(self, record_id: str, name: str) -> None:
        """Ask for a place, then write."""
        path = self._work.ask_save(suggested_name(name))
        if path is None:
            return
        notebook = self._work.notebook

        def job(ticket: Ticket) -> Written:
            with notebook.second() as own:
                return export_dossier(own, record_id, path, ticket=ticket)

        self._work.tasks.run(job, lane="export", owner=self, done=self._written)

    def _written(self, written: Written) -> None:
        left = ""
        if written.left_out:
            count = words.counted(written.left_out, "fiche laissée", "fiches laissées")
            left = f" {count} de côté\u00a0: la feuille Lisez-moi dit pourquoi."
        self._work.notices.done(
            f"Le dossier est enregistré\u00a0: {written.path.name}.{left}",
            Offer("Ouvrir le dossier", lambda: show_folder(written.path.parent)),
        )


def show_folder(folder: Path) -> None:
    """Show a folder in the file explorer."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
