"""A commitment (feuille de route): what the team and its partners promise each other."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any

from sync.records.base import Item, TerritorialRecord
from sync.records.deadlines import day_in, months_after, still_ahead
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
    in_line,
    money,
    never,
    public,
    said,
)
from sync.records.fields import CodeList, Sensitivity
from sync.records.findings import Finding, warning

MAIN = "L’essentiel"
PARTS = "La part de chacun"
STEPS = "Étapes et preuve"

# A commitment is looked at again every three months.
MONTHS_BETWEEN_REVIEWS = 3


class MeansNature(CodeList):
    """What ordinary means are made of."""

    STAFF = "ETP", "Temps de travail (ETP)"
    CREDITS = "CREDITS", "Crédits"
    PREMISES = "LOCAUX", "Locaux"
    PRIORITY_ACCESS = "PRIORITE_ACCES", "Priorité d’accès"
    DATA = "DONNEES", "Données"
    TRAINING = "FORMATION", "Formation"


class CommitmentState(CodeList):
    """Whether the promise is kept."""

    TO_NEGOTIATE = "A_NEGOCIER", "À négocier"
    AGREED = "VALIDE", "Validé"
    IN_PROGRESS = "EN_COURS", "En cours"
    KEPT = "TENU", "Tenu"
    PARTLY_KEPT = "PARTIEL", "Tenu en partie"
    NOT_KEPT = "NON_TENU", "Non tenu"


class Means(Item):
    """One means of droit commun that a partner brings."""

    label = "Moyen de droit commun"

    nature: Annotated[
        MeansNature,
        said("Nature", "Temps, crédits, locaux, etc."),
        in_line(Sensitivity.PUBLIC, LATEST),
    ]
    partner: Annotated[
        str | None,
        said("Partenaire", "Qui apporte ce moyen.", 36),
        in_line(Sensitivity.PUBLIC, LATEST, target=("partner",)),
    ] = None
    quantity: Annotated[
        float | None,
        counted("Quantité", "Le nombre, dans l’unité qui convient.", ge=0, le=1e9),
        in_line(Sensitivity.PUBLIC, LATEST),
    ] = None
    amount: Annotated[
        int | None,
        money("Montant", "La valeur en euros, si elle est connue."),
        in_line(Sensitivity.PUBLIC, PERSON, kind=MONEY, unit="€"),
    ] = None
    note: Annotated[
        str | None,
        said("Précision", "Ce que le moyen permet.", 300),
        in_line(Sensitivity.PUBLIC, TEXT, searched=True),
    ] = None


class RoadmapStep(Item):
    """One step on the way."""

    label = "Étape"

    step: Annotated[
        str,
        said("Étape", "Ce qui doit être fait.", 300),
        in_line(Sensitivity.PUBLIC, TEXT, searched=True),
    ]
    due_on: Annotated[
        date | None,
        said("Pour le", "Le jour prévu."),
        in_line(Sensitivity.PUBLIC, LATEST),
    ] = None
    done_on: Annotated[
        date | None,
        said("Fait le", "Le jour où l’étape est franchie."),
        in_line(Sensitivity.PUBLIC, LATEST),
    ] = None


class Commitment(TerritorialRecord):
    """A shared roadmap between the politique de la ville and droit commun."""

    kind = "commitment"
    label = "Engagement"
    label_plural = "Engagements"
    prefix = "ENG"
    heading_fields = ("title",)
    order_by = ("due_on", False)

    title: Annotated[
        str,
        said("Titre", "Ce à quoi l’on s’engage ensemble.", 160),
        public(MAIN, LIST, TEXT, searched=True, width=32),
    ]
    partners: Annotated[
        tuple[Link, ...],
        said("Partenaires", "Au moins deux partenaires s’engagent ensemble.", MOST),
        public(MAIN, LIST, SET, target=("partner",), stage=VALIDATE),
    ] = ()
    shared_stake: Annotated[
        str,
        said(
            "Enjeu partagé", "Ce que chacun a à y gagner, pour les habitantes et habitants.", 2_000
        ),
        public(MAIN, FORM, TEXT, kind=LONG, searched=True),
    ]
    theme: Annotated[
        str | None,
        said("Thème", "Le thème de la politique de la ville, avec son millésime.", 80),
        public(MAIN, FORM, LATEST, kind=CODE, list_name="theme"),
    ] = None
    state: Annotated[
        CommitmentState,
        said("État", "Où en est l’engagement."),
        public(MAIN, LIST, LATEST),
    ] = CommitmentState.TO_NEGOTIATE
    due_on: Annotated[
        date,
        said("Échéance", "Le jour où l’engagement doit être tenu."),
        public(MAIN, LIST, PERSON),
    ]
    our_part: Annotated[
        str | None,
        said(
            "Ce que fait la politique de la ville",
            "La part de votre équipe et des crédits spécifiques.",
            4_000,
        ),
        public(PARTS, FORM, TEXT, kind=LONG, searched=True, stage=VALIDATE),
    ] = None
    their_part: Annotated[
        str | None,
        said(
            "Ce que fait le droit commun",
            "La part des partenaires, avec leurs moyens ordinaires.",
            4_000,
        ),
        public(PARTS, FORM, TEXT, kind=LONG, searched=True, stage=VALIDATE),
    ] = None
    means: Annotated[
        tuple[Means, ...],
        said("Moyens de droit commun", "Ce que les partenaires mettent en face.", MOST),
        public(PARTS, FORM, ITEMS, stage=VALIDATE),
    ] = ()
    steps: Annotated[
        tuple[RoadmapStep, ...],
        said("Étapes", "Les étapes, avec leur date.", MOST),
        public(STEPS, FORM, ITEMS),
    ] = ()
    indicator: Annotated[
        str | None,
        said("Indicateur", "Ce qui montrera que l’engagement est tenu.", 300),
        public(STEPS, FORM, TEXT, searched=True, stage=VALIDATE),
    ] = None
    evidence: Annotated[
        str | None,
        said("Preuve", "Ce qui a été constaté.", 2_000),
        public(STEPS, FORM, TEXT, kind=LONG, searched=True),
    ] = None
    last_review_on: Annotated[
        date | None,
        said("Revu le", "Le jour du dernier point avec les partenaires."),
        public(STEPS, LIST, LATEST),
    ] = None
    next_review_on: Annotated[
        date | None,
        said("À revoir le", "Proposé : trois mois après le dernier point."),
        public(STEPS, FORM, LATEST),
    ] = None
    internal_note: Annotated[
        str | None,
        said("Note interne", "Reste dans l’équipe.", 8_000),
        never(STEPS, DETAILS, TEXT, kind=LONG, searched=True),
    ] = None

    @classmethod
    def suggestions(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        """Suggest the next review, three months after the last one."""
        day = day_in(values, "last_review_on")
        return {"next_review_on": months_after(day, MONTHS_BETWEEN_REVIEWS)} if day else {}

    def cross_checks(self) -> Iterator[Finding]:
        """Yield warnings when a promise has one side only, or is kept without a proof."""
        if len(self.partners) == 1:
            yield warning(
                "Un seul partenaire est indiqué : un engagement en réunit au moins deux.",
                "partners",
            )
        yield from still_ahead(self.last_review_on, self.next_review_on, "next_review_on")
        if self.state is CommitmentState.KEPT and not self.evidence:
            yield warning(
                "L’engagement est tenu : notez dans « Preuve » ce qui a été constaté.", "evidence"
            )
