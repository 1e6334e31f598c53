"""The sheet of commitments: the two sides of each roadmap, its means, and whether it is kept."""

from collections.abc import Sequence
from typing import Final

from desktop.export.content import As, Check, Column, Remark, Row, Sheet
from desktop.services.steering.commitments import GOING_ON
from desktop.services.steering.linked import late
from desktop.services.workbooks.governance.amounts import amount
from desktop.services.workbooks.governance.pacts import pacts
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.sources import Sources
from desktop.services.workbooks.to_correct import not_shown, remark, without_row
from sync.records.commitment import MONTHS_BETWEEN_REVIEWS, Commitment, CommitmentState, Means
from sync.records.deadlines import months_after
from sync.records.french import euros as in_euros
from sync.records.french import number

NAME: Final = "Engagements"
FOLLOWED: Final = "Suivi des engagements"
AMOUNT: Final = "Moyens valorisés (€)"
_REVIEW: Final = "Revue annuelle du contrat de ville"


def _written(title: str, meaning: str, origin: str, width: int = 26) -> Column:
    return Column(title, As.LONG_TEXT, meaning, origin=origin, width=width, written=True)


_TITLE: Final = Column(
    "Engagement",
    As.TEXT,
    "Ce à quoi l’on s’engage ensemble.",
    origin="commitment.title",
    form=f"{_REVIEW}\u00a0: engagement",
    width=26,
    written=True,
)
_COLUMNS: Final = (
    _TITLE,
    Column(
        "Partenaires",
        As.TEXT,
        "Ceux qui s’engagent ensemble.",
        origin="commitment.partners",
        form=f"{_REVIEW}\u00a0: signataires concernés",
        width=28,
    ),
    Column("Quartier", As.TEXT, "Le quartier.", origin="commitment.territory", width=16),
    _written("Enjeu partagé", "Ce que chacun a à y gagner.", "commitment.shared_stake"),
    _written(
        "Part de la politique de la ville",
        "Ce que font l’équipe et les crédits spécifiques.",
        "commitment.our_part",
    ),
    _written(
        "Part du droit commun",
        "Ce que font les partenaires avec leurs moyens ordinaires.",
        "commitment.their_part",
    ),
    _written(
        "Moyens de droit commun",
        "Ce que les partenaires mettent en face, une ligne par moyen.",
        "commitment.means.nature, commitment.means.note",
        32,
    ),
    amount(
        "Moyens valorisés",
        "La valeur des moyens dont le montant est connu.",
        "commitment.means.amount",
        f"{_REVIEW}\u00a0: moyens de droit commun",
    ),
    Column(
        "Échéance",
        As.DAY,
        "Le jour où l’engagement doit être tenu.",
        origin="commitment.due_on",
        form=f"{_REVIEW}\u00a0: échéance",
    ),
    Column(
        "État",
        As.TEXT,
        "Où en est l’engagement au jour de l’extraction.",
        origin="commitment.state",
        form=f"{_REVIEW}\u00a0: état d’avancement",
        listed="État",
        width=14,
    ),
    Column(
        "Revu le",
        As.DAY,
        "Le jour du dernier point avec les partenaires.",
        origin="commitment.last_review_on",
    ),
)
_FOLLOWED: Final = (
    _TITLE,
    Column(
        "Thème",
        As.TEXT,
        "Le thème de la politique de la ville.",
        origin="commitment.theme",
        width=24,
    ),
    Column(
        "État",
        As.TEXT,
        "Où en est l’engagement au jour de l’extraction.",
        origin="commitment.state",
        listed="État",
        width=14,
    ),
    Column(
        "Retard (jours)",
        As.WHOLE,
        "Depuis l’échéance, pour ce qui reste à tenir\u00a0; vide sans retard.",
        unit="jours",
        origin="calcul depuis commitment.due_on",
        width=9,
    ),
    Column(
        "Étapes franchies",
        As.TEXT,
        "Les étapes franchies, sur celles qui sont prévues.",
        origin="commitment.steps.done_on",
        width=12,
    ),
    _written(
        "Indicateur", "Ce qui montrera que l’engagement est tenu.", "commitment.indicator", 30
    ),
    _written("Preuve", "Ce qui a été constaté.", "commitment.evidence", 40),
)


