"""How a card is drawn: a title on two lines, then who, what, since when, and what comes next."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPen, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.services.ideas.board import Card
from desktop.ui.icons import Icons
from desktop.ui.ideas.cards import BORN, CARD, ECHO, Told, told

Index = QModelIndex | QPersistentModelIndex
_PADDING = 9
_GAP = 8
_LINES = 7
_FAINT = 110
_ROUND = 6


class CardPainter(QStyledItemDelegate):
    """Draws every card at the same height, so that a long column is measured once."""

    def __init__(self, icons: Icons, today: Callable[[], date], parent: QObject) -> None:
        super().__init__(parent)
        self._icons = icons
        self._today = today

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the room of a card and of the gap below it."""
        height = option.fontMetrics.height() * _LINES + 2 * _PADDING + _GAP
        return QSize(10 * option.fontMetrics.averageCharWidth(), height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one card."""
        card: Card = index.data(CARD)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRect(option.rect).adjusted(2, 2, -2, -_GAP)
        _ground(painter, box, option)
        inside = box.adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING)
        _Lines(painter, inside, option, self._icons).write(
            card.title, told(card, index.data(ECHO), self._today())
        )
        painter.restore()


class _Lines:
    """Writes the lines of one card from top to bottom."""

    def __init__(
        self, painter: QPainter, box: QRect, option: QStyleOptionViewItem, icons: Icons
    ) -> None:
        self._painter = painter
        self._box = box
        self._icons = icons
        self._font = option.font
        self._letters = QFontMetrics(option.font)
        self._plain = option.palette.color(QPalette.ColorRole.Text)
        self._quiet = option.palette.color(QPalette.ColorRole.PlaceholderText)
        self._top = box.top()

    def write(self, title: str, card: Told) -> None:
        """Write everything that the card says."""
        self._title(title)
        self._line(card.who, self._plain)
        self._line(card.theme, self._quiet)
        self._born(card)
        # Seven lines in all: what comes next has two of them when the idea is awake.
        lines = two_lines(card.next_step, self._font, self._box.width())
        for text in (card.next_step,) if card.asleep else lines:
            self._line(text, self._plain)
        if card.asleep:
            self._line(card.asleep, self._plain, icon="cloud-moon")

    def _title(self, title: str) -> None:
        bold = QFont(self._font)
        bold.setWeight(QFont.Weight.DemiBold)
        self._painter.setFont(bold)
        self._painter.setPen(self._plain)
        for text in two_lines(title, bold, self._box.width()):
            self._painter.drawText(self._row(), _LEFT, text)
        self._painter.setFont(self._font)

    def _line(self, text: str, colour: QColor, *, icon: str = "") -> None:
        if not text:
            return
        row = self._row()
        if icon:
            row.setLeft(self._picture(row, icon, "attention"))
        self._painter.setPen(colour)
        shown = self._letters.elidedText(text, Qt.TextElideMode.ElideRight, row.width())
        self._painter.drawText(row, _LEFT, shown)

    def _born(self, card: Told) -> None:
        if not (card.born or card.visits or card.quotes):
            return
        row = self._row()
        self._painter.setPen(self._quiet)
        counts = ((card.visits, "footprints"), (card.quotes, "chat-text"))
        right = row.right()
        for count, icon in reversed([each for each in counts if each[0]]):
            wide = self._letters.horizontalAdvance(str(count))
            place = QRect(
                right - wide - self._side - 4, row.top(), wide + self._side + 4, self._tall
            )
            left = self._picture(place, icon, "secondary")
            self._painter.drawText(QRect(left, row.top(), wide + 2, self._tall), _LEFT, str(count))
            right = place.left() - 8
        row.setRight(right)
        whole = self._letters.horizontalAdvance(card.born) <= row.width()
        self._painter.drawText(row, _LEFT, card.born if whole else card.born.removeprefix(BORN))

    def _picture(self, row: QRect, icon: str, role: str) -> int:
        """Draw an icon at the left of a row; return where the words begin."""
        top = row.top() + (row.height() - self._side) // 2
        place = QRect(row.left(), top, self._side, self._side)
        self._icons.icon(icon, role).paint(self._painter, place)
        return place.right() + 5

    def _row(self) -> QRect:
        row = QRect(self._box.left(), self._top, self._box.width(), self._tall)
        self._top += self._tall
        return row

    @property
    def _tall(self) -> int:
        return self._letters.height()

    @property
    def _side(self) -> int:
        return self._letters.ascent()


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def two_lines(text: str, font: QFont, width: int) -> list[str]:
    """Return a text on one or two lines, cut with « … » when it needs more."""
    letters = QFontMetrics(font)
    layout = QTextLayout(text, font)
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(width)
    layout.endLayout()
    head, rest = text[: first.textLength()].rstrip(), text[first.textLength() :].strip()
    side = Qt.TextElideMode.ElideRight
    return [letters.elidedText(part, side, width) for part in (head, rest) if part]


def _ground(painter: QPainter, box: QRect, option: QStyleOptionViewItem) -> None:
    """Draw the sheet of a card; the chosen one has a thick edge, not a colour alone."""
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    palette = option.palette
    ground = palette.color(QPalette.ColorRole.Highlight if chosen else QPalette.ColorRole.Base)
    edge = palette.color(QPalette.ColorRole.Link if chosen else QPalette.ColorRole.PlaceholderText)
    if not chosen:
        edge.setAlpha(_FAINT)
    painter.setPen(QPen(edge, 2 if chosen else 1))
    painter.setBrush(ground)
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), _ROUND, _ROUND)
