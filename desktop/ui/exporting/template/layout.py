"""How the page of filling is laid out: the cells on the left, the figures on the right."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from desktop.export.template.seen import SheetSeen, Spot, TemplateSeen
from desktop.services.workbooks.template.planning import Plan
from desktop.ui import words
from desktop.ui.exporting.period_box import beside
from desktop.ui.exporting.stepped import Stepped
from desktop.ui.exporting.template.foot import Foot
from desktop.ui.exporting.template.grid import TemplateGrid
from desktop.ui.exporting.template.head import Head
from desktop.ui.exporting.template.pointing import Pointing
from desktop.ui.exporting.template.source_box import SourceBox
from desktop.ui.exporting.template.target_box import TargetBox
from desktop.ui.importing.head import Underway
from desktop.ui.pieces import CalmCombo, column, label, push, titled
from desktop.ui.workplace import Workplace

_LINES = 14
# In letters: under this, the cells and the figures do not fit side by side.
_SIDE_BY_SIDE = 84


class FillLayout(Stepped):
    """Holds the parts of the page; tells `dropped` with the path of a file."""

    dropped = Signal(object)

    def __init__(self, work: Workplace, pointing: Pointing) -> None:
        super().__init__()
        self._pointing = pointing
        self._discretion = work.discretion
        self._waiting: tuple[str, ...] = ()
        self.setAcceptDrops(True)
        self.head, self.foot = Head(), Foot()
        self.underway = Underway()
        self.sheets = CalmCombo()
        self.sheets.setMinimumContentsLength(14)
        self.grid = TemplateGrid()
        self.source = SourceBox(work.sources.today)
        self.target = TargetBox(pointing, work.discretion)
        self.told = label("", "attention", wrap=True)
        self.known = label("", "quiet", wrap=True)
        self.fold = push("", self.turn_known, quiet=True)
        self._build()
        work.discretion.tell(self, self.show_plan)
        self.sheets.activated.connect(lambda _row: self.show_sheet())
        self.grid.turned.connect(self._turn)
        self.grid.entered.connect(self.target.figures.take_focus)

    @property
    def sheet(self) -> SheetSeen | None:
        """Return the sheet on screen."""
        seen = self._pointing.seen
        return seen.sheets[max(self.sheets.currentIndex(), 0)] if seen is not None else None

    @property
    def where(self) -> tuple[SheetSeen, Spot] | None:
        """Return the sheet and the cell one is on."""
        sheet, spot = self.sheet, self.grid.spot
        return (sheet, spot) if sheet is not None and spot is not None else None

    def show_template(self, seen: TemplateSeen | None) -> None:
        """Show a template from its first sheet, or the way to choose one."""
        self.head.show_file(seen.file_name if seen is not None else "")
        for part in (self._across, self.foot):
            part.setVisible(seen is not None)
        self.known.setText("\n".join(seen.remarks) if seen is not None else "")
        self.turn_known(shown=bool(self.known.text()))
        self.sheets.clear()
        if seen is None:
            return
        self.sheets.addItems([one.name for one in seen.sheets])
        visible = [at for at, one in enumerate(seen.sheets) if not one.hidden]
        self.sheets.setCurrentIndex(visible[0] if visible else 0)
        self.show_sheet()

    def turn_known(self, *, shown: bool | None = None) -> None:
        """Show or fold what is to be known of the template."""
        shown = self.known.isHidden() if shown is None else shown
        self.known.setVisible(shown)
        self.fold.setVisible(bool(self.known.text()))
        how = "masquer" if shown else "voir"
        self.fold.setText(f"À savoir sur ce modèle\u00a0: {how}")

    def show_sheet(self) -> None:
        """Show the sheet that is chosen."""
        sheet = self.sheet
        self.grid.show_sheet(sheet, self._filled(sheet) if sheet is not None else {})

    def show_plan(self, waiting: Sequence[str] | None = None) -> None:
        """Show what would be written, and what would not."""
        self._waiting = tuple(waiting) if waiting is not None else self._waiting
        sheet, plan = self.sheet, self._pointing.plan
        if sheet is not None:
            self.grid.rows.fill(self._filled(sheet))
        told = (*self._waiting, *map(self._discretion.shown, plan.told))
        self.told.setText("\n".join(told))
        self.told.setVisible(bool(told))
        self.foot.count.setText(_counted(plan))
        self.foot.write.setEnabled(bool(plan.entries))
        self._turn()

    def turn(self, busy: bool, what: str) -> None:
        """Say that a job is under way, or that it is over."""
        for part in (self.head, self._across, self.foot):
            part.setEnabled(not busy)
        self.underway.turn(busy, what)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the figures under the cells where both do not fit side by side."""
        super().resizeEvent(event)
        self._settle_across()

    def fit(self) -> None:
        """Fit the grid to another size of text."""
        self.settle_foot()
        self._settle_across()
        self.grid.fit()
        self.grid.setMinimumHeight(_LINES * self.fontMetrics().height())

    def take_focus(self) -> None:
        """Go to the cells, or to the choice of a template."""
        (self.grid if self._pointing.seen is not None else self.head.choose).setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome a file of this computer."""
        if _paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the first file that is dropped."""
        paths = _paths(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths[0])

    def _settle_across(self) -> None:
        narrow = self.width() < _SIDE_BY_SIDE * self.fontMetrics().averageCharWidth()
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self._across.orientation() is not wanted:
            self._across.setOrientation(wanted)

    def _filled(self, sheet: SheetSeen) -> dict[Spot, str]:
        """Return what would be written in a sheet, as it may be shown now."""
        filled = self._pointing.filled(sheet)
        return {spot: self._discretion.shown(text) for spot, text in filled.items()}

    def _turn(self) -> None:
        where = self.where
        if where is not None:
            self.target.show_cell(*where)

    def _build(self) -> None:
        body, left, right = QWidget(), QWidget(), QWidget()
        cells = column(left, spacing=6)
        cells.addWidget(beside(titled("Feuille", self.sheets), self.sheets))
        cells.addWidget(self.grid, 1)
        figures = column(right, spacing=6)
        figures.setContentsMargins(8, 0, 0, 0)
        figures.addWidget(self.source)
        figures.addWidget(self.target, 1)
        self._across = QSplitter(Qt.Orientation.Horizontal)
        self._across.setChildrenCollapsible(False)
        self._across.addWidget(left)
        self._across.addWidget(right)
        self._across.setStretchFactor(0, 3)
        self._across.setStretchFactor(1, 2)
        inside = column(body, spacing=8)
        inside.addWidget(label("Remplir le modèle d’un financeur", "title", wrap=True))
        for part in (self.underway, self.head):
            inside.addWidget(part)
        inside.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self.known)
        inside.addWidget(self._across, 1)
        inside.addWidget(self.told)
        inside.addStretch(0)
        self.lay_out(body, self.foot)
        self.fit()


def _counted(plan: Plan) -> str:
    """Say how many cells will be written, and how many of those pointed at will not."""
    count = len(plan.entries)
    cells = words.counted(count, "cellule sera remplie", "cellules seront remplies")
    left = words.counted(len(plan.told), "chose laissée", "choses laissées")
    said = cells if count else "Aucune cellule n’est remplie"
    return f"{said}, {left}\u00a0: la raison est sous les cellules." if plan.told else f"{said}."


def _paths(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
