"""Invite somebody: a name, what they may do, then a code to read over the telephone."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame

from desktop.services.people.deeds import Invitation
from desktop.services.people.roll import ROLES, Person, Roll
from desktop.ui import words
from desktop.ui.panels.parts import buttons
from desktop.ui.pieces import CalmCombo, LineBox, column, label, push, titled
from sync.protocol.codes import Role

_MISSING: Final = "Il manque le nom de la personne."
_KNOWN: Final = (
    "{} est déjà dans la liste. Est-ce la même personne, avec un ordinateur de plus, ou quelqu’un "
    "d’autre du même nom\u00a0?"
)
_EVERY: Final = 5_000
Now = Callable[[], datetime]


class InviteForm(QFrame):
    """Tells `wanted` with a name and a role, `again` with a person who is known."""

    wanted = Signal(str, object)
    again = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._roll: Roll | None = None
        self.name, self.role = LineBox(), CalmCombo()
        self.role.setMinimumContentsLength(36)
        self.said = label("", "attention", wrap=True)
        self.ask = push("Demander un code", self._ask, primary=True)
        self.same = push("La même personne", self._same)
        self.other = push("Quelqu’un d’autre", self._other)
        self.close_button = push("Ne pas inviter", self.closed.emit)
        self.name.returnPressed.connect(self._ask)
        self._build()

    def begin(self, roll: Roll) -> None:
        """Come on screen, empty."""
        self._roll = roll
        self.name.clear()
        self.role.clear()
        for role in roll.invitable:
            self.role.addItem(ROLES[role], role.value)
        self._say("")
        self.show()
        self.name.setFocus()

    def _ask(self) -> None:
        name = " ".join(self.name.text().split())
        known = self._roll.named(name) if self._roll else None
        if not name:
            self._say(_MISSING)
        elif known is not None:
            self._say(_KNOWN.format(known.name), known)
        else:
            self._other()

    def _same(self) -> None:
        known = self._roll.named(self.name.text()) if self._roll else None
        if known is not None:
            self.again.emit(known)

    def _other(self) -> None:
        self.wanted.emit(self.name.text(), Role(str(self.role.currentData())))

    def _say(self, sentence: str, known: Person | None = None) -> None:
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))
        may = bool(known and self._roll and self._roll.may_invite_again(known))
        self.same.setVisible(may)
        self.other.setVisible(known is not None)
        self.ask.setVisible(known is None)

    def _build(self) -> None:
        inside = column(self, margin=16, spacing=6)
        inside.addWidget(label("Inviter quelqu’un", "section"))
        for title, box in (
            ("Nom de la personne", self.name),
            ("Ce qu’elle pourra faire", self.role),
        ):
            inside.addWidget(titled(title, box))
            inside.addWidget(box)
        inside.addWidget(self.said)
        inside.addWidget(buttons(self.ask, self.same, self.other, self.close_button))


class CodeCard(QFrame):
    """Shows a code large, with the time that is left; tells `closed`."""

    closed = Signal()

    def __init__(self, now: Now) -> None:
        super().__init__()
        self.setObjectName("card")
        self._now = now
        self._given: Invitation | None = None
        self.whom = label("", "section", wrap=True)
        self.code = label("", "key")
        self.how = label("", wrap=True)
        self.left = label("", "field", wrap=True)
        self.done = push("C’est transmis", self.closed.emit, primary=True)
        self._clock = QTimer(self)
        self._clock.setInterval(_EVERY)
        self._clock.timeout.connect(self.tell_time)
        inside = column(self, margin=16, spacing=10)
        for part in (self.whom, self.code, self.left, self.how):
            inside.addWidget(part)
        inside.addWidget(buttons(self.done))

    def show_code(self, given: Invitation) -> None:
        """Show a code that was just given."""
        self._given = given
        self.whom.setText(f"Code pour {given.name}")
        self.code.setText(given.code.replace("-", " – "))
        spelt = ", ".join(given.code.replace("-", ""))
        self.code.setAccessibleName(f"Code à lire\u00a0: {spelt}")
        self.how.setText(
            f"À lire au téléphone, groupe par groupe, avec l’adresse du serveur\u00a0: "
            f"{given.server}. La personne les saisit dans Échanges, Rejoindre un serveur. Le code "
            "sert une seule fois, et il n’est écrit nulle part."
        )
        self.tell_time()
        self._clock.start()
        self.show()
        self.done.setFocus()

    def hide_code(self) -> None:
        """Forget the code."""
        self._clock.stop()
        self._given = None
        self.code.clear()
        self.hide()

    def tell_time(self) -> None:
        """Say how long the code is still good for."""
        if self._given is None:
            return
        left = self._given.until - self._now()
        if left <= timedelta():
            self.left.setText("Le code n’est plus bon. Demandez-en un autre.")
            self._clock.stop()
            return
        minutes = words.counted(-(-int(left.total_seconds()) // 60), "minute")
        until = f"{self._given.until.astimezone():%H:%M}"
        self.left.setText(f"Bon encore {minutes}, jusqu’à {until}.")
