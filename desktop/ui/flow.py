"""A row of small widgets that goes on the next line where there is no room left."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lays widgets out as words on a page."""

    def __init__(self, parent: QWidget | None = None, *, across: int = 8, down: int = 4) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self._across, self._down = across, down

    def addItem(self, item: QLayoutItem) -> None:
        """Add one item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, or None."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Ask for no more room than the items take."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Tell that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines in a width."""
        return self._lay(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put each item in its place."""
        super().setGeometry(rect)
        self._lay(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the least size: the lines say the rest."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the room of the widest item."""
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size

    def _lay(self, room: QRect, *, move: bool) -> int:
        top = room.top()
        for items in self._lines(room.width()):
            height = max(item.sizeHint().height() for item in items)
            if move:
                self._place(items, QRect(room.left(), top, room.width(), height))
            top += height + self._down
        return max(0, top - self._down - room.top())

    def _place(self, items: list[QLayoutItem], row: QRect) -> None:
        left = row.left()
        for item in items:
            size = item.sizeHint()
            above = (row.height() - size.height()) // 2
            width = min(size.width(), row.width())
            item.setGeometry(QRect(left, row.top() + above, width, size.height()))
            left += width + self._across

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        """Return the items line by line, those that are hidden left out."""
        lines: list[list[QLayoutItem]] = []
        right = 0
        for item in self._items:
            if item.isEmpty():
                continue
            wide = item.sizeHint().width()
            if not lines or right + wide > width:
                lines.append([])
                right = 0
            lines[-1].append(item)
            right += wide + self._across
        return lines
