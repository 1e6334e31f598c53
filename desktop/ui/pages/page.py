"""What the shelf and the menus ask of every page; most pages need a few of these only."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.services.notebook import Changed
from desktop.store.drafts import Draft

if TYPE_CHECKING:
    from desktop.ui.pages.records import RecordsPage


class Page(QWidget):
    """One page of the shelf.

    Tells `saved` and `kept` with the moment (`kept` with None once nothing is), `shown` when what
    the menus can do has changed, and `chosen` with the id of a record to open on the page of its
    kind.
    """

    saved = Signal(object)
    kept = Signal(object)
    shown = Signal()
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")

    @property
    def views(self) -> tuple[str, ...]:
        """Return the names of the views that the page can turn to; most have a single one."""
        return ()

    def turn_to(self, view: str) -> None:
        """Show another view of the same page."""

    def look_at(self, path: Path) -> None:
        """Show what a file holds that was dropped on the window."""

    @property
    def records(self) -> "RecordsPage | None":
        """Return the list and sheet that the page shows now; None when it shows none."""
        return None

    @property
    def busy(self) -> bool:
        """Tell whether a record, new or not, is under the pen."""
        return False

    @property
    def record_id(self) -> str:
        """Return the id of the record on screen; empty for a new one or none."""
        return ""

    @property
    def draft(self) -> str:
        """Return the id of the draft under the pen; empty when there is none."""
        return ""

    @property
    def can_begin(self) -> bool:
        """Tell whether `start_new` does something here."""
        return False

    def speak_for(self, inner: "Page") -> None:
        """Tell what a page inside this one tells."""
        inner.saved.connect(self.saved)
        inner.kept.connect(self.kept)
        inner.shown.connect(self.shown)
        inner.chosen.connect(self.chosen)

    def refresh(self) -> None:
        """Read again what is shown, as the page comes on screen."""

    def on_changed(self, changed: Changed) -> None:
        """Read again what a verb has touched."""

    def fit(self) -> None:
        """Fit what was measured in letters to another size of text."""

    def take_focus(self) -> None:
        """Put the keyboard where one begins on this page."""
        self.setFocus()

    def leave(self) -> None:
        """Save what is on screen if it is a record, keep it as a draft if not; never refuse."""

    def keep(self) -> None:
        """Keep what is typed as a draft, and nothing else: something has gone wrong."""

    def start_new(self, values: Mapping[str, Any] | None = None) -> None:
        """Open an empty form with these values, the cursor in its first empty field."""

    def open(self, record_id: str) -> None:
        """Show a record; raises NotFound."""

    def resume(self, draft: Draft) -> None:
        """Go on with a draft."""

    def save(self) -> bool:
        """Save what is under the pen; return whether nothing is left over."""
        return True

    def save_and_new(self) -> None:
        """Save what is under the pen and begin the next."""
        if self.save():
            self.start_new()

    def delete(self) -> None:
        """Send the record on screen to the trash."""
