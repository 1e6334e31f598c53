"""A table as high as the lines it holds, five at most: words go on below, none is cut."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget

_MOST_ROWS_SHOWN = 5
_MARGIN = 18
_BETWEEN = 10


class LinesTable(QTableWidget):
    """Shows lines to choose from; it is never typed in."""

    def __init__(self, headers: Sequence[str]) -> None:
        super().__init__(0, len(headers))
        self._headers = tuple(headers)
        self.setHorizontalHeaderLabels(list(headers))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        across = self.horizontalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setHighlightSections(False)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)

    def fit(self) -> None:
        """Give each line the height of its words, and the table that of its first lines."""
        if not self.rowCount():
            return
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        titles = enumerate(self._headers)
        header = max(self._height(column, text, QFontMetrics(bold)) for column, text in titles)
        self.horizontalHeader().setFixedHeight(header + _MARGIN)
        for row in range(self.rowCount()):
            self.setRowHeight(row, self._row_height(row) + _BETWEEN)
        shown = range(min(self.rowCount(), _MOST_ROWS_SHOWN))
        rows = sum(self.rowHeight(row) for row in shown)
        self.setFixedHeight(header + _MARGIN + rows + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the words to another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the words to another size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.fit()

    def _row_height(self, row: int) -> int:
        cells = ((column, self.item(row, column)) for column in range(self.columnCount()))
        texts = [(column, cell.text()) for column, cell in cells if cell is not None]
        return max((self._height(c, text, self.fontMetrics()) for c, text in texts), default=0)

    def _height(self, column: int, text: str, letters: QFontMetrics) -> int:
        room = QRect(0, 0, max(self.columnWidth(column) - _MARGIN, 20), 1000)
        wrapped = letters.boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()
        return max(wrapped, letters.height())
