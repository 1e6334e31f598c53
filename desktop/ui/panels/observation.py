"""« Suivi » of an observation: who should act, since when it waits, the same facts nearby."""

from typing import Final

from desktop.services.observing.follow_up import (
    Awaited,
    Following,
    Tied,
    following,
    forwarded,
    returned,
    solved,
)
from desktop.services.observing.recurrences import Seen
from desktop.ui.observations.behind import follow_up_label
from desktop.ui.observations.natures import nature_label
from desktop.ui.panels.parts import Facts, Mark, RecordRows, RowLine, Section, Tag, buttons
from desktop.ui.panels.scrolled import ScrolledPanel
from desktop.ui.panels.undoing import edited
from desktop.ui.pieces import push
from desktop.ui.words import counted, short_day
from desktop.ui.workplace import Workplace
from sync.records.observation import ObservationNature

_AWAITED: Final = {
    Awaited.FORWARDING: ("arrow-square-out", "À transmettre depuis", "attention"),
    Awaited.ANSWER: ("calendar-blank", "Transmise, réponse attendue depuis", "text"),
    Awaited.RETURN: ("users-three", "Réponse à dire aux habitants depuis", "attention"),
}
_ENDED: Final = Mark("check-circle", "La réponse a été dite aux habitants", "ok")
_KNOWN: Final = Mark("star", "Une ressource à faire connaître", "ok")
_ALONE: Final = "Aucun fait semblable ici à trois mois près."
_CHECK: Final = "Cochez d’abord, dans la liste, l’observation qui parle du même fait."


class ObservationPanel(ScrolledPanel):
    """One observation on its way to an answer."""

    title = "Suivi"
    kinds = frozenset({"observation", "idea", "task", "meeting", "attachment", "partner"})

    def __init__(self, work: Workplace) -> None:
        super().__init__(work)
        self._told: Following | None = None
        icons, opens = work.sources.icons, work.sources.open_record
        self.awaited = Tag(icons)
        self.steps = Facts()
        self.near = RecordRows("Les mêmes faits", icons, opens, empty=_ALONE, checkable=True)
        self.tied = RecordRows("Ce qui en est né", icons, opens, empty="Rien pour le moment.")
        self.forward_button = push("Marquer transmise", self._forward)
        self.solve_button = push("Marquer résolue", self._solve)
        self.return_button = push("Noter le retour aux habitants", self._return)
        self.join_button = push("Rapprocher de l’observation cochée", self._join)
        task = push("Noter une tâche", self._begin_task)
        idea = push("Noter une idée", self._begin_idea)
        self.fill(
            Section(
                "Où en est la réponse",
                self.awaited,
                self.steps,
                buttons(self.forward_button, self.solve_button),
                buttons(self.return_button),
            ),
            Section("Les mêmes faits, ici", self.near, buttons(self.join_button)),
            Section("Ce qui en est né", self.tied, buttons(task, idea)),
        )

    def read(self) -> None:
        """Show the observation again."""
        told = self._told = following(self.work.notebook, self.record_id)
        self.awaited.show_mark(self._mark(told))
        self.steps.show_facts(_steps(told))
        self.forward_button.setEnabled(told.seen.forwarded_on is None)
        self.solve_button.setEnabled(not told.seen.closed)
        self.return_button.setEnabled(told.seen.returned_on is None)
        self.near.show_lines([_near_line(one, told.seen) for one in told.nearby])
        self.join_button.setVisible(bool(told.nearby))
        self.tied.show_lines([tied_line(one) for one in told.tied])

    def _mark(self, told: Following) -> Mark:
        if told.awaited is Awaited.NOTHING:
            return _ENDED
        if told.awaited is Awaited.FORWARDING and told.seen.nature == ObservationNature.RESOURCE:
            return _KNOWN
        icon, words, role = _AWAITED[told.awaited]
        days = told.waited(self.work.sources.today())
        return Mark(icon, f"{words} {counted(days, 'jour') if days else 'aujourd’hui'}", role)

    def _forward(self) -> None:
        if self._told is not None:
            changes = forwarded(self._told.seen, self.work.sources.today())
            edited(self.work, self.record_id, changes, "L’observation est notée comme transmise.")

    def _solve(self) -> None:
        changes = solved(self.work.sources.today())
        edited(self.work, self.record_id, changes, "L’observation est notée comme résolue.")

    def _return(self) -> None:
        changes = returned(self.work.sources.today())
        edited(self.work, self.record_id, changes, "Le retour aux habitants est noté.")

    def _join(self) -> None:
        checked = self.near.checked_ids()
        if not checked:
            self.work.notices.tell(_CHECK)
            return
        said = "Les deux observations sont rapprochées."
        edited(self.work, self.record_id, {"same_as": checked[0]}, said)

    def _begin_task(self) -> None:
        if self._told is not None:
            what = f"Donner suite\u00a0: {_subject(self._told)}"
            self.work.begin("task", {"what": what, "about": self.record_id})

    def _begin_idea(self) -> None:
        if self._told is not None:
            values = {
                "born_of": self.record_id,
                "territory": self._told.seen.territory,
                "heard_on": self._told.seen.on.isoformat(),
            }
            self.work.begin("idea", {name: value for name, value in values.items() if value})


def tied_line(tied: Tied) -> RowLine:
    """Return a record with its kind and its code."""
    return RowLine(tied.id, tied.heading, " · ".join(filter(None, (tied.label, tied.code))))


def seen_line(seen: Seen) -> RowLine:
    """Return an observation: where and what it is, when, and where its answer stands."""
    place = seen.place[:1].upper() + seen.place[1:]
    text = " – ".join(filter(None, (place, nature_label(seen.nature))))
    said = f"dit par {counted(seen.told_by, 'personne')}"
    step = follow_up_label(seen.follow_up)
    return RowLine(seen.id, text, " · ".join((short_day(seen.on), said, step)))


def _near_line(one: Seen, mine: Seen) -> RowLine:
    line = seen_line(one)
    together = mine.same_as == one.id or one.same_as in {mine.id, mine.same_as} - {""}
    joined = f"{line.detail} · rapprochée" if together else line.detail
    return RowLine(line.id, line.text, joined)


def _subject(told: Following) -> str:
    return " – ".join(filter(None, (told.theme, told.seen.place)))


def _steps(told: Following) -> list[tuple[str, str]]:
    seen = told.seen
    days = ((seen.forwarded_on, "Transmise le"), (seen.closed_on, "Réponse connue le"))
    return [
        ("Vue le", f"{short_day(seen.on)}, dit par {counted(seen.told_by, 'personne')}"),
        ("Qui peut agir", told.responsible or "à préciser dans la fiche"),
        ("Suite", follow_up_label(seen.follow_up)),
        *((title, short_day(day) if day else "pas encore") for day, title in days),
        ("Retour fait le", short_day(seen.returned_on) if seen.returned_on else "pas encore"),
    ]
