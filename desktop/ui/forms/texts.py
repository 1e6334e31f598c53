"""Editors of what is typed as text: words, paragraphs, numbers and amounts."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desktop.ui import words
from desktop.ui.forms import parsing
from desktop.ui.forms.editor import Editor
from desktop.ui.pieces import LineBox, column, label, line, nothing_to_undo
from sync.records.fields import FieldSpec, Kind


class TextEditor(Editor):
    """One line of text. Its length is judged, not cut: nothing pasted is lost."""

    def __init__(self, field: FieldSpec) -> None:
        super().__init__(field)
        self._box = LineBox()
        self._box.textEdited.connect(self.edited)
        self.setFocusProxy(self._box)
        self._row = line(self._box)
        self.setLayout(self._row)

    @property
    def main(self) -> QLineEdit:
        """Return the box."""
        return self._box

    def read(self) -> Any:
        """Return the text, or None."""
        return self._box.text() or None

    def write(self, value: Any) -> None:
        """Show a text from its beginning."""
        self._box.setText("" if value is None else str(value))
        self._box.setCursorPosition(0)


class PhoneEditor(TextEditor):
    """A telephone number, shown as one reads it aloud; untouched, it stays as it is kept."""

    def __init__(self, field: FieldSpec) -> None:
        super().__init__(field)
        self._kept = ("", "")

    def read(self) -> Any:
        """Return the number as it is kept, or what was typed."""
        text = self._box.text()
        shown, kept = self._kept
        return (kept if text == shown else text) or None

    def write(self, value: Any) -> None:
        """Show a number as in lists."""
        super().write(words.cell(self.field, value))
        self._kept = (self._box.text(), "" if value is None else str(value))


class NumberEditor(TextEditor):
    """A number or an amount, typed as people do; the text is left as typed."""

    _parse: dict[Kind, Callable[[str], Any]] = {  # noqa: RUF012 - never changed
        Kind.INTEGER: parsing.integer,
        Kind.NUMBER: parsing.decimal,
        Kind.MONEY: parsing.cents,
    }
    _faults: dict[Kind, str] = {  # noqa: RUF012 - never changed
        Kind.INTEGER: "Écrivez un nombre entier, par exemple 42.",
        Kind.NUMBER: "Écrivez un nombre, par exemple 12,5.",
        Kind.MONEY: "Écrivez un montant, par exemple 1 234,50.",
    }

    def __init__(self, field: FieldSpec) -> None:
        super().__init__(field)
        unit = field.about.unit or ("€" if field.kind is Kind.MONEY else "")
        if unit:
            self._row.addWidget(label(unit, "quiet"))
        self._box.setMinimumWidth(self.fontMetrics().averageCharWidth() * 10)

    def read(self) -> Any:
        """Return the number (cents for an amount), or what is typed when it is not one."""
        text = self._box.text().strip()
        if not text:
            return None
        number = self._parse[self.field.kind](text)
        if number is None:
            return text
        return float(number) if isinstance(number, Decimal) else number

    def write(self, value: Any) -> None:
        """Show a number in French, or a typed text as it was."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = words.cell(self.field, value).removesuffix("\u00a0€")
        super().write(value)

    def raw(self) -> Any:
        """Return the text as typed."""
        return self._box.text() or None

    def fault(self) -> str:
        """Say when the text is not a number of this sort."""
        text = self._box.text().strip()
        readable = not text or self._parse[self.field.kind](text) is not None
        return "" if readable else self._faults[self.field.kind]


class Paragraphs(QPlainTextEdit):
    """A text box that grows with its text, up to a dozen lines."""

    _least = 3.0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Ctrl+Z to the window when nothing was typed here."""
        if nothing_to_undo(event, self.document().isUndoAvailable()):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def show_at_least(self, lines: float) -> None:
        """Show this many lines even when there is no text yet."""
        self._least = lines
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the height of three to twelve lines, as many as the text has."""
        lines = self.document().size().height()
        height = min(max(self._least, lines), 12.0) * self.fontMetrics().lineSpacing()
        return QSize(super().sizeHint().width(), round(height) + 16)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height when the lines wrap otherwise."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Return the same height, so that a scroll area never flattens the box."""
        return QSize(80, self.sizeHint().height())


class LongTextEditor(Editor):
    """Paragraphs; Tab goes to the next field."""

    def __init__(self, field: FieldSpec) -> None:
        super().__init__(field)
        self._box = Paragraphs()
        self._box.setTabChangesFocus(True)
        self._writing = False
        self._box.textChanged.connect(self._typed)
        self.setFocusProxy(self._box)
        column(self).addWidget(self._box)

    @property
    def main(self) -> QWidget:
        """Return the box."""
        return self._box

    def read(self) -> Any:
        """Return the text, or None."""
        return self._box.toPlainText() or None

    def write(self, value: Any) -> None:
        """Show a text."""
        self._writing = True
        self._box.setPlainText("" if value is None else str(value))
        self._writing = False

    def _typed(self) -> None:
        self._box.updateGeometry()
        if not self._writing:
            self.edited.emit()
