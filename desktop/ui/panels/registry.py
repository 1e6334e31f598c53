"""Which panels each kind of record has; a panel is imported when its kind is first opened."""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

from desktop.ui.panels.panel import Panel

# kind of record -> its panels, as "module:class"
_PANELS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "action": ("desktop.ui.panels.action:ActionPanel",),
        "attachment": ("desktop.ui.files.picture_panel:PicturePanel",),
        "agreement": ("desktop.ui.panels.agreement:AgreementPanel",),
        "commitment": ("desktop.ui.panels.commitment:CommitmentPanel",),
        "decision": ("desktop.ui.panels.decision:DecisionPanel",),
        "evaluation": (
            "desktop.ui.panels.evaluation:FunderPanel",
            "desktop.ui.panels.note_follow_ups:FollowUpsPanel",
        ),
        "idea": ("desktop.ui.panels.idea:IdeaPanel",),
        "meeting": (
            "desktop.ui.panels.meeting:MeetingPanel",
            "desktop.ui.panels.evaluation:FunderPanel",
        ),
        "observation": (
            "desktop.ui.panels.observation:ObservationPanel",
            "desktop.ui.panels.evaluation:FunderPanel",
        ),
        "partner": ("desktop.ui.panels.partner:PartnerPanel",),
        "territory": ("desktop.ui.panels.territory:TerritoryPanel",),
        "visit": ("desktop.ui.panels.evaluation:FunderPanel",),
        "walk": ("desktop.ui.panels.walk:WalkPanel",),
        "workshop": ("desktop.ui.panels.workshop:WorkshopPanel",),
        "organisation": (
            "desktop.ui.panels.organisation:DeskPanel",
            "desktop.ui.panels.organisation_money:MoneyPanel",
        ),
    }
)

# Photos and files may go with these.
_FILES = "desktop.ui.files.panel:FilesPanel"
_WITH_FILES = (
    *("visit", "idea", "evaluation", "observation", "walk"),
    *("organisation", "action", "meeting", "workshop", "commitment"),
)


PanelClass = type[Panel]


def panels_of(kind: str) -> tuple[PanelClass, ...]:
    """Return the panels of a kind of record."""
    files = (_FILES,) if kind in _WITH_FILES else ()
    return tuple(map(_class, (*_PANELS.get(kind, ()), *files)))


def modules() -> tuple[str, ...]:
    """Return the names of the modules that hold panels."""
    named = (name for names in _PANELS.values() for name in names)
    return tuple(dict.fromkeys(name.partition(":")[0] for name in (*named, _FILES)))


def _class(name: str) -> PanelClass:
    module, _, wanted = name.partition(":")
    found: PanelClass = getattr(import_module(module), wanted)
    return found
