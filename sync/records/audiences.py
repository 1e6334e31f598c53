"""The people an action reaches: age band, gender and residence, in counts only."""

from typing import Annotated

from sync.records.base import Item
from sync.records.declare import CODE, LATEST, VALIDATE, counted, in_line, said
from sync.records.fields import CodeList, Sensitivity


class Gender(CodeList):
    """The breakdown that article 1 II of law 2014-173 asks for."""

    WOMEN = "F", "Femmes"
    MEN = "H", "Hommes"
    UNKNOWN = "NSP", "Non précisé"


class Residence(CodeList):
    """Whether people live in a priority neighbourhood."""

    INSIDE = "QPV", "Du quartier prioritaire"
    OUTSIDE = "HORS_QPV", "Hors quartier prioritaire"
    UNKNOWN = "NSP", "Non précisé"


class _Audience(Item):
    age_band: Annotated[
        str | None,
        said("Tranche d’âge", "La tranche d’âge, selon la liste de votre territoire.", 80),
        in_line(Sensitivity.PUBLIC, LATEST, kind=CODE, list_name="age_band"),
    ] = None
    gender: Annotated[
        Gender,
        said("Genre", "Femmes, hommes, ou non précisé."),
        in_line(Sensitivity.PUBLIC, LATEST),
    ] = Gender.UNKNOWN
    residence: Annotated[
        Residence,
        said(
            "Lieu de vie", "Habitent-elles le quartier prioritaire ? Indiquez-le si vous le savez."
        ),
        in_line(Sensitivity.PUBLIC, LATEST),
    ] = Residence.UNKNOWN


class AudienceSeen(_Audience):
    """How many people of one group were seen during a visit."""

    label = "Public vu"

    count: Annotated[
        int | None,
        counted(
            "Nombre", "Combien de personnes vous avez vues, même à peu près.", ge=0, le=1000000
        ),
        in_line(Sensitivity.PUBLIC, LATEST, stage=VALIDATE),
    ] = None


class AudienceLine(_Audience):
    """How many people of one group an action expects and reaches."""

    label = "Public de l’action"

    planned: Annotated[
        int | None,
        counted("Nombre prévu", "Combien de personnes l’action veut toucher.", ge=0, le=1000000),
        in_line(Sensitivity.PUBLIC, LATEST),
    ] = None
    actual: Annotated[
        int | None,
        counted("Nombre touché", "Combien de personnes l’action a touchées.", ge=0, le=1000000),
        in_line(Sensitivity.PUBLIC, LATEST),
    ] = None
