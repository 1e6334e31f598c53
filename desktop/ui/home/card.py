"""A calm card: a title with a count, a few lines, and the way to the rest."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from desktop.ui import words
from desktop.ui.home.entry import Line, Row
from desktop.ui.icons import Icons
from desktop.ui.pieces import column, label, push


class Card(QFrame):
    """Tells `opened`, `ticked` and `acted` with the key of a line, `asked` for the whole list.

    Its lines are made once: what changes is what they show, so that nothing flickers and the
    order of Tab stays the one of reading.
    """

    opened = Signal(str)
    ticked = Signal(str)
    acted = Signal(str)
    asked = Signal()

    def __init__(
        self, title: str, icons: Icons, *, lines: int, empty: str, ticked: bool = False
    ) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName(title)
        self._name = title
        self._title = label(title, "section", wrap=True)
        self._empty = label(empty, "quiet", wrap=True)
        self.lines = tuple(Line(icons, ticked=ticked) for _ in range(lines))
        self.others = push("", self.asked.emit, quiet=True)
        inside = column(self, spacing=4)
        inside.setContentsMargins(16, 12, 12, 12)
        for part in (self._title, self._empty, *self.lines):
            inside.addWidget(part)
        inside.addWidget(self.others, 0, Qt.AlignmentFlag.AlignLeft)
        for each in self.lines:
            each.opened.connect(self.opened)
            each.ticked.connect(self.ticked)
            each.acted.connect(self.acted)
        self.show_rows((), 0)

    @property
    def title(self) -> str:
        """Return the title and the count."""
        return self._title.text()

    @property
    def rows(self) -> tuple[Row, ...]:
        """Return what is shown."""
        return tuple(each.row for each in self.lines if each.row is not None)

    def show_rows(self, rows: Sequence[Row], total: int) -> None:
        """Show these lines of `total`; the keyboard stays on what it was on."""
        held = self._held()
        self._title.setText(f"{self._name} ({words.number(total)})" if total else self._name)
        self._empty.setVisible(not rows)
        for place, each in enumerate(self.lines):
            each.show_row(rows[place] if place < len(rows) else None)
        left = total - len(rows)
        self.others.setText(f"et {words.counted(left, 'autre')}")
        self.others.setAccessibleName(f"{self.others.text()}\u00a0: {self._name}")
        self.others.setVisible(left > 0)
        if held is not None:
            self._hold(*held)

    def first(self) -> QWidget | None:
        """Return where the keyboard begins in this card; None when it has nothing."""
        return self.lines[0].entry if self.rows else None

    def _held(self) -> tuple[str, int, int] | None:
        """Return the key, the place and the part of the line that has the keyboard."""
        focused = QApplication.focusWidget()
        for place, each in enumerate(self.lines):
            if each.row is not None and focused in each.parts:
                return each.row.key, place, each.parts.index(focused)
        return None

    def _hold(self, key: str, place: int, part: int) -> None:
        shown = [each for each in self.lines if each.row is not None]
        if not shown:
            return  # Qt has gone on to the next thing that can be focused
        same = (each for each in shown if each.row is not None and each.row.key == key)
        there = next(same, shown[min(place, len(shown) - 1)])
        wanted = there.parts[part]
        (wanted if not wanted.isHidden() else there.entry).setFocus()
