"""The lines of a timeline as a list shows them, read further as it is scrolled."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.services.desk.entries import Entry
from desktop.services.desk.timeline import Line, Silence, Year
from desktop.ui import words
from desktop.ui.organisation.saying import euros

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole
MORE = 120
"""How many lines are read at once."""
_NOWHERE = QModelIndex()


class TimelineLines(QAbstractListModel):
    """Entries, marks of years, silences; amounts are said through `shown`."""

    def __init__(self, shown: Callable[[str], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown = shown
        self._lines: list[Line] = []
        self._rest: Iterator[Line] = iter(())
        self._over = True

    def show(self, lines: Iterator[Line]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._rest = lines
        self._lines = list(islice(lines, MORE))
        self._over = len(self._lines) < MORE
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        """Return a line; None outside the list."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, record_id: str) -> int:
        """Return the row of an entry among those read; -1 when it is not there."""
        rows = enumerate(self._lines)
        return next((r for r, e in rows if isinstance(e, Entry) and e.id == record_id), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of lines read so far."""
        return 0 if parent.isValid() else len(self._lines)

    def canFetchMore(self, parent: Index) -> bool:
        """Tell whether there may be more to read."""
        return not parent.isValid() and not self._over

    def fetchMore(self, _parent: Index) -> None:
        """Read the lines that follow."""
        more = list(islice(self._rest, MORE))
        self._over = len(more) < MORE
        if more:
            start = len(self._lines)
            self.beginInsertRows(QModelIndex(), start, start + len(more) - 1)
            self._lines.extend(more)
            self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the line itself, its words, or the whole of it for a screen reader."""
        line = self.line(index.row())
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole and line is not None:
            return self.heading(line)
        if role == Qt.ItemDataRole.AccessibleTextRole and line is not None:
            return self.spoken(line)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the arrows pass over years and silences."""
        if isinstance(self.line(index.row()), Entry):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def heading(self, line: Line) -> str:
        """Return the first words of a line."""
        if isinstance(line, Year):
            return "Sans date" if line.year is None else str(line.year)
        return line.sentence if isinstance(line, Silence) else line.title

    def detail(self, entry: Entry) -> str:
        """Return what stands after the title: a stage, a state, an amount."""
        amount = self._shown(euros(entry.cents))
        return " · ".join(part for part in (entry.detail, amount) if part)

    def spoken(self, line: Line) -> str:
        """Return the whole of a line: day, kind, title, detail and first words."""
        if not isinstance(line, Entry):
            return self.heading(line)
        parts = (line.title, self.detail(line), line.quote)
        said = ". ".join(part.rstrip(".") for part in parts if part)
        return f"{day_of(line)}, {line.name}\u00a0: {said}"


def day_of(entry: Entry) -> str:
    """Return the day of an entry in full, or what is known of it."""
    if entry.on == date.min:
        return "sans date"
    return f"en {entry.on.year}" if entry.vague else words.long_day(entry.on)
