"""The table of a list on screen: its columns share the room, the most telling one first."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop.ui.lists.table import RecordTable
from sync.records.fields import FieldSpec, Kind

# In characters: what a column never goes under, and what it asks for at most.
_LEAST: Final = 13
_MOST: Final = 26
_MOST_TELLING: Final = 46
_MEASURED: Final = 30
_WORDS: Final = frozenset({Kind.TEXT, Kind.LINK, Kind.LINKS, Kind.CODE, Kind.CODES})


class ListView(QTableView):
    """Shows a `RecordTable`, one record chosen at most."""

    def __init__(self, table: RecordTable, name: str) -> None:
        super().__init__()
        self._table = table
        self._telling = telling(table.fields)
        self._wanted: list[int] = []
        self._least: list[int] = []
        self._sharing = self._by_hand = False
        self.setAccessibleName(name)
        self.setModel(table)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        # One height for all: measuring 100,000 rows would be felt.
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._dress_header()

    def fit(self) -> None:
        """Fit rows and columns to another size of text."""
        self.verticalHeader().setDefaultSectionSize(max(28, self.fontMetrics().height() + 12))
        self._wanted = []
        self._by_hand = False
        self.share()

    def share(self) -> None:
        """Share the room between the columns, unless somebody has chosen their widths."""
        if self._by_hand:
            return
        if not self._wanted:
            self._measure()
        room = self.viewport().width()
        self._sharing = True
        for place, width in enumerate(shares(self._wanted, self._least, self._telling, room)):
            self.setColumnWidth(place, width)
        self._sharing = False
        if not self._table.rowCount():
            self._wanted = []

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new room."""
        super().resizeEvent(event)
        self.share()

    def _measure(self) -> None:
        """Read how wide the titles and the first rows are."""
        letters, header = self.fontMetrics(), self.horizontalHeader()
        letter = letters.averageCharWidth()
        self._wanted, self._least = [], []
        for place, field in enumerate(self._table.fields):
            # Beside its title, the arrow that says in which order the list is.
            title = header.sectionSizeHint(place) + 2 * letter
            texts = (self._text(row, place) for row in range(self._rows))
            widest = max((letters.horizontalAdvance(text) for text in texts), default=0)
            most = _MOST_TELLING if place == self._telling else _MOST
            wanted = max(title, min(widest + 3 * letter, most * letter))
            small = field.kind in _WORDS and wanted > _LEAST * letter
            self._wanted.append(wanted)
            self._least.append(max(title, _LEAST * letter) if small else wanted)

    @property
    def _rows(self) -> int:
        return min(self._table.rowCount(), _MEASURED)

    def _text(self, row: int, place: int) -> str:
        return str(self._table.data(self._table.index(row, place)) or "")

    def _dress_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.sectionResized.connect(self._resized)

    def _resized(self) -> None:
        self._by_hand = self._by_hand or not self._sharing


def telling(fields: Sequence[FieldSpec]) -> int:
    """Return the place of the column that tells most about a record: its title, or its link."""
    wide = max(field.about.width for field in fields)
    places = list(enumerate(fields))
    titles = [place for place, field in places if field.about.width == wide > _MOST]
    links = [place for place, field in places if field.kind is Kind.LINK]
    texts = [place for place, field in places if field.kind is Kind.TEXT]
    return next(iter((*titles, *links, *texts)), 0)


def shares(wanted: Sequence[int], least: Sequence[int], most: int, room: int) -> list[int]:
    """Return the width of each column: the first ones fill the room, the others wait beyond.

    `most` is the place of the column that takes what is left.
    """
    shown = _how_many(least, room)
    over = sum(wanted[:shown]) - room
    if over <= 0:
        widths = list(wanted)
        widths[most if most < shown else shown - 1] -= over
        return widths
    slack = [wide - narrow for wide, narrow in zip(wanted, least, strict=True)][:shown]
    total = max(sum(slack), 1)
    lost = [(over * each + total - 1) // total for each in slack]
    kept = [wide - less for wide, less in zip(wanted, lost, strict=False)]
    return [*kept, *wanted[shown:]]


def _how_many(least: Sequence[int], room: int) -> int:
    shown, used = 0, 0
    while shown < len(least) and used + least[shown] <= room:
        used += least[shown]
        shown += 1
    return max(shown, 1)
