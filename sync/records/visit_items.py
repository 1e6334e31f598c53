"""What a visit holds several times: the support given, and the time it took."""

from typing import Annotated

from sync.records.base import Item
from sync.records.declare import CODE, LATEST, TEXT, VALIDATE, counted, in_line, said
from sync.records.fields import Sensitivity


class SupportGiven(Item):
    """One kind of support, and its minutes."""

    label = "Appui apporté"

    support_type: Annotated[
        str,
        said("Appui", "Ce que vous avez apporté.", 80),
        in_line(Sensitivity.PUBLIC, LATEST, kind=CODE, list_name="support_type"),
    ]
    minutes: Annotated[
        int | None,
        counted("Minutes", "Le temps passé à cet appui.", ge=0, le=1440),
        in_line(Sensitivity.PUBLIC, LATEST, unit="min", stage=VALIDATE),
    ] = None
    note: Annotated[
        str | None,
        said("Précision", "Ce qui a été fait, en quelques mots.", 300),
        in_line(Sensitivity.INTERNAL, TEXT, searched=True),
    ] = None
