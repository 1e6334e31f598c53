"""The trash: thirty days of second thoughts, searchable, each record one button from its place."""

from dataclasses import replace

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from desktop.services.answers import Trashed
from desktop.services.notebook import Changed
from desktop.store.folding import words_of
from desktop.ui import words
from desktop.ui.notices import Offer
from desktop.ui.pages.page import Page
from desktop.ui.pieces import column, label, line, push
from desktop.ui.workplace import Workplace
from sync.records import RECORD_TYPES

_HEADERS = ("Fiche", "Code", "Type", "Mise à la corbeille", "Gardée jusqu’au")


class TrashPage(Page):
    """Lists what was deleted and puts it back."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        icons = work.sources.icons
        self._notebook = work.notebook
        self._notices = work.notices
        self._discretion = work.discretion
        self._discretion.tell(self, self.refresh)
        self._shown: list[Trashed] = []
        self.search = QLineEdit()
        self.search.setPlaceholderText("Chercher dans la corbeille")
        self.search.setAccessibleName("Chercher dans la corbeille")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _text: self.refresh())
        self.table = _table()
        self.table.itemSelectionChanged.connect(self._settle)
        self.restore_button = push("Remettre en place", self.restore, primary=True)
        self.restore_button.setIcon(icons.beside("arrow-u-up-left", "on_action"))
        self._count = label("", "quiet")
        self._empty = label("", "quiet", wrap=True)
        self._stack = QStackedWidget()
        self._build()
        self.refresh()

    def refresh(self) -> None:
        """Read the trash again."""
        wanted = words_of(self.search.text())
        trashed = self._notebook.trash()
        named = [replace(one, heading=self._heading(one)) for one in trashed]
        self._shown = [one for one in named if _answers(one, wanted)]
        self.table.setRowCount(len(self._shown))
        for row, one in enumerate(self._shown):
            for place, text in enumerate(_texts(one)):
                self.table.setItem(row, place, QTableWidgetItem(text))
        self._count.setText(words.counted(len(self._shown), "fiche"))
        self._empty.setText(
            "Rien dans la corbeille ne répond à cette recherche."
            if trashed
            else "La corbeille est vide. Une fiche supprimée y reste 30 jours."
        )
        self._stack.setCurrentIndex(0 if self._shown else 1)
        self._settle()

    def open(self, record_id: str) -> None:
        """Point at a record that a link led to, and say how to have it back."""
        self.search.clear()
        row = next((row for row, one in enumerate(self._shown) if one.id == record_id), -1)
        if row >= 0:
            self.choose(row)
            self.table.setFocus()
            said = f"«\u00a0{self._shown[row].heading}\u00a0» est à la corbeille."
            self._notices.tell(said, Offer("Remettre en place", self.restore))

    def restore(self) -> None:
        """Put the chosen record back in its place."""
        row = self.table.currentRow()
        if not 0 <= row < len(self._shown):
            return
        chosen = self._shown[row]
        self._notebook.restore(chosen.id)
        said = f"«\u00a0{chosen.heading}\u00a0» est de nouveau à sa place."
        self._notices.done(said, Offer("Ouvrir la fiche", lambda: self.chosen.emit(chosen.id)))

    def on_changed(self, _changed: Changed) -> None:
        """Read the trash again when it is on screen; it is read anyway when it is shown."""
        if self.isVisible():
            self.refresh()

    def _heading(self, one: Trashed) -> str:
        return self._discretion.heading(one.kind, one.heading)

    def _settle(self) -> None:
        self.restore_button.setEnabled(bool(self.table.selectedItems()))

    def _build(self) -> None:
        inside = column(self, margin=12)
        title = label("Corbeille", "title")
        inside.addLayout(line(title, self._count, None, self.restore_button))
        inside.addWidget(self.search)
        nothing = QWidget()
        inner = column(nothing, margin=24)
        inner.addStretch(1)
        inner.addWidget(self._empty)
        inner.addStretch(2)
        self._stack.addWidget(self.table)
        self._stack.addWidget(nothing)
        inside.addWidget(self._stack, 1)

    def choose(self, row: int) -> None:
        """Select a row."""
        flags = QItemSelectionModel.SelectionFlag
        index = self.table.model().index(row, 0)
        self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)


def _answers(one: Trashed, wanted: tuple[str, ...] | list[str]) -> bool:
    held = " ".join(words_of(" ".join(_texts(one))))
    return all(word in held for word in wanted)


def _texts(one: Trashed) -> tuple[str, ...]:
    return (
        one.heading,
        one.code,
        RECORD_TYPES[one.kind].label,
        words.moment(one.deleted_at),
        words.short_day(one.expires_on.astimezone().date()),
    )


def _table() -> QTableWidget:
    made = QTableWidget(0, len(_HEADERS))
    made.setHorizontalHeaderLabels(list(_HEADERS))
    made.setAccessibleName("Fiches à la corbeille")
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setTabKeyNavigation(False)
    made.setShowGrid(False)
    made.setAlternatingRowColors(True)
    made.verticalHeader().hide()
    made.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
    header = made.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    header.setHighlightSections(False)
    return made
