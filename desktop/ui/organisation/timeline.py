"""The timeline on screen: filters with their counts, and the list."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QListView,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from desktop.services.desk.entries import NAMES, Entry, Sort
from desktop.services.desk.timeline import Timeline
from desktop.ui import words
from desktop.ui.flow import FlowLayout
from desktop.ui.icons import Icons
from desktop.ui.organisation.lines import TimelineLines
from desktop.ui.organisation.painting import TimelinePainter
from desktop.ui.pieces import announce, column, label, line, push


class TimelineView(QWidget):
    """Tells `opened` with the id of the record chosen by Enter or a double click."""

    opened = Signal(str)

    def __init__(
        self, icons: Icons, shown: Callable[[str], str], begin: Callable[[], object]
    ) -> None:
        super().__init__()
        self._timeline: Timeline | None = None
        self._sort: Sort | None = None
        self.lines = TimelineLines(shown, self)
        self.view = self._make_view(icons)
        self._chips: dict[Sort | None, QToolButton] = {}
        self._row = QWidget()
        self._stack = QStackedWidget()
        self._build(begin)

    def show_timeline(self, timeline: Timeline) -> None:
        """Show another timeline, or the same read again, on the same entry."""
        current = self.lines.line(self.view.currentIndex().row())
        self._timeline = timeline
        if self._sort is not None and not timeline.counts[self._sort]:
            self._sort = None
        for sort, chip in self._chips.items():
            self._name(chip, sort)
        self._stack.setCurrentIndex(0 if timeline.total else 1)
        self._row.setVisible(timeline.total > 0)
        self._fill()
        if isinstance(current, Entry):
            self._select(self.lines.row_of(current.id))

    def filter(self, sort: Sort | None) -> None:
        """Show one sort of entries; None shows all of them."""
        self._sort = sort
        for each, chip in self._chips.items():
            self._name(chip, each)
        self._fill()
        if self._timeline is not None:
            announce(self, words.counted(self._count(sort), "ligne"))

    def chip(self, sort: Sort | None) -> QToolButton:
        """Return the filter of a sort."""
        return self._chips[sort]

    def clear_place(self) -> None:
        """Start from the top, all entries shown: another record comes."""
        self._sort = None
        self.view.scrollToTop()

    def _fill(self) -> None:
        if self._timeline is not None:
            self.lines.show(self._timeline.lines(self._sort))

    def _select(self, row: int) -> None:
        if row >= 0:
            self.view.setCurrentIndex(self.lines.index(row, 0))

    def _count(self, sort: Sort | None) -> int:
        if self._timeline is None:
            return 0
        return self._timeline.total if sort is None else self._timeline.counts[sort]

    def _name(self, chip: QToolButton, sort: Sort | None) -> None:
        """Write the count, and the choice: by a sign and by the ground."""
        count, chosen = self._count(sort), sort is self._sort
        name = "Tout" if sort is None else NAMES[sort][1 if count > 1 else 0]
        chip.setText(f"{'✓ ' if chosen else ''}{name} {words.number(count)}")
        chip.setAccessibleName(f"Afficher\u00a0: {name}, {words.counted(count, 'ligne')}")
        chip.setChecked(chosen)
        chip.setVisible(sort is None or count > 0)

    def _open(self, index: QModelIndex) -> None:
        entry = self.lines.line(index.row())
        if isinstance(entry, Entry):
            self.opened.emit(entry.id)

    def _make_view(self, icons: Icons) -> QListView:
        view = QListView()
        view.setAccessibleName("Chronologie, Entrée ouvre la fiche")
        view.setModel(self.lines)
        view.setItemDelegate(TimelinePainter(self.lines, icons))
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.activated.connect(self._open)
        return view

    def _build(self, begin: Callable[[], object]) -> None:
        chips, group = FlowLayout(self._row, across=4), QButtonGroup(self)
        for sort in (None, *Sort):
            chip = QToolButton()
            chip.setCheckable(True)
            chip.clicked.connect(lambda _on, chosen=sort: self.filter(chosen))
            chip.setProperty("compact", True)
            chip.setMinimumHeight(26)
            group.addButton(chip)
            chips.addWidget(chip)
            self._chips[sort] = chip
        inside = column(self, spacing=6)
        inside.addWidget(self._row)
        self._stack.addWidget(self.view)
        self._stack.addWidget(_nothing(begin))
        inside.addWidget(self._stack, 1)


def _nothing(begin: Callable[[], object]) -> QWidget:
    made = QWidget()
    inside = column(made, margin=16)
    text = "Rien n’est encore noté autour de cette structure."
    inside.addWidget(label(text, "quiet", wrap=True))
    inside.addLayout(line(push("Noter une première visite", begin, primary=True), None))
    inside.addStretch(1)
    return made
