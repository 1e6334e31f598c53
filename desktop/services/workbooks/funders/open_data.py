"""The open data of subsidies (SCDL 2.1.1): one convention as sixteen texts, or why it cannot be.

Order of 17 November 2017 on the essential data of the conventions of subsidies; the published
layout is schema.data.gouv.fr/scdl/subventions/2.1.1. Pure: it reads no notebook.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from sync.records.checks import siret
from sync.records.funding import PaymentTerms

FIELDS: Final = (
    "nomAttribuant",
    "idAttribuant",
    "dateConvention",
    "referenceDecision",
    "nomBeneficiaire",
    "idBeneficiaire",
    "rnaBeneficiaire",
    "objet",
    "montant",
    "nature",
    "conditionsVersement",
    "datesPeriodeVersement",
    "idRAE",
    "notificationUE",
    "pourcentageSubvention",
    "dispositifAide",
)
THRESHOLD: Final = 2_300_000
"""Above 23,000 €, in cents, a convention is compulsory: decree 2001-495."""
LONGEST_SUBJECT: Final = 256
_RNA: Final = re.compile(r"W\d{9}", re.ASCII)
_TERMS: Final = {
    PaymentTerms.ONCE: "unique",
    PaymentTerms.STAGGERED: "échelonné",
    PaymentTerms.OTHER: "autre",
}


class Refused(StrEnum):
    """Why a convention cannot be published, in words that say what to correct."""

    PAYER = "Le financeur n’est pas nommé."
    PAYER_SIRET = "Le SIRET du financeur manque ou ne passe pas la vérification."
    BODY = "La structure n’est pas nommée, ou n’est pas validée."
    NUMBER = "La structure n’a ni SIRET ni RNA."
    CORSICAN = (
        "La structure n’a qu’un RNA avec une lettre (Corse), que le schéma publié refuse\u00a0:"
        " saisissez son SIRET."
    )
    AMOUNT = "Aucun montant n’est accordé."
    CONVENTION = "Plus de 23 000 € sans date de signature de la convention."
    DATE = "Ni date de convention, ni date de décision."
    TERMS = "Les conditions de versement manquent."
    DATES = "La période de versement manque ou est à l’envers."


class Warned(StrEnum):
    """What is published otherwise than one might expect."""

    RNA = (
        "RNA avec une lettre (Corse), que le schéma publié refuse\u00a0: publié avec le SIRET seul"
    )
    CUT = "objet de plus de 256 caractères, coupé"
    DECIDED = "pas de convention signée\u00a0: publié à la date de la décision"


@dataclass(frozen=True, slots=True)
class Convention:
    """A convention as the notebook knows it; `cents` is what it grants, `last` a day included.

    `record`, `payer_record` and `body_record` are the ids of what may have to be corrected.
    """

    record: str
    payer_record: str
    body_record: str
    payer: str
    payer_siret: str
    body: str
    body_siret: str
    body_rna: str
    subject: str
    cents: int
    signed_on: date | None
    decided_on: date | None
    decision: str
    terms: PaymentTerms | None
    first: date | None
    last: date | None
    dispositif: str = ""
    in_kind: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """What comes of a convention: a row and what to know of it, or the first reason against."""

    row: tuple[str, ...] = ()
    refused: Refused | None = None
    warned: tuple[Warned, ...] = ()


def published(given: Convention) -> Published:
    """Return a convention as the layout wants it, or why it may not be published."""
    refused = next(_refusals(given), None)
    if refused is not None:
        return Published(refused=refused)
    return Published(_row(given), warned=tuple(_warnings(given)))


def to_correct(given: Convention, refused: Refused) -> str:
    """Return the id of the record that holds what is missing."""
    if refused is Refused.PAYER_SIRET:
        return given.payer_record
    if refused in (Refused.NUMBER, Refused.CORSICAN):
        return given.body_record
    return given.record


def _refusals(given: Convention) -> Iterator[Refused]:
    wrong = {
        Refused.PAYER: not given.payer,
        Refused.PAYER_SIRET: not _is_siret(given.payer_siret),
        Refused.BODY: not given.body,
        Refused.NUMBER: not _has_number(given) and not given.body_rna,
        Refused.CORSICAN: not _has_number(given) and bool(given.body_rna),
        Refused.AMOUNT: given.cents <= 0,
        Refused.CONVENTION: given.signed_on is None and given.cents > THRESHOLD,
        Refused.DATE: given.signed_on is None and given.decided_on is None,
        Refused.TERMS: given.terms is None,
        Refused.DATES: not _period(given),
    }
    return (reason for reason, found in wrong.items() if found)


def _has_number(given: Convention) -> bool:
    """Tell whether the body has a number that the published layout accepts."""
    return _is_siret(given.body_siret) or _RNA.fullmatch(given.body_rna) is not None


def _warnings(given: Convention) -> Iterator[Warned]:
    if given.body_rna and not _RNA.fullmatch(given.body_rna):
        yield Warned.RNA
    if len(_plain(given.subject)) > LONGEST_SUBJECT:
        yield Warned.CUT
    if given.signed_on is None:
        yield Warned.DECIDED


def _row(given: Convention) -> tuple[str, ...]:
    assert given.terms is not None  # refused before
    signed = given.signed_on or given.decided_on
    return (
        _plain(given.payer),
        given.payer_siret,
        signed.isoformat() if signed else "",
        _plain(given.decision),
        _plain(given.body),
        given.body_siret if _is_siret(given.body_siret) else "",
        given.body_rna if _RNA.fullmatch(given.body_rna) else "",
        _cut(_plain(given.subject)),
        f"{given.cents // 100}.{given.cents % 100:02d}",
        "aide en nature" if given.in_kind else "aide en numéraire",
        _TERMS[given.terms],
        _period(given),
        "",
        "non",
        "1",
        _plain(given.dispositif),
    )


def _period(given: Convention) -> str:
    """Return the days of payment; a payment made at once may have only one."""
    first, last = given.first, given.last
    if last is None and given.terms is PaymentTerms.ONCE:
        last = first
    if first is None or last is None or last < first:
        return ""
    return f"{first.isoformat()}/{last.isoformat()}"


def _is_siret(number: str) -> bool:
    return bool(number) and siret(number) is None


def _plain(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())


def _cut(text: str) -> str:
    if len(text) <= LONGEST_SUBJECT:
        return text
    return f"{text[: LONGEST_SUBJECT - 1].rstrip()}…"
