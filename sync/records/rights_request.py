"""A request of a person about the data held on them (RGPD, articles 15 to 21)."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any

from sync.records import checks
from sync.records.base import SYSTEM as SECTION_OF_THE_RECORD
from sync.records.base import Diffusion, Record
from sync.records.deadlines import day_in, in_order, months_after, not_yet
from sync.records.declare import (
    DETAILS,
    FORM,
    LATEST,
    LIST,
    LONG,
    PERSON,
    TEXT,
    VALIDATE,
    internal,
    never,
    said,
)
from sync.records.fields import CodeList
from sync.records.findings import Finding, error, warning

MAIN = "La demande"
ANSWER = "La réponse"


class RequestType(CodeList):
    """What the person asks for; portability does not apply to a public task."""

    ACCESS = "ACCES", "Accès"
    RECTIFICATION = "RECTIFICATION", "Rectification"
    ERASURE = "EFFACEMENT", "Effacement"
    OBJECTION = "OPPOSITION", "Opposition"


class RequestState(CodeList):
    """How far the answer has come."""

    RECEIVED = "RECUE", "Reçue"
    IN_PROGRESS = "EN_COURS", "En cours"
    DONE = "FAITE", "Faite"
    REFUSED = "REFUSEE", "Refusée, avec la raison"


class RightsRequest(Record):
    """A request, and the month within which it must be answered."""

    kind = "rights_request"
    label = "Demande de droits"
    label_plural = "Demandes de droits"
    feminine = True
    prefix = "DRO"
    heading_fields = ("request_type", "received_on")
    order_by = ("due_on", False)

    request_type: Annotated[
        RequestType,
        said("Type de demande", "Accès, rectification, effacement ou opposition."),
        internal(MAIN, LIST, LATEST),
    ]
    received_on: Annotated[
        date,
        said("Reçue le", "Le jour où la demande est arrivée."),
        internal(MAIN, LIST, PERSON, check=checks.sensible_date),
    ]
    person: Annotated[
        str | None,
        said("Personne", "La personne qui demande, telle qu’elle se présente.", 160),
        never(MAIN, FORM, PERSON, searched=True, personal=True, stage=VALIDATE),
    ] = None
    contact: Annotated[
        str | None,
        said("Fiche de contact", "La fiche de la personne, si elle existe.", 36),
        never(MAIN, FORM, LATEST, target=("contact",), personal=True),
    ] = None
    details: Annotated[
        str | None,
        said("Demande", "Ce que la personne demande, dans ses mots.", 4_000),
        never(MAIN, FORM, TEXT, kind=LONG, searched=True, personal=True),
    ] = None
    due_on: Annotated[
        date | None,
        said("À faire avant le", "Proposé : un mois après la réception (RGPD, article 12)."),
        internal(ANSWER, LIST, LATEST),
    ] = None
    state: Annotated[
        RequestState,
        said("État", "Où en est la réponse."),
        internal(ANSWER, LIST, LATEST),
    ] = RequestState.RECEIVED
    identity_checked_on: Annotated[
        date | None,
        said("Identité vérifiée le", "Le jour où vous avez vérifié qui demande."),
        internal(ANSWER, FORM, LATEST),
    ] = None
    done_on: Annotated[
        date | None,
        said("Faite le", "Le jour de la réponse."),
        internal(ANSWER, LIST, LATEST, stage=VALIDATE),
    ] = None
    answer: Annotated[
        str | None,
        said("Réponse", "Ce qui a été répondu et fait.", 4_000),
        never(ANSWER, FORM, TEXT, kind=LONG, searched=True, personal=True),
    ] = None
    told_dpo_on: Annotated[
        date | None,
        said(
            "Transmise au délégué à la protection des données le", "Le jour où le délégué l’a su."
        ),
        internal(ANSWER, FORM, LATEST),
    ] = None
    diffusion: Annotated[
        Diffusion,
        said("Diffusion", "Une demande de droits reste toujours confidentielle."),
        internal(SECTION_OF_THE_RECORD, DETAILS, PERSON),
    ] = Diffusion.CONFIDENTIAL

    @classmethod
    def suggestions(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        """Suggest the last day to answer: one month after reception (RGPD, article 12)."""
        day = day_in(values, "received_on")
        return {"due_on": months_after(day, 1)} if day else {}

    def cross_checks(self) -> Iterator[Finding]:
        """Yield remarks on days before the reception, and on an answer out of time."""
        if self.diffusion is not Diffusion.CONFIDENTIAL:
            yield error(
                "Une demande de droits reste toujours confidentielle : remettez la diffusion sur"
                " « Confidentiel ».",
                "diffusion",
            )
        yield from not_yet(self.received_on, "received_on")
        yield from in_order(self.received_on, self.due_on, "due_on", what="L’échéance")
        yield from in_order(self.received_on, self.done_on, "done_on", what="La date de réponse")
        if self.due_on and self.done_on and self.done_on > self.due_on:
            yield warning(
                "La réponse est venue après le délai d’un mois : notez-en la raison dans"
                " « Réponse ».",
                "answer",
            )
