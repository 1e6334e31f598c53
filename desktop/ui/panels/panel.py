"""What a sheet shows of a record besides its form: a timeline, a path, a follow-up."""

from PySide6.QtWidgets import QWidget

from desktop.services.notebook import Changed
from desktop.ui.workplace import Workplace


class Panel(QWidget):
    """One more tab of a sheet, read when it comes on screen.

    `title` is its name; `first` puts it before the form, where a known record then opens.
    """

    title = ""
    first = False

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self.work = work

    def show_record(self, record_id: str) -> None:
        """Show what there is to say about a saved record."""
        raise NotImplementedError

    def on_changed(self, changed: Changed) -> None:
        """Read again what a verb has touched; called while the panel is on screen."""

    def fit(self) -> None:
        """Fit what was measured in letters to another size of text."""
