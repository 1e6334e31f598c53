"""The axes of a landlord's tax relief: what is done and spent, and what is observed."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from desktop.export.content import As, Chart, Check, Column, Marks, Remark, Row, Sheet
from desktop.services.observing.recurrences import Seen
from desktop.services.subsidies import granted
from desktop.services.workbooks.ledger import paid
from desktop.services.workbooks.observatory.watch import Watch, answered_in, is_at, middle
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.scope import Recipient
from desktop.services.workbooks.sources import Sources
from desktop.services.workbooks.to_correct import remark
from sync.records.action import Action
from sync.records.funding import FunderType, Funding, FundingStatus
from sync.records.observation import FollowUp, Observation
from sync.records.partner import Echelon, Partner

AXES: Final = "Axes TFPB"
ACTIONS: Final = "Actions TFPB"
PLANNED: Final = "Dépense prévue (€)"
SPENT: Final = "Dépense réalisée (€)"
_GRANTED: Final = "Part du bailleur accordée (€)"
_PAID: Final = "Part du bailleur versée (€)"
_LINKED: Final = "Observations rattachées"
_TABLE: Final = "Tableau de suivi de l’abattement TFPB"
_AXIS: Final = Column(
    "Axe",
    As.TEXT,
    "Un des huit axes de l’abattement de taxe foncière (cadre national, Union sociale "
    "pour l’habitat et État).",
    origin="action.tfpb_axis, observation.tfpb_axis",
    form=f"{_TABLE}\u00a0: axe",
    listed="Axe de l’abattement",
    width=42,
)


def _money(title: str, meaning: str, origin: str) -> Column:
    return Column(
        title,
        As.EUROS,
        meaning,
        unit="€",
        origin=origin,
        form=f"{_TABLE}\u00a0: {title.removesuffix(' (€)').lower()}",
        total=True,
        width=15,
    )


_MONEY: Final = (
    _money(PLANNED, "Le coût total prévu des actions.", "action.planned_cost"),
    _money(SPENT, "Le coût total réalisé des actions, quand il est connu.", "action.actual_cost"),
    _money(_GRANTED, "Ce que le bailleur a accordé à ces actions.", "funding.granted"),
    _money(_PAID, "Ce que le bailleur a versé.", "funding.paid"),
)

_SEEN: Final = (
    Column(
        _LINKED,
        As.WHOLE,
        "Observations validées de la période rattachées à l’axe.",
        origin="observation.tfpb_axis",
        total=True,
        width=13,
    ),
    Column(
        "Dont résolues",
        As.WHOLE,
        "Le fait n’est plus.",
        origin="observation.follow_up",
        total=True,
        width=10,
    ),
    Column(
        "Délai médian (jours)",
        As.NUMBER,
        "De la transmission à la réponse\u00a0: la moitié sont venues en moins de temps.",
        unit="jours",
        origin="médiane de observation.closed_on moins observation.forwarded_on",
        width=15,
    ),
)


def is_landlord(sources: Sources) -> bool:
    """Tell whether the reader is a landlord: bodies named prevail over their types."""
    recipient = sources.scope.recipient
    if recipient is None:
        return False
    if recipient.partners:
        named = (sources.get(Partner, each) for each in recipient.partners)
        return any(each is not None and each.echelon is Echelon.LANDLORD for each in named)
    return FunderType.LANDLORD in recipient.funder_types


def tax_relief(watch: Watch) -> Part:
    """Return the eight axes and their actions for a landlord; nothing for another reader."""
    recipient = watch.sources.scope.recipient
    if recipient is None or not is_landlord(watch.sources):
        return Part(())
    every = [action for action in watch.sources.of(Action) if action.tfpb_axis]
    given = _paid_by(watch.sources, recipient)
    actions = sorted(
        (action for action in every if action.id in given), key=lambda each: str(each.tfpb_axis)
    )
    sheets = (_axes(watch, actions, given), _actions(watch.sources, actions, given))
    planned = sum(each.planned_cost or 0 for each in actions)
    linked = sum(bool(record.tfpb_axis) for record in watch.records)
    return Part(
        sheets,
        (
            Check("Dépense prévue des actions de l’abattement", planned, AXES, PLANNED),
            Check("Dépense prévue, action par action", planned, ACTIONS, PLANNED),
            Check("Observations rattachées à un axe", linked, AXES, _LINKED),
        ),
        remarks=tuple(_remarks(every, actions)),
    )


def _paid_by(sources: Sources, recipient: Recipient) -> Mapping[str, Sequence[Funding]]:
    """Return the lines of the reader by action, those that it refused left out."""
    lines: dict[str, list[Funding]] = defaultdict(list)
    for line in sources.of(Funding):
        refused = line.status is FundingStatus.REFUSED
        if line.action and recipient.owns(line) and not refused:
            lines[line.action].append(line)
    return lines


def _axes(watch: Watch, actions: Sequence[Action], given: Mapping[str, Sequence[Funding]]) -> Sheet:
    rows = []
    for code, label in _labels(watch, actions).items():
        done = [each for each in actions if each.tfpb_axis == code]
        ids = {each.id for each in watch.records if each.tfpb_axis == code}
        seen = [one for one in watch.seen if one.id in ids]
        rows.append((label, len(done), *_amounts(done, given), *_observed(seen)))
    return Sheet(
        AXES,
        "Les axes de l’abattement de taxe foncière",
        "Un axe sans action ni observation reste dans le tableau.",
        (
            _AXIS,
            Column(
                "Actions",
                As.WHOLE,
                "Actions de l’axe que le bailleur finance.",
                origin="action.tfpb_axis",
                total=True,
                width=9,
            ),
            *_MONEY,
            *_SEEN,
        ),
        tuple(rows),
        charts=(_chart(rows),),
        filters=False,
    )


def _chart(rows: Sequence[Row]) -> Chart:
    without = sum(not row[1] for row in rows)
    said = (
        "Chaque axe a au moins une action."
        if not without
        else f"Axes sans action\u00a0: {without}."
    )
    return Chart("Dépense prévue et réalisée par axe", Marks.BARS, "Axe", (PLANNED, SPENT), said)


def _labels(watch: Watch, actions: Sequence[Action]) -> Mapping[str, str]:
    """Return the eight axes of the list, and those met that it does not hold."""
    entries = watch.sources.reading.entries("tfpb_axis")
    listed = {each.code: f"{each.code}. {each.label}" for each in entries}
    codes = {*(each.tfpb_axis for each in actions), *(each.tfpb_axis for each in watch.records)}
    met = {code for code in codes if code}
    labels = {code: watch.sources.label(Observation, "tfpb_axis", code) for code in sorted(met)}
    return {**labels, **listed} if met - listed.keys() else listed


def _amounts(
    actions: Sequence[Action], given: Mapping[str, Sequence[Funding]]
) -> tuple[int, int, int, int]:
    lines = [line for each in actions for line in given[each.id]]
    return (
        sum(each.planned_cost or 0 for each in actions),
        sum(each.actual_cost or 0 for each in actions),
        sum(granted(line) or 0 for line in lines),
        sum(paid(line) or 0 for line in lines),
    )


def _observed(seen: Sequence[Seen]) -> tuple[int, int, float | None]:
    return (
        len(seen),
        sum(is_at(one, FollowUp.SOLVED) for one in seen),
        middle(map(answered_in, seen)),
    )


def _actions(
    sources: Sources, actions: Sequence[Action], given: Mapping[str, Sequence[Funding]]
) -> Sheet:
    return Sheet(
        ACTIONS,
        "Actions de l’abattement de taxe foncière",
        "Les actions rattachées à un axe que le bailleur finance, axe par axe.",
        (
            _AXIS,
            Column(
                "Action",
                As.TEXT,
                "L’intitulé.",
                origin="action.title",
                form=f"{_TABLE}\u00a0: action",
                width=34,
                written=True,
            ),
            Column("Structure", As.TEXT, "Qui la porte.", origin="action.organisation", width=30),
            Column("Quartier", As.TEXT, "Le quartier.", origin="action.territory", width=24),
            Column("Exercice", As.YEAR, "L’année du budget.", origin="action.year", width=9),
            *_MONEY,
        ),
        tuple(_action(sources, each, given[each.id]) for each in actions),
        references=tuple(each.id for each in actions),
        when_empty="Aucune action rattachée à un axe n’est financée par ce bailleur.",
    )


def _action(sources: Sources, action: Action, lines: Sequence[Funding]) -> Row:
    return (
        _label(sources, action),
        action.title,
        sources.name(action.organisation),
        sources.name(action.territory),
        action.year,
        action.planned_cost,
        action.actual_cost,
        sum(granted(line) or 0 for line in lines),
        sum(paid(line) or 0 for line in lines),
    )


def _label(sources: Sources, action: Action) -> str:
    return f"{action.tfpb_axis}. {sources.label(Action, 'tfpb_axis', action.tfpb_axis)}"


def _remarks(every: Sequence[Action], actions: Sequence[Action]) -> Iterator[Remark]:
    kept = {each.id for each in actions}
    yield from remark(
        "Actions rattachées à un axe sans financement de ce bailleur, absentes d’ici",
        (each for each in every if each.id not in kept),
    )
    yield from remark(
        "Actions de l’abattement sans dépense réalisée",
        (each for each in actions if each.actual_cost is None),
    )
