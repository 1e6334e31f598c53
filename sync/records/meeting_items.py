"""What a meeting holds several times: questions, agenda points, bodies present."""

from typing import Annotated

from sync.records.base import Item
from sync.records.declare import LATEST, TEXT, VALIDATE, counted, in_line, said
from sync.records.fields import CodeList, Sensitivity


class PointNature(CodeList):
    """What is expected of the people around the table."""

    INFORMATION = "INFO", "Information"
    DEBATE = "DEBAT", "Débat"
    DECISION = "DECISION", "Décision"


class AttendanceRole(CodeList):
    """What a body does in the meeting."""

    CHAIRS = "PRESIDE", "Préside"
    CO_LEADS = "COANIME", "Coanime"
    DECIDES = "DECIDE", "Décide"
    CONTRIBUTES = "CONTRIBUE", "Contribue"
    TESTIFIES = "TEMOIGNE", "Témoigne"


class Question(Item):
    """A question that the instance must settle."""

    label = "Question stratégique"

    question: Annotated[
        str,
        said("Question", "Une vraie question, dont la réponse n’est pas écrite.", 500),
        in_line(Sensitivity.PUBLIC, TEXT, searched=True),
    ]


class AgendaPoint(Item):
    """One point of the agenda; its nature tells debate from information."""

    label = "Point de l’ordre du jour"

    title: Annotated[
        str,
        said("Point", "Le sujet du point.", 200),
        in_line(Sensitivity.PUBLIC, TEXT, searched=True),
    ]
    nature: Annotated[
        PointNature | None,
        said("Nature", "Information, débat ou décision."),
        in_line(Sensitivity.PUBLIC, LATEST, stage=VALIDATE),
    ] = None
    minutes: Annotated[
        int | None,
        counted("Durée", "Le temps consacré au point.", ge=0, le=1440),
        in_line(Sensitivity.PUBLIC, LATEST, unit="min"),
    ] = None


class Attendance(Item):
    """A body present, and the part it plays."""

    label = "Organisme présent"

    body: Annotated[
        str | None,
        said("Organisme", "Le partenaire ou la structure, si sa fiche existe.", 36),
        in_line(
            Sensitivity.PUBLIC,
            LATEST,
            target=(
                "partner",
                "organisation",
            ),
        ),
    ] = None
    name: Annotated[
        str | None,
        said(
            "Nom de l’organisme",
            "Pour un organisme sans fiche ; jamais le nom d’une personne.",
            160,
        ),
        in_line(Sensitivity.PUBLIC, LATEST, searched=True),
    ] = None
    role: Annotated[
        AttendanceRole | None,
        said("Rôle", "Ce que l’organisme fait dans l’instance."),
        in_line(Sensitivity.PUBLIC, LATEST),
    ] = None
    count: Annotated[
        int | None,
        counted("Nombre de personnes", "Combien de personnes sont venues.", ge=0, le=10000),
        in_line(Sensitivity.PUBLIC, LATEST),
    ] = None
