"""Leave the space of a team: what was written here goes first, then the notebook is emptied."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from desktop.errors import BadInput, UserError
from desktop.services.carrying.bringing import inspect
from desktop.services.carrying.making import Made, create
from desktop.services.exchanging.exchange import NotJoined, exchange
from desktop.services.exchanging.reaching import Reaching, over_http, pass_of
from desktop.services.exchanging.wiping import empty
from desktop.services.exchanging.wording import counted
from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook
from desktop.store.carried import Carrying
from desktop.store.enrolment import Enrolment, enrolment_of
from desktop.store.exchange_facts import ExchangeFacts
from sync.client.errors import SyncError


class NotAllSent(UserError):  # noqa: N818 - named after what happened
    """Say that leaving waits: something would be lost."""

    exit_code: ClassVar[int] = 3

    def __init__(self, records: int) -> None:
        super().__init__(
            f"{_still_here(records)} vers le serveur. Le carnet est resté tel quel, pour ne rien "
            "perdre.",
            "Relancez l’échange\u00a0; si rien ne part, voyez avec la personne qui gère l’espace.",
        )


class OwnNotesStay(UserError):  # noqa: N818 - named after what happened
    """Say that notes for oneself alone would be lost: a key carries what is everybody's."""

    exit_code: ClassVar[int] = 3

    def __init__(self, records: int) -> None:
        notes = counted(records, "fiche porte une note", "fiches portent une note")
        super().__init__(
            f"{notes} pour vous seul que le serveur n’a pas. Un fichier d’échange ne l’emporte "
            "pas\u00a0: toute l’équipe pourrait la lire. Le carnet est resté tel quel.",
            "Relancez l’échange, ou recopiez ces notes ailleurs puis confirmez leur perte.",
        )


class FormsStay(UserError):  # noqa: N818 - named after what happened
    """Say that forms which are not finished would be lost: they are no records yet."""

    exit_code: ClassVar[int] = 3

    def __init__(self, forms: int) -> None:
        many = "n’est pas terminée" if forms == 1 else "ne sont pas terminées"
        super().__init__(
            f"{counted(forms, 'saisie')} {many}\u00a0: le carnet est resté tel quel, pour ne rien "
            "perdre.",
            "Ouvrez le carnet, terminez ou supprimez ce qui est commencé, puis quittez l’espace.",
        )


@dataclass(frozen=True, slots=True)
class Left:
    """The space was left; ``told`` when the server knows that this laptop is gone."""

    told: bool


def leave(notebook: Notebook, ticket: Ticket, *, reaching: Reaching | None = None) -> Left:
    """Send what is left to send, then empty the notebook, keys first; it is closed afterwards.

    Raises `NotJoined`, `FormsStay`, `Trouble` or `NotAllSent`, and then nothing is emptied.
    """
    enrolment = _enrolment(notebook)
    _check_forms(notebook)
    outcome = exchange(notebook, ticket, reaching=reaching)
    left = ExchangeFacts(notebook.base.db).counts()
    if left.operations or outcome.left or outcome.files_failed:
        raise NotAllSent(left.records)
    told = _tell(notebook, enrolment, reaching)
    empty(notebook)
    return Left(told)


def leave_anyway(
    notebook: Notebook,
    path: Path,
    ticket: Ticket,
    *,
    without_own_notes: bool = False,
    reaching: Reaching | None = None,
) -> Made:
    """Write what the server lacks into a file that a colleague can bring, then empty the notebook.

    The file is read again to its end before anything is emptied. Raises `NotJoined`, `FormsStay`,
    `NotAllSent` when something of it cannot be carried, `OwnNotesStay` unless their loss is agreed
    to, and what the disk refuses; nothing is then emptied.
    """
    enrolment = _enrolment(notebook)
    _check_forms(notebook)
    _check_place(notebook, path)
    carrying = Carrying(notebook.base)
    own = carrying.own_unsent()
    if own and not without_own_notes:
        raise OwnNotesStay(own)
    made = create(notebook, path, ticket=ticket)
    inspect(notebook, path, ticket=ticket)
    left = carrying.uncarried(enrolment.key)
    if left or made.left_out:
        raise NotAllSent(left)
    _tell(notebook, enrolment, reaching)
    empty(notebook)
    return made


def _enrolment(notebook: Notebook) -> Enrolment:
    enrolment = enrolment_of(notebook.base.settings)
    if enrolment is None:
        raise NotJoined
    return enrolment


def _check_forms(notebook: Notebook) -> None:
    forms = len(notebook.drafts())
    if forms:
        raise FormsStay(forms)


def _check_place(notebook: Notebook, path: Path) -> None:
    if path.resolve().is_relative_to(notebook.folder.path.resolve()):
        raise BadInput(
            "Ce dossier est celui du carnet, qui va être effacé. Rien n’a été écrit ni "
            "effacé\u00a0: choisissez une clé, ou un autre dossier.",
            "anyway",
        )


def _tell(notebook: Notebook, enrolment: Enrolment, reaching: Reaching | None) -> bool:
    """Tell the server that this laptop leaves; all is there already, so that it may not hear."""
    try:
        with (reaching or over_http()).open(pass_of(enrolment), notebook.base.now_ms) as server:
            server.leave()
    except SyncError:
        return False
    return True


def _still_here(records: int) -> str:
    if not records:
        return "Des fichiers joints ne sont pas encore partis"
    many = "n’est pas encore partie" if records == 1 else "ne sont pas encore parties"
    return f"{counted(records, 'fiche')} {many}"
