"""Small tables of words: figures by territory, recurrences, the observations behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from desktop.ui.lists.columns import ColumnsView
from desktop.ui.lists.table import Index

_NOWHERE = QModelIndex()
_ROLE = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its title, and the whole words when the title is short; `whole` is never cut."""

    text: str
    full: str = ""
    number: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row: the id of what it shows, and its cells."""

    id: str
    cells: tuple[str, ...]


class Rows(QAbstractTableModel):
    """Holds the lines of a small table."""

    def __init__(self, headings: Sequence[Heading]) -> None:
        super().__init__()
        self.headings = tuple(headings)
        self._lines: tuple[Line, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return the lines, in their order."""
        return self._lines

    def show(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.headings)

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        """Return the text of a cell, or how it is aligned."""
        if role in (_ROLE.DisplayRole, _ROLE.ToolTipRole):
            text = self._lines[index.row()].cells[index.column()]
            return text.replace("<", "‹") if role == _ROLE.ToolTipRole else text
        if role == _ROLE.AccessibleTextRole:
            heading = self.headings[index.column()]
            text = self._lines[index.row()].cells[index.column()]
            return f"{heading.full or heading.text}\u00a0: {text}"
        if role == _ROLE.TextAlignmentRole and self.headings[index.column()].number:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> Any:
        """Return the title of a column; its whole words to those who point at it or listen."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        heading = self.headings[section]
        if role == _ROLE.DisplayRole:
            return heading.text
        if role in (_ROLE.ToolTipRole, _ROLE.AccessibleTextRole):
            return heading.full or heading.text
        if role == _ROLE.TextAlignmentRole and heading.number:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


class RowsView(ColumnsView):
    """Shows `Rows`; tells `turned` with the id of the line one comes to, `entered` on Enter."""

    turned = Signal(str)
    entered = Signal(str)

    def __init__(self, name: str, headings: Sequence[Heading], *, telling: int = 0) -> None:
        self.rows = Rows(headings)
        super().__init__(self.rows, name, telling=telling)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(True)
        self.setMinimumHeight(80)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.selectionModel().currentRowChanged.connect(self._turned)
        self.doubleClicked.connect(lambda _index: self._enter())
        self.fit()

    @property
    def current(self) -> str:
        """Return the id of the line one is on; empty for none."""
        row = self.currentIndex().row()
        return self.rows.lines[row].id if 0 <= row < len(self.rows.lines) else ""

    def _is_whole(self, place: int) -> bool:
        return self.rows.headings[place].whole or super()._is_whole(place)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines, and stay on the same one when it is still there."""
        current = self.current
        self.selectionModel().blockSignals(True)
        self.rows.show(lines)
        self.selectionModel().blockSignals(False)
        self.measure()
        self.choose(current)

    def choose(self, record_id: str) -> None:
        """Go to a line without telling it; none when it is not there."""
        if record_id == self.current:
            return
        ids = [line.id for line in self.rows.lines]
        selection = self.selectionModel()
        selection.blockSignals(True)
        if record_id in ids:
            index = self.rows.index(ids.index(record_id), 0)
            flags = QItemSelectionModel.SelectionFlag
            selection.setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(index)
        else:
            selection.clear()
        selection.blockSignals(False)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter go further."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        else:
            super().keyPressEvent(event)

    def _turned(self, index: QModelIndex) -> None:
        if index.isValid():
            self.turned.emit(self.rows.lines[index.row()].id)

    def _enter(self) -> None:
        if self.current:
            self.entered.emit(self.current)
