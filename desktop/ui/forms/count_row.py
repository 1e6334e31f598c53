"""One code, the box that counts it, and the remark that may go with the number."""

from typing import Any
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from desktop.store.folding import folded
from desktop.ui.forms.count_box import CountBox
from desktop.ui.pieces import column, label, line


class CountRow(QWidget):
    """Shows one line of a record, or the place where it may be written."""

    def __init__(
        self, code: str, text: str, box: CountBox, parent: QWidget, *, noted: bool
    ) -> None:
        super().__init__(parent)
        self.code, self.text, self.box = code, text, box
        self.initial = folded(text)[:1]
        self.given: dict[str, Any] | None = None
        self.new_id = uuid4().hex
        self.touched = False
        self.note = QLineEdit() if noted else None
        title = label(text.replace("&", "&&"), wrap=True)
        title.setBuddy(box)
        inside = column(self, spacing=2)
        row = line(title, self._stepper("−", -1), box, self._stepper("+", 1), spacing=4)
        row.setStretch(0, 1)
        inside.addLayout(row)
        if self.note is not None:
            inside.addWidget(self.note)
        inside.addStretch(1)
        self.settle()

    def present(self, given: dict[str, Any] | None, number: str, note: str) -> None:
        """Show a line by the names of its number and of its remark; None for none yet."""
        self.given, self.touched, self.new_id = given, False, uuid4().hex
        self.box.show_number((given or {}).get(number))
        if self.note is not None:
            self.note.setText(str((given or {}).get(note) or ""))
        self.settle()

    def _stepper(self, sign: str, way: int) -> QToolButton:
        """Return a button for the mouse: the keyboard has the same signs."""
        made = QToolButton()
        made.setText(sign)
        made.setAccessibleName(f"{'Plus' if way > 0 else 'Moins'}\u00a0: {self.text}")
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setProperty("quiet", True)
        made.setMinimumSize(28, 28)
        made.clicked.connect(lambda: self.box.step(way))
        return made

    def settle(self) -> None:
        """Offer the remark once there is a number."""
        if self.note is not None:
            self.note.setVisible(self.box.number is not None or bool(self.note.text()))
