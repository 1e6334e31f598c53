"""« Suites »: what a decision set going, for whom, by when, and how its state changed."""

from desktop.services.steering.decisions import DecisionTold, StateChange, decision_told
from desktop.ui import words
from desktop.ui.panels.follow_up import (
    decision_mark,
    joined,
    plain_line,
    rows,
    short_lines,
    task_line,
)
from desktop.ui.panels.parts import Columns, Facts, Section, Tag, buttons
from desktop.ui.panels.scrolled import ScrolledPanel
from desktop.ui.panels.undoing import edited
from desktop.ui.pieces import push
from desktop.ui.workplace import Workplace
from sync.records.decision import Decision, DecisionState
from sync.records.fields import field_of

_NO_MEETING = "L’instance qui a décidé n’est pas indiquée."
_NO_TASK = "Aucune tâche n’en est née."
_NO_RECORD = "Aucune fiche n’est indiquée."


class DecisionPanel(ScrolledPanel):
    """One decision and its consequences."""

    title = "Suites"
    kinds = frozenset({"decision", "task", "meeting"})

    def __init__(self, work: Workplace) -> None:
        super().__init__(work)
        self.state = Tag(work.sources.icons)
        self.facts = Facts()
        self.done = push("Marquer faite", lambda: self._turn(DecisionState.DONE), primary=True)
        self.started = push("Commencer", lambda: self._turn(DecisionState.IN_PROGRESS))
        self.meeting = rows(work, "Instance d’origine", _NO_MEETING)
        self.tasks = rows(work, "Tâches liées", _NO_TASK)
        self.concerns = rows(work, "Fiches concernées", _NO_RECORD)
        self.past = Facts()
        charge = push("Nouvelle tâche", lambda: work.begin("task", {"about": self.record_id}))
        self.fill(
            Section(
                "Où en est la décision", self.state, self.facts, buttons(self.done, self.started)
            ),
            Columns(
                Section("Instance d’origine", self.meeting),
                Section("Fiches concernées", self.concerns),
            ),
            Section("Tâches liées", self.tasks, buttons(charge)),
            Section("Ses états", self.past),
        )

    def read(self) -> None:
        """Show the decision again."""
        told = decision_told(self.work.notebook, self.record_id, self.work.sources.today())
        self.state.show_mark(decision_mark(told.decision.state, told.late))
        self._show_facts(told)
        self.done.setEnabled(told.open)
        self.started.setVisible(told.decision.state is DecisionState.TO_DO)
        self.meeting.show_lines(short_lines([told.meeting] if told.meeting else []))
        self.tasks.show_lines([task_line(self.work, task) for task in told.tasks])
        self.concerns.show_lines([plain_line(one) for one in told.concerns])
        self.past.show_facts([self._past(change) for change in told.past])

    def _show_facts(self, told: DecisionTold) -> None:
        decision = told.decision
        on = decision.communicated_on
        told_on = f"le {words.short_day(on)}" if on else ""
        self.facts.show_facts(
            (
                ("Échéance", words.short_day(decision.due_on) if decision.due_on else ""),
                ("Pilote", decision.owner or ""),
                ("Décidée le", words.short_day(decision.decided_on) if decision.decided_on else ""),
                ("Dite à", joined(decision.communicated_to or "", told_on)),
            )
        )

    def _past(self, change: StateChange) -> tuple[str, str]:
        label = field_of(Decision, "state").label_of(change.state)
        who = f"par {self.work.discretion.shown(change.author)}" if change.author else ""
        return words.moment(change.at), joined(label, who)

    def _turn(self, state: DecisionState) -> None:
        said = f"Décision\u00a0: {state.label.lower()}."
        edited(self.work, self.record_id, {"state": state}, said)
