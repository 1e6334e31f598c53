"""The calendar of the financial reports: how many are due each month, and where they stand."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from desktop.export.content import As, Chart, Check, Column, Marks, Sheet
from desktop.services.workbooks import columns
from desktop.services.workbooks.funders.reports import Report, due_on, reported_actions, standing
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.sources import Sources
from sync.records.action import Action
from sync.records.french import MONTHS

CALENDAR: Final = "Calendrier CRF"
_ORIGIN: Final = "action.report_due_on, action.financial_report_received_on"


def calendar_part(sources: Sources, expected: int) -> Part:
    """Return the months in which reports are due; `expected` is how many there are in all."""
    due: defaultdict[date, list[Action]] = defaultdict(list)
    for action in reported_actions(sources):
        due[due_on(action).replace(day=1)].append(action)
    sheet = Sheet(
        CALENDAR,
        "Le calendrier des comptes rendus financiers",
        "Pour chaque mois où des comptes rendus sont dus, où ils en sont au jour de l’extraction.",
        tuple(_columns()),
        [
            (f"{MONTHS[month.month - 1]} {month.year}", *_counts(due[month], sources.today))
            for month in sorted(due)
        ],
        charts=(
            Chart(
                "Comptes rendus financiers par mois où ils sont dus",
                Marks.STACKED,
                "Dus en",
                tuple(report.value for report in Report),
                "Chaque barre est un mois d’échéance\u00a0: ce qui est reçu à temps, reçu en"
                " retard, en retard, et ce qui n’est pas encore dû.",
            ),
        ),
        filters=False,
        when_empty="Aucun compte rendu financier n’est attendu dans ce périmètre.",
    )
    return Part((sheet,), (Check("Comptes rendus, par mois", expected, CALENDAR, "Attendus"),))


def _counts(actions: Sequence[Action], today: date) -> Iterator[int]:
    found = Counter(standing(each, today) for each in actions)
    yield len(actions)
    yield from (found[report] for report in Report)


def _columns() -> Iterator[Column]:
    yield Column(
        "Dus en",
        As.TEXT,
        "Le mois où les comptes rendus financiers sont dus.",
        origin="action.report_due_on",
        form="CERFA 15059",
        width=20,
    )
    yield columns.count("Attendus", "Tous ceux qui sont dus ce mois-là.", "action.report_due_on")
    for report in Report:
        meaning = f"Ceux dont la situation est «\u00a0{report.value}\u00a0»."
        yield columns.count(report.value, meaning, _ORIGIN)
