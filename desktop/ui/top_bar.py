"""The band at the top: whose notebook it is, and the search box that is always there."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit

from desktop.ui.icons import Icons
from desktop.ui.pieces import label, line, picture

_PAUSE = 200


class SearchBox(QLineEdit):
    """Tells `searched` when typing pauses, `entered` on Enter or Down."""

    searched = Signal(str)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("Rechercher partout (Ctrl+K)")
        self.setAccessibleName("Rechercher partout")
        self.setClearButtonEnabled(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._tell)
        self.textEdited.connect(lambda _text: self._pause.start())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go down into the results with Enter or Down."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self._tell()
            self.entered.emit()
            return
        super().keyPressEvent(event)

    def _tell(self) -> None:
        self._pause.stop()
        self.searched.emit(self.text())


class TopBar(QFrame):
    """Search, and whose notebook is open."""

    def __init__(self, owner: str, icons: Icons) -> None:
        super().__init__()
        self.setObjectName("top")
        self.search = SearchBox()
        sign = picture()
        sign.setPixmap(icons.pixmap("magnifying-glass", "secondary", 20))
        name = label(f"Carnet – {owner}", "quiet")
        inside = line(name, None, sign, self.search)
        inside.setContentsMargins(16, 8, 16, 8)
        inside.setStretch(1, 1)
        inside.setStretch(3, 2)
        self.setLayout(inside)
