"""What was put together without asking, with what each had written one click away."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from desktop.services.differences.merged import Reunion
from desktop.ui import words
from desktop.ui.discretion import HIDDEN
from desktop.ui.exchange.question_box import declared
from desktop.ui.forms.sources import Sources
from desktop.ui.panels.parts import buttons
from desktop.ui.pieces import column, label, push


class MergesCard(QFrame):
    """Tells `seen` when all was looked at, `opened` with the id of a record."""

    seen = Signal()
    opened = Signal(str)

    def __init__(self, reunions: tuple[Reunion, ...], sources: Sources) -> None:
        super().__init__()
        self.setObjectName("card")
        self.reunions = reunions
        self._sources = sources
        inside = column(self, margin=16, spacing=12)
        inside.addWidget(label("Réuni automatiquement", "section"))
        for each in reunions:
            inside.addWidget(self._entry(each))
        self.seen_button = push("J’ai vu", self.seen.emit)
        self.seen_button.setAccessibleName("J’ai vu ce qui a été réuni")
        inside.addWidget(buttons(self.seen_button))

    def _entry(self, each: Reunion) -> QWidget:
        made = QWidget()
        inside = column(made, spacing=4)
        heading = self._sources.discretion.heading(each.kind, each.heading)
        title = f"{each.label} – {heading}\u00a0: {each.title}"
        inside.addWidget(label(title, "field", wrap=True))
        inside.addWidget(label(each.sentence, wrap=True))
        before = self._before(each)
        before.hide()
        fold = push("Voir ce que chacun avait écrit", lambda: None, quiet=True)
        fold.setCheckable(True)
        fold.toggled.connect(before.setVisible)
        fold.setAccessibleName(f"Voir ce que chacun avait écrit\u00a0: {title}")
        inside.addWidget(buttons(fold, self._way_to(each, heading)))
        inside.addWidget(before)
        return made

    def _way_to(self, each: Reunion, heading: str) -> QPushButton:
        made = push("Ouvrir la fiche", lambda: self.opened.emit(each.record), quiet=True)
        made.setAccessibleName(f"Ouvrir la fiche\u00a0: {heading}, {each.title}")
        return made

    def _before(self, each: Reunion) -> QWidget:
        made = QWidget()
        inside = column(made, spacing=4)
        field = declared(each.kind, each.field)
        hidden = field is not None and self._sources.discretion.hides(field)
        for one in each.before:
            who = "Vous" if one.mine else one.author or "Quelqu’un"
            inside.addWidget(label(f"{who}, le {words.moment(one.at)}", "quiet", wrap=True))
            inside.addWidget(label(HIDDEN if hidden else one.shown, wrap=True))
        inside.addWidget(label("La fiche dit maintenant", "quiet"))
        inside.addWidget(label(HIDDEN if hidden else each.result, wrap=True))
        return made
