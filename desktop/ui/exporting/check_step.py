"""The third step: what the workbooks would say, looked at before anything is written."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from desktop.export.content import As, Figure, Remark
from desktop.services.workbooks.choice import Choice
from desktop.services.workbooks.exporting import Preview, once_written
from desktop.services.workbooks.register import Sent
from desktop.ui import words
from desktop.ui.discretion import HIDDEN
from desktop.ui.exporting import saying
from desktop.ui.exporting.format_box import FormatBox
from desktop.ui.exporting.left_out_tab import LeftOutTab
from desktop.ui.exporting.passages_tab import PassagesTab
from desktop.ui.exporting.period_box import beside
from desktop.ui.exporting.remarks_tab import RemarksTab
from desktop.ui.exporting.sheet_view import SheetsTab
from desktop.ui.exporting.since_box import SinceBox
from desktop.ui.exporting.stepped import Stepped
from desktop.ui.flow import FlowLayout
from desktop.ui.panels.parts import buttons
from desktop.ui.pieces import CalmCombo, LineBox, column, label, push, titled
from desktop.ui.workplace import Workplace

_HELD = "Il reste {} dans l’onglet «\u00a0À relire\u00a0». Tout pourra ensuite être enregistré."
_BLOCKED = "Une remarque empêche l’envoi\u00a0: corrigez ce qu’elle dit, puis revenez."
_NOTE = "Par exemple\u00a0: les durées de mars seront complétées avant le comité."


class CheckStep(Stepped):
    """Tells `written` (and whether to open what is written), `corrected` with a record, `looked`
    with the key of a passage, or `left` for the step before.
    """

    written = Signal(bool)
    corrected = Signal(str)
    looked = Signal(str)
    left = Signal()

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._previews: tuple[Preview, ...] = ()
        self._choices: tuple[Choice, ...] = ()
        self._discretion = work.discretion
        self.workbooks = CalmCombo()
        self.workbooks.setMinimumContentsLength(14)
        self.title = label("", "section", wrap=True)
        self.figures: tuple[str, ...] = ()
        self.since = SinceBox(work.discretion)
        self.tabs = QTabWidget()
        self.sheets = SheetsTab(work.discretion)
        self.remarks = RemarksTab(work.sources, work.notebook, work.discretion)
        self.passages = PassagesTab(work.discretion)
        self.left_out = LeftOutTab()
        self.note = LineBox()
        self.format = FormatBox()
        self.file = label("", "quiet", wrap=True)
        self.held = label("", "attention", wrap=True)
        self.save_open = push(
            "Enregistrer et ouvrir", lambda: self.written.emit(True), primary=True
        )
        self.save = push("Enregistrer", lambda: self.written.emit(False))
        self.back = push("Revenir aux choix", self.left.emit, quiet=True)
        self._build()
        self._connect()
        work.discretion.tell(self, self._show_workbook)

    @property
    def previews(self) -> tuple[Preview, ...]:
        """Return what would be written, workbook by workbook."""
        return self._previews

    @property
    def told(self) -> str:
        """Return what is said aloud when the step comes."""
        parts = (self.title.text(), ", ".join(self.figures), self.held.text())
        return ". ".join(part for part in parts if part)

    def show_previews(self, previews: Sequence[Preview], choices: Sequence[Choice]) -> None:
        """Show what these choices would write; the tab and the workbook stay the same."""
        place = max(self.workbooks.currentIndex(), 0) if self._previews else 0
        again = len(previews) == len(self._previews)
        reading = self.tabs.currentWidget() is self.passages
        self._previews, self._choices = tuple(previews), tuple(choices)
        self.workbooks.clear()
        self.workbooks.addItems([one.checked.passed.content.title for one in previews])
        self.workbooks.setCurrentIndex(place if again else 0)
        self._which.setVisible(len(previews) > 1)
        self._show_remarks()
        self.passages.show_passages([each for one in previews for each in one.checked.passages])
        self._show_workbook()
        self._settle()
        if not again or (reading and not self.passages.count):
            self.tabs.setCurrentWidget(self._first_tab())

    def show_next(self, made: Sequence[Sent]) -> None:
        """Show what would be written after these files, the first ones of what is shown."""
        fresh = map(once_written, self._previews, made)
        self.show_previews((*fresh, *self._previews[len(made) :]), self._choices)

    def take_focus(self) -> None:
        """Go to what is to be read first, or on."""
        if self.passages.unread:
            self.tabs.setCurrentWidget(self.passages)
            self.passages.take_focus()
        else:
            self.save_open.setFocus()

    def fit(self) -> None:
        """Fit the tables to another size of text."""
        self.settle_foot()
        for part in (self.sheets, self.remarks, self.passages, self.since):
            part.fit()

    def _first_tab(self) -> QWidget:
        if self.passages.unread:
            return self.passages
        return self.remarks if self.remarks.remarks else self.sheets

    def _show_remarks(self) -> None:
        merged: dict[Remark, list[str]] = {}
        for preview in self._previews:
            for one in preview.remarks:
                merged.setdefault(one, []).append(preview.content.code)
        self.remarks.show_remarks(merged)
        self._noted.setVisible(bool(merged))

    def _show_workbook(self) -> None:
        if not self._previews:
            return
        place = max(self.workbooks.currentIndex(), 0)
        preview, scope = self._previews[place], self._choices[place].scope
        passed = preview.checked.passed
        self.title.setText(saying.about_said(passed.content.title, scope))
        self._show_figures([self._figure_said(one) for one in preview.figures])
        self.since.show_since(preview.since)
        self.sheets.show_content(passed.content)
        self.left_out.show_left(passed.content.left_out, passed.withheld)
        self._show_name()
        self.tabs.setTabText(0, f"Feuilles ({words.number(len(passed.content.sheets))})")
        self.tabs.setTabText(3, f"Laissé de côté ({words.number(self.left_out.count)})")
        self.tabs.setTabVisible(3, bool(self.left_out.count))

    def _show_name(self) -> None:
        """Show the name that the file will be given."""
        if self._previews:
            name = self._previews[max(self.workbooks.currentIndex(), 0)].file_name
            self.file.setText(saying.file_said(name, self.format.chosen, len(self._previews)))

    def _figure_said(self, figure: Figure) -> str:
        if figure.held is As.EUROS and self._discretion.on:
            figure = replace(figure, value=HIDDEN, held=As.TEXT)
        return saying.figure_said(figure)

    def _show_figures(self, figures: Sequence[str]) -> None:
        self.figures = tuple(figures)
        while (item := self._figures.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for text in figures:
            shown = label(text, "field")
            self._figures.addWidget(shown)
            shown.show()

    def _settle(self) -> None:
        """Let the workbook be written once every passage was read."""
        unread = self.passages.unread
        blocked = any(one.blocking for one in self.remarks.remarks)
        self.tabs.setTabText(1, f"À regarder ({words.number(len(self.remarks.remarks))})")
        self.tabs.setTabText(2, f"À relire ({words.number(unread)})")
        self.tabs.setTabVisible(2, bool(self.passages.count))
        self.held.setText(self._holding(unread, blocked))
        self.held.setVisible(bool(unread or blocked))
        for button in (self.save_open, self.save):
            button.setEnabled(not unread and not blocked)

    def _holding(self, unread: int, blocked: bool) -> str:
        if unread:
            return _HELD.format(words.counted(unread, "passage à relire", "passages à relire"))
        return _BLOCKED if blocked else ""

    def _look(self, key: str) -> None:
        self.looked.emit(key)
        self._settle()
        if not self.passages.unread:
            self.save_open.setFocus()

    def _connect(self) -> None:
        self.format.currentIndexChanged.connect(lambda _row: self._show_name())
        self.workbooks.activated.connect(lambda _row: self._show_workbook())
        self.remarks.corrected.connect(self.corrected)
        self.passages.corrected.connect(self.corrected)
        self.since.opened.connect(self.corrected)
        self.passages.looked.connect(self._look)

    def _build(self) -> None:
        self._which = beside(titled("Classeur", self.workbooks), self.workbooks)
        self.note.setPlaceholderText(_NOTE)
        self._noted, body, foot = QWidget(), QWidget(), QWidget()
        noted = column(self._noted, spacing=2)
        noted.addWidget(titled("Note pour qui lira le classeur (facultatif)", self.note, wrap=True))
        noted.addWidget(self.note)
        self.tabs.setAccessibleName("Détail du classeur")
        for tab in (self.sheets, self.remarks, self.passages, self.left_out):
            self.tabs.addTab(tab, "")
        inside = column(body, spacing=8)
        figures = QWidget()
        self._figures = FlowLayout(figures, across=24, down=4)
        for part in (self._which, self.title, figures, self.since):
            inside.addWidget(part)
        inside.addWidget(self.tabs, 1)
        inside.addWidget(self._noted)
        below = column(foot, spacing=6)
        below.addWidget(self.held)
        below.addWidget(self.file)
        below.addWidget(buttons(self.format, self.save_open, self.save, self.back))
        self.lay_out(body, foot)
