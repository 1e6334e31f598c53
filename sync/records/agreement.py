"""A CPO: an agreement over several years, which frees an association from yearly calls."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from sync.records.base import Item, TerritorialRecord
from sync.records.declare import (
    DETAILS,
    FORM,
    ITEMS,
    LATEST,
    LIST,
    LONG,
    MONEY,
    MOST,
    PERSON,
    SET,
    TEXT,
    VALIDATE,
    Link,
    counted,
    in_line,
    money,
    never,
    public,
    said,
)
from sync.records.fields import Sensitivity
from sync.records.findings import Finding, error, warning

MAIN = "L’essentiel"
AMOUNTS = "Montants"
FOLLOW_UP = "Suivi"


class YearlyAmount(Item):
    """What the agreement plans for one year."""

    label = "Montant annuel"

    year: Annotated[
        int,
        counted("Année", "L’année concernée.", ge=2000, le=2100),
        in_line(Sensitivity.PUBLIC, LATEST),
    ]
    funder: Annotated[
        str | None,
        said("Financeur", "L’organisme qui s’engage.", 36),
        in_line(Sensitivity.PUBLIC, LATEST, target=("partner",)),
    ] = None
    amount: Annotated[
        int | None,
        money("Montant", "Le montant prévu cette année-là."),
        in_line(Sensitivity.PUBLIC, PERSON, kind=MONEY, unit="€"),
    ] = None


class Agreement(TerritorialRecord):
    """A pluriannual agreement on objectives, most often for three years."""

    kind = "agreement"
    label = "Convention pluriannuelle (CPO)"
    label_plural = "Conventions pluriannuelles (CPO)"
    feminine = True
    prefix = "CPO"
    heading_fields = ("title", "first_year", "last_year")
    order_by = ("first_year", True)

    title: Annotated[
        str,
        said("Intitulé", "Ce sur quoi porte la convention.", 160),
        public(MAIN, LIST, PERSON, searched=True, width=32),
    ]
    organisation: Annotated[
        str | None,
        said("Structure", "La structure signataire.", 36),
        public(MAIN, LIST, LATEST, target=("organisation",), stage=VALIDATE),
    ] = None
    funders: Annotated[
        tuple[Link, ...],
        said("Financeurs signataires", "Les organismes qui signent.", MOST),
        public(MAIN, FORM, SET, target=("partner",), stage=VALIDATE),
    ] = ()
    first_year: Annotated[
        int,
        counted("Première année", "La première année de la convention.", ge=2000, le=2100),
        public(MAIN, LIST, LATEST),
    ]
    last_year: Annotated[
        int,
        counted("Dernière année", "La dernière année de la convention.", ge=2000, le=2100),
        public(MAIN, LIST, LATEST),
    ]
    signed_on: Annotated[
        date | None,
        said("Signée le", "Le jour de la signature."),
        public(MAIN, LIST, PERSON, stage=VALIDATE),
    ] = None
    objectives: Annotated[
        str | None,
        said("Objectifs", "Ce que les signataires veulent atteindre ensemble.", 8_000),
        public(MAIN, FORM, TEXT, kind=LONG, searched=True, stage=VALIDATE),
    ] = None
    amounts: Annotated[
        tuple[YearlyAmount, ...],
        said("Montants par an", "Ce que chaque financeur prévoit, année par année.", MOST),
        public(AMOUNTS, FORM, ITEMS, stage=VALIDATE),
    ] = ()
    evaluation_due_on: Annotated[
        date | None,
        said("Évaluation prévue le", "Le jour prévu pour faire le point."),
        public(FOLLOW_UP, FORM, LATEST),
    ] = None
    actions: Annotated[
        tuple[Link, ...],
        said("Actions", "Les actions que la convention porte.", MOST),
        public(FOLLOW_UP, FORM, SET, target=("action",)),
    ] = ()
    internal_note: Annotated[
        str | None,
        said("Note interne", "Reste dans l’équipe ; la structure peut demander à la lire.", 8_000),
        never(FOLLOW_UP, DETAILS, TEXT, kind=LONG, searched=True),
    ] = None

    def cross_checks(self) -> Iterator[Finding]:
        """Yield remarks on years in disorder or amounts outside of them."""
        if self.last_year < self.first_year:
            yield error(
                f"La dernière année vient avant {self.first_year} : vérifiez les deux années.",
                "last_year",
            )
        outside = [
            line.year for line in self.amounts if not self.first_year <= line.year <= self.last_year
        ]
        if outside:
            yield warning(
                f"Un montant est prévu pour {min(outside)}, hors des années de la convention.",
                "amounts",
            )
