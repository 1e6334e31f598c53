"""What every evaluation note says, whatever its form."""

from datetime import date
from typing import Annotated

from sync.records import checks
from sync.records.base import TerritorialRecord
from sync.records.declare import (
    CODE,
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
    internal,
    never,
    public,
    said,
)
from sync.records.fields import CodeList, When
from sync.records.roles import PartyRole
from sync.records.verbatims import Consent

MAIN = "L’essentiel"
LEARNING = "Ce que l’on en fait"
NOTES = "Notes de l’équipe"
MINE = "Pour moi seulement"


class EvaluationForm(CodeList):
    """The seven ways to account for what happened."""

    STORY = "RECIT_CHANGEMENT", "Récit de changement"
    EFFECT = "EFFET_CONSTATE", "Effet constaté"
    QUOTE = "VERBATIM", "Parole recueillie"
    MICRO_NARRATIVE = "MICRO_RECIT_SIGNIFIE", "Micro-récit signifié"
    MARKERS = "GRILLE_MARQUEURS", "Grille de marqueurs"
    SHARED_REVIEW = "BILAN_PARTAGE", "Bilan partagé"
    FIGURES = "CHIFFRES", "Chiffres"


def only(*forms: EvaluationForm) -> When:
    """Tie a field to the forms that ask for it."""
    return When("form", frozenset(form.value for form in forms))


class EvaluationNote(TerritorialRecord):
    """The fields common to the seven forms."""

    evaluated_on: Annotated[
        date,
        said("Date", "Le jour où la note est recueillie."),
        public(MAIN, LIST, PERSON, check=checks.sensible_date),
    ]
    form: Annotated[
        EvaluationForm,
        said("Forme", "La façon de rendre compte ; elle décide des questions posées."),
        public(MAIN, LIST, LATEST),
    ]
    title: Annotated[
        str | None,
        said("Titre", "Quelques mots pour retrouver la note.", 160),
        public(MAIN, LIST, TEXT, searched=True, stage=VALIDATE, width=32),
    ] = None
    about: Annotated[
        str | None,
        said("Porte sur", "L’action, la structure, le contrat ou l’instance dont on parle.", 36),
        public(
            MAIN,
            LIST,
            LATEST,
            target=(
                "action",
                "organisation",
                "contract",
                "meeting",
            ),
            stage=VALIDATE,
        ),
    ] = None
    by_role: Annotated[
        PartyRole,
        said("Par qui", "Le rôle de la personne qui parle, jamais son nom."),
        public(MAIN, LIST, LATEST),
    ]
    theme: Annotated[
        str | None,
        said("Thème", "Le thème de la politique de la ville, avec son millésime.", 80),
        public(MAIN, FORM, LATEST, kind=CODE, list_name="theme"),
    ] = None
    collected_by: Annotated[
        str | None,
        said("Recueilli par", "La personne de l’équipe qui a recueilli la note.", 80),
        never(MAIN, FORM, LATEST, personal=True),
    ] = None
    consent: Annotated[
        Consent,
        said("Accord de diffusion", "Jusqu’où la personne accepte que la note circule."),
        internal(MAIN, FORM, PERSON, stage=VALIDATE),
    ] = Consent.NO_DIFFUSION
    anonymised: Annotated[
        bool | None,
        said("Rendue anonyme", "Oui quand rien ne permet plus de reconnaître quelqu’un."),
        internal(MAIN, FORM, LATEST, stage=VALIDATE),
    ] = None
    period_from: Annotated[
        date | None,
        said("Période, du", "Le premier jour de la période dont on parle."),
        public(MAIN, DETAILS, LATEST),
    ] = None
    period_to: Annotated[
        date | None,
        said("Période, au", "Le dernier jour de la période dont on parle."),
        public(MAIN, DETAILS, LATEST),
    ] = None
    learning: Annotated[
        str | None,
        said(
            "Ce que cela nous apprend",
            "Ce que l’équipe retient, même si cela dérange ; une phrase suffit.",
            4_000,
        ),
        public(LEARNING, FORM, TEXT, kind=LONG, searched=True, stage=VALIDATE),
    ] = None
    decided: Annotated[
        str | None,
        said(
            "Ce que l’on décide",
            "Ce qui va changer, qui s’en charge et pour quand.",
            4_000,
        ),
        public(LEARNING, FORM, TEXT, kind=LONG, searched=True),
    ] = None
    decisions: Annotated[
        tuple[Link, ...],
        said("Décisions et tâches liées", "Les décisions ou tâches nées de cette note.", MOST),
        public(
            LEARNING,
            FORM,
            SET,
            target=(
                "decision",
                "task",
            ),
        ),
    ] = ()
    internal_note: Annotated[
        str | None,
        said("Note interne", "Reste dans l’équipe ; la personne peut demander à la lire.", 8_000),
        never(NOTES, DETAILS, TEXT, kind=LONG, searched=True),
    ] = None
    private_note: Annotated[
        str | None,
        said("Note pour moi", "Reste sur cet ordinateur et n’est jamais envoyée.", 8_000),
        never(MINE, FORM, TEXT, kind=LONG, searched=True, private=True),
    ] = None
