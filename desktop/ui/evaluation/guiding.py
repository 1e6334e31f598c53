"""What guides whoever writes a note: the choice of a form, and a question above each field."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from desktop.ui.forms.editor import Editor
from desktop.ui.pieces import column, label, line, push
from sync.records.evaluation_base import EvaluationForm
from sync.records.evaluation_guides import GUIDES
from sync.records.fields import FieldSpec

_CHANGE = "Changer de forme"


def with_guide(editor: Editor, sentence: str) -> Editor:
    """Return the same editor with a sentence above it that stays in sight."""
    below = QWidget()
    held = editor.layout()
    if held is not None:
        below.setLayout(held)
    inside = column(editor, spacing=4)
    inside.addWidget(label(sentence, "quiet", wrap=True))
    inside.addWidget(below)
    return editor


class _Choice(QRadioButton):
    """Tells `settled` when it is chosen for good: by the mouse or Enter, not by the arrows."""

    settled = Signal()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Settle a click."""
        super().mouseReleaseEvent(event)
        if self.isChecked():
            self.settled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Settle on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            self.settled.emit()
        else:
            super().keyPressEvent(event)


class FormChooser(Editor):
    """The seven forms, each with when to use it; once chosen, only that one and how it is done."""

    wide = True

    def __init__(self, field: FieldSpec) -> None:
        super().__init__(field)
        self._value: str | None = None
        self._group = QButtonGroup(self)
        self._choices = {form.value: self._choice(form) for form in EvaluationForm}
        self._all = QWidget()
        self._chosen = label("", "field", wrap=True)
        self._guide = label("", "quiet", wrap=True)
        self._change = push(_CHANGE, self._unfold, quiet=True)
        self._one = QWidget()
        self._build()
        self.setFocusProxy(self._first)

    @property
    def main(self) -> QWidget:
        """Return where Tab stops: the choice to make, or what changes it."""
        return self._change if self._all.isHidden() else self._first

    @property
    def choices(self) -> Mapping[str, QRadioButton]:
        """Return the button of each form."""
        return self._choices

    @property
    def unfolded(self) -> bool:
        """Tell whether the seven forms are shown."""
        return not self._all.isHidden()

    def read(self) -> str | None:
        """Return the code of the form."""
        return self._value

    def write(self, value: Any) -> None:
        """Show a form; the seven when there is none."""
        self._value = str(value) if value else None
        self._show(unfolded=self._value is None)

    def name_for_readers(self, name: str, description: str) -> None:
        """Name each choice with the question and with when to use it."""
        self.setAccessibleDescription(description)
        for form in EvaluationForm:
            button = self._choices[form.value]
            button.setAccessibleName(f"{name}\u00a0: {form.label}")
            button.setAccessibleDescription(GUIDES[form].when)
        self._change.setAccessibleName(_CHANGE)
        self._change.setAccessibleDescription("Ce que vous avez écrit est gardé.")

    @property
    def _first(self) -> QRadioButton:
        chosen = self._choices.get(self._value or "")
        return chosen or next(iter(self._choices.values()))

    def _choice(self, form: EvaluationForm) -> QRadioButton:
        made = _Choice(form.label)
        made.settled.connect(self.fold)
        made.clicked.connect(lambda: self._choose(form))
        self._group.addButton(made)
        return made

    def _choose(self, form: EvaluationForm) -> None:
        self._value = form.value
        self._tell()
        self.edited.emit()

    def _unfold(self) -> None:
        self._show(unfolded=True)
        self._first.setFocus()

    def fold(self) -> None:
        """Show the form chosen alone, and put the keyboard on what changes it."""
        self._show(unfolded=False)
        self._change.setFocus()

    def _show(self, *, unfolded: bool) -> None:
        self._all.setVisible(unfolded)
        self._one.setVisible(not unfolded)
        self._tell()

    def _tell(self) -> None:
        form = next((each for each in EvaluationForm if each == self._value), None)
        self._group.setExclusive(False)
        for code, button in self._choices.items():
            button.setChecked(code == self._value)
        self._group.setExclusive(True)
        self._chosen.setText(form.label if form else self._value or "")
        self._guide.setText(GUIDES[form].how if form else "")
        self._keep.setEnabled(self._value is not None)

    def _build(self) -> None:
        seven = column(self._all, spacing=2)
        for form in EvaluationForm:
            when = label(GUIDES[form].when, "quiet", wrap=True)
            when.setIndent(self.fontMetrics().height() + 10)
            seven.addWidget(self._choices[form.value])
            seven.addWidget(when)
        self._keep = push("Garder cette forme", self.fold)
        seven.addLayout(line(self._keep, None))
        one = column(self._one, spacing=2)
        head = line(self._chosen, self._change)
        head.setStretch(0, 1)
        head.setAlignment(self._change, Qt.AlignmentFlag.AlignTop)
        one.addLayout(head)
        one.addWidget(self._guide)
        inside = column(self)
        inside.addWidget(self._all)
        inside.addWidget(self._one)
        self._show(unfolded=True)
