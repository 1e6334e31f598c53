"""A small street: one landlord, one quarter, observations written in a line."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from desktop.services.notebook import Notebook
from desktop.services.workbooks.scope import Period, Recipient, Scope
from desktop.services.workbooks.sources import Sources

TODAY = date(2026, 11, 23)
Add = Callable[..., str]


@pytest.fixture
def add(notebook: Notebook) -> Add:
    """Return what saves a validated, shareable record and tells its id."""

    def write(kind: str, **values: Any) -> str:
        state = {"review_state": "VALIDE", "diffusion": "DIFFUSABLE"}
        return notebook.add(kind, {**state, **values}).record.id

    return write


@pytest.fixture
def quarter(add: Add) -> str:
    """Return the id of a neighbourhood."""
    return add("territory", name="Le Port", territory_code="QN05109M", territory_type="QPV")


@pytest.fixture
def observe(add: Add, quarter: str) -> Add:
    """Return what writes an observation: a fault seen on the 3rd of March by one person."""

    def write(**values: Any) -> str:
        given = {
            "observed_on": "2026-03-03",
            "nature": "DYSFONCTIONNEMENT",
            "theme": "ECLAIRAGE",
            "facts": "Trois lampadaires éteints.",
            "place": "la passerelle",
            "territory": quarter,
        }
        return add("observation", **{**given, **values})

    return write


@pytest.fixture
def read(notebook: Notebook) -> Callable[..., Sources]:
    """Return what reads the notebook for the year 2026, or another scope."""

    def sources(recipient: Recipient | None = None, **scope: Any) -> Sources:
        period = scope.pop("period", Period.of_years(2026))
        return Sources(notebook, Scope(period, recipient=recipient, **scope), TODAY)

    return sources
