"""The quiet bar that offers what was begun and not finished."""

from collections.abc import Callable, Collection
from datetime import date

from desktop.services.notebook import Notebook
from desktop.store.drafts import Draft
from desktop.ui import words
from desktop.ui.icons import Icons
from desktop.ui.notices import Bar, Offer, Tone
from sync.records import RECORD_TYPES


class DraftsBar(Bar):
    """Offers one unfinished form at a time, the latest first."""

    def __init__(
        self,
        notebook: Notebook,
        icons: Icons,
        *,
        today: Callable[[], date],
        resume: Callable[[Draft], object],
    ) -> None:
        super().__init__(icons)
        self._notebook = notebook
        self._today = today
        self._resume = resume
        self._later: set[str] = set()

    def refresh(self, under_the_pen: Collection[str]) -> None:
        """Offer the latest draft that is neither on screen nor put off."""
        hidden = {*under_the_pen, *self._later}
        waiting = [
            draft
            for draft in self._notebook.drafts()
            if draft.id not in hidden and not self._in_trash(draft)
        ]
        if not waiting:
            self.hide()
            return
        draft = waiting[0]
        self.say(
            _sentence(draft, self._today(), len(waiting)),
            Tone.INFO,
            (
                Offer("Reprendre", lambda: self._resume(draft)),
                Offer("Plus tard", lambda: self._put_off(draft.id, under_the_pen)),
                Offer("Supprimer", lambda: self._drop(draft.id, under_the_pen)),
            ),
        )

    def _in_trash(self, draft: Draft) -> bool:
        record = self._notebook.get(draft.record_id) if draft.record_id else None
        return record is not None and record.deleted_at is not None

    def _put_off(self, draft: str, under_the_pen: Collection[str]) -> None:
        self._later.add(draft)
        self.refresh(under_the_pen)

    def _drop(self, draft: str, under_the_pen: Collection[str]) -> None:
        self._notebook.drop_draft(draft)
        self.refresh(under_the_pen)


def _sentence(draft: Draft, today: date, waiting: int) -> str:
    model = RECORD_TYPES[draft.kind]
    a, e = ("Une", "e") if model.feminine else ("Un", "")
    name = model.label[:1].lower() + model.label[1:]
    others = f" ({words.counted(waiting - 1, 'autre')} en attente)" if waiting > 1 else ""
    when = words.relative(draft.kept_at, today)
    if draft.record_id:
        return f"{a} {name} modifié{e} {when} n’est pas terminé{e}{others}."
    return f"{a} {name} commencé{e} {when} n’est pas terminé{e}{others}."
