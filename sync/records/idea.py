"""An idea of residents or local actors, from the day it is heard to the day it is lived."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any

from sync.records.base import TerritorialRecord
from sync.records.deadlines import day_in, not_yet
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
    Code,
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
from sync.records.idea_items import (
    Complexity,
    IdeaNature,
    IdeaOrigin,
    IdeaStage,
    Missing,
    StageStep,
    SupportMode,
    TimeSpan,
)

MAIN = "L’essentiel"
ROOTS = "D’où vient l’idée"
PATH = "Son chemin"
SUPPORT = "Comment la soutenir"
FOLLOW_UP = "La suite"
NOTES = "Notes de l’équipe"


# An idea done, redirected or dropped has no next step.
GOING_ON = When(
    "stage",
    frozenset(
        stage.value
        for stage in IdeaStage
        if stage not in {IdeaStage.DONE, IdeaStage.REDIRECTED, IdeaStage.DROPPED}
    ),
)


class _Roots(TerritorialRecord):
    title: Annotated[
        str,
        said("Titre", "Le nom que ses porteurs donnent à l’idée.", 160),
        public(MAIN, LIST, TEXT, searched=True, width=32),
    ]
    summary: Annotated[
        str,
        said("En une phrase", "L’idée en une phrase, dans les mots des gens.", 280),
        public(MAIN, FORM, TEXT, searched=True),
    ]
    territory: Annotated[
        str,
        said("Territoire", "Le quartier où l’idée est née.", 36),
        public(MAIN, FORM, LATEST, target=("territory",)),
    ]
    origin_of_idea: Annotated[
        IdeaOrigin,
        said("Origine de l’idée", "Qui l’a dite en premier."),
        public(MAIN, LIST, LATEST),
    ]
    theme: Annotated[
        str | None,
        said("Thème", "Le thème de la politique de la ville, avec son millésime.", 80),
        public(MAIN, LIST, LATEST, kind=CODE, list_name="theme", stage=VALIDATE),
    ] = None
    local_axis: Annotated[
        str | None,
        said("Axe local", "L’axe de votre contrat de ville.", 80),
        public(MAIN, DETAILS, LATEST, kind=CODE, list_name="local_axis"),
    ] = None
    other_territories: Annotated[
        tuple[Link, ...],
        said("Autres territoires", "Les autres quartiers concernés.", MOST),
        public(MAIN, DETAILS, SET, target=("territory",)),
    ] = ()
    heard_on: Annotated[
        date | None,
        said("Entendue le", "Le jour où l’idée a été dite pour la première fois."),
        public(ROOTS, FORM, LATEST, stage=VALIDATE),
    ] = None
    born_of: Annotated[
        str | None,
        said("Issue de", "L’observation, la visite ou l’instance d’où vient l’idée.", 36),
        public(
            ROOTS,
            FORM,
            LATEST,
            target=(
                "observation",
                "visit",
                "meeting",
            ),
        ),
    ] = None
    need: Annotated[
        str | None,
        said(
            "Besoin auquel elle répond",
            "Ce qui manque aujourd’hui aux personnes concernées.",
            4_000,
        ),
        public(ROOTS, FORM, TEXT, kind=LONG, searched=True, stage=VALIDATE),
    ] = None
    carriers_count: Annotated[
        int | None,
        counted(
            "Personnes qui la portent", "Combien de personnes portent l’idée.", ge=0, le=100000
        ),
        public(ROOTS, FORM, LATEST),
    ] = None
    audiences: Annotated[
        tuple[Code, ...],
        said("Public visé", "Les tranches d’âge que l’idée veut toucher.", MOST),
        public(ROOTS, FORM, SET, list_name="age_band"),
    ] = ()


class Idea(_Roots):
    """A project in the making, and what would let it live."""

    kind = "idea"
    label = "Idée"
    label_plural = "Idées"
    feminine = True
    prefix = "IDE"
    heading_fields = ("title",)

    stage: Annotated[
        IdeaStage,
        said("Stade", "Jusqu’où l’idée est allée."),
        public(PATH, LIST, LATEST),
    ] = IdeaStage.HEARD
    stage_history: Annotated[
        tuple[StageStep, ...],
        said("Histoire de l’idée", "Chaque stade atteint, avec sa date.", MOST),
        public(PATH, DETAILS, ITEMS),
    ] = ()
    complexity: Annotated[
        Complexity | None,
        said("Complexité", "Simple, moyenne ou complexe à mettre en œuvre."),
        public(PATH, FORM, LATEST, stage=VALIDATE),
    ] = None
    nature: Annotated[
        IdeaNature | None,
        said("Nature", "Coup de pouce, expérimentation, action récurrente ou structurante."),
        public(PATH, FORM, LATEST, stage=VALIDATE),
    ] = None
    support_mode: Annotated[
        SupportMode | None,
        said("Mode de soutien proposé", "La façon de soutenir la plus simple qui suffise."),
        public(SUPPORT, LIST, LATEST),
    ] = None
    time_span: Annotated[
        TimeSpan | None,
        said("Temporalité", "Le temps qu’il faut pour la réaliser."),
        public(SUPPORT, FORM, LATEST),
    ] = None
    presumed_carrier: Annotated[
        str | None,
        said("Porteur pressenti", "La structure qui pourrait porter l’idée.", 36),
        public(SUPPORT, FORM, LATEST, target=("organisation",)),
    ] = None
    missing: Annotated[
        tuple[Missing, ...],
        said("Ce qui manque", "Ce dont l’idée a besoin pour avancer.", MOST),
        public(SUPPORT, FORM, SET),
    ] = ()
    partners: Annotated[
        tuple[Link, ...],
        said("Partenaires à voir", "Les partenaires de droit commun à rencontrer.", MOST),
        public(SUPPORT, FORM, SET, target=("partner",)),
    ] = ()
    estimated_budget: Annotated[
        int | None,
        money("Budget estimé", "Une estimation, même large."),
        public(SUPPORT, FORM, PERSON, kind=MONEY, unit="€"),
    ] = None
    next_step: Annotated[
        str | None,
        said("Prochaine étape", "Ce qui doit se passer ensuite.", 300),
        internal(FOLLOW_UP, FORM, TEXT, searched=True, stage=VALIDATE, when=GOING_ON),
    ] = None
    next_step_on: Annotated[
        date | None,
        said("Prochaine étape le", "Le jour prévu pour cette étape."),
        internal(FOLLOW_UP, FORM, LATEST, stage=VALIDATE, when=GOING_ON),
    ] = None
    decision: Annotated[
        str | None,
        said("Décision", "La décision prise à son sujet.", 36),
        public(FOLLOW_UP, FORM, LATEST, target=("decision",)),
    ] = None
    told_residents_on: Annotated[
        date | None,
        said(
            "Retour fait aux habitantes et habitants le", "Le jour où la réponse leur a été dite."
        ),
        public(FOLLOW_UP, FORM, LATEST),
    ] = None
    internal_note: Annotated[
        str | None,
        said("Note interne", "Reste dans l’équipe ; la personne peut demander à la lire.", 8_000),
        never(NOTES, DETAILS, TEXT, kind=LONG, searched=True),
    ] = None
    private_note: Annotated[
        str | None,
        said("Note pour moi", "Reste sur cet ordinateur et n’est jamais envoyée.", 8_000),
        never(NOTES, DETAILS, TEXT, kind=LONG, searched=True, private=True),
    ] = None

    @classmethod
    def suggestions(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        """Open the history with the present stage, on the day the idea was heard."""
        given = values.get("stage") or IdeaStage.HEARD
        stage = next((each for each in IdeaStage if each == given), None)
        if values.get("stage_history") or stage is None:
            return {}
        on = day_in(values, "heard_on") if stage is IdeaStage.HEARD else None
        return {"stage_history": (StageStep(id="first", stage=stage, on=on),)}

    def cross_checks(self) -> Iterator[Finding]:
        """Yield warnings when the history and the present stage tell different stories."""
        yield from not_yet(self.heard_on, "heard_on")
        dated = sorted((step.on, step.stage) for step in self.stage_history if step.on)
        if not dated:
            return
        if self.heard_on and dated[0][0] < self.heard_on:
            yield warning(
                "L’histoire commence avant le jour où l’idée a été entendue : vérifiez les dates.",
                "stage_history",
            )
        last_day, last_stage = dated[-1]
        if self.stage not in {stage for on, stage in dated if on == last_day}:
            yield warning(
                f"La dernière étape de l’histoire est « {last_stage.label} » : vérifiez le stade.",
                "stage",
            )
