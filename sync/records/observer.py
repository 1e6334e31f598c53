"""A member of the residents' brigade, known here by a code alone."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from sync.records.base import TerritorialRecord
from sync.records.deadlines import in_order
from sync.records.declare import (
    CODE,
    FORM,
    LATEST,
    LIST,
    PERSON,
    VALIDATE,
    confidential,
    internal,
    said,
)
from sync.records.findings import Finding

MAIN = "L’essentiel"


class Observer(TerritorialRecord):
    """A resident who observes; the name is kept apart, outside of this record."""

    kind = "observer"
    label = "Membre de la brigade"
    label_plural = "Membres de la brigade"
    prefix = "BRI"
    heading_fields = ("observer_code",)
    natural_key = ("observer_code",)
    order_by = ("observer_code", False)

    observer_code: Annotated[
        str,
        said("Code dans la brigade", "Un code comme BR-07, jamais un nom ni des initiales.", 20),
        internal(MAIN, LIST, PERSON, searched=True),
    ]
    age_band: Annotated[
        str | None,
        said("Tranche d’âge", "La tranche d’âge, si la personne l’a donnée.", 80),
        confidential(MAIN, LIST, LATEST, kind=CODE, list_name="age_band", personal=True),
    ] = None
    since: Annotated[
        date | None,
        said("Dans la brigade depuis", "Le jour de l’arrivée."),
        internal(MAIN, LIST, LATEST, stage=VALIDATE),
    ] = None
    until: Annotated[
        date | None,
        said("Jusqu’au", "Le jour du départ, s’il a eu lieu."),
        internal(MAIN, FORM, LATEST),
    ] = None
    agreement_on: Annotated[
        date | None,
        said("Charte signée le", "Le jour où la personne a accepté la charte de la brigade."),
        internal(MAIN, FORM, PERSON, stage=VALIDATE),
    ] = None

    def cross_checks(self) -> Iterator[Finding]:
        """Yield a remark when the person leaves before arriving."""
        yield from in_order(self.since, self.until, "until")
