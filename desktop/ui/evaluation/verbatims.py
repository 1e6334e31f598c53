"""The editor of words as they were said: one quotation, one card, and where it may go."""

from typing import Any

from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from desktop.services.sharing.shareable import AGREED
from desktop.ui.evaluation.cards import CardsEditor, Line, framed, top
from desktop.ui.forms.fields_panel import FieldsPanel
from desktop.ui.forms.guards import guard
from desktop.ui.pieces import announce, label, line, picture, push, tool
from sync.records.french import inside, quoted
from sync.records.verbatims import Consent

_NOT_WRITTEN = "Parole à écrire"


class VerbatimsEditor(CardsEditor):
    """Shows quotations to read, and the one being written in its place among them."""

    one = "Parole"
    add_text = "Ajouter une parole"
    removed_text = "Parole retirée."

    def __init__(self, *parts: Any, **more: Any) -> None:
        self._open = -1
        self._form: FieldsPanel | None = None
        super().__init__(*parts, **more)

    @property
    def form(self) -> FieldsPanel:
        """Return the fields of the quotation being written."""
        if self._form is None:
            raise LookupError("no quotation is being written")
        return self._form

    @property
    def open_row(self) -> int:
        """Return the row of the quotation being written; -1 for none."""
        return self._open

    def write(self, value: Any) -> None:
        """Show the quotations, all of them to read."""
        self._open = -1
        super().write(value)

    def fault(self) -> str:
        """Say when something typed in the open quotation cannot be read."""
        found = self.form.unreadable() if self._open >= 0 else ()
        return found[0].sentence if found else ""

    def append(self) -> None:
        """Add a quotation to write."""
        self._drop_blank()
        self._open = len(self.lines)
        super().append()

    def fresh(self) -> Line:
        """Return an empty quotation: nobody has agreed to anything yet."""
        return {**super().fresh(), "consent": Consent.NO_DIFFUSION.value}

    def open(self, row: int) -> None:
        """Turn a card into the form that corrects it."""
        chosen = self.lines[row]
        self._drop_blank()
        self._open = next(place for place, kept in enumerate(self.lines) if kept is chosen)
        self.redraw()
        self.go_to(self._open)

    def close_form(self) -> None:
        """Turn the form back into a card; one where nothing was written goes away."""
        row, count = self._open, len(self.lines)
        self._drop_blank()
        self._open = -1
        self.redraw()
        if len(self.lines) == count:
            self.go_to(row)
            announce(self, "Parole gardée")
        else:
            self.main.setFocus()

    def remove(self, row: int) -> None:
        """Remove a quotation and offer it back."""
        self._open = -1
        super().remove(row)

    def shift(self, row: int, step: int) -> None:
        """Move a quotation."""
        self._open = -1
        super().shift(row, step)

    def card(self, row: int) -> QWidget:
        """Return the quotation to read, or its form when it is being written."""
        return self._writing(row) if row == self._open else self._reading(row)

    def go_to(self, row: int) -> None:
        """Put the keyboard in the form, or on what opens it."""
        if row == self._open:
            next(iter(self.form.blocks.values())).editor.main.setFocus()
        else:
            self.cards[row].findChildren(QToolButton)[0].setFocus()

    def _reading(self, row: int) -> QWidget:
        values = self.lines[row]
        frame, column = framed()
        said = str(values.get("quote") or "").strip()
        words = label(quoted(said) if said else _NOT_WRITTEN, "" if said else "quiet", wrap=True)
        edit = tool(
            self.icons.icon("note-pencil"), f"Corriger parole {row + 1}", lambda: self.open(row)
        )
        column.addLayout(top([edit, *self.tools(row)], words))
        about = self._about(values)
        if about:
            column.addWidget(label(about, "quiet", wrap=True))
        self._add_consent(column, values)
        return frame

    def _about(self, values: Line) -> str:
        told = [self._said(name, values) for name in ("by_role", "theme", "tone")]
        context = self._said("context", values)
        told += [f"{inside(self.fields['context'].title)}\u00a0: {context}"] if context else []
        return " · ".join(filter(None, told))

    def _add_consent(self, column: QVBoxLayout, values: Line) -> None:
        given = values.get("consent") or Consent.NO_DIFFUSION.value
        leaves = given in AGREED
        role = "ok" if leaves else "quiet"
        sign = picture()
        icon, colour = ("check-circle", "ok") if leaves else ("eye-slash", "secondary")
        sign.show_icon(self.icons.icon(icon, colour), 16)
        name = self.say(self.fields["consent"], given)
        words = f"Accord de diffusion\u00a0: {inside(name)}"
        row = line(sign, label(words, role, wrap=True), spacing=6)
        row.setStretch(1, 1)
        column.addLayout(row)

    def _said(self, name: str, values: Line) -> str:
        return self.say(self.fields[name], values.get(name)) if name in self.fields else ""

    def _writing(self, row: int) -> QWidget:
        frame, column = framed()
        title = label(f"{self.one} {row + 1}", "section")
        column.addLayout(top(self.tools(row), title))
        self._form = FieldsPanel(tuple(self.fields.values()), self.make, self.icons, frame)
        self._form.write(self.lines[row])
        guard(self._form.blocks.values(), self.sources)
        self._form.edited.connect(lambda: self.keep(self._open, self.form.values()))
        column.addWidget(self._form)
        done = push("Garder cette parole", self.close_form)
        column.addLayout(line(done, None))
        return frame

    def _drop_blank(self) -> None:
        """Forget the open quotation when nothing was written in it."""
        if 0 <= self._open < len(self.lines):
            written = set(self.lines[self._open]) - {"id", "consent"}
            if not written:
                del self.lines[self._open]
                self.edited.emit()
        self._open = -1
