"""Days as the tests of the home page tell them: by their distance from today."""

from collections.abc import Mapping
from datetime import date, timedelta

from desktop.services.notebook import Notebook
from desktop.store.query import ListQuery

TODAY = date(2026, 11, 23)


def day(ahead: int) -> str:
    """Return a day by its distance from today."""
    return (TODAY + timedelta(days=ahead)).isoformat()


def last_visits(notebook: Notebook) -> Mapping[str, str]:
    """Return the last day on which each body was seen."""
    return notebook.greatest(ListQuery("visit"), "visited_on", by="organisation")
