"""How a tile is drawn: the picture, its legend on two lines, and the permission in words."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.services.attaching.gallery import Consent, Shown
from desktop.ui import words
from desktop.ui.files.thumbnails import Thumbnails
from desktop.ui.files.tiles import FILE
from desktop.ui.icons import Icons
from sync.records.attachment import AttachmentType

Index = QModelIndex | QPersistentModelIndex
WIDE = 23
"""In characters."""
_GAP = 8
_PADDING = 8
_LINES = 3
_ICON = {AttachmentType.SOUND: "chat-text", AttachmentType.DOCUMENT: "file-text"}
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class Seeing:
    """What a tile needs besides its file; `hides` says whether people may be seen now."""

    icons: Icons
    thumbnails: Thumbnails
    hides: Callable[[], bool]


class TilePainter(QStyledItemDelegate):
    """Draws every tile at the same size."""

    def __init__(self, seeing: Seeing, parent: QObject) -> None:
        super().__init__(parent)
        self._seeing = seeing

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the room of a tile and of the gap around it."""
        return tile_size(option.fontMetrics)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one tile."""
        file: Shown = index.data(FILE)
        painter.save()
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        box = QRect(option.rect).adjusted(_GAP // 2, _GAP // 2, -_GAP // 2, -_GAP // 2)
        _ground(painter, box, option)
        inside = box.adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING)
        tall = option.fontMetrics.height()
        words_top = inside.bottom() - _LINES * tall
        self._picture(painter, QRect(inside.topLeft(), inside.topRight()).adjusted(
            0, 0, 0, words_top - inside.top() - _PADDING
        ), file, option)  # fmt: skip
        lines = QRect(inside.left(), words_top, inside.width(), _LINES * tall)
        self._words(painter, lines, file, option)
        painter.restore()

    def _picture(
        self, painter: QPainter, box: QRect, file: Shown, option: QStyleOptionViewItem
    ) -> None:
        hidden = file.exposes and self._seeing.hides()
        image = None
        if file.is_picture and not hidden:
            image = self._seeing.thumbnails.of(file.digest)
        if image is not None:
            size = image.size().scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect(0, 0, size.width(), size.height())
            place.moveCenter(box.center())
            painter.drawImage(place, image)
            return
        lost = self._seeing.thumbnails.is_lost(file.digest)
        name = "eye-slash" if hidden else "warning" if lost else _ICON.get(file.kind, "paperclip")
        text = "Masquée à l’écran" if hidden else "Fichier absent ou abîmé" if lost else ""
        self._stand_in(painter, box, (name, text), option)

    def _stand_in(
        self, painter: QPainter, box: QRect, told: tuple[str, str], option: QStyleOptionViewItem
    ) -> None:
        name, text = told
        tall = option.fontMetrics.height() if text else 0
        side = min(40, box.height() - tall)
        place = QRect(0, 0, side, side)
        place.moveCenter(box.center())
        place.translate(0, -tall // 2)
        self._seeing.icons.icon(name, "secondary").paint(painter, place)
        if text:
            row = QRect(box.left(), place.bottom() + 4, box.width(), tall)
            painter.setPen(option.palette.color(QPalette.ColorRole.Text))
            painter.drawText(row, int(Qt.AlignmentFlag.AlignCenter), text)

    def _words(
        self, painter: QPainter, box: QRect, file: Shown, option: QStyleOptionViewItem
    ) -> None:
        metrics = option.fontMetrics
        tall = metrics.height()
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        _line(painter, QRect(box.left(), box.top(), box.width(), tall), file.title, metrics)
        painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
        day = words.short_day(file.taken_on) if file.taken_on else ""
        kind = f"{file.kind.label}, {day}" if day else file.kind.label
        _line(painter, QRect(box.left(), box.top() + tall, box.width(), tall), kind, metrics)
        row = QRect(box.left(), box.top() + 2 * tall, box.width(), tall)
        role = "secondary" if file.consent in (Consent.NOBODY, Consent.WRITTEN) else "attention"
        side = min(tall, 18)
        at = QRect(row.left(), row.center().y() - side // 2, side, side)
        self._seeing.icons.icon(file.consent.icon, role).paint(painter, at)
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        _line(painter, row.adjusted(side + 5, 0, 0, 0), file.consent.words, metrics)


def tile_size(metrics: QFontMetrics) -> QSize:
    """Return the room of one tile for a size of text."""
    wide = WIDE * metrics.averageCharWidth() + 2 * _PADDING + _GAP
    return QSize(wide, wide * 2 // 3 + _LINES * metrics.height() + _PADDING + _GAP)


def _line(painter: QPainter, row: QRect, text: str, metrics: QFontMetrics) -> None:
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, row.width())
    painter.drawText(row, _LEFT, shown)


def _ground(painter: QPainter, box: QRect, option: QStyleOptionViewItem) -> None:
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
    role = QPalette.ColorRole.Highlight if chosen else QPalette.ColorRole.Window
    edge = QPalette.ColorRole.Text if focused else QPalette.ColorRole.Mid
    painter.setBrush(option.palette.color(role))
    painter.setPen(QPen(QColor(option.palette.color(edge)), 2 if focused else 1))
    painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 6, 6)
