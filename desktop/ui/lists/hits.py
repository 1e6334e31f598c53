"""Search results in a list: a heading per kind, and under each record the words that matched.

The snippet is plain text with matches between two control characters. They are drawn bold here,
character format by character format: the text of a record never meets an HTML parser.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QPalette,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.store.search import Hit
from sync.records import RECORD_TYPES

START, END = "\u0002", "\u0003"
HIT = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
Line = str | Hit
_NOWHERE = QModelIndex()
_MARGIN = 8


def grouped(hits: Sequence[Hit]) -> list[Line]:
    """Return the hits under the name of their kind, kinds in the order of their best hit."""
    lines: list[Line] = []
    for kind in dict.fromkeys(hit.kind for hit in hits):
        lines.append(RECORD_TYPES[kind].label_plural)
        lines.extend(hit for hit in hits if hit.kind == kind)
    return lines


def unmarked(snippet: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the text without its marks, and where the matches start and how long they are."""
    text, matches, opened = "", [], -1
    for letter in snippet:
        if letter == START:
            opened = len(text)
        elif letter == END and opened >= 0:
            matches.append((opened, len(text) - opened))
            opened = -1
        elif letter not in (START, END):
            text += letter
    return text, matches


class HitList(QAbstractListModel):
    """The lines of a result."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []

    def show(self, hits: Sequence[Hit]) -> None:
        """Show other hits."""
        self.beginResetModel()
        self._lines = grouped(hits)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of lines, headings included."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the heading of the line, and the hit itself."""
        line = self._lines[index.row()]
        hit = line if isinstance(line, Hit) else None
        if role == HIT:
            return hit
        if role == Qt.ItemDataRole.DisplayRole:
            return line if hit is None else f"{hit.heading} · {hit.code}"
        if role == Qt.ItemDataRole.AccessibleTextRole and hit is not None:
            return f"{hit.heading}, {RECORD_TYPES[hit.kind].label}, {unmarked(hit.snippet)[0]}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the arrows pass over the headings."""
        if isinstance(self._lines[index.row()], Hit):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def first(self) -> QModelIndex:
        """Return the first hit."""
        places = (row for row, line in enumerate(self._lines) if isinstance(line, Hit))
        row = next(places, -1)
        return self.index(row, 0) if row >= 0 else QModelIndex()


class HitDelegate(QStyledItemDelegate):
    """Draws a hit on two lines, its matches in bold."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return two lines for a hit, one for a heading."""
        height = option.fontMetrics.height()
        two = index.data(HIT) is not None and bool(index.data(HIT).snippet)
        return QSize(200, height * (2 if two else 1) + 2 * _MARGIN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground, the heading and the snippet."""
        hit = index.data(HIT)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, option.palette.brush(QPalette.ColorRole.Highlight))
        box = QRectF(option.rect).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        colour = QPalette.ColorRole.Text if hit else QPalette.ColorRole.Link
        painter.setPen(option.palette.color(colour))
        heading = index.data() + (" (à la corbeille)" if hit and hit.trashed else "")
        painter.drawText(box, Qt.AlignmentFlag.AlignTop, _elided(bold, heading, box.width()))
        if hit and hit.snippet:
            painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
            below = box.adjusted(_MARGIN, option.fontMetrics.height(), 0, 0)
            _draw_snippet(painter, option.font, hit.snippet, below)
        painter.restore()


def _elided(font: QFont, text: str, width: float) -> str:
    side = Qt.TextElideMode.ElideRight
    return QFontMetrics(font).elidedText(" ".join(text.split()), side, int(width))


def _draw_snippet(painter: QPainter, font: QFont, snippet: str, box: QRectF) -> None:
    text, matches = unmarked(" ".join(snippet.split()))
    layout = QTextLayout(text, font)
    wrap = QTextOption()
    wrap.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(wrap)
    layout.setFormats([_bold(start, length) for start, length in matches])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(box.width())
    layout.endLayout()
    painter.setClipRect(box)
    layout.draw(painter, QPointF(box.left(), box.top()))


def _bold(start: int, length: int) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = start, length
    style = QTextCharFormat()
    style.setFontWeight(QFont.Weight.Bold)
    made.format = style
    return made
