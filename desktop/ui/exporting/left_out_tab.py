"""What is not in a workbook, how much of it, and why."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.export.content import LeftOut
from desktop.ui import words
from desktop.ui.exporting.short_rows import ShortRows
from desktop.ui.observations.rows import Heading, Line
from desktop.ui.pieces import column, label

_HEADINGS = (Heading("Quoi"), Heading("Combien", number=True), Heading("Pourquoi"))
_WHY = "Cela n’est pas dans le classeur. La feuille Lisez-moi le dit à qui le reçoit."


class LeftOutTab(QWidget):
    """Two lists in one: what the choices leave out, and what is masked to protect people."""

    def __init__(self) -> None:
        super().__init__()
        self.table = ShortRows("Ce qui n’est pas dans le classeur", _HEADINGS, telling=2)
        inside = column(self, spacing=6)
        inside.setContentsMargins(0, 8, 0, 0)
        inside.addWidget(label(_WHY, wrap=True))
        inside.addWidget(self.table)
        inside.addStretch(1)

    @property
    def count(self) -> int:
        """Return how many reasons are told."""
        return len(self.table.rows.lines)

    def show_left(self, *lists: Sequence[LeftOut]) -> None:
        """Show what stays here."""
        every = [one for each in lists for one in each if one.count]
        self.table.show_lines(
            [Line(str(at), (o.what, words.number(o.count), o.why)) for at, o in enumerate(every)]
        )
