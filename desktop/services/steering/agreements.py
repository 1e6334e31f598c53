"""An agreement over several years: what was planned each year, what was granted and paid."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop.services.reading import Reading
from desktop.services.steering.actions import FundingLine, funding_lines
from desktop.services.steering.linked import Linked, linked, of_type, one_linked
from desktop.store.query import Filter
from sync.records.agreement import Agreement


@dataclass(frozen=True, slots=True)
class AgreementYear:
    """One year: what each funder planned, and what came; amounts in cents."""

    year: int
    planned_by: tuple[tuple[str, int], ...]
    planned: int
    granted: int
    paid: int


@dataclass(frozen=True, slots=True)
class AgreementTold:
    """One agreement as its panel tells it."""

    agreement: Agreement
    organisation: Linked | None
    funders: tuple[Linked, ...]
    years: tuple[AgreementYear, ...]
    actions: tuple[Linked, ...]
    days_to_evaluation: int | None

    @property
    def planned(self) -> int:
        """Return what is planned over all the years, in cents."""
        return sum(year.planned for year in self.years)


def agreement_told(reading: Reading, agreement_id: str, today: date) -> AgreementTold:
    """Return an agreement year by year; raises NotFound."""
    made = of_type(reading, agreement_id, Agreement)
    fundings = funding_lines(reading, Filter("agreement", "=", agreement_id))
    due = made.evaluation_due_on
    return AgreementTold(
        made,
        one_linked(reading, made.organisation),
        linked(reading, made.funders),
        _years(reading, made, fundings),
        linked(reading, made.actions),
        (due - today).days if due else None,
    )


def _years(
    reading: Reading, made: Agreement, fundings: tuple[FundingLine, ...]
) -> tuple[AgreementYear, ...]:
    named = reading.headings([line.funder for line in made.amounts if line.funder])
    said = {line.year for line in made.amounts} | {line.year for line in fundings if line.year}
    # Years in disorder are shown as they are: nothing here may run for centuries.
    first, last = made.first_year, made.last_year
    spanned = {*range(first, min(last, first + 10) + 1)} if first and last else set()
    return tuple(_year(year, made, fundings, named) for year in sorted(said | spanned))


def _year(
    year: int, made: Agreement, fundings: tuple[FundingLine, ...], named: Mapping[str, str]
) -> AgreementYear:
    planned = tuple(
        (named.get(line.funder or "", "Financeur à préciser"), line.amount or 0)
        for line in made.amounts
        if line.year == year
    )
    came = [line for line in fundings if line.year == year]
    return AgreementYear(
        year,
        planned,
        sum(amount for _, amount in planned),
        sum(line.granted or 0 for line in came),
        sum(line.paid or 0 for line in came),
    )
