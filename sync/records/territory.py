"""A territory: a priority neighbourhood or another perimeter where the team works."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Annotated

from pydantic import Field

from sync.records import checks
from sync.records.base import Record
from sync.records.deadlines import in_order
from sync.records.declare import (
    DETAILS,
    FORM,
    LATEST,
    LIST,
    MOST,
    PERSON,
    SET,
    VALIDATE,
    counted,
    public,
    said,
)
from sync.records.fields import CodeList
from sync.records.findings import Finding

MAIN = "L’essentiel"
WHERE = "Où il se trouve"
WHEN_VALID = "Validité"


class TerritoryType(CodeList):
    """What kind of perimeter it is."""

    PRIORITY = "QPV", "Quartier prioritaire (QPV)"
    WATCHED = "QVA", "Quartier de veille active"
    POVERTY_POCKET = "POCHE_PAUVRETE", "Poche de pauvreté"
    LIVED_IN = "QUARTIER_VECU", "Quartier vécu"
    COMMUNE = "COMMUNE", "Commune"
    EPCI = "EPCI", "Intercommunalité"
    OUTSIDE = "HORS_QPV", "Hors quartier prioritaire"


class Territory(Record):
    """A neighbourhood or perimeter, known by its official code when it has one."""

    kind = "territory"
    label = "Territoire"
    label_plural = "Territoires"
    prefix = "TER"
    heading_fields = ("name",)
    natural_key = ("territory_code",)
    order_by = ("name", False)

    territory_code: Annotated[
        str,
        said(
            "Code du territoire", "Le code officiel du quartier (QN05109M) ou un code à vous.", 20
        ),
        public(MAIN, LIST, PERSON, searched=True),
    ]
    name: Annotated[
        str,
        said("Nom", "Le nom du quartier, comme dans le contrat de ville.", 160),
        public(MAIN, LIST, PERSON, searched=True, width=32),
    ]
    territory_type: Annotated[
        TerritoryType,
        said("Type de territoire", "Quartier prioritaire, veille active, commune, etc."),
        public(MAIN, LIST, LATEST),
    ]
    commune_codes: Annotated[
        tuple[Annotated[str, Field(max_length=5)], ...],
        said(
            "Codes Insee des communes", "Les cinq caractères de chaque commune du périmètre.", MOST
        ),
        public(WHERE, FORM, SET, searched=True, stage=VALIDATE, check=checks.insee_code),
    ] = ()
    commune_names: Annotated[
        tuple[Annotated[str, Field(max_length=80)], ...],
        said("Communes", "Le nom des communes, dans le même ordre.", MOST),
        public(WHERE, LIST, SET, searched=True, width=24),
    ] = ()
    epci: Annotated[
        str | None,
        said("Intercommunalité (SIREN)", "Le SIREN de l’intercommunalité, neuf chiffres.", 9),
        public(WHERE, FORM, LATEST, check=checks.epci_code),
    ] = None
    contract_code: Annotated[
        str | None,
        said(
            "Code du contrat de ville",
            "Le contrat qui porte ce territoire, par exemple CN05103I.",
            12,
        ),
        public(WHERE, FORM, PERSON, searched=True, check=checks.contract_code),
    ] = None
    population: Annotated[
        int | None,
        counted("Population", "Le nombre d’habitantes et d’habitants.", ge=0, le=10000000),
        public(WHERE, LIST, LATEST, unit="hab."),
    ] = None
    population_year: Annotated[
        int | None,
        counted(
            "Année de la population",
            "L’année du recensement qui donne ce nombre.",
            ge=1990,
            le=2100,
        ),
        public(WHERE, DETAILS, LATEST),
    ] = None
    latitude: Annotated[
        float | None,
        counted("Latitude", "En degrés, au centre du territoire.", ge=-90, le=90),
        public(WHERE, DETAILS, LATEST),
    ] = None
    longitude: Annotated[
        float | None,
        counted("Longitude", "En degrés, au centre du territoire.", ge=-180, le=180),
        public(WHERE, DETAILS, LATEST),
    ] = None
    valid_from: Annotated[
        date | None,
        said("Valable depuis", "Le jour où ce périmètre est entré en vigueur."),
        public(WHEN_VALID, DETAILS, LATEST),
    ] = None
    valid_until: Annotated[
        date | None,
        said("Valable jusqu’au", "Le jour où ce périmètre cesse d’être en vigueur."),
        public(WHEN_VALID, DETAILS, LATEST),
    ] = None

    def cross_checks(self) -> Iterator[Finding]:
        """Yield a remark on the code of a priority neighbourhood, and on the dates."""
        if self.territory_type is TerritoryType.PRIORITY:
            finding = checks.qpv_code(self.territory_code)
            if finding:
                yield replace(finding, field="territory_code")
        yield from in_order(self.valid_from, self.valid_until, "valid_until")
