"""A small record type with a field of every kind, so that tests of rules need no real form."""

import datetime as days
from collections.abc import Mapping
from typing import Annotated, Any

import pytest
from pydantic import AwareDatetime, Field
from pydantic.fields import FieldInfo

from sync.operations.rules import Rule
from sync.records import checks
from sync.records.base import Item, Record
from sync.records.fields import About, CodeList, Kind, Sensitivity, Shown, Stage, When


class Mode(CodeList):
    """How a visit is made."""

    ON_SITE = "SUR_PLACE", "Sur place"
    PHONE = "TELEPHONE", "Au téléphone"


def said(title: str, **bounds: Any) -> FieldInfo:
    field: FieldInfo = Field(title=title, description=f"{title} de l’exemple.", **bounds)
    return field


def about(**more: Any) -> About:
    basics: dict[str, Any] = {
        "section": "L’essentiel",
        "shown": Shown.FORM,
        "searched": False,
        "sensitivity": Sensitivity.PUBLIC,
        "personal": False,
        "merge": Rule.LATEST,
    }
    return About(**(basics | more))


class Line(Item):
    label = "Ligne"

    account: Annotated[Mode, said("Poste"), about()]
    planned: Annotated[
        int | None, said("Prévu", ge=0, le=100_000), about(kind=Kind.MONEY, unit="€")
    ] = None
    phone: Annotated[str | None, said("Téléphone"), about(check=checks.phone)] = None


class Sample(Record):
    kind = "sample"
    label = "Exemple"
    label_plural = "Exemples"
    prefix = "EXE"
    heading_fields = ("purpose",)

    date: Annotated[days.date, said("Date de la visite"), about(check=checks.sensible_date)]
    year: Annotated[int, said("Exercice", ge=2000, le=2100), about()]
    purpose: Annotated[str | None, said("But", max_length=10), about(stage=Stage.VALIDATE)] = None
    facts: Annotated[str | None, said("Faits"), about(kind=Kind.LONG_TEXT)] = None
    minutes: Annotated[
        int | None, said("Durée", ge=0, le=5_000), about(unit="minutes", stage=Stage.VALIDATE)
    ] = None
    share: Annotated[float | None, said("Part"), about()] = None
    granted: Annotated[int | None, said("Montant accordé", ge=0), about(kind=Kind.MONEY)] = None
    urgent: Annotated[bool | None, said("Urgent"), about()] = None
    urgent_reason: Annotated[
        str | None,
        said("Raison"),
        about(stage=Stage.VALIDATE, when=When("urgent", frozenset({"true"}))),
    ] = None
    hour: Annotated[days.time | None, said("Heure"), about()] = None
    sent_at: Annotated[AwareDatetime | None, said("Envoyée le"), about(kind=Kind.MOMENT)] = None
    due: Annotated[days.date | None, said("À revoir le"), about()] = None
    mode: Annotated[Mode | None, said("Mode"), about()] = None
    modes: Annotated[tuple[Mode, ...], said("Modes", max_length=3), about(merge=Rule.SET)] = ()
    mode_note: Annotated[
        str | None,
        said("Précision"),
        about(stage=Stage.VALIDATE, when=When("modes", frozenset({"TELEPHONE"}))),
    ] = None
    siret: Annotated[str | None, said("SIRET"), about(check=checks.siret)] = None
    communes: Annotated[
        tuple[str, ...],
        said("Communes"),
        about(kind=Kind.CODES, merge=Rule.SET, check=checks.insee_code),
    ] = ()
    organisation: Annotated[
        str | None, said("Structure", max_length=36), about(target=("organisation",))
    ] = None
    budget: Annotated[tuple[Line, ...], said("Budget", max_length=5), about(merge=Rule.ITEMS)] = ()

    @classmethod
    def suggestions(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        day = values.get("date")
        if day is None:
            return {}
        return {"year": day.year, "due": day + days.timedelta(days=90)}


@pytest.fixture
def sample() -> type[Record]:
    """Return the example type."""
    return Sample


@pytest.fixture
def sound() -> dict[str, Any]:
    """Return values that the example type accepts, one for each field."""
    return {
        "id": "a" * 32,
        "code": "EXE-26-JD-0001",
        "date": "2026-03-01",
        "year": 2026,
        "purpose": "Écouter",
        "facts": "Une salle pleine.\nDes enfants.",
        "minutes": 90,
        "share": 12.5,
        "granted": 125_000,
        "urgent": False,
        "hour": "14:30:00",
        "sent_at": "2026-03-01T14:30:00Z",
        "due": "2026-06-01",
        "mode": "SUR_PLACE",
        "modes": ["SUR_PLACE", "TELEPHONE"],
        "siret": "81223113200026",
        "communes": ["51649", "2A004"],
        "organisation": "b" * 32,
        "budget": [{"id": "c" * 32, "account": "SUR_PLACE", "planned": 1_250}],
    }
