"""A visit: going to see people where they act, and what was seen, heard and given."""

import datetime as dt
from collections.abc import Iterator
from typing import Annotated

from sync.records import checks
from sync.records.action_status import ActionProgress
from sync.records.audiences import AudienceSeen
from sync.records.base import TerritorialRecord
from sync.records.deadlines import not_yet
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
    counted,
    internal,
    never,
    public,
    said,
)
from sync.records.fields import CodeList
from sync.records.findings import Finding, warning
from sync.records.roles import PeoplePresent
from sync.records.verbatims import Verbatim
from sync.records.visit_items import SupportGiven

MAIN = "L’essentiel"
CONTEXT = "Le cadre de la visite"
SEEN = "Ce qui a été vu et entendu"
SUPPORT = "L’appui"
PUBLIC_SEEN = "Le public"
NOTES = "Notes de l’équipe"


class Mode(CodeList):
    """How the team and the organisation met."""

    ON_SITE = "SUR_PLACE", "Sur place"
    OFFICE_HOURS = "PERMANENCE", "Permanence"
    WALKING = "DEAMBULATION", "Déambulation"
    VIDEO = "VISIO", "Visioconférence"
    PHONE = "TELEPHONE", "Téléphone"
    EVENT = "EVENEMENT", "Événement"


class Difficulty(CodeList):
    """What weighs on the organisation."""

    CASH = "TRESORERIE", "Trésorerie"
    GOVERNANCE = "GOUVERNANCE", "Gouvernance"
    VOLUNTEERING = "BENEVOLAT", "Bénévolat"
    STAFF = "RH", "Équipe salariée"
    PREMISES = "LOCAUX", "Locaux"
    PAPERWORK = "ADMIN_DAUPHIN", "Démarches et DAUPHIN"
    REACHING_PEOPLE = "PUBLIC_MOBILISATION", "Mobilisation du public"
    PARTNERSHIP = "PARTENARIAT", "Partenariat"
    SAFETY = "SECURITE", "Sécurité"
    COMMUNICATION = "COMMUNICATION", "Communication"
    DIGITAL = "NUMERIQUE", "Numérique"
    WEARINESS = "USURE", "Usure"


class SupportNeed(CodeList):
    """What would help the organisation."""

    BUILDING = "MONTAGE", "Montage de projet"
    BUDGET = "BUDGET", "Budget"
    EVALUATION = "EVALUATION", "Évaluation"
    LEGAL = "JURIDIQUE", "Questions juridiques"
    TRAINING = "FORMATION", "Formation"
    PREMISES = "LOCAL", "Local"
    CONTACTS = "MISE_EN_RELATION", "Mise en relation"
    COFUNDING = "COFINANCEMENT", "Cofinancement"
    COMMUNICATION = "COMMUNICATION", "Communication"
    NONE = "AUCUN", "Aucun besoin exprimé"


class Alert(CodeList):
    """Whether someone must act after the visit."""

    NONE = "AUCUNE", "Aucune"
    WATCH = "VEILLE", "À suivre de près"
    URGENT = "URGENT", "Urgent"


class _Essentials(TerritorialRecord):
    visited_on: Annotated[
        dt.date,
        said("Date de la visite", "Le jour de la visite."),
        public(MAIN, LIST, PERSON, check=checks.sensible_date),
    ]
    organisation: Annotated[
        str | None,
        said("Structure", "La structure vue ; laissez vide pour un collectif sans structure.", 36),
        public(MAIN, LIST, LATEST, target=("organisation",)),
    ] = None
    visit_type: Annotated[
        str,
        said("Type de visite", "Ce pour quoi vous étiez là.", 80),
        public(MAIN, LIST, LATEST, kind=CODE, list_name="visit_type"),
    ]
    facts: Annotated[
        str,
        said(
            "Ce que j’ai vu et entendu",
            "Les faits, tels que vous accepteriez que la personne les lise.",
            20_000,
        ),
        internal(MAIN, FORM, TEXT, kind=LONG, searched=True),
    ]
    alert: Annotated[
        Alert,
        said("Alerte", "Indiquez si quelqu’un doit agir après cette visite."),
        internal(MAIN, LIST, LATEST),
    ] = Alert.NONE
    time: Annotated[
        dt.time | None,
        said("Heure", "L’heure d’arrivée."),
        internal(CONTEXT, FORM, LATEST),
    ] = None
    duration_minutes: Annotated[
        int | None,
        counted("Durée", "Le temps passé, trajet non compris.", ge=0, le=1440),
        public(CONTEXT, FORM, LATEST, stage=VALIDATE, unit="min"),
    ] = None
    mode: Annotated[
        Mode | None,
        said("Mode de rencontre", "Sur place, au téléphone, en permanence, etc."),
        public(CONTEXT, LIST, LATEST, stage=VALIDATE),
    ] = None
    action: Annotated[
        str | None,
        said("Action concernée", "L’action dont il a été question.", 36),
        public(CONTEXT, FORM, LATEST, target=("action",)),
    ] = None
    idea: Annotated[
        str | None,
        said("Idée concernée", "L’idée dont il a été question.", 36),
        public(CONTEXT, FORM, LATEST, target=("idea",)),
    ] = None
    place: Annotated[
        str | None,
        said("Lieu", "Un lieu public ou un équipement, jamais l’adresse d’une personne.", 160),
        public(CONTEXT, FORM, LATEST, searched=True),
    ] = None
    people_present: Annotated[
        tuple[PeoplePresent, ...],
        said("Personnes présentes", "Combien de personnes, par rôle, sans aucun nom.", MOST),
        public(CONTEXT, FORM, ITEMS, stage=VALIDATE),
    ] = ()
    purpose: Annotated[
        str | None,
        said("But de la visite", "En quelques mots, ce que vous veniez faire.", 300),
        public(CONTEXT, FORM, TEXT, searched=True, stage=VALIDATE),
    ] = None