def commitments(sources: Sources) -> Part:
    """Return the commitments that may be told, with what to look at."""
    stood = pacts(sources)
    told = [each for each in stood if sources.tellable(each)]
    hidden = [each for each in stood if not sources.tellable(each)]
    sheet = Sheet(
        NAME,
        "Engagements partagés et feuilles de route",
        "Une ligne par engagement validé et diffusable. Les autres feuilles comptent aussi ceux "
        "qui sont validés sans être diffusables.",
        _COLUMNS,
        tuple(_row(sources, each) for each in told),
        references=tuple(each.id for each in told),
        when_empty="Aucun engagement diffusable sur ce périmètre\u00a0: "
        "les autres feuilles comptent ceux qui sont validés.",
    )
    followed = Sheet(
        FOLLOWED,
        "Où en sont les engagements",
        "Les étapes, l’indicateur et la preuve de chaque engagement diffusable.",
        _FOLLOWED,
        tuple(_step(sources, each) for each in told),
        references=tuple(each.id for each in told),
        when_empty="Aucun engagement diffusable sur ce périmètre.",
    )
    amount = sum(line.amount or 0 for each in told for line in each.means)
    return Part(
        (sheet, followed),
        (
            Check("Engagements diffusables", len(stood) - len(hidden), NAME),
            Check("Engagements diffusables suivis", len(stood) - len(hidden), FOLLOWED),
            Check("Moyens valorisés des engagements diffusables", amount, NAME, AMOUNT),
        ),
        (*sources.left_out(Commitment), without_row(Commitment, len(hidden))),
        _remarks(sources, stood, hidden),
    )


def _row(sources: Sources, each: Commitment) -> Row:
    return (
        each.title,
        sources.names(each.partners),
        sources.name(each.territory),
        each.shared_stake,
        each.our_part or "",
        each.their_part or "",
        "\n".join(_means(sources, line) for line in each.means),
        _amount(each),
        each.due_on,
        sources.label(Commitment, "state", each.state),
        each.last_review_on,
    )


def _step(sources: Sources, each: Commitment) -> Row:
    ended = each.state not in GOING_ON
    done = sum(step.done_on is not None for step in each.steps)
    return (
        each.title,
        sources.label(Commitment, "theme", each.theme),
        sources.label(Commitment, "state", each.state),
        late(each.due_on, sources.today, ended=ended) or None,
        f"{done} sur {len(each.steps)}" if each.steps else "",
        each.indicator or "",
        each.evidence or "",
    )


def _amount(each: Commitment) -> int | None:
    """Return what its means are worth; None when no amount is known, which is not zero."""
    known = [line.amount for line in each.means if line.amount is not None]
    return sum(known) if known else None


def _means(sources: Sources, line: Means) -> str:
    parts = (
        line.nature.label + (f"\u00a0: {number(line.quantity)}" if line.quantity else ""),
        in_euros(line.amount) if line.amount is not None else "",
        sources.name(line.partner),
        line.note or "",
    )
    return " – ".join(filter(None, parts))


def _remarks(
    sources: Sources, stood: Sequence[Commitment], hidden: Sequence[Commitment]
) -> tuple[Remark, ...]:
    return (
        *remark(
            f"Engagements à tenir, sans point avec les partenaires depuis "
            f"{MONTHS_BETWEEN_REVIEWS} mois",
            (each for each in stood if _to_review(sources, each)),
        ),
        *remark(
            "Engagements tenus sans preuve",
            (e for e in stood if e.state is CommitmentState.KEPT and not e.evidence),
        ),
        *remark(
            "Engagements qui réunissent moins de deux partenaires",
            (each for each in stood if len(each.partners) < 2),
        ),
        *remark(
            "Engagements sans moyens de droit commun",
            (each for each in stood if not each.means),
        ),
        *not_shown(Commitment, hidden),
    )


def _to_review(sources: Sources, each: Commitment) -> bool:
    if each.state not in GOING_ON:
        return False
    last = each.last_review_on
    return last is None or months_after(last, MONTHS_BETWEEN_REVIEWS) < sources.today
