"""« Alliance »: how far a partner goes with the team, over time, and what was done together."""

from desktop.services.steering.alliances import Alliance, SharedRoadmap, alliance
from desktop.services.steering.linked import Linked
from desktop.ui import words
from desktop.ui.charts.figures import with_figures
from desktop.ui.charts.steps import Step, StepChart
from desktop.ui.panels.follow_up import by, commitment_mark, rows, short_lines
from desktop.ui.panels.levelling import Levelling
from desktop.ui.panels.parts import Columns, Facts, RowLine, Section, buttons
from desktop.ui.panels.scrolled import ScrolledPanel
from desktop.ui.pieces import label, push
from desktop.ui.workplace import Workplace
from sync.records.commitment import CommitmentState
from sync.records.partner import AllianceLevel

_LEVELS = tuple(level.label for level in AllianceLevel)
_NO_DATE = "Aucun niveau n’est daté\u00a0: notez le premier pour voir le chemin parcouru."
_COUNTED = (
    (CommitmentState.KEPT, "tenu", "tenus"),
    (CommitmentState.PARTLY_KEPT, "tenu en partie", "tenus en partie"),
    (CommitmentState.NOT_KEPT, "non tenu", "non tenus"),
)


class PartnerPanel(ScrolledPanel):
    """One ordinary-law partner as an ally."""

    title = "Alliance"
    first = True
    kinds = frozenset({"partner", "commitment", "meeting", "contact"})

    def __init__(self, work: Workplace) -> None:
        super().__init__(work)
        self._level = label("", "title", wrap=True)
        self.next_step = Facts()
        self.chart = StepChart("Niveau d’alliance")
        self._figures = with_figures(self.chart)
        self.over_time = Section("Le chemin parcouru", self._figures)
        self.levelling = Levelling(work)
        self.roadmaps = rows(work, "Engagements communs", "Aucun engagement commun.")
        self.kept = Section("Engagements communs", self.roadmaps)
        self.meetings = rows(work, "Instances partagées", "Aucune présence notée.")
        self.contacts = rows(work, "Contacts", "Aucun contact noté.")
        self.levers = Facts()
        self._build()

    def read(self) -> None:
        """Show the alliance again."""
        told = alliance(self.work.notebook, self.record_id)
        self._show_level(told)
        self.levelling.show_partner(told.partner)
        self.kept.say(_kept(told))
        self.roadmaps.show_lines([_roadmap_line(shared) for shared in told.roadmaps])
        self.meetings.show_lines(short_lines(told.meetings))
        self.contacts.show_lines([self._person(one, told) for one in told.contacts])
        means = told.partner.ordinary_means or ""
        self.levers.show_facts(
            (("Dispositifs", ", ".join(told.dispositifs)), ("Moyens de droit commun", means))
        )

    def _build(self) -> None:
        self.kept.add(buttons(push("Nouvel engagement", self._promise)))
        self.fill(
            Section("Niveau d’alliance", self._level, self.next_step),
            Columns(self.over_time, self.levelling),
            Columns(self.kept, Section("Instances partagées", self.meetings)),
            Columns(
                Section("Ce qu’il peut mobiliser", self.levers),
                Section("Contacts", self.contacts),
            ),
        )

    def _show_level(self, told: Alliance) -> None:
        since = f", depuis le {words.short_day(told.since)}" if told.since else ""
        self._level.setText(f"{told.partner.alliance_level.label}{since}")
        self.next_step.show_facts((("Prochain pas", told.partner.alliance_next_step or ""),))
        self.over_time.say("" if told.levels else _NO_DATE)
        self._figures.setVisible(bool(told.levels))
        steps = [Step(each.on, int(each.level.value), each.note) for each in told.levels]
        self.chart.show_steps(steps, _LEVELS)

    def _person(self, one: Linked, told: Alliance) -> RowLine:
        referent = told.referent is not None and told.referent.id == one.id
        named = self.work.discretion.shown(one.heading)
        return RowLine(one.id, named, "référente ou référent" if referent else "")

    def _promise(self) -> None:
        self.work.begin("commitment", {"partners": (self.record_id,)})


def _kept(told: Alliance) -> str:
    if not told.roadmaps:
        return ""
    counts = (words.counted(told.count(state), *said) for state, *said in _COUNTED)
    return ", ".join(counts) + f", sur {words.number(len(told.roadmaps))}."


def _roadmap_line(shared: SharedRoadmap) -> RowLine:
    return RowLine(shared.id, shared.title, by(shared.due_on), commitment_mark(shared.state))
