"""One person of the space: role, last contact, laptops, and what may be done about each."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from desktop.services.exchanging.wording import when
from desktop.services.people.roll import Laptop, Person, Roll
from desktop.ui.panels.parts import buttons
from desktop.ui.pieces import Clicked, column, label, push

REVOKE, WIPE, UNLOCK, ROLE, REMOVE = "revoke", "wipe", "unlock", "role", "remove"


class PersonCard(QFrame):
    """Tells `invited` for one more laptop, `chosen` with a laptop and what to do about it.

    What is about the person and not a laptop is told by `chosen` with None.
    """

    invited = Signal(object)
    chosen = Signal(object, str)

    def __init__(self, roll: Roll, person: Person, now: datetime) -> None:
        super().__init__()
        self.setObjectName("card")
        self.person = person
        self._roll, self._now = roll, now
        self.verbs: dict[tuple[str, str], QPushButton] = {}
        self.again: QPushButton | None = None
        self._inside = column(self, margin=16, spacing=6)
        me = " (vous)" if person.me else ""
        self._inside.addWidget(label(f"{person.name}{me}", "section", wrap=True))
        self._inside.addWidget(label(self._summary(), wrap=True))
        for laptop in person.laptops:
            self._inside.addWidget(self._laptop(laptop))
        self._add_again()

    def unfold(self, part: QWidget) -> None:
        """Show what is asked about a laptop, under all of them."""
        self._inside.addWidget(part)

    def _summary(self) -> str:
        parts = [self.person.role_said]
        if self._roll.fresh and self.person.laptops and self.person.last_seen is not None:
            parts.append(f"dernier contact {when(self.person.last_seen, self._now)}")
        return " · ".join(filter(None, parts))

    def _laptop(self, laptop: Laptop) -> QWidget:
        said = [f"Ordinateur «\u00a0{laptop.name}\u00a0»"]
        said += ["celui-ci"] if laptop.here else []
        said += [laptop.state_said] if laptop.state_said else []
        if laptop.last_seen is not None and len(self.person.laptops) > 1:
            said.append(f"vu {when(laptop.last_seen, self._now)}")
        made = QWidget()
        inside = column(made, spacing=2)
        inside.addWidget(label(" · ".join(said), "" if laptop.active else "quiet", wrap=True))
        verbs = self._verbs(laptop)
        if verbs:
            inside.addWidget(buttons(*verbs))
        return made

    def _verbs(self, laptop: Laptop) -> list[QPushButton]:
        """Return a button for each thing that may be done about a laptop."""
        out = self._roll.may_put_out(self.person, laptop)
        wanted = (
            (REVOKE, "Retirer l’accès de cet ordinateur…", out and laptop.active),
            (WIPE, "Effacer cet ordinateur à distance…", out),
            (UNLOCK, "Donner un code de déverrouillage…", self._roll.may_unlock(laptop)),
        )
        return [self._verb(laptop, verb, text) for verb, text, may in wanted if may]

    def _verb(self, laptop: Laptop, verb: str, text: str) -> QPushButton:
        made = push(text, partial(self.chosen.emit, laptop, verb), quiet=True)
        made.setAccessibleName(f"{text} {laptop.name}, {self.person.name}")
        self.verbs[laptop.id, verb] = made
        return made

    def _add_again(self) -> None:
        """Add what may be done about the person."""
        made = []
        if self._roll.fresh and self._roll.may_invite_again(self.person):
            text = "Ajouter un ordinateur…" if self.person.laptops else "Inviter de nouveau…"
            self.again = self._about_person(text, partial(self.invited.emit, self.person))
            made.append(self.again)
        if self._roll.fresh and self._roll.may_change(self.person):
            for verb, text in ((ROLE, "Changer son rôle…"), (REMOVE, "Retirer de l’espace…")):
                button = self._about_person(text, partial(self.chosen.emit, None, verb))
                self.verbs["", verb] = button
                made.append(button)
        if made:
            self._inside.addWidget(buttons(*made))

    def _about_person(self, text: str, clicked: Clicked) -> QPushButton:
        made = push(text, clicked, quiet=True)
        made.setAccessibleName(f"{text} {self.person.name}")
        return made
