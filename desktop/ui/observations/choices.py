"""What narrows the figures: a period, a nature, a theme, a part of the territories."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from desktop.services.notebook import Notebook
from desktop.services.observing.territory_map import Period, Question, Scope
from desktop.ui.pieces import CalmCombo, label
from sync.records.observation import ObservationNature

PERIODS: Final = (
    (Period.MONTH, "Ce mois-ci"),
    (Period.QUARTER, "Trois derniers mois"),
    (Period.YEAR, "Cette année"),
    (Period.ALL, "Depuis le début"),
)
_REMEMBERED: Final = "observations:period"


class Choices(QWidget):
    """Tells `asked` when what is counted changes, `placed` when the part to look at does."""

    asked = Signal()
    placed = Signal()

    def __init__(self, notebook: Notebook) -> None:
        super().__init__()
        self._notebook = notebook
        self.period, self.nature, self.theme, self.scope = (_combo() for _ in range(4))
        self._scopes: tuple[Scope, ...] = ()
        self._row = QGridLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for place, (title, box) in enumerate(
            (
                ("Période", self.period),
                ("Nature", self.nature),
                ("Thème", self.theme),
                ("Où", self.scope),
            )
        ):
            self._add(place, title, box)
        self._fill()

    def question(self, today: date) -> Question:
        """Return what is counted."""
        return Question(
            Period(self.period.currentData()).since(today),
            str(self.nature.currentData() or ""),
            str(self.theme.currentData() or ""),
        )

    @property
    def wanted(self) -> Scope | None:
        """Return the part of the territories to look at."""
        place = self.scope.currentIndex()
        return self._scopes[place] if 0 <= place < len(self._scopes) else None

    def show_scopes(self, scopes: Sequence[Scope]) -> None:
        """Offer the parts that there are, and stay on the same one."""
        titles = [scope.title for scope in scopes]
        if titles != [scope.title for scope in self._scopes]:
            chosen = self.scope.currentText()
            self.scope.clear()
            self.scope.addItems(titles)
            self.scope.setCurrentIndex(titles.index(chosen) if chosen in titles else 0)
        self._scopes = tuple(scopes)

    def show_themes(self) -> None:
        """Read the themes again: the team keeps their list."""
        chosen = self.theme.currentData()
        self.theme.clear()
        self.theme.addItem("Tous", "")
        for entry in self._notebook.entries("observation_theme"):
            self.theme.addItem(entry.label, entry.code)
        self.theme.setCurrentIndex(max(0, self.theme.findData(chosen)))

    def choose(self, box: QComboBox, value: str) -> None:
        """Choose as a hand would."""
        box.setCurrentIndex(box.findData(value))
        box.activated.emit(box.currentIndex())

    def _fill(self) -> None:
        for period, text in PERIODS:
            self.period.addItem(text, period.value)
        remembered = self._notebook.remembered(_REMEMBERED) or Period.YEAR.value
        self.period.setCurrentIndex(max(0, self.period.findData(remembered)))
        self.nature.addItem("Toutes", "")
        for nature in ObservationNature:
            self.nature.addItem(nature.label, nature.value)
        self.show_themes()
        self.period.activated.connect(self._remember)
        for box in (self.period, self.nature, self.theme):
            box.activated.connect(lambda _place: self.asked.emit())
        self.scope.activated.connect(lambda _place: self.placed.emit())

    def _remember(self) -> None:
        self._notebook.remember(_REMEMBERED, str(self.period.currentData()))

    def _add(self, place: int, title: str, box: QComboBox) -> None:
        said = label(title, "quiet")
        said.setBuddy(box)
        box.setAccessibleName(title)
        self._row.addWidget(said, 0, place)
        self._row.addWidget(box, 1, place)
        self._row.setColumnStretch(place, 1)


def _combo() -> QComboBox:
    return CalmCombo()
