"""Invite somebody, put a laptop out, open a locked one: each asks the server, which judges."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from desktop.errors import BadInput
from desktop.services.notebook import Notebook
from desktop.services.people.office import office_of
from desktop.services.people.roll import Laptop, Person, Roll, roll_from
from desktop.store.enrolment import enrolment_of
from desktop.store.stored import moment_of
from sync.protocol.codes import Role
from sync.protocol.people import Invite

REVOKED: Final = (
    "Dès sa prochaine demande, le serveur refuse cet ordinateur\u00a0: il n’envoie et ne reçoit "
    "plus rien. Les fiches qui y sont déjà y restent, protégées par la phrase secrète. Ce qui n’a "
    "pas encore été envoyé depuis cet ordinateur n’arrivera pas."
)
WIPED: Final = (
    "À son prochain contact, cet ordinateur confie au serveur ce qu’il n’avait pas envoyé, puis "
    "efface son carnet, sans retour possible. Tant qu’il reste hors du réseau, il n’en sait rien, "
    "et seule la phrase secrète le protège."
)

REMOVED: Final = (
    "Cette personne ne fait plus partie de l’espace, et tous ses ordinateurs en perdent l’accès. "
    "Ce qu’elle a écrit reste, avec son nom. Ce qu’elle n’avait pas encore envoyé n’arrivera pas "
    "de lui-même\u00a0: demandez-lui d’échanger une dernière fois d’abord, si vous le pouvez."
)


@dataclass(frozen=True, slots=True)
class Invitation:
    """A code to read aloud; it serves once, until a moment."""

    name: str
    code: str
    until: datetime
    server: str


def invite(notebook: Notebook, name: str, role: Role) -> Invitation:
    """Ask for a code for somebody new; raises BadInput, NotJoined, or a Trouble."""
    plain = " ".join(name.split())
    if not plain:
        raise BadInput("Il manque le nom de la personne. Rien n’a été demandé.", "name")
    return _invitation(notebook, plain, Invite(name=plain[:200], role=role.value))


def invite_again(notebook: Notebook, person: Person) -> Invitation:
    """Ask for a code for one more laptop of somebody who is known."""
    return _invitation(notebook, person.name, Invite(person=person.id))


def set_role(notebook: Notebook, person: Person, role: Role) -> Roll:
    """Give somebody another role."""
    with office_of(notebook) as office:
        return roll_from(notebook, office.set_role(person.id, role.value))


def remove(notebook: Notebook, person: Person) -> Roll:
    """Have somebody leave the space, with all laptops."""
    with office_of(notebook) as office:
        return roll_from(notebook, office.remove(person.id))


def revoke(notebook: Notebook, laptop: Laptop) -> Roll:
    """Take the access of a laptop away."""
    with office_of(notebook) as office:
        return roll_from(notebook, office.revoke(laptop.id))


def wipe(notebook: Notebook, laptop: Laptop) -> Roll:
    """Have a laptop empty itself at its next contact."""
    with office_of(notebook) as office:
        return roll_from(notebook, office.wipe(laptop.id))


def unlock(notebook: Notebook, laptop: Laptop, signs: str) -> str:
    """Return the eight digits that open a laptop which shows six signs."""
    plain = "".join(sign for sign in signs.upper() if sign.isalnum())
    if not (plain.isascii() and len(plain) == _SIGNS):
        raise BadInput("Il faut les six signes que montre l’ordinateur verrouillé.", "signs")
    with office_of(notebook) as office:
        code = office.unlock(laptop.id, plain)
    return f"{code[:4]}\u00a0{code[4:]}"


_SIGNS: Final = 6


def _invitation(notebook: Notebook, name: str, wished: Invite) -> Invitation:
    enrolment = enrolment_of(notebook.base.settings)
    with office_of(notebook) as office:
        given = office.invite(wished)
    server = enrolment.url if enrolment else ""
    return Invitation(name, given.code, moment_of(given.expires_at), server)
