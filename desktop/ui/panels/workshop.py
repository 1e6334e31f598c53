"""« Ce qui en reste »: who came to a workshop, what was born there, what the group learned."""

from collections.abc import Sequence

from desktop.services.steering.workshops import Ease, WorkshopTold, workshop_told
from desktop.ui import words
from desktop.ui.charts.figures import with_figures
from desktop.ui.charts.profiles import Profile, ProfileChart
from desktop.ui.panels.follow_up import rows, short_lines
from desktop.ui.panels.parts import Columns, Facts, Section, buttons
from desktop.ui.panels.scrolled import ScrolledPanel
from desktop.ui.pieces import push
from desktop.ui.workplace import Workplace

_NO_EASE = "L’autonomie du groupe avant et après n’est pas notée."


class WorkshopPanel(ScrolledPanel):
    """One workshop, once everyone has gone home."""

    title = "Ce qui en reste"
    kinds = frozenset({"workshop", "organisation", "idea"})

    def __init__(self, work: Workplace) -> None:
        super().__init__(work)
        self.organisations = rows(work, "Structures présentes", "Aucune structure n’est notée.")
        self.ideas = rows(work, "Idées nées", "Aucune idée n’est notée.")
        self.chart = ProfileChart("Autonomie du groupe, de 0 à 4")
        self._figures = with_figures(self.chart)
        self.ease = Section("Autonomie du groupe, de 0 à 4", self._figures)
        self.facts = Facts()
        self._held: WorkshopTold | None = None
        self.fill(
            self.ease,
            Columns(
                Section("Structures présentes", self.organisations),
                Section("Idées nées", self.ideas, buttons(push("Nouvelle idée", self._imagine))),
            ),
            Section("Ce que l’on retient", self.facts),
        )

    def read(self) -> None:
        """Show the workshop again."""
        told = self._held = workshop_told(self.work.notebook, self.record_id)
        self.ease.say(_gained(told))
        self._figures.setVisible(bool(told.ease))
        self.chart.show_profiles([each.skill for each in told.ease], _profiles(told.ease))
        self.organisations.show_lines(short_lines(told.organisations))
        self.ideas.show_lines(short_lines(told.ideas))
        count = told.workshop.participants_count
        self.facts.show_facts(
            (
                ("Personnes présentes", "" if count is None else words.number(count)),
                ("Ce que l’on a appris", told.workshop.learned or "reste à écrire"),
                ("Suite convenue", told.workshop.next_step or ""),
            )
        )

    def _imagine(self) -> None:
        if self._held is not None:
            held = self._held.workshop
            values = {"territory": held.territory, "theme": held.theme, "heard_on": held.held_on}
            self.work.begin("idea", values)


def _gained(told: WorkshopTold) -> str:
    if not told.ease:
        return _NO_EASE
    if not told.gained:
        return "L’aisance du groupe n’a pas encore bougé."
    skills = words.counted(told.gained, "compétence")
    return f"Plus d’aisance qu’avant pour {skills} sur {len(told.ease)}."


def _profiles(ease: Sequence[Ease]) -> tuple[Profile, ...]:
    if not ease:
        return ()
    before = Profile("Avant", tuple(each.before for each in ease))
    return before, Profile("Après", tuple(each.after for each in ease))
