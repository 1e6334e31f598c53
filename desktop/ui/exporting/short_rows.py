"""A table as high as its few rows, so that what stands below stays in sight."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent

from desktop.ui.observations.rows import Heading, Line, RowsView

_MOST = 5


class ShortRows(RowsView):
    """Shows its rows, five at most before it scrolls."""

    def __init__(self, name: str, headings: Sequence[Heading], *, telling: int = 0) -> None:
        super().__init__(name, headings, telling=telling)
        self.setMinimumHeight(0)
        self._grow()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines, in the room that they take."""
        super().show_lines(lines)
        self._grow()

    def fit(self) -> None:
        """Fit rows and columns to another size of text."""
        super().fit()
        self._grow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep room for the bar that comes where the columns are too narrow."""
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        rows = min(max(self.rows.rowCount(), 1), _MOST) * self.verticalHeader().defaultSectionSize()
        bar = self.horizontalScrollBar()
        below = bar.sizeHint().height() if bar.maximum() else 0
        header = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(rows + header + below + 2 * self.frameWidth() + 2)
