"""The observations behind a figure: read here, opened with Enter."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from desktop.services.observing.recurrences import Seen
from desktop.ui.observations.natures import nature_label
from desktop.ui.observations.rows import Heading, Line, RowsView
from desktop.ui.pieces import column, label, line, push
from desktop.ui.words import counted, number, short_day
from sync.records.observation import FollowUp

MOST = 200
_HEADINGS = (
    Heading("Vue le"),
    Heading("Nature"),
    Heading("Lieu"),
    Heading("Dite par", "Combien de personnes l’ont dit", number=True),
    Heading("Suite"),
)
_STEPS = {step.value: step.label for step in FollowUp}


class Behind(QWidget):
    """A title, the observations, and the way to one of them."""

    def __init__(
        self, opened: Callable[[str], object], name: str = "Les observations derrière"
    ) -> None:
        super().__init__()
        self._opened = opened
        self.title = label(name, "section", wrap=True)
        self.view = RowsView(name, _HEADINGS, telling=2)
        self.view.entered.connect(opened)
        self.view.turned.connect(lambda _id: self._settle())
        self._more = label("", "quiet", wrap=True)
        self.open_button = push("Ouvrir l’observation", self._open)
        inside = column(self, spacing=6)
        inside.setContentsMargins(0, 6, 0, 0)
        inside.addWidget(self.title)
        inside.addWidget(self.view, 1)
        inside.addWidget(self._more)
        inside.addLayout(line(self.open_button, None))
        self.show_seen((), name)

    def show_seen(self, seen: Sequence[Seen], title: str) -> None:
        """Show these observations, two hundred at most."""
        self.title.setText(title)
        self.view.setAccessibleName(title)
        self.view.show_lines([_line(one) for one in seen[:MOST]])
        left = len(seen) - MOST
        self._more.setText(f"et {counted(left, 'autre')}" if left > 0 else "")
        self._more.setVisible(left > 0)
        self._settle()

    def fit(self) -> None:
        """Fit the columns to another size of text."""
        self.view.fit()

    def _open(self) -> None:
        if self.view.current:
            self._opened(self.view.current)

    def _settle(self) -> None:
        self.open_button.setEnabled(bool(self.view.current))


def _line(seen: Seen) -> Line:
    return Line(
        seen.id,
        (
            short_day(seen.on),
            nature_label(seen.nature),
            seen.place,
            number(seen.told_by),
            follow_up_label(seen.follow_up),
        ),
    )


def follow_up_label(code: str) -> str:
    """Return where the answer stands, in words."""
    return _STEPS.get(code, code)
