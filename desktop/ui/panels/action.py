"""« Financements et comptes rendus » of an action: who pays, what it levers, what is owed."""

from PySide6.QtWidgets import QWidget

from desktop.services.steering.actions import (
    Account,
    BudgetHalves,
    FundedAction,
    FundingLine,
    Leverage,
    funded_action,
)
from desktop.ui import words
from desktop.ui.exporting.template.chosen_action import choose_action
from desktop.ui.organisation.saying import euros
from desktop.ui.panels.follow_up import joined, plain_line, rows, short_lines
from desktop.ui.panels.parts import Columns, Facts, Section, buttons
from desktop.ui.panels.scrolled import ScrolledPanel
from desktop.ui.panels.table import Figures, TableRow
from desktop.ui.pieces import label, push
from desktop.ui.workplace import Workplace

_TITLES = ("Financeur", "Demandé", "Proposé", "Accordé", "Versé")
_AMOUNTS = ("requested", "proposed", "granted", "paid")
_NO_FUNDING = "Aucun financement n’est noté."
_NO_ROOT = "L’idée dont l’action est née n’est pas indiquée."


class ActionPanel(ScrolledPanel):
    """One action, its money and what accounts for it."""

    title = "Financements et comptes rendus"
    kinds = frozenset({"action", "funding", "visit", "evaluation", "decision", "idea"})

    def __init__(self, work: Workplace) -> None:
        super().__init__(work)
        self.table = Figures("Financements", _TITLES, work.sources.icons, work.sources.open_record)
        self.lever = label("", "field", wrap=True)
        self.money = Section("Qui finance", self.table, self.lever)
        self.budget, self.reports = Facts(), Facts()
        self.budget_section = Section("Budget", self.budget)
        self.roots = rows(work, "De l’idée à l’action", _NO_ROOT)
        self.visits = rows(work, "Visites", "Aucune visite n’y est liée.")
        self.evaluations = rows(work, "Notes d’évaluation", "Aucune note n’y est liée.")
        self.decisions = rows(work, "Décisions", "Aucune décision ne la concerne.")
        self._build()

    def read(self) -> None:
        """Show the action again."""
        told = funded_action(self.work.notebook, self.record_id, self.work.sources.today())
        self._show_money(told)
        self._show_budget(told)
        self.reports.show_facts(
            (
                ("Compte rendu financier", _account(told.financial_report)),
                ("Bilan", _received(told)),
            )
        )
        self.roots.show_lines([plain_line(one) for one in told.roots])
        self.visits.show_lines(short_lines(told.visits))
        self.evaluations.show_lines(short_lines(told.evaluations))
        self.decisions.show_lines(short_lines(told.decisions))

    def _build(self) -> None:
        self.money.add(buttons(push("Nouveau financement", self._fund)))
        note = push("Nouvelle note", self._evaluate)
        note.setAccessibleName("Nouvelle note d’évaluation")
        self.fill(
            self.money,
            Columns(Section("Comptes rendus", self.reports, self._deeds()), self.budget_section),
            Columns(
                Section("De l’idée à l’action", self.roots),
                Section("Décisions", self.decisions),
                Section("Visites", self.visits),
                Section("Notes d’évaluation", self.evaluations, buttons(note)),
            ),
        )

    def _deeds(self) -> QWidget:
        report = push("Préparer le compte rendu financier", lambda: self.account_for("crf"))
        fill = push("Remplir le modèle d’un financeur", lambda: self.account_for("fill"))
        return buttons(report, fill)

    def account_for(self, page: str) -> None:
        """Turn to the page that prepares the report of this action, or fills a template."""
        choose_action(self.work.notebook, self.record_id)
        self.work.go(page)

    def _show_money(self, told: FundedAction) -> None:
        self.table.setVisible(bool(told.fundings))
        self.money.say("" if told.fundings else _NO_FUNDING)
        total = tuple(self._euros(told.sum_of(name)) for name in _AMOUNTS)
        lines = [self._line(line) for line in told.fundings]
        several = [TableRow(("Total", *total), strong=True)] if len(lines) > 1 else []
        self.table.show_rows([*lines, *several])
        self.lever.setText(self._leverage(told.leverage) if told.leverage else "")
        self.lever.setVisible(bool(self.lever.text()))

    def _show_budget(self, told: FundedAction) -> None:
        self.budget_section.say(
            "" if told.action.budget else "Aucune ligne de budget n’est saisie."
        )
        planned, actual = told.action.planned_cost, told.action.actual_cost
        self.budget.show_facts(
            (
                ("Coût prévu", self._euros(planned)),
                ("Coût réalisé", self._euros(actual)),
                ("Budget prévu", self._halves(told.planned)),
                ("Budget réalisé", self._halves(told.actual)),
            )
        )

    def _line(self, line: FundingLine) -> TableRow:
        named = line.funder or line.funder_type.label
        name = joined(named, str(line.year or ""), line.status.label)
        amounts = (line.requested, line.proposed, line.granted, line.paid)
        return TableRow((name, *map(self._euros, amounts)), line.id)

    def _leverage(self, lever: Leverage) -> str:
        others = self._euros(lever.for_one_euro)
        if lever.asked:
            return f"Pour 1\u00a0€ demandé au programme 147, demandé à d’autres\u00a0: {others}."
        return f"Pour 1\u00a0€ du programme 147, accordé par d’autres\u00a0: {others}."

    def _halves(self, halves: BudgetHalves) -> str:
        if not halves.expenses and not halves.income:
            return ""
        gap = f"écart de {self._euros(abs(halves.gap))}" if halves.gap else "équilibré"
        charges, income = self._euros(halves.expenses), self._euros(halves.income)
        return joined(f"charges {charges}", f"produits {income}", gap)

    def _euros(self, cents: int | None) -> str:
        return "" if cents is None else self.work.discretion.shown(euros(cents))

    def _fund(self) -> None:
        told = funded_action(self.work.notebook, self.record_id, self.work.sources.today()).action
        values = {"action": told.id, "organisation": told.organisation, "year": told.year}
        self.work.begin("funding", values)

    def _evaluate(self) -> None:
        self.work.begin("evaluation", {"about": self.record_id})


def _account(account: Account) -> str:
    if account.received_on:
        return f"reçu le {words.short_day(account.received_on)}"
    if account.due_on is None:
        return "sans échéance"
    day = words.short_day(account.due_on)
    if account.late:
        return f"attendu depuis {words.counted(account.late, 'jour')}, il était prévu le {day}"
    return f"attendu pour le {day}"


def _received(told: FundedAction) -> str:
    received = told.action.report_received_on
    return f"reçu le {words.short_day(received)}" if received else "pas encore reçu"
