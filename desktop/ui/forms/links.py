"""Editors of links: another record, found as one types, or several of them."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desktop.ui.forms.editor import Editor
from desktop.ui.forms.keys import held_with_alt
from desktop.ui.forms.link_box import LinkBox
from desktop.ui.forms.sources import Sources
from desktop.ui.pieces import column, deletes, line, tool
from sync.records.fields import FieldSpec

_ID = Qt.ItemDataRole.UserRole
_TYPED = "typed"


class LinkEditor(Editor):
    """One linked record, shown by its heading."""

    def __init__(self, field: FieldSpec, sources: Sources) -> None:
        super().__init__(field)
        self._sources = sources
        self._id = ""
        self._box = LinkBox(field.about.target, sources)
        self._box.textEdited.connect(self._typed)
        self._box.picked.connect(self._picked)
        self._box.taken_back.connect(self.let_go)
        self._box.installEventFilter(self)
        self._open = tool(
            sources.icons.icon("arrow-square-out"), "Ouvrir la fiche (Alt+Entrée)", self.open_linked
        )
        self._clear = tool(sources.icons.icon("x"), "Effacer", self._empty)
        # Tab goes from answer to answer; the keyboard opens with Alt+Enter and clears the text.
        for button in (self._open, self._clear):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
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
        return "Choisissez une fiche parmi celles proposées\u00a0: flèche bas, puis Entrée."

    def name_for_readers(self, name: str, description: str) -> None:
        """Name the box and its two buttons."""
        super().name_for_readers(name, description)
        self._open.setAccessibleName(f"Ouvrir la fiche : {name}")
        self._clear.setAccessibleName(f"Effacer : {name}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the linked record with Alt+Enter."""
        if held_with_alt(event) in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._id:
            self.open_linked()
            return True
        return super().eventFilter(watched, event)

    def let_go(self, record_id: str, heading: str) -> None:
        """Keep the name as something typed when the record it stood for is no more."""
        if record_id == self._id:
            self._box.setText(heading)
            self._typed()

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
        self._box.taken_back.connect(self.let_go)
        self.chosen = QListWidget()
        self.chosen.setObjectName("codes")
        self.chosen.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.chosen.setTextElideMode(Qt.TextElideMode.ElideRight)
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
        item.setToolTip(heading.replace("<", "‹"))

    def _take_off(self) -> None:
        if self.chosen.currentRow() >= 0:
            self.let_go(str(self.chosen.currentItem().data(_ID)), "")

    def let_go(self, record_id: str, heading: str) -> None:  # noqa: ARG002 - taken off whole
        """Take a record off the list."""
        for item in (item for item in self._items() if item.data(_ID) == record_id):
            self.chosen.takeItem(self.chosen.row(item))
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
