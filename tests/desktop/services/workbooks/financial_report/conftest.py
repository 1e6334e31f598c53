"""An action that has been reported on, made in a small notebook."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from desktop.export.content import Content, Row
from desktop.services.notebook import Notebook
from desktop.services.workbooks.financial_report.content import content, sources_of
from sync.records.base import ReviewState

Add = Callable[..., str]
TODAY = date(2026, 11, 23)
BUDGET = [
    {"account": "601", "planned": 300_000, "actual": 420_000},
    {"account": "641", "name": "Animation", "planned": 500_000, "actual": 510_000},
    {"account": "CHARGES_INDIRECTES", "planned": 100_000, "actual": 100_000},
    {"account": "864", "planned": 60_000, "actual": 60_000},
    {"account": "74etat", "planned": 600_000, "actual": 600_000},
    {"account": "74com", "planned": 300_000, "actual": 430_000},
    {"account": "870", "planned": 60_000, "actual": 60_000},
]
AUDIENCE = [
    {"age_band": "12-17", "gender": "F", "residence": "QPV", "planned": 12, "actual": 3},
    {"age_band": "12-17", "gender": "H", "residence": "QPV", "planned": 10, "actual": 14},
]


@pytest.fixture
def add(notebook: Notebook) -> Add:
    """Return what adds a validated record and gives its id."""

    def made(kind: str, **values: Any) -> str:
        ready = {"review_state": ReviewState.VALIDATED, "diffusion": "DIFFUSABLE", **values}
        return notebook.add(kind, ready).record.id

    return made


@pytest.fixture
def action(add: Add) -> str:
    """Return an action of 2025 that is over, with what its report needs."""
    place = add("territory", territory_code="QN05109M", name="Le Hamois", territory_type="QPV")
    body = add("organisation", name="Jardins d’Éloi", organisation_type="ASSO_1901")
    made = add(
        "action",
        title="Ateliers au jardin",
        organisation=body,
        territory=place,
        year=2025,
        objectives="Se retrouver.",
        description="Un atelier par semaine.",
        results="Vingt ateliers ont eu lieu.",
        starts_on="2025-02-01",
        ends_on="2025-11-30",
        places="Jardin partagé",
        neighbourhoods=[place],
        audience=AUDIENCE,
        budget=BUDGET,
        indicators=[{"name": "Ateliers", "measure": "séances", "planned": 24, "actual": 20}],
        objectives_met="PARTIELLEMENT",
        report_due_on="2026-06-30",
    )
    state = add("partner", name="Préfecture", echelon="ETAT")
    add(
        "funding",
        action=made,
        funder=state,
        funder_type="ETAT_P147",
        year=2025,
        status="VERSE",
        requested=700_000,
        granted=600_000,
        paid=600_000,
    )
    return made


@pytest.fixture
def report(notebook: Notebook) -> Callable[[str], Content]:
    """Return what makes the report of an action of 2025."""

    def made(record_id: str) -> Content:
        return content(sources_of(notebook, 2025, TODAY), record_id)

    return made


def rows_of(content: Content, name: str) -> dict[object, Row]:
    """Return the rows of a sheet by their first cell."""
    sheet = next(sheet for sheet in content.sheets if sheet.name == name)
    return {row[0]: row for row in sheet.rows}


def rows_named(content: Content, name: str) -> dict[object, Row]:
    """Return the rows of a sheet by their second cell."""
    sheet = next(sheet for sheet in content.sheets if sheet.name == name)
    return {row[1]: row for row in sheet.rows}
