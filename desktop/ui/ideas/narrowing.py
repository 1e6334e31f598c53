"""What narrows the board: words, a structure, a theme, a territory, an origin."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from desktop.services.ideas.board import FACETS, Wanted
from desktop.ui.pieces import CalmCombo, push

_PAUSE = 200
# In characters: under this, the boxes go below the words.
_ONE_LINE = 130
_NAMES: Mapping[str, tuple[str, str]] = {
    "presumed_carrier": ("Structure", "Structure\u00a0: toutes"),
    "theme": ("Thème", "Thème\u00a0: tous"),
    "territory": ("Territoire", "Territoire\u00a0: tous"),
    "origin_of_idea": ("Origine", "Origine\u00a0: toutes"),
}


class Narrowing(QWidget):
    """Tells `changed` when other ideas are wanted."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.text = QLineEdit()
        self.text.setPlaceholderText("Chercher une idée")
        self.text.setAccessibleName("Chercher dans le tableau des idées")
        self.text.setClearButtonEnabled(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._ask)
        self.text.textChanged.connect(lambda _text: self._pause.start())
        self.boxes = {name: self._box(name) for name in FACETS}
        self.clear_button = push("Effacer les filtres", self.clear, quiet=True)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(6)
        self._in_one_line: bool | None = None
        self._arrange()
        self._settle()

    def wanted(self) -> Wanted:
        """Return which ideas are wanted."""
        chosen = {name: str(box.currentData() or "") for name, box in self.boxes.items()}
        return Wanted(self.text.text(), **chosen)

    def offer(self, facets: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        """Offer the values in use, and keep those that are chosen."""
        for name, box in self.boxes.items():
            kept, shown = box.currentData(), box.currentText()
            box.clear()
            box.addItem(_NAMES[name][1], "")
            for code, text in facets[name]:
                box.addItem(text, code)
            if kept and box.findData(kept) < 0:
                box.addItem(shown, kept)
            box.setCurrentIndex(max(0, box.findData(kept)))

    def choose(self, name: str, value: str) -> None:
        """Set one of the conditions."""
        box = self.boxes[name]
        box.setCurrentIndex(box.findData(value))
        self._ask()

    def clear(self) -> None:
        """Want every idea again."""
        self.text.clear()
        for box in self.boxes.values():
            box.setCurrentIndex(0)
        self._pause.stop()
        self._ask()
        self.text.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Go from one line to two when the text is large, and back."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        one = self.width() >= self.fontMetrics().averageCharWidth() * _ONE_LINE
        if one is self._in_one_line:
            return
        self._in_one_line = one
        boxes = list(self.boxes.values())
        self._grid.addWidget(self.text, 0, 0, 1, 1 if one else len(boxes) - 1)
        for place, box in enumerate(boxes):
            self._grid.addWidget(box, 0 if one else 1, place + one)
            self._grid.setColumnStretch(place, 1)
        self._grid.setColumnStretch(len(boxes), int(one))
        self._grid.addWidget(self.clear_button, 0, len(boxes) + one - (not one))

    def _box(self, name: str) -> QComboBox:
        box = CalmCombo()
        box.setAccessibleName(f"Filtrer par {_NAMES[name][0].lower()}")
        box.addItem(_NAMES[name][1], "")
        box.activated.connect(lambda _index: self._ask())
        return box

    def _ask(self) -> None:
        self._settle()
        self.changed.emit()

    def _settle(self) -> None:
        self.clear_button.setEnabled(not self.wanted().everything)
