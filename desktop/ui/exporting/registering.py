"""The deeds of « Classeurs envoyés »: compare with today, make again, recognise a file."""

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal

from desktop.services.workbooks.register import Sent, one_sent, sent
from desktop.ui import words
from desktop.ui.exporting.outgoing import Run
from desktop.ui.exporting.sent_view import SentView
from desktop.ui.exporting.writing import Jobs
from desktop.ui.workplace import Workplace

# The files that are neither a workbook of a financer nor all the data.
_PAGES: Final = {"CRF": "crf", "MODELE": "fill"}
_UNKNOWN = (
    "Ce fichier n’est aucun des classeurs enregistrés ici. Il vient d’un autre ordinateur, ou il "
    "a été modifié depuis, même en l’enregistrant dans Excel sans rien changer."
)


class Registering(QObject):
    """Fills the view; tells `again` with an export to make with the same filters."""

    again = Signal(object)

    def __init__(self, work: Workplace, view: SentView, jobs: Jobs, run: Run) -> None:
        super().__init__(view)
        self._work, self._view, self._jobs, self._run = work, view, jobs, run
        view.compared.connect(self.compare)
        view.again.connect(self.make_again)
        view.verified.connect(self.verify)
        view.since.opened.connect(work.sources.open_record)

    def show(self) -> None:
        """Show what was sent, read again."""
        self._view.show_sent(sent(self._work.notebook))

    def compare(self, sent_id: int) -> None:
        """Say what changed since an export."""
        job = partial(self._jobs.compare, sent_id)
        self._run("Comparaison avec aujourd’hui…", job, self._view.show_since)

    def make_again(self, sent_id: int) -> None:
        """Bring the filters of an export back; other files are made on pages of their own."""
        sent = one_sent(self._work.notebook, sent_id)
        page = _PAGES.get(sent.choice.code)
        if page is None:
            self.again.emit(sent)
        else:
            self._work.go(page)

    def verify(self) -> None:
        """Ask for a file, and say whether it is one that was sent."""
        paths = self._work.ask_files()
        if paths:
            job = partial(self._jobs.recognise, paths[0])
            self._run("Lecture du fichier…", job, partial(self._recognised, paths[0].name))

    def _recognised(self, name: str, found: Sent | None) -> None:
        if found is None:
            self._work.notices.warn(f"«\u00a0{name}\u00a0»\u00a0: {_UNKNOWN}")
            return
        self._view.recognised(found)
        self._work.notices.done(
            f"«\u00a0{name}\u00a0» est bien le classeur enregistré le {words.moment(found.at)}, "
            "tel quel."
        )
