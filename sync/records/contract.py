"""A contrat de ville: the frame that State, towns and their partners signed for 2024-2030."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from sync.records import checks
from sync.records.base import Record
from sync.records.deadlines import in_order
from sync.records.declare import (
    DETAILS,
    FORM,
    LATEST,
    LIST,
    PERSON,
    VALIDATE,
    counted,
    public,
    said,
)
from sync.records.findings import Finding

MAIN = "L’essentiel"
WHERE = "Où il s’applique"
CALENDAR = "Calendrier"


def place_code(value: str) -> Finding | None:
    """Check the code of the place that carries a contract: an EPCI or a commune."""
    return checks.epci_code(value) if len(value) > 5 else checks.insee_code(value)


class Contract(Record):
    """A contrat de ville; two codes of the national list stand twice, for two places."""

    kind = "contract"
    label = "Contrat de ville"
    label_plural = "Contrats de ville"
    prefix = "CV"
    heading_fields = ("contract_code", "name")
    natural_key = ("contract_code", "geo_code")
    order_by = ("contract_code", False)

    contract_code: Annotated[
        str,
        said("Code du contrat", "Le code national, par exemple CN05103I ou CV002.", 12),
        public(MAIN, LIST, PERSON, searched=True, check=checks.contract_code),
    ]
    name: Annotated[
        str,
        said("Nom du contrat", "L’intercommunalité ou la commune du contrat.", 200),
        public(MAIN, LIST, PERSON, searched=True, width=40),
    ]
    geo_code: Annotated[
        str | None,
        said("Code du porteur", "Le SIREN de l’intercommunalité ou le code Insee.", 9),
        public(WHERE, LIST, PERSON, searched=True, stage=VALIDATE, check=place_code),
    ] = None
    departement: Annotated[
        str | None,
        said("Département", "Deux ou trois caractères, par exemple 51, 2A ou 974.", 3),
        public(WHERE, LIST, LATEST),
    ] = None
    population_in_qpv: Annotated[
        int | None,
        counted(
            "Population en quartier prioritaire",
            "Le nombre de personnes qui vivent dans ces quartiers.",
            ge=0,
            le=10000000,
        ),
        public(WHERE, LIST, LATEST, unit="hab."),
    ] = None
    latitude: Annotated[
        float | None,
        counted("Latitude", "En degrés, au centre du périmètre.", ge=-90, le=90),
        public(WHERE, DETAILS, LATEST),
    ] = None
    longitude: Annotated[
        float | None,
        counted("Longitude", "En degrés, au centre du périmètre.", ge=-180, le=180),
        public(WHERE, DETAILS, LATEST),
    ] = None
    signed_on: Annotated[
        date | None,
        said("Signé le", "Le jour de la signature du contrat."),
        public(CALENDAR, FORM, PERSON),
    ] = None
    ends_on: Annotated[
        date | None,
        said("Se termine le", "Le dernier jour du contrat."),
        public(CALENDAR, FORM, PERSON),
    ] = None
    midterm_evaluation_on: Annotated[
        date | None,
        said("Évaluation à mi-parcours", "Le jour prévu pour l’évaluation à trois ans."),
        public(CALENDAR, FORM, LATEST),
    ] = None

    def cross_checks(self) -> Iterator[Finding]:
        """Yield a remark when the contract ends before it was signed."""
        yield from in_order(self.signed_on, self.ends_on, "ends_on")
