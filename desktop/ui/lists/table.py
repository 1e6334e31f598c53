"""The list of one kind of record: row numbers asked once, cells read some sixty rows at a time.

No proxy sorts or filters here: at 100,000 rows that takes half a minute. Each order and each
condition is a new listing, made by the base.
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.services.answers import Row
from desktop.services.notebook import Notebook
from desktop.store.query import ListQuery
from sync.records import RECORD_TYPES
from sync.records.fields import FieldSpec, Kind, Shown, fields_of

PAGE: Final = 60
_PAGES_KEPT: Final = 100
_NEAR: Final = 200
_RIGHT: Final = frozenset({Kind.INTEGER, Kind.NUMBER, Kind.MONEY})
_UNSORTED: Final = frozenset({Kind.CODES, Kind.LINKS, Kind.ITEMS})
Index = QModelIndex | QPersistentModelIndex
Say = Callable[[FieldSpec, Any], str]
_NOWHERE = QModelIndex()


def columns_of(kind: str) -> tuple[FieldSpec, ...]:
    """Return the fields that are columns of the list."""
    return tuple(f for f in fields_of(RECORD_TYPES[kind]) if f.about.shown is Shown.LIST)


def sortable(field: FieldSpec) -> bool:
    """Tell whether a list can be put in the order of this field."""
    return field.kind not in _UNSORTED


def brief(header: str, name: str) -> str:
    """Return a column title without the name of what the list holds: « Date de la visite »."""
    return re.sub(rf" (?:de la |de l’|du |de |d’){re.escape(name)}\b", "", header, flags=re.I)


class RecordTable(QAbstractTableModel):
    """Shows the rows of one listing."""

    def __init__(
        self, notebook: Notebook, kind: str, say: Say, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._notebook = notebook
        self._say = say
        self._kind = kind
        self._fields = columns_of(kind)
        name = RECORD_TYPES[kind].label
        self._titles = [brief(field.header, name) for field in self._fields]
        self._numbers: Sequence[int] = ()
        self._pages: OrderedDict[int, tuple[Row, ...]] = OrderedDict()

    def ask(self, query: ListQuery) -> None:
        """Show another listing."""
        numbers = self._notebook.listing(query)
        self.beginResetModel()
        self._numbers = numbers
        self._pages.clear()
        self.endResetModel()

    @property
    def fields(self) -> tuple[FieldSpec, ...]:
        """Return the fields in the order of the columns."""
        return self._fields

    def id_at(self, row: int) -> str:
        """Return the id of the record in a row; empty when it has just gone."""
        found = self._row(row)
        return found.id if found else ""

    def number_at(self, row: int) -> int:
        """Return the row number in the base, which stays the same in every listing."""
        return self._numbers[row] if 0 <= row < len(self._numbers) else -1

    def row_of_number(self, number: int) -> int:
        """Return where a row number is in this listing, or -1."""
        try:
            return self._numbers.index(number)
        except ValueError:
            return -1

    def row_of_id(self, record_id: str, near: int = _NEAR) -> int:
        """Return where a record is among the first rows and the pages already read, or -1."""
        for row in range(min(near, len(self._numbers))):
            if self.id_at(row) == record_id:
                return row
        for page, rows in self._pages.items():
            for place, row_ in enumerate(rows):
                if row_.id == record_id:
                    return page * PAGE + place
        return -1

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many records the listing has."""
        return 0 if parent.isValid() else len(self._numbers)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._fields)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell, or how it is aligned."""
        field = self._fields[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            row = self._row(index.row())
            return self._say(field, row.cells[index.column()]) if row else ""
        if role == Qt.ItemDataRole.TextAlignmentRole and field.kind in _RIGHT:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the title of a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._fields[section].header
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = self._fields[section].kind in _RIGHT
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _row(self, row: int) -> Row | None:
        if not 0 <= row < len(self._numbers):
            return None
        page, place = divmod(row, PAGE)
        if page not in self._pages:
            numbers = self._numbers[page * PAGE : (page + 1) * PAGE]
            self._pages[page] = self._notebook.rows(self._kind, numbers)
            while len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(page)
        rows = self._pages[page]
        return rows[place] if place < len(rows) else None
