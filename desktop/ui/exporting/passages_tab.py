"""Passages where somebody might be recognised: each is read whole before a workbook leaves."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.services.workbooks.gate.passages import Passage
from desktop.ui import words
from desktop.ui.discretion import Discretion
from desktop.ui.exporting.short_rows import ShortRows
from desktop.ui.observations.rows import Heading, Line
from desktop.ui.panels.parts import buttons
from desktop.ui.pieces import announce, column, label, long_text, push
from desktop.ui.revealing import reveal

_HEADINGS = (Heading("Relu"), Heading("Feuille"), Heading("Colonne"), Heading("Pourquoi"))
_WHY = (
    "Ces textes semblent parler d’une personne que l’on pourrait reconnaître. Lisez-les un à un "
    "avant d’enregistrer\u00a0: corrigez la fiche, ou dites qu’il n’y a rien à retirer."
)
_TIMES = "Ce texte s’y trouve {}\u00a0fois\u00a0: le relire une fois suffit."
_ALL = "Tous les passages sont relus\u00a0: le classeur peut partir."


class PassagesTab(QWidget):
    """Tells `looked` with the key of a passage that may leave, `corrected` with a record."""

    looked = Signal(str)
    corrected = Signal(str)

    def __init__(self, discretion: Discretion) -> None:
        super().__init__()
        self._discretion = discretion
        self._passages: tuple[Passage, ...] = ()
        self._read: set[str] = set()
        self.said = label("", wrap=True)
        self.table = ShortRows("Passages à relire", _HEADINGS, telling=3)
        self.why = label("", "field", wrap=True)
        self.place = label("", "quiet", wrap=True)
        self.text = long_text("Texte du passage, en entier")
        self.text.setReadOnly(True)
        self.fine = push("Je l’ai relu\u00a0: rien à retirer", self._look, primary=True)
        self.correct = push("Corriger la fiche", self._correct)
        self.before = push("Précédent", lambda: self._step(-1), quiet=True)
        self.after = push("Suivant", lambda: self._step(1), quiet=True)
        self._build()
        self.table.turned.connect(lambda _key: self._show_current())
        self.table.entered.connect(lambda _key: self.text.setFocus())
        discretion.tell(self, self._show_again)

    @property
    def unread(self) -> int:
        """Return how many passages were not read yet."""
        return sum(one.key not in self._read for one in self._passages)

    @property
    def count(self) -> int:
        """Return how many passages there are, read or not."""
        return len(self._passages)

    def show_passages(self, passages: Sequence[Passage]) -> None:
        """Show what is to be read."""
        merged: dict[str, Passage] = {}
        for one in passages:
            times = merged[one.key].times if one.key in merged else 0
            merged[one.key] = replace(merged.get(one.key, one), times=times + one.times)
        self._passages = tuple(merged.values())
        self._read.clear()
        self._show_lines()
        if self._passages:
            self.table.choose(self._passages[0].key)
        self._show_current()

    def take_focus(self) -> None:
        """Go to the first passage that was not read."""
        self._choose_unread()
        (self.fine if self.unread else self.table).setFocus()
        reveal(self._deeds)

    def fit(self) -> None:
        """Fit the table to another size of text."""
        self.table.fit()
        self.text.setFixedHeight(5 * self.fontMetrics().height() + 16)

    def _show_lines(self) -> None:
        self.table.show_lines([self._line(one) for one in self._passages])
        left = words.counted(self.unread, "passage à relire", "passages à relire")
        self.said.setText(f"{left}. {_WHY}" if self.unread else _ALL)

    def _line(self, one: Passage) -> Line:
        read = "oui" if one.key in self._read else "à relire"
        return Line(one.key, (read, one.sheet, one.column, self._discretion.shown(one.why)))

    def _current(self) -> Passage | None:
        return next((one for one in self._passages if one.key == self.table.current), None)

    def _show_again(self) -> None:
        self._show_lines()
        self._show_current()

    def _show_current(self) -> None:
        one = self._current()
        for part in (self.why, self.place, self.text, self._deeds):
            part.setVisible(one is not None)
        if one is not None:
            why = self._discretion.shown(one.why)
            self.why.setText(f"{why} – feuille «\u00a0{one.sheet}\u00a0», {one.column}")
            self.place.setText(self._placed(one))
            self.place.setVisible(bool(self.place.text()))
            self.text.setPlainText(self._discretion.shown(one.text))
            self.fine.setEnabled(one.key not in self._read)
            self.correct.setEnabled(bool(one.record))

    def _placed(self, one: Passage) -> str:
        """Say which of several it is, and how many cells hold the same words."""
        at, several = self._passages.index(one), len(self._passages) > 1
        self.before.setVisible(several)
        self.after.setVisible(several)
        self.before.setEnabled(at > 0)
        self.after.setEnabled(at + 1 < len(self._passages))
        said = [
            f"{words.number(at + 1)} sur {words.number(len(self._passages))}." if several else ""
        ]
        said.append(_TIMES.format(words.number(one.times)) if one.times > 1 else "")
        return " ".join(filter(None, said))

    def _step(self, by: int) -> None:
        """Go to the passage before or after, read or not, and stay on the button if it can be."""
        one = self._current()
        if one is not None:
            self.table.choose(self._passages[self._passages.index(one) + by].key)
            self._show_current()
            button, other = (self.after, self.before) if by > 0 else (self.before, self.after)
            (button if button.isEnabled() else other).setFocus()
            announce(self, f"{self.place.text()} {self.why.text()}")

    def _look(self) -> None:
        one = self._current()
        if one is None:
            return
        self._read.add(one.key)
        self._show_lines()
        self._choose_unread()
        self._show_current()
        announce(self, self.said.text())
        (self.fine if self.unread else self.table).setFocus()
        self.looked.emit(one.key)

    def _correct(self) -> None:
        one = self._current()
        if one is not None and one.record:
            self.corrected.emit(one.record)

    def _choose_unread(self) -> None:
        left = (one.key for one in self._passages if one.key not in self._read)
        self.table.choose(next(left, self.table.current))

    def _build(self) -> None:
        self._deeds = buttons(self.fine, self.correct, self.before, self.after)
        inside = column(self, spacing=6)
        inside.setContentsMargins(0, 8, 0, 0)
        inside.addWidget(self.said)
        inside.addWidget(self.table)
        for part in (self.why, self.place, self.text, self._deeds):
            inside.addWidget(part)
        inside.addStretch(1)
        self.fit()
