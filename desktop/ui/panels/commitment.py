"""« Suivi » of a roadmap: both sides face to face, the steps, and a review every three months."""

from desktop.services.steering.commitments import MeansLine, MeansTotal, Roadmap, Step, roadmap
from desktop.ui import words
from desktop.ui.organisation.saying import euros
from desktop.ui.panels.follow_up import (
    by,
    commitment_mark,
    decision_line,
    joined,
    lateness,
    rows,
    task_line,
)
from desktop.ui.panels.parts import Columns, Facts, RowLine, Section, Tag, buttons
from desktop.ui.panels.reviewing import Reviewing
from desktop.ui.panels.scrolled import ScrolledPanel
from desktop.ui.pieces import label, push
from desktop.ui.workplace import Workplace

_OUR_PART = "La part de l’équipe reste à écrire, dans l’onglet «\u00a0Fiche\u00a0»."
_THEIR_PART = "La part des partenaires reste à négocier et à écrire."
_NO_MEANS = "Aucun moyen de droit commun n’est encore mis en face."

# The two parts are read side by side in all but the narrowest sheets.
_FACE_TO_FACE = 44


class CommitmentPanel(ScrolledPanel):
    """One roadmap shared with ordinary-law services."""

    title = "Suivi"
    first = True
    kinds = frozenset({"commitment", "partner", "task", "decision"})

    def __init__(self, work: Workplace) -> None:
        super().__init__(work)
        self.state = Tag(work.sources.icons)
        self.facts = Facts()
        self._ours, self._theirs = label("", wrap=True), label("", wrap=True)
        self.means, self.totals = Facts(), Facts()
        self.means_section = Section("Moyens de droit commun", self.means, self.totals)
        self.partners = rows(work, "Partenaires", "Aucun partenaire n’est indiqué.")
        self.steps = Facts()
        self.steps_section = Section("Étapes", self.steps)
        self.reviewing = Reviewing(work)
        self.tasks = rows(work, "Tâches liées", "Aucune tâche n’en est née.")
        self.decisions = rows(work, "Décisions liées", "Aucune décision ne la concerne.")
        self._build()

    def read(self) -> None:
        """Show the roadmap again."""
        told = roadmap(self.work.notebook, self.record_id, self.work.sources.today())
        self.state.show_mark(commitment_mark(told.commitment.state, told.late))
        self._show_facts(told)
        self._ours.setText(told.commitment.our_part or _OUR_PART)
        self._theirs.setText(told.commitment.their_part or _THEIR_PART)
        self._show_means(told)
        self._show_steps(told)
        self.reviewing.show_roadmap(told)
        levels = [RowLine(a.id, a.name, f"alliance\u00a0: {a.level.label}") for a in told.allies]
        self.partners.show_lines(levels)
        self.tasks.show_lines([task_line(self.work, task) for task in told.tasks])
        self.decisions.show_lines([decision_line(one) for one in told.decisions])

    def _build(self) -> None:
        charge = push("Nouvelle tâche", self._charge)
        decide = push("Nouvelle décision", self._decide)
        self.fill(
            Section("Où en est l’engagement", self.state, self.facts),
            Columns(
                Section("Ce que fait la politique de la ville", self._ours),
                Section("Ce que fait le droit commun", self._theirs),
                least=_FACE_TO_FACE,
            ),
            Columns(Section("Partenaires", self.partners), self.means_section),
            Columns(self.steps_section, self.reviewing),
            Columns(
                Section("Tâches liées", self.tasks, buttons(charge)),
                Section("Décisions liées", self.decisions, buttons(decide)),
            ),
        )

    def _show_facts(self, told: Roadmap) -> None:
        commitment = told.commitment
        self.facts.show_facts(
            (
                ("Échéance", words.short_day(commitment.due_on)),
                ("Enjeu partagé", commitment.shared_stake),
                ("Indicateur", commitment.indicator or ""),
                ("Preuve", commitment.evidence or ""),
            )
        )

    def _show_means(self, told: Roadmap) -> None:
        self.means_section.say("" if told.means else _NO_MEANS)
        self.means.show_facts([self._means(line) for line in told.means])
        several = len(told.means) > len(told.totals) or len(told.totals) > 1
        totals = [self._total(total) for total in told.totals] if several else []
        worth = self._euros(told.amount) if told.amount and several else ""
        self.totals.show_facts([*totals, ("En tout, ce qui est chiffré", worth)])

    def _show_steps(self, told: Roadmap) -> None:
        self.steps_section.say("" if told.steps else "Aucune étape n’est notée.")
        self.steps.show_facts([(step.text, _step(step)) for step in told.steps])

    def _means(self, line: MeansLine) -> tuple[str, str]:
        quantity = words.number(line.quantity) if line.quantity is not None else ""
        amount = self._euros(line.amount) if line.amount is not None else ""
        said = joined(quantity, amount, line.partner, line.note)
        return line.nature.label, said or "à préciser"

    def _total(self, total: MeansTotal) -> tuple[str, str]:
        quantity = words.number(total.quantity) if total.quantity else ""
        amount = self._euros(total.amount) if total.amount else ""
        count = words.counted(total.count, "apport")
        return f"Total – {total.nature.label}", joined(quantity, amount) or count

    def _euros(self, cents: int) -> str:
        return self.work.discretion.shown(euros(cents))

    def _charge(self) -> None:
        self.work.begin("task", {"about": self.record_id})

    def _decide(self) -> None:
        self.work.begin("decision", {"concerns": (self.record_id,)})


def _step(step: Step) -> str:
    if step.done_on:
        return f"faite le {words.short_day(step.done_on)}"
    return joined(lateness(step.late), by(step.due_on)) or "sans date"
