"""A funding: what one funder gives to one action in one year, from the wish to the payment."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from sync.records.action_status import Recurrence
from sync.records.base import Record
from sync.records.deadlines import in_order
from sync.records.declare import (
    DETAILS,
    FORM,
    LATEST,
    LIST,
    LONG,
    MONEY,
    PERSON,
    TEXT,
    VALIDATE,
    counted,
    internal,
    money,
    never,
    public,
    said,
)
from sync.records.fields import CodeList, When
from sync.records.findings import Finding, error, warning
from sync.records.french import euros

MAIN = "L’essentiel"
AMOUNTS = "Montants"
TERMS = "Nature et conditions"
DECISION = "Décision et versement"
NOTES = "Notes de l’équipe"


class FunderType(CodeList):
    """Who pays; each maps to one line of the CERFA 12156."""

    STATE_P147 = "ETAT_P147", "État, crédits politique de la ville (P147)"
    STATE_OTHER = "ETAT_AUTRE", "État, autres crédits"
    REGION = "REGION", "Région"
    DEPARTEMENT = "DEPARTEMENT", "Département"
    EPCI = "EPCI", "Intercommunalité"
    COMMUNE = "COMMUNE", "Commune"
    CAF = "CAF_ORG_SOCIAL", "Caf et organismes sociaux"
    LANDLORD = "BAILLEUR", "Bailleur social"
    EUROPE = "EUROPE", "Europe"
    EMPLOYMENT_AID = "ASP", "Agence de services et de paiement"
    PUBLIC_BODY = "ETAB_PUBLIC", "Autre établissement public"
    PRIVATE_AID = "AIDE_PRIVEE", "Aide privée"
    OWN_RESOURCES = "RESSOURCES_PROPRES", "Ressources propres"
    IN_KIND = "VALORISATION", "Valorisation du bénévolat et des dons"


class FundingStatus(CodeList):
    """How far the money has come."""

    CONSIDERED = "ENVISAGE", "Envisagé"
    REQUESTED = "DEMANDE", "Demandé"
    REVIEWED = "INSTRUIT", "Instruit"
    VOTED = "VOTE", "Voté"
    REFUSED = "REFUSE", "Refusé"
    PAID = "VERSE", "Versé"
    SETTLED = "SOLDE", "Soldé"


class AidForm(CodeList):
    """In money or in kind."""

    MONEY = "NUMERAIRE", "En numéraire"
    KIND = "NATURE", "En nature"


class Purpose(CodeList):
    """What is funded."""

    RUNNING = "FONCTIONNEMENT", "Fonctionnement global"
    PROJECT = "PROJET", "Projet ou action"


class Period(CodeList):
    """Whether the funding runs over several years."""

    ONE_YEAR = "PONCTUELLE", "Annuelle ou ponctuelle"
    SEVERAL_YEARS = "PLURIANNUELLE", "Pluriannuelle"


class PaymentTerms(CodeList):
    """How it is paid, in the words of the SCDL schema."""

    ONCE = "UNIQUE", "Unique"
    STAGGERED = "ECHELONNE", "Échelonné"
    OTHER = "AUTRE", "Autre"


ONLY_PROJECT = When("purpose", frozenset({Purpose.PROJECT.value}))
ONLY_SEVERAL_YEARS = When("period", frozenset({Period.SEVERAL_YEARS.value}))


class _Amounts(Record):
    action: Annotated[
        str | None,
        said("Action", "L’action financée.", 36),
        public(MAIN, LIST, LATEST, target=("action",), stage=VALIDATE, when=ONLY_PROJECT),
    ] = None
    organisation: Annotated[
        str | None,
        said("Structure bénéficiaire", "La structure qui reçoit l’aide.", 36),
        public(MAIN, FORM, LATEST, target=("organisation",)),
    ] = None
    funder: Annotated[
        str | None,
        said("Financeur", "L’organisme qui finance.", 36),
        public(MAIN, LIST, LATEST, target=("partner",), stage=VALIDATE),
    ] = None
    funder_type: Annotated[
        FunderType,
        said("Type de financeur", "La ligne du budget où l’aide s’inscrit."),
        public(MAIN, LIST, LATEST),
    ]
    year: Annotated[
        int,
        counted("Exercice", "L’année du budget.", ge=2000, le=2100),
        public(MAIN, LIST, LATEST),
    ]
    status: Annotated[
        FundingStatus,
        said("État", "Où en est ce financement."),
        public(MAIN, LIST, LATEST),
    ] = FundingStatus.CONSIDERED
    requested: Annotated[
        int | None,
        money("Demandé", "Le montant demandé par la structure."),
        public(AMOUNTS, FORM, PERSON, kind=MONEY, unit="€"),
    ] = None
    proposed: Annotated[
        int | None,
        money("Proposé", "Le montant proposé à l’instruction ; ne sort pas avant la décision."),
        internal(AMOUNTS, FORM, PERSON, kind=MONEY, unit="€"),
    ] = None
    granted: Annotated[
        int | None,
        money("Accordé", "Le montant voté."),
        public(AMOUNTS, LIST, PERSON, kind=MONEY, unit="€"),
    ] = None
    paid: Annotated[
        int | None,
        money("Versé", "Le montant reçu par la structure."),
        public(AMOUNTS, FORM, PERSON, kind=MONEY, unit="€"),
    ] = None


class Funding(_Amounts):
    """One line of the funding plan of an action."""

    kind = "funding"
    label = "Financement"
    label_plural = "Financements"
    prefix = "FIN"
    heading_fields = ("funder_type", "year", "status")
    order_by = ("year", True)

    purpose: Annotated[
        Purpose,
        said("Objet", "Un projet ou le fonctionnement global."),
        public(TERMS, FORM, LATEST),
    ] = Purpose.PROJECT
    aid_form: Annotated[
        AidForm,
        said("Forme", "En numéraire ou en nature."),
        public(TERMS, FORM, LATEST),
    ] = AidForm.MONEY
    frequency: Annotated[
        Recurrence | None,
        said("Fréquence", "Première demande ou renouvellement."),
        public(TERMS, FORM, LATEST),
    ] = None
    period: Annotated[
        Period,
        said("Période", "Une année ou plusieurs."),
        public(TERMS, FORM, LATEST),
    ] = Period.ONE_YEAR
    first_year: Annotated[
        int | None,
        counted("Première année", "La première année financée.", ge=2000, le=2100),
        public(TERMS, FORM, LATEST, when=ONLY_SEVERAL_YEARS),
    ] = None
    last_year: Annotated[
        int | None,
        counted("Dernière année", "La dernière année financée.", ge=2000, le=2100),
        public(TERMS, FORM, LATEST, when=ONLY_SEVERAL_YEARS),
    ] = None
    agreement: Annotated[
        str | None,
        said("Convention pluriannuelle", "La convention (CPO) d’où vient ce financement.", 36),
        public(TERMS, FORM, LATEST, target=("agreement",), when=ONLY_SEVERAL_YEARS),
    ] = None
    ordinary_law: Annotated[
        bool | None,
        said("Droit commun", "Oui si l’aide vient des crédits ordinaires du financeur."),
        public(TERMS, FORM, LATEST),
    ] = None
    decided_on: Annotated[
        date | None,
        said("Date de décision", "Le jour du vote ou de l’arrêté."),
        public(DECISION, FORM, PERSON),
    ] = None
    decision_reference: Annotated[
        str | None,
        said("Référence de la décision", "Le numéro de la délibération ou de l’arrêté.", 80),
        public(DECISION, FORM, PERSON, searched=True),
    ] = None
    commitment_number: Annotated[
        str | None,
        said("Engagement juridique (EJ)", "Le numéro Chorus, s’il est connu.", 40),
        public(DECISION, DETAILS, PERSON, searched=True),
    ] = None
    agreement_signed_on: Annotated[
        date | None,
        said("Convention signée le", "Le jour de la signature, demandé dans les données ouvertes."),
        public(DECISION, DETAILS, PERSON),
    ] = None
    payment_terms: Annotated[
        PaymentTerms | None,
        said("Conditions de versement", "En une fois, échelonné ou autrement."),
        public(DECISION, FORM, LATEST),
    ] = None
    payment_from: Annotated[
        date | None,
        said("Versement, du", "Le premier jour de la période de versement."),
        public(DECISION, DETAILS, LATEST),
    ] = None
    payment_to: Annotated[
        date | None,
        said("Versement, au", "Le dernier jour de la période de versement."),
        public(DECISION, DETAILS, LATEST),
    ] = None
    internal_note: Annotated[
        str | None,
        said("Note interne", "Reste dans l’équipe : avis et échanges avant la décision.", 8_000),
        never(NOTES, DETAILS, TEXT, kind=LONG, searched=True),
    ] = None

    def cross_checks(self) -> Iterator[Finding]:
        """Yield remarks on amounts that grow on their way, on years and on dates."""
        if self.paid is not None and self.granted is not None and self.paid > self.granted:
            yield warning(
                f"Le montant versé, {euros(self.paid)}, dépasse le montant accordé,"
                f" {euros(self.granted)} : vérifiez les deux.",
                "paid",
            )
        if self.status is FundingStatus.REFUSED and self.granted:
            yield warning(
                "Ce financement est refusé mais un montant accordé est indiqué : vérifiez l’état.",
                "status",
            )
        if self.first_year and self.last_year and self.last_year < self.first_year:
            yield error(
                f"La dernière année vient avant {self.first_year} : vérifiez les deux années.",
                "last_year",
            )
        yield from in_order(self.payment_from, self.payment_to, "payment_to")
