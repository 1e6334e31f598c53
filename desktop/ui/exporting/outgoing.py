"""Asks where workbooks go, has them written, and says what was written."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.errors import UserError
from desktop.services.export import Exported
from desktop.services.jobs import Cancelled, Ticket
from desktop.services.workbooks.choice import Choice, Format
from desktop.services.workbooks.exporting import Preview
from desktop.services.workbooks.other_files import Readers
from desktop.ui.exporting import saying
from desktop.ui.exporting.writing import Jobs, Writing, Written, beside, open_outside, placed
from desktop.ui.notices import Offer
from desktop.ui.workplace import Workplace

Run = Callable[[str, Callable[[Ticket], Any], Callable[[Any], object]], None]
_DOING = "Enregistrement…"
_PERSONAL = " Il contient des données personnelles\u00a0: effacez-le après usage."


class Outgoing(QObject):
    """Tells `written` with the workbooks that are on the disk, `held` with the texts that the data
    left out because nobody read them; runs its jobs with `run`.
    """

    written = Signal(object)
    held = Signal(object)

    def __init__(self, work: Workplace, jobs: Jobs, run: Run, parent: QObject) -> None:
        super().__init__(parent)
        self._work, self._jobs, self._run = work, jobs, run
        self._left = 0
        self.show_outside: Callable[[Path], object] = open_outside

    def write(
        self,
        choices: Sequence[Choice],
        previews: Sequence[Preview],
        format: Format,
        *,
        note: str,
        opening: bool,
    ) -> None:
        """Ask for the file of one workbook, or the folder of several, and write them."""
        try:
            places = self._places(previews, format.ending)
        except UserError as error:
            self._work.notices.failed(error)
            return
        if places:
            self._left = sum(o.count for one in previews for o in one.content.left_out)
            whole = Writing(tuple(zip(choices, places, strict=True)), format, note)
            job = partial(self._jobs.write, whole)
            self._run(_DOING, job, partial(self.tell_written, opening))

    def write_data(self, readers: Readers) -> None:
        """Ask for the file of every record, and write it; its name says who may read it."""
        word = "" if readers is Readers.OUTSIDE else f"{readers.word}-"
        name = f"carnet-donnees-{word}{self._work.sources.today():%Y-%m-%d}.xlsx"
        path = self._work.ask_save(name)
        if path is not None:
            job = partial(self._jobs.write_data, path, readers)
            self._run(_DOING, job, partial(self._tell_data, readers))

    def _places(self, previews: Sequence[Preview], ending: str) -> tuple[Path, ...]:
        if len(previews) == 1:
            path = self._work.ask_save(f"{previews[0].file_name}{ending}")
            return (placed(path, ending),) if path is not None else ()
        folder = self._work.ask_folder()
        if folder is None:
            return ()
        return tuple(beside(folder, one.file_name, ending) for one in previews)

    def tell_written(self, opening: bool, written: Written) -> None:
        """Say what is on the disk, and why the rest is not; what was stopped is no failure."""
        paths = tuple(one.path for one in written.sent if one.path is not None)
        if written.ended is not None:
            folder = Offer("Ouvrir le dossier", partial(self._show, paths[0].parent))
            said = saying.half_written(paths, written.ended)
            if isinstance(written.ended, Cancelled):
                self._work.notices.tell(said.sentence, folder)
            else:
                self._work.notices.failed(said, folder)
        else:
            self._tell(paths, saying.saved_said(paths, self._left))
            if opening:
                self.show_outside(paths[0] if len(paths) == 1 else paths[0].parent)
        self.written.emit(written.sent)

    def _tell_data(self, readers: Readers, exported: Exported) -> None:
        personal = readers is Readers.TEAM_WITH_PERSONAL
        self._tell((exported.path,), saying.data_said(exported) + (_PERSONAL if personal else ""))
        self.written.emit(())
        if exported.passages:
            self.held.emit(exported.passages)

    def _tell(self, paths: tuple[Path, ...], said: str) -> None:
        folder = Offer("Ouvrir le dossier", partial(self._show, paths[0].parent))
        single = (Offer("Ouvrir", partial(self._show, paths[0])),) if len(paths) == 1 else ()
        self._work.notices.done(said, *single, folder)

    def _show(self, path: Path) -> None:
        self.show_outside(path)
