"""Fill a financer's own template: choose it, point at its cells, keep it, write a filled copy."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from desktop.errors import UserError
from desktop.export.template.seen import TemplateSeen
from desktop.privacy.concerns import Remark
from desktop.services.jobs import Ticket
from desktop.services.notebook import Changed
from desktop.services.workbooks.financial_report.content import CODE
from desktop.services.workbooks.template.filling import Filled
from desktop.services.workbooks.template.mapping import Mapping
from desktop.services.workbooks.template.picks import picks
from desktop.ui import words
from desktop.ui.exporting.template.chosen_action import choose_action, chosen_action
from desktop.ui.exporting.template.keeping import Keeping
from desktop.ui.exporting.template.layout import FillLayout
from desktop.ui.exporting.template.pointing import Pointing
from desktop.ui.exporting.template.working import (
    Copy,
    Counted,
    count,
    read_template,
    write_filled_copy,
)
from desktop.ui.exporting.writing import open_outside, placed
from desktop.ui.importing.one_job import OneJob
from desktop.ui.notices import Offer
from desktop.ui.pages.page import Page
from desktop.ui.pieces import announce, column
from desktop.ui.workplace import Workplace

T = TypeVar("T")
FILL: Final = "fill"
_STOPPED: Final = "C’est arrêté. Rien n’a été écrit."
_HELD: Final = (
    "Des passages de {} n’ont pas été relus\u00a0: le modèle ne peut pas encore être rempli avec "
    "ses chiffres. Relisez-les en préparant ce classeur, puis revenez."
)
_REPLACED: Final = "Les cellules pointées, que rien ne gardait, ont laissé la place."


class FillPage(Page):
    """Holds what is being pointed at; reading, counting and writing are jobs."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._work = work
        self._what = self._refused = ""
        self._waits = False
        self.pointing = Pointing()
        self.job = OneJob(work.tasks, self._failed, self, lane="export")
        self.parts = FillLayout(work, self.pointing)
        self.keeping = Keeping(work, self.pointing, self.parts.head, self.parts.foot)
        self.show_outside: Callable[[Path], object] = open_outside
        column(self, margin=16).addWidget(self.parts)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._connect()
        self.parts.show_template(None)

    def refresh(self) -> None:
        """Offer the action one comes from, and the fillings that are kept."""
        self.parts.source.show_action(chosen_action(self._work.notebook))
        self.keeping.refresh()
        if self.pointing.seen is not None:
            self.count()
        self.take_focus()

    def leave(self) -> None:
        """Forget the action, unless cells wait for its figures: one comes back to it."""
        if CODE not in self.pointing.mapping.codes:
            choose_action(self._work.notebook, "")

    def on_changed(self, changed: Changed) -> None:
        """Count again when one comes back; what is on screen tells the moment it was counted."""

    def look_at(self, path: Path) -> None:
        """Read a template that was dropped."""
        self.read(path)

    def fit(self) -> None:
        """Fit the grid to another size of text."""
        self.parts.fit()

    def take_focus(self) -> None:
        """Go to the cells, or to the choice of a template."""
        self.parts.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Stop the work under way, or go from the figures back to the cells, with Échap."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.job.busy:
            self.job.stop()
        else:
            self.take_focus()

    def choose(self) -> None:
        """Ask for a template, and read it."""
        paths = self._work.ask_files()
        if paths:
            self.read(paths[0])

    def read(self, path: Path) -> None:
        """Read a template; the file is never changed."""
        job = partial(read_template, path)
        self._run("Lecture du modèle…", job, partial(self._read, path))

    def count(self) -> None:
        """Count the figures again, of the workbook that is offered and of those in use."""
        self._waits = self.job.busy  # then it is done once more when that job is over
        codes = dict.fromkeys((self.parts.source.code, *self.pointing.mapping.codes))
        origin = self.parts.source.origin(self._remarks)
        job = partial(count, self._work.notebook, origin, tuple(codes))
        self._run("Calcul des chiffres…", job, self._counted)

    def use(self, mapping: Mapping) -> None:
        """Take a filling that was kept; cells that nothing kept can be taken back."""
        before = self.keeping.unkept
        self.keeping.use(mapping)
        if self.pointing.seen is not None:
            self.count()
        if before is not None:
            self._work.notices.done(_REPLACED, Offer("Annuler", partial(self._take_back, before)))

    def _take_back(self, mapping: Mapping) -> None:
        self.parts.head.choose_mapping(mapping.name)
        self.keeping.use(mapping)
        self.count()

    def write(self) -> None:
        """Ask where, and write the filled copy."""
        template = self.pointing.path
        if template is None:
            return
        out = self._work.ask_save(f"{template.stem} rempli{template.suffix}")
        if out is None:
            return
        try:
            place = placed(out, template.suffix.lower())
        except UserError as error:
            self._failed(error)
            return
        origin = self.parts.source.origin(self._remarks)
        copy = Copy(template, self.keeping.named, place)
        job = partial(write_filled_copy, self._work.notebook, origin, copy)
        self._run("Remplissage du modèle…", job, self._written)

    def put(self) -> None:
        """Put the figure one is on in the cell one is on, and go back to the cells."""
        where, picked = self.parts.where, self.parts.target.figures.current
        if where is None or picked is None:
            return
        self.pointing.put(*where, picked)
        self.parts.turn_known(shown=False)
        self.parts.show_plan()
        announce(self, self.parts.grid.rows.told(where[1]))
        self.parts.grid.setFocus()

    def take_out(self) -> None:
        """Leave the cell one is on as it is."""
        where = self.parts.where
        if where is not None and self.pointing.take_out(*where):
            self.parts.show_plan()
            announce(self, self.parts.grid.rows.told(where[1]))
            self.parts.grid.setFocus()

    def _remarks(self, text: str) -> tuple[Remark, ...]:
        return tuple(self._work.sources.remarks(text))

    def _read(self, path: Path, seen: TemplateSeen) -> None:
        self._work.notices.take_back(self._refused)
        self.pointing.begin(path, seen)
        self.parts.show_template(seen)
        self.count()

    def _counted(self, counted: Counted) -> None:
        if self._waits:
            self.count()
            return
        self.pointing.count(counted.passed)
        self._show_figures()
        self.parts.show_plan(_waiting(counted))
        if self.isVisible():
            self.take_focus()

    def _show_figures(self) -> None:
        passed = self.pointing.passed.get(self.parts.source.code)
        self.parts.target.figures.show_picks(tuple(picks(passed)) if passed is not None else ())

    def _turn_source(self) -> None:
        if self.parts.source.code in self.pointing.passed:
            self._show_figures()
        elif self.pointing.seen is not None:
            self.count()

    def _written(self, filled: Filled) -> None:
        path = filled.path
        cells = words.counted(filled.cells, "cellule remplie", "cellules remplies")
        some = words.counted(len(filled.told), "chose laissée", "choses laissées")
        left = f" {some}." if filled.told else ""
        self._work.notices.done(
            f"Modèle rempli\u00a0: {path.name}, {cells}.{left}",
            Offer("Ouvrir", lambda: self.show_outside(path)),
            Offer("Ouvrir le dossier", lambda: self.show_outside(path.parent)),
        )

    def _failed(self, error: UserError) -> None:
        self._work.notices.failed(error)
        self._refused = self._work.notices.bar.text

    def _turn(self, busy: bool) -> None:
        self.parts.turn(busy, self._what)

    def _run(self, what: str, job: Callable[[Ticket], T], done: Callable[[T], object]) -> None:
        self._what = what
        self.job.run(job, done, lambda: self._work.notices.tell(_STOPPED))

    def _connect(self) -> None:
        parts = self.parts
        self.job.turned.connect(self._turn)
        self.job.reported.connect(parts.underway.show_progress)
        parts.underway.stopped.connect(self.job.stop)
        parts.head.asked.connect(self.choose)
        parts.head.chosen.connect(self.use)
        parts.head.forgotten.connect(self.keeping.forget)
        parts.dropped.connect(self.read)
        parts.source.changed.connect(self.count)
        parts.source.turned.connect(self._turn_source)
        parts.grid.emptied.connect(self.take_out)
        parts.target.put.connect(self.put)
        parts.target.taken_out.connect(self.take_out)
        parts.foot.kept.connect(self.keeping.keep)
        parts.foot.written.connect(self.write)


def _waiting(counted: Counted) -> Sequence[str]:
    held = (_HELD.format(", ".join(counted.held)),) if counted.held else ()
    return (*held, *counted.told)
