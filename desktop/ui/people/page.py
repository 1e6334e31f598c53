"""The page « Personnes et ordinateurs »: who is in the space, who is invited, who is put out."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final

from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desktop.errors import UserError
from desktop.services.notebook import Notebook
from desktop.services.people import deeds
from desktop.services.people.deeds import Invitation
from desktop.services.people.roll import ROLES, Laptop, Person, Roll, asked, known_here
from desktop.store.stored import moment_of
from desktop.ui import words
from desktop.ui.pages.page import Page
from desktop.ui.panels.parts import buttons
from desktop.ui.people.asking import Asking, Job
from desktop.ui.people.confirming import Confirming, Warned, warned_of
from desktop.ui.people.inviting import CodeCard, InviteForm
from desktop.ui.people.leaving import Leaving
from desktop.ui.people.person_card import REMOVE, REVOKE, ROLE, UNLOCK, PersonCard
from desktop.ui.people.roles import Roles
from desktop.ui.people.unlocking import Unlocking
from desktop.ui.pieces import announce, column, label, push
from desktop.ui.revealing import reveal
from desktop.ui.tab_order import anchor, lead_tab
from desktop.ui.workplace import Workplace
from sync.protocol.codes import Role

Unfolded = Confirming | Unlocking | Roles
_ALONE: Final = (
    "Ce carnet n’est dans aucun espace\u00a0: il n’y a que vous. Pour travailler à plusieurs, "
    "rejoignez l’espace de votre équipe depuis la page Échanges."
)
_STALE: Final = (
    "Voici ce qu’a dit le dernier échange. Avec le réseau, «\u00a0Actualiser\u00a0» donne la liste "
    "du moment."
)
_READ_ONLY: Final = (
    "Vous voyez qui partage l’espace. Inviter ou retirer un accès revient à la personne qui le "
    "gère."
)


class PeoplePage(Page):
    """Shows at once what is known here, then what the server tells."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._work = work
        self.roll: Roll | None = None
        self.cards: list[PersonCard] = []
        self.unfolded: Unfolded | None = None
        self.about = label("", wrap=True)
        self.remark = label("", "quiet", wrap=True)
        self.invite_button = push("Inviter quelqu’un…", self.invite, primary=True)
        self.again_button = push("Actualiser", self.ask)
        self.back_button = push("Retour aux échanges", partial(work.go, "exchange"), quiet=True)
        self.form, self.code = InviteForm(), CodeCard(self._now)
        self.leaving = Leaving(work.notebook)
        self._list = QWidget()
        self._place = anchor(self._list)
        self.asking = Asking(work, self)
        self._asking_code = False
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Show what is known here, and ask the server for more."""
        self.form.hide()
        self.code.hide_code()
        self.leaving.fold()
        self._show(known_here(self._work.notebook))
        if self.roll is not None:
            self.asking.run(asked, self._learn, self._not_asked)

    def take_focus(self) -> None:
        """Begin with the first button that shows."""
        (self.invite_button if self.invite_button.isVisible() else self.back_button).setFocus()

    def ask(self) -> None:
        """Ask the server who is there; say why when it cannot be asked."""
        self._fold()
        self.asking.run(asked, self._learn)

    def invite(self) -> None:
        """Open the form that invites somebody."""
        if self.roll is not None:
            self.code.hide_code()
            self.form.begin(self.roll)
            reveal(self.form)

    def invite_new(self, name: str, role: Role) -> None:
        """Ask for a code for somebody new."""
        self._ask_code(partial(_invited, name, role))

    def invite_again(self, person: Person) -> None:
        """Ask for a code for one more laptop of somebody."""
        self._ask_code(partial(_invited_again, person))

    def choose(self, card: PersonCard, laptop: Laptop | None, verb: str) -> None:
        """Ask before a person or a laptop is put out, for a role, or for the six signs."""
        self._fold()
        made = self._asked(card.person, laptop, verb)
        self.unfolded = made
        card.unfold(made)
        lead_tab(self._place, self.cards)
        made.setFocus()
        reveal(made)

    def _ask_code(self, job: Job[Invitation]) -> None:
        """Ask for one code at a time: each that is given lets somebody in."""
        if not self._asking_code:
            self._asking_code = True
            self.asking.run(job, self._show_code)

    def _asked(self, person: Person, laptop: Laptop | None, verb: str) -> Unfolded:
        if verb == ROLE:
            return self._roles(person)
        if verb == REMOVE or laptop is None:
            job = partial(_removed, person)
            return self._confirming(_leaving(person), job)
        if verb == UNLOCK:
            return self._unlocking(person, laptop)
        deed = deeds.revoke if verb == REVOKE else deeds.wipe
        return self._confirming(warned_of(laptop, verb), partial(_put_out, deed, laptop))

    def _confirming(self, warned: Warned, job: Job[Roll]) -> Confirming:
        go = (warned.title, partial(self._put_out, job, warned.done))
        return Confirming(
            warned.title,
            warned.what,
            warned.wanted,
            asking=warned.asking,
            go=go,
            give_up=self._fold,
        )

    def _roles(self, person: Person) -> Roles:
        made = Roles(person)
        made.closed.connect(self._fold)
        said = f"{person.name} a un autre rôle."
        made.given.connect(lambda role: self._put_out(partial(_given_role, person, role), said))
        return made

    def _unlocking(self, person: Person, laptop: Laptop) -> Unlocking:
        made = Unlocking(person, laptop)
        made.closed.connect(self._fold)
        made.asked.connect(
            lambda signs: self.asking.run(partial(_unlocked, laptop, signs), made.show_code)
        )
        return made

    def _put_out(self, job: Job[Roll], said: str) -> None:
        def done(roll: Roll) -> None:
            self._show(roll)
            self._work.notices.done(said)

        self.asking.run(job, done)

    def _fold(self) -> None:
        """Take away what was asked about a laptop."""
        if self.unfolded is not None:
            self.unfolded.hide()
            self.unfolded.deleteLater()
            self.unfolded = None

    def _learn(self, roll: Roll) -> None:
        """Show what the server told, unless something is being typed under a card."""
        if self.unfolded is None:
            self._show(roll)

    def _show(self, roll: Roll | None) -> None:
        self.roll, self.unfolded = roll, None
        self.about.setText(_about(roll))
        self.remark.setText(_remark(roll))
        self.remark.setVisible(bool(self.remark.text()))
        self.invite_button.setVisible(roll is not None and bool(roll.invitable))
        for part in (self.again_button, self.leaving):
            part.setVisible(roll is not None)
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = [self._card(roll, each) for each in roll.people] if roll else []
        lead_tab(self._place, self.cards)

    def _card(self, roll: Roll, person: Person) -> PersonCard:
        made = PersonCard(roll, person, self._now())
        made.invited.connect(self.invite_again)
        made.chosen.connect(partial(self.choose, made))
        self._people.addWidget(made)
        made.show()
        return made

    def _show_code(self, given: Invitation) -> None:
        self._asking_code = False
        self.form.hide()
        self.code.show_code(given)
        reveal(self.code)
        announce(self, f"Code pour {given.name}\u00a0: {', '.join(given.code)}")

    def _not_asked(self, _error: UserError) -> None:
        """Leave what is known here: the remark says how old it is."""

    def _now(self) -> datetime:
        return moment_of(self._work.notebook.base.now_ms())

    def _connect(self) -> None:
        self.form.wanted.connect(self.invite_new)
        self.form.again.connect(self.invite_again)
        self.form.closed.connect(self._close_form)
        self.code.closed.connect(self._close_code)
        self.asking.turned.connect(self._turn)
        self.leaving.confirmed.connect(self._work.exchanges.leaving)

    def _turn(self, busy: bool) -> None:
        self.again_button.setEnabled(not busy)
        self._asking_code = self._asking_code and busy

    def _close_form(self) -> None:
        self.form.hide()
        self.take_focus()

    def _close_code(self) -> None:
        self.code.hide_code()
        self.ask()
        self.take_focus()

    def _build(self) -> None:
        scroll, holder = QScrollArea(), QWidget()
        holder.setObjectName("scrolled")
        inside = column(holder, margin=16, spacing=12)
        inside.addWidget(label("Personnes et ordinateurs", "title"))
        acts = buttons(self.invite_button, self.again_button, self.back_button)
        parts: tuple[QWidget, ...] = (self.about, self.remark, acts)
        for part in (*parts, self.form, self.code, self._list, self.leaving):
            inside.addWidget(part)
        self._people = column(self._list, spacing=12)
        inside.addStretch(1)
        scroll.setWidget(holder)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(scroll.focusPolicy().NoFocus)
        column(self).addWidget(scroll)


def _leaving(person: Person) -> Warned:
    return Warned(
        f"Retirer {person.name} de l’espace",
        deeds.REMOVED,
        "le nom de la personne",
        person.name,
        f"{person.name} ne fait plus partie de l’espace.",
    )


def _about(roll: Roll | None) -> str:
    if roll is None:
        return _ALONE
    count = words.counted(sum(one.active for one in roll.people), "personne")
    mine = ROLES.get(Role(roll.role), "") if roll.role in set(Role) else ""
    return f"Espace «\u00a0{roll.space_name}\u00a0», {count}. Votre rôle\u00a0: {mine}."


def _remark(roll: Roll | None) -> str:
    if roll is None:
        return ""
    parts = ("" if roll.fresh else _STALE, "" if roll.invitable else _READ_ONLY)
    return "\n".join(filter(None, parts))


def _invited(name: str, role: Role, notebook: Notebook) -> Invitation:
    return deeds.invite(notebook, name, role)


def _invited_again(person: Person, notebook: Notebook) -> Invitation:
    return deeds.invite_again(notebook, person)


def _removed(person: Person, notebook: Notebook) -> Roll:
    return deeds.remove(notebook, person)


def _given_role(person: Person, role: Role, notebook: Notebook) -> Roll:
    return deeds.set_role(notebook, person, role)


def _put_out(deed: Callable[[Notebook, Laptop], Roll], laptop: Laptop, notebook: Notebook) -> Roll:
    return deed(notebook, laptop)


def _unlocked(laptop: Laptop, signs: str, notebook: Notebook) -> str:
    return deeds.unlock(notebook, laptop, signs)
