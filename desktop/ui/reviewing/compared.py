"""What a record said and what it says now, side by side, field by field."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.ui.pieces import label

Row = tuple[str, str, str]
_HEADS = ("Champ", "Avant", "Maintenant")


class Compared(QWidget):
    """A row for each field: its title, what it was, what it is; hidden when there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: tuple[Row, ...] = ()
        self._cells: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        for across, share in enumerate((2, 3, 3)):
            self._grid.setColumnStretch(across, share)
        self.hide()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these."""
        if tuple(rows) == self.shown:
            return
        self.shown = tuple(rows)
        for cell in self._cells:
            self._grid.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        self._cells = []
        for across, head in enumerate(_HEADS):
            self._put(0, across, head, "field")
        for down, row in enumerate(self.shown, start=1):
            for across, text in enumerate(row):
                self._put(down, across, text, "" if across == len(row) - 1 else "quiet")
        self.setVisible(bool(self.shown))

    def _put(self, down: int, across: int, text: str, role: str) -> None:
        cell = label(text, role, wrap=True)
        self._cells.append(cell)
        self._grid.addWidget(cell, down, across, Qt.AlignmentFlag.AlignTop)
