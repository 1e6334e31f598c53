"""The files of a record as tiles: what each says to the eye and to the ear."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.services.attaching.gallery import Shown
from desktop.ui import words

FILE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Tiles(QAbstractListModel):
    """Gives the files of one record to the view."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._files: tuple[Shown, ...] = ()

    @property
    def files(self) -> tuple[Shown, ...]:
        """Return the files, in their order."""
        return self._files

    def show_files(self, files: tuple[Shown, ...]) -> None:
        """Show these files instead."""
        if files != self._files:
            self.beginResetModel()
            self._files = files
            self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many files there are."""
        return 0 if parent.isValid() else len(self._files)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a file, its title, or all that there is to say of it."""
        if not index.isValid():
            return None
        file = self._files[index.row()]
        if role == FILE:
            return file
        if role == Qt.ItemDataRole.DisplayRole:
            return file.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            # A tooltip is read as HTML as soon as it looks so.
            return told(file) if role == Qt.ItemDataRole.AccessibleTextRole else None
        return None


def told(file: Shown) -> str:
    """Return « Photo : plantation, 13 novembre 2026, accord écrit joint »."""
    said = ", ".join(part for part in (file.title, beside(file)) if part)
    return f"{file.kind.label}\u00a0: {said}"


def beside(file: Shown) -> str:
    """Return what goes with the legend: « 13 novembre 2026, accord écrit joint »."""
    day = words.long_day(file.taken_on).split(" ", 1)[1] if file.taken_on else ""
    return ", ".join(part for part in (day, file.consent.words) if part)
