"""Draws the lines of a timeline: text always drawn as text, never read as HTML."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.services.desk.entries import Entry, Sort
from desktop.services.desk.timeline import Silence, Year
from desktop.ui.icons import Icons
from desktop.ui.organisation.lines import LINE, Index, TimelineLines
from desktop.ui.organisation.saying import LONGEST_DAY, brief_day

SIGNS: Final[Mapping[Sort, str]] = MappingProxyType(
    {
        Sort.VISIT: "footprints",
        Sort.CALL: "call",
        Sort.IDEA: "lightbulb",
        Sort.EVALUATION: "star",
        Sort.ACTION: "rocket-launch",
        Sort.FUNDING: "coins",
        Sort.WORKSHOP: "chalkboard-teacher",
        Sort.DECISION: "gavel",
        Sort.TASK: "check-square",
        Sort.ATTACHMENT: "paperclip",
    }
)
_MARGIN, _GAP = 6, 8
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class TimelinePainter(QStyledItemDelegate):
    """Draws an entry on two lines, a year in bold, a silence between two rules."""

    def __init__(self, lines: TimelineLines, icons: Icons) -> None:
        super().__init__(lines)
        self._lines = lines
        self._icons = icons

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return two lines for an entry with words, one for the others."""
        letters = QFontMetrics(option.font)
        line = self._lines.line(index.row())
        two = isinstance(line, Entry) and bool(line.quote)
        return QSize(200, letters.height() * (2 if two else 1) + 2 * _MARGIN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground, then the line."""
        line = index.data(LINE)
        painter.save()
        painter.setFont(option.font)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, option.palette.brush(QPalette.ColorRole.Highlight))
        box = option.rect.adjusted(_MARGIN + 2, _MARGIN, -_MARGIN, -_MARGIN)
        if isinstance(line, Year):
            self._draw_year(painter, option, box, self._lines.heading(line))
        elif isinstance(line, Silence):
            _draw_silence(painter, option, box, line.sentence)
        elif isinstance(line, Entry):
            self._draw_entry(painter, option, box, line)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(option.palette.color(QPalette.ColorRole.Text))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        painter.restore()

    def _draw_year(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, year: str
    ) -> None:
        font = _bold(option.font)
        painter.setFont(font)
        painter.setPen(option.palette.color(QPalette.ColorRole.Link))
        painter.drawText(box, int(_LEFT), year)
        start = box.left() + QFontMetrics(font).horizontalAdvance(year) + _GAP
        painter.setPen(_thin(option))
        painter.drawLine(start, box.center().y(), box.right(), box.center().y())

    def _draw_entry(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, entry: Entry
    ) -> None:
        letters = QFontMetrics(option.font)
        height = letters.height()
        side = round(height * 1.1)
        first = QRect(box.left(), box.top(), box.width(), height)
        quiet = option.palette.color(QPalette.ColorRole.PlaceholderText)
        painter.setPen(quiet)
        painter.drawText(first, int(_LEFT), "" if entry.vague else brief_day(entry.on))
        left = box.left() + letters.horizontalAdvance(LONGEST_DAY) + _GAP
        sign = self._icons.pixmap(SIGNS[entry.sort], "action", side)
        painter.drawPixmap(QRect(left, box.top() + (height - side) // 2, side, side), sign)
        first.setLeft(left + side + _GAP)
        self._draw_title(painter, option, first, entry)
        if entry.quote:
            painter.setPen(quiet)
            said = _elided(letters, f"«\u00a0{entry.quote}\u00a0»", first.width())
            painter.drawText(first.translated(0, height), int(_LEFT), said)

    def _draw_title(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, entry: Entry
    ) -> None:
        """Draw the kind, the title in bold, then its detail if there is room."""
        letters, bold = QFontMetrics(option.font), _bold(option.font)
        rest = QRect(room)
        for text, font, role in (
            (f"{entry.name}\u00a0– ", option.font, QPalette.ColorRole.Text),
            (entry.title, bold, QPalette.ColorRole.Text),
            (self._lines.detail(entry), option.font, QPalette.ColorRole.PlaceholderText),
        ):
            metrics = QFontMetrics(font)
            said = _elided(metrics, text, rest.width())
            if not text or rest.width() < letters.averageCharWidth() * 4:
                continue
            painter.setFont(font)
            painter.setPen(option.palette.color(role))
            painter.drawText(rest, int(_LEFT), said)
            rest.setLeft(
                rest.left() + metrics.horizontalAdvance(said) + (_GAP if font is bold else 0)
            )
        painter.setFont(option.font)


def _draw_silence(
    painter: QPainter, option: QStyleOptionViewItem, box: QRect, sentence: str
) -> None:
    font = QFont(option.font)
    font.setItalic(True)
    painter.setFont(font)
    width = QFontMetrics(font).horizontalAdvance(sentence) + 2 * _GAP
    painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), sentence)
    pen = _thin(option)
    pen.setStyle(Qt.PenStyle.DotLine)
    painter.setPen(pen)
    middle, half = box.center(), width // 2
    painter.drawLine(box.left(), middle.y(), middle.x() - half, middle.y())
    painter.drawLine(middle.x() + half, middle.y(), box.right(), middle.y())


def _thin(option: QStyleOptionViewItem) -> QPen:
    return QPen(option.palette.color(QPalette.ColorRole.Mid), 1)


def _bold(font: QFont) -> QFont:
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    return made


def _elided(letters: QFontMetrics, text: str, width: int) -> str:
    return letters.elidedText(text, Qt.TextElideMode.ElideRight, max(0, width))
