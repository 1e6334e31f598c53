"""The first figures of the programmation: what was done, with whose money, for whom."""

from collections.abc import Iterator, Sequence
from typing import Final

from desktop.export.content import As, Column, Row, Sheet, Typed
from desktop.services.subsidies import for_one_euro
from desktop.services.workbooks.figures import share
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.programming.audience import Audience, Group, anybody
from desktop.services.workbooks.programming.funded import Funded, total
from sync.records.audiences import Gender, Residence

SYNTHESIS: Final = "Synthèse"


def synthesis_part(funded: Sequence[Funded], audience: Audience) -> Part:
    """Return the sheet of the first figures, of unlike kinds."""
    return Part((_laid((*_actions(funded), *_money(funded), *_people(audience))),))


def _laid(rows: Sequence[Row]) -> Sheet:
    return Sheet(
        SYNTHESIS,
        "L’essentiel de la programmation",
        "Les premiers chiffres du périmètre\u00a0; chacun se retrouve dans les feuilles qui"
        " suivent.",
        (
            Column("Chiffre", As.TEXT, "Ce que la ligne compte.", width=44),
            Column("Valeur", As.NUMBER, "Le nombre ou le montant.", width=18),
            Column("Part (%)", As.SHARE, "La part de ce que dit la ligne.", "%", width=10),
            Column("Comment le lire", As.TEXT, "Ce que la ligne comprend.", width=66),
        ),
        rows,
        filters=False,
    )


def _actions(funded: Sequence[Funded]) -> Iterator[Row]:
    bodies = {each.action.organisation for each in funded if each.action.organisation}
    shared = sum(each.shared and bool(each.places) for each in funded)
    paid = sum(bool(each.granted_specific) for each in funded)
    every = len(funded)
    yield "Actions", _whole(every), None, "Actions validées de la période."
    yield "Structures porteuses", _whole(len(bodies)), None, "Chaque structure comptée une fois."
    yield (
        "Actions soutenues par le programme 147",
        _whole(paid),
        _part(paid, every),
        "Un montant P147 est accordé\u00a0; part des actions.",
    )
    yield (
        "Actions sur plusieurs quartiers",
        _whole(shared),
        _part(shared, every),
        "Comptées une seule fois dans tous les totaux\u00a0; part des actions.",
    )


def _money(funded: Sequence[Funded]) -> Iterator[Row]:
    planned = total(each.action.planned_cost for each in funded)
    spent = [each for each in funded if each.action.actual_cost is not None]
    yield (
        "Coût prévu",
        _euros(planned),
        None,
        "Charges prévues, contributions volontaires comprises.",
    )
    yield (
        "Coût réalisé",
        _euros(total(each.action.actual_cost for each in spent)),
        None,
        f"Charges constatées\u00a0; bilans saisis\u00a0: {len(spent)} sur {len(funded)} actions.",
    )
    yield from _grants(funded)


def _grants(funded: Sequence[Funded]) -> Iterator[Row]:
    specific = total(each.granted_specific for each in funded)
    asked = total(each.asked_specific for each in funded)
    others = total(each.granted_others for each in funded)
    paid = total(each.paid_specific for each in funded)
    yield "Demandé au programme 147", _euros(asked), None, "Demandes déposées."
    yield (
        "Accordé par le programme 147",
        _euros(specific),
        _part(specific, asked),
        "Financements votés, versés ou soldés\u00a0; part de ce qui était demandé.",
    )
    yield (
        "Versé par le programme 147",
        _euros(paid),
        _part(paid, specific),
        "Ce que les structures ont reçu\u00a0; part de l’accordé.",
    )
    yield (
        "Accordé par les cofinanceurs",
        _euros(others),
        _part(others, others + specific),
        "Les autres financeurs, en numéraire\u00a0; part de tout ce qui est accordé.",
    )
    yield (
        "Pour 1 € du programme 147, accordé par d’autres",
        Typed(for_one_euro(specific, others), As.EUROS),
        None,
        "Effet de levier pour ces actions\u00a0; ni ressources propres, ni valorisation.",
    )


def _people(audience: Audience) -> Iterator[Row]:
    for actual, which in ((False, "prévu"), (True, "touché")):
        whole = audience.count(anybody, actual=actual)
        for what, kept, how in (
            ("", anybody, "Une personne est comptée dans chaque action qu’elle suit."),
            (" des QPV", _inside, "Vit en quartier prioritaire\u00a0; part du public."),
            (", femmes", _women, "Femmes et filles\u00a0; part du public."),
        ):
            count = audience.count(kept, actual=actual)
            of_whole = share(count or 0, whole or 0) if what else None
            yield (
                f"Public {which}{what}",
                Typed(count, As.WHOLE, people=True),
                Typed(of_whole, As.SHARE, people=True),
                how,
            )


def _inside(group: Group) -> bool:
    return group.residence is Residence.INSIDE


def _women(group: Group) -> bool:
    return group.gender is Gender.WOMEN


def _whole(value: int) -> Typed:
    return Typed(value, As.WHOLE)


def _euros(value: int) -> Typed:
    return Typed(value, As.EUROS)


def _part(part: int, whole: int) -> Typed:
    return Typed(share(part, whole), As.SHARE)
