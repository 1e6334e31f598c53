"""An exchange that would send many records to the trash: which ones, and the agreement to it."""

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFrame

from desktop.ui import words
from desktop.ui.panels.parts import buttons
from desktop.ui.pieces import column, label, push
from desktop.ui.workplace import Workplace
from sync.records import RECORD_TYPES

if TYPE_CHECKING:
    from desktop.services.exchanging.declined import ManyRemovals

_SHOWN: Final = 15


class RemovalsCard(QFrame):
    """Says how many and which would go; nothing goes without the first button."""

    def __init__(self, work: Workplace, asked: "ManyRemovals") -> None:
        super().__init__()
        self.setObjectName("card")
        self.asked = asked
        inside = column(self, margin=16, spacing=8)
        inside.addWidget(label("Beaucoup de fiches iraient à la corbeille", "section", wrap=True))
        inside.addWidget(label(asked.sentence, wrap=True))
        inside.addWidget(label("\n".join(_titles(work, asked.records)), wrap=True))
        inside.addWidget(label(asked.advice, "quiet", wrap=True))
        self.accept_button = push(
            f"Accepter ces {words.number(asked.removals)} suppressions",
            work.exchanges.exchanging.agree,
        )
        self.refuse_button = push(
            "Ne rien changer", work.exchanges.exchanging.decline, primary=True
        )
        inside.addWidget(buttons(self.refuse_button, self.accept_button))


def _titles(work: Workplace, records: tuple[str, ...]) -> list[str]:
    shown = work.notebook.base.repository.by_ids(records[:_SHOWN])
    said = [
        f"• {RECORD_TYPES[each.kind].label} – {work.discretion.heading(each.kind, each.heading)}"
        for each in shown.values()
    ]
    left = len(records) - len(said)
    return [*said, f"et {words.counted(left, 'autre')}"] if left else said
