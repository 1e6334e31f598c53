"""What deserves a look before sending, and the way to the records to correct."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.export.content import Remark
from desktop.services.reading import Reading
from desktop.ui import words
from desktop.ui.discretion import Discretion
from desktop.ui.exporting.short_rows import ShortRows
from desktop.ui.forms.sources import Sources
from desktop.ui.observations.rows import Heading, Line
from desktop.ui.panels.parts import RecordRows, RowLine, buttons
from desktop.ui.pieces import column, label, push

_HEADINGS = (
    Heading("Ce qui mérite un regard"),
    Heading("Classeur"),
    Heading("Fiches", number=True),
)
_NONE = "Rien à signaler\u00a0: les fiches de ce classeur sont complètes."
_SOME = "Vous pouvez corriger maintenant, ou enregistrer avec une note pour qui lira le classeur."
MOST = 50


class RemarksTab(QWidget):
    """Tells `corrected` with the id of the record to open."""

    corrected = Signal(str)

    def __init__(self, sources: Sources, reading: Reading, discretion: Discretion) -> None:
        super().__init__()
        self._reading, self._discretion = reading, discretion
        self._remarks: tuple[Remark, ...] = ()
        self.said = label("", wrap=True)
        self.table = ShortRows("Remarques", _HEADINGS)
        self.correct = push("Corriger maintenant", self._correct)
        self.records = RecordRows("Fiches à corriger", sources.icons, self.corrected.emit)
        self._title = label("", "field", wrap=True)
        inside = column(self, spacing=6)
        inside.setContentsMargins(0, 8, 0, 0)
        inside.addWidget(self.said)
        inside.addWidget(self.table)
        inside.addWidget(self._title)
        inside.addWidget(buttons(self.correct))
        inside.addWidget(self.records)
        inside.addStretch(1)
        self.table.turned.connect(lambda _id: self._show_current())
        self.table.entered.connect(lambda _id: self._correct())
        discretion.tell(self, self._show_current)

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """Return what is remarked."""
        return self._remarks

    def show_remarks(self, remarks: Mapping[Remark, Sequence[str]]) -> None:
        """Show these remarks with the workbooks that make them, the first one chosen."""
        self._remarks = tuple(remarks)
        codes = map(", ".join, remarks.values())
        told = zip(self._remarks, codes, strict=True)
        lines = [self._line(at, *one) for at, one in enumerate(told)]
        self.table.show_lines(lines)
        self.table.setVisible(bool(lines))
        self.said.setText(_SOME if lines else _NONE)
        if lines and not self.table.current:
            self.table.choose("0")
        self._show_current()

    def take_focus(self) -> None:
        """Go to the remarks."""
        self.table.setFocus()

    def fit(self) -> None:
        """Fit the table to another size of text."""
        self.table.fit()

    def _line(self, at: int, one: Remark, codes: str) -> Line:
        count = words.number(len(one.records)) if one.records else ""
        return Line(str(at), (one.sentence, codes, count))

    def _current(self) -> Remark | None:
        return self._remarks[int(self.table.current)] if self.table.current else None

    def _show_current(self) -> None:
        one = self._current()
        self._title.setText(one.sentence if one is not None else "")
        self._title.setVisible(one is not None)
        ids = one.records if one is not None else ()
        self.correct.setVisible(bool(ids))
        several = len(ids) > 1
        self.records.setVisible(several)
        left = len(ids) - MOST
        more = f"et {words.counted(left, 'autre')}" if left > 0 else ""
        self.records.show_lines(self._lines(ids[:MOST]) if several else (), more=more)

    def _lines(self, ids: Sequence[str]) -> list[RowLine]:
        headings, shown = self._reading.headings(ids), self._discretion.shown
        return [RowLine(each, shown(headings[each])) for each in ids if each in headings]

    def _correct(self) -> None:
        """Open the record; where there are several, go to their list."""
        one = self._current()
        if one is None or not one.records:
            return
        if len(one.records) == 1:
            self.corrected.emit(one.records[0])
        else:
            self.records.setFocus()
