"""« Année par année »: what an agreement plans, what was granted and paid, what it carries."""

from datetime import date

from desktop.services.steering.agreements import AgreementTold, AgreementYear, agreement_told
from desktop.ui import words
from desktop.ui.organisation.saying import euros
from desktop.ui.panels.follow_up import rows, short_lines
from desktop.ui.panels.parts import Columns, Facts, Section
from desktop.ui.panels.scrolled import ScrolledPanel
from desktop.ui.panels.table import Figures, TableRow
from desktop.ui.workplace import Workplace

_TITLES = ("Année", "Prévu", "Accordé", "Versé")


class AgreementPanel(ScrolledPanel):
    """One agreement over several years."""

    title = "Année par année"
    kinds = frozenset({"agreement", "funding", "action", "partner", "organisation"})

    def __init__(self, work: Workplace) -> None:
        super().__init__(work)
        self.table = Figures(
            "Montants par année", _TITLES, work.sources.icons, work.sources.open_record
        )
        self.facts, self.planned = Facts(), Facts()
        self.planned_section = Section("Prévu par financeur", self.planned)
        self.signed = rows(work, "Signataires", "Aucun signataire n’est indiqué.")
        self.carried = rows(work, "Actions portées", "Aucune action n’est indiquée.")
        self.fill(
            Section("Montants par année", self.table, self.facts),
            self.planned_section,
            Columns(Section("Signataires", self.signed), Section("Actions portées", self.carried)),
        )

    def read(self) -> None:
        """Show the agreement again."""
        told = agreement_told(self.work.notebook, self.record_id, self.work.sources.today())
        total = (told.planned, sum(y.granted for y in told.years), sum(y.paid for y in told.years))
        self.table.show_rows(
            [
                *(self._row(year) for year in told.years),
                TableRow(("Total", *map(self._euros, total)), strong=True),
            ]
        )
        self.facts.show_facts((("Évaluation", _evaluation(told)),))
        self.planned.show_facts([self._planned(year) for year in told.years if year.planned_by])
        self.planned_section.setVisible(bool(self.planned.shown))
        bodies = (*((told.organisation,) if told.organisation else ()), *told.funders)
        self.signed.show_lines(short_lines(bodies))
        self.carried.show_lines(short_lines(told.actions))

    def _row(self, year: AgreementYear) -> TableRow:
        amounts = (year.planned, year.granted, year.paid)
        return TableRow((str(year.year), *map(self._euros, amounts)))

    def _planned(self, year: AgreementYear) -> tuple[str, str]:
        parts = (f"{name}\u00a0: {self._euros(amount)}" for name, amount in year.planned_by)
        return str(year.year), "\n".join(parts)

    def _euros(self, cents: int) -> str:
        return self.work.discretion.shown(euros(cents))


def _evaluation(told: AgreementTold) -> str:
    due: date | None = told.agreement.evaluation_due_on
    if due is None or told.days_to_evaluation is None:
        return "aucun point n’est prévu"
    days = told.days_to_evaluation
    if days < 0:
        return f"prévue le {words.short_day(due)}, il y a {words.counted(-days, 'jour')}"
    return f"prévue le {words.short_day(due)}, dans {words.counted(days, 'jour')}"
