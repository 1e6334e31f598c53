"""A step whose buttons stay in sight under what scrolls, and scroll too where all is large."""

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop.ui.pieces import column

# In lines of text: under this, buttons that stay would leave too little of what they are about.
_ROOM = 20


class Stepped(QWidget):
    """Holds a body that scrolls and a foot that stays, both filled before they are laid out."""

    def __init__(self) -> None:
        super().__init__()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._whole: QVBoxLayout = column(self, spacing=10)
        self._inside: QVBoxLayout = QVBoxLayout()
        self._foot = QWidget()
        self._low = False

    def lay_out(self, body: QWidget, foot: QWidget) -> None:
        """Put both in their places, so that Tab goes from one to the other."""
        holder = QWidget()
        holder.setObjectName("scrolled")
        self._inside = column(holder, spacing=10)
        self._inside.addWidget(body, 1)
        self._area.setWidget(holder)
        self._foot = foot
        self._whole.addWidget(self._area, 1)
        self._whole.addWidget(foot)

    def bring(self, part: QWidget) -> None:
        """Scroll to what was just shown in the body, once it has its place."""

        def scroll() -> None:
            bar = self._area.verticalScrollBar()
            below = part.mapTo(self._area, QPoint(0, 0)).y()
            bar.setValue(bar.value() + below)

        QTimer.singleShot(0, part, scroll)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the foot scroll with the rest where there is little height, and back."""
        super().resizeEvent(event)
        self.settle_foot()

    def settle_foot(self) -> None:
        """Choose where the foot stands, for the height and the text of now."""
        low = self.height() < _ROOM * self.fontMetrics().height()
        if low is not self._low:
            self._low = low
            (self._inside if low else self._whole).addWidget(self._foot)
            self._foot.show()
