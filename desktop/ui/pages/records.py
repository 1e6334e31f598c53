"""The page of one kind of record, made from its declaration alone: a list and a sheet."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from desktop.services.notebook import Changed, Notebook
from desktop.store.drafts import Draft
from desktop.ui.forms.sources import Sources
from desktop.ui.lists.record_list import RecordList
from desktop.ui.notices import Notices
from desktop.ui.pages.drafting import Outcome
from desktop.ui.pages.sheet import Sheet
from desktop.ui.pieces import column, push

# In characters: under this, a list and a form side by side would both be cut.
_ROOM_FOR_BOTH = 75
Prepare = Callable[[], Mapping[str, Any] | None]


class RecordsPage(QWidget):
    """Finds, opens, writes and removes the records of one kind."""

    def __init__(
        self,
        notebook: Notebook,
        kind: str,
        sources: Sources,
        notices: Notices,
        prepare: Prepare | None = None,
    ) -> None:
        """`prepare` gives what a new record needs before its form, or None to give it up."""
        super().__init__()
        self.setObjectName("page")
        self.kind = kind
        self._prepare = prepare
        self.sheet = Sheet(notebook, kind, sources, notices)
        self.list = RecordList(notebook, kind, sources, self.start_new)
        self.list.chosen.connect(self.open)
        self.sheet.opened.connect(self.list.select)
        self.sheet.shown.connect(self.fit)
        self.back_button = push("Retour à la &liste", self.go_back, quiet=True)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(self.sheet)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        split.setSizes([460, 690])
        inside = column(self)
        inside.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(split, 1)
        self.fit()

    def go_back(self) -> None:
        """Show the list again where there is only room for one of the two."""
        self.sheet.leave()
        self.sheet.clear()
        self.list.view.setFocus()

    def fit(self) -> None:
        """Show the list and the sheet, or one of them when the text is too large for both."""
        both = self.width() >= self.fontMetrics().averageCharWidth() * _ROOM_FOR_BOTH
        self.list.setVisible(both or not self.sheet.busy)
        self.sheet.setVisible(both or self.sheet.busy)
        self.back_button.setVisible(not both and self.sheet.busy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Go from two panes to one, and back."""
        super().resizeEvent(event)
        self.fit()

    def refresh(self) -> None:
        """Read the list again, as the page comes on screen."""
        self.list.refresh()

    def start_new(self, values: Mapping[str, Any] | None = None) -> None:
        """Open an empty form, the cursor in its first field."""
        if values is None and self._prepare is not None:
            values = self._prepare()
            if values is None:
                return
        self.sheet.begin(values or {})
        self.list.select("")

    def open(self, record_id: str) -> None:
        """Show a record; raises NotFound."""
        if record_id != self.sheet.record_id:
            self.sheet.open(record_id)
        self.list.select(record_id)

    def resume(self, draft: Draft) -> None:
        """Go on with a draft."""
        self.sheet.resume(draft)
        self.list.select(draft.record_id)

    def leave(self) -> Outcome:
        """Save or keep what is on screen before another page shows."""
        return self.sheet.leave()

    def on_changed(self, changed: Changed) -> None:
        """Read again what a verb has touched."""
        if self.kind in changed.kinds:
            self.list.refresh()
            if self.sheet.record_id in changed.ids:
                self.sheet.reload()
