"""The gaps between what was foreseen and what was done that the form asks to explain."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from desktop.services.workbooks.financial_report.budget import Amounts, of_side
from sync.records.budget import BudgetLine, Side
from sync.records.french import euros, number

LEAST_SHARE: Final = 0.10
LEAST_CENTS: Final = 50_000
RULE: Final = (
    "Un écart est dit significatif quand il dépasse 10\u00a0% du montant prévu et atteint "
    "500\u00a0€. Le formulaire ne fixe pas de seuil\u00a0: celui-ci est le nôtre, à discuter avec "
    "le financeur."
)


@dataclass(frozen=True, slots=True)
class Gap:
    """One line of the budget that went otherwise than foreseen."""

    side: Side
    title: str
    name: str
    amounts: Amounts

    @property
    def sentence(self) -> str:
        """Say the gap, for someone to explain."""
        planned, actual = self.amounts.planned or 0, self.amounts.actual or 0
        what = f"{self.title} ({self.name})" if self.name else self.title
        if not planned:
            return f"{what}\u00a0: {euros(actual)} réalisés, rien n’était prévu."
        more = "de plus" if actual > planned else "de moins"
        part = number(round(100 * abs(actual - planned) / planned))
        return (
            f"{what}\u00a0: {euros(planned)} prévus, {euros(actual)} réalisés, soit "
            f"{euros(abs(actual - planned))} {more} ({part}\u00a0%)."
        )


def significant(budget: Iterable[BudgetLine]) -> tuple[Gap, ...]:
    """Return the gaps to explain, in the order of the form.

    A line that nobody foresaw, or that came to nothing, counts from the same amount on; a line
    whose result is not written yet has no gap.
    """
    lines = tuple(budget)
    return tuple(
        Gap(side, line.account.label, line.name or "", amounts)
        for side in Side
        for line in of_side(lines, side)
        if _matters(amounts := Amounts(line.planned or 0, line.actual))
    )


def none_said(budget: Iterable[BudgetLine]) -> str:
    """Say that there is nothing to explain, or that nobody can tell yet."""
    if any(line.actual is not None for line in budget):
        return "Aucun écart ne dépasse à la fois 10\u00a0% du montant prévu et 500\u00a0€."
    return "Le réalisé n’est pas encore saisi\u00a0: les écarts ne sont pas connus."


def _matters(amounts: Amounts) -> bool:
    gap = abs(amounts.gap or 0)
    return gap >= LEAST_CENTS and gap > LEAST_SHARE * (amounts.planned or 0)
