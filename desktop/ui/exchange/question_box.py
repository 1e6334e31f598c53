"""One field on which to choose: its versions, and the result, which may still be corrected."""

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed over the versions: its value, as it was written, why it cannot be read."""

    value: Value
    raw: Value
    fault: str


class QuestionBox(QWidget):
    """Radio buttons for the versions; the one that shows meanwhile is chosen at first."""

    def __init__(self, kind: str, question: Question, sources: Sources) -> None:
        super().__init__()
        self.question = question
        self._field = declared(kind, question.field)
        self._hidden = self._field is not None and sources.discretion.hides(self._field)
        self._group = QButtonGroup(self)
        self._typed = False
        self._carried: Typed | None = None
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
        return self.chosen.value if self.typed is None else self.typed.value

    @property
    def typed(self) -> "Typed | None":
        """Return what was typed; what cannot be shown now is kept."""
        if not self._typed or self.editor is None:
            return self._carried
        return Typed(self.editor.read(), self.editor.raw(), self.editor.fault())

    def fault(self) -> str:
        """Return why what was typed cannot be read; empty when it can."""
        return "" if self.typed is None else self.typed.fault

    def go_on_from(self, before: "QuestionBox") -> None:
        """Take over what was chosen and typed when the same field was asked about before."""
        for place, version in enumerate(self.question.versions):
            if version.operations == before.chosen.operations:
                self.choices[place].setChecked(True)
                self._show_choice(place)
        self._carried = before.typed
        if self._carried is not None and self.editor is not None:
            self.editor.write(self._carried.raw)
            self._typed = True

    @property
    def chosen(self) -> Version:
        return self.question.versions[self._group.checkedId()]

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
        self._typed, self._carried = False, None
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
