"""The action that a report or a filling is about: the one from whose sheet one came."""

from typing import Final

from desktop.services.notebook import Notebook
from desktop.services.reading import Reading
from desktop.services.refusals import NotFound
from sync.records.action import Action

_NAME: Final = "report-action"


def choose_action(notebook: Notebook, record_id: str) -> None:
    """Remember the action that what comes next is about; "" for none."""
    notebook.remember(_NAME, record_id)


def chosen_action(reading: Reading) -> Action | None:
    """Return the action that was chosen; None when there is none, or none any more."""
    kept = reading.remembered(_NAME)
    try:
        found = reading.get(kept) if kept else None
    except NotFound:
        return None
    return found if isinstance(found, Action) and found.deleted_at is None else None
