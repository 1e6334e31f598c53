"""A body that acts in the neighbourhoods: an association most often, or a residents' group."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from pydantic import Field

from sync.records import checks
from sync.records.base import Record
from sync.records.declare import (
    DETAILS,
    FORM,
    ITEMS,
    LATEST,
    LIST,
    LONG,
    MOST,
    PERSON,
    SET,
    TEXT,
    VALIDATE,
    Code,
    Link,
    counted,
    internal,
    never,
    public,
    said,
)
from sync.records.fields import CodeList
from sync.records.findings import Finding, warning
from sync.records.organisation_items import Approval, Autonomy

MAIN = "L’essentiel"
REGISTERS = "Numéros officiels"
PURPOSE = "Objet et champ d’action"
SEAT = "Adresse du siège"
MEANS = "Moyens humains"
LINK_TO_TEAM = "Lien avec l’équipe"
STRENGTHS = "Compétences et entraide"


class OrganisationType(CodeList):
    """The legal or practical form of the body."""

    ASSOCIATION = "ASSO_1901", "Association loi 1901"
    LOCAL_LAW_ASSOCIATION = "ASSO_DROIT_LOCAL", "Association de droit local (Alsace-Moselle)"
    RESIDENTS_GROUP = "COLLECTIF_HABITANTS", "Collectif d’habitantes et d’habitants"
    SOCIAL_CENTRE = "CENTRE_SOCIAL", "Centre social"
    CCAS = "CCAS", "Centre communal d’action sociale (CCAS)"
    COMMUNE = "COMMUNE", "Commune"
    EPCI = "EPCI", "Intercommunalité"
    LANDLORD = "BAILLEUR", "Bailleur social"
    SCHOOL = "ETAB_SCOLAIRE", "Établissement scolaire"
    INSERTION = "SIAE", "Structure d’insertion (SIAE)"
    COOPERATIVE = "COOPERATIVE", "Coopérative"
    OTHER = "AUTRE", "Autre"


class Scope(CodeList):
    """How far the body acts."""

    NEIGHBOURHOOD = "QUARTIER", "Quartier"
    COMMUNE = "COMMUNE", "Commune"
    EPCI = "INTERCO", "Intercommunalité"
    DEPARTEMENT = "DEPARTEMENT", "Département"
    REGION = "REGION", "Région"
    NATIONAL = "NATIONAL", "National"


class LinkToTeam(CodeList):
    """How the team works with the body today."""

    KNOWN = "CONNUE", "Connue"
    SUPPORTED = "ACCOMPAGNEE", "Accompagnée"
    FUNDED = "FINANCEE", "Financée"
    AGREEMENT = "CPO", "En convention pluriannuelle (CPO)"
    DORMANT = "EN_SOMMEIL", "En sommeil"


class _Identity(Record):
    name: Annotated[
        str,
        said("Nom", "Le nom complet de la structure.", 200),
        public(MAIN, LIST, PERSON, searched=True, width=36),
    ]
    acronym: Annotated[
        str | None,
        said("Sigle", "Le sigle ou le nom d’usage.", 40),
        public(MAIN, LIST, LATEST, searched=True),
    ] = None
    organisation_type: Annotated[
        OrganisationType | None,
        said("Type de structure", "Association, collectif, centre social, etc."),
        public(MAIN, LIST, LATEST, stage=VALIDATE),
    ] = None
    siret: Annotated[
        str | None,
        said("SIRET", "Quatorze chiffres ; laissez vide pour un collectif qui n’en a pas.", 14),
        public(REGISTERS, FORM, PERSON, searched=True, check=checks.siret),
    ] = None
    rna: Annotated[
        str | None,
        said("RNA", "Le numéro d’association, W suivi de neuf caractères.", 10),
        public(REGISTERS, FORM, PERSON, searched=True, check=checks.rna),
    ] = None
    local_register: Annotated[
        str | None,
        said(
            "Registre local",
            "En Alsace-Moselle : volume et folio du registre des associations.",
            80,
        ),
        public(REGISTERS, DETAILS, PERSON),
    ] = None
    approvals: Annotated[
        tuple[Approval, ...],
        said("Agréments", "Les agréments reçus, par qui et quand.", MOST),
        public(REGISTERS, DETAILS, ITEMS),
    ] = ()
    public_interest: Annotated[
        bool | None,
        said("Reconnue d’utilité publique", "Oui si un décret l’a reconnue."),
        public(REGISTERS, DETAILS, LATEST),
    ] = None
    federation: Annotated[
        str | None,
        said(
            "Fédération ou réseau", "La fédération, l’union ou le réseau dont elle est membre.", 160
        ),
        public(REGISTERS, DETAILS, LATEST, searched=True),
    ] = None
    republican_commitment_on: Annotated[
        date | None,
        said(
            "Contrat d’engagement républicain signé le", "Le jour de la signature, s’il est connu."
        ),
        public(REGISTERS, DETAILS, PERSON),
    ] = None
    purpose: Annotated[
        str | None,
        said("Objet", "Ce que fait la structure, en quelques phrases.", 4_000),
        public(PURPOSE, FORM, TEXT, kind=LONG, searched=True),
    ] = None
    scope: Annotated[
        Scope | None,
        said("Champ d’action", "L’échelle à laquelle elle agit."),
        public(PURPOSE, FORM, LATEST),
    ] = None
    themes: Annotated[
        tuple[Code, ...],
        said("Thèmes", "Les thèmes de la politique de la ville où elle agit.", MOST),
        public(PURPOSE, FORM, SET, list_name="theme"),
    ] = ()
    intervention_territories: Annotated[
        tuple[Link, ...],
        said("Quartiers d’intervention", "Les quartiers où elle agit vraiment.", MOST),
        public(PURPOSE, FORM, SET, target=("territory",), stage=VALIDATE),
    ] = ()
    contract_codes: Annotated[
        tuple[Annotated[str, Field(max_length=12)], ...],
        said("Contrats de ville", "Le code des contrats qui la concernent.", MOST),
        public(PURPOSE, FORM, SET, searched=True, check=checks.contract_code),
    ] = ()


class Organisation(_Identity):
    """A body and what the team knows of it that can be said to its face."""

    kind = "organisation"
    label = "Structure"
    label_plural = "Structures"
    feminine = True
    prefix = "ORG"
    heading_fields = ("name", "acronym")
    natural_key = ("siret",)
    order_by = ("name", False)

    street: Annotated[
        str | None,
        said("Adresse", "Le numéro et la rue du siège.", 200),
        internal(SEAT, DETAILS, PERSON, searched=True),
    ] = None
    postal_code: Annotated[
        str | None,
        said("Code postal", "Les cinq chiffres du siège.", 5),
        internal(SEAT, DETAILS, PERSON),
    ] = None
    commune_code: Annotated[
        str | None,
        said("Code Insee de la commune", "Les cinq caractères de la commune du siège.", 5),
        public(SEAT, FORM, PERSON, searched=True, check=checks.insee_code),
    ] = None
    commune_name: Annotated[
        str | None,
        said("Commune", "La commune du siège.", 80),
        public(SEAT, LIST, PERSON, searched=True, stage=VALIDATE),
    ] = None
    departement: Annotated[
        str | None,
        said("Département", "Deux ou trois caractères, par exemple 51, 2A ou 974.", 3),
        public(SEAT, LIST, LATEST),
    ] = None
    means_year: Annotated[
        int | None,
        counted(
            "Année des moyens humains",
            "L’année à laquelle se rapportent ces nombres.",
            ge=1990,
            le=2100,
        ),
        public(MEANS, DETAILS, LATEST),
    ] = None
    volunteers: Annotated[
        int | None,
        counted("Bénévoles", "Le nombre de bénévoles au 31 décembre.", ge=0, le=1000000),
        public(MEANS, DETAILS, LATEST),
    ] = None
    employees: Annotated[
        int | None,
        counted(
            "Salariées et salariés",
            "Le nombre de personnes salariées au 31 décembre.",
            ge=0,
            le=1000000,
        ),
        public(MEANS, DETAILS, LATEST),
    ] = None
    full_time_equivalents: Annotated[
        float | None,
        counted(
            "Équivalents temps plein",
            "Le temps de travail total, en emplois à temps plein.",
            ge=0,
            le=1000000,
        ),
        public(MEANS, DETAILS, LATEST, unit="ETP"),
    ] = None
    civic_volunteers: Annotated[
        int | None,
        counted("Volontaires", "Les services civiques et autres volontaires.", ge=0, le=100000),
        public(MEANS, DETAILS, LATEST),
    ] = None
    members: Annotated[
        int | None,
        counted(
            "Adhérentes et adhérents",
            "Le nombre de personnes ou familles adhérentes.",
            ge=0,
            le=10000000,
        ),
        public(MEANS, DETAILS, LATEST),
    ] = None
    mediator_posts: Annotated[
        int | None,
        counted("Postes adulte-relais", "Le nombre de postes adulte-relais.", ge=0, le=1000),
        public(MEANS, DETAILS, LATEST),
    ] = None
    fonjep_posts: Annotated[
        int | None,
        counted("Postes Fonjep", "Le nombre de postes soutenus par le Fonjep.", ge=0, le=1000),
        public(MEANS, DETAILS, LATEST),
    ] = None
    link_to_team: Annotated[
        LinkToTeam | None,
        said("Lien avec l’équipe", "Où en est la relation avec votre équipe."),
        internal(LINK_TO_TEAM, LIST, LATEST),
    ] = None
    autonomy: Annotated[
        tuple[Autonomy, ...],
        said("Autonomie", "L’aisance de la structure, compétence par compétence.", MOST),
        internal(STRENGTHS, DETAILS, ITEMS),
    ] = ()
    can_help_with: Annotated[
        tuple[Code, ...],
        said("Peut aider les autres sur", "Ce que la structure sait transmettre.", MOST),
        internal(STRENGTHS, FORM, SET, list_name="competence"),
    ] = ()
    internal_note: Annotated[
        str | None,
        said("Note interne", "Écrivez ce que vous accepteriez que la structure lise.", 8_000),
        never(LINK_TO_TEAM, DETAILS, TEXT, kind=LONG, searched=True),
    ] = None

    def cross_checks(self) -> Iterator[Finding]:
        """Yield a warning when the body has no official number although its form has one."""
        if self.organisation_type is OrganisationType.ASSOCIATION and not (self.siret or self.rna):
            yield warning(
                "Cette association n’a ni SIRET ni RNA : l’un des deux sera demandé pour un"
                " financement.",
                "siret",
            )
