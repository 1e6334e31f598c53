"""One line of the home page: a box to tick, a record to open, something to do about it."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QSizePolicy, QWidget

from desktop.ui.icons import Icons
from desktop.ui.pieces import line, push

_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_MARGIN = 8
_LEAST = 28


@dataclass(frozen=True, slots=True)
class Row:
    """What a line shows; `key` designates it as long as it waits.

    `tick` and `act` are the names of what the box and the button do, said with the text; empty
    for none. The detail says in words what the icon and its colour (`role`) say.
    """

    key: str
    icon: str
    text: str
    detail: str = ""
    role: str = "secondary"
    tick: str = ""
    act: str = ""


class Entry(QPushButton):
    """A button as wide as the card, with an icon and texts on as many lines as they need."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._row = Row("", "info", "")
        self.setProperty("quiet", True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def spoken(self) -> str:
        """Return the texts as they are read aloud."""
        return ", ".join(part for part in (self._row.text, self._row.detail) if part)

    def show_row(self, row: Row) -> None:
        """Show other texts."""
        self._row = row
        self.setAccessibleName(self.spoken)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Tell that less width takes more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of both texts at a width."""
        upper, lower = self._heights(width)
        return max(_LEAST, upper + lower + _MARGIN)

    def sizeHint(self) -> QSize:
        """Return the size at the width of the moment."""
        width = max(self.width(), self.fontMetrics().averageCharWidth() * 20)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least width; the layout finds the height from the real one."""
        return QSize(self.fontMetrics().averageCharWidth() * 12, _LEAST)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter as with Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, then its icon and texts."""
        super().paintEvent(event)
        painter = QPainter(self)
        side = self.fontMetrics().height()
        icon = self._icons.pixmap(self._row.icon, self._row.role, side)
        painter.drawPixmap(QRect(_MARGIN, _MARGIN // 2 + 1, side, side), icon)
        upper, lower = self._heights(self.width())
        box = self._room(self.width()).translated(0, _MARGIN // 2)
        # Of the application: the style sheet leaves the button's own palette one colour.
        around = QApplication.palette()
        painter.setPen(around.color(QPalette.ColorRole.Link))
        painter.drawText(box.adjusted(0, 0, 0, upper - box.height()), _WRAPPED, self._row.text)
        painter.setPen(around.color(QPalette.ColorRole.PlaceholderText))
        box = QRect(box.left(), box.top() + upper, box.width(), lower)
        painter.drawText(box, _WRAPPED, self._row.detail)
        painter.end()

    def _room(self, width: int) -> QRect:
        start = 2 * _MARGIN + self.fontMetrics().height()
        return QRect(start, 0, max(40, width - start - _MARGIN), 10_000)

    def _heights(self, width: int) -> tuple[int, int]:
        letters, room = self.fontMetrics(), self._room(width)
        upper = letters.boundingRect(room, _WRAPPED, self._row.text).height()
        detail = self._row.detail
        return upper, letters.boundingRect(room, _WRAPPED, detail).height() if detail else 0


class Line(QWidget):
    """Tells `opened`, `ticked` and `acted` with the key of what it shows."""

    opened = Signal(str)
    ticked = Signal(str)
    acted = Signal(str)

    def __init__(self, icons: Icons, *, ticked: bool = False) -> None:
        """`ticked` keeps the room of the box on the lines that have none."""
        super().__init__()
        self.row: Row | None = None
        self.box = QCheckBox()
        self.box.setMinimumSize(_LEAST, _LEAST)
        policy = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        policy.setRetainSizeWhenHidden(ticked)
        self.box.setSizePolicy(policy)
        self.entry = Entry(icons)
        self.button = push("", lambda: self._tell(self.acted))
        self.box.clicked.connect(lambda: self._tell(self.ticked))
        self.entry.clicked.connect(lambda: self._tell(self.opened))
        inside = line(self.box, self.entry, self.button, spacing=2)
        inside.setStretch(1, 1)
        for widget in (self.box, self.button):
            inside.setAlignment(widget, Qt.AlignmentFlag.AlignTop)
        self.setLayout(inside)
        self.hide()

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """Return what can be focused, from left to right."""
        return (self.box, self.entry, self.button)

    def show_row(self, row: Row | None) -> None:
        """Show another line, or none."""
        self.box.setChecked(False)
        if row is not None and row != self.row:
            self.entry.show_row(row)
            self.box.setAccessibleName(f"{row.tick}\u00a0: {row.text}")
            self.box.setToolTip(row.tick)
            self.box.setVisible(bool(row.tick))
            self.button.setText(row.act)
            self.button.setAccessibleName(f"{row.act}\u00a0: {row.text}")
            self.button.setVisible(bool(row.act))
        self.row = row
        self.setVisible(row is not None)

    def _tell(self, signal: object) -> None:
        if self.row is not None:
            signal.emit(self.row.key)  # type: ignore[attr-defined]  # a bound signal has no public type
