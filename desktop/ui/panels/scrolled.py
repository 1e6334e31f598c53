"""A panel that scrolls and reads itself again when what it tells about has changed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.services.notebook import Changed
from desktop.ui.panels.panel import Panel
from desktop.ui.pieces import column
from desktop.ui.workplace import Workplace


class ScrolledPanel(Panel):
    """Subclasses fill `body` once and show what `read` finds; `kinds` are what it depends on."""

    kinds: frozenset[str] = frozenset()

    def __init__(self, work: Workplace) -> None:
        super().__init__(work)
        self.record_id = ""
        holder = QWidget()
        holder.setObjectName("scrolled")
        self.body: QVBoxLayout = column(holder, margin=16, spacing=18)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName(self.title)
        self.area.setWidget(holder)
        column(self).addWidget(self.area)
        work.discretion.tell(self, self._read_again)

    def fill(self, *parts: QWidget) -> None:
        """Put the blocks in their order, and the room that is left under them."""
        for part in parts:
            self.body.addWidget(part)
        self.body.addStretch(1)

    def show_record(self, record_id: str) -> None:
        """Show another record, from its top; the same one stays where it was."""
        if record_id != self.record_id:
            self.record_id = record_id
            self.area.verticalScrollBar().setValue(0)
        self.read()

    def read(self) -> None:
        """Read the record again and show what there is to say."""
        raise NotImplementedError

    def on_changed(self, changed: Changed) -> None:
        """Read again when a verb has touched what is told here."""
        if changed.kinds & self.kinds or self.record_id in changed.ids:
            self._read_again()

    def _read_again(self) -> None:
        if self.record_id and self.isVisible():
            self.read()
