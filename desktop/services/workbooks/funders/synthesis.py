"""The first figures for a committee of financers: who gives how much, for how long, with whom."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from desktop.export.content import As, Column, Figure, Row, Sheet, Typed
from desktop.services.subsidies import asked, granted, is_specific
from desktop.services.workbooks.figures import share
from desktop.services.workbooks.funders.payers import leverage, payers
from desktop.services.workbooks.funders.reports import Report, reported_actions, standing
from desktop.services.workbooks.funders.shares import AIM, lasting_share
from desktop.services.workbooks.funders.subjects import Subject
from desktop.services.workbooks.ledger import Ledger, is_lasting, known, paid
from desktop.services.workbooks.parts import Part
from sync.records.funding import Funding

SYNTHESIS: Final = "Synthèse"


def synthesis_part(ledger: Ledger, found: Sequence[Subject]) -> Part:
    """Return the sheet of the first figures, of unlike kinds."""
    rows = (*_counts(ledger, found), *_money(ledger), *_balance(ledger), *_reports(ledger))
    sheet = Sheet(
        SYNTHESIS,
        "L’essentiel pour le comité des financeurs",
        "Les premiers chiffres du périmètre\u00a0; chacun se retrouve dans les feuilles qui"
        " suivent.",
        (
            Column("Chiffre", As.TEXT, "Ce que la ligne compte.", width=48),
            Column("Valeur", As.NUMBER, "Le nombre ou le montant.", width=18),
            Column("Part (%)", As.SHARE, "La part de ce que dit la ligne.", "%", width=10),
            Column("Comment le lire", As.TEXT, "Ce que la ligne comprend.", width=66),
        ),
        rows,
        filters=False,
    )
    return Part((sheet,))


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
    yield "Actions", _whole(_actions(found)), None, told
    yield "Structures", _whole(len(bodies)), None, "Chaque structure comptée une fois."
    yield (
        "Financeurs",
        _whole(len(payers(ledger, ledger.followed))),
        None,
        "Organismes et natures de crédits différents.",
    )
    yield "Financements", _whole(len(ledger.followed)), None, "Lignes validées, en numéraire."


def _money(ledger: Ledger) -> Iterator[Row]:
    lines = ledger.followed
    requested = known(map(asked, lines)) or 0
    given = _sum_granted(lines)
    received = known(map(paid, lines)) or 0
    specific = _sum_granted(list(filter(is_specific, lines)))
    yield "Demandé", _euros(requested), None, "Demandes déposées, refusées comprises."
    yield (
        "Accordé",
        _euros(given),
        _part(given, requested),
        "Voté\u00a0; part du demandé.",
    )
    yield "Versé", _euros(received), _part(received, given), "Reçu\u00a0; part de l’accordé."
    yield "dont programme 147", _euros(specific), _part(specific, given), "Part de l’accordé."


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
        _euros(lasting),
        Typed(lasting_share(lines), As.SHARE),
        f"Conventions pluriannuelles (CPO)\u00a0; l’objectif national est de {AIM:.0%}.".replace(
            "%", "\u00a0%"
        ),
    )
    yield (
        "Accordé sur le droit commun",
        _euros(ordinary),
        _part(ordinary, _sum_granted(lines)),
        "Crédits ordinaires des financeurs, quand on le sait\u00a0; part de l’accordé.",
    )


def _reports(ledger: Ledger) -> Iterator[Row]:
    today = ledger.sources.today
    found = Counter(standing(each, today) for each in reported_actions(ledger.sources))
    whole = sum(found.values())
    for report in Report:
        yield (
            f"Comptes rendus financiers\u00a0: {report.value.lower()}",
            _whole(found[report]),
            _part(found[report], whole),
            "Actions financées de la période, ou dont le compte rendu y est dû.",
        )


def _actions(found: Sequence[Subject]) -> int:
    """Return how many actions there are: one paid for in two exercises is one."""
    return len({each.action.id for each in found if each.action})


def _sum_granted(lines: Sequence[Funding]) -> int:
    return known(map(granted, lines)) or 0


def _whole(value: int) -> Typed:
    return Typed(value, As.WHOLE)


def _euros(value: int) -> Typed:
    return Typed(value, As.EUROS)


def _part(part: int, whole: int) -> Typed:
    return Typed(share(part, whole), As.SHARE)
