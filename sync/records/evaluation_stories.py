"""Two forms that tell a change: the most significant change story, the outcome harvested."""

from datetime import date
from typing import Annotated

from sync.records.base import Item
from sync.records.declare import (
    CODE,
    FORM,
    ITEMS,
    LATEST,
    LONG,
    MOST,
    TEXT,
    VALIDATE,
    in_line,
    public,
    said,
)
from sync.records.evaluation_base import EvaluationForm, EvaluationNote, only
from sync.records.fields import CodeList, Sensitivity
from sync.records.roles import PartyRole

STORY = "Récit de changement"
EFFECT = "Effet constaté"

ONLY_STORY = only(EvaluationForm.STORY)
ONLY_EFFECT = only(EvaluationForm.EFFECT)


class ChangeType(CodeList):
    """What kind of thing changed (outcome harvesting)."""

    BEHAVIOUR = "COMPORTEMENT", "Comportement"
    RELATION = "RELATION", "Relation"
    ACTION = "ACTION", "Action"
    RULE = "REGLE", "Règle"
    PRACTICE = "PRATIQUE", "Pratique"


class Reach(CodeList):
    """How far the change goes."""

    SMALL = "FAIBLE", "Faible"
    MEDIUM = "MOYENNE", "Moyenne"
    STRONG = "FORTE", "Forte"


class Direction(CodeList):
    """Whether the change is for the better."""

    POSITIVE = "POSITIF", "Positif"
    NEGATIVE = "NEGATIF", "Négatif"
    MIXED = "MELE", "Mêlé"


class Strength(CodeList):
    """How well the change is substantiated."""

    STATED = "DECLARE", "Déclaré"
    CROSS_CHECKED = "RECOUPE", "Recoupé"
    VERIFIED = "VERIFIE", "Vérifié"


class Selection(Item):
    """The choice of a group about a story, and its reason: the heart of the method."""

    label = "Choix du groupe"

    group: Annotated[
        str,
        said("Groupe", "Le groupe qui a lu le récit.", 120),
        in_line(Sensitivity.PUBLIC, LATEST),
    ]
    on: Annotated[
        date | None,
        said("Le", "Le jour du choix."),
        in_line(Sensitivity.PUBLIC, LATEST),
    ] = None
    kept: Annotated[
        bool | None,
        said("Retenu", "Oui si le groupe a retenu ce récit."),
        in_line(Sensitivity.PUBLIC, LATEST),
    ] = None
    reason: Annotated[
        str | None,
        said("Raison", "Pourquoi le groupe l’a retenu, ou non.", 1_000),
        in_line(Sensitivity.PUBLIC, TEXT, searched=True),
    ] = None


class StoryPart(EvaluationNote):
    """The most significant change story (Davies and Dart, 2005)."""

    change_domain: Annotated[
        str | None,
        said("Domaine du changement", "Ce que le changement touche dans la vie des gens.", 80),
        public(
            STORY,
            FORM,
            LATEST,
            kind=CODE,
            list_name="change_domain",
            stage=VALIDATE,
            when=ONLY_STORY,
        ),
    ] = None
    before: Annotated[
        str | None,
        said("Avant", "Comment c’était avant, où et depuis quand.", 8_000),
        public(STORY, FORM, TEXT, kind=LONG, searched=True, stage=VALIDATE, when=ONLY_STORY),
    ] = None
    story: Annotated[
        str | None,
        said(
            "Récit",
            "Ce qui s’est passé, qui était là, comment cela a bougé, dans les mots de la personne.",
            20_000,
        ),
        public(STORY, FORM, TEXT, kind=LONG, searched=True, stage=VALIDATE, when=ONLY_STORY),
    ] = None
    after: Annotated[
        str | None,
        said("Après", "Ce qui est différent aujourd’hui, et à quoi on le voit.", 8_000),
        public(STORY, FORM, TEXT, kind=LONG, searched=True, stage=VALIDATE, when=ONLY_STORY),
    ] = None
    why_it_matters: Annotated[
        str | None,
        said(
            "Pourquoi c’est important",
            "Ce qui compte pour la personne, et pourquoi ce changement plutôt qu’un autre.",
            4_000,
        ),
        public(STORY, FORM, TEXT, kind=LONG, searched=True, stage=VALIDATE, when=ONLY_STORY),
    ] = None
    selections: Annotated[
        tuple[Selection, ...],
        said(
            "Choix des groupes",
            "Les groupes qui ont lu le récit, leur choix et surtout leur raison.",
            MOST,
        ),
        public(STORY, FORM, ITEMS, when=ONLY_STORY),
    ] = ()


class EffectPart(EvaluationNote):
    """The outcome, as harvested and substantiated (Wilson-Grau and Britt)."""

    who_changed: Annotated[
        str | None,
        said("Qui a changé", "Un groupe, un service, une structure ; jamais un nom.", 300),
        public(EFFECT, FORM, TEXT, searched=True, stage=VALIDATE, when=ONLY_EFFECT),
    ] = None
    what_changed: Annotated[
        str | None,
        said("Ce qui a changé", "Ce que ces personnes font autrement qu’avant.", 4_000),
        public(EFFECT, FORM, TEXT, kind=LONG, searched=True, stage=VALIDATE, when=ONLY_EFFECT),
    ] = None
    changed_when: Annotated[
        str | None,
        said("Quand", "Le moment du changement, même à peu près.", 120),
        public(EFFECT, FORM, LATEST, when=ONLY_EFFECT),
    ] = None
    changed_where: Annotated[
        str | None,
        said("Où", "Le lieu public ou le quartier.", 160),
        public(EFFECT, FORM, LATEST, searched=True, when=ONLY_EFFECT),
    ] = None
    change_type: Annotated[
        ChangeType | None,
        said("Type de changement", "Comportement, relation, action, règle ou pratique."),
        public(EFFECT, FORM, LATEST, stage=VALIDATE, when=ONLY_EFFECT),
    ] = None
    reach: Annotated[
        Reach | None,
        said("Portée", "L’étendue du changement."),
        public(EFFECT, FORM, LATEST, when=ONLY_EFFECT),
    ] = None
    contribution: Annotated[
        str | None,
        said(
            "Contribution de l’action",
            "Ce que l’action a apporté, et ce qui a joué en dehors d’elle.",
            4_000,
        ),
        public(EFFECT, FORM, TEXT, kind=LONG, searched=True, stage=VALIDATE, when=ONLY_EFFECT),
    ] = None
    expected: Annotated[
        bool | None,
        said("Prévu", "Oui si l’action visait ce changement."),
        public(EFFECT, FORM, LATEST, when=ONLY_EFFECT),
    ] = None
    direction: Annotated[
        Direction | None,
        said("Sens", "Positif, négatif ou mêlé."),
        public(EFFECT, FORM, LATEST, when=ONLY_EFFECT),
    ] = None
    evidence: Annotated[
        str | None,
        said("Preuves", "Ce qui montre le changement : un fait, un écrit, une photo.", 4_000),
        public(EFFECT, FORM, TEXT, kind=LONG, searched=True, when=ONLY_EFFECT),
    ] = None
    confirmed_by: Annotated[
        PartyRole | None,
        said("Recoupé par", "Le rôle de la personne qui confirme sans avoir porté l’action."),
        public(EFFECT, FORM, LATEST, when=ONLY_EFFECT),
    ] = None
    strength: Annotated[
        Strength | None,
        said("Solidité", "Déclaré, recoupé ou vérifié."),
        public(EFFECT, FORM, LATEST, stage=VALIDATE, when=ONLY_EFFECT),
    ] = None
