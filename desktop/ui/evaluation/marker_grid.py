"""The grid of the markers: a row each, a column for each voice, a digit to score."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import (
    QEvent,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QPolygon, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from desktop.ui.evaluation.score_lines import Place
from desktop.ui.pieces import deletes
from sync.records.evaluation_reviews import MarkerLevel, Party

Index = QModelIndex | QPersistentModelIndex
Listed = tuple[str, str]  # a code and its label
PROVEN = Qt.ItemDataRole.UserRole
_MARGINS = 12
_PADDING = 10
_CORNER = 9
# The labels of the parties are whole sentences: these stand at the head of a narrow column.
_VOICES: Mapping[Party, str] = MappingProxyType(
    {
        Party.ASSOCIATION: "Association",
        Party.AGENT: "Équipe",
        Party.RESIDENTS: "Habitantes, habitants",
        Party.PARTNER: "Partenaire",
    }
)
_DIGITS = {Qt.Key.Key_0 + digit: str(digit) for digit in range(len(MarkerLevel))}


class _Cornered(QStyledItemDelegate):
    """Marks the corner of a place that has its proof, as spreadsheets do for a remark."""

    def __init__(self, grid: "MarkerGrid") -> None:
        super().__init__(grid)
        self._grid = grid

    def displayText(self, value: object, locale: QLocale | QLocale.Language) -> str:
        """Return the level, or its digit alone where its words would be cut."""
        text = super().displayText(value, locale)
        return text[:1] if self._grid.narrow else text

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the level, then the corner."""
        super().paint(painter, option, index)
        if index.data(PROVEN):
            corner = option.rect.topRight()
            painter.save()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(option.palette.brush(QPalette.ColorRole.Link))
            left, below = corner - QPoint(_CORNER, 0), corner + QPoint(0, _CORNER)
            painter.drawPolygon(QPolygon([corner, left, below]))
            painter.restore()


class MarkerGrid(QTableWidget):
    """Tells `scored` when a digit or Delete is typed on a place, and `moved` at each new place."""

    scored = Signal(str)
    moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._markers: tuple[Listed, ...] = ()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setColumnCount(len(Party))
        self.setObjectName("markers")
        self.setHorizontalHeaderLabels(list(_VOICES.values()))
        self.setItemDelegate(_Cornered(self))
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
        across.setHighlightSections(False)
        down.setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        )
        down.setHighlightSections(False)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.currentCellChanged.connect(lambda *_: self.moved.emit())
        self.installEventFilter(self)

    @property
    def narrow(self) -> bool:
        """Tell whether a column is too narrow for the words of a level."""
        words = [word for level in MarkerLevel for word in level.label.split()]
        widest = max(self.fontMetrics().horizontalAdvance(word) for word in words)
        return self.columnWidth(0) - _PADDING < widest

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
        """Write the level of each place; `proven` ones have a marked corner."""
        for row, (marker, name) in enumerate(self._markers):
            for column, party in enumerate(Party):
                place = (marker, party.value)
                cell = self._cell(level_name(levels.get(place)), place in proven)
                told = level_name(levels.get(place)) or "pas de niveau"
                proof = ", avec un fait qui le montre" if place in proven else ""
                cell.setData(
                    Qt.ItemDataRole.AccessibleTextRole, f"{name}, {party.label}, {told}{proof}"
                )
                self.setItem(row, column, cell)
        self.fit()

    def fit(self) -> None:
        """Give each row the lines it needs, and the grid the height of them all."""
        names = self._width_of_names()
        self.verticalHeader().setFixedWidth(names)
        mode = Qt.TextElideMode
        self.horizontalHeader().setTextElideMode(mode.ElideRight if self.narrow else mode.ElideNone)
        room = (self.width() - names - 4) // len(Party) - _PADDING
        headers = [self._height(name, room) for name in _VOICES.values()]
        self.horizontalHeader().setFixedHeight(max(headers) + _MARGINS)
        for row, (_, name) in enumerate(self._markers):
            texts = ["0"] if self.narrow else self._texts(row)
            cells = [self._height(text, room) for text in texts]
            self.setRowHeight(row, max(self._height(name, names - _MARGINS), *cells) + _MARGINS)
        rows = sum(self.rowHeight(row) for row in range(self.rowCount()))
        self.setFixedHeight(self.horizontalHeader().height() + rows + 4)

    def changeEvent(self, event: QEvent) -> None:
        """Fit the text to another size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap otherwise in another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

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
            cell.setData(PROVEN, True)
        return cell

    def _texts(self, row: int) -> list[str]:
        cells = (self.item(row, column) for column in range(self.columnCount()))
        return [cell.text() for cell in cells if cell is not None]

    def _height(self, text: str, width: int) -> int:
        wrapped = QRect(0, 0, max(width, 20), 1000)
        return self.fontMetrics().boundingRect(wrapped, Qt.TextFlag.TextWordWrap, text).height()

    def _width_of_names(self) -> int:
        letters = self.fontMetrics()
        widest = max((letters.horizontalAdvance(name) for _, name in self._markers), default=80)
        return min(widest + 2 * _MARGINS, max(100, round(self.width() * 0.28)))


_LEVELS = frozenset(level.value for level in MarkerLevel)


def level_name(code: str | None) -> str:
    """Return « 2 Visible », short enough for a narrow column; a code of no level as it is."""
    if not code:
        return ""
    label = next((level.label for level in MarkerLevel if level == code), code)
    return label.replace(" – ", " ")
