"""An editor of lines shown as cards: added, moved, removed, and taken back when removed."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop.ui.forms.editor import Editor
from desktop.ui.forms.fields_panel import MakeEditor
from desktop.ui.forms.sources import Sources
from desktop.ui.pieces import announce, column, label, line, push, tool
from desktop.ui.tab_order import anchor, lead_tab
from sync.records.fields import FieldSpec, Shown, fields_of

Line = dict[str, Any]
Say = Callable[[FieldSpec, Any], str]


class CardsEditor(Editor):
    """Keeps the lines with their ids and what it does not know of them; draws one card each."""

    one = "Carte"
    add_text = "Ajouter une carte"
    removed_text = "Carte retirée."

    def __init__(self, field: FieldSpec, sources: Sources, make: MakeEditor, say: Say) -> None:
        super().__init__(field)
        if field.item is None:
            raise TypeError(f"{field.name} has no lines")
        self.fields = {
            f.name: f for f in fields_of(field.item) if f.about.shown is not Shown.SYSTEM
        }
        self.sources = sources
        self.icons = sources.icons
        self.make = make
        self.say = say
        self.lines: list[Line] = []
        self._removed: tuple[int, Line] | None = None
        self._shown: list[QWidget] = []
        self._cards = QVBoxLayout()
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(8)
        self._add = push(self.add_text, self.append)
        self._add.setIcon(sources.icons.beside("plus", "text"))
        self._place = anchor(self)
        self._gone, self._undo = self._make_gone()
        outside = column(self, spacing=8)
        outside.addLayout(self._cards)
        outside.addWidget(self._gone)
        outside.addLayout(line(self._add, None))
        self.setFocusProxy(self._add)

    @property
    def main(self) -> QPushButton:
        """Return the button that adds a card: it is always there."""
        return self._add

    @property
    def cards(self) -> tuple[QWidget, ...]:
        """Return the cards on screen."""
        return tuple(self._shown)

    def read(self) -> list[Line]:
        """Return the lines, each with its stable id."""
        return [dict(values) for values in self.lines]

    def write(self, value: Any) -> None:
        """Show the lines of a record, or of a draft."""
        self.lines = [dict(part) for part in value or () if isinstance(part, dict)]
        self._forget_removed()
        self.redraw()

    def name_for_readers(self, name: str, description: str) -> None:
        """Name what adds a card by what it adds."""
        self._add.setAccessibleName(f"{self.add_text}\u00a0: {name}")
        self._add.setAccessibleDescription(description)
        self._add.setToolTip(description)

    def append(self) -> None:
        """Add an empty line and go to it."""
        self.lines.append(self.fresh())
        self._forget_removed()
        self.redraw()
        self.go_to(len(self.lines) - 1)
        announce(self, f"{self.one} {len(self.lines)}")
        self.edited.emit()

    def remove(self, row: int) -> None:
        """Remove a line and offer it back."""
        self._removed = (row, self.lines.pop(row))
        self.redraw()
        self._gone.show()
        self._undo.setFocus()
        announce(self, self.removed_text)
        self.edited.emit()

    def take_back(self) -> None:
        """Put the line removed last back in its place."""
        if self._removed is None:
            return
        row, values = self._removed
        self.lines.insert(row, values)
        self._forget_removed()
        self.redraw()
        self.go_to(row)
        self.edited.emit()

    def shift(self, row: int, step: int) -> None:
        """Move a line up or down, the keyboard with it."""
        other = row + step
        self.lines[row], self.lines[other] = self.lines[other], self.lines[row]
        self.redraw()
        self.go_to(other)
        announce(self, f"{self.one} {other + 1} sur {len(self.lines)}")
        self.edited.emit()

    def keep(self, row: int, typed: Line) -> None:
        """Put what is typed in a line; its id and what the form does not know stay."""
        unknown = {name: v for name, v in self.lines[row].items() if name not in self.fields}
        given = {name: v for name, v in typed.items() if v not in (None, "", [])}
        self.lines[row] = {**unknown, **given}
        self.edited.emit()

    def redraw(self) -> None:
        """Draw every card again."""
        for shown in self._shown:
            self._cards.removeWidget(shown)
            shown.hide()
            shown.deleteLater()
        self._shown = [self.card(row) for row in range(len(self.lines))]
        for made in self._shown:
            self._cards.addWidget(made)
            made.show()
        lead_tab(self._place, self._shown)

    def fresh(self) -> Line:
        """Return an empty line."""
        return {"id": uuid4().hex}

    def card(self, row: int) -> QWidget:
        """Return the card of a line."""
        raise NotImplementedError

    def go_to(self, row: int) -> None:
        """Put the keyboard on a card."""
        raise NotImplementedError

    def tools(self, row: int) -> list[QToolButton]:
        """Return the buttons that move and remove a line."""
        last, icons, one = len(self.lines) - 1, self.icons, self.one.lower()
        up = tool(icons.icon("arrow-up"), f"Monter {one} {row + 1}", lambda: self.shift(row, -1))
        down = tool(
            icons.icon("arrow-down"), f"Descendre {one} {row + 1}", lambda: self.shift(row, 1)
        )
        gone = tool(icons.icon("trash"), f"Retirer {one} {row + 1}", lambda: self.remove(row))
        return [*([up] if row > 0 else []), *([down] if row < last else []), gone]

    def _make_gone(self) -> tuple[QFrame, QPushButton]:
        frame = QFrame(self)
        frame.setProperty("tone", "info")
        undo = push("Annuler", self.take_back, quiet=True)
        undo.setAccessibleName(f"Annuler\u00a0: {self.removed_text}")
        inside = column(frame, margin=6)
        inside.addLayout(line(label(self.removed_text), undo, None))
        frame.hide()
        return frame, undo

    def _forget_removed(self) -> None:
        self._removed = None
        self._gone.hide()


def framed() -> tuple[QFrame, QVBoxLayout]:
    """Return a compact card and its layout."""
    frame = QFrame()
    frame.setObjectName("card")
    return frame, column(frame, margin=12, spacing=6)


def top(buttons: list[QToolButton], title: QWidget) -> QVBoxLayout:
    """Return the head of a card: what it says, and its buttons at the right."""
    head = line(title, *buttons, spacing=4)
    head.setStretch(0, 1)
    for button in buttons:
        head.setAlignment(button, Qt.AlignmentFlag.AlignTop)
    holder = QVBoxLayout()
    holder.addLayout(head)
    return holder
