"""Decide: an ordinary operation that has seen every version, so that none is left to choose."""

from collections.abc import Collection, Mapping
from typing import Final

from desktop.errors import UserError
from desktop.services.differences.asking import Undecided, open_questions
from desktop.services.judging import revised
from desktop.services.notebook import Changed, Notebook
from desktop.services.refusals import NotFound
from desktop.store import differences as kept
from desktop.store.history import RESOLVE
from desktop.store.stored import Stored
from desktop.store.transaction import Transaction
from sync.operations.operation import DELETED, Value
from sync.records.coding import to_json

_OVERTAKEN: Final = (
    "Une autre version est arrivée, ou quelqu’un a choisi entre-temps. Rien n’a changé\u00a0: "
    "regardez à nouveau, puis choisissez."
)


class Overtaken(UserError):  # noqa: N818 - named after what happened
    """What was shown to the person is no longer all there is to choose from."""

    def __init__(self) -> None:
        super().__init__(_OVERTAKEN)


def resolve(notebook: Notebook, asked: Undecided, values: Mapping[str, Value]) -> None:
    """Write the chosen values of some of the questions, as one act that can be undone.

    `values` holds one of the versions, or anything else that the record types accept; under
    ``"deleted"``, True sends the record to the trash and False keeps it. Raises Refused,
    NotFound, or Overtaken when a version arrived that the person was not shown.
    """
    with notebook.base.act() as act:
        _check_all_was_shown(notebook, asked, values.keys())
        if values.get(DELETED) is True:
            act.delete(_stored(notebook, asked.record), reason=RESOLVE)
        else:
            _keep(notebook, act, asked.record, values)
        act.name(f"{asked.label} {asked.code}\u00a0: choix entre plusieurs versions")
    notebook.tell(Changed(frozenset({asked.kind}), (asked.record,)))


def postpone(notebook: Notebook, record: str) -> None:
    """Put a record at the end of those that wait; it goes on waiting."""
    with notebook.base.writing():
        kept.postpone(notebook.base.db, record)


def _keep(notebook: Notebook, act: Transaction, record: str, values: Mapping[str, Value]) -> None:
    before = _stored(notebook, record)
    chosen = {name: value for name, value in values.items() if name != DELETED}
    if chosen:
        judged, _ = revised(before, chosen)
        written = to_json(judged)
        act.change(before, {name: written.get(name) for name in chosen}, reason=RESOLVE)
    if DELETED in values:
        act.restore(_stored(notebook, record), reason=RESOLVE)


def _check_all_was_shown(notebook: Notebook, asked: Undecided, fields: Collection[str]) -> None:
    shown = {each.field: [v.operations for v in each.versions] for each in asked.questions}
    standing = {
        each.field: [choice.operations for choice in each.choices]
        for each in open_questions(notebook, asked.record, asked.kind)
    }
    if any(shown.get(field) != standing.get(field) for field in fields):
        raise Overtaken


def _stored(notebook: Notebook, record: str) -> Stored:
    stored = notebook.base.repository.find(record)
    if stored is None:
        raise NotFound
    return stored
