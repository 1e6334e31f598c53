"""The sheet of the open data of subsidies: the conventions of the period, and those left out."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from desktop.export.content import As, Check, Column, LeftOut, Remark, Sheet
from desktop.services.subsidies import NOT_FUNDERS, granted
from desktop.services.workbooks.figures import several
from desktop.services.workbooks.funders.open_data import (
    FIELDS,
    Convention,
    Published,
    Refused,
    Warned,
    published,
    to_correct,
)
from desktop.services.workbooks.ledger import Ledger
from desktop.services.workbooks.money_remarks import remark
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.recount import Recount
from desktop.services.workbooks.sources import Sources
from sync.records.action import Action
from sync.records.agreement import Agreement
from sync.records.funding import AidForm, FunderType, Funding, PaymentTerms
from sync.records.organisation import Organisation
from sync.records.partner import Partner

SCDL: Final = "SCDL"
_TYPED: Final = "objet"
"""The title of an action or of an agreement, which anybody will read once published."""

_WHAT: Final = "Conventions de subvention (SCDL)"
_RUNNING: Final = "Fonctionnement global"
_NOT_SIGNED: Final = "Convention pluriannuelle sans date de signature."
_PRIVATE: Final = "Aide privée\u00a0: seules les autorités administratives publient."
_NOT_TOLD: Final = "Leur convention pluriannuelle n’est pas validée, ou d’une autre période."
_NOT_IN_IT: Final = "Leur convention pluriannuelle ne prévoit aucun montant de leur financeur."
_OTHER_YEAR: Final = "Convention pluriannuelle publiée avec l’année de sa signature."


def scdl_part(sources: Sources, ledger: Ledger, recount: Recount) -> Part:
    """Return the sheet of sixteen columns, one row for each convention that may be published."""
    told = [(each, published(each)) for each in _conventions(sources, ledger)]
    kept = [(each, made) for each, made in told if made.refused is None]
    sheet = Sheet(
        SCDL,
        "Données essentielles des conventions de subvention",
        "Schéma SCDL «\u00a0subventions\u00a0» 2.1.1, une ligne par convention.",
        tuple(
            Column(
                name,
                As.CODE,
                _MEANINGS[name],
                form=f"SCDL\u00a0: {name}",
                width=_width(name),
                written=name == _TYPED,
            )
            for name in FIELDS
        ),
        [made.row for _, made in kept],
        exact=True,
        references=[each.record for each, _ in kept],
        filters=False,
        when_empty="Aucune convention à publier dans ce périmètre.",
    )
    return Part(
        (sheet,),
        _checks(ledger, recount, len(told) - len(kept)),
        (*_refused(told), *_postponed(ledger)),
        tuple(_remarks(told)),
    )


def _conventions(sources: Sources, ledger: Ledger) -> Iterator[Convention]:
    """Yield the yearly conventions of the period, then the agreements signed in it."""
    lines = [*ledger.followed, *(line for line in ledger.apart if _is_gift(line))]
    for line in lines:
        if line.agreement is None and _is_public(line) and sources.scope.pays(line):
            yield _of_line(sources, ledger, line)
    period = sources.scope.period
    for agreement in ledger.agreements():
        if period.holds(agreement.signed_on):
            yield from _of_agreement(sources, ledger, agreement)


def _is_public(line: Funding) -> bool:
    """Tell whether a line was granted by an authority: private givers publish nothing."""
    return bool(granted(line)) and line.funder_type is not FunderType.PRIVATE_AID


def _is_gift(line: Funding) -> bool:
    """Tell whether a line is an aid in kind from a financer, which is published too."""
    return line.aid_form is AidForm.KIND and line.funder_type not in NOT_FUNDERS


def _of_line(sources: Sources, ledger: Ledger, line: Funding) -> Convention:
    action, body, payer = ledger.action_of(line), ledger.body_of(line), ledger.payer_of(line)
    return Convention(
        line.id,
        *_numbers(payer, body),
        action.title if action else _RUNNING,
        granted(line) or 0,
        line.agreement_signed_on,
        line.decided_on,
        line.decision_reference or "",
        line.payment_terms,
        line.payment_from,
        line.payment_to,
        sources.label(Action, "dispositif", action.dispositif) if action else "",
        line.aid_form is AidForm.KIND,
    )


def _of_agreement(sources: Sources, ledger: Ledger, each: Agreement) -> Iterator[Convention]:
    """Yield one convention for each signatory: all the years, paid year after year."""
    by_payer: defaultdict[str, int] = defaultdict(int)
    for line in each.amounts:
        if line.funder is not None:
            by_payer[line.funder] += line.amount or 0
    body = sources.get(Organisation, each.organisation)
    for funder, cents in by_payer.items():
        lines = ledger.of_agreement(each.id, funder)
        if not ledger.follows(each.id, funder):
            continue
        paid_from = min((line.payment_from for line in lines if line.payment_from), default=None)
        yield Convention(
            each.id,
            *_numbers(sources.get(Partner, funder), body),
            each.title,
            cents,
            each.signed_on,
            None,
            next((line.decision_reference for line in lines if line.decision_reference), "") or "",
            PaymentTerms.STAGGERED,
            paid_from or each.signed_on,
            date(each.last_year, 12, 31) if each.last_year else None,
            next(filter(None, (_dispositif(sources, line) for line in lines)), ""),
        )


def _dispositif(sources: Sources, line: Funding) -> str:
    action = sources.get(Action, line.action)
    return sources.label(Action, "dispositif", action.dispositif) if action else ""


def _numbers(
    payer: Partner | None, body: Organisation | None
) -> tuple[str, str, str, str, str, str, str]:
    return (
        payer.id if payer else "",
        body.id if body else "",
        payer.name if payer else "",
        (payer.siret or "") if payer else "",
        body.name if body else "",
        (body.siret or "") if body else "",
        (body.rna or "") if body else "",
    )


def _refused(told: Sequence[tuple[Convention, Published]]) -> Iterator[LeftOut]:
    for reason in Refused:
        count = sum(made.refused is reason for _, made in told)
        yield LeftOut(_WHAT, count, reason.value)


def _checks(ledger: Ledger, recount: Recount, refused: int) -> tuple[Check, ...]:
    """Return that what is published and what is left out make all the conventions."""
    scope = ledger.sources.scope
    if scope.funders or scope.funder_types:
        return ()
    signed = {each.id for each in ledger.agreements()}
    return (Check(_WHAT, recount.conventions(signed) - refused, SCDL),)


def _postponed(ledger: Ledger) -> Iterator[LeftOut]:
    private = [line for line in ledger.followed if line.funder_type is FunderType.PRIVATE_AID]
    yield LeftOut(_WHAT, sum(bool(granted(line)) for line in private), _PRIVATE)
    agreements = ledger.agreements()
    unsigned = sum(each.signed_on is None for each in agreements)
    signed = sum(
        each.signed_on is not None and not ledger.sources.scope.period.holds(each.signed_on)
        for each in agreements
    )
    here = {each.id: {line.funder for line in each.amounts} for each in agreements}
    lasting = [line for line in ledger.followed if line.agreement and granted(line)]
    unknown = [line for line in lasting if line.agreement not in here]
    yield LeftOut(_WHAT, len(unknown), _NOT_TOLD)
    apart = sum(
        line.funder not in here.get(line.agreement or "", {line.funder}) for line in lasting
    )
    yield LeftOut(_WHAT, apart, _NOT_IN_IT)
    yield LeftOut(_WHAT, unsigned, _NOT_SIGNED)
    yield LeftOut(_WHAT, signed, _OTHER_YEAR)


def _remarks(told: Sequence[tuple[Convention, Published]]) -> Iterator[Remark]:
    for reason in Refused:
        found = [to_correct(each, reason) for each, made in told if made.refused is reason]
        if found:
            count = several(len(found), "convention absente", "conventions absentes")
            yield Remark(
                f"{count} de la feuille SCDL\u00a0: {_inside(reason.value)}.",
                tuple(dict.fromkeys(found)),
            )
    for warned in Warned:
        yield from remark(
            (each.record for each, made in told if warned in made.warned),
            f"convention de la feuille SCDL\u00a0: {warned.value}",
            f"conventions de la feuille SCDL\u00a0: {warned.value}",
        )


def _inside(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].rstrip(".")


def _width(name: str) -> int:
    return {"objet": 40, "nomAttribuant": 28, "nomBeneficiaire": 28, "dispositifAide": 24}.get(
        name, 18
    )


_MEANINGS: Final[Mapping[str, str]] = {
    "nomAttribuant": "Le nom du financeur.",
    "idAttribuant": "Le SIRET du financeur, quatorze chiffres vérifiés.",
    "dateConvention": "Le jour de la signature\u00a0; sans convention, celui de la décision.",
    "referenceDecision": "La référence de la délibération ou de l’arrêté.",
    "nomBeneficiaire": "Le nom de la structure.",
    "idBeneficiaire": "Le SIRET de la structure.",
    "rnaBeneficiaire": "Le RNA de la structure, W et neuf chiffres.",
    "objet": "L’intitulé de l’action ou de la convention, 256 caractères au plus.",
    "montant": "Le montant en euros, avec un point et deux décimales.",
    "nature": "Aide en numéraire ou aide en nature.",
    "conditionsVersement": "unique, échelonné ou autre.",
    "datesPeriodeVersement": "Les jours de versement, du premier au dernier.",
    "idRAE": "Le numéro du référentiel des aides d’État\u00a0; vide, le carnet ne le connaît pas.",
    "notificationUE": "non\u00a0: le carnet ne suit pas les aides notifiées à la Commission.",
    "pourcentageSubvention": "La part versée au bénéficiaire\u00a0: 1 quand il est seul.",
    "dispositifAide": "Le dispositif qui soutient l’action.",
}
