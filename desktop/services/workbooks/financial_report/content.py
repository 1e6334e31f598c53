"""The « compte rendu financier de subvention » of one action (CERFA 15059), as a content.

Due within six months of the end of the exercise: law 2000-321, article 10, which also makes the
budget and the report public.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from desktop.errors import UserError
from desktop.export.content import As, Content, Figure, LeftOut, Note, Sheet
from desktop.services.reading import Reading
from desktop.services.workbooks.financial_report import annex, gaps, missing, money, pages
from desktop.services.workbooks.scope import Period, Scope
from desktop.services.workbooks.sources import Sources
from desktop.store.query import Filter, ListQuery
from sync.records.action import Action
from sync.records.budget import Side, total
from sync.records.funding import Funding

CODE: Final = "CRF"
TITLE: Final = "Compte rendu financier de subvention"


class NotTellable(UserError):  # noqa: N818 — named after what happened
    """Report an action that may not leave yet, which no report can be made of."""

    says = (
        "Cette action n’est pas encore validée, ou elle est confidentielle\u00a0: son compte rendu "
        "financier ne peut pas sortir du carnet. Rien n’a été écrit."
    )
    advises = "Validez la fiche de l’action, ou changez sa diffusion."


def sources_of(reading: Reading, year: int, today: date) -> Sources:
    """Return the records that the report of one exercise may speak of."""
    return Sources(reading, Scope(Period.of_years(year)), today)


def content(sources: Sources, action_id: str) -> Content:
    """Return the report of an action; raises NotTellable when it may not leave."""
    action = sources.get(Action, action_id)
    if action is None:
        raise NotTellable
    lines = money.granted(sources, action)
    sheets = tuple(_sheets(sources, action, lines))
    return Content(
        CODE,
        f"{TITLE}\u00a0: {action.title}, {action.year}",
        sheets,
        notes=_NOTES,
        checks=tuple(money.checks(action)),
        left_out=tuple(_left_out(sources, action)),
        remarks=tuple(missing.missing(sources, action, lines)),
        figures=tuple(_figures(action, lines)),
        lists=(sources.labels(Action, "dispositif"),),
        sums=tuple(pages.sums_of_people(sheets, action)),
    )


_NOTES: Final = (
    Note(
        "Le formulaire",
        "CERFA 15059, compte rendu financier de subvention. Il est dû dans les six mois qui "
        "suivent la fin de l’exercice (loi 2000-321, article 10), avec le dernier rapport annuel "
        "d’activité et les comptes approuvés, que le carnet ne détient pas.",
    ),
    Note(
        "Un projet",
        "Ce document est préparé à partir des fiches du carnet. L’association le relit, le "
        "complète et le signe\u00a0: aucun nom de personne n’y est écrit.",
    ),
    Note("Écarts significatifs", gaps.RULE),
    Note(
        "Part de la subvention",
        "Montant accordé divisé par le total des produits, sans les contributions volontaires "
        "(compte 87)\u00a0: produits réalisés quand ils sont saisis, sinon produits prévus.",
    ),
)


def _sheets(sources: Sources, action: Action, lines: tuple[Funding, ...]) -> Iterator[Sheet]:
    yield pages.identity(sources, action)
    yield pages.account(sources, action)
    yield pages.people(sources, action)
    yield pages.indicators(action)
    yield money.summary(action, lines)
    yield money.detail(action, Side.EXPENSES)
    yield money.detail(action, Side.INCOME)
    yield money.subsidies(sources, action, lines)
    yield annex.annex(action)
    yield annex.gaps(action)
    yield annex.attestation(sources, action)


def _left_out(sources: Sources, action: Action) -> Iterator[LeftOut]:
    about = ListQuery(Funding.kind, (Filter("action", "=", action.id),))
    known = sources.reading.pick(about, ())
    silent = [one for one in known if sources.get(Funding, one.id) is None]
    if silent:
        yield LeftOut(Funding.label_plural, len(silent), "Pas encore validés, ou confidentiels.")


def _figures(action: Action, lines: tuple[Funding, ...]) -> Iterator[Figure]:
    spent = total(action.budget, Side.EXPENSES, actual=True)
    yield Figure("Subventions accordées", sum(one.granted or 0 for one in lines), As.EUROS)
    yield Figure("Charges prévues", total(action.budget, Side.EXPENSES), As.EUROS)
    yield Figure("Charges réalisées", spent, As.EUROS)
    yield Figure("Produits prévus", total(action.budget, Side.INCOME), As.EUROS)
    yield Figure("Produits réalisés", total(action.budget, Side.INCOME, actual=True), As.EUROS)
