"""Figures of a panel: a table as high as its rows, or a list where there is no room for one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from desktop.ui.icons import Icons
from desktop.ui.panels.rows import RecordRows, RowLine
from desktop.ui.pieces import column

_KEY = Qt.ItemDataRole.UserRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_SIDE = Qt.ItemDataRole.TextAlignmentRole
_MOST_ROWS = 12
# A name in fewer letters than this is a column of syllables.
_LEAST_NAME = 18


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: the first cell is a name, the others figures; `strong` for a total."""

    cells: tuple[str, ...]
    id: str = ""
    strong: bool = False


class Figures(QWidget):
    """Names and figures: in columns, or one under the other when the sheet is narrow."""

    def __init__(
        self,
        name: str,
        titles: Sequence[str],
        icons: Icons,
        open_record: Callable[[str], object],
    ) -> None:
        super().__init__()
        self._titles = tuple(titles)
        self.rows: tuple[TableRow, ...] = ()
        self.table = SmallTable(name, titles, open_record)
        self.list = RecordRows(name, icons, open_record)
        inside = column(self)
        inside.addWidget(self.table)
        inside.addWidget(self.list)

    def show_rows(self, rows: Sequence[TableRow]) -> None:
        """Show these rows."""
        self.rows = tuple(rows)
        self.table.show_rows(rows)
        self.list.show_lines([self._line(row) for row in rows])
        self._choose()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Go from the table to the list when there is less room, and back."""
        super().resizeEvent(event)
        self._choose()

    def changeEvent(self, event: QEvent) -> None:
        """Choose again in another size of text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._choose()

    def _choose(self) -> None:
        roomy = self.width() >= self.table.width_wanted()
        self.table.setVisible(roomy)
        self.list.setVisible(not roomy)

    def _line(self, row: TableRow) -> RowLine:
        figures = zip(self._titles[1:], row.cells[1:], strict=True)
        said = " · ".join(f"{title.lower()}\u00a0: {text}" for title, text in figures if text)
        return RowLine(row.id, row.cells[0], said)


class SmallTable(QTableWidget):
    """Figures in columns of their own width; names take what is left and wrap."""

    def __init__(
        self, name: str, titles: Sequence[str], open_record: Callable[[str], object]
    ) -> None:
        super().__init__(0, len(titles))
        self.rows: tuple[TableRow, ...] = ()
        self._open = open_record
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(titles))
        for across in range(len(titles)):
            side = _RIGHT if across else _LEFT
            self.model().setHeaderData(across, Qt.Orientation.Horizontal, side, _SIDE)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setVerticalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(lambda *_sizes: self.fit())
        self.itemDoubleClicked.connect(self._open_item)

    def show_rows(self, rows: Sequence[TableRow]) -> None:
        """Show these rows, the current one staying where it was."""
        if tuple(rows) == self.rows:
            return
        self.rows = tuple(rows)
        self.setRowCount(len(rows))
        for place, row in enumerate(rows):
            for across, text in enumerate(row.cells):
                self.setItem(place, across, _cell(row, across, text))
        self.fit()

    def width_wanted(self) -> int:
        """Return the width in which names and figures can all be read."""
        header = self.horizontalHeader()
        figures = sum(
            max(self.sizeHintForColumn(across), header.sectionSizeHint(across))
            for across in range(1, self.columnCount())
        )
        return figures + self.fontMetrics().averageCharWidth() * _LEAST_NAME

    def fit(self) -> None:
        """Be as high as the rows, twelve at most."""
        for row in range(self.rowCount()):
            self.setRowHeight(row, self._height(row))
        heights = [self.rowHeight(row) for row in range(min(self.rowCount(), _MOST_ROWS))]
        bar = self.horizontalScrollBar()
        below = bar.sizeHint().height() if bar.maximum() else 0
        header = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(sum(heights) + header + below + 2 * self.frameWidth() + 2)

    def _height(self, row: int) -> int:
        # Measured here: Qt forgets the padding of the style sheet, and cuts a name that wraps.
        letters, item = self.fontMetrics(), self.item(row, 0)
        if item is None:
            return letters.height()
        width = self.columnWidth(0) - 4 * letters.averageCharWidth()
        room, wrap = QRect(0, 0, max(width, 1), 10_000), Qt.TextFlag.TextWordWrap
        return QFontMetrics(item.font()).boundingRect(room, wrap, item.text()).height() + 10

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be higher when less width makes a name take two lines."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the text to another size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where one is as soon as Tab comes here."""
        super().focusInEvent(event)
        if self.currentRow() < 0 and self.rowCount():
            self.setCurrentCell(0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter."""
        item = self.item(self.currentRow(), 0)
        if item is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_item(item)
        else:
            super().keyPressEvent(event)

    def _open_item(self, item: QTableWidgetItem) -> None:
        record_id = item.data(_KEY)
        if record_id:
            self._open(str(record_id))


def _cell(row: TableRow, column: int, text: str) -> QTableWidgetItem:
    made = QTableWidgetItem(text)
    made.setData(_KEY, row.id)
    if column:
        made.setTextAlignment(_RIGHT)
    if row.strong:
        font = QFont()
        font.setWeight(QFont.Weight.DemiBold)
        made.setFont(font)
    return made
