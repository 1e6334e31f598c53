"""The page of one kind of record, made from its declaration alone: a list and a sheet."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from desktop.services.notebook import Changed
from desktop.store.drafts import Draft
from desktop.ui.lists.record_list import RecordList
from desktop.ui.pages.page import Page
from desktop.ui.pieces import column, push
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:
    from desktop.ui.pages.sheet import Sheet

# In characters: under this, a list and a form side by side would both be cut.
_ROOM_FOR_BOTH = 125
_SHARES: Final = (460, 690)
# A desk shows a timeline and what stands beside it: its list only helps to choose.
_NARROW_LIST: Final = (300, 850)
_FULL_SHEETS: Final = frozenset({"organisation"})
Prepare = Callable[[], Mapping[str, Any] | None]


class RecordsPage(Page):
    """Finds, opens, writes and removes the records of one kind."""

    def __init__(self, kind: str, work: Workplace, prepare: Prepare | None = None) -> None:
        """`prepare` gives what a new record needs before its form, or None to give it up."""
        super().__init__()
        self.kind = kind
        self._prepare = prepare
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._right = QStackedWidget()
        self._make_sheet: Callable[[], Sheet] = partial(_sheet, kind, work, self._right)
        self._sheet: Sheet | None = None
        self.list = RecordList(work.notebook, kind, work.sources, self.start_new)
        self.list.chosen.connect(self.open)
        self.back_button = push("Retour à la &liste", self.go_back, quiet=True)
        self._build()
        self._share_room()

    @property
    def sheet(self) -> "Sheet":
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
    def records(self) -> "RecordsPage":
        """Return itself."""
        return self

    @property
    def can_begin(self) -> bool:
        """Tell that a new record can be begun here."""
        return True

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
        """Fit the columns and the panels to another size of text."""
        self.list.fit_columns()
        if self._sheet is not None:
            self._sheet.fit()
        self._share_room()

    def _share_room(self) -> None:
        """Show the list alone, or beside the sheet where the text is not too large for both."""
        both = self.width() >= self.fontMetrics().averageCharWidth() * _ROOM_FOR_BOTH
        appears = self.busy and self._right.isHidden()
        self.list.setVisible(both or not self.busy)
        self._right.setVisible(self.busy)
        self.back_button.setVisible(not both and self.busy)
        if appears:
            self._split.setSizes(self._sizes)

    def take_focus(self) -> None:
        """Put the keyboard on the list, or on the way back to it."""
        if self.list.isHidden():
            self.back_button.setFocus()
        else:
            self.list.take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Go from two panes to one, and back."""
        super().resizeEvent(event)
        self._share_room()

    def refresh(self) -> None:
        """Read again the list and what is told of the record, as the page comes on screen."""
        self.list.refresh()
        if self._sheet is not None and self._sheet.busy:
            self._sheet.tabs.read()

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

    def leave(self) -> None:
        """Save or keep what is on screen before another page shows."""
        if self._sheet is not None:
            self._sheet.leave()

    def save(self) -> bool:
        """Save the record on screen; return whether nothing is left over."""
        return not self.busy or self.sheet.save()

    def delete(self) -> None:
        """Send the record on screen to the trash."""
        if self.busy:
            self.sheet.delete()

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
        if self._sheet is not None:
            self._sheet.on_changed(changed)

    def _follow_sheet(self) -> None:
        focused = self.window().focusWidget()
        inside = focused is not None and self._right.isAncestorOf(focused)
        self._share_room()
        if inside and not self.busy:
            self.take_focus()

    def _build(self) -> None:
        self._sizes = list(_NARROW_LIST if self.kind in _FULL_SHEETS else _SHARES)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.list)
        self._split.addWidget(self._right)
        self._split.setStretchFactor(0, 2)
        self._split.setStretchFactor(1, 3)
        self._split.splitterMoved.connect(self._remember_sizes)
        inside = column(self)
        inside.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self._split, 1)

    def _remember_sizes(self) -> None:
        self._sizes = self._split.sizes()


def _sheet(kind: str, work: Workplace, parent: QWidget) -> "Sheet":
    # Late: the first page of the program has no form to write in.
    from desktop.ui.pages.sheet import Sheet

    return Sheet(kind, work, parent=parent)
