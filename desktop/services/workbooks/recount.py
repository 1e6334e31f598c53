"""Counts money and actions again from the columns of the base, never from records nor rows."""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from pydantic import ValidationError

from desktop.services.sharing.shareable import REVIEWED
from desktop.services.stored_values import day_of, lines_of, whole_of
from desktop.services.workbooks.scope import Scope
from desktop.services.workbooks.sources import Sources
from desktop.store.picking import Picked
from desktop.store.query import Filter, ListQuery
from sync.records.action import Action
from sync.records.agreement import YearlyAmount
from sync.records.base import Diffusion, Item, Record
from sync.records.budget import BudgetLine
from sync.records.declare import MOST_CENTS

_LINE: Final = (
    "action",
    "agreement",
    "funder",
    "funder_type",
    "aid_form",
    "status",
    "requested",
    "granted",
    "paid",
)
_APART: Final = ("RESSOURCES_PROPRES", "VALORISATION")
_VOTED: Final = ("VOTE", "VERSE", "SOLDE")


class Recount:
    """The validated actions and lines of the scope, read as columns; amounts in cents.

    `followed` keeps the lines of the financers of the scope alone.
    """

    def __init__(self, sources: Sources, *, followed: bool = False) -> None:
        self._sources = sources
        here = {action.id for action in sources.anywhen(Action)}
        self._actions = [row for row in self._picked("action", ("year",)) if row.id in here]
        lines = {line.id for line in sources.cofunded()}
        told = (
            dict(zip(("id", *_LINE), (row.id, *row.values), strict=True))
            for row in self._picked("funding", _LINE)
            if row.id in lines
        )
        self._lines = [line for line in told if not followed or _pays(sources.scope, line)]

    def actions(self) -> int:
        """Return how many actions there are."""
        return len(self._actions)

    def cost(self, field: str) -> int:
        """Return the sum of an amount of the actions."""
        rows = self._picked("action", (field,))
        known = {row.id for row in self._actions}
        return sum(_cents(row.values[0]) for row in rows if row.id in known)

    def budget(self, name: str) -> int:
        """Return the sum of one amount of the budget lines of the actions."""
        known = {row.id for row in self._actions}
        budgets = (row.values[0] for row in self._picked("action", ("budget",)) if row.id in known)
        lines = (line for budget in budgets for line in sound_lines(BudgetLine, budget))
        return sum(_cents(line.get(name)) for line in lines)

    def lines(self, *, of_actions: bool = False) -> int:
        """Return how many subsidies in money there are."""
        return len(self._subsidies(of_actions))

    def requested(self, types: Collection[str] = (), *, of_actions: bool = False) -> int:
        """Return what was asked, of some types of financers or of all."""
        kept = [line for line in self._subsidies(of_actions) if line["status"] != "ENVISAGE"]
        return sum(_cents(line["requested"]) for line in _of(kept, types))

    def granted(self, types: Collection[str] = (), *, of_actions: bool = False) -> int:
        """Return what was voted, of some types of financers or of all."""
        kept = [line for line in self._subsidies(of_actions) if line["status"] in _VOTED]
        return sum(_cents(line["granted"]) for line in _of(kept, types))

    def paid(self, types: Collection[str] = (), *, of_actions: bool = False) -> int:
        """Return what was paid, of some types of financers or of all."""
        kept = [line for line in self._subsidies(of_actions) if line["status"] in _VOTED]
        return sum(_cents(line["paid"]) for line in _of(kept, types))

    def conventions(self, agreements: Collection[str]) -> int:
        """Return the conventions of authorities: yearly lines, and signatories of agreements."""
        apart = (*_APART, "AIDE_PRIVEE")
        yearly = sum(
            line["status"] in _VOTED
            and _cents(line["granted"]) > 0
            and line["agreement"] is None
            and line["funder_type"] not in apart
            for line in self._lines
        )
        period = self._sources.scope.period
        first, last = period.first.isoformat(), period.last.isoformat()
        rows = self._sources.reading.pick(ListQuery("agreement"), ("signed_on", "amounts"))
        signed = (
            row.values[1]
            for row in rows
            if row.id in agreements and first <= str(row.values[0] or "") <= last
        )
        return yearly + sum(
            len({line.get("funder") for line in sound_lines(YearlyAmount, lines)} - {None})
            for lines in signed
        )

    def _subsidies(self, of_actions: bool) -> list[Mapping[str, object]]:
        """Return the lines in money; with `of_actions`, those of the actions of the period."""
        actions = {row.id for row in self._actions}
        return [
            line
            for line in self._lines
            if line["aid_form"] == "NUMERAIRE"
            and line["funder_type"] not in _APART
            and (not of_actions or line["action"] in actions)
        ]

    def _picked(self, kind: str, fields: tuple[str, ...]) -> tuple[Picked, ...]:
        years = self._sources.scope.period.years
        return self._sources.reading.pick(
            ListQuery(
                kind,
                (
                    Filter("year", ">=", years[0]),
                    Filter("year", "<=", years[-1]),
                    Filter("review_state", "in", tuple(state.value for state in REVIEWED)),
                    Filter("diffusion", "!=", Diffusion.CONFIDENTIAL.value),
                ),
            ),
            fields,
        )


def _pays(scope: Scope, line: Mapping[str, object]) -> bool:
    if not scope.funders and not scope.funder_types:
        return True
    types = {funder_type.value for funder_type in scope.funder_types}
    return line["funder"] in scope.funders or line["funder_type"] in types


def _of(lines: list[Mapping[str, object]], types: Collection[str]) -> list[Mapping[str, object]]:
    return [line for line in lines if not types or line["funder_type"] in types]


def sound_lines(item: type[Item], value: object) -> Iterator[Mapping[str, object]]:
    """Yield the lines of a column that this version understands, as those of its records."""
    for line in lines_of(value):
        try:
            item.model_validate(line)
        except ValidationError:
            continue
        yield line


def counted(sources: Sources, model: type[Record], day: str) -> int:
    """Return how many validated records of the scope have their day in the period."""
    here = {record.id for record in sources.anywhen(model)}
    reviewed = Filter("review_state", "in", tuple(state.value for state in REVIEWED))
    rows = sources.reading.pick(ListQuery(model.kind, (reviewed,)), (day,))
    period = sources.scope.period
    return sum(row.id in here and period.holds(day_of(row.values[0])) for row in rows)


def _cents(value: object) -> int:
    amount = whole_of(value)
    return amount if amount is not None and 0 <= amount <= MOST_CENTS else 0
