"""Records in a panel, one per line: the arrows walk, Enter opens, Space checks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.ui.icons import Icons
from desktop.ui.pieces import column, label

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole
_MARGIN = 6
_MOST_LINES = 8
_WRAPPED = int(Qt.TextFlag.TextWordWrap)


@dataclass(frozen=True, slots=True)
class Mark:
    """A state: an icon of the program, the words that say the same, a colour of the theme."""

    icon: str
    words: str
    role: str = "text"


@dataclass(frozen=True, slots=True)
class RowLine:
    """One record: what it is called, what is worth knowing of it, its state."""

    id: str
    text: str
    detail: str = ""
    mark: Mark | None = None

    @property
    def below(self) -> str:
        """Return the second line: the state in words, then the rest."""
        return " · ".join(part for part in (self.mark and self.mark.words, self.detail) if part)

    @property
    def spoken(self) -> str:
        """Return what a screen reader says."""
        return ", ".join(part for part in (self.text, self.below) if part)


class RecordRows(QWidget):
    """A list as high as what it holds, eight lines at most; tells `checked` when one is checked.

    Enter, or a click, opens a record. Where lines can be checked, a click or Space checks and a
    double click or Enter opens.
    """

    checked = Signal()

    def __init__(
        self,
        name: str,
        icons: Icons,
        open_record: Callable[[str], object],
        *,
        empty: str = "",
        checkable: bool = False,
    ) -> None:
        """`empty` is said in the place of the list when there is nothing to show."""
        super().__init__()
        self._empty = empty
        self._under = label("", "quiet", wrap=True)
        self.list = _Lines(icons, open_record, checkable=checkable)
        self.list.setAccessibleName(name)
        self.list.itemChanged.connect(lambda _item: self.checked.emit())
        inside = column(self, spacing=4)
        inside.addWidget(self.list)
        inside.addWidget(self._under)
        self.setFocusProxy(self.list)
        self.show_lines(())

    @property
    def lines(self) -> tuple[RowLine, ...]:
        """Return what is listed."""
        return self.list.lines

    @property
    def under(self) -> str:
        """Return what is said below the list, or in its place."""
        return self._under.text()

    def show_lines(self, lines: Sequence[RowLine], *, more: str = "") -> None:
        """List these records; `more` says what is left out (« et 212 autres »)."""
        self.list.show_lines(tuple(lines))
        self.list.setVisible(bool(lines))
        self._under.setText(more if lines else self._empty)
        self._under.setVisible(bool(self._under.text()))

    def checked_ids(self) -> tuple[str, ...]:
        """Return the ids of the checked lines."""
        return self.list.checked_ids()


class _Lines(QListWidget):
    """The list itself."""

    def __init__(
        self, icons: Icons, open_record: Callable[[str], object], *, checkable: bool
    ) -> None:
        super().__init__()
        self.lines: tuple[RowLine, ...] = ()
        self._open = open_record
        self._checkable = checkable
        self._pressed = False
        self.setObjectName("rows")
        self.setItemDelegate(_Lined(icons, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setMouseTracking(True)
        if checkable:
            self.itemDoubleClicked.connect(self._open_item)
            self.itemClicked.connect(self._turn)
        else:
            self.itemClicked.connect(self._open_item)
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    def show_lines(self, lines: tuple[RowLine, ...]) -> None:
        """List these records, the current one staying where it was."""
        if lines == self.lines:
            return
        self.lines, row = lines, max(self.currentRow(), 0)
        self.blockSignals(True)
        self.clear()
        for each in lines:
            self.addItem(self._item(each))
        self.setCurrentRow(min(row, len(lines) - 1))
        self.blockSignals(False)
        self.fit()

    def checked_ids(self) -> tuple[str, ...]:
        """Return the ids of the checked lines."""
        chosen = zip(self.lines, range(self.count()), strict=False)
        return tuple(
            each.id
            for each, row in chosen
            if self._checkable and self.item(row).checkState() is Qt.CheckState.Checked
        )

    def fit(self) -> None:
        """Be as high as the lines, or as the first eight."""
        heights = [self.sizeHintForRow(row) for row in range(min(self.count(), _MOST_LINES))]
        self.setFixedHeight(sum(heights) + 2 * self.frameWidth() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be higher when less width makes longer texts take more lines."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
            self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the text to another size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where one is as soon as Tab comes here."""
        super().focusInEvent(event)
        if self.currentRow() < 0 and self.count():
            self.setCurrentRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, check with Space, walk with the arrows."""
        item = self.currentItem()
        if item is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_item(item)
        elif item is not None and self._checkable and event.key() == Qt.Key.Key_Space:
            self._turn(item)
        else:
            super().keyPressEvent(event)

    def _item(self, each: RowLine) -> QListWidgetItem:
        made = QListWidgetItem(each.text)
        made.setData(LINE, each)
        made.setData(Qt.ItemDataRole.AccessibleTextRole, each.spoken)
        made.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        if self._checkable:
            made.setFlags(made.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            made.setCheckState(Qt.CheckState.Unchecked)
        return made

    def _turn(self, item: QListWidgetItem) -> None:
        on = item.checkState() is Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)

    def _open_item(self, item: QListWidgetItem) -> None:
        each = item.data(LINE)
        if isinstance(each, RowLine) and each.id:
            self._open(each.id)


class _Lined(QStyledItemDelegate):
    """Draws a record on two lines, each as long as it needs: text is painted, never HTML."""

    def __init__(self, icons: Icons, lines: _Lines) -> None:
        super().__init__(lines)
        self._icons = icons
        self._lines = lines

    def editorEvent(
        self,
        event: QEvent,  # noqa: ARG002 - asked by Qt
        model: QAbstractItemModel,  # noqa: ARG002
        option: QStyleOptionViewItem,  # noqa: ARG002
        index: Index,  # noqa: ARG002
    ) -> bool:
        """Leave clicks and keys to the list, which checks or opens."""
        return False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of both texts in the width that there is."""
        width = self._lines.viewport().width() - self._start(option.fontMetrics, index) - _MARGIN
        upper, lower = self._heights(option.fontMetrics, index.data(LINE), width)
        return QSize(80, max(upper + lower + 2 * _MARGIN, 28))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground, the check, the icon and the two texts."""
        each = index.data(LINE)
        painter.save()
        self._ground(painter, option)
        start = self._start(option.fontMetrics, index)
        box = option.rect.adjusted(start, _MARGIN, -_MARGIN, -_MARGIN)
        upper, _ = self._heights(option.fontMetrics, each, box.width())
        self._signs(painter, option, index)
        painter.setFont(option.font)
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        painter.drawText(box, _WRAPPED, each.text)
        painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(box.adjusted(0, upper, 0, 0), _WRAPPED, each.below)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        current = option.state & QStyle.StateFlag.State_Selected and self._lines.hasFocus()
        if current or option.state & QStyle.StateFlag.State_MouseOver:
            role = QPalette.ColorRole.Highlight if current else QPalette.ColorRole.AlternateBase
            painter.fillRect(option.rect, option.palette.brush(role))

    def _signs(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        side = option.fontMetrics.height()
        place = QRect(option.rect.left() + _MARGIN, option.rect.top() + _MARGIN, side, side)
        checked = index.data(Qt.ItemDataRole.CheckStateRole)
        if checked is not None:
            box = QStyleOptionViewItem(option)
            box.rect = place
            on = Qt.CheckState(checked) is Qt.CheckState.Checked
            box.state |= QStyle.StateFlag.State_On if on else QStyle.StateFlag.State_Off
            sign = QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck
            self._lines.style().drawPrimitive(sign, box, painter, self._lines)
            place.translate(side + _MARGIN, 0)
        mark = index.data(LINE).mark
        if mark is not None:
            painter.drawPixmap(place, self._icons.pixmap(mark.icon, mark.role, side))

    def _start(self, letters: QFontMetrics, index: Index) -> int:
        """Return where the texts start, after the check and the icon."""
        signs = (index.data(Qt.ItemDataRole.CheckStateRole), index.data(LINE).mark)
        return _MARGIN + sum(letters.height() + _MARGIN for sign in signs if sign is not None)

    def _heights(self, letters: QFontMetrics, each: RowLine, width: int) -> tuple[int, int]:
        room = QRect(0, 0, max(width, 40), 10_000)
        upper = letters.boundingRect(room, _WRAPPED, each.text).height()
        lower = letters.boundingRect(room, _WRAPPED, each.below).height() if each.below else 0
        return upper, lower
