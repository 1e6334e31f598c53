"""A meeting of an instance: what is debated and decided, and whose voice is heard."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from sync.records import checks
from sync.records.base import TerritorialRecord
from sync.records.deadlines import in_order
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
    never,
    public,
    said,
)
from sync.records.fields import CodeList
from sync.records.findings import Finding, warning
from sync.records.meeting_items import AgendaPoint, Attendance, Question

MAIN = "L’essentiel"
PREPARATION = "Préparation"
VOICES = "Qui est là, qui parle"
RESULTS = "Ce qu’il en reste"
NOTES = "Notes de l’équipe"


class MeetingType(CodeList):
    """The instances of the politique de la ville and of the schemes around it."""

    STEERING = "COPIL", "Comité de pilotage (Copil)"
    TECHNICAL = "COTECH", "Comité technique (Cotech)"
    FUNDERS = "COMITE_FINANCEURS", "Comité des financeurs"
    THEMATIC = "GT_THEMATIQUE", "Groupe de travail thématique"
    PROJECT_REVIEW = "REVUE_PROJET", "Revue de projet"
    GUSP = "COMITE_GUSP", "Comité de gestion urbaine et sociale de proximité"
    TERRITORY_DAY = "JOURNEE_TERRITOIRE", "Journée de territoire"
    ACTORS_DAY = "JOURNEE_INTERACTEURS", "Journée interacteurs"
    CITIZENS_COUNCIL = "CONSEIL_CITOYEN", "Conseil citoyen"
    RESIDENTS_FUND = "COMITE_FPH", "Comité du fonds de participation des habitants"
    CLSPD = "CLSPD", "Conseil local de sécurité et de prévention (CLSPD)"
    PRE = "COPIL_PRE", "Copil de la réussite éducative"
    CLS = "COPIL_CLS", "Copil du contrat local de santé"
    CTG = "COPIL_CTG", "Copil de la convention territoriale globale"
    PRU = "COPIL_PRU", "Copil du renouvellement urbain"
    BILATERAL = "BILATERALE", "Rencontre bilatérale"


class MeetingFormat(CodeList):
    """The way people are brought together."""

    PLENARY = "PLENIERE", "Plénière"
    WORKSHOPS = "ATELIERS", "Ateliers"
    WALKING = "DEAMBULATION", "Déambulation"
    VISIT = "VISITE", "Visite"
    FORUM = "FORUM", "Forum"
    VIDEO = "VISIO", "Visioconférence"


class Restitution(CodeList):
    """The form in which the meeting is given back."""

    TABLE = "TABLEAU", "Tableau"
    STORY = "RECIT", "Récit"
    PHOTO = "PHOTO", "Photo"
    VIDEO = "VIDEO", "Vidéo"
    VISIT = "VISITE", "Visite"


class Meeting(TerritorialRecord):
    """One session of an instance."""

    kind = "meeting"
    label = "Instance"
    label_plural = "Instances"
    feminine = True
    prefix = "INS"
    heading_fields = ("held_on", "meeting_type", "title")
    order_by = ("held_on", True)

    meeting_type: Annotated[
        MeetingType,
        said("Type d’instance", "Comité de pilotage, conseil citoyen, journée de territoire, etc."),
        public(MAIN, LIST, LATEST),
    ]
    held_on: Annotated[
        date,
        said("Date", "Le jour de la séance."),
        public(MAIN, LIST, PERSON, check=checks.sensible_date),
    ]
    title: Annotated[
        str | None,
        said("Intitulé", "Ce qui distingue cette séance, si c’est utile.", 160),
        public(MAIN, LIST, TEXT, searched=True),
    ] = None
    dispositifs: Annotated[
        tuple[Code, ...],
        said("Dispositifs réunis", "Les dispositifs traités ensemble ce jour-là.", MOST),
        public(MAIN, LIST, SET, list_name="dispositif", stage=VALIDATE),
    ] = ()
    contract: Annotated[
        str | None,
        said("Contrat de ville", "Le contrat concerné.", 36),
        public(MAIN, FORM, LATEST, target=("contract",)),
    ] = None
    format: Annotated[
        MeetingFormat | None,
        said("Format", "La façon de réunir les personnes."),
        public(MAIN, FORM, LATEST),
    ] = None
    place: Annotated[
        str | None,
        said("Lieu", "Le lieu de la séance.", 160),
        public(MAIN, FORM, LATEST, searched=True),
    ] = None
    questions: Annotated[
        tuple[Question, ...],
        said("Questions stratégiques", "Une à trois questions que l’instance doit trancher.", MOST),
        public(PREPARATION, FORM, ITEMS, stage=VALIDATE),
    ] = ()
    agenda: Annotated[
        tuple[AgendaPoint, ...],
        said("Ordre du jour", "Les points, leur nature et leur durée.", MOST),
        public(PREPARATION, FORM, ITEMS),
    ] = ()
    field_material: Annotated[
        tuple[Link, ...],
        said(
            "Matière de terrain présentée",
            "Les observations et récits portés devant l’instance.",
            MOST,
        ),
        public(
            PREPARATION,
            FORM,
            SET,
            target=(
                "observation",
                "evaluation",
                "visit",
            ),
        ),
    ] = ()
    attendance: Annotated[
        tuple[Attendance, ...],
        said("Présence", "Les organismes présents et leur rôle, sans nom.", MOST),
        public(VOICES, FORM, ITEMS),
    ] = ()
    residents_present: Annotated[
        int | None,
        counted(
            "Habitantes et habitants présents",
            "Combien d’habitantes et d’habitants étaient là.",
            ge=0,
            le=10000,
        ),
        public(VOICES, LIST, LATEST),
    ] = None
    usage_speaking_minutes: Annotated[
        int | None,
        counted(
            "Temps de parole d’usage",
            "Le temps où des habitantes et habitants ont parlé.",
            ge=0,
            le=1440,
        ),
        public(VOICES, FORM, LATEST, unit="min"),
    ] = None
    restitution: Annotated[
        tuple[Restitution, ...],
        said("Restitution", "La forme sous laquelle on rend compte.", MOST),
        public(RESULTS, FORM, SET),
    ] = ()
    learned: Annotated[
        str | None,
        said("Ce que l’on a appris", "Ce que l’instance retient.", 8_000),
        public(RESULTS, FORM, TEXT, kind=LONG, searched=True, stage=VALIDATE),
    ] = None
    minutes_sent_on: Annotated[
        date | None,
        said("Compte rendu envoyé le", "Le jour de l’envoi."),
        public(RESULTS, FORM, LATEST),
    ] = None
    internal_note: Annotated[
        str | None,
        said("Note interne", "Reste dans l’équipe.", 8_000),
        never(NOTES, DETAILS, TEXT, kind=LONG, searched=True),
    ] = None

    def cross_checks(self) -> Iterator[Finding]:
        """Yield remarks on too many questions and on minutes sent before the session."""
        if len(self.questions) > 3:
            yield warning(
                f"Il y a {len(self.questions)} questions stratégiques : trois au plus aident à"
                " décider.",
                "questions",
            )
        planned = sum(point.minutes or 0 for point in self.agenda)
        if self.usage_speaking_minutes and 0 < planned < self.usage_speaking_minutes:
            yield warning(
                f"Le temps de parole d’usage dépasse les {planned} minutes de l’ordre du jour :"
                " vérifiez les durées.",
                "usage_speaking_minutes",
            )
        yield from in_order(
            self.held_on, self.minutes_sent_on, "minutes_sent_on", what="La date d’envoi"
        )
