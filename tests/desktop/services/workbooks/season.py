"""A small season that the tests of exports write: validated, readable outside, one of each."""

from datetime import date
from functools import cached_property
from typing import Any

from desktop.privacy.concerns import Concern, Remark
from desktop.services.notebook import Notebook
from desktop.services.workbooks.choice import Choice
from desktop.services.workbooks.scope import Period, Scope

TODAY = date(2026, 11, 23)
OPEN = {"review_state": "VALIDE", "diffusion": "DIFFUSABLE"}


class Season:
    """A notebook that the test writes in, record by record."""

    def __init__(self, notebook: Notebook) -> None:
        self.notebook = notebook

    def add(self, kind: str, **values: Any) -> str:
        """Save a record that may leave, and return its id."""
        return self.notebook.add(kind, {**OPEN, **values}).record.id

    @cached_property
    def place(self) -> str:
        """Return the id of a neighbourhood."""
        return self.add(
            "territory", name="Le Hamois", territory_code="QN05109M", territory_type="QPV"
        )

    def idea(self, title: str, **values: Any) -> str:
        """Save an idea heard this year."""
        given = {
            "heard_on": "2026-03-04",
            "summary": "Faire ensemble",
            "origin_of_idea": "HABITANT",
            "theme": "2024:6.2",
            "territory": self.place,
        }
        return self.add("idea", title=title, **{**given, **values})


def choice(code: str = "W3", **filters: Any) -> Choice:
    """Return a workbook of the year."""
    return Choice(code, Scope(Period.of_years(2026), **filters))


def quiet(_text: str) -> tuple[Remark, ...]:
    """Point out nothing."""
    return ()


def suspicious(text: str) -> tuple[Remark, ...]:
    """Point out the name of Karima, wherever it stands."""
    at = text.find("Karima")
    return () if at < 0 else (Remark(at, 6, "Karima", Concern.NAME),)
