"""The foot of a quick form: what the field in hand is for, and the three ways to end."""

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame

from desktop.ui.pieces import column, label, line, push
from sync.records.fields import FieldSpec

Act = Callable[[], object]


class CaptureFoot(QFrame):
    """Help, « Terminer plus tard », « Enregistrer et nouvelle », « Enregistrer »."""

    def __init__(self, *, later: Act, following: Act, done: Act) -> None:
        super().__init__()
        self._help = label("", "quiet", wrap=True)
        self._buttons = {
            push("Terminer plus tard", later): "Échap",
            push("Enregistrer et nouvelle", following): "Ctrl+Entrée",
            push("Enregistrer", done, primary=True): "Ctrl+S",
        }
        self._names = {button: button.text() for button in self._buttons}
        for button, keys in self._buttons.items():
            button.setToolTip(keys)
        first, *others = self._buttons
        inside = column(self, margin=12, spacing=4)
        inside.addWidget(self._help)
        inside.addLayout(line(first, None, *others))

    def show_help(self, field: FieldSpec) -> None:
        """Say what a field is for."""
        self._help.setText(f"{field.title}\u00a0: {field.help}")

    def fit(self) -> None:
        """Say the keys on the buttons where there is room for them."""
        self._help.setMinimumHeight(self.fontMetrics().height())
        letters = self.fontMetrics()
        texts = {
            button: f"{self._names[button]} ({keys})" for button, keys in self._buttons.items()
        }
        wanted = sum(letters.horizontalAdvance(text) * 1.1 + 60 for text in texts.values())
        for button, text in texts.items():
            button.setText(text if wanted < self.width() else self._names[button])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the buttons to another width."""
        super().resizeEvent(event)
        self.fit()
