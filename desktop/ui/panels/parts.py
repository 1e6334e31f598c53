"""The blocks that panels are built of: a titled section, facts, two columns that become one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop.ui.flow import FlowLayout
from desktop.ui.icons import Icons
from desktop.ui.panels.rows import Mark, RecordRows, RowLine
from desktop.ui.pieces import column, label, line, picture

__all__ = ["Columns", "Facts", "Mark", "RecordRows", "RowLine", "Section", "Tag", "buttons"]

# Under this many characters of width, two blocks side by side are too narrow to read.
_TWO_COLUMNS = 84
# Under this many, a value has too little room beside its name.
_BESIDE = 46
_SIDE = 18


class Section(QWidget):
    """A heading and what is said under it; hidden as a whole when there is nothing to say."""

    def __init__(self, title: str, *parts: QWidget) -> None:
        super().__init__()
        self._title = label(title, "section", wrap=True)
        self._remark = label("", "quiet", wrap=True)
        self._remark.hide()
        self.inside: QVBoxLayout = column(self, spacing=6)
        self.inside.addWidget(self._title)
        self.inside.addWidget(self._remark)
        for part in parts:
            self.inside.addWidget(part)

    @property
    def title(self) -> str:
        """Return the heading."""
        return self._title.text()

    @property
    def remark(self) -> str:
        """Return the sentence under the heading; empty when there is none."""
        return self._remark.text()

    def add(self, *parts: QWidget) -> None:
        """Put more blocks under what is there."""
        for part in parts:
            self.inside.addWidget(part)

    def say(self, sentence: str) -> None:
        """Show a sentence under the heading; nothing when it is empty."""
        self._remark.setText(sentence)
        self._remark.setVisible(bool(sentence))


class Facts(QWidget):
    """Short facts, each a name and its value; the value goes under its name when narrow."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[tuple[str, str], ...] = ()
        self._labels: list[tuple[QLabel, QLabel]] = []
        self._across = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self.hide()

    @property
    def shown(self) -> tuple[tuple[str, str], ...]:
        """Return what is shown, as names and values."""
        return self._shown

    @property
    def across(self) -> int:
        """Return 2 while values stand beside their names, 1 under them."""
        return self._across

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show these facts; those without a value are left out."""
        told = tuple((name, value) for name, value in facts if value)
        if told == self._shown:
            return
        self._shown = told
        for each in (part for pair in self._labels for part in pair):
            self._grid.removeWidget(each)
            each.hide()
            each.deleteLater()
        self._labels = [
            (label(name, "quiet", wrap=True), label(value, wrap=True)) for name, value in told
        ]
        self._arrange()
        self.setVisible(bool(told))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the values under their names when there is less room, and back."""
        super().resizeEvent(event)
        if self._across != self._fitting():
            self._arrange()

    def _fitting(self) -> int:
        return 2 if self.width() >= self.fontMetrics().averageCharWidth() * _BESIDE else 1

    def _arrange(self) -> None:
        self._across = self._fitting()
        top = Qt.AlignmentFlag.AlignTop
        for row, (name, value) in enumerate(self._labels):
            self._grid.addWidget(name, row * 2, 0, top)
            place = (row * 2, 1) if self._across == 2 else (row * 2 + 1, 0)
            self._grid.addWidget(value, *place, top)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 5 if self._across == 2 else 0)


class Tag(QWidget):
    """A state in words, with its icon and colour, which say the same."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._picture, self._words = picture(), label("", "field", wrap=True)
        inside = line(self._picture, self._words, spacing=6)
        inside.setStretch(1, 1)
        self.setLayout(inside)

    @property
    def text(self) -> str:
        """Return the state in words."""
        return self._words.text()

    def show_mark(self, mark: Mark) -> None:
        """Show another state."""
        self._picture.show_icon(self._icons.icon(mark.icon, mark.role), _SIDE)
        self._words.setText(mark.words)


class Columns(QWidget):
    """Blocks side by side where there is room for two, one under the other where there is not."""

    def __init__(self, *blocks: QWidget, least: int = _TWO_COLUMNS) -> None:
        """`least` is the width, in letters, from which two blocks stand side by side."""
        super().__init__()
        self._blocks = blocks
        self._least = least
        self._across = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(28)
        self._grid.setVerticalSpacing(16)
        for block in blocks:
            block.setParent(self)
        self._arrange()

    @property
    def across(self) -> int:
        """Return how many columns there are now."""
        return self._across

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Go from two columns to one when there is less room, and back."""
        super().resizeEvent(event)
        if self._across != self._fitting():
            self._arrange()

    def _fitting(self) -> int:
        return 2 if self.width() >= self.fontMetrics().averageCharWidth() * self._least else 1

    def _arrange(self) -> None:
        self._across = self._fitting()
        for place, block in enumerate(self._blocks):
            self._grid.removeWidget(block)
            row, across = divmod(place, self._across)
            self._grid.addWidget(block, row, across, Qt.AlignmentFlag.AlignTop)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, self._across - 1)


def buttons(*made: QWidget) -> QWidget:
    """Return buttons in a row, which goes on in a new line where the width ends."""
    holder = QWidget()
    row = FlowLayout(holder)
    for each in made:
        row.addWidget(each)
    return holder
