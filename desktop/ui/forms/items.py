"""The editor of lines inside a record: a table of them, and the form of the line chosen."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QFrame, QTableWidgetItem

from desktop.ui.forms.editor import Editor
from desktop.ui.forms.fields_panel import FieldsPanel, MakeEditor
from desktop.ui.forms.guards import guard
from desktop.ui.forms.lines_table import LinesTable
from desktop.ui.forms.sources import Sources
from desktop.ui.pieces import announce, column, deletes, line, push, tool
from sync.records.fields import FieldSpec, Kind, Shown, fields_of

_COLUMNS = 5
_SHORT = 300
_LONG = (Kind.LONG_TEXT, Kind.ITEMS)
Say = Callable[[FieldSpec, Any], str]


class ItemsEditor(Editor):
    """Lines to add, correct, remove and move; what is typed in a line is in the record at once."""

    def __init__(self, field: FieldSpec, sources: Sources, make: MakeEditor, say: Say) -> None:
        super().__init__(field)
        if field.item is None:
            raise TypeError(f"{field.name} has no lines")
        self._say = say
        self._fields = tuple(f for f in fields_of(field.item) if f.about.shown is not Shown.SYSTEM)
        self._columns = _columns(self._fields)
        self._lines: list[dict[str, Any]] = []
        self._showing = False
        self._table = self._make_table()
        self._frame = QFrame(self)
        self.form = FieldsPanel(self._fields, make, sources.icons, self._frame)
        self.form.edited.connect(self._take)
        self._notes = guard(self.form.blocks.values(), sources)
        self._frame.setObjectName("card")
        inside = column(self._frame, margin=12)
        inside.addWidget(self.form)
        self._add = push("Ajouter une ligne", self.append)
        icons = sources.icons
        self._tools = (
            tool(icons.icon("arrow-up"), "Monter la ligne", lambda: self.shift(-1)),
            tool(icons.icon("arrow-down"), "Descendre la ligne", lambda: self.shift(1)),
            tool(icons.icon("trash"), "Retirer la ligne", self._remove),
        )
        outside = column(self, spacing=6)
        outside.addWidget(self._table)
        outside.addLayout(line(self._add, None, *self._tools, spacing=4))
        outside.addWidget(self._frame)
        self.setFocusProxy(self._add)
        self._fill(-1)

    @property
    def main(self) -> LinesTable:
        """Return the table."""
        return self._table

    def read(self) -> list[dict[str, Any]]:
        """Return the lines, each with its stable id."""
        return [dict(values) for values in self._lines]

    def write(self, value: Any) -> None:
        """Show the lines of a record, or of a draft."""
        self._lines = [dict(part) for part in value or () if isinstance(part, dict)]
        self._fill(-1)

    def fault(self) -> str:
        """Say when something typed in the line on screen cannot be read."""
        found = self.form.unreadable() if self._frame.isVisibleTo(self) else ()
        return f"{self._title(found[0].field)} : {found[0].sentence}" if found else ""

    def name_for_readers(self, name: str, description: str) -> None:
        """Name the table, the buttons and the fields of the line."""
        super().name_for_readers(name, description)
        self._add.setAccessibleName(f"Ajouter une ligne : {name}")
        for button in self._tools:
            button.setAccessibleName(f"{button.toolTip()} : {name}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Delete remove the line chosen in the table."""
        if deletes(event) and self._table.currentRow() >= 0:
            self._remove()
            return True
        return super().eventFilter(watched, event)

    def _make_table(self) -> LinesTable:
        table = LinesTable([field.header for field in self._columns])
        table.installEventFilter(self)
        table.currentCellChanged.connect(lambda row, *_: self._show_line(row))
        return table

    def append(self) -> None:
        """Add an empty line and put the cursor in its first field."""
        self._lines.append({"id": uuid4().hex})
        self._fill(len(self._lines) - 1)
        next(iter(self.form.blocks.values())).editor.main.setFocus()
        announce(self, f"Ligne {len(self._lines)} ajoutée")
        self.edited.emit()

    def _remove(self) -> None:
        row = self._table.currentRow()
        if row < 0:
            return
        del self._lines[row]
        self._fill(min(row, len(self._lines) - 1))
        (self._table if self._lines else self._add).setFocus()
        announce(self, "Ligne retirée")
        self.edited.emit()

    def shift(self, step: int) -> None:
        """Move the chosen line up or down."""
        row = self._table.currentRow()
        if row < 0 or not 0 <= row + step < len(self._lines):
            return
        self._lines[row], self._lines[row + step] = self._lines[row + step], self._lines[row]
        self._fill(row + step)
        self.edited.emit()

    def _take(self) -> None:
        """Put what is typed into the line at once: a draft then holds it too."""
        row = self._table.currentRow()
        if self._showing or row < 0:
            return
        kept = {
            name: value for name, value in self._lines[row].items() if name not in self.form.blocks
        }
        typed = {n: v for n, v in self.form.values().items() if v not in (None, "", [])}
        self._lines[row] = {**kept, **typed}
        self._draw(row)
        self.edited.emit()

    def _fill(self, current: int) -> None:
        self._showing = True
        self._table.setRowCount(len(self._lines))
        for row in range(len(self._lines)):
            self._draw(row)
        self._table.fit()
        self._table.setVisible(bool(self._lines))
        self._table.setCurrentCell(current, 0)
        self._showing = False
        self._show_line(current)

    def _draw(self, row: int) -> None:
        for place, field in enumerate(self._columns):
            text = self._say(field, self._lines[row].get(field.name))
            self._table.setItem(row, place, QTableWidgetItem(text))

    def _show_line(self, row: int) -> None:
        if self._showing:
            return
        self._showing = True
        chosen = 0 <= row < len(self._lines)
        if chosen:
            self.form.write(self._lines[row])
            for note in self._notes:
                note.forget()
        self._frame.setVisible(chosen)
        for button in self._tools:
            button.setVisible(bool(self._lines))
            button.setEnabled(chosen)
        self._showing = False

    def _title(self, name: str) -> str:
        return next(field.title for field in self._fields if field.name == name)


def _columns(fields: tuple[FieldSpec, ...]) -> tuple[FieldSpec, ...]:
    """Return the fields worth a column: the first, then those that are short."""
    short = [f for f in fields[1:] if (f.max_length or 0) <= _SHORT and f.kind not in _LONG]
    return (fields[0], *short)[:_COLUMNS]
