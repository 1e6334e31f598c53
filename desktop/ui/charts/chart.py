"""What every chart has: a title, a summary in words equal to the picture, the theme's colours."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

NOTHING = "Rien à montrer pour le moment."
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
_LARGEST_LABEL = 0.42
_FAINT = 90


class Chart(QWidget):
    """Paints itself in the palette's colours; what it shows is also in `summary`.

    The title is its accessible name: the page writes it above, as it does for any section. Tells
    `told` with each new summary.
    """

    told = Signal(str)

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self._summary = ""
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.tell("")

    @property
    def summary(self) -> str:
        """Return in French what the picture shows."""
        return self._summary

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to paint."""
        return self._summary == NOTHING

    @property
    def letters(self) -> QFontMetricsF:
        """Return the measures of the text; every size comes from them, so that zoom holds."""
        return QFontMetricsF(self.font())

    @property
    def row(self) -> float:
        """Return the height of one row, in pixels."""
        return round(self.letters.height() * 1.5)

    @property
    def empty_height(self) -> int:
        """Return the height of the sentence that says there is nothing: two lines if need be."""
        return round(self.letters.height() * 2)

    @property
    def ink(self) -> QColor:
        """Return the colour of bars and marks."""
        return self.palette().color(QPalette.ColorRole.Accent)

    @property
    def text_colour(self) -> QColor:
        """Return the colour of words."""
        return self.palette().color(QPalette.ColorRole.WindowText)

    @property
    def quiet_colour(self) -> QColor:
        """Return the colour of words that matter less."""
        return self.palette().color(QPalette.ColorRole.PlaceholderText)

    @property
    def faint_colour(self) -> QColor:
        """Return the colour of the lines that only guide the eye."""
        colour = QColor(self.quiet_colour)
        colour.setAlpha(_FAINT)
        return colour

    def height_wanted(self) -> float:
        """Return the height of what is painted, in pixels."""
        raise NotImplementedError

    def draw(self, painter: QPainter) -> None:
        """Paint what there is to show; called only when there is something."""
        raise NotImplementedError

    def tell(self, summary: str) -> None:
        """Take a new summary, the empty one for nothing to show, and paint again."""
        self._summary = summary or NOTHING
        self.setAccessibleDescription(self._summary)
        # A tooltip guesses HTML by itself.
        self.setToolTip(self._summary.replace("<", "‹"))
        self.updateGeometry()
        self.update()
        self.told.emit(self._summary)

    def words_in(
        self, painter: QPainter, place: QRectF, text: str, *, at: Qt.AlignmentFlag
    ) -> None:
        """Write a text in the room it has, its end left out when it is too long."""
        shown = self.letters.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, int(at | Qt.TextFlag.TextSingleLine), shown)

    def widest(self, texts: list[str], *, share: float = _LARGEST_LABEL) -> float:
        """Return the width of a column of texts, at most this share of the chart."""
        width = max((self.letters.horizontalAdvance(text) for text in texts), default=0.0) + 1
        return min(width, self.width() * share)

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(round(self.letters.averageCharWidth() * 50), self._height())

    def minimumSizeHint(self) -> QSize:
        """Return the least width at which rows can still be read."""
        return QSize(round(self.letters.averageCharWidth() * 24), self._height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chart, or that it has nothing to show."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.is_empty:
            painter.setPen(self.quiet_colour)
            painter.drawText(self.rect(), int(LEFT | Qt.TextFlag.TextWordWrap), NOTHING)
        else:
            self.draw(painter)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Ask for the room that another size of text needs."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()

    def _height(self) -> int:
        return self.empty_height if self.is_empty else round(self.height_wanted())


def sentence(parts: list[str]) -> str:
    """Return parts as one French sentence; nothing for none."""
    return "\u00a0; ".join(parts) + "." if parts else ""
