"""A box for a passphrase, hidden or shown as the person likes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.ui.icons import Icons
from desktop.ui.pieces import column, label, line, tool


class SecretField(QWidget):
    """A titled box; the eye beside it shows what is typed."""

    edited = Signal()
    entered = Signal()

    def __init__(self, title: str, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self.box = QLineEdit()
        self.box.setEchoMode(QLineEdit.EchoMode.Password)
        self.box.setAccessibleName(title)
        self.box.textEdited.connect(lambda _text: self.edited.emit())
        self.box.returnPressed.connect(self.entered)
        self.eye = tool(icons.icon("eye"), f"Afficher : {title}", self._turn)
        self.setFocusProxy(self.box)
        inside = column(self, spacing=4)
        name = label(title, "field")
        name.setBuddy(self.box)
        inside.addWidget(name)
        inside.addLayout(line(self.box, self.eye, spacing=4))
        self._title = title

    @property
    def text(self) -> str:
        """Return what is typed."""
        return self.box.text()

    def clear(self) -> None:
        """Forget what is typed, and hide what comes next."""
        self.box.clear()
        self._show(False)

    def _turn(self) -> None:
        self._show(self.box.echoMode() is QLineEdit.EchoMode.Password)

    def _show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode
        self.box.setEchoMode(mode.Normal if shown else mode.Password)
        self.eye.setIcon(self._icons.icon("eye-slash" if shown else "eye"))
        name = f"{'Masquer' if shown else 'Afficher'} : {self._title}"
        self.eye.setAccessibleName(name)
        self.eye.setToolTip(name)
