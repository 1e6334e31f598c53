"""One field on which to choose: its versions, and the result, which may still be corrected."""

from typing import Final

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from desktop.services.differences.asking import Question, Version
from desktop.ui import words
from desktop.ui.discretion import HIDDEN
from desktop.ui.forms.editor import Editor
from desktop.ui.forms.editors import make_editor
from desktop.ui.forms.sources import Sources
from desktop.ui.pieces import column, label
from sync.operations.operation import Value
from sync.records import RECORD_TYPES
from sync.records.checks import phone, shown_phone
from sync.records.fields import FieldSpec, Kind, field_of

_LONGEST: Final = 1_200
_INDENT: Final = 26


class QuestionBox(QWidget):
    """Radio buttons for the versions; the one that shows meanwhile is chosen at first."""

    def __init__(self, kind: str, question: Question, sources: Sources) -> None:
        super().__init__()
        self.question = question
        self._field = declared(kind, question.field)
        self._hidden = self._field is not None and sources.discretion.hides(self._field)
        self._group = QButtonGroup(self)
        self._typed = False
        self.editor: Editor | None = None
        self._sources = sources
        inside = column(self, spacing=4)
        inside.addWidget(label(question.title, "field"))
        self.choices = [self._add_choice(place) for place in range(len(question.versions))]
        self.choices[question.proposed].setChecked(True)
        self._add_editor()
        self._group.idClicked.connect(self._show_choice)

    @property
    def value(self) -> Value:
        """Return what was typed, or the version chosen."""
        if self.editor is not None and self._typed:
            typed: Value = self.editor.read()
            return typed
        return self.question.versions[self._group.checkedId()].value

    def fault(self) -> str:
        """Return why what was typed cannot be read; empty when it can."""
        return self.editor.fault() if self.editor is not None and self._typed else ""

    def _add_choice(self, place: int) -> QRadioButton:
        version = self.question.versions[place]
        shown = HIDDEN if self._hidden else version.shown[:_LONGEST]
        who = _who(version)
        choice = QRadioButton(who.replace("&", "&&"))
        choice.setAccessibleName(f"{self.question.title}\u00a0: {shown} – {who}")
        self._group.addButton(choice, place)
        said = label(shown, wrap=True)
        said.setContentsMargins(_INDENT, 0, 0, 4)
        inside = self.layout()
        assert inside is not None
        inside.addWidget(choice)
        inside.addWidget(said)
        return choice

    def _add_editor(self) -> None:
        if self._field is None or self._field.kind is Kind.ITEMS or self._hidden:
            return
        self.editor = make_editor(self._field, self._sources)
        self.editor.name_for_readers(f"Résultat\u00a0: {self.question.title}", self._field.help)
        self.editor.edited.connect(self._note_typing)
        title = label("Résultat, que vous pouvez corriger", "quiet")
        title.setBuddy(self.editor.main)
        inside = self.layout()
        assert inside is not None
        inside.addWidget(title)
        inside.addWidget(self.editor)
        self._show_choice(self.question.proposed)

    def _show_choice(self, place: int) -> None:
        self._typed = False
        if self.editor is not None:
            self.editor.write(self._as_read(self.question.versions[place].value))
            self._typed = False

    def _as_read(self, value: Value) -> Value:
        """Return a value as one reads it: a telephone number is written down in another way."""
        is_phone = self._field is not None and self._field.about.check is phone
        return shown_phone(str(value or "")) if is_phone else value

    def _note_typing(self) -> None:
        self._typed = True


def _who(version: Version) -> str:
    who = "Vous" if version.mine else version.author or "Quelqu’un"
    where = f", sur «\u00a0{version.computer}\u00a0»" if version.computer else ""
    return f"{who}, le {words.moment(version.at)}{where}"


def declared(kind: str, name: str) -> FieldSpec | None:
    """Return a field of a kind; None when a newer version wrote it."""
    try:
        return field_of(RECORD_TYPES[kind], name)
    except KeyError:
        return None
