"""The lists that tell an idea apart, and the steps that it goes through."""

from datetime import date
from typing import Annotated

from sync.records.base import Item
from sync.records.declare import LATEST, TEXT, VALIDATE, in_line, said
from sync.records.fields import CodeList, Sensitivity


class IdeaOrigin(CodeList):
    """Who said the idea first."""

    RESIDENT = "HABITANT", "Habitante ou habitant"
    GROUP = "COLLECTIF", "Collectif"
    CITIZENS_COUNCIL = "CONSEIL_CITOYEN", "Conseil citoyen"
    ASSOCIATION = "ASSOCIATION", "Association"
    YOUTH = "JEUNES", "Jeunes"
    SCHOOL = "ECOLE", "École"
    LANDLORD = "BAILLEUR", "Bailleur"
    AGENT = "AGENT", "Agente ou agent de l’équipe"
    OBSERVATION = "OBSERVATION", "Observation de terrain"
    MEETING = "INSTANCE", "Instance"


class IdeaStage(CodeList):
    """How far an idea has come; the last three leave the path."""

    HEARD = "ENTENDUE", "1 – Entendue"
    CLARIFIED = "CLARIFIEE", "2 – Clarifiée"
    CARRIER_FOUND = "PORTEUR_TROUVE", "3 – Porteur trouvé"
    CO_BUILT = "COCONSTRUITE", "4 – Coconstruite"
    READY = "PRETE", "5 – Prête"
    FILED = "DEPOSEE", "6 – Déposée"
    SUPPORTED = "SOUTENUE", "7 – Soutenue"
    DONE = "REALISEE", "8 – Réalisée"
    REDIRECTED = "REORIENTEE", "Réorientée"
    PAUSED = "EN_PAUSE", "En pause"
    DROPPED = "ABANDONNEE", "Abandonnée"


class Complexity(CodeList):
    """How hard an idea is to bring about."""

    SIMPLE = "SIMPLE", "Simple"
    MEDIUM = "MOYENNE", "Moyenne"
    COMPLEX = "COMPLEXE", "Complexe"


class IdeaNature(CodeList):
    """What kind of change an idea brings."""

    NUDGE = "COUP_DE_POUCE", "Coup de pouce"
    TRIAL = "EXPERIMENTATION", "Expérimentation"
    RECURRING = "ACTION_RECURRENTE", "Action récurrente"
    STRUCTURAL = "STRUCTURANTE", "Structurante"


class SupportMode(CodeList):
    """The ways to support an idea, money being only one of them."""

    WITHOUT_MONEY = "SANS_ARGENT", "Sans argent"
    RESIDENTS_FUND = "FPH", "Fonds de participation des habitants"
    INITIATIVES_FUND = "FONDS_INITIATIVES", "Fonds d’initiatives"
    YEARLY_CALL = "AAP_ANNUEL", "Appel à projets annuel"
    EXPRESSION_OF_INTEREST = "AMI", "Appel à manifestation d’intérêt"
    AGREEMENT = "CPO_3_ANS", "Convention pluriannuelle (CPO) de trois ans"
    ORDINARY_LAW = "DROIT_COMMUN", "Droit commun"
    LANDLORD_TAX_RELIEF = "BAILLEUR_TFPB", "Bailleur, abattement de taxe foncière"
    FOUNDATION = "FONDATION_MECENAT", "Fondation ou mécénat"
    PARTICIPATORY_BUDGET = "BUDGET_PARTICIPATIF", "Budget participatif"
    COMMONS_CALL = "APPEL_A_COMMUNS", "Appel à communs"


class TimeSpan(CodeList):
    """How long it takes to bring the idea about."""

    MONTH = "MOINS_1_MOIS", "Moins d’un mois"
    QUARTER = "TRIMESTRE", "Un trimestre"
    YEAR = "ANNEE", "Une année"
    YEARS = "2_3_ANS", "Deux à trois ans"


class Missing(CodeList):
    """What an idea lacks to go on; the same words as the needs of a visit."""

    CARRIER = "PORTEUR", "Un porteur"
    BUILDING = "MONTAGE", "Montage de projet"
    BUDGET = "BUDGET", "Budget"
    EVALUATION = "EVALUATION", "Évaluation"
    LEGAL = "JURIDIQUE", "Questions juridiques"
    TRAINING = "FORMATION", "Formation"
    PREMISES = "LOCAL", "Local"
    CONTACTS = "MISE_EN_RELATION", "Mise en relation"
    COFUNDING = "COFINANCEMENT", "Cofinancement"
    COMMUNICATION = "COMMUNICATION", "Communication"
    NOTHING = "AUCUN", "Rien ne manque"


class StageStep(Item):
    """A stage reached on a day."""

    label = "Étape de l’idée"

    stage: Annotated[
        IdeaStage,
        said("Stade", "Le stade atteint."),
        in_line(Sensitivity.PUBLIC, LATEST),
    ]
    on: Annotated[
        date | None,
        said("Le", "Le jour où ce stade a été atteint."),
        in_line(Sensitivity.PUBLIC, LATEST, stage=VALIDATE),
    ] = None
    note: Annotated[
        str | None,
        said("Ce qui s’est passé", "Ce qui a fait avancer ou changer l’idée.", 500),
        in_line(Sensitivity.INTERNAL, TEXT, searched=True),
    ] = None
