"""The table of all actions and all funders, which can be copied into a spreadsheet."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QGuiApplication, QKeyEvent, QKeySequence, QPalette

from desktop.services.desk.money import Level, MoneyLine
from desktop.ui.lists.columns import ColumnsView
from desktop.ui.organisation.saying import euros

Index = QModelIndex | QPersistentModelIndex
TITLES: Final = (
    "Action ou financeur",
    "Coût",
    "Demandé",
    "Proposé",
    "Accordé",
    "Versé",
    "État",
    "Compte rendu financier",
)
_FIRST_AMOUNT, _LAST_AMOUNT = 1, 5
_NOWHERE = QModelIndex()
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_BEFORE: Final = {
    Level.ACTION: "\u2003",
    Level.FUNDING: "\u2003\u2003– ",
    Level.FUNDER: "Total ",
}
_BOLD: Final = frozenset({Level.YEAR, Level.TOTAL})


class MoneyTable(QAbstractTableModel):
    """The lines of the table; amounts are said through `shown`."""

    def __init__(self, shown: Callable[[str], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown = shown
        self._lines: tuple[MoneyLine, ...] = ()

    def show(self, lines: tuple[MoneyLine, ...]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def line(self, row: int) -> MoneyLine | None:
        """Return a line; None outside the table."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(TITLES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the title of a column."""
        across = orientation is Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.TextAlignmentRole and across and _is_amount(section):
            return int(_RIGHT)
        return TITLES[section] if across and role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell as it is read, its weight and its side."""
        line, place = self._lines[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(line, place)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = self.cell(line, place) or "rien"
            return f"{line.name}, {TITLES[place]}\u00a0: {said}"
        if role == Qt.ItemDataRole.TextAlignmentRole and _is_amount(place):
            return int(_RIGHT)
        if role == Qt.ItemDataRole.BackgroundRole and line.level in _BOLD:
            return QGuiApplication.palette().brush(QPalette.ColorRole.AlternateBase)
        if role == Qt.ItemDataRole.FontRole and line.level is not Level.FUNDING:
            font = QFont()
            font.setWeight(QFont.Weight.Bold if line.level in _BOLD else QFont.Weight.DemiBold)
            return font
        return None

    def cell(self, line: MoneyLine, place: int) -> str:
        """Return the words of a cell."""
        if _is_amount(place):
            cents = (line.cost, *line.amounts)[place - _FIRST_AMOUNT]
            return self._shown(euros(cents))
        if place == 0:
            return f"{_BEFORE.get(line.level, '')}{line.name}"
        if place == len(TITLES) - 1:
            return f"{'⚠ ' if line.account.late else ''}{line.account.sentence}"
        return line.state

    def as_text(self, cells: list[tuple[int, int]]) -> str:
        """Return cells as a spreadsheet pastes them: tabs and lines."""
        rows = sorted({row for row, _ in cells})
        places = sorted({place for _, place in cells})
        head = "\t".join(TITLES[place] for place in places)
        told = ("\t".join(self.cell(self._lines[row], place) for place in places) for row in rows)
        return "\n".join((head, *told))


class MoneyView(ColumnsView):
    """Shows the table; Ctrl+C copies what is selected, with the titles of its columns."""

    def __init__(self, table: MoneyTable, opened: Callable[[str], object]) -> None:
        super().__init__(table, "Actions et financements, Ctrl+C copie, Entrée ouvre la fiche")
        self._table = table
        self._opened = opened
        self.horizontalHeader().setDefaultAlignment(_LEFT)
        self.activated.connect(self._open)

    def copy(self) -> None:
        """Copy the selected lines, or the whole table when none is."""
        chosen = [(i.row(), i.column()) for i in self.selectedIndexes()]
        everything = [
            (row, place) for row in range(self._table.rowCount()) for place in range(len(TITLES))
        ]
        QGuiApplication.clipboard().setText(self._table.as_text(chosen or everything))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy on Ctrl+C."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        line = self._table.line(index.row())
        if line is not None and line.record_id:
            self._opened(line.record_id)


def _is_amount(place: int) -> bool:
    return _FIRST_AMOUNT <= place <= _LAST_AMOUNT
