"""One record on which to choose, field by field."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from desktop.services.differences.asking import Undecided
from desktop.ui.exchange.question_box import QuestionBox
from desktop.ui.forms.sources import Sources
from desktop.ui.panels.parts import buttons
from desktop.ui.pieces import column, label, push
from sync.operations.operation import Value

_KEPT = "Les autres versions restent dans l’historique de la fiche."


class DifferenceCard(QFrame):
    """Tells `kept` when the result is to be written, `later` and `opened` otherwise.

    What was begun on the card of ``before``, about the same record, goes on.
    """

    kept = Signal()
    later = Signal()
    opened = Signal()

    def __init__(
        self, asked: Undecided, sources: Sources, before: "DifferenceCard | None" = None
    ) -> None:
        super().__init__()
        self.setObjectName("card")
        self.asked = asked
        self.boxes = [QuestionBox(asked.kind, each, sources) for each in asked.questions]
        heading = sources.discretion.heading(asked.kind, asked.heading)
        later = " (remis à plus tard)" if asked.postponed else ""
        inside = column(self, margin=16, spacing=12)
        inside.addWidget(label(f"{asked.label} – {heading}{later}", "section", wrap=True))
        for box in self.boxes:
            inside.addWidget(box)
        self.keep_button = push("Garder ce résultat", self.kept.emit, primary=True)
        self.later_button = push("Décider plus tard", self.later.emit)
        self.open_button = push("Ouvrir la fiche", self.opened.emit, quiet=True)
        for button in (self.keep_button, self.later_button, self.open_button):
            button.setAccessibleName(f"{button.text()}\u00a0: {asked.label} {heading}")
        inside.addWidget(buttons(self.keep_button, self.later_button, self.open_button))
        inside.addWidget(label(_KEPT, "quiet", wrap=True))
        if before is not None:
            self._go_on_from(before)

    def values(self) -> dict[str, Value]:
        """Return the result, by field."""
        return {box.question.field: box.value for box in self.boxes}

    def fault(self) -> str:
        """Return what cannot be read in what was typed; empty when all can."""
        return next(filter(None, (box.fault() for box in self.boxes)), "")

    def _go_on_from(self, before: "DifferenceCard") -> None:
        begun = {box.question.field: box for box in before.boxes}
        for box in self.boxes:
            if box.question.field in begun:
                box.go_on_from(begun[box.question.field])


def cards_for(
    asked: Iterable[Undecided],
    shown: Iterable[DifferenceCard],
    make: Callable[[Undecided, DifferenceCard | None], DifferenceCard],
    *,
    anew: bool,
) -> list[DifferenceCard]:
    """Return a card for each record: the one shown while it asks the same, unless drawn anew."""
    known = {card.asked.record: card for card in shown}
    return [
        before
        if (before := known.get(each.record)) is not None and before.asked == each and not anew
        else make(each, before)
        for each in asked
    ]
