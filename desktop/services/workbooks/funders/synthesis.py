"""The first figures for a committee of financers: who gives how much, for how long, with whom."""

from collections import Counter
from collections.abc import Iterator, Sequence

from desktop.export.content import As, Figure, Row, Typed
from desktop.services.subsidies import asked, granted, is_specific
from desktop.services.workbooks.first_figures import euros, first_figures, part, whole
from desktop.services.workbooks.funders.payers import leverage, payers
from desktop.services.workbooks.funders.reports import Report, reported_actions, standing
from desktop.services.workbooks.funders.shares import AIM, lasting_share
from desktop.services.workbooks.funders.subjects import Subject
from desktop.services.workbooks.ledger import Ledger, is_lasting, known, paid
from desktop.services.workbooks.parts import Part
from sync.records.funding import Funding


def synthesis_part(ledger: Ledger, found: Sequence[Subject]) -> Part:
    """Return the sheet of the first figures, of unlike kinds."""
    rows = (*_counts(ledger, found), *_money(ledger), *_balance(ledger), *_reports(ledger))
    return Part((first_figures("L’essentiel pour le comité des financeurs", rows),))


def figures(ledger: Ledger, found: Sequence[Subject]) -> Iterator[Figure]:
    """Yield the figures of the preview."""
    yield Figure("actions", _actions(found))
    yield Figure("financements", len(ledger.followed))
    yield Figure("accordés", _sum_granted(ledger.followed), As.EUROS)
    lever = leverage(ledger.lines)
    if lever is not None:
        yield Figure("accordés par d’autres pour 1 € du programme 147", lever, As.EUROS)


def _counts(ledger: Ledger, found: Sequence[Subject]) -> Iterator[Row]:
    bodies = {each.body.id for each in found if each.body}
    told = "Actions validées, de la période ou financées dans la période, comptées une fois."
    yield "Actions", whole(_actions(found)), None, told
    yield "Structures", whole(len(bodies)), None, "Chaque structure comptée une fois."
    yield (
        "Financeurs",
        whole(len(payers(ledger, ledger.followed))),
        None,
        "Organismes et natures de crédits différents.",
    )
    yield "Financements", whole(len(ledger.followed)), None, "Lignes validées, en numéraire."


def _money(ledger: Ledger) -> Iterator[Row]:
    lines = ledger.followed
    requested = known(map(asked, lines)) or 0
    given = _sum_granted(lines)
    received = known(map(paid, lines)) or 0
    specific = _sum_granted(list(filter(is_specific, lines)))
    yield "Demandé", euros(requested), None, "Demandes déposées, refusées comprises."
    yield (
        "Accordé",
        euros(given),
        part(given, requested),
        "Voté\u00a0; part du demandé.",
    )
    yield "Versé", euros(received), part(received, given), "Reçu\u00a0; part de l’accordé."
    yield "dont programme 147", euros(specific), part(specific, given), "Part de l’accordé."


def _balance(ledger: Ledger) -> Iterator[Row]:
    lines = ledger.followed
    lasting = _sum_granted(list(filter(is_lasting, lines)))
    ordinary = _sum_granted([line for line in lines if line.ordinary_law])
    yield (
        "Pour 1 € du programme 147, accordé par d’autres",
        Typed(leverage(ledger.lines), As.EUROS),
        None,
        "Effet de levier, tous financeurs\u00a0; ni ressources propres, ni valorisation.",
    )
    yield (
        "Accordé sur plusieurs années",
        euros(lasting),
        Typed(lasting_share(lines), As.SHARE),
        f"Conventions pluriannuelles (CPO)\u00a0; l’objectif national est de {AIM:.0%}.".replace(
            "%", "\u00a0%"
        ),
    )
    yield (
        "Accordé sur le droit commun",
        euros(ordinary),
        part(ordinary, _sum_granted(lines)),
        "Crédits ordinaires des financeurs, quand on le sait\u00a0; part de l’accordé.",
    )


def _reports(ledger: Ledger) -> Iterator[Row]:
    today = ledger.sources.today
    found = Counter(standing(each, today) for each in reported_actions(ledger.sources))
    every = sum(found.values())
    for report in Report:
        yield (
            f"Comptes rendus financiers\u00a0: {report.value.lower()}",
            whole(found[report]),
            part(found[report], every),
            "Actions financées de la période, ou dont le compte rendu y est dû.",
        )


def _actions(found: Sequence[Subject]) -> int:
    """Return how many actions there are: one paid for in two exercises is one."""
    return len({each.action.id for each in found if each.action})


def _sum_granted(lines: Sequence[Funding]) -> int:
    return known(map(granted, lines)) or 0
