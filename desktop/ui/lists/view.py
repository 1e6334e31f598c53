"""The table of a list on screen: its records, one chosen at most."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView

from desktop.ui.lists.columns import ColumnsView
from desktop.ui.lists.table import RecordTable
from sync.records.fields import FieldSpec, Kind

# In characters: a column declared as wider than this is a title.
_TITLE: Final = 24


class ListView(ColumnsView):
    """Shows a `RecordTable`."""

    def __init__(self, table: RecordTable, name: str) -> None:
        super().__init__(table, name, telling=telling(table.fields))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(True)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)


def telling(fields: Sequence[FieldSpec]) -> int:
    """Return the place of the column that tells most about a record: its title, or its link."""
    wide = max(field.about.width for field in fields)
    places = list(enumerate(fields))
    titles = [place for place, field in places if field.about.width == wide > _TITLE]
    links = [place for place, field in places if field.kind is Kind.LINK]
    texts = [place for place, field in places if field.kind is Kind.TEXT]
    return next(iter((*titles, *links, *texts)), 0)
