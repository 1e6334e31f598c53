"""What a sheet says in the bar: what became of a record, and how to come back from it."""

from collections.abc import Callable

from desktop.store.drafts import Draft
from desktop.ui.notices import Offer
from desktop.ui.workplace import Workplace
from sync.records import RECORD_TYPES

_BEGUN = (
    "Vous aviez commencé à modifier cette fiche\u00a0: ce que vous aviez écrit est là,"
    " il reste à le terminer."
)


class SheetVoice:
    """Speaks of one kind of record; `hush` takes back what only concerns the sheet on screen."""

    def __init__(self, kind: str, work: Workplace) -> None:
        self._work = work
        model = RECORD_TYPES[kind]
        self._in_trash = f"{model.label} mis{'e' if model.feminine else ''} à la corbeille."
        self._told = ""

    def hush(self) -> None:
        """Say no more what was said of the sheet, if it is still what is said."""
        self._work.notices.take_back(self._told)

    def refused(self, count: int, *, kept: bool) -> None:
        """Say how many points stop a record, and that nothing typed is lost."""
        left = "un point reste" if count == 1 else f"{count} points restent"
        also = " Ce que vous avez écrit est gardé comme brouillon." if kept else ""
        self._told = f"La fiche n’est pas encore enregistrée\u00a0: {left} à compléter.{also}"
        self._work.notices.warn(self._told)

    def begun(self, set_aside: Callable[[], object]) -> None:
        """Say that a record shows what was begun in it; offer what is saved instead."""
        self._told = _BEGUN
        self._work.notices.tell(_BEGUN, Offer("Revenir à la fiche enregistrée", set_aside))

    def set_aside(self, draft: Draft) -> None:
        """Say that a record shows what is saved again."""
        said = "La fiche est de nouveau telle qu’elle est enregistrée."
        self._work.notices.done(said, self._back_to(draft))

    def given_up(self, draft: Draft) -> None:
        """Say that a new record will not be made."""
        self._work.notices.done("La saisie est abandonnée.", self._back_to(draft))

    def removed(self, record_id: str) -> None:
        """Say that a record was sent to the trash."""
        said = f"{self._in_trash} Vous avez 30 jours pour y revenir."
        self._work.notices.done(said, Offer("Annuler", lambda: self._restore(record_id)))

    def removed_under_the_pen(self, record_id: str) -> None:
        """Say that a record went to the trash while it was being written.

        To be said once the verb that removed it has spoken: one bar, the last word stays.
        """
        self._work.notices.tell(
            f"{self._in_trash} Ce que vous étiez en train d’y écrire est gardé\u00a0:"
            " vous le retrouverez en remettant la fiche en place.",
            Offer("Remettre en place", lambda: self._restore(record_id)),
        )

    def _back_to(self, draft: Draft) -> Offer:
        def resume() -> None:
            notebook = self._work.notebook
            kept = notebook.keep_draft("", draft.kind, draft.record_id, draft.values)
            self._work.resume(kept)

        return Offer("Annuler", resume)

    def _restore(self, record_id: str) -> None:
        self._work.notebook.restore(record_id)
        self._work.sources.open_record(record_id)
