"""Which page answers to each key of the rail; each is imported when it is first wanted."""

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType

from desktop.ui.pages.page import Page
from desktop.ui.workplace import Workplace

# Kinds that a form of their own takes down, at the key CAPTURE + kind.
CAPTURE = "capture:"
CAPTURED = frozenset({"visit", "observation", "idea"})

# key of a page -> "module:class"; the other kinds have a list and a sheet
_PAGES: Mapping[str, str] = MappingProxyType(
    {
        "home": "desktop.ui.home.page:HomePage",
        "capture:visit": "desktop.ui.capture.page:visit",
        "capture:observation": "desktop.ui.capture.page:observation",
        "capture:idea": "desktop.ui.capture.page:idea",
        "idea": "desktop.ui.ideas.page:IdeasPage",
        "observation": "desktop.ui.observations.page:ObservationsPage",
        "review": "desktop.ui.reviewing.page:ReviewPage",
        "exchange": "desktop.ui.exchange.page:ExchangePage",
        "people": "desktop.ui.people.page:PeoplePage",
        "export": "desktop.ui.exporting.page:ExportPage",
        "crf": "desktop.ui.exporting.template.report_page:ReportPage",
        "fill": "desktop.ui.exporting.template.page:FillPage",
        "import": "desktop.ui.importing.page:ImportPage",
        "settings": "desktop.ui.settings.page:SettingsPage",
        "health": "desktop.ui.settings.health:HealthPage",
    }
)


def page_for(key: str, work: Workplace) -> Page | None:
    """Return a new page for a key that has one of its own; None for the others."""
    name = _PAGES.get(key)
    if name is None:
        return None
    module, _, wanted = name.partition(":")
    made: Callable[[Workplace], Page] = getattr(import_module(module), wanted)
    return made(work)


def modules() -> tuple[str, ...]:
    """Return the names of the modules that hold pages of their own."""
    return tuple(dict.fromkeys(name.partition(":")[0] for name in _PAGES.values()))
