"""Blocks of fields under their headings, in two columns where there is room for two."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop.ui.forms.block import FieldBlock
from desktop.ui.pieces import label
from sync.records.fields import FieldSpec

# Under this many characters of width, two fields side by side are too narrow to read.
_TWO_COLUMNS = 66
_WHOLE = 6

Rows = Sequence[Sequence[tuple[str, int]]]
"""Names of fields side by side, each with its share of the width in sixths."""


@dataclass(frozen=True, slots=True)
class Section:
    """Fields under one heading; `shares` says which stand side by side, and how wide."""

    title: str
    fields: tuple[FieldSpec, ...]
    shares: Rows = ()

    def row_of(self, name: str) -> Sequence[tuple[str, int]]:
        """Return the row that a field stands in; empty when nothing says so."""
        return next((row for row in self.shares if name in dict(row)), ())


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
        for column in range(_WHOLE):
            self._grid.setColumnStretch(column, 1)
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
            self._grid.addWidget(heading, row, 0, 1, _WHOLE)
            row = self._place(section, shown, row + 1)
            for block, applies in here:
                # Telling a widget what it knows costs: this runs at each key of some forms.
                if block.isHidden() == applies:
                    block.setVisible(applies)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Go from two columns to one when the form gets narrow, and back."""
        super().resizeEvent(event)
        if self._columns != self._fitting():
            self.arrange()

    def _fitting(self) -> int:
        return 2 if self.width() >= self.fontMetrics().averageCharWidth() * _TWO_COLUMNS else 1

    def _place(self, section: Section, blocks: Sequence[FieldBlock], row: int) -> int:
        """Put blocks from left to right, a new row where the next one no longer fits."""
        left = 0
        standing: Sequence[tuple[str, int]] = ()
        for block in blocks:
            share = self._share(section, block)
            its_row = section.row_of(block.field.name)
            if left + share > _WHOLE or its_row != standing:
                row, left = row + bool(left), 0
            # Beside a higher one, a block stays at the top of its row.
            top = Qt.AlignmentFlag.AlignTop if share < _WHOLE else Qt.AlignmentFlag(0)
            self._grid.addWidget(block, row, left, 1, share, top)
            left, standing = left + share, its_row
        return row + bool(left)

    def _share(self, section: Section, block: FieldBlock) -> int:
        if self._columns == 1:
            return _WHOLE
        row = dict(section.row_of(block.field.name))
        return row.get(block.field.name) or (_WHOLE if block.wide else _WHOLE // 2)
