"""The server's office, where people are invited and laptops are put out."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar

from desktop.services.exchanging.exchange import NotJoined
from desktop.services.exchanging.reaching import connected, pass_of
from desktop.services.exchanging.sentences import told
from desktop.services.exchanging.troubles import Trouble
from desktop.services.notebook import Notebook
from desktop.store.enrolment import enrolment_of
from sync.client.errors import Refused, SyncError
from sync.protocol.codes import Refusal

if TYPE_CHECKING:
    from sync.client.people import Office


class NotAllowed(Trouble):
    """The role does not allow it, or the person or laptop is no longer there."""

    outcome: ClassVar[str] = "not_allowed"
    says: ClassVar[str] = (
        "Le serveur n’a rien changé\u00a0: votre rôle dans l’espace ne le permet pas, ou cet "
        "ordinateur n’y est plus."
    )
    advises: ClassVar[str] = (
        "Actualisez la liste. Pour inviter ou retirer un accès, demandez à la personne qui gère "
        "l’espace."
    )


class NotUnderstoodByServer(Trouble):
    """What was typed is no name, or no signs."""

    outcome: ClassVar[str] = "not_understood"
    says: ClassVar[str] = "Le serveur n’a pas pu lire ce qui a été saisi. Rien n’a changé."
    advises: ClassVar[str] = "Vérifiez la saisie, puis recommencez."


@contextmanager
def office_of(notebook: Notebook) -> Iterator["Office"]:
    """Speak to the office of the space; raises NotJoined, or a Trouble."""
    from sync.client.people import Office

    enrolment = enrolment_of(notebook.base.settings)
    if enrolment is None:
        raise NotJoined
    try:
        with connected(pass_of(enrolment), notebook.base.now_ms) as server:
            yield Office(server)
    except Refused as problem:
        raise _refused(problem) from problem
    except SyncError as problem:
        raise told(problem) from problem


def _refused(problem: Refused) -> Trouble:
    if problem.code is Refusal.NOT_FOUND:
        return NotAllowed()
    if problem.code is Refusal.MALFORMED:
        return NotUnderstoodByServer()
    return told(problem)
