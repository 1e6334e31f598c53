"""Which panels each kind of record has; a panel is imported when its kind is first opened."""

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType

from desktop.ui.panels.panel import Panel
from desktop.ui.workplace import Workplace

# kind of record -> its panels, as "module:class"
_PANELS: Mapping[str, tuple[str, ...]] = MappingProxyType({})


def panels_of(kind: str, work: Workplace) -> tuple[Panel, ...]:
    """Return the panels of a kind of record, empty."""
    return tuple(_class(name)(work) for name in _PANELS.get(kind, ()))


def _class(name: str) -> Callable[[Workplace], Panel]:
    module, _, wanted = name.partition(":")
    found: Callable[[Workplace], Panel] = getattr(import_module(module), wanted)
    return found
