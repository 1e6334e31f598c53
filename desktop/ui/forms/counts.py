"""Lines that are a code and a number: every code in sight, with a box to count in."""

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import uuid4

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from desktop.ui.forms.codes import entries_of
from desktop.ui.forms.count_box import CountBox
from desktop.ui.forms.count_row import CountRow
from desktop.ui.forms.editor import Editor
from desktop.ui.forms.sources import Sources
from desktop.ui.pieces import column, label
from desktop.ui.tab_order import anchor, lead_tab
from sync.records.fields import FieldSpec, Kind, Shown, fields_of

# In characters: the width of a code and its box.
_COLUMN = 44
_MOST_COLUMNS = 3
_HOW = (
    "Flèches pour changer de case, chiffres ou + et − pour compter, une lettre pour aller au mot."
)


class CountsEditor(Editor):
    """Only the boxes that are filled become lines; a line keeps its id and its other fields."""

    def __init__(self, field: FieldSpec, sources: Sources) -> None:
        super().__init__(field)
        if field.item is None:
            raise TypeError(f"{field.name} has no lines")
        parts = [part for part in fields_of(field.item) if part.about.shown is not Shown.SYSTEM]
        self._code = next(part for part in parts if part.kind is Kind.CODE)
        self._number = next(part for part in parts if part.kind is Kind.INTEGER)
        self._note = next((part for part in parts if part.kind is Kind.TEXT), None)
        self._sources = sources
        self._name = ""
        self._given: list[dict[str, Any]] = []
        self._rows: list[CountRow] = []
        self._columns = 0
        self._inside = column(self, spacing=6)
        self._place = anchor(self)
        self._holder = QWidget()
        self._inside.addWidget(self._holder)
        self._inside.addWidget(label(_HOW, "quiet", wrap=True))
        self._fill(())

    @property
    def main(self) -> QWidget:
        """Return the box that Tab stops at."""
        return next(row.box for row in self._rows if row.box.is_stop)

    @property
    def boxes(self) -> Mapping[str, CountBox]:
        """Return the boxes by code; of a code met twice, the first."""
        return {row.code: row.box for row in reversed(self._rows)}

    @property
    def notes(self) -> Mapping[str, QLineEdit]:
        """Return the boxes of the remarks by code."""
        return {row.code: row.note for row in reversed(self._rows) if row.note is not None}

    def read(self) -> list[dict[str, Any]]:
        """Return the filled lines: the given ones in their order, then the new ones."""
        lines = [(row, self._line(row)) for row in self._rows]
        old = {id(row.given): made for row, made in lines if row.given is not None and made}
        kept = [old[id(given)] for given in self._given if id(given) in old]
        return kept + [made for row, made in lines if row.given is None and made]

    def write(self, value: Any) -> None:
        """Show the lines of a record, or of a draft."""
        self._fill([dict(part) for part in value or () if isinstance(part, dict)])

    def name_for_readers(self, name: str, description: str) -> None:
        """Name each box with its code."""
        self._name = name
        self.setAccessibleDescription(description)
        for row in self._rows:
            row.box.setAccessibleName(f"{name} : {row.text}")
            row.box.setAccessibleDescription(f"{description} {_HOW}")
            if row.note is not None and self._note is not None:
                row.note.setAccessibleName(f"{self._note.title} : {row.text}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many columns as there is room for."""
        super().resizeEvent(event)
        if self._columns != self._fitting():
            self._arrange()

    def _fill(self, lines: Any) -> None:
        self._given = [{"id": uuid4().hex, **line} for line in lines]
        codes = [str(line.get(self._code.name) or "") for line in self._given]
        listed = entries_of(self._code, self._sources, codes)
        waiting = list(self._given)
        rows = []
        for code, text in listed:
            given = next((g for g in waiting if g.get(self._code.name) == code), None)
            waiting = [g for g in waiting if g is not given]
            rows.append((code, text, given))
        names = dict(listed)
        for given in waiting:
            code = str(given.get(self._code.name) or "")
            rows.append((code, names.get(code) or code or "Sans précision", given))
        self._replace(rows)

    def _replace(self, rows: list[tuple[str, str, dict[str, Any] | None]]) -> None:
        kept = [(code, text) for code, text, _ in rows]
        if kept != [(row.code, row.text) for row in self._rows]:
            holder = QWidget()
            self._inside.replaceWidget(self._holder, holder)
            self._holder.hide()
            self._holder.deleteLater()
            self._holder = holder
            self._rows = [self._row(code, text) for code, text in kept]
            lead_tab(self._place, self._rows)
            self._columns = 0
            self._stop_at(self._rows[0].box)
            self.name_for_readers(self._name or self.field.title, self.field.help)
            self._arrange()
        for row, (_, _, given) in zip(self._rows, rows, strict=True):
            row.present(given, self._number.name, self._note.name if self._note else "")

    def _row(self, code: str, text: str) -> CountRow:
        unit = self._number.about.unit
        box = CountBox(int(self._number.maximum or 99_999), unit, 5 if unit else 1)
        row = CountRow(code, text, box, self._holder, noted=self._note is not None)
        box.counted.connect(partial(self._counted, row))
        box.entered.connect(partial(self._stop_at, box))
        box.moved.connect(partial(self._move, box))
        box.sought.connect(partial(self._seek, box))
        if row.note is not None and self._note is not None:
            row.note.setPlaceholderText(self._note.title)
            row.note.textEdited.connect(self.edited)
        return row

    def _counted(self, row: CountRow) -> None:
        row.touched = True
        row.settle()
        self.edited.emit()

    def _line(self, row: CountRow) -> dict[str, Any] | None:
        if not row.touched and row.given is not None and row.box.number is None:
            return dict(row.given)
        if row.box.number is None:
            return None
        line = {**(row.given or {"id": row.new_id, self._code.name: row.code})}
        line[self._number.name] = row.box.number
        if row.note is not None and self._note is not None:
            line.pop(self._note.name, None)
            line |= {self._note.name: row.note.text()} if row.note.text().strip() else {}
        return line

    def _stop_at(self, stop: CountBox) -> None:
        for row in self._rows:
            row.box.stop_here(row.box is stop)
        self.setFocusProxy(stop)

    def _go_to(self, box: CountBox) -> None:
        self._stop_at(box)
        box.take()

    def _move(self, box: CountBox, across: int, down: int) -> None:
        place = [row.box for row in self._rows].index(box) + across + down * max(self._columns, 1)
        if 0 <= place < len(self._rows):
            self._go_to(self._rows[place].box)

    def _seek(self, box: CountBox, letter: str) -> None:
        start = [row.box for row in self._rows].index(box) + 1
        for row in self._rows[start:] + self._rows[:start]:
            if row.initial == letter:
                self._go_to(row.box)
                return

    def _fitting(self) -> int:
        letters = self.fontMetrics().averageCharWidth() * _COLUMN
        return max(1, min(_MOST_COLUMNS, self.width() // letters))

    def _arrange(self) -> None:
        self._columns = self._fitting()
        old = self._holder.layout()
        grid = old if isinstance(old, QGridLayout) else QGridLayout(self._holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        for place, row in enumerate(self._rows):
            grid.addWidget(row, place // self._columns, place % self._columns)
        for place in range(_MOST_COLUMNS):
            grid.setColumnStretch(place, 1 if place < self._columns else 0)
