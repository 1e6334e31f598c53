"""A workshop: several organisations learning together instead of competing."""

from datetime import date
from typing import Annotated

from sync.records import checks
from sync.records.base import Item, TerritorialRecord
from sync.records.declare import (
    CODE,
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
    in_line,
    internal,
    never,
    public,
    said,
)
from sync.records.fields import Sensitivity

MAIN = "L’essentiel"
CONTENT = "Ce qui s’y est fait"
RESULTS = "Ce qui en reste"


class AutonomyGain(Item):
    """The ease of the group with one skill, before and after."""

    label = "Autonomie avant et après"

    competence: Annotated[
        str,
        said("Compétence", "La compétence travaillée.", 80),
        in_line(Sensitivity.PUBLIC, LATEST, kind=CODE, list_name="competence"),
    ]
    before: Annotated[
        int | None,
        counted(
            "Avant", "De 0 (tout est à découvrir) à 4 (sait l’expliquer aux autres).", ge=0, le=4
        ),
        in_line(Sensitivity.PUBLIC, LATEST),
    ] = None
    after: Annotated[
        int | None,
        counted(
            "Après", "De 0 (tout est à découvrir) à 4 (sait l’expliquer aux autres).", ge=0, le=4
        ),
        in_line(Sensitivity.PUBLIC, LATEST),
    ] = None


class Workshop(TerritorialRecord):
    """A collective session on one subject."""

    kind = "workshop"
    label = "Atelier"
    label_plural = "Ateliers"
    prefix = "ATE"
    heading_fields = ("held_on", "title")
    order_by = ("held_on", True)

    title: Annotated[
        str,
        said("Sujet", "Ce que l’atelier a travaillé.", 160),
        public(MAIN, LIST, TEXT, searched=True, width=32),
    ]
    held_on: Annotated[
        date,
        said("Date", "Le jour de l’atelier."),
        public(MAIN, LIST, PERSON, check=checks.sensible_date),
    ]
    theme: Annotated[
        str | None,
        said("Thème", "Le thème de la politique de la ville, avec son millésime.", 80),
        public(MAIN, LIST, LATEST, kind=CODE, list_name="theme"),
    ] = None
    place: Annotated[
        str | None,
        said("Lieu", "Le lieu de l’atelier.", 160),
        public(MAIN, FORM, LATEST, searched=True),
    ] = None
    duration_minutes: Annotated[
        int | None,
        counted("Durée", "Le temps de l’atelier.", ge=0, le=1440),
        public(MAIN, FORM, LATEST, unit="min"),
    ] = None
    organisations: Annotated[
        tuple[Link, ...],
        said("Structures présentes", "Les structures qui ont participé.", MOST),
        public(CONTENT, FORM, SET, target=("organisation",), stage=VALIDATE),
    ] = ()
    participants_count: Annotated[
        int | None,
        counted("Nombre de personnes", "Combien de personnes ont participé.", ge=0, le=10000),
        public(CONTENT, LIST, LATEST),
    ] = None
    competences: Annotated[
        tuple[Code, ...],
        said("Compétences travaillées", "Ce que l’atelier a fait grandir.", MOST),
        public(CONTENT, FORM, SET, list_name="competence", stage=VALIDATE),
    ] = ()
    what_we_did: Annotated[
        str | None,
        said("Déroulé", "Ce qui s’est passé, en quelques phrases.", 8_000),
        public(CONTENT, FORM, TEXT, kind=LONG, searched=True),
    ] = None
    ideas: Annotated[
        tuple[Link, ...],
        said("Idées nées", "Les idées apparues pendant l’atelier.", MOST),
        public(RESULTS, FORM, SET, target=("idea",)),
    ] = ()
    autonomy: Annotated[
        tuple[AutonomyGain, ...],
        said("Autonomie avant et après", "Le niveau du groupe, jamais d’une personne.", MOST),
        public(RESULTS, FORM, ITEMS),
    ] = ()
    learned: Annotated[
        str | None,
        said("Ce que l’on a appris", "Ce que le groupe retient.", 4_000),
        public(RESULTS, FORM, TEXT, kind=LONG, searched=True, stage=VALIDATE),
    ] = None
    next_step: Annotated[
        str | None,
        said("Suite convenue", "Ce qui se passe après.", 300),
        internal(RESULTS, FORM, TEXT, searched=True),
    ] = None
    internal_note: Annotated[
        str | None,
        said("Note interne", "Reste dans l’équipe.", 8_000),
        never(RESULTS, DETAILS, TEXT, kind=LONG, searched=True),
    ] = None
