"""The foot of a quick form: what the field in hand is for, and the three ways to end."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame

from desktop.ui.pieces import column, label, line, push
from sync.records.fields import FieldSpec

Act = Callable[[], object]


class CaptureFoot(QFrame):
    """Help, « Terminer plus tard », « Enregistrer et nouvelle », « Enregistrer »."""

    def __init__(self, *, later: Act, following: Act, done: Act) -> None:
        super().__init__()
        self._help = label("", "quiet", wrap=True)
        self._help.setMinimumHeight(self.fontMetrics().height())
        inside = column(self, margin=12, spacing=4)
        inside.addWidget(self._help)
        inside.addLayout(
            line(
                push("Terminer plus tard (Échap)", later),
                None,
                push("Enregistrer et nouvelle (Ctrl+Entrée)", following),
                push("Enregistrer", done, primary=True),
            )
        )

    def show_help(self, field: FieldSpec) -> None:
        """Say what a field is for."""
        self._help.setText(f"{field.title}\u00a0: {field.help}")
