"""A professional contact: always confidential, told so, and purged when no longer of use."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any

from sync.records import checks
from sync.records.base import SYSTEM as SECTION_OF_THE_RECORD
from sync.records.base import Diffusion, Record
from sync.records.deadlines import day_in, months_after, still_ahead
from sync.records.declare import (
    DETAILS,
    FORM,
    LATEST,
    LIST,
    PERSON,
    VALIDATE,
    confidential,
    internal,
    said,
)
from sync.records.fields import CodeList
from sync.records.findings import Finding, error

MAIN = "L’essentiel"
REACH = "Pour joindre la personne"
RIGHTS = "Information et durée"

# Retention proposed to the DPO: 24 months after the last exchange.
MONTHS_KEPT = 24


class Civility(CodeList):
    """How the person wishes to be addressed."""

    MADAM = "MME", "Madame"
    SIR = "M", "Monsieur"
    NONE = "NON_PRECISEE", "Sans civilité"


class ContactRole(CodeList):
    """The capacity in which the team knows the person."""

    PRESIDENT = "PRESIDENCE", "Présidence"
    TREASURER = "TRESORERIE", "Trésorerie"
    DIRECTOR = "DIRECTION", "Direction"
    COORDINATOR = "COORDINATION", "Coordination"
    EMPLOYEE = "SALARIE", "Salariée ou salarié"
    VOLUNTEER = "BENEVOLE", "Bénévole"
    CITIZENS_COUNCIL = "CONSEIL_CITOYEN", "Conseil citoyen"
    ELECTED = "ELU", "Élue ou élu"
    AGENT = "AGENT", "Agente ou agent public"
    PREFECT_DELEGATE = "DELEGUE_PREFET", "Déléguée ou délégué du préfet"
    RELAY_RESIDENT = "HABITANT_RELAIS", "Habitante ou habitant relais"


class Contact(Record):
    """A person met in a professional or elected capacity."""

    kind = "contact"
    label = "Contact"
    label_plural = "Contacts"
    prefix = "CTC"
    heading_fields = ("last_name", "first_name", "role")
    order_by = ("last_name", False)

    last_name: Annotated[
        str,
        said("Nom", "Le nom de famille.", 80),
        confidential(MAIN, LIST, PERSON, searched=True, personal=True),
    ]
    first_name: Annotated[
        str | None,
        said("Prénom", "Le prénom.", 80),
        confidential(MAIN, LIST, PERSON, searched=True, personal=True),
    ] = None
    civility: Annotated[
        Civility | None,
        said("Civilité", "Comment la personne souhaite qu’on s’adresse à elle."),
        confidential(MAIN, FORM, LATEST, personal=True),
    ] = None
    role: Annotated[
        ContactRole,
        said("Fonction", "À quel titre vous connaissez cette personne."),
        confidential(MAIN, LIST, LATEST, personal=True),
    ]
    organisation: Annotated[
        str | None,
        said("Structure", "La structure où elle agit.", 36),
        confidential(MAIN, LIST, LATEST, target=("organisation",), personal=True),
    ] = None
    partner: Annotated[
        str | None,
        said("Partenaire", "L’organisme de droit commun où elle travaille.", 36),
        confidential(MAIN, FORM, LATEST, target=("partner",), personal=True),
    ] = None
    job_title: Annotated[
        str | None,
        said("Intitulé du poste", "Le poste ou le mandat, tel qu’elle l’énonce.", 120),
        confidential(MAIN, FORM, LATEST, searched=True, personal=True),
    ] = None
    email: Annotated[
        str | None,
        said(
            "Adresse électronique professionnelle",
            "Jamais une adresse personnelle sans son accord.",
            254,
        ),
        confidential(REACH, FORM, PERSON, searched=True, personal=True, check=checks.email_address),
    ] = None
    phone: Annotated[
        str | None,
        said("Téléphone professionnel", "Jamais un numéro personnel sans son accord.", 30),
        confidential(REACH, LIST, PERSON, searched=True, personal=True, check=checks.phone),
    ] = None
    do_not_contact: Annotated[
        bool,
        said("Ne plus contacter", "Oui si la personne a demandé à ne plus être jointe."),
        confidential(REACH, FORM, PERSON, personal=True),
    ] = False
    informed_on: Annotated[
        date | None,
        said("Informée le", "Le jour où la personne a su ce que l’équipe note à son sujet (RGPD)."),
        confidential(RIGHTS, FORM, PERSON, stage=VALIDATE, personal=True),
    ] = None
    last_exchange_on: Annotated[
        date | None,
        said("Dernier échange le", "Le jour du dernier échange avec elle."),
        confidential(RIGHTS, FORM, LATEST, personal=True),
    ] = None
    purge_on: Annotated[
        date | None,
        said("À effacer le", "Proposé : 24 mois après le dernier échange ou l’information."),
        confidential(RIGHTS, DETAILS, LATEST, personal=True),
    ] = None
    diffusion: Annotated[
        Diffusion,
        said("Diffusion", "Un contact reste toujours confidentiel."),
        internal(SECTION_OF_THE_RECORD, DETAILS, PERSON),
    ] = Diffusion.CONFIDENTIAL

    @classmethod
    def suggestions(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        """Suggest the day to erase the contact: 24 months after the last exchange."""
        days = [
            day
            for name in ("last_exchange_on", "informed_on")
            if (day := day_in(values, name)) is not None
        ]
        return {"purge_on": months_after(max(days), MONTHS_KEPT)} if days else {}

    def cross_checks(self) -> Iterator[Finding]:
        """Yield remarks when a contact is made to travel, or should have been erased already."""
        if self.diffusion is not Diffusion.CONFIDENTIAL:
            yield error(
                "Une fiche de contact reste toujours confidentielle : remettez la diffusion sur"
                " « Confidentiel ».",
                "diffusion",
            )
        yield from still_ahead(self.last_exchange_on or self.informed_on, self.purge_on, "purge_on")
