"""A sheet of a template as a grid: what is there, what will be filled, what may not be."""

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop.export.template.seen import SheetSeen, Spot, letters, named
from desktop.ui.pieces import deletes

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_ROLE = Qt.ItemDataRole
_MORE_ROWS, _MORE_COLUMNS = 10, 2
_MOST_ROWS, _MOST_COLUMNS, _MOST_SPANS = 1_000, 80, 500
_WIDEST, _LEAST = 34, 9
_BAR: Final = 4


class TemplateRows(QAbstractTableModel):
    """Reads the cells of a sheet where they are; `filled` are the texts that will be written."""

    def __init__(self) -> None:
        super().__init__()
        self.sheet: SheetSeen | None = None
        self._filled: Mapping[Spot, str] = {}

    def show_sheet(self, sheet: SheetSeen | None, filled: Mapping[Spot, str]) -> None:
        """Show a sheet with what will be written in it."""
        self.beginResetModel()
        self.sheet, self._filled = sheet, filled
        self.endResetModel()

    def fill(self, filled: Mapping[Spot, str]) -> None:
        """Show other texts to be written."""
        self._filled = filled
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows are shown: those of the sheet and a few more."""
        if self.sheet is None or parent.isValid():
            return 0
        return min(self.sheet.rows + _MORE_ROWS, _MOST_ROWS)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns are shown."""
        if self.sheet is None or parent.isValid():
            return 0
        return min(self.sheet.columns + _MORE_COLUMNS, _MOST_COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> Any:
        """Return the letter of a column or the number of a row."""
        if role != _ROLE.DisplayRole:
            return None
        across = orientation is Qt.Orientation.Horizontal
        return letters(section + 1) if across else str(section + 1)

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        """Return what a cell shows; what it will hold is in bold."""
        if self.sheet is None or not index.isValid():
            return None
        spot = index.row() + 1, index.column() + 1
        match role:
            case _ROLE.DisplayRole:
                return self._shown(spot)
            case _ROLE.AccessibleTextRole | _ROLE.ToolTipRole:
                return self.told(spot)
            case _ROLE.FontRole:
                return self._font(spot)
        return None

    def is_filled(self, index: Index) -> bool:
        """Tell whether something will be written in a cell."""
        return (index.row() + 1, index.column() + 1) in self._filled

    def told(self, spot: Spot) -> str:
        """Say in words what a cell is."""
        assert self.sheet is not None
        cell = self.sheet.at(spot)
        if spot in self._filled:
            return f"{named(spot)}, sera rempli\u00a0: {self._filled[spot]}"
        if cell.formula:
            return f"{named(spot)}, formule du financeur"
        if cell.covered:
            return f"{named(spot)}, recouverte par une cellule fusionnée"
        locked = ", verrouillée" if cell.locked else ""
        return f"{named(spot)}{locked}\u00a0: {cell.text or 'vide'}"

    def _shown(self, spot: Spot) -> str:
        assert self.sheet is not None
        if spot in self._filled:
            return self._filled[spot]
        cell = self.sheet.at(spot)
        return "formule" if cell.formula else " ".join(cell.text.split())

    def _font(self, spot: Spot) -> QFont | None:
        assert self.sheet is not None
        font = QFont(QApplication.font())
        if spot in self._filled:
            font.setBold(True)
        elif self.sheet.at(spot).formula:
            font.setItalic(True)
        else:
            return None
        return font


class _Painter(QStyledItemDelegate):
    """Draws a bar beside what will be written, whose letters are bold."""

    def __init__(self, rows: TemplateRows, parent: QTableView) -> None:
        super().__init__(parent)
        self._rows = rows

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        super().paint(painter, option, index)
        if self._rows.is_filled(index):
            bar = QRect(option.rect.topLeft(), QSize(_BAR, option.rect.height()))
            painter.fillRect(bar, QApplication.palette().color(QPalette.ColorRole.Link))


class TemplateGrid(QTableView):
    """Tells `turned` when one goes to another cell, `entered` to fill it, `emptied` to not."""

    turned = Signal()
    entered = Signal()
    emptied = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows = TemplateRows()
        self.setModel(self.rows)
        self.setItemDelegate(_Painter(self.rows, self))
        self.setAccessibleName("Cellules du modèle")
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(lambda _now, _before: self.turned.emit())
        self.doubleClicked.connect(lambda _index: self.entered.emit())

    @property
    def spot(self) -> Spot | None:
        """Return the cell one is on."""
        index = self.currentIndex()
        return (index.row() + 1, index.column() + 1) if index.isValid() else None

    def show_sheet(self, sheet: SheetSeen | None, filled: Mapping[Spot, str]) -> None:
        """Show a sheet from its top."""
        self.clearSpans()
        self.rows.show_sheet(sheet, filled)
        for (top, left), (bottom, right) in (sheet.merged if sheet else ())[:_MOST_SPANS]:
            across = min(right, self.rows.columnCount()) - left + 1
            down = min(bottom, self.rows.rowCount()) - top + 1
            if across > 0 and down > 0 and (across, down) != (1, 1):
                self.setSpan(top - 1, left - 1, down, across)
        self.fit()
        self.go_to((1, 1))

    def go_to(self, spot: Spot) -> None:
        """Go to a cell."""
        index = self.rows.index(spot[0] - 1, spot[1] - 1)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flag)
        self.scrollTo(index)

    def fit(self) -> None:
        """Fit rows and columns to the size of the text."""
        self.verticalHeader().setDefaultSectionSize(max(28, self.fontMetrics().height() + 12))
        letter = self.fontMetrics().averageCharWidth()
        sheet = self.rows.sheet
        alone = {spot[1]: 0 for spot in (sheet.cells if sheet else ())}
        wide = {area[0] for area in (sheet.merged if sheet else ()) if area[0][1] != area[1][1]}
        for spot, cell in sheet.cells.items() if sheet else ():
            if spot not in wide:
                alone[spot[1]] = max(alone[spot[1]], len(cell.text))
        for column in range(self.rows.columnCount()):
            length = min(max(alone.get(column + 1, 0), _LEAST), _WIDEST)
            self.setColumnWidth(column, length * letter + 24)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the cell one is on in sight when the room changes."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go and choose a figure with Entrée, leave the cell alone with Suppr."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif deletes(event):
            self.emptied.emit()
        else:
            super().keyPressEvent(event)
