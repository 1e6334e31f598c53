"""The head of the desk: who the organisation is, how long ago it was met, what to do next."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QPushButton, QWidget

from desktop.services.desk.identity import Identity
from desktop.services.desk.lapse import Clock
from desktop.services.desk.people import Person
from desktop.ui.discretion import Discretion
from desktop.ui.flow import FlowLayout
from desktop.ui.pieces import column, label, push, repolish

Act = Callable[[], object]
_MOST_PEOPLE = 2


class DeskHead(QWidget):
    """Shows the identity and the clock, and begins what comes next."""

    def __init__(self, acts: Mapping[str, Act], export: Act) -> None:
        super().__init__()
        self.identity = label("", "quiet", wrap=True)
        self.people = label("", "quiet", wrap=True)
        self.clock = label("", "field")
        self.buttons: dict[str, QPushButton] = {}
        self._build(acts, export)

    def show_identity(self, known: Identity, clock: Clock) -> None:
        """Show who the organisation is and when it was last met."""
        numbers = (number.sentence for number in known.numbers)
        link = f"Lien\u00a0: {known.link}" if known.link else ""
        parts = (link, known.organisation_type, *numbers, known.address)
        self.identity.setText(" · ".join(part for part in parts if part))
        self.identity.setVisible(bool(self.identity.text()))
        self.clock.setText(f"{'⚠ ' if clock.silent else ''}{clock.sentence}")
        self.clock.setProperty("role", "attention" if clock.silent else "field")
        repolish(self.clock)

    def show_people(self, people: Sequence[Person], discretion: Discretion) -> None:
        """Show how to reach those who speak for the organisation, unless the screen is shared."""
        said = [_reached(each, discretion) for each in people if each.phone or each.email]
        self.people.setText(" · ".join(said[:_MOST_PEOPLE]))
        self.people.setVisible(bool(said))

    def _build(self, acts: Mapping[str, Act], export: Act) -> None:
        inside = column(self, spacing=4)
        inside.addWidget(self.identity)
        inside.addWidget(self.people)
        row = QWidget()
        flow = FlowLayout(row)
        self.clock.setMinimumHeight(28)
        flow.addWidget(self.clock)
        for text, act in acts.items():
            self.buttons[text] = push(text, act)
            self.buttons[text].setAccessibleName(f"{text} pour cette structure")
        self.buttons["Dossier"] = push("Exporter le dossier…", export, quiet=True)
        for button in self.buttons.values():
            button.setProperty("compact", True)
            button.setMinimumHeight(28)
            flow.addWidget(button)
        inside.addWidget(row)


def _reached(person: Person, discretion: Discretion) -> str:
    reach = ", ".join(part for part in (person.phone, person.email) if part)
    return f"{person.role}\u00a0: {discretion.shown(reach)}"
