"""Where an action stands: its file in DAUPHIN, its life in the neighbourhood, its results."""

from sync.records.fields import CodeList


class DauphinStatus(CodeList):
    """The states of a request, in the words of DAUPHIN."""

    BEING_TYPED = "EN_COURS_DE_SAISIE", "En cours de saisie"
    IN_PROGRESS = "EN_COURS", "En cours"
    WAITING_FOR_CERTIFICATE = "EN_ATTENTE_ATTESTATION", "En attente d’attestation"
    TRANSMITTED = "TRANSMISE", "Transmise"
    WAITING_FOR_REVIEW = "EN_ATTENTE_INSTRUCTION", "En attente d’instruction"
    TAKEN_UP = "PRISE_EN_CHARGE", "Prise en charge"
    ADMISSIBLE = "RECEVABLE", "Recevable"
    NOT_ADMISSIBLE = "NON_RECEVABLE", "Non recevable"
    REJECTED = "REJETEE", "Rejetée"
    VOTED = "VOTEE", "Votée"
    PAID = "A_ETE_VERSE", "A été versé"
    TO_JUSTIFY = "A_JUSTIFIER", "À justifier"
    BEING_JUSTIFIED = "JUSTIFICATION_EN_COURS", "Justification en cours"
    JUSTIFICATION_TO_CHANGE = "JUSTIFICATION_A_MODIFIER", "Justification à modifier"
    JUSTIFIED = "JUSTIFIEE", "Justifiée"
    CLOSED = "CLOTUREE", "Clôturée"


class ActionProgress(CodeList):
    """Where the action itself stands, whatever its file says."""

    NOT_STARTED = "NON_DEMARREE", "Non démarrée"
    IN_PROGRESS = "EN_COURS", "En cours"
    SLOWED = "RALENTIE", "Ralentie"
    REDIRECTED = "REORIENTEE", "Réorientée"
    FINISHED = "TERMINEE", "Terminée"
    DROPPED = "ABANDONNEE", "Abandonnée"


class ObjectivesMet(CodeList):
    """Whether the aims were reached, in view of the indicators."""

    YES = "OUI", "Oui"
    PARTLY = "PARTIELLEMENT", "Partiellement"
    NO = "NON", "Non"


class Recurrence(CodeList):
    """Whether money was asked for it before."""

    FIRST = "PREMIERE_DEMANDE", "Première demande"
    RENEWAL = "RENOUVELLEMENT", "Renouvellement"
