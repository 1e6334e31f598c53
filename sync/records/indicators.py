"""What an action counts: an aim, a result, and where the figure comes from."""

from typing import Annotated

from sync.records.base import Item
from sync.records.declare import LATEST, TEXT, counted, in_line, said
from sync.records.fields import Sensitivity


class Indicator(Item):
    """One indicator, as the CERFA 15059 compares it: expected, reached."""

    label = "Indicateur"

    name: Annotated[
        str,
        said("Indicateur", "Ce que l’on compte, en clair.", 200),
        in_line(Sensitivity.PUBLIC, LATEST, searched=True),
    ]
    measure: Annotated[
        str | None,
        said("Unité", "Personnes, séances, heures, etc.", 40),
        in_line(Sensitivity.PUBLIC, LATEST),
    ] = None
    planned: Annotated[
        float | None,
        counted("Prévu", "Le résultat espéré au départ.", ge=0, le=1e12),
        in_line(Sensitivity.PUBLIC, LATEST),
    ] = None
    actual: Annotated[
        float | None,
        counted("Réalisé", "Le résultat constaté.", ge=0, le=1e12),
        in_line(Sensitivity.PUBLIC, LATEST),
    ] = None
    comment: Annotated[
        str | None,
        said("Commentaire", "Ce qui aide à comprendre l’écart.", 500),
        in_line(Sensitivity.PUBLIC, TEXT),
    ] = None
    source: Annotated[
        str | None,
        said("Source", "D’où vient le chiffre.", 200),
        in_line(Sensitivity.PUBLIC, LATEST),
    ] = None
