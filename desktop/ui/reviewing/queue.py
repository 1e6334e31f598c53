"""The list of what waits: kind, title, who, from where, when, and what deserves a look."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desktop.services.reviewing.inbox import Line
from desktop.ui import words
from desktop.ui.discretion import Discretion
from desktop.ui.icons import Icons
from desktop.ui.rail import ICONS
from sync.records import RECORD_TYPES

_ALERT: Final = "⚠"


class Queue(QListWidget):
    """Tells `chosen` with the line that is pointed at, None when the list is empty.

    Several may be selected, by Shift and the arrows, by Ctrl and a click, or all by Ctrl+A.
    """

    chosen = Signal(object)

    def __init__(self, icons: Icons, discretion: Discretion) -> None:
        super().__init__()
        self._icons, self._discretion = icons, discretion
        self._lines: tuple[Line, ...] = ()
        self.setAccessibleName("Fiches à relire")
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAlternatingRowColors(True)
        self.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.currentRowChanged.connect(lambda _row: self.chosen.emit(self.line))
        discretion.tell(self, self._write)

    @property
    def line(self) -> Line | None:
        """Return the line that is pointed at."""
        row = self.currentRow()
        return self._lines[row] if 0 <= row < len(self._lines) else None

    @property
    def selected(self) -> tuple[Line, ...]:
        """Return the lines that are selected, or the one that is pointed at."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        if rows:
            return tuple(self._lines[row] for row in rows)
        return () if self.line is None else (self.line,)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show what waits; stay on the same record, or on the one that took its place."""
        row, current = self.currentRow(), self.line
        self._lines = tuple(lines)
        with QSignalBlocker(self):
            self._write()
            same = [i for i, line in enumerate(self._lines) if current and line.id == current.id]
            self.setCurrentRow(same[0] if same else min(max(row, 0), len(self._lines) - 1))
        self.chosen.emit(self.line)

    def step(self, by: int = 1) -> None:
        """Point at the next record, and at the first after the last; by -1, at the one before."""
        if self._lines:
            self.setCurrentRow((self.currentRow() + by) % len(self._lines))

    def on_key(self, key: str, act: Callable[[], object]) -> None:
        """Do something when a letter is typed while the list has the keyboard."""
        made = QShortcut(QKeySequence(key), self)
        made.setContext(Qt.ShortcutContext.WidgetShortcut)
        made.activated.connect(lambda: act())

    def _write(self) -> None:
        row = self.currentRow()
        with QSignalBlocker(self):
            self.clear()
            for line in self._lines:
                self.addItem(QListWidgetItem(self._icons.icon(ICONS[line.kind]), self._said(line)))
            self.setCurrentRow(row)

    def _said(self, line: Line) -> str:
        heading = self._discretion.heading(line.kind, line.heading)
        kind = RECORD_TYPES[line.kind].label
        new = "Nouveau · " if line.fresh else ""
        said = [f"{new}{kind} – {heading}", came(line, self._discretion)]
        if line.flags:
            said.append(f"{_ALERT} {words.counted(len(line.flags), 'point')} à regarder")
        return "\n".join(said)


def came(line: Line, discretion: Discretion) -> str:
    """Return who brought a record, from which laptop, by which way and when."""
    parts = (discretion.shown(line.author), line.device, line.origin, words.moment(line.at))
    return " · ".join(part for part in parts if part)
