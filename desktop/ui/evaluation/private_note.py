"""The editor of a note for oneself: apart from the rest, folded, and never sent."""

from typing import Any

from PySide6.QtWidgets import QFrame, QPushButton

from desktop.ui.forms.sources import Sources
from desktop.ui.forms.texts import LongTextEditor
from desktop.ui.pieces import column, label, line, picture, push
from sync.records.fields import FieldSpec

_HERE_ONLY = "Reste sur cet ordinateur"


class PrivateNoteEditor(LongTextEditor):
    """A text in a block of its own; whoever passes by sees that there is one, not what it says."""

    def __init__(self, field: FieldSpec, sources: Sources) -> None:
        super().__init__(field)
        self._icons = sources.icons
        self._frame = QFrame(self)
        self._frame.setProperty("tone", "attention")
        sign = picture()
        sign.show_icon(sources.icons.icon("eye-slash", "attention"), 18)
        self._told = label("", "attention")
        self._fold = push("", self._turn, quiet=True)
        self._fold.setCheckable(True)
        self.setFocusProxy(self._fold)
        inside = column(self._frame, margin=8)
        inside.addLayout(line(sign, self._told, None, self._fold))
        inside.addWidget(self._box)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self._frame)
        self._show(unfolded=False)

    @property
    def fold(self) -> QPushButton:
        """Return the button that shows and hides the text."""
        return self._fold

    def write(self, value: Any) -> None:
        """Show a text, folded again."""
        super().write(value)
        self._show(unfolded=False)

    def name_for_readers(self, name: str, description: str) -> None:
        """Name the text and the button that shows it."""
        super().name_for_readers(name, description)
        self._show(unfolded=self._fold.isChecked())

    def _turn(self) -> None:
        self._show(unfolded=self._fold.isChecked())
        if self._fold.isChecked():
            self._box.setFocus()

    def _show(self, *, unfolded: bool) -> None:
        written = bool(self._box.toPlainText())
        self._fold.setChecked(unfolded)
        self._fold.setText("Masquer" if unfolded else "Lire" if written else "Écrire")
        self._fold.setIcon(
            self._icons.beside("caret-down" if unfolded else "caret-right", "action")
        )
        self._fold.setAccessibleName(f"{self._fold.text()}\u00a0: {self.field.title}")
        state = "" if unfolded else " · une note est écrite" if written else " · rien d’écrit"
        self._told.setText(_HERE_ONLY + state)
        self._box.setVisible(unfolded)
