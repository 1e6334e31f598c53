"""An action: what an organisation does in a year, with its budget, its public and its results."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any

from sync.records import checks
from sync.records.action_status import ActionProgress, DauphinStatus, ObjectivesMet, Recurrence
from sync.records.audiences import AudienceLine
from sync.records.base import TerritorialRecord
from sync.records.budget import BudgetLine, Side, balance, total
from sync.records.deadlines import in_order, number_in, still_ahead
from sync.records.declare import (
    CODE,
    DETAILS,
    FORM,
    ITEMS,
    LATEST,
    LIST,
    LONG,
    MONEY,
    MOST,
    PERSON,
    SET,
    TEXT,
    VALIDATE,
    Link,
    counted,
    internal,
    money,
    never,
    public,
    said,
)
from sync.records.fields import When
from sync.records.findings import Finding, warning
from sync.records.french import euros
from sync.records.indicators import Indicator

MAIN = "L’essentiel"
CONTENT = "Contenu"
PLACES = "Où et quand"
AUDIENCE = "Public"
BUDGET = "Budget"
RESULTS = "Bilan"
NOTES = "Notes de l’équipe"

ONLY_TFPB = When("dispositif", frozenset({"TFPB"}))


class _Project(TerritorialRecord):
    title: Annotated[
        str,
        said("Intitulé", "L’intitulé de l’action, comme dans le dossier.", 200),
        public(MAIN, LIST, PERSON, searched=True, width=36),
    ]
    organisation: Annotated[
        str | None,
        said("Structure", "La structure qui porte l’action.", 36),
        public(MAIN, LIST, LATEST, target=("organisation",), stage=VALIDATE),
    ] = None
    year: Annotated[
        int,
        counted("Exercice", "L’année du budget.", ge=2000, le=2100),
        public(MAIN, LIST, LATEST),
    ]
    dauphin_reference: Annotated[
        str | None,
        said("Référence DAUPHIN", "DA suivi de huit chiffres.", 20),
        public(MAIN, FORM, PERSON, searched=True, check=checks.dauphin_reference),
    ] = None
    internal_reference: Annotated[
        str | None,
        said("Référence interne", "Le numéro de votre service, s’il en donne un.", 40),
        internal(MAIN, DETAILS, PERSON, searched=True),
    ] = None
    dispositif: Annotated[
        str | None,
        said("Dispositif", "Le dispositif qui soutient l’action.", 80),
        public(MAIN, LIST, LATEST, kind=CODE, list_name="dispositif", stage=VALIDATE),
    ] = None
    theme: Annotated[
        str | None,
        said("Thème", "Le thème de la politique de la ville, avec son millésime.", 80),
        public(MAIN, FORM, LATEST, kind=CODE, list_name="theme", stage=VALIDATE),
    ] = None
    local_axis: Annotated[
        str | None,
        said("Axe local", "L’axe de votre contrat de ville.", 80),
        public(MAIN, DETAILS, LATEST, kind=CODE, list_name="local_axis"),
    ] = None
    tfpb_axis: Annotated[
        str | None,
        said("Axe de l’abattement", "L’axe de l’abattement de taxe foncière.", 80),
        public(MAIN, FORM, LATEST, kind=CODE, list_name="tfpb_axis", when=ONLY_TFPB),
    ] = None
    idea: Annotated[
        str | None,
        said("Issue de l’idée", "L’idée dont l’action est née.", 36),
        public(MAIN, DETAILS, LATEST, target=("idea",)),
    ] = None
    status: Annotated[
        DauphinStatus | None,
        said("État du dossier", "L’état du dossier, dans les mots de DAUPHIN."),
        public(MAIN, LIST, LATEST),
    ] = None
    objectives: Annotated[
        str | None,
        said("Objectifs", "Ce que l’action veut changer.", 4_000),
        public(CONTENT, FORM, TEXT, kind=LONG, searched=True, stage=VALIDATE),
    ] = None
    description: Annotated[
        str | None,
        said("Description", "Ce qui se fait, concrètement.", 20_000),
        public(CONTENT, FORM, TEXT, kind=LONG, searched=True),
    ] = None
    recurrence: Annotated[
        Recurrence | None,
        said("Récurrence", "Première demande ou renouvellement."),
        public(CONTENT, FORM, LATEST),
    ] = None
    starts_on: Annotated[
        date | None,
        said("Début", "Le premier jour de l’action."),
        public(PLACES, FORM, PERSON, stage=VALIDATE),
    ] = None
    ends_on: Annotated[
        date | None,
        said("Fin", "Le dernier jour de l’action."),
        public(PLACES, FORM, PERSON, stage=VALIDATE),
    ] = None
    places: Annotated[
        str | None,
        said("Lieux", "Les lieux publics ou équipements où elle se tient.", 300),
        public(PLACES, FORM, TEXT, searched=True),
    ] = None
    neighbourhoods: Annotated[
        tuple[Link, ...],
        said("Quartiers concernés", "Les quartiers prioritaires que l’action touche.", MOST),
        public(PLACES, FORM, SET, target=("territory",), stage=VALIDATE),
    ] = ()
    qpv_share: Annotated[
        int | None,
        counted(
            "Part du public en quartier prioritaire",
            "La part prévue, sur 100 personnes.",
            ge=0,
            le=100,
        ),
        public(AUDIENCE, FORM, LATEST, unit="%"),
    ] = None


def due_by_law(year: int) -> date:
    """Return the last day for the financial report of an exercise.

    Six months after its end: law 2000-321, article 10.
    """
    return date(year + 1, 6, 30)


class Action(_Project):
    """An action funded, or to be funded, and its report."""

    kind = "action"
    label = "Action"
    label_plural = "Actions"
    feminine = True
    prefix = "ACT"
    heading_fields = ("title", "year")
    natural_key = ("dauphin_reference",)
    order_by = ("year", True)

    audience: Annotated[
        tuple[AudienceLine, ...],
        said("Public prévu et touché", "Le public, par âge, genre et lieu de vie.", MOST),
        public(AUDIENCE, FORM, ITEMS),
    ] = ()
    planned_cost: Annotated[
        int | None,
        money("Coût total prévu", "Le total des charges prévues."),
        public(BUDGET, FORM, PERSON, kind=MONEY, unit="€"),
    ] = None
    actual_cost: Annotated[
        int | None,
        money("Coût total réalisé", "Le total des charges constatées."),
        public(BUDGET, FORM, PERSON, kind=MONEY, unit="€"),
    ] = None
    budget: Annotated[
        tuple[BudgetLine, ...],
        said("Budget", "Les lignes du formulaire CERFA, prévues et réalisées.", MOST),
        public(BUDGET, DETAILS, ITEMS),
    ] = ()
    budget_final: Annotated[
        bool,
        said(
            "Budget terminé",
            "Oui quand toutes les lignes sont saisies ; les totaux sont alors comparés.",
        ),
        internal(BUDGET, DETAILS, LATEST),
    ] = False
    progress: Annotated[
        ActionProgress | None,
        said("Avancement", "Où en est l’action."),
        public(RESULTS, FORM, LATEST),
    ] = None
    indicators: Annotated[
        tuple[Indicator, ...],
        said("Indicateurs", "Ce que l’action compte, prévu et réalisé.", MOST),
        public(RESULTS, FORM, ITEMS),
    ] = ()
    objectives_met: Annotated[
        ObjectivesMet | None,
        said("Objectifs atteints", "Au regard des indicateurs."),
        public(RESULTS, FORM, LATEST),
    ] = None
    results: Annotated[
        str | None,
        said("Bilan qualitatif", "Ce qui a été fait et ce que cela a changé.", 8_000),
        public(RESULTS, FORM, TEXT, kind=LONG, searched=True),
    ] = None
    report_received_on: Annotated[
        date | None,
        said("Bilan reçu le", "Le jour où le bilan est arrivé."),
        public(RESULTS, FORM, LATEST),
    ] = None
    report_due_on: Annotated[
        date | None,
        said(
            "Compte rendu financier dû le",
            "Proposé : six mois après la fin de l’exercice, le 30 juin.",
        ),
        public(RESULTS, FORM, LATEST),
    ] = None
    financial_report_received_on: Annotated[
        date | None,
        said("Compte rendu financier reçu le", "Le jour où il est arrivé."),
        public(RESULTS, FORM, LATEST),
    ] = None
    internal_note: Annotated[
        str | None,
        said("Note interne", "Reste dans l’équipe ; la structure peut demander à la lire.", 8_000),
        never(NOTES, DETAILS, TEXT, kind=LONG, searched=True),
    ] = None

    @classmethod
    def suggestions(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        """Suggest the day the financial report is due."""
        year = number_in(values, "year")
        return {"report_due_on": due_by_law(year)} if year and 2000 <= year <= 2100 else {}

    def cross_checks(self) -> Iterator[Finding]:
        """Yield remarks on the dates, the balance of the budget and its total."""
        yield from in_order(self.starts_on, self.ends_on, "ends_on")
        yield from still_ahead(date(self.year, 12, 31), self.report_due_on, "report_due_on")
        yield from balance(self.budget, final=self.budget_final)
        expenses = total(self.budget, Side.EXPENSES)
        if self.planned_cost is not None and expenses and expenses != self.planned_cost:
            yield warning(
                f"Le coût total prévu est de {euros(self.planned_cost)}, les charges du budget"
                f" font {euros(expenses)} : vérifiez l’un des deux.",
                "planned_cost",
            )
