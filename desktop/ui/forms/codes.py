"""Editors of what is chosen: yes or no, one code, several codes."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QWidget,
)

from desktop.ui.forms.editor import Editor
from desktop.ui.forms.sources import Sources
from desktop.ui.forms.texts import TextEditor
from desktop.ui.pieces import CalmCombo, column, line
from sync.records.fields import FieldSpec

# Beyond this, reading the whole list takes longer than typing the first letters.
_MANY = 12
_CODE = Qt.ItemDataRole.UserRole
Entry = tuple[str, str]


def entries_of(field: FieldSpec, sources: Sources, kept: Sequence[str] = ()) -> list[Entry]:
    """Return the codes and labels offered; a retired entry only where a record holds it."""
    if field.codes is not None:
        return [(code.value, code.label) for code in field.codes]
    return [
        (entry.code, entry.label)
        for entry in sources.records.entries(field.about.list_name)
        if entry.active or entry.code in kept
    ]


def label_of(field: FieldSpec, code: str, sources: Sources) -> str:
    """Return the label of a code, or the code when no list has it."""
    if field.codes is not None or not field.about.list_name:
        return field.label_of(code)
    entries = sources.records.entries(field.about.list_name)
    return next((entry.label for entry in entries if entry.code == code), code)


class YesNoEditor(Editor):
    """Yes, no, or not said."""

    def __init__(self, field: FieldSpec) -> None:
        super().__init__(field)
        self._choices: dict[bool | None, QRadioButton] = {
            True: QRadioButton("Oui"),
            False: QRadioButton("Non"),
            None: QRadioButton("Non précisé"),
        }
        self.setLayout(line(*self._choices.values(), None))
        for button in self._choices.values():
            button.toggled.connect(lambda _checked: self._settle())
            button.clicked.connect(lambda _checked: self.edited.emit())
        self._choices[None].setChecked(True)

    @property
    def main(self) -> QWidget:
        """Return the choice that is ticked: it is where Tab stops."""
        return self._choices[self.read()]

    def read(self) -> bool | None:
        """Return True, False or None."""
        return next(value for value, button in self._choices.items() if button.isChecked())

    def write(self, value: Any) -> None:
        """Tick one of the three."""
        self._choices[value if isinstance(value, bool) else None].setChecked(True)

    def name_for_readers(self, name: str, description: str) -> None:
        """Name each choice with the question."""
        for button in self._choices.values():
            button.setAccessibleName(f"{name} : {button.text()}")
            button.setAccessibleDescription(description)
            button.setToolTip(description)

    def _settle(self) -> None:
        """Let Tab stop once, at the choice that is ticked; arrows go to the others."""
        for button in self._choices.values():
            ticked = button.isChecked()
            button.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if ticked else Qt.FocusPolicy.ClickFocus
            )


class CodeEditor(Editor):
    """One entry of a list; long lists are searched by typing any part of a label."""

    def __init__(self, field: FieldSpec, sources: Sources) -> None:
        super().__init__(field)
        self._sources = sources
        self._box = CalmCombo()
        self._fill(())
        if self._box.count() > _MANY:
            self._make_searchable()
        self._box.activated.connect(lambda _index: self.edited.emit())
        self.setFocusProxy(self._box)
        column(self).addWidget(self._box)

    @property
    def main(self) -> QComboBox:
        """Return the combo box."""
        return self._box

    def read(self) -> Any:
        """Return the code, or what is typed when it names no entry."""
        typed = self._typed()
        if typed is None:
            return self._box.currentData(_CODE) or None
        found = self._box.findText(typed, Qt.MatchFlag.MatchFixedString)
        return (self._box.itemData(found, _CODE) if found >= 0 else typed) or None

    def write(self, value: Any) -> None:
        """Choose an entry; a code that the list no longer has is kept and shown as it is."""
        code = "" if value is None else str(value)
        self._fill((code,))
        index = self._box.findData(code, _CODE)
        if index < 0:
            self._box.addItem(code, code)
            index = self._box.count() - 1
        self._box.setCurrentIndex(index)
        inner = self._box.lineEdit()
        if inner is not None:
            inner.setCursorPosition(0)

    def fault(self) -> str:
        """Say when what is typed names no entry."""
        typed = self._typed()
        if not typed or self._box.findText(typed, Qt.MatchFlag.MatchFixedString) >= 0:
            return ""
        return "Choisissez une réponse de la liste\u00a0: tapez quelques lettres, puis flèche bas."

    def name_for_readers(self, name: str, description: str) -> None:
        """Name the combo box and the line inside it."""
        super().name_for_readers(name, description)
        inner = self._box.lineEdit()
        if inner is not None:
            inner.setAccessibleName(name)
            inner.setAccessibleDescription(description)

    def _typed(self) -> str | None:
        inner = self._box.lineEdit()
        return inner.text().strip() if inner is not None else None

    def _fill(self, kept: Sequence[str]) -> None:
        self._box.clear()
        self._box.addItem("", "")
        for code, text in entries_of(self.field, self._sources, kept):
            self._box.addItem(text, code)

    def _make_searchable(self) -> None:
        self._box.setEditable(True)
        self._box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self._box.model(), self._box)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self._box.setCompleter(completer)
        inner = self._box.lineEdit()
        if inner is not None:
            inner.setPlaceholderText("Tapez quelques lettres…")
            inner.textEdited.connect(lambda _text: self.edited.emit())


class CodesEditor(Editor):
    """Several entries of a list, ticked; Space ticks, letters move."""

    def __init__(self, field: FieldSpec, sources: Sources) -> None:
        super().__init__(field)
        self._sources = sources
        self._writing = False
        self._filter = QLineEdit()
        self._filter.setPlaceholderText("Filtrer la liste…")
        self._filter.textChanged.connect(self._show_matching)
        self._list = QListWidget()
        self._list.setObjectName("codes")
        self._list.setUniformItemSizes(True)
        self._list.itemChanged.connect(self._ticked)
        self.setFocusProxy(self._list)
        inside = column(self, spacing=4)
        inside.addWidget(self._filter)
        inside.addWidget(self._list)
        self._fill(())

    @property
    def main(self) -> QListWidget:
        """Return the list."""
        return self._list

    def read(self) -> list[str] | None:
        """Return the ticked codes in the order of the list."""
        ticked = [str(item.data(_CODE)) for item in self._items() if _is_ticked(item)]
        return ticked or []

    def write(self, value: Any) -> None:
        """Tick these codes; those that the list no longer has are kept at its end."""
        codes = [str(code) for code in value or ()]
        self._fill(codes)

    def name_for_readers(self, name: str, description: str) -> None:
        """Name the list and its filter."""
        super().name_for_readers(name, description)
        self._filter.setAccessibleName(f"Filtrer : {name}")

    def _items(self) -> list[QListWidgetItem]:
        return [self._list.item(row) for row in range(self._list.count())]

    def _fill(self, ticked: Sequence[str]) -> None:
        entries = entries_of(self.field, self._sources, ticked)
        known = {code for code, _ in entries}
        entries += [(code, code) for code in ticked if code not in known]
        self._writing = True
        self._list.clear()
        for code, text in entries:
            item = QListWidgetItem(text, self._list)
            item.setData(_CODE, code)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
            )
            state = Qt.CheckState.Checked if code in ticked else Qt.CheckState.Unchecked
            item.setCheckState(state)
        self._writing = False
        self._filter.setVisible(len(entries) > _MANY)
        rows = min(max(len(entries), 2), 6)
        self._list.setFixedHeight(rows * (self.fontMetrics().height() + 10) + 8)

    def _ticked(self) -> None:
        if not self._writing:
            self.edited.emit()

    def _show_matching(self, text: str) -> None:
        wanted = text.casefold()
        for item in self._items():
            item.setHidden(wanted not in item.text().casefold() and not _is_ticked(item))


class WrittenCodesEditor(TextEditor):
    """Several codes of no list of ours, written one after the other with commas."""

    def __init__(self, field: FieldSpec) -> None:
        super().__init__(field)
        self._box.setPlaceholderText("Séparez par des virgules")

    def read(self) -> list[str]:
        """Return the codes between the commas."""
        return [part.strip() for part in self._box.text().split(",") if part.strip()]

    def write(self, value: Any) -> None:
        """Show the codes, or what was typed."""
        super().write(", ".join(map(str, value)) if isinstance(value, list | tuple) else value)

    def raw(self) -> Any:
        """Return the text as typed."""
        return self._box.text() or None


def _is_ticked(item: QListWidgetItem) -> bool:
    return item.checkState() is Qt.CheckState.Checked
