"""What each partner promised and kept, and the means of ordinary law by nature."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from desktop.export.content import As, Chart, Check, Column, Marks, Row, Sheet
from desktop.services.steering.commitments import GOING_ON, totals
from desktop.services.steering.linked import late
from desktop.services.workbooks.columns import count, part
from desktop.services.workbooks.figures import share
from desktop.services.workbooks.governance.amounts import amount
from desktop.services.workbooks.governance.pacts import pacts
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.sources import Sources
from sync.records.commitment import Commitment, CommitmentState, MeansNature
from sync.records.partner import Partner

BY_PARTNER: Final = "Par partenaire"
MEANS: Final = "Moyens de droit commun"
UNSAID: Final = "Partenaire non précisé"
UNNAMED: Final = "Partenaire dont la fiche n’est pas validée"
_LAST: Final = (UNNAMED, UNSAID)
AMOUNT: Final = "Moyens valorisés (€)"
_KEPT: Final = "Tenus"
_PARTLY: Final = "Tenus en partie"
_BROKEN: Final = "Non tenus"
_LINES: Final = "Moyens notés"
_ENDS: Final = (
    CommitmentState.KEPT,
    CommitmentState.PARTLY_KEPT,
    CommitmentState.NOT_KEPT,
)
_STATE: Final = "commitment.state"
_COLUMNS: Final = (
    Column(
        "Partenaire",
        As.TEXT,
        "L’organisme et son service.",
        origin="commitment.partners",
        width=46,
    ),
    Column("Échelon", As.TEXT, "Le niveau d’action.", origin="partner.echelon", width=22),
    count(
        "Engagements",
        "Ceux de la période auxquels il prend part\u00a0; un engagement compte pour chacun.",
        "commitment.partners",
        total=False,
    ),
    count("À négocier", "Pas encore validés.", _STATE, total=False),
    count("Validés ou en cours", "À tenir.", _STATE, total=False),
    count(_KEPT, "Tenus.", _STATE, total=False),
    count(_PARTLY, "Tenus en partie.", _STATE, total=False),
    count(_BROKEN, "Non tenus.", _STATE, total=False),
    part("Tenus sur échus", "Tenus, sur ceux dont on sait s’ils le sont.", _STATE),
    count("En retard", "À tenir, échéance passée.", "commitment.due_on", total=False),
    amount(
        "Moyens valorisés",
        "Les moyens qu’il apporte, quand leur montant est connu.",
        "commitment.means.amount",
    ),
)


def partners(sources: Sources) -> Part:
    """Return what each partner kept, and the means by nature."""
    stood = pacts(sources)
    amount = sum(line.amount or 0 for each in stood for line in each.means)
    lines = sum(len(each.means) for each in stood)
    return Part(
        (_by_partner(sources, stood), _means(stood)),
        (
            Check("Moyens valorisés, par partenaire", amount, BY_PARTNER, AMOUNT),
            Check("Moyens valorisés, par nature", amount, MEANS, AMOUNT),
            Check("Moyens de droit commun notés", lines, MEANS, _LINES),
        ),
    )


def _by_partner(sources: Sources, stood: Sequence[Commitment]) -> Sheet:
    groups: dict[str, list[Commitment]] = defaultdict(list)
    brought: Counter[str] = Counter()
    for each in stood:
        for key in dict.fromkeys(_key(sources, key) for key in each.partners or (None,)):
            groups[key].append(each)
        for line in each.means:
            brought[_key(sources, line.partner)] += line.amount or 0
    keys = sorted(
        {*groups, *(key for key, amount in brought.items() if amount)},
        key=lambda key: (
            _LAST.index(key) if key in _LAST else -1,
            -len(groups[key]),
            _about(sources, key),
        ),
    )
    rows = [(*_about(sources, key), *_kept(sources, groups[key]), brought[key]) for key in keys]
    return Sheet(
        BY_PARTNER,
        "Ce que chacun tient",
        "Un engagement à plusieurs compte pour chacun de ses partenaires\u00a0: "
        "les colonnes ne s’additionnent pas.",
        _COLUMNS,
        tuple(rows),
        charts=(
            Chart(
                "Engagements tenus, en partie, non tenus, par partenaire",
                Marks.STACKED,
                "Partenaire",
                (_KEPT, _PARTLY, _BROKEN),
                _said(stood),
            ),
        ),
        filters=False,
        when_empty="Aucun engagement sur ce périmètre.",
    )


def _key(sources: Sources, partner: str | None) -> str:
    """Return the id of a partner that may be named, else what stands for it."""
    if partner is None:
        return UNSAID
    return partner if sources.get(Partner, partner) is not None else UNNAMED


def _rank(key: str) -> int:
    return _LAST.index(key) + 1 if key in _LAST else 0


def _about(sources: Sources, key: str) -> tuple[str, str]:
    partner = sources.get(Partner, key) if key not in _LAST else None
    if partner is None:
        return key, ""
    return partner.heading(), sources.label(Partner, "echelon", partner.echelon)


def _kept(sources: Sources, held: Sequence[Commitment]) -> Row:
    states = Counter(each.state for each in held)
    kept, partly, broken = (states[state] for state in _ENDS)
    return (
        len(held),
        states[CommitmentState.TO_NEGOTIATE],
        states[CommitmentState.AGREED] + states[CommitmentState.IN_PROGRESS],
        kept,
        partly,
        broken,
        share(kept, kept + partly + broken),
        sum(_is_late(sources, each) for each in held),
    )


def _is_late(sources: Sources, each: Commitment) -> bool:
    return late(each.due_on, sources.today, ended=each.state not in GOING_ON) > 0


def _said(stood: Sequence[Commitment]) -> str:
    states = Counter(each.state for each in stood)
    kept, partly, broken = (states[state] for state in _ENDS)
    return f"En tout\u00a0: tenus {kept}, tenus en partie {partly}, non tenus {broken}."


_NATURES: Final = (
    Column(
        "Nature",
        As.TEXT,
        "De quoi le moyen est fait.",
        origin="commitment.means.nature",
        listed="Nature du moyen",
        width=30,
    ),
    count(_LINES, "Combien de moyens de cette nature.", "commitment.means.nature"),
    count("Dont valorisés", "Ceux dont le montant est connu.", "commitment.means.amount"),
    Column(
        "Quantité",
        As.NUMBER,
        "La somme des quantités\u00a0: des ETP pour le temps de travail, "
        "l’unité qui convient pour le reste.",
        origin="commitment.means.quantity",
        width=12,
    ),
    amount("Moyens valorisés", "La somme des montants connus.", "commitment.means.amount"),
)


def _means(stood: Sequence[Commitment]) -> Sheet:
    added = {total.nature: total for total in totals([m for each in stood for m in each.means])}
    rows: list[Row] = []
    for nature in MeansNature:
        total = added.get(nature)
        valued = sum(
            line.amount is not None and line.nature is nature
            for each in stood
            for line in each.means
        )
        rows.append(
            (nature.label, total.count, valued, total.quantity, total.amount)
            if total
            else (nature.label, 0, 0, 0, 0)
        )
    return Sheet(
        MEANS,
        "Moyens de droit commun engagés",
        "Ce que les partenaires apportent avec leurs moyens ordinaires, par nature.",
        _NATURES,
        tuple(rows),
        filters=False,
    )
