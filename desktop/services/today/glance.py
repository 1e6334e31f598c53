"""The whole of the home page, read in one go on a thread of its own."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final

from desktop.services.notebook import Notebook
from desktop.services.session import last_change
from desktop.services.today.appointments import appointments
from desktop.services.today.lines import Kept, Safety, Today
from desktop.services.today.promises import promises
from desktop.services.today.silences import silences
from desktop.services.today.unfinished import unfinished
from desktop.services.today.week import week
from desktop.store.query import Filter, ListQuery
from desktop.store.stored import moment_of

_WORK: Final = ("visit", "organisation", "idea", "observation", "evaluation", "task", "meeting")
LATEST: Final = timedelta(days=1)
"""How long work may wait for a backup, which is made by itself each half hour."""
_STAMP: Final = timedelta(seconds=1)
"""The name of a backup tells its second, not more."""


def glance(notebook: Notebook, day: date, *, check: Callable[[], object] = lambda: None) -> Today:
    """Return the home page of a day; `check` is called between the parts, and may raise to stop."""
    safe = _kept(notebook)
    drafts = notebook.drafts()
    if not drafts and not any(notebook.count(kind) for kind in _WORK):
        return Today(day, blank=True, kept=safe)
    check()
    held = ListQuery("visit", (Filter("visited_on", "<=", day.isoformat()),))
    last_visits = notebook.greatest(held, "visited_on", by="organisation")
    check()
    waiting = unfinished(notebook, day, drafts)
    check()
    promised = promises(notebook, day, last_visits)
    check()
    return Today(
        day,
        blank=False,
        kept=safe,
        unfinished=waiting,
        promises=promised,
        appointments=appointments(notebook, day, last_visits),
        silences=silences(notebook, day, last_visits),
        week=week(notebook, day),
    )


def _kept(notebook: Notebook) -> Kept:
    newest = next(iter(notebook.backups.list()), None)
    last = newest.moment if newest is not None else None
    return kept(last, last_change(notebook.base), moment_of(notebook.base.now_ms()))


def kept(last: datetime | None, changed: datetime | None, now: datetime) -> Kept:
    """Return how safe the work is, from the last backup and the last change."""
    if changed is None or (last is not None and last >= changed - _STAMP):
        return Kept(Safety.SAFE if last is not None else Safety.TO_COME, last)
    if now - (last or changed) > LATEST:
        return Kept(Safety.OLD, last)
    return Kept(Safety.SAFE if last is not None else Safety.TO_COME, last)
