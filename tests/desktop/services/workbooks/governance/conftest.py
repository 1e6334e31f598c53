"""A small contract: what saves validated, shareable records, and reads them for a year."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from desktop.services.notebook import Notebook
from desktop.services.workbooks.scope import Period, Scope
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
def commit(add: Add) -> Add:
    """Return what writes a commitment due at the end of the year."""

    def write(**values: Any) -> str:
        given = {"title": "Écoles ouvertes", "shared_stake": "Jouer", "due_on": "2026-12-31"}
        return add("commitment", **{**given, **values})

    return write


@pytest.fixture
def meet(add: Add) -> Add:
    """Return what writes a session of a steering committee, held on the 5th of May."""

    def write(**values: Any) -> str:
        given = {"meeting_type": "COPIL", "held_on": "2026-05-05", "dispositifs": ["GUSP"]}
        return add("meeting", **{**given, **values})

    return write


@pytest.fixture
def read(notebook: Notebook) -> Callable[..., Sources]:
    """Return what reads the notebook for the year 2026, or another period."""

    def sources(period: Period | None = None, **scope: Any) -> Sources:
        return Sources(notebook, Scope(period or Period.of_years(2026), **scope), TODAY)

    return sources
