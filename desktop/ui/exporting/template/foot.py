"""The foot of the filling: its name, to find it again, and the copy to write."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.exporting.period_box import beside
from desktop.ui.panels.parts import buttons
from desktop.ui.pieces import LineBox, column, label, push, titled


class Foot(QWidget):
    """Tells `written` and `kept`."""

    written = Signal()
    kept = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.count = label("", "quiet", wrap=True)
        self.name = LineBox()
        self.name.setPlaceholderText("Par exemple\u00a0: Caf, bilan annuel")
        self.keep = push("Garder ce remplissage", self.kept.emit)
        self.write = push("Enregistrer sous…", self.written.emit, primary=True)
        inside = column(self, spacing=6)
        inside.addWidget(self.count)
        named = beside(titled("Nom du remplissage", self.name), self.name)
        self.name.setMinimumWidth(220)
        inside.addWidget(buttons(named, self.keep, self.write))
