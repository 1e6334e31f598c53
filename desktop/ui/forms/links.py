"""Editors of links: another record, found as one types, or several of them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QListWidget, QListWidgetItem

from desktop.ui.forms.editor import Editor
from desktop.ui.forms.sources import Choice, Sources
from desktop.ui.pieces import column, deletes, line, tool
from sync.records import RECORD_TYPES
from sync.records.fields import FieldSpec
from sync.records.french import inside

_ID = Qt.ItemDataRole.UserRole
_HEADING = Qt.ItemDataRole.UserRole + 1
# Long enough not to search at each key, short enough not to be felt.
_PAUSE = 150
_TYPED = "typed"


class LinkBox(QLineEdit):
    """A box that proposes records while one types; Down shows the latest used."""

    picked = Signal(str, str)

    def __init__(self, kinds: Sequence[str], sources: Sources) -> None:
        super().__init__()
        self._kinds = kinds
        self._sources = sources
        self._found = QStandardItemModel(self)
        self._completer = QCompleter(self._found, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setCompletionRole(_HEADING)
        self._completer.setWidget(self)
        self._popup = QListView()
        self._popup.setAccessibleName("Fiches proposées")
        self._completer.setPopup(self._popup)
        picked = self._completer.activated[QModelIndex]  # type: ignore[index]  # stubs forget it
        picked.connect(self._pick)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.propose)
        self.textEdited.connect(lambda _text: self._pause.start())
        labels = " ou ".join(inside(RECORD_TYPES[kind].label) for kind in kinds)
        self.setPlaceholderText(f"Chercher : {labels}")

    def propose(self) -> None:
        """Show the records that answer to what is typed, or those used last."""
        self._pause.stop()
        choices = self._sources.records.choices(self._kinds, self.text())
        self._found.clear()
        for choice in choices:
            self._found.appendRow(self._item(choice))
        if choices:
            self._completer.complete()
        else:
            self._popup.hide()

    def proposals(self) -> list[str]:
        """Return the headings proposed now."""
        return [str(self._found.item(row).data(_HEADING)) for row in range(self._found.rowCount())]

    def pick(self, row: int) -> None:
        """Choose one of the proposals."""
        self._pick(self._found.index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Down open the proposals."""
        if event.key() == Qt.Key.Key_Down and not self._popup.isVisible():
            self.propose()
            return
        super().keyPressEvent(event)

    def _item(self, choice: Choice) -> QStandardItem:
        kind = f" · {RECORD_TYPES[choice.kind].label}" if len(self._kinds) > 1 else ""
        item = QStandardItem(f"{choice.heading}{kind} · {choice.code}")
        item.setData(choice.id, _ID)
        item.setData(choice.heading, _HEADING)
        return item

    def _pick(self, index: QModelIndex) -> None:
        self._popup.hide()
        if index.isValid():
            self.picked.emit(str(index.data(_ID)), str(index.data(_HEADING)))


class LinkEditor(Editor):
    """One linked record, shown by its heading."""

    def __init__(self, field: FieldSpec, sources: Sources) -> None:
        super().__init__(field)
        self._sources = sources
        self._id = ""
        self._box = LinkBox(field.about.target, sources)
        self._box.textEdited.connect(self._typed)
        self._box.picked.connect(self._picked)
        self._open = tool(
            sources.icons.icon("arrow-square-out"), "Ouvrir la fiche", self.open_linked
        )
        self._clear = tool(sources.icons.icon("x"), "Effacer", self._empty)
        self.setFocusProxy(self._box)
        self.setLayout(line(self._box, self._open, self._clear, spacing=4))
        self._settle()

    @property
    def main(self) -> LinkBox:
        """Return the box."""
        return self._box

    def read(self) -> Any:
        """Return the id of the linked record, or what is typed when none is chosen."""
        return self._id or self._box.text().strip() or None

    def write(self, value: Any) -> None:
        """Show a record by its id, or what was typed."""
        typed = value.get(_TYPED, "") if isinstance(value, dict) else ""
        self._id = "" if typed or not value else str(value)
        heading = self._sources.records.headings([self._id]).get(self._id) if self._id else typed
        self._box.setText("(fiche absente de ce carnet)" if heading is None else heading)
        self._box.setCursorPosition(0)
        self._settle()

    def raw(self) -> Any:
        """Return the id, or what is typed."""
        typed = self._box.text().strip()
        return self._id or ({_TYPED: typed} if typed else None)

    def fault(self) -> str:
        """Say when what is typed is not a record yet."""
        if self._id or not self._box.text().strip():
            return ""
        return "Choisissez une fiche parmi celles proposées : flèche bas, puis Entrée."

    def name_for_readers(self, name: str, description: str) -> None:
        """Name the box and its two buttons."""
        super().name_for_readers(name, description)
        self._open.setAccessibleName(f"Ouvrir la fiche : {name}")
        self._clear.setAccessibleName(f"Effacer : {name}")

    def _typed(self) -> None:
        self._id = ""
        self._settle()
        self.edited.emit()

    def _picked(self, record_id: str, heading: str) -> None:
        self._id = record_id
        self._box.setText(heading)
        self._settle()
        self.edited.emit()

    def _empty(self) -> None:
        self._box.clear()
        self._box.setFocus()
        self._typed()

    def open_linked(self) -> None:
        """Show the linked record."""
        self._sources.open_record(self._id)

    def _settle(self) -> None:
        self._open.setEnabled(bool(self._id))
        self._clear.setEnabled(bool(self._box.text()))


