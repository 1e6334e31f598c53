"""An observation: what is seen or said of the life of a neighbourhood, and what came of it."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from sync.records import checks
from sync.records.base import TerritorialRecord
from sync.records.deadlines import in_order, not_yet
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
    confidential,
    counted,
    internal,
    never,
    public,
    said,
)
from sync.records.fields import CodeList
from sync.records.findings import Finding, warning
from sync.records.verbatims import Verbatim

MAIN = "L’essentiel"
WHERE = "Où et quand"
FELT = "Ce qui est ressenti"
SPREAD = "Ampleur"
FOLLOW_UP = "La suite donnée"
NOTES = "Notes de l’équipe"


class Moment(CodeList):
    """The part of the day."""

    MORNING = "MATIN", "Matin"
    NOON = "MIDI", "Midi"
    AFTERNOON = "APRES_MIDI", "Après-midi"
    EVENING = "SOIR", "Soir"
    NIGHT = "NUIT", "Nuit"


class PlaceType(CodeList):
    """The kind of public place; never somebody's door."""

    STREET = "RUE_PLACE", "Rue ou place"
    FOOT_OF_BUILDING = "PIED_IMMEUBLE", "Pied d’immeuble"
    COMMON_PARTS = "PARTIES_COMMUNES", "Parties communes"
    PARK = "PARC_JEUX", "Parc ou aire de jeux"
    FACILITY = "EQUIPEMENT", "Équipement"
    SCHOOL = "ECOLE", "École"
    SHOP = "COMMERCE", "Commerce"
    TRANSPORT = "TRANSPORT", "Transports"
    ONLINE = "EN_LIGNE", "En ligne"
    OTHER = "AUTRE", "Autre"


class ObservationNature(CodeList):
    """What is observed: a strength as much as a fault."""

    RESOURCE = "RESSOURCE_INITIATIVE", "Ressource ou initiative"
    NEED = "BESOIN", "Besoin"
    FAULT = "DYSFONCTIONNEMENT", "Dysfonctionnement"
    MOOD = "AMBIANCE", "Ambiance"
    CHANGE = "CHANGEMENT", "Changement"
    IDEA = "IDEE", "Idée"


class Feeling(CodeList):
    """What people felt, told apart from the facts."""

    PRIDE = "FIERTE", "Fierté"
    JOY = "JOIE", "Joie"
    CALM = "CALME", "Calme"
    HOPE = "ESPOIR", "Espoir"
    WEARINESS = "LASSITUDE", "Lassitude"
    WORRY = "INQUIETUDE", "Inquiétude"
    ANGER = "COLERE", "Colère"
    SADNESS = "TRISTESSE", "Tristesse"
    INDIFFERENCE = "INDIFFERENCE", "Indifférence"


class HowOften(CodeList):
    """How often the fact comes back."""

    FIRST_TIME = "PREMIERE_FOIS", "Première fois"
    SOMETIMES = "PARFOIS", "Parfois"
    OFTEN = "SOUVENT", "Souvent"
    ALWAYS = "TOUT_LE_TEMPS", "Tout le temps"


class Collection(CodeList):
    """How the observation was collected."""

    BRIGADE = "BRIGADE", "Brigade d’observation"
    OUTREACH = "ALLER_VERS", "Aller vers"
    OFFICE_HOURS = "PERMANENCE", "Permanence"
    WALK = "MARCHE", "Marche"
    MEETING = "RENCONTRE", "Rencontre"
    LETTERS = "COURRIER_RESEAUX", "Courrier ou réseaux sociaux"


class FollowUp(CodeList):
    """What was done with the observation."""

    TO_FORWARD = "A_TRANSMETTRE", "À transmettre"
    FORWARDED = "TRANSMISE", "Transmise"
    IN_PROGRESS = "EN_COURS", "En cours"
    SOLVED = "RESOLUE", "Résolue"
    EXPLAINED = "SANS_SUITE_EXPLIQUEE", "Sans suite, expliquée"


class _Fact(TerritorialRecord):
    observed_on: Annotated[
        date,
        said("Date de l’observation", "Le jour où le fait a été vu ou dit."),
        public(MAIN, LIST, PERSON, check=checks.sensible_date),
    ]
    nature: Annotated[
        ObservationNature,
        said("Nature", "Une ressource, un besoin, un dysfonctionnement, etc."),
        public(MAIN, LIST, LATEST),
    ]
    theme: Annotated[
        str,
        said("Thème", "Ce dont il s’agit.", 80),
        public(MAIN, LIST, LATEST, kind=CODE, list_name="observation_theme"),
    ]
    facts: Annotated[
        str,
        said("Ce qui est vu ou dit", "Le fait seul, sans nom ni détail sur une personne.", 8_000),
        internal(MAIN, FORM, TEXT, kind=LONG, searched=True),
    ]
    collection: Annotated[
        Collection | None,
        said("Recueil", "Comment l’observation est arrivée jusqu’à vous."),
        public(MAIN, FORM, LATEST, stage=VALIDATE),
    ] = None
    observer: Annotated[
        str | None,
        said("Observatrice ou observateur", "Son code dans la brigade, jamais son nom.", 36),
        confidential(MAIN, FORM, LATEST, target=("observer",)),
    ] = None
    walk: Annotated[
        str | None,
        said("Marche", "La marche au cours de laquelle le fait a été relevé.", 36),
        public(MAIN, FORM, LATEST, target=("walk",)),
    ] = None
    moment: Annotated[
        Moment | None,
        said("Moment", "Le moment de la journée."),
        public(WHERE, FORM, LATEST),
    ] = None
    place: Annotated[
        str | None,
        said("Lieu", "Un lieu public, jamais la porte d’une personne.", 160),
        public(WHERE, LIST, LATEST, searched=True, stage=VALIDATE),
    ] = None
    known_place: Annotated[
        str | None,
        said("Lieu repéré", "Le lieu dans la liste de votre territoire, s’il y est.", 80),
        public(WHERE, FORM, LATEST, kind=CODE, list_name="place"),
    ] = None
    place_type: Annotated[
        PlaceType | None,
        said("Type de lieu", "Rue, pied d’immeuble, équipement, etc."),
        public(WHERE, FORM, LATEST),
    ] = None
    tfpb_axis: Annotated[
        str | None,
        said("Axe de l’abattement", "L’axe de l’abattement de taxe foncière qui s’y rapporte.", 80),
        public(WHERE, DETAILS, LATEST, kind=CODE, list_name="tfpb_axis"),
    ] = None


