"""What narrows the list to read again: who, which kind, which state, since the last look."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from desktop.services.reviewing.inbox import ORIGINS, Wanted
from desktop.store.to_review import KINDS, WAITING
from desktop.ui.panels.parts import buttons
from desktop.ui.pieces import CalmCombo, column
from sync.records import RECORD_TYPES

_ANYBODY: Final = ("Tous les agents", "")


class Narrowing(QWidget):
    """Tells `changed` when the list is to be read otherwise."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.author = _combo("Agent", (_ANYBODY,))
        kinds = [(RECORD_TYPES[kind].label_plural, kind) for kind in KINDS]
        self.kind = _combo("Type de fiche", (("Tous les types", ""), *kinds))
        states = [(state.label, state.value) for state in WAITING]
        self.state = _combo("État de relecture", (("Tous les états", ""), *states))
        origins = [(text, value) for value, text in ORIGINS.items()]
        self.origin = _combo("Origine", (("Toutes les origines", ""), *origins))
        self.since = QCheckBox("Depuis mon dernier passage")
        for combo in (self.author, self.kind, self.state, self.origin):
            combo.currentIndexChanged.connect(lambda _place: self.changed.emit())
        self.since.toggled.connect(lambda _on: self.changed.emit())
        column(self).addWidget(buttons(self.author, self.kind, self.state, self.origin, self.since))

    @property
    def wanted(self) -> Wanted:
        """Return what is asked for."""
        author, kind, state, origin = (
            str(each.currentData() or "")
            for each in (self.author, self.kind, self.state, self.origin)
        )
        return Wanted(author, kind, state, self.since.isChecked(), origin)

    def offer_authors(self, authors: Sequence[tuple[str, str]]) -> None:
        """Offer those whose work waits; the one that is chosen stays."""
        chosen = (str(self.author.currentText()), str(self.author.currentData() or ""))
        offered = {key: name or "Une personne inconnue" for key, name in authors}
        if chosen[1]:
            offered.setdefault(chosen[1], chosen[0])
        with QSignalBlocker(self.author):
            self.author.clear()
            _fill(self.author, (_ANYBODY, *((name, key) for key, name in offered.items())))
            self.author.setCurrentIndex(max(0, self.author.findData(chosen[1])))


def _combo(name: str, choices: Sequence[tuple[str, str]]) -> QComboBox:
    made = CalmCombo()
    made.setAccessibleName(name)
    made.setMinimumContentsLength(16)
    _fill(made, choices)
    return made


def _fill(combo: QComboBox, choices: Sequence[tuple[str, str]]) -> None:
    for text, value in choices:
        combo.addItem(text, value)
