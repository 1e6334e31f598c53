"""An edit made from a panel: one act, said in the bar with the way back."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from desktop.errors import UserError
from desktop.ui.notices import Offer
from desktop.ui.workplace import Workplace

_LATER = "D’autres modifications ont suivi\u00a0: Ctrl+Z les annule une à une, la dernière d’abord."


def edited(work: Workplace, record_id: str, changes: Mapping[str, Any], said: str) -> bool:
    """Edit a record and offer to take it back; return whether it was saved."""
    return carried_out(work, partial(work.notebook.edit, record_id, changes), said)


def carried_out(work: Workplace, deed: Callable[[], object], said: str) -> bool:
    """Do what is one act, say so and offer to take it back, and nothing later; or say why not."""
    before = _last(work)
    try:
        deed()
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
