"""Who was there and who speaks: roles, never names."""

from typing import Annotated

from sync.records.base import Item
from sync.records.declare import LATEST, VALIDATE, counted, in_line, said
from sync.records.fields import CodeList, Sensitivity


class PartyRole(CodeList):
    """From which place someone tells, scores or confirms."""

    RESIDENT = "HABITANT", "Habitante ou habitant"
    PARTICIPANT = "PARTICIPANT", "Participante ou participant"
    VOLUNTEER = "BENEVOLE", "Bénévole"
    PROFESSIONAL = "PROFESSIONNEL", "Professionnelle ou professionnel"
    AGENT = "AGENT", "Agente ou agent de l’équipe"
    PARTNER = "PARTENAIRE", "Partenaire"


class PresentRole(CodeList):
    """In which capacity people attend a visit or a walk."""

    RESIDENT = "HABITANT", "Habitantes et habitants"
    YOUTH = "JEUNE", "Jeunes"
    CITIZENS_COUNCIL = "CONSEIL_CITOYEN", "Conseil citoyen"
    VOLUNTEER = "BENEVOLE", "Bénévoles"
    BOARD = "BUREAU", "Membres du bureau de l’association"
    EMPLOYEE = "SALARIE", "Salariées et salariés de l’association"
    ELECTED = "ELU", "Élues et élus"
    PREFECT_DELEGATE = "DELEGUE_PREFET", "Déléguée ou délégué du préfet"
    LANDLORD = "BAILLEUR", "Bailleur"
    MUNICIPAL_SERVICE = "SERVICE_MUNICIPAL", "Services de la ville ou de l’intercommunalité"
    PARTNER = "PARTENAIRE", "Autres partenaires"
    OTHER = "AUTRE", "Autres personnes"


class PeoplePresent(Item):
    """How many people of one role were there."""

    label = "Personnes présentes"

    role: Annotated[
        PresentRole,
        said("Rôle", "À quel titre ces personnes étaient là, sans leur nom."),
        in_line(Sensitivity.PUBLIC, LATEST),
    ]
    count: Annotated[
        int | None,
        counted("Nombre", "Combien de personnes de ce rôle.", ge=0, le=100000),
        in_line(Sensitivity.PUBLIC, LATEST, stage=VALIDATE),
    ] = None
