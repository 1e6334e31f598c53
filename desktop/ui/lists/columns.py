"""A table whose columns share the room: none has its title cut, the most telling one gains."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

# In characters: what a column never goes under, and what it asks for at most.
_LEAST: Final = 15
_LEAST_TELLING: Final = 28
_MOST: Final = 26
_MOST_TELLING: Final = 46
_MEASURED: Final = 30
# A day is hardly longer than the least: it is shown whole.
_SHORT: Final = 2
_ROLE = Qt.ItemDataRole


class ColumnsView(QTableView):
    """Shows rows that are chosen whole; widths set by hand are kept until the text is resized."""

    def __init__(self, model: QAbstractItemModel, name: str, *, telling: int = 0) -> None:
        super().__init__()
        self._telling = telling
        self._wanted: list[int] = []
        self._least: list[int] = []
        self._uncut: list[int] = []
        self._sharing = self._by_hand = False
        self.setProperty("rows", True)
        self.setAccessibleName(name)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        # One height for all: measuring 100,000 rows would be felt.
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().sectionResized.connect(self._resized)

    def fit(self) -> None:
        """Fit rows and columns to another size of text."""
        self.verticalHeader().setDefaultSectionSize(max(28, self.fontMetrics().height() + 12))
        self._by_hand = False
        self.measure()

    def measure(self) -> None:
        """Read again how wide the first rows are, and share the room."""
        self._wanted = []
        self.share()

    def share(self) -> None:
        """Share the room between the columns, unless somebody has chosen their widths."""
        if self._by_hand:
            return
        if not self._wanted:
            self._measure()
        room = self.viewport().width()
        self._sharing = True
        shared = shares(self._wanted, self._least, self._telling, room, uncut=self._uncut)
        for place, width in enumerate(shared):
            self.setColumnWidth(place, width)
        self._sharing = False
        if not self.model().rowCount():
            self._wanted = []

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new room."""
        super().resizeEvent(event)
        self.share()

    def _measure(self) -> None:
        """Read how wide the titles and the first rows are."""
        letter = self.fontMetrics().averageCharWidth()
        header = self.horizontalHeader()
        self._wanted, self._least, self._uncut = [], [], []
        for place in range(self.model().columnCount()):
            title = header.sectionSizeHint(place)
            tells = place == self._telling
            least, most = (_LEAST_TELLING, _MOST_TELLING) if tells else (_LEAST, _MOST)
            uncut = max(title, self._widest(place) + 3 * letter)
            wanted = max(title, min(uncut, most * letter))
            small = wanted > (least + _SHORT) * letter and not self._is_whole(place)
            self._wanted.append(wanted)
            self._uncut.append(uncut)
            self._least.append(max(title, least * letter) if small else wanted)

    def _widest(self, place: int) -> int:
        rows = range(min(self.model().rowCount(), _MEASURED))
        return max((self._width(row, place) for row in rows), default=0)

    def _width(self, row: int, place: int) -> int:
        index = self.model().index(row, place)
        font = self.model().data(index, _ROLE.FontRole)
        letters = QFontMetrics(font) if font is not None else self.fontMetrics()
        return letters.horizontalAdvance(str(self.model().data(index) or ""))

    def _is_whole(self, place: int) -> bool:
        """Tell whether a column is never narrowed: half a number is another one."""
        side: Any = self.model().headerData(
            place, Qt.Orientation.Horizontal, _ROLE.TextAlignmentRole
        )
        return side is not None and bool(Qt.AlignmentFlag(side) & Qt.AlignmentFlag.AlignRight)

    def _resized(self) -> None:
        self._by_hand = self._by_hand or not self._sharing


def shares(
    wanted: Sequence[int],
    least: Sequence[int],
    most: int,
    room: int,
    *,
    uncut: Sequence[int] = (),
) -> list[int]:
    """Return the width of each column: the first ones fill the room, the others wait beyond.

    `most` is the place of the column that takes what is left, and gives way last; room to spare
    goes first to the columns that `uncut` tells to be longer than what they ask for.
    """
    shown = _how_many(least, room)
    over = sum(wanted[:shown]) - room
    if over <= 0:
        widths = _lengthened(wanted, uncut[:shown], -over)
        widths[most if most < shown else shown - 1] += room - sum(widths[:shown])
        return widths
    slack = [wide - narrow for wide, narrow in zip(wanted, least, strict=True)][:shown]
    kept = slack[most] if most < shown else 0
    spared = max(over - (sum(slack) - kept), 0)
    others = [0 if place == most else each for place, each in enumerate(slack)]
    total = max(sum(others), 1)
    lost = [-(-(over - spared) * each // total) for each in others]
    if most < shown:
        lost[most] = spared
    narrowed = [wide - less for wide, less in zip(wanted, lost, strict=False)]
    return [*narrowed, *wanted[shown:]]


def _lengthened(wanted: Sequence[int], uncut: Sequence[int], spare: int) -> list[int]:
    """Give what is spare in equal parts; what lacks less than its part leaves it to the others."""
    widths = list(wanted)
    lacks = sorted((whole - wanted[place], place) for place, whole in enumerate(uncut))
    for before, (lack, place) in enumerate(lacks):
        given = min(lack, spare // (len(lacks) - before))
        widths[place] += given
        spare -= given
    return widths


def _how_many(least: Sequence[int], room: int) -> int:
    shown, used = 0, 0
    while shown < len(least) and used + least[shown] <= room:
        used += least[shown]
        shown += 1
    return max(shown, 1)
