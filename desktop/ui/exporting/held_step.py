"""The texts that the file of data left out, because nobody had read them: read, then save again."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.services.workbooks.gate.passages import Passage
from desktop.ui.discretion import Discretion
from desktop.ui.exporting.passages_tab import PassagesTab
from desktop.ui.exporting.stepped import Stepped
from desktop.ui.panels.parts import buttons
from desktop.ui.pieces import column, label, push

_WHY = (
    "Le fichier est enregistré sans ces textes. Relisez-les, puis enregistrez-le à nouveau pour "
    "qu’ils y soient. Vous pouvez aussi le laisser tel qu’il est."
)


class HeldStep(Stepped):
    """Tells `written` to save again, `corrected` with a record, `looked` with the key of a
    passage, or `left`.
    """

    written = Signal()
    corrected = Signal(str)
    looked = Signal(str)
    left = Signal()

    def __init__(self, discretion: Discretion) -> None:
        super().__init__()
        self.passages = PassagesTab(discretion)
        self.save = push("Enregistrer à nouveau…", self.written.emit, primary=True)
        self.back = push("Revenir aux choix", self.left.emit, quiet=True)
        body, foot = QWidget(), QWidget()
        inside = column(body, spacing=8)
        inside.addWidget(label("Textes à relire du fichier de données", "section", wrap=True))
        inside.addWidget(label(_WHY, wrap=True))
        inside.addWidget(self.passages, 1)
        below = column(foot)
        below.addWidget(buttons(self.save, self.back))
        self.lay_out(body, foot)
        self.passages.corrected.connect(self.corrected)
        self.passages.looked.connect(self._look)

    def show_passages(self, passages: Sequence[Passage]) -> None:
        """Show what the file does not hold yet."""
        self.passages.show_passages(passages)

    def take_focus(self) -> None:
        """Go to the first text to read, or on once all are read."""
        if self.passages.unread:
            self.passages.take_focus()
        else:
            self.save.setFocus()

    def fit(self) -> None:
        """Fit the table to another size of text."""
        self.settle_foot()
        self.passages.fit()

    def _look(self, key: str) -> None:
        self.looked.emit(key)
        if not self.passages.unread:
            self.save.setFocus()
