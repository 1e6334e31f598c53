"""The lines of the search box: what was opened last, commands, records found, under headings."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop.store.search import Hit
from desktop.ui.lists.hits import HIT, HitDelegate, HitList, grouped
from sync.records import RECORD_TYPES

ORDER = Qt.ItemDataRole.UserRole + 1
_MARGIN = 8
_NOWHERE = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Order:
    """Something the window can do: a command of the menus or a page to go to."""

    name: str
    text: str
    keys: str = ""


Line = str | Hit | Order


class FinderList(HitList):
    """Headings, orders and records, in one list."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[Line] = []

    def arrange(
        self,
        orders: Sequence[Order],
        hits: Sequence[Hit],
        recent: Sequence[Hit] = (),
        *,
        guessed: bool = False,
    ) -> None:
        """Show other lines; hits that were `guessed` at come after the orders that answer."""
        self.beginResetModel()
        said_orders: list[Line] = ["Commandes et rubriques", *orders] if orders else []
        found: list[Line] = list(grouped(hits))
        self._shown = ["Ouvertes récemment", *recent] if recent else []
        self._shown += [*said_orders, *found] if guessed else [*found, *said_orders]
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of lines, headings included."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of the line, and the record or the order itself."""
        line = self._shown[index.row()]
        if role == HIT:
            return line if isinstance(line, Hit) else None
        if role == ORDER:
            return line if isinstance(line, Order) else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return said(line)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the arrows pass over the headings."""
        if isinstance(self._shown[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def step(self, row: int, by: int) -> int:
        """Return the next row that can be chosen, around the end; -1 when there is none."""
        places = [place for place, line in enumerate(self._shown) if not isinstance(line, str)]
        if not places:
            return -1
        if row not in places:
            return places[0] if by > 0 else places[-1]
        return places[(places.index(row) + by) % len(places)]


class FinderDelegate(HitDelegate):
    """Draws an order on one line, its keys at the right; records as the results do."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return one compact line for an order."""
        if index.data(ORDER) is None:
            return super().sizeHint(option, index)
        return QSize(200, option.fontMetrics.height() + _MARGIN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw an order, or leave a record to the results."""
        order = index.data(ORDER)
        if order is None:
            super().paint(painter, option, index)
            return
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, option.palette.brush(QPalette.ColorRole.Highlight))
        box = QRectF(option.rect).adjusted(2 * _MARGIN, 0, -_MARGIN, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        painter.drawText(box, middle | Qt.AlignmentFlag.AlignLeft, order.text)
        painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(box, middle | Qt.AlignmentFlag.AlignRight, order.keys)
        painter.restore()


def said(line: Line) -> str:
    """Return a line as it is read aloud."""
    if isinstance(line, Order):
        return f"{line.text} ({line.keys})" if line.keys else line.text
    if isinstance(line, Hit):
        return f"{line.heading} · {RECORD_TYPES[line.kind].label} · {line.code}"
    return line
