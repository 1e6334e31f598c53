"""What an organisation holds several times: approvals, and its ease in each skill."""

from datetime import date
from typing import Annotated

from sync.records.base import Item
from sync.records.declare import CODE, LATEST, counted, in_line, said
from sync.records.fields import Sensitivity


class Approval(Item):
    """An approval given by an authority, as the CERFA 12156 asks."""

    label = "Agrément"

    approval_type: Annotated[
        str,
        said("Type d’agrément", "Par exemple « Jeunesse et éducation populaire ».", 120),
        in_line(Sensitivity.PUBLIC, LATEST),
    ]
    given_by: Annotated[
        str | None,
        said("Donné par", "L’autorité qui a donné l’agrément.", 120),
        in_line(Sensitivity.PUBLIC, LATEST),
    ] = None
    given_on: Annotated[
        date | None,
        said("Donné le", "Le jour de la décision."),
        in_line(Sensitivity.PUBLIC, LATEST),
    ] = None
    number: Annotated[
        str | None,
        said("Numéro", "Le numéro de l’agrément, s’il en a un.", 60),
        in_line(Sensitivity.PUBLIC, LATEST),
    ] = None


class Autonomy(Item):
    """How much at ease a body is with one skill, on a given day."""

    label = "Autonomie"

    competence: Annotated[
        str,
        said("Compétence", "La compétence dont on parle.", 80),
        in_line(Sensitivity.INTERNAL, LATEST, kind=CODE, list_name="competence"),
    ]
    level: Annotated[
        int,
        counted(
            "Niveau", "De 0 (tout est à découvrir) à 4 (sait l’expliquer aux autres).", ge=0, le=4
        ),
        in_line(Sensitivity.INTERNAL, LATEST),
    ]
    assessed_on: Annotated[
        date | None,
        said("Constaté le", "Le jour où le niveau a été partagé avec la structure."),
        in_line(Sensitivity.INTERNAL, LATEST),
    ] = None
