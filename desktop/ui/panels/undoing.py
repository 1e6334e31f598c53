"""An edit made from a panel: one act, said in the bar with the way back."""

from collections.abc import Mapping
from typing import Any

from desktop.errors import UserError
from desktop.ui.notices import Offer
from desktop.ui.workplace import Workplace

_LATER = "D’autres modifications ont suivi\u00a0: Ctrl+Z les annule une à une, la dernière d’abord."


def edited(work: Workplace, record_id: str, changes: Mapping[str, Any], said: str) -> bool:
    """Edit a record and offer to take it back; return whether it was saved."""
    before = _last(work)
    try:
        work.notebook.edit(record_id, changes)
    except UserError as error:
        work.notices.failed(error)
        return False
    act = _last(work)
    offers = (Offer("Annuler", lambda: _take_back(work, act)),) if act != before else ()
    work.notices.done(said, *offers)
    return True


def _last(work: Workplace) -> int:
    act = work.notebook.next_undo()
    return act.number if act is not None else 0


def _take_back(work: Workplace, act: int) -> None:
    if _last(work) == act:
        work.act("undo")
    else:
        work.notices.tell(_LATER)
