"""The left half of a page: search in the kind, filter, sort, choose a record."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QStackedWidget, QWidget

from desktop.services.notebook import Notebook
from desktop.store.query import ListQuery
from desktop.ui import words
from desktop.ui.discretion import HIDDEN
from desktop.ui.forms.codes import entries_of
from desktop.ui.forms.sources import Sources
from desktop.ui.lists.cells import cell_sayer
from desktop.ui.lists.filters import FilterRow
from desktop.ui.lists.table import RecordTable, sortable
from desktop.ui.lists.view import ListView
from desktop.ui.pieces import announce, column, label, line, push
from sync.records import RECORD_TYPES
from sync.records.fields import FieldSpec

_PAUSE = 200


class RecordList(QWidget):
    """Tells `chosen` with the id of a record when one is chosen by hand."""

    chosen = Signal(str)

    def __init__(
        self, notebook: Notebook, kind: str, sources: Sources, start_new: Callable[[], object]
    ) -> None:
        super().__init__()
        self._notebook = notebook
        self._kind = kind
        self._model = RECORD_TYPES[kind]
        self._order, self._descending = "", False
        self._discretion = sources.discretion
        self._say = cell_sayer(notebook)
        self.table = RecordTable(notebook, kind, self._shown, self)
        self.view = self._make_view()
        self._count = label("", "quiet")
        self.search = self._make_search()
        self.filters = FilterRow(kind, partial(entries_of, sources=sources), sources.icons)
        self.filters.changed.connect(self.refresh)
        self._empty = label("", "quiet", wrap=True)
        self._start_new = start_new
        new = words.new(self._model.label, feminine=self._model.feminine)
        self._new = push(words.brief_new(new), start_new, primary=True)
        self._new.setAccessibleName(new)
        self._new.setIcon(sources.icons.beside("plus", "on_action"))
        self._stack = QStackedWidget()
        self._build()
        self._discretion.tell(self, lambda: self.view.viewport().update())

    @property
    def empty_sentence(self) -> str:
        """Return what stands in the place of an empty list."""
        return self._empty.text() if self._stack.currentIndex() else ""

    def take_focus(self) -> None:
        """Put the keyboard on the rows, or on what writes the first one."""
        (self._new if self._stack.currentIndex() else self.view).setFocus()

    def refresh(self) -> None:
        """Ask the listing again, and stay on the same record."""
        number = self.table.number_at(self.view.currentIndex().row())
        condition = self.filters.condition()
        query = ListQuery(
            self._kind,
            filters=(condition,) if condition else (),
            order=self._order,
            descending=self._descending if self._order else None,
            text=self.search.text().strip(),
        )
        self.table.ask(query)
        self.view.share()
        self._show_state(filtered=bool(condition or query.text))
        self._select(self.table.row_of_number(number))

    def select(self, record_id: str) -> None:
        """Show which record is open, when the list has it."""
        self._select(self.table.row_of_id(record_id) if record_id else -1)

    def _shown(self, field: FieldSpec, value: Any) -> str:
        text = self._say(field, value)
        return HIDDEN if text and self._discretion.hides(field) else text

    def _select(self, row: int) -> None:
        selection = self.view.selectionModel()
        if row < 0:
            selection.clear()
            return
        index = self.table.index(row, 0)
        flags = QItemSelectionModel.SelectionFlag
        selection.setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.view.scrollTo(index)

    def _show_state(self, *, filtered: bool) -> None:
        count = self.table.rowCount()
        self._count.setText(words.counted(count, "fiche"))
        self._stack.setCurrentIndex(0 if count else 1)
        if filtered:
            self._empty.setText("Rien ne répond à cette recherche. Essayez avec moins de mots.")
            announce(self, f"{words.counted(count, 'fiche')}")
        else:
            label_ = self._model.label_plural
            self._empty.setText(
                f"Ici se rangent vos fiches «\u00a0{label_}\u00a0». Il n’y en a pas encore."
            )

    def _sort(self, section: int) -> None:
        field = self.table.fields[section]
        header = self.view.horizontalHeader()
        if not sortable(field):
            header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            return
        self._descending = not self._descending if self._order == field.name else False
        self._order = field.name
        order = Qt.SortOrder.DescendingOrder if self._descending else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(section, order)
        self.refresh()

    def _chosen(self) -> None:
        record_id = self.table.id_at(self.view.currentIndex().row())
        if record_id:
            self.chosen.emit(record_id)

    def _make_view(self) -> ListView:
        view = ListView(self.table, f"Liste : {self._model.label_plural}")
        view.horizontalHeader().sectionClicked.connect(self._sort)
        view.clicked.connect(lambda _index: self._chosen())
        view.activated.connect(lambda _index: self._chosen())
        return view

    def _make_search(self) -> QLineEdit:
        box = QLineEdit()
        box.setPlaceholderText("Chercher dans cette liste")
        box.setAccessibleName(f"Chercher dans la liste : {self._model.label_plural}")
        box.setClearButtonEnabled(True)
        pause = QTimer(self)
        pause.setSingleShot(True)
        pause.setInterval(_PAUSE)
        pause.timeout.connect(self.refresh)
        box.textChanged.connect(lambda _text: pause.start())
        return box

    def _build(self) -> None:
        inside = column(self, margin=12)
        head = line(label(self._model.label_plural, "title", wrap=True), self._new)
        head.setStretch(0, 1)
        head.setAlignment(self._new, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(head)
        found = line(self.search, self._count)
        found.setStretch(0, 1)
        inside.addLayout(found)
        inside.addWidget(self.filters)
        nothing = QFrame()
        nothing.setObjectName("card")
        inner = column(nothing, margin=24)
        inner.addStretch(1)
        inner.addWidget(self._empty)
        new = words.new(self._model.label, feminine=self._model.feminine)
        inner.addLayout(line(push(new, self._start_new, primary=True), None))
        inner.addStretch(2)
        self._stack.addWidget(self.view)
        self._stack.addWidget(nothing)
        inside.addWidget(self._stack, 1)
        self.fit_columns()

    def fit_columns(self) -> None:
        """Fit the columns to another size of text."""
        self.view.fit()
