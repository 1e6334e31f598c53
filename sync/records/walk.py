"""A walk through the neighbourhood with those who live there and those who look after it."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from sync.records import checks
from sync.records.base import TerritorialRecord
from sync.records.deadlines import in_order, not_yet
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
    Link,
    counted,
    never,
    public,
    said,
)
from sync.records.fields import CodeList
from sync.records.findings import Finding
from sync.records.roles import PeoplePresent

MAIN = "L’essentiel"
FINDINGS = "Ce que la marche a montré"
FOLLOW_UP = "La suite donnée"


class WalkType(CodeList):
    """The method of the walk."""

    DIAGNOSTIC = "DIAGNOSTIC_EN_MARCHANT", "Diagnostic en marchant"
    EXPLORATORY = "MARCHE_EXPLORATOIRE", "Marche exploratoire"
    SENSORY = "MARCHE_SENSIBLE", "Marche sensible"
    OTHER = "AUTRE", "Autre"


class Walk(TerritorialRecord):
    """A shared walk; its findings are observations that point to it."""

    kind = "walk"
    label = "Marche"
    label_plural = "Marches"
    feminine = True
    prefix = "MAR"
    heading_fields = ("walked_on", "route")
    order_by = ("walked_on", True)

    walked_on: Annotated[
        date,
        said("Date de la marche", "Le jour de la marche."),
        public(MAIN, LIST, PERSON, check=checks.sensible_date),
    ]
    route: Annotated[
        str,
        said("Parcours", "Les lieux traversés, dans l’ordre.", 300),
        public(MAIN, LIST, TEXT, searched=True, width=40),
    ]
    walk_type: Annotated[
        WalkType | None,
        said("Type de marche", "La méthode suivie."),
        public(MAIN, LIST, LATEST, stage=VALIDATE),
    ] = None
    participants: Annotated[
        tuple[PeoplePresent, ...],
        said(
            "Participantes et participants", "Combien de personnes, par rôle, sans aucun nom.", MOST
        ),
        public(MAIN, FORM, ITEMS, stage=VALIDATE),
    ] = ()
    weather: Annotated[
        str | None,
        said("Météo", "Le temps qu’il faisait.", 80),
        public(MAIN, FORM, LATEST),
    ] = None
    duration_minutes: Annotated[
        int | None,
        counted("Durée", "Le temps de marche.", ge=0, le=1440),
        public(MAIN, FORM, LATEST, unit="min"),
    ] = None
    strengths: Annotated[
        str | None,
        said("Points forts", "Ce qui marche bien et mérite d’être gardé.", 4_000),
        public(FINDINGS, FORM, TEXT, kind=LONG, searched=True),
    ] = None
    weaknesses: Annotated[
        str | None,
        said("Points à améliorer", "Ce qui demande une réponse.", 4_000),
        public(FINDINGS, FORM, TEXT, kind=LONG, searched=True),
    ] = None
    proposals: Annotated[
        str | None,
        said("Propositions", "Ce que le groupe propose.", 4_000),
        public(FINDINGS, FORM, TEXT, kind=LONG, searched=True),
    ] = None
    partners_to_inform: Annotated[
        tuple[Link, ...],
        said("Partenaires à informer", "Ceux qui peuvent apporter une réponse.", MOST),
        public(FOLLOW_UP, FORM, SET, target=("partner",)),
    ] = ()
    report_sent_on: Annotated[
        date | None,
        said("Compte rendu envoyé le", "Le jour de l’envoi aux partenaires et aux participants."),
        public(FOLLOW_UP, LIST, LATEST),
    ] = None
    internal_note: Annotated[
        str | None,
        said("Note interne", "Reste dans l’équipe.", 8_000),
        never(FOLLOW_UP, DETAILS, TEXT, kind=LONG, searched=True),
    ] = None

    def cross_checks(self) -> Iterator[Finding]:
        """Yield remarks on a walk still to come, and on a report sent before it."""
        yield from not_yet(self.walked_on, "walked_on")
        yield from in_order(
            self.walked_on,
            self.report_sent_on,
            "report_sent_on",
            what="La date d’envoi du compte rendu",
        )
