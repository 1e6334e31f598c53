"""A look at a sheet before it is written: its first rows, masked as they will be."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from desktop.export.content import As, Column, Content, Hidden, Row, Sheet, Typed, Value
from desktop.ui import words
from desktop.ui.discretion import Discretion
from desktop.ui.exporting.period_box import beside
from desktop.ui.exporting.saying import value_said
from desktop.ui.lists.columns import ColumnsView
from desktop.ui.pieces import CalmCombo, column, label, titled

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROLE = Qt.ItemDataRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NUMBERS = frozenset({As.WHOLE, As.NUMBER, As.EUROS, As.SHARE, As.YEAR})
# What is told to nobody who looks over a shoulder: names, texts and amounts.
_GUARDED = frozenset({As.TEXT, As.LONG_TEXT, As.EUROS, As.CODE})
MOST = 100


class SheetRows(QAbstractTableModel):
    """Reads the cells of a sheet where they are."""

    def __init__(self, discretion: Discretion) -> None:
        super().__init__()
        self._discretion = discretion
        self._columns: tuple[Column, ...] = ()
        self._rows: tuple[Row, ...] = ()

    def show(self, sheet: Sheet) -> None:
        """Show the first rows of another sheet."""
        self.beginResetModel()
        self._columns, self._rows = sheet.columns, tuple(sheet.rows[:MOST])
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        """Return the text of a cell, or how it is aligned."""
        told = self._columns[index.column()]
        value = self._rows[index.row()][index.column()]
        if role == _ROLE.DisplayRole:
            return self._said(told, value)
        if role == _ROLE.ToolTipRole:
            return self._said(told, value).replace("<", "‹")
        if role == _ROLE.AccessibleTextRole:
            return f"{told.title}\u00a0: {self._said(told, value)}"
        if role == _ROLE.TextAlignmentRole and _held(told, value) in _NUMBERS:
            return _RIGHT
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> Any:
        """Return the title of a column; what it means to those who point at it."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        told = self._columns[section]
        if role in (_ROLE.DisplayRole, _ROLE.AccessibleTextRole):
            return told.title
        if role == _ROLE.ToolTipRole:
            return told.meaning.replace("<", "‹")
        if role == _ROLE.TextAlignmentRole and told.held in _NUMBERS:
            return _RIGHT
        return None

    def _said(self, told: Column, value: Value) -> str:
        text = value_said(value, told.held)
        guarded = _held(told, value) in _GUARDED and not isinstance(value, Hidden)
        return self._discretion.shown(text) if guarded else text


class SheetView(ColumnsView):
    """The table itself, to read only."""

    def __init__(self, discretion: Discretion) -> None:
        self.rows = SheetRows(discretion)
        super().__init__(self.rows, "Premières lignes de la feuille")
        self.setAlternatingRowColors(True)
        self.setMinimumHeight(110)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.fit()

    def share(self) -> None:
        """Share the room between the columns; there are none before the first sheet."""
        if self.model().columnCount():
            super().share()

    def show_sheet(self, sheet: Sheet) -> None:
        """Show another sheet from its first cell."""
        self.rows.show(sheet)
        self.fit()
        self.scrollToTop()


class SheetsTab(QWidget):
    """Chooses a sheet of a content, and shows it."""

    def __init__(self, discretion: Discretion) -> None:
        super().__init__()
        self._content: Content | None = None
        self.sheets = CalmCombo()
        self.sheets.setMinimumContentsLength(14)
        self.sentence = label("", "quiet", wrap=True)
        self.table = SheetView(discretion)
        self.rest = label("", "quiet", wrap=True)
        inside = column(self, spacing=6)
        inside.setContentsMargins(0, 8, 0, 0)
        inside.addWidget(beside(titled("Feuille", self.sheets), self.sheets))
        inside.addWidget(self.sentence)
        inside.addWidget(self.table, 1)
        inside.addWidget(self.rest)
        self.sheets.activated.connect(lambda _row: self._show())
        discretion.tell(self, self._show)

    def show_content(self, content: Content) -> None:
        """Show a content, at the sheet of the same name as before when it has one."""
        before = self._shown().name if self._content is not None else ""
        self._content = content
        self.sheets.clear()
        self.sheets.addItems([f"{one.name} – {_rows(one)}" for one in content.sheets])
        names = [one.name for one in content.sheets]
        self.sheets.setCurrentIndex(names.index(before) if before in names else 0)
        self._show()

    def fit(self) -> None:
        """Fit the table to another size of text."""
        self.table.fit()

    def _shown(self) -> Sheet:
        assert self._content is not None
        return self._content.sheets[max(self.sheets.currentIndex(), 0)]

    def _show(self) -> None:
        if self._content is None or not self._content.sheets:
            return
        sheet = self._shown()
        self.sentence.setText(sheet.sentence if sheet.rows else sheet.when_empty)
        self.table.show_sheet(sheet)
        self.table.setVisible(bool(sheet.rows))
        left = len(sheet.rows) - MOST
        self.rest.setText(f"Et {words.counted(left, 'autre ligne', 'autres lignes')}.")
        self.rest.setVisible(left > 0)


def _rows(sheet: Sheet) -> str:
    return words.counted(len(sheet.rows), "ligne") if sheet.rows else "vide"


def _held(told: Column, value: Value) -> As:
    return value.held if isinstance(value, Typed) else told.held
