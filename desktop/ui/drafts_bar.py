"""The quiet bar that offers what was begun and not finished."""

from collections.abc import Callable, Collection
from datetime import date

from PySide6.QtCore import Signal

from desktop.services.notebook import Notebook
from desktop.services.today.unfinished import begun_called, is_in_use
from desktop.store.drafts import Draft
from desktop.ui import words
from desktop.ui.icons import Icons
from desktop.ui.notices import Bar, Offer, Tone
from sync.records import RECORD_TYPES

_TO_TAKE_BACK = 20
_WHOM = "organisation"


class DraftsBar(Bar):
    """Offers one unfinished form at a time, the latest first; tells `changed` of its own doing."""

    changed = Signal()

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
        self._offered = ""
        self._under_the_pen: Collection[str] = ()
        # While a draft can still be put back, the bar says so and offers nothing else.
        self._dropped = False
        self.closed.connect(self._on_closed)
        self._close.clicked.connect(self._put_off)

    def refresh(self, under_the_pen: Collection[str]) -> None:
        """Offer the latest draft that is neither on screen nor put off."""
        self._under_the_pen = under_the_pen
        if not self._dropped:
            self._offer_latest()

    def _offer_latest(self) -> None:
        hidden = {*self._under_the_pen, *self._later}
        waiting = [
            draft
            for draft in self._notebook.drafts()
            if draft.id not in hidden and is_in_use(self._notebook, draft)
        ]
        if not waiting:
            self._offered = ""
            self.hide()
            return
        draft = waiting[0]
        sentence = self._sentence(draft, len(waiting) - 1)
        if (draft.id, sentence) == (self._offered, self.text):
            return
        self._offered = draft.id
        self.say(
            sentence,
            Tone.INFO,
            (
                Offer("Reprendre", lambda: self._resume(draft)),
                Offer("Plus tard", self._put_off),
                Offer("Supprimer", lambda: self._drop(draft)),
            ),
        )

    def _put_off(self) -> None:
        self._later.add(self._offered)
        self._offer_latest()

    def _drop(self, draft: Draft) -> None:
        self._notebook.drop_draft(draft.id)
        self.changed.emit()
        self._dropped, self._offered = True, ""
        said = "La saisie commencée est supprimée."
        offers = (Offer("Annuler", lambda: self._put_back(draft)),)
        self.say(said, Tone.OK, offers, seconds=_TO_TAKE_BACK)

    def _put_back(self, draft: Draft) -> None:
        self._notebook.keep_draft(draft.id, draft.kind, draft.record_id, draft.values)
        self.changed.emit()
        self._offer_latest()

    def _on_closed(self) -> None:
        if self._dropped:
            self._dropped = False
            self._offer_latest()

    def _sentence(self, draft: Draft, others: int) -> str:
        model = RECORD_TYPES[draft.kind]
        a, e = ("Une", "e") if model.feminine else ("Un", "")
        name = model.label[:1].lower() + model.label[1:]
        verb = "modifié" if draft.record_id else "commencé"
        when = words.relative(draft.kept_at, self._today())
        more = f" (+\u00a0{words.counted(others, 'autre')})" if others else ""
        return f"{a} {name} {verb}{e} {when}{self._called(draft)} n’est pas terminé{e}{more}."

    def _called(self, draft: Draft) -> str:
        """Return whom the form is about; words that were heard are not for every eye."""
        said = begun_called(self._notebook, draft)
        return f" ({said.text})" if said.text and said.field == _WHOM else ""