class Observation(_Fact):
    """A fact of neighbourhood life, and the answer returned to those who told it."""

    kind = "observation"
    label = "Observation"
    label_plural = "Observations"
    feminine = True
    prefix = "OBS"
    heading_fields = ("observed_on", "nature", "place")
    order_by = ("observed_on", True)

    feeling: Annotated[
        Feeling | None,
        said("Ressenti", "Ce que les personnes ont ressenti."),
        public(FELT, FORM, LATEST),
    ] = None
    intensity: Annotated[
        int | None,
        counted("Intensité", "De 1 (léger) à 5 (très fort).", ge=1, le=5),
        public(FELT, FORM, LATEST),
    ] = None
    verbatims: Annotated[
        tuple[Verbatim, ...],
        said("Paroles recueillies", "Les mots entendus, avec l’accord de la personne.", MOST),
        public(FELT, FORM, ITEMS),
    ] = ()
    proposal: Annotated[
        str | None,
        said("Proposition", "Ce que les personnes proposent.", 4_000),
        internal(FELT, FORM, TEXT, kind=LONG, searched=True),
    ] = None
    how_often: Annotated[
        HowOften | None,
        said("Fréquence", "Si le fait revient, et à quel rythme."),
        public(SPREAD, FORM, LATEST, stage=VALIDATE),
    ] = None
    since: Annotated[
        str | None,
        said("Depuis", "Depuis quand, dans les mots des gens.", 80),
        public(SPREAD, FORM, LATEST),
    ] = None
    audiences: Annotated[
        tuple[Code, ...],
        said("Concerne", "Les tranches d’âge concernées.", MOST),
        public(SPREAD, FORM, SET, list_name="age_band"),
    ] = ()
    told_by_count: Annotated[
        int,
        counted("Combien l’ont dit", "Le nombre de personnes qui l’ont dit.", ge=1, le=100000),
        public(SPREAD, FORM, LATEST),
    ] = 1
    severity: Annotated[
        int | None,
        counted("Gravité", "De 1 (gêne) à 3 (danger).", ge=1, le=3),
        public(SPREAD, FORM, LATEST),
    ] = None
    same_as: Annotated[
        str | None,
        said("Rapprochée de", "Une observation du même fait.", 36),
        internal(SPREAD, DETAILS, LATEST, target=("observation",)),
    ] = None
    responsible: Annotated[
        str | None,
        said("Responsable pressenti", "Le partenaire qui peut agir.", 36),
        public(FOLLOW_UP, FORM, LATEST, target=("partner",)),
    ] = None
    follow_up: Annotated[
        FollowUp,
        said("Suite", "Où en est la réponse."),
        public(FOLLOW_UP, LIST, LATEST),
    ] = FollowUp.TO_FORWARD
    forwarded_on: Annotated[
        date | None,
        said("Transmise le", "Le jour où le partenaire l’a reçue."),
        public(FOLLOW_UP, FORM, LATEST),
    ] = None
    closed_on: Annotated[
        date | None,
        said("Résolue ou expliquée le", "Le jour où la réponse est connue."),
        public(FOLLOW_UP, FORM, LATEST),
    ] = None
    returned_on: Annotated[
        date | None,
        said("Retour fait le", "Le jour où la réponse a été dite à qui avait signalé le fait."),
        public(FOLLOW_UP, FORM, LATEST),
    ] = None
    return_comment: Annotated[
        str | None,
        said("Ce qui a été répondu", "La réponse donnée, en clair.", 2_000),
        internal(FOLLOW_UP, FORM, TEXT, kind=LONG, searched=True),
    ] = None
    internal_note: Annotated[
        str | None,
        said("Note interne", "Reste dans l’équipe ; la personne peut demander à la lire.", 8_000),
        never(NOTES, DETAILS, TEXT, kind=LONG, searched=True),
    ] = None

    def cross_checks(self) -> Iterator[Finding]:
        """Yield remarks on the order of the days from the fact to the answer."""
        yield from not_yet(self.observed_on, "observed_on")
        forwarded = self.forwarded_on or self.observed_on
        yield from in_order(
            self.observed_on, self.forwarded_on, "forwarded_on", what="La date de transmission"
        )
        yield from in_order(forwarded, self.closed_on, "closed_on", what="La date de réponse")
        yield from in_order(
            self.observed_on, self.returned_on, "returned_on", what="La date du retour"
        )
        if self.follow_up is FollowUp.EXPLAINED and not self.return_comment:
            yield warning(
                "Cette observation est sans suite : dites dans « Ce qui a été répondu » comment"
                " cela a été expliqué.",
                "return_comment",
            )
