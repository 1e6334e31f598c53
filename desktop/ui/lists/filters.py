"""One condition on a list, chosen in two boxes: a field, and what it must be."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from desktop.store.query import Filter
from desktop.ui.icons import Icons
from desktop.ui.pieces import CalmCombo, label, line, tool
from sync.records import RECORD_TYPES
from sync.records.fields import FieldSpec, Kind, Shown, fields_of

Entries = Callable[[FieldSpec], list[tuple[str, str]]]
_EMPTY = "empty"
_SHOWN = (Shown.LIST, Shown.FORM, Shown.DETAILS)


class FilterRow(QWidget):
    """Tells `changed` when the condition does."""

    changed = Signal()

    def __init__(self, kind: str, entries: Entries, icons: Icons) -> None:
        super().__init__()
        self._entries = entries
        self._fields = {field.name: field for field in _filtered(kind)}
        self._field = _combo("Filtrer par")
        self._value = _combo("Valeur du filtre")
        self._clear = tool(icons.icon("x"), "Retirer le filtre", self.clear)
        self._clear.setProperty("quiet", True)
        title = label("Filtrer\u00a0:", "quiet")
        title.setBuddy(self._field)
        self._field.addItem("tout", "")
        for field in self._fields.values():
            self._field.addItem(field.title, field.name)
        row = line(title, self._field, self._value, self._clear, spacing=4)
        row.setStretch(1, 1)
        row.setStretch(2, 1)
        self.setLayout(row)
        self._field.activated.connect(lambda _index: self._offer())
        self._value.activated.connect(lambda _index: self.changed.emit())
        self._settle()

    def condition(self) -> Filter | None:
        """Return the condition, None when there is none."""
        name, value = str(self._field.currentData() or ""), self._value.currentData()
        if not name or value is None:
            return None
        if value == _EMPTY:
            return Filter(name, "empty")
        if self._fields[name].kind is Kind.YES_NO:
            return Filter(name, "=", int(value == "1"))
        return Filter(name, "=", str(value))

    def choose(self, name: str, value: str) -> None:
        """Set the condition."""
        self._field.setCurrentIndex(self._field.findData(name))
        self._offer()
        self._value.setCurrentIndex(self._value.findData(value))
        self.changed.emit()

    def clear(self) -> None:
        """Take the condition away."""
        self._field.setCurrentIndex(0)
        self._offer()

    def _offer(self) -> None:
        self._value.clear()
        name = str(self._field.currentData() or "")
        if name:
            field = self._fields[name]
            self._value.addItem("—", None)
            answers = [("1", "Oui"), ("0", "Non")]
            for code, text in answers if field.kind is Kind.YES_NO else self._entries(field):
                self._value.addItem(text, code)
            self._value.addItem("(non renseigné)", _EMPTY)
        self._settle()
        self.changed.emit()

    def _settle(self) -> None:
        chosen = bool(self._field.currentData())
        self._value.setVisible(chosen)
        self._clear.setVisible(chosen)


def _filtered(kind: str) -> list[FieldSpec]:
    kinds = (Kind.CODE, Kind.YES_NO)
    fields = fields_of(RECORD_TYPES[kind])
    return [field for field in fields if field.kind in kinds and field.about.shown in _SHOWN]


def _combo(name: str) -> QComboBox:
    made = CalmCombo()
    made.setAccessibleName(name)
    return made
