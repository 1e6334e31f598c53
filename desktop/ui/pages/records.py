"""The page of one kind of record, made from its declaration alone: a list and a sheet."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from desktop.services.notebook import Changed, Notebook
from desktop.store.drafts import Draft
from desktop.ui.forms.sources import Sources
from desktop.ui.lists.record_list import RecordList
from desktop.ui.notices import Notices
from desktop.ui.pages.drafting import Outcome
from desktop.ui.pages.sheet import Sheet
from desktop.ui.pieces import column, label, push
from sync.records import RECORD_TYPES

# In characters: under this, a list and a form side by side would both be cut.
_ROOM_FOR_BOTH = 75
Prepare = Callable[[], Mapping[str, Any] | None]


class RecordsPage(QWidget):
    """Finds, opens, writes and removes the records of one kind.

    Tells `saved` and `kept` with the moment, and `shown` when another record is on screen.
    """

    saved = Signal(object)
    kept = Signal(object)
    shown = Signal()

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
        self._right = QStackedWidget()
        self._make_sheet: Callable[[], Sheet] = partial(
            Sheet, notebook, kind, sources, notices, parent=self._right
        )
        self._sheet: Sheet | None = None
        self.list = RecordList(notebook, kind, sources, self.start_new)
        self.list.chosen.connect(self.open)
        self.back_button = push("Retour à la &liste", self.go_back, quiet=True)
        self._build()
        self.fit()

    @property
    def sheet(self) -> Sheet:
        """Return the sheet, made when a record is first opened: a form is slow to build."""
        if self._sheet is None:
            self._sheet = self._make_sheet()
            self._right.addWidget(self._sheet)
            self._sheet.opened.connect(self.list.select)
            self._sheet.shown.connect(self._follow_sheet)
            self._sheet.shown.connect(self.shown)
            self._sheet.saved.connect(self.saved)
            self._sheet.kept.connect(self.kept)
        return self._sheet

    @property
    def busy(self) -> bool:
        """Tell whether a record, new or not, is on screen."""
        return self._sheet is not None and self._sheet.busy

    @property
    def record_id(self) -> str:
        """Return the id of the record on screen; empty for a new one or none."""
        return self._sheet.record_id if self._sheet is not None else ""

    @property
    def draft(self) -> str:
        """Return the id of the draft under the pen; empty when there is none."""
        return self._sheet.drafting.draft if self._sheet is not None else ""

    def go_back(self) -> None:
        """Show the list again where there is only room for one of the two."""
        self.sheet.leave()
        self.sheet.clear()
        self.list.view.setFocus()

    def fit(self) -> None:
        """Show the list and the sheet, or one of them when the text is too large for both."""
        both = self.width() >= self.fontMetrics().averageCharWidth() * _ROOM_FOR_BOTH
        self._right.setCurrentIndex(1 if self.busy else 0)
        self.list.setVisible(both or not self.busy)
        self._right.setVisible(both or self.busy)
        self.back_button.setVisible(not both and self.busy)

    def focus_list(self) -> None:
        """Put the keyboard on the list, or on the way back to it."""
        if self.list.isHidden():
            self.back_button.setFocus()
        else:
            self.list.take_focus()

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
        if record_id != self.record_id:
            self.sheet.open(record_id)
        self.list.select(record_id)

    def resume(self, draft: Draft) -> None:
        """Go on with a draft."""
        self.sheet.resume(draft)
        self.list.select(draft.record_id)

    def leave(self) -> Outcome:
        """Save or keep what is on screen before another page shows."""
        return self._sheet.leave() if self._sheet is not None else Outcome.NOTHING

    def keep(self) -> None:
        """Keep what is typed as a draft."""
        if self._sheet is not None:
            self._sheet.keep()

    def on_changed(self, changed: Changed) -> None:
        """Read again what a verb has touched."""
        if self.kind in changed.kinds:
            self.list.refresh()
            if self._sheet is not None and self.record_id in changed.ids:
                self._sheet.reload()

    def _follow_sheet(self) -> None:
        focused = self.window().focusWidget()
        inside = focused is not None and self._right.isAncestorOf(focused)
        self.fit()
        if inside and not self.busy:
            self.focus_list()

    def _build(self) -> None:
        model = RECORD_TYPES[self.kind]
        self._right.addWidget(_nothing(model.label, feminine=model.feminine))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(self._right)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        split.setSizes([460, 690])
        inside = column(self)
        inside.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(split, 1)


def _nothing(name: str, *, feminine: bool) -> QWidget:
    made = QWidget()
    inside = column(made, margin=24)
    which = "une" if feminine else "un"
    text = f"Choisissez {which} {name[:1].lower()}{name[1:]} dans la liste pour l’ouvrir ici."
    inside.addStretch(1)
    inside.addWidget(label(text, "quiet", wrap=True))
    inside.addStretch(2)
    return made
