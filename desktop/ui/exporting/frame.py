"""What stands around the steps: a title, where one is among them, the work under way."""

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.ui.icons import Icons
from desktop.ui.importing.head import StepsLine, Underway
from desktop.ui.pieces import column, label

STEPS = ("Pour qui", "Quoi", "Vérifier")


class Frame(QWidget):
    """Shows one step at a time; none can be touched while work is under way."""

    def __init__(self, icons: Icons, parts: Sequence[QWidget]) -> None:
        super().__init__()
        self.title = label("", "title", wrap=True)
        self.steps = StepsLine(icons, STEPS)
        self.underway = Underway()
        self._stack = QStackedWidget()
        for part in parts:
            self._stack.addWidget(part)
        inside = column(self, spacing=12)
        for each in (self.title, self.steps, self.underway):
            inside.addWidget(each)
        inside.addWidget(self._stack, 1)

    @property
    def current(self) -> QWidget | None:
        """Return the step on screen."""
        return self._stack.currentWidget()

    def show_step(self, part: QWidget, place: int) -> None:
        """Show a part that is one of the steps."""
        self._show(part, "Exporter")
        self.steps.show()
        self.steps.show_step(place)

    def show_apart(self, part: QWidget, title: str) -> None:
        """Show a part that is none of the steps."""
        self._show(part, title)
        self.steps.hide()

    def turn(self, busy: bool, what: str) -> None:
        """Hold the step while work is under way."""
        self._stack.setEnabled(not busy)
        self.underway.turn(busy, what)

    def _show(self, part: QWidget, title: str) -> None:
        self._stack.setCurrentWidget(part)
        self.title.setText(title)