class Visit(_Essentials):
    """A meeting between the team and an organisation or a group."""

    kind = "visit"
    label = "Visite"
    label_plural = "Visites"
    feminine = True
    prefix = "VIS"
    heading_fields = ("visited_on", "purpose")
    order_by = ("visited_on", True)

    what_works: Annotated[
        str | None,
        said("Ce qui marche", "Ce qui tient, ce dont la structure est fière.", 8_000),
        internal(SEEN, FORM, TEXT, kind=LONG, searched=True),
    ] = None
    difficulties: Annotated[
        tuple[Difficulty, ...],
        said("Difficultés", "Ce qui pèse sur la structure ; ne sort pas de l’équipe.", MOST),
        internal(SEEN, FORM, SET),
    ] = ()
    verbatims: Annotated[
        tuple[Verbatim, ...],
        said("Paroles recueillies", "Les mots entendus, avec l’accord de la personne.", MOST),
        public(SEEN, FORM, ITEMS),
    ] = ()
    action_progress: Annotated[
        ActionProgress | None,
        said("Avancement de l’action", "Où en est l’action le jour de la visite."),
        public(SEEN, FORM, LATEST),
    ] = None
    mood: Annotated[
        int | None,
        counted("Ambiance", "De 1 (tendue) à 5 (très bonne).", ge=1, le=5),
        internal(SEEN, FORM, LATEST),
    ] = None
    support_needs: Annotated[
        tuple[SupportNeed, ...],
        said("Besoins d’accompagnement", "Ce qui aiderait la structure.", MOST),
        internal(SUPPORT, FORM, SET, stage=VALIDATE),
    ] = ()
    support_given: Annotated[
        tuple[SupportGiven, ...],
        said("Appui apporté", "Ce que vous avez apporté, et le temps passé.", MOST),
        public(SUPPORT, FORM, ITEMS, stage=VALIDATE),
    ] = ()
    next_step: Annotated[
        str | None,
        said("Suite convenue", "Ce que chacun fait après la visite.", 300),
        internal(SUPPORT, FORM, TEXT, searched=True),
    ] = None
    next_visit_on: Annotated[
        dt.date | None,
        said("Prochaine visite", "Le jour prévu pour la prochaine visite."),
        internal(SUPPORT, FORM, LATEST),
    ] = None
    audience: Annotated[
        tuple[AudienceSeen, ...],
        said("Public vu", "Le public présent, par âge, genre et lieu de vie.", MOST),
        public(PUBLIC_SEEN, DETAILS, ITEMS),
    ] = ()
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

    def cross_checks(self) -> Iterator[Finding]:
        """Yield warnings on a visit still to come, and on support longer than the visit."""
        yield from not_yet(self.visited_on, "visited_on")
        minutes = sum(line.minutes or 0 for line in self.support_given)
        if self.duration_minutes and minutes > self.duration_minutes:
            yield warning(
                f"L’appui apporté fait {minutes} minutes, la visite {self.duration_minutes} :"
                " vérifiez les durées.",
                "support_given",
            )
        if SupportNeed.NONE in self.support_needs and len(self.support_needs) > 1:
            yield warning(
                "« Aucun besoin exprimé » est coché avec d’autres besoins : gardez l’un ou les"
                " autres.",
                "support_needs",
            )
