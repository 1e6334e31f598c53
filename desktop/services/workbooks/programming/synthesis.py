"""The first figures of the programmation: what was done, with whose money, for whom."""

from collections.abc import Iterator, Sequence

from desktop.export.content import As, Row, Typed
from desktop.services.subsidies import for_one_euro
from desktop.services.workbooks.figures import share
from desktop.services.workbooks.first_figures import euros, first_figures, part, whole
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.programming.audience import Audience, Group, anybody
from desktop.services.workbooks.programming.funded import Funded, total
from sync.records.audiences import Gender, Residence


def synthesis_part(funded: Sequence[Funded], audience: Audience) -> Part:
    """Return the sheet of the first figures, of unlike kinds."""
    rows = (*_actions(funded), *_money(funded), *_people(audience))
    return Part((first_figures("L’essentiel de la programmation", rows),))


def _actions(funded: Sequence[Funded]) -> Iterator[Row]:
    bodies = {each.action.organisation for each in funded if each.action.organisation}
    shared = sum(each.shared and bool(each.places) for each in funded)
    paid = sum(bool(each.granted_specific) for each in funded)
    every = len(funded)
    yield "Actions", whole(every), None, "Actions validées de la période."
    yield "Structures porteuses", whole(len(bodies)), None, "Chaque structure comptée une fois."
    yield (
        "Actions soutenues par le programme 147",
        whole(paid),
        part(paid, every),
        "Un montant P147 est accordé\u00a0; part des actions.",
    )
    yield (
        "Actions sur plusieurs quartiers",
        whole(shared),
        part(shared, every),
        "Comptées une seule fois dans tous les totaux\u00a0; part des actions.",
    )


def _money(funded: Sequence[Funded]) -> Iterator[Row]:
    planned = total(each.action.planned_cost for each in funded)
    spent = [each for each in funded if each.action.actual_cost is not None]
    yield (
        "Coût prévu",
        euros(planned),
        None,
        "Charges prévues, contributions volontaires comprises.",
    )
    yield (
        "Coût réalisé",
        euros(total(each.action.actual_cost for each in spent)),
        None,
        f"Charges constatées\u00a0; bilans saisis\u00a0: {len(spent)} sur {len(funded)} actions.",
    )
    yield from _grants(funded)


def _grants(funded: Sequence[Funded]) -> Iterator[Row]:
    specific = total(each.granted_specific for each in funded)
    asked = total(each.asked_specific for each in funded)
    others = total(each.granted_others for each in funded)
    paid = total(each.paid_specific for each in funded)
    yield "Demandé au programme 147", euros(asked), None, "Demandes déposées."
    yield (
        "Accordé par le programme 147",
        euros(specific),
        part(specific, asked),
        "Financements votés, versés ou soldés\u00a0; part de ce qui était demandé.",
    )
    yield (
        "Versé par le programme 147",
        euros(paid),
        part(paid, specific),
        "Ce que les structures ont reçu\u00a0; part de l’accordé.",
    )
    yield (
        "Accordé par les cofinanceurs",
        euros(others),
        part(others, others + specific),
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
        everybody = audience.count(anybody, actual=actual)
        for what, kept, how in (
            ("", anybody, "Une personne est comptée dans chaque action qu’elle suit."),
            (" des QPV", _inside, "Vit en quartier prioritaire\u00a0; part du public."),
            (", femmes", _women, "Femmes et filles\u00a0; part du public."),
        ):
            count = audience.count(kept, actual=actual)
            of_whole = share(count or 0, everybody or 0) if what else None
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
