"""The financial reports (CRF): which are due, received in time, late."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from desktop.export.content import As, Check, Column, Row, Sheet
from desktop.services.subsidies import NOT_FUNDERS, VOTED, granted, is_subsidy
from desktop.services.workbooks import columns
from desktop.services.workbooks.ledger import Ledger
from desktop.services.workbooks.money_remarks import remark
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.sources import Sources
from desktop.store.query import ListQuery
from sync.records.action import Action, due_by_law
from sync.records.funding import AidForm, Funding
from sync.records.organisation import Organisation

REPORTS: Final = "Échéances CRF"


class Report(StrEnum):
    """Where a financial report stands, as the sheet says it."""

    IN_TIME = "Reçu à temps"
    RECEIVED_LATE = "Reçu en retard"
    LATE = "En retard"
    AHEAD = "À venir"


def due_on(action: Action) -> date:
    """Return the day a report is due: the one agreed on, or that of the law."""
    return action.report_due_on or due_by_law(action.year)


def standing(action: Action, today: date) -> Report:
    """Return where the report of an action stands today."""
    due, received = due_on(action), action.financial_report_received_on
    if received is not None:
        return Report.IN_TIME if received <= due else Report.RECEIVED_LATE
    return Report.LATE if due < today else Report.AHEAD


def reported_actions(sources: Sources) -> tuple[Action, ...]:
    """Return the granted actions of the period, and those whose report is due in the period.

    A committee of 2026 looks at the reports of the actions of 2025, due in June.
    """
    money = _granted(sources)
    period = sources.scope.period
    kept = (
        action
        for action in sources.anywhen(Action)
        if action.id in money and (sources.in_period(action) or period.holds(due_on(action)))
    )
    return tuple(sorted(kept, key=lambda each: (due_on(each), each.code or "")))


def reports_part(sources: Sources, ledger: Ledger) -> Part:
    """Return the calendar of the reports, the first due first."""
    money = _granted(sources)
    actions = reported_actions(sources)
    late = [each for each in actions if standing(each, sources.today) is Report.LATE]
    sheet = Sheet(
        REPORTS,
        "Les comptes rendus financiers attendus et reçus",
        "Une ligne par action financée dans la période, ou dont le compte rendu financier est dû"
        " dans la période.",
        tuple(_columns()),
        [_row(ledger, each, money[each.id]) for each in actions],
        references=[each.id for each in actions],
        when_empty="Aucun compte rendu financier n’est attendu dans ce périmètre.",
    )
    remarks = remark(
        (each.id for each in late),
        "compte rendu financier en retard",
        "comptes rendus financiers en retard",
    )
    check = Check("Comptes rendus financiers", reports_counted(sources), REPORTS)
    return Part((sheet,), (check,), remarks=tuple(remarks))


def _granted(sources: Sources) -> Mapping[str, int]:
    """Return the subsidies of each action that is granted some, whatever the year."""
    found: Counter[str] = Counter()
    for line in sources.anywhen(Funding):
        if line.action is not None and is_subsidy(line):
            found[line.action] += granted(line) or 0
    return +found


def reports_counted(sources: Sources) -> int:
    """Return how many reports are due, read once more as columns of the base."""
    here = {action.id for action in sources.anywhen(Action)}
    lines = {line.id for line in sources.anywhen(Funding)}
    fields = ("action", "status", "granted", "aid_form", "funder_type")
    voted = {
        action
        for row in sources.reading.pick(ListQuery("funding"), fields)
        for action, status, cents, form, funder_type in (row.values,)
        if row.id in lines and status in VOTED and cents
        if form == AidForm.MONEY and funder_type not in NOT_FUNDERS
    }
    period = sources.scope.period
    first, last = period.first.isoformat(), period.last.isoformat()
    return sum(
        row.values[0] in period.years
        or first <= str(row.values[1] or f"{int(str(row.values[0])) + 1}-06-30") <= last
        for row in sources.reading.pick(ListQuery("action"), ("year", "report_due_on"))
        if row.id in here and row.id in voted
    )


def _row(ledger: Ledger, each: Action, money: int) -> Row:
    body = ledger.sources.get(Organisation, each.organisation)
    today = ledger.sources.today
    due, received = due_on(each), each.financial_report_received_on
    late = ((received or today) - due).days
    return (
        each.dauphin_reference or each.code or "",
        body.name if body else "",
        each.title,
        each.year,
        money,
        due,
        each.report_received_on,
        received,
        standing(each, today).value,
        late if late > 0 else None,
        ledger.file_state(each),
    )


def _columns() -> Iterator[Column]:
    yield columns.reference()
    yield columns.body()
    yield columns.title()
    yield columns.year()
    yield columns.euros("Accordé", "Ce qui est accordé à l’action.", "funding.granted")
    for title, meaning, name in (
        ("Dû le", "Six mois après la fin de l’exercice, ou la date convenue.", "report_due_on"),
        ("Bilan reçu le", "Le jour où le bilan qualitatif est arrivé.", "report_received_on"),
        (
            "CRF reçu le",
            "Le jour où le compte rendu financier est arrivé\u00a0; vide tant qu’il est attendu.",
            "financial_report_received_on",
        ),
    ):
        yield Column(title, As.DAY, meaning, origin=f"action.{name}", form="CERFA 15059", width=12)
    yield Column(
        "Situation",
        As.TEXT,
        "Reçu à temps, reçu en retard, en retard ou à venir, au jour de l’extraction.",
        origin="calcul\u00a0: action.report_due_on, action.financial_report_received_on",
        width=16,
    )
    yield Column(
        "Jours de retard",
        As.WHOLE,
        "Du jour dû au jour reçu, ou à celui de l’extraction\u00a0; vide sans retard.",
        "jours",
        "calcul",
        width=10,
    )
    yield Column(
        "Statut",
        As.TEXT,
        "L’état du dossier dans DAUPHIN\u00a0; avant la décision, seul l’État le lit.",
        origin="action.status",
        form="DAUPHIN\u00a0: justificationStatus",
        width=18,
    )
