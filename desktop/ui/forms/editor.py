"""What a form asks of the editor of one field."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.pieces import repolish
from sync.records.fields import FieldSpec


class Editor(QWidget):
    """Shows and reads one field; raw input is kept as typed, never corrected under the hand."""

    edited = Signal()
    # Whether it wants the whole width of the form, whatever its field says.
    wide = False

    def __init__(self, field: FieldSpec) -> None:
        super().__init__()
        self.field = field

    @property
    def main(self) -> QWidget:
        """Return the widget that takes the focus and carries the name of the field."""
        raise NotImplementedError

    def read(self) -> Any:
        """Return the value as the record types judge it; None when nothing is given."""
        raise NotImplementedError

    def write(self, value: Any) -> None:
        """Show a value of a record, or what `raw` gave, without telling `edited`."""
        raise NotImplementedError

    def raw(self) -> Any:
        """Return what was typed, as JSON, for a draft."""
        return self.read()

    def fault(self) -> str:
        """Return why what is typed cannot be read at all; empty when it can."""
        return ""

    def let_go(self, record_id: str, heading: str) -> None:
        """Keep no link to a record that is no more; most fields hold none."""

    def name_for_readers(self, name: str, description: str) -> None:
        """Name the main widget for screen readers and tooltips."""
        self.main.setAccessibleName(name)
        self.main.setAccessibleDescription(description)
        self.main.setToolTip(description)

    def show_fault(self, faulty: bool) -> None:
        """Outline the main widget, or not."""
        if bool(self.main.property("fault")) != faulty:
            self.main.setProperty("fault", faulty)
            repolish(self.main)
