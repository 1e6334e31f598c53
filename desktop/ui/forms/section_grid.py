"""Blocks of fields under their headings, in two columns where there is room for two."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop.ui.forms.block import FieldBlock
from desktop.ui.pieces import label
from sync.records.fields import FieldSpec

# Under this many characters of width, two fields side by side are too narrow to read.
_TWO_COLUMNS = 66


@dataclass(frozen=True, slots=True)
class Section:
    """Fields under one heading."""

    title: str
    fields: tuple[FieldSpec, ...]


class SectionGrid(QWidget):
    """Lays out the blocks that apply at the moment; the others keep what was typed."""

    def __init__(
        self,
        sections: Sequence[Section],
        blocks: Mapping[str, FieldBlock],
        applies: Callable[[FieldSpec], bool],
        parent: QWidget,
    ) -> None:
        """`blocks` may be filled later, before the first `arrange`."""
        super().__init__(parent)
        self._blocks = blocks
        self._applies = applies
        self._columns = 0
        self._sections: list[tuple[QLabel, Section]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(14)
        for section in sections:
            heading = label(section.title, "section")
            heading.setContentsMargins(0, 8, 0, 0)
            # Without a parent, showing it would open a window.
            heading.setParent(self)
            self._sections.append((heading, section))

    def arrange(self) -> None:
        """Put the blocks that apply in their places and hide the others."""
        self._columns = self._fitting()
        row = 0
        for heading, section in self._sections:
            here = [(self._blocks[field.name], self._applies(field)) for field in section.fields]
            shown = [block for block, applies in here if applies]
            self._grid.removeWidget(heading)
            for block, _ in here:
                self._grid.removeWidget(block)
            heading.setVisible(bool(shown) and bool(section.title))
            self._grid.addWidget(heading, row, 0, 1, 2)
            row = self._place(shown, row + 1)
            for block, applies in here:
                block.setVisible(applies)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if self._columns == 2 else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Go from two columns to one when the form gets narrow, and back."""
        super().resizeEvent(event)
        if self._columns != self._fitting():
            self.arrange()

    def _fitting(self) -> int:
        return 2 if self.width() >= self.fontMetrics().averageCharWidth() * _TWO_COLUMNS else 1

    def _place(self, blocks: Sequence[FieldBlock], row: int) -> int:
        column = 0
        for block in blocks:
            if block.wide or self._columns == 1:
                row += column
                self._grid.addWidget(block, row, 0, 1, 2)
                row, column = row + 1, 0
            else:
                self._grid.addWidget(block, row, column)
                row, column = row + column, 1 - column
        return row + column
