"""The grid of the markers: a row each, a column for each voice, a digit to score."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from desktop.ui.icons import Icons
from desktop.ui.pieces import deletes
from sync.records.evaluation_reviews import MarkerLevel, Party

Place = tuple[str, str]
Listed = tuple[str, str]  # a code and its label
_DIGITS = {Qt.Key.Key_0 + digit: str(digit) for digit in range(len(MarkerLevel))}


class MarkerGrid(QTableWidget):
    """Tells `scored` when a digit or Delete is typed on a place, and `moved` at each new place."""

    scored = Signal(str)
    moved = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._markers: tuple[Listed, ...] = ()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setColumnCount(len(Party))
        self.setHorizontalHeaderLabels([party.label for party in Party])
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
        across.setHighlightSections(False)
        down.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        down.setHighlightSections(False)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.currentCellChanged.connect(lambda *_: self.moved.emit())
        self.installEventFilter(self)

    @property
    def place(self) -> Place | None:
        """Return the marker and the party under the cursor, by their codes."""
        row, column = self.currentRow(), self.currentColumn()
        if not 0 <= row < len(self._markers) or column < 0:
            return None
        return self._markers[row][0], list(Party)[column].value

    def show_markers(self, markers: Sequence[Listed]) -> None:
        """Make a row for each marker; the cursor stays where it was when it can."""
        if tuple(markers) == self._markers:
            return
        self._markers = tuple(markers)
        self.setRowCount(len(markers))
        for row, (_, name) in enumerate(markers):
            self.setVerticalHeaderItem(row, QTableWidgetItem(name))
        if markers and self.currentRow() < 0:
            self.setCurrentCell(0, 0)

    def show_levels(self, levels: Mapping[Place, str], proven: frozenset[Place]) -> None:
        """Write the level of each place; `proven` ones bear a sign beside it."""
        for row, (marker, name) in enumerate(self._markers):
            for column, party in enumerate(Party):
                place = (marker, party.value)
                cell = self._cell(level_name(levels.get(place)), place in proven)
                told = cell.text() or "pas de niveau"
                proof = ", avec un fait qui le montre" if place in proven else ""
                cell.setData(
                    Qt.ItemDataRole.AccessibleTextRole, f"{name}, {party.label}, {told}{proof}"
                )
                self.setItem(row, column, cell)
        self.fit()

    def fit(self) -> None:
        """Take the height of all rows: the form scrolls, not the grid."""
        line = self.fontMetrics().height()
        self.verticalHeader().setDefaultSectionSize(line + 12)
        self.verticalHeader().setFixedWidth(self._width_of_names())
        self.horizontalHeader().setFixedHeight(2 * line + 12)
        self.setFixedHeight(self.rowCount() * (line + 12) + 2 * line + 16)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Score by a digit, clear by Delete."""
        if deletes(event):
            self.scored.emit("")
            return True
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            digit = _DIGITS.get(event.key()) or (event.text() if event.text() in _LEVELS else "")
            if digit:
                self.scored.emit(digit)
                return True
        return super().eventFilter(watched, event)

    def _cell(self, text: str, proven: bool) -> QTableWidgetItem:
        cell = QTableWidgetItem(text)
        cell.setToolTip(text)
        if proven:
            cell.setIcon(self._icons.icon("note-pencil", "secondary"))
        return cell

    def _width_of_names(self) -> int:
        letters = self.fontMetrics()
        widest = max((letters.horizontalAdvance(name) for _, name in self._markers), default=80)
        return min(round(widest * 1.12) + 24, max(160, round(self.width() * 0.4)))


_LEVELS = frozenset(level.value for level in MarkerLevel)


def level_name(code: str | None) -> str:
    """Return « 2 – Visible »; a code of no level as it is."""
    if not code:
        return ""
    return next((level.label for level in MarkerLevel if level == code), code)
