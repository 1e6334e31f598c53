"""A decision of an instance, who carries it, and how those concerned were told."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from sync.records.base import TerritorialRecord
from sync.records.deadlines import in_order
from sync.records.declare import (
    DETAILS,
    FORM,
    LATEST,
    LIST,
    LONG,
    MOST,
    PERSON,
    SET,
    TEXT,
    VALIDATE,
    Link,
    never,
    public,
    said,
)
from sync.records.fields import CodeList
from sync.records.findings import Finding

MAIN = "L’essentiel"
FOLLOW_UP = "Mise en œuvre"
TOLD = "À qui elle a été dite"


class DecisionNature(CodeList):
    """What kind of decision it is."""

    ORIENTATION = "ORIENTATION", "Orientation"
    FUNDING = "FINANCEMENT", "Financement"
    ARBITRATION = "ARBITRAGE", "Arbitrage"
    MANDATE = "MANDAT", "Mandat"
    COMMITMENT = "ENGAGEMENT", "Engagement"
    POSTPONEMENT = "REPORT", "Report"


class DecisionState(CodeList):
    """Whether the decision is carried out."""

    TO_DO = "A_FAIRE", "À faire"
    IN_PROGRESS = "EN_COURS", "En cours"
    DONE = "FAITE", "Faite"
    LAPSED = "CADUQUE", "Caduque"


class Decision(TerritorialRecord):
    """What was decided, and why."""

    kind = "decision"
    label = "Décision"
    label_plural = "Décisions"
    feminine = True
    prefix = "DEC"
    heading_fields = ("title",)

    title: Annotated[
        str,
        said("Décision", "Ce qui est décidé, en une phrase.", 200),
        public(MAIN, LIST, TEXT, searched=True, width=40),
    ]
    nature: Annotated[
        DecisionNature,
        said("Nature", "Orientation, financement, arbitrage, etc."),
        public(MAIN, LIST, LATEST),
    ]
    meeting: Annotated[
        str | None,
        said("Instance", "L’instance qui a décidé.", 36),
        public(MAIN, LIST, LATEST, target=("meeting",), stage=VALIDATE),
    ] = None
    decided_on: Annotated[
        date | None,
        said("Décidée le", "Le jour de la décision."),
        public(MAIN, FORM, PERSON),
    ] = None
    reason: Annotated[
        str | None,
        said("Motif", "Pourquoi, en termes que chacun peut entendre.", 4_000),
        public(MAIN, FORM, TEXT, kind=LONG, searched=True, stage=VALIDATE),
    ] = None
    concerns: Annotated[
        tuple[Link, ...],
        said("Concerne", "Les fiches que la décision touche.", MOST),
        public(
            MAIN,
            FORM,
            SET,
            target=(
                "action",
                "idea",
                "organisation",
                "agreement",
                "commitment",
                "evaluation",
                "observation",
            ),
        ),
    ] = ()
    owner: Annotated[
        str | None,
        said("Pilote", "Le service ou l’organisme qui s’en charge, plutôt qu’un nom.", 120),
        public(FOLLOW_UP, LIST, LATEST, searched=True, stage=VALIDATE),
    ] = None
    due_on: Annotated[
        date | None,
        said("Échéance", "Le jour où elle doit être réalisée."),
        public(FOLLOW_UP, LIST, LATEST, stage=VALIDATE),
    ] = None
    state: Annotated[
        DecisionState,
        said("État", "Où en est la décision."),
        public(FOLLOW_UP, LIST, LATEST),
    ] = DecisionState.TO_DO
    communicated_to: Annotated[
        str | None,
        said("Communiquée à", "Les personnes ou groupes prévenus, sans nom d’habitant.", 300),
        public(TOLD, FORM, TEXT, searched=True),
    ] = None
    communicated_on: Annotated[
        date | None,
        said("Communiquée le", "Le jour où ils l’ont su."),
        public(TOLD, FORM, LATEST),
    ] = None
    internal_note: Annotated[
        str | None,
        said("Note interne", "Reste dans l’équipe.", 8_000),
        never(FOLLOW_UP, DETAILS, TEXT, kind=LONG, searched=True),
    ] = None

    def cross_checks(self) -> Iterator[Finding]:
        """Yield remarks on days that come before the decision."""
        yield from in_order(self.decided_on, self.due_on, "due_on", what="L’échéance")
        yield from in_order(
            self.decided_on,
            self.communicated_on,
            "communicated_on",
            what="La date de communication",
        )
