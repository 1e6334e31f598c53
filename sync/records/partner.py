"""A droit commun partner: who could act in the neighbourhood with ordinary means."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any

from sync.records import checks
from sync.records.base import Item, Record
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
    confidential,
    in_line,
    internal,
    never,
    public,
    said,
)
from sync.records.fields import CodeList, Sensitivity
from sync.records.findings import Finding, warning

MAIN = "L’essentiel"
ALLIANCE = "Alliance"
LEVERS = "Ce qu’il peut mobiliser"


class Echelon(CodeList):
    """The level of government or kind of body."""

    STATE = "ETAT", "État"
    REGION = "REGION", "Région"
    DEPARTEMENT = "DEPARTEMENT", "Département"
    EPCI = "EPCI", "Intercommunalité"
    COMMUNE = "COMMUNE", "Commune"
    CAF = "CAF", "Caisse d’allocations familiales (Caf)"
    HEALTH = "CPAM_ARS", "Assurance maladie ou agence régionale de santé"
    FRANCE_TRAVAIL = "FRANCE_TRAVAIL", "France Travail"
    SCHOOLS = "EDUCATION_NATIONALE", "Éducation nationale"
    LANDLORD = "BAILLEUR", "Bailleur social"
    CDC = "CDC", "Caisse des dépôts"
    CHAMBER = "CHAMBRE", "Chambre consulaire"
    OTHER = "AUTRE", "Autre"


class Domain(CodeList):
    """The public policy that the partner carries."""

    EDUCATION = "EDUCATION", "Éducation"
    HEALTH = "SANTE", "Santé"
    JOBS = "EMPLOI", "Emploi"
    HOUSING = "HABITAT", "Habitat"
    LIVING_ENVIRONMENT = "CADRE_VIE", "Cadre de vie"
    ECOLOGY = "TRANSITION_ECO", "Transition écologique"
    CULTURE = "CULTURE", "Culture"
    SPORT = "SPORT", "Sport"
    YOUTH = "JEUNESSE", "Jeunesse"
    SAFETY = "SECURITE", "Tranquillité et sécurité"
    MOBILITY = "MOBILITE", "Mobilité"
    DIGITAL = "NUMERIQUE", "Numérique"
    EQUALITY = "EGALITE", "Égalité"


class AllianceLevel(CodeList):
    """How far the partner goes with the team, from 0 to 4."""

    UNKNOWN = "0", "0 – Inconnu"
    INFORMED = "1", "1 – Informé"
    CONSULTED = "2", "2 – Consulté"
    CONTRIBUTES = "3", "3 – Contribue"
    CO_STEERS = "4", "4 – Copilote"


class AllianceStep(Item):
    """A level of alliance reached on a day, and what brought it there."""

    label = "Étape de l’alliance"

    level: Annotated[
        AllianceLevel,
        said("Niveau", "Le niveau atteint ce jour-là."),
        in_line(Sensitivity.PUBLIC, LATEST),
    ]
    on: Annotated[
        date | None,
        said("Le", "Le jour où ce niveau a été constaté."),
        in_line(Sensitivity.PUBLIC, LATEST, stage=VALIDATE),
    ] = None
    note: Annotated[
        str | None,
        said("Ce qui a joué", "Ce qui a fait avancer ou reculer l’alliance.", 500),
        in_line(Sensitivity.INTERNAL, TEXT, searched=True),
    ] = None


class Partner(Record):
    """A public body or service, and how far the alliance with it has come."""

    kind = "partner"
    label = "Partenaire de droit commun"
    label_plural = "Partenaires de droit commun"
    prefix = "PAR"
    heading_fields = ("name", "service")
    natural_key = ("name", "service")
    order_by = ("name", False)

    name: Annotated[
        str,
        said("Organisme", "Le nom de l’organisme.", 160),
        public(MAIN, LIST, PERSON, searched=True, width=32),
    ]
    service: Annotated[
        str | None,
        said("Service ou direction", "Le service avec lequel vous travaillez.", 160),
        public(MAIN, LIST, LATEST, searched=True),
    ] = None
    siret: Annotated[
        str | None,
        said("SIRET", "Quatorze chiffres ; demandé pour publier les subventions qu’il donne.", 14),
        public(MAIN, FORM, PERSON, searched=True, check=checks.siret),
    ] = None
    echelon: Annotated[
        Echelon,
        said("Échelon", "Le niveau d’action publique de l’organisme."),
        public(MAIN, LIST, LATEST),
    ]
    domains: Annotated[
        tuple[Domain, ...],
        said("Domaines", "Les politiques publiques qu’il porte.", MOST),
        public(MAIN, LIST, SET),
    ] = ()
    referent: Annotated[
        str | None,
        said("Référente ou référent", "La personne avec qui l’équipe travaille.", 36),
        confidential(MAIN, FORM, LATEST, target=("contact",), personal=True),
    ] = None
    contract_signatory: Annotated[
        bool | None,
        said("Signataire du contrat de ville", "Oui si l’organisme a signé le contrat."),
        public(MAIN, FORM, LATEST),
    ] = None
    territories: Annotated[
        tuple[Link, ...],
        said("Territoires", "Les quartiers où ce partenaire agit.", MOST),
        public(MAIN, FORM, SET, target=("territory",)),
    ] = ()
    alliance_level: Annotated[
        AllianceLevel,
        said("Niveau d’alliance", "De 0 (inconnu) à 4 (copilote)."),
        public(ALLIANCE, LIST, LATEST),
    ] = AllianceLevel.UNKNOWN
    alliance_history: Annotated[
        tuple[AllianceStep, ...],
        said("Histoire de l’alliance", "Chaque niveau atteint, avec sa date.", MOST),
        public(ALLIANCE, DETAILS, ITEMS),
    ] = ()
    alliance_next_step: Annotated[
        str | None,
        said("Prochain pas", "Ce qui ferait avancer l’alliance.", 300),
        internal(ALLIANCE, FORM, LATEST, searched=True),
    ] = None
    dispositifs: Annotated[
        tuple[Code, ...],
        said("Dispositifs mobilisables", "Les dispositifs que ce partenaire peut ouvrir.", MOST),
        public(LEVERS, FORM, SET, list_name="dispositif"),
    ] = ()
    ordinary_means: Annotated[
        str | None,
        said(
            "Moyens de droit commun",
            "Crédits, postes, lieux ou priorités que l’organisme peut engager.",
            4_000,
        ),
        public(LEVERS, FORM, TEXT, kind=LONG, searched=True),
    ] = None
    internal_note: Annotated[
        str | None,
        said("Note interne", "Écrivez ce que vous accepteriez que le partenaire lise.", 8_000),
        never(LEVERS, DETAILS, TEXT, kind=LONG, searched=True),
    ] = None

    @classmethod
    def suggestions(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        """Open the history of the alliance with its present level."""
        given = values.get("alliance_level") or AllianceLevel.UNKNOWN
        level = next((each for each in AllianceLevel if each == given), None)
        if values.get("alliance_history") or level is None:
            return {}
        return {"alliance_history": (AllianceStep(id="first", level=level),)}

    def cross_checks(self) -> Iterator[Finding]:
        """Yield a warning when the last step of the history is not the present level."""
        dated = [step for step in self.alliance_history if step.on]
        if not dated:
            return
        last = max(dated, key=lambda step: step.on or date.min)
        if last.level is not self.alliance_level:
            yield warning(
                f"La dernière étape de l’histoire est « {last.level.label} » : vérifiez le niveau"
                " d’alliance.",
                "alliance_level",
            )
