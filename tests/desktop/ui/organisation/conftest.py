"""An association with a life around it, opened in the real window."""

from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from pytestqt.qtbot import QtBot

from desktop.services.notebook import Notebook
from desktop.ui.main_window import MainWindow
from desktop.ui.panels.organisation import DeskPanel
from desktop.ui.panels.organisation_money import MoneyPanel

Add = Callable[..., str]
Wanted = TypeVar("Wanted", DeskPanel, MoneyPanel)
CANARY = "<b>gras</b> & <img src=x>"


@pytest.fixture
def add(notebook: Notebook) -> Add:
    """Return what writes a record down and gives its id."""

    def write(kind: str, **values: Any) -> str:
        return notebook.add(kind, values).record.id

    return write


@pytest.fixture
def organisation(add: Add) -> str:
    """Return an association with visits, a call, an action, fundings, a task and a contact."""
    body = add(
        "organisation",
        name="Les Jardins d’Éloi",
        siret="73282932000074",
        link_to_team="ACCOMPAGNEE",
        autonomy=[{"competence": "MONTAGE", "level": 2, "assessed_on": "2026-01-10"}],
        can_help_with=["BUDGET"],
    )
    seen = {"organisation": body, "visit_type": "ECOUTE"}
    add("visit", visited_on="2026-11-15", facts="Le jardin ouvre.", purpose="Voir", **seen)
    add("visit", visited_on="2026-11-02", facts=CANARY, mode="TELEPHONE", **seen)
    add("visit", visited_on="2025-12-01", facts="Premier échange.", **seen)
    action = add("action", title="Goûters", year=2026, organisation=body, planned_cost=900_000)
    add("funding", action=action, year=2026, funder_type="REGION", requested=300_000)
    add("funding", action=action, year=2026, funder_type="COMMUNE", granted=123_400)
    add("task", what="Rappeler la mairie", who="Jeanne", due_on="2026-11-30", about=body)
    add(
        "contact",
        last_name="Diallo",
        role="PRESIDENCE",
        organisation=body,
        phone="0639989893",
    )
    return body


@pytest.fixture
def desk(window: MainWindow, qtbot: QtBot) -> Callable[[str], DeskPanel]:
    """Return what opens the desk of an organisation."""

    def open_desk(record_id: str) -> DeskPanel:
        window.open_record(record_id)
        panel = _panel(window, DeskPanel)
        qtbot.wait(1)
        return panel

    return open_desk


@pytest.fixture
def money(window: MainWindow, qtbot: QtBot) -> Callable[[str], MoneyPanel]:
    """Return what opens the money of an organisation."""

    def open_money(record_id: str) -> MoneyPanel:
        window.open_record(record_id)
        panel = _panel(window, MoneyPanel)
        assert window.page is not None
        assert window.page.records is not None
        window.page.records.sheet.tabs.setCurrentWidget(panel)
        qtbot.wait(1)
        return panel

    return open_money


def _panel(window: MainWindow, wanted: type[Wanted]) -> Wanted:
    assert window.page is not None
    assert window.page.records is not None
    panels = window.page.records.sheet.tabs.panels
    return next(each for each in panels if isinstance(each, wanted))
