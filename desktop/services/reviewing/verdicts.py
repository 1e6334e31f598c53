"""Say that a record is right, send it back with a question, or send it to be read again."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Final

from desktop.errors import BadInput
from desktop.services.exchanging.wording import counted
from desktop.services.judging import revised
from desktop.services.labels import act_label
from desktop.services.notebook import Changed, Notebook
from desktop.services.reading import Reading
from desktop.services.refusals import NotFound, Refused
from desktop.services.reviewing.inbox import Inbox
from desktop.store.arrivals import Arrivals
from desktop.store.enrolment import enrolment_of
from desktop.store.stored import Stored
from sync.protocol.codes import Role
from sync.records.base import ReviewState
from sync.records.findings import error

SUPERVISORS_ALONE: Final = (
    "Dans cet espace, seule une personne référente valide ou renvoie une fiche."
)
NOT_A_SUPERVISOR: Final = f"{SUPERVISORS_ALONE} Rien n’a changé."
NO_COMMENT: Final = "Écrivez ce qui est à compléter\u00a0: la personne le lira en tête de sa fiche."
_BEING_READ: Final = frozenset(ReviewState) - {ReviewState.VALIDATED, ReviewState.ARCHIVED}


def may_review(reading: Reading) -> bool:
    """Tell whether the person may validate: a supervisor of the space, anybody when alone.

    The server judges again what it receives.
    """
    enrolment = enrolment_of(reading.base.settings)
    return enrolment is None or enrolment.role == Role.SUPERVISOR


def is_shared(reading: Reading) -> bool:
    """Tell whether somebody else may read what is written here."""
    return enrolment_of(reading.base.settings) is not None


def validate(notebook: Notebook, records: Iterable[str]) -> int:
    """Say that records are right, as one act that can be undone; return how many changed.

    What was deleted, validated or archived meanwhile is passed over.
    """
    _require_supervisor(notebook)
    verdict = {**_signed(notebook), "review_state": ReviewState.VALIDATED}
    return _settle(notebook, records, verdict, "validate")


def send_back(notebook: Notebook, record: str, comment: str) -> None:
    """Ask the author to complete a record; raises BadInput without a comment."""
    _require_supervisor(notebook)
    if not comment.strip():
        raise BadInput(NO_COMMENT, "review_comment")
    verdict = {
        **_signed(notebook),
        "review_state": ReviewState.TO_COMPLETE,
        "review_comment": comment.strip(),
    }
    _settle(notebook, (record,), verdict, "send_back")


def send(notebook: Notebook, record: str) -> None:
    """Say that a record is ready to be read again; what was asked stays written on it."""
    notebook.edit(record, {"review_state": ReviewState.TO_SEND})


def looked(notebook: Notebook, seen: Inbox) -> None:
    """Remember that all that a page of the inbox could know was seen."""
    with notebook.base.writing():
        Arrivals(notebook.base.db).looked(seen.until)


def _require_supervisor(notebook: Notebook) -> None:
    if not may_review(notebook):
        raise Refused((error(NOT_A_SUPERVISOR),))


def _signed(notebook: Notebook) -> dict[str, object]:
    today = datetime.fromtimestamp(notebook.base.now_ms() / 1000).astimezone().date()
    return _by(notebook.person.name, today)


def _by(name: str, day: date) -> dict[str, object]:
    return {"reviewed_by": name, "reviewed_on": day.isoformat()}


def _settle(
    notebook: Notebook, records: Iterable[str], verdict: Mapping[str, object], verb: str
) -> int:
    """Write the same verdict on records in one act; only the fields of the review change."""
    base = notebook.base
    done: list[Stored] = []
    with base.act() as act:
        for record in dict.fromkeys(records):
            before = base.repository.find(record)
            if before is None:
                raise NotFound
            if not _can_be_read(before):
                continue
            act.edit(before, revised(before, verdict)[0])
            done.append(before)
        if done:
            act.name(_label(done, verb))
    if done:
        kinds = frozenset(each.kind for each in done)
        notebook.tell(Changed(kinds, tuple(each.id for each in done)))
    return len(done)


def _can_be_read(stored: Stored) -> bool:
    state = stored.values.get("review_state", ReviewState.DRAFT)
    return stored.deleted_at is None and state in _BEING_READ


def _label(done: list[Stored], verb: str) -> str:
    """Name the act; several are only ever validated."""
    if len(done) > 1:
        return f"{counted(len(done), 'fiche')} validées"
    return act_label(verb, done[0].record())