class LinksEditor(Editor):
    """Several linked records; Delete takes the chosen one off the list."""

    def __init__(self, field: FieldSpec, sources: Sources) -> None:
        super().__init__(field)
        self._sources = sources
        self._box = LinkBox(field.about.target, sources)
        self._box.picked.connect(self._picked)
        self.chosen = QListWidget()
        self.chosen.installEventFilter(self)
        self.chosen.currentRowChanged.connect(lambda _row: self._settle())
        self.chosen.itemActivated.connect(lambda item: sources.open_record(str(item.data(_ID))))
        icons = sources.icons
        self._open = tool(icons.icon("arrow-square-out"), "Ouvrir la fiche", self._show)
        self._remove = tool(icons.icon("x"), "Retirer de la liste", self._take_off)
        self.setFocusProxy(self._box)
        inside = column(self, spacing=4)
        inside.addWidget(self._box)
        row = line(self.chosen, self._open, self._remove, spacing=4)
        row.setAlignment(self._open, Qt.AlignmentFlag.AlignTop)
        row.setAlignment(self._remove, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(row)
        self._settle()

    @property
    def main(self) -> LinkBox:
        """Return the box where one searches."""
        return self._box

    def read(self) -> list[str]:
        """Return the ids of the linked records."""
        return [str(item.data(_ID)) for item in self._items()]

    def write(self, value: Any) -> None:
        """Show records by their ids."""
        ids = [str(part) for part in value or ()]
        headings = self._sources.records.headings(ids)
        self.chosen.clear()
        for record_id in ids:
            self._add(record_id, headings.get(record_id, "(fiche absente de ce carnet)"))
        self._settle()

    def name_for_readers(self, name: str, description: str) -> None:
        """Name the box, the list and the buttons."""
        super().name_for_readers(f"Ajouter : {name}", description)
        self.chosen.setAccessibleName(name)
        self._open.setAccessibleName(f"Ouvrir la fiche : {name}")
        self._remove.setAccessibleName(f"Retirer de la liste : {name}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Delete take the chosen record off the list."""
        if deletes(event):
            self._take_off()
            return True
        return super().eventFilter(watched, event)

    def _items(self) -> list[QListWidgetItem]:
        return [self.chosen.item(row) for row in range(self.chosen.count())]

    def _picked(self, record_id: str, heading: str) -> None:
        self._box.clear()
        if record_id not in self.read():
            self._add(record_id, heading)
            self._settle()
            self.edited.emit()

    def _add(self, record_id: str, heading: str) -> None:
        item = QListWidgetItem(heading, self.chosen)
        item.setData(_ID, record_id)

    def _take_off(self) -> None:
        if self.chosen.currentRow() >= 0:
            self.chosen.takeItem(self.chosen.currentRow())
            self._settle()
            self.edited.emit()

    def _show(self) -> None:
        self._sources.open_record(str(self.chosen.currentItem().data(_ID)))

    def _settle(self) -> None:
        chosen = self.chosen.currentRow() >= 0
        self._open.setEnabled(chosen)
        self._remove.setEnabled(chosen)
        rows = min(max(self.chosen.count(), 1), 5)
        self.chosen.setFixedHeight(rows * (self.fontMetrics().height() + 8) + 8)
        for widget in (self.chosen, self._open, self._remove):
            widget.setVisible(self.chosen.count() > 0)
