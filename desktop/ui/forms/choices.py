"""One code among a few, all in sight: arrows choose, Tab goes on."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from desktop.ui.flow import FlowLayout
from desktop.ui.forms.codes import entries_of
from desktop.ui.forms.editor import Editor
from desktop.ui.forms.sources import Sources
from desktop.ui.pieces import label
from sync.records.fields import FieldSpec

FEW = 6


class ChoiceEditor(Editor):
    """Radio buttons that take a single stop of Tab, chosen or not."""

    def __init__(self, field: FieldSpec, sources: Sources) -> None:
        super().__init__(field)
        self._unknown = ""
        self._buttons: dict[str, QRadioButton] = {}
        self._other = label("", "quiet")
        rows = FlowLayout(self, across=16, down=2)
        for code, text in entries_of(field, sources):
            button = QRadioButton(text.replace("&", "&&"))
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            button.clicked.connect(self._chosen)
            self._buttons[code] = button
            rows.addWidget(button)
        rows.addWidget(self._other)
        self._settle()

    @property
    def main(self) -> QWidget:
        """Return the button that Tab stops at."""
        ticked = (button for button in self._buttons.values() if button.isChecked())
        return next(ticked, next(iter(self._buttons.values())))

    def read(self) -> Any:
        """Return the code chosen, or the one of another version of the program."""
        ticked = (code for code, button in self._buttons.items() if button.isChecked())
        return next(ticked, self._unknown) or None

    def write(self, value: Any) -> None:
        """Tick a code; one that the list no longer has is kept and shown as it is."""
        code = "" if value is None else str(value)
        self._unknown = "" if code in self._buttons else code
        self._other.setText(self._unknown)
        self._other.setVisible(bool(self._unknown))
        for each, button in self._buttons.items():
            # An exclusive group refuses to have none ticked.
            button.setAutoExclusive(False)
            button.setChecked(each == code)
            button.setAutoExclusive(True)
        self._settle()

    def name_for_readers(self, name: str, description: str) -> None:
        """Name each choice with the question."""
        for button in self._buttons.values():
            button.setAccessibleName(f"{name} : {button.text()}")
            button.setAccessibleDescription(description)
            button.setToolTip(description)

    def _chosen(self) -> None:
        self._unknown = ""
        self._other.hide()
        self._settle()
        self.edited.emit()

    def _settle(self) -> None:
        stop = self.main
        for button in self._buttons.values():
            policy = Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
        self.setFocusProxy(stop)
