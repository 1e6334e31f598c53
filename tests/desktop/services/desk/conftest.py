"""An organisation of the tests, and short ways to write around it."""

from collections.abc import Callable
from typing import Any

import pytest

from desktop.services.notebook import Notebook

Write = Callable[..., str]


@pytest.fixture
def organisation(carnet: Notebook) -> str:
    """Return the id of an association."""
    values = {"name": "Les Jardins d’Éloi", "link_to_team": "ACCOMPAGNEE"}
    return carnet.add("organisation", values).record.id


@pytest.fixture
def visit(carnet: Notebook, organisation: str) -> Write:
    """Return what writes a visit to the association, on a day."""

    def write(on: str, **more: Any) -> str:
        values = {"visited_on": on, "visit_type": "ECOUTE", "facts": "Vu le jardin."}
        return carnet.add("visit", values | {"organisation": organisation} | more).record.id

    return write


@pytest.fixture
def action(carnet: Notebook, organisation: str) -> Write:
    """Return what writes an action of the association, in a year."""

    def write(title: str, year: int, **more: Any) -> str:
        values = {"title": title, "year": year, "organisation": organisation}
        return carnet.add("action", values | more).record.id

    return write


@pytest.fixture
def funding(carnet: Notebook) -> Write:
    """Return what writes a funding of an action, in a year."""

    def write(action: str, year: int, **more: Any) -> str:
        values = {"action": action, "year": year, "funder_type": "COMMUNE"}
        return carnet.add("funding", values | more).record.id

    return write
