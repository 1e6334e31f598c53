"""A notebook to fill, as the agent's week would."""

from collections.abc import Callable
from typing import Any

import pytest

from desktop.services.notebook import Notebook
from desktop.store.query import ListQuery
from tests.desktop.services.today.days import day

Add = Callable[..., str]
_LEAST: dict[str, dict[str, Any]] = {
    "territory": {"territory_code": "QP051001", "name": "Les Aubiers", "territory_type": "QPV"},
    "visit": {"visit_type": "ECOUTE", "facts": "Vu.", "visited_on": day(-1)},
    "task": {"what": "Rappeler", "who": "Jeanne", "due_on": day(1)},
    "organisation": {"name": "Jardins d’Éloi", "link_to_team": "ACCOMPAGNEE"},
    "idea": {
        "title": "Un four à pain",
        "summary": "Cuire ensemble",
        "origin_of_idea": "HABITANT",
    },
    "meeting": {"meeting_type": "COPIL", "title": "Comité de pilotage", "held_on": day(9)},
    "workshop": {"title": "Budget", "held_on": day(2)},
    "walk": {"route": "Du parc à l’école", "walked_on": day(4)},
    "action": {},
    "commitment": {
        "title": "Un médecin à la maison de quartier",
        "shared_stake": "Des soins près de chez soi",
        "due_on": day(300),
    },
    "rights_request": {"request_type": "ACCES", "received_on": day(-10)},
}


@pytest.fixture
def add(notebook: Notebook) -> Add:
    """Return what adds a record from few values and gives its id."""

    def made(kind: str, **values: Any) -> str:
        if kind == "idea" and "territory" not in values:
            known = notebook.pick(ListQuery("territory", limit=1), ())
            values["territory"] = known[0].id if known else made("territory")
        return notebook.add(kind, {**_LEAST[kind], **values}).record.id

    return made
