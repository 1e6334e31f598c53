"""The calm line that says how the work is kept, with a button when it is time for a backup."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from desktop.services.today.lines import Kept, Safety
from desktop.ui.home.wording import safety
from desktop.ui.icons import Icons
from desktop.ui.pieces import label, line, picture, push

_SIDE = 20


class SafetyLine(QWidget):
    """An icon, a sentence, and a button only when there is something to do."""

    def __init__(self, icons: Icons, back_up: Callable[[], object]) -> None:
        super().__init__()
        self._icons = icons
        self._picture, self._said = picture(), label("", wrap=True)
        self.button = push("Sauvegarder maintenant", back_up)
        inside = line(self._picture, self._said, self.button)
        inside.setStretch(1, 1)
        self.setLayout(inside)
        self.hide()

    @property
    def text(self) -> str:
        """Return the sentence."""
        return self._said.text()

    def show_kept(self, kept: Kept, today: date) -> None:
        """Say how the work is kept."""
        old = kept.safety is Safety.OLD
        icon, role = ("warning", "attention") if old else ("check-circle", "ok")
        self._picture.show_icon(self._icons.icon(icon, role), _SIDE)
        self._said.setText(safety(kept, today))
        self.button.setVisible(old)
        self.show()
