"""The screen turned towards somebody else: private notes, names and amounts are hidden (F9)."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot
from PySide6.QtWidgets import QWidget

from desktop.store.search import Hit
from sync.records import RECORD_TYPES
from sync.records.fields import FieldSpec, Kind, Sensitivity, field_of

HIDDEN = "•••"


class Discretion(QObject):
    """Says what may be shown now; tells `changed` when that changes."""

    changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._on = False

    @property
    def on(self) -> bool:
        """Tell whether private notes, names and amounts are hidden now."""
        return self._on

    def tell(self, owner: QObject, act: Callable[[], object]) -> None:
        """Call `act` each time something is hidden or shown again, for as long as `owner` lives."""
        _Follower(owner, self.changed, act)

    def tell_shown(self, owner: QWidget, act: Callable[[], object]) -> None:
        """Do the same while `owner` is on screen; what comes back there is read again anyway."""
        self.tell(owner, lambda: act() if owner.isVisible() else None)

    def turn(self) -> None:
        """Hide, or show again."""
        self._on = not self._on
        self.changed.emit(self._on)

    def hides(self, field: FieldSpec) -> bool:
        """Tell whether a field is hidden now."""
        return self._on and (_is_guarded(field) or _names_people(field.about.target))

    def shown(self, text: str) -> str:
        """Return a name, an amount or a private text as it may be shown now."""
        return HIDDEN if self._on and text else text

    def heading(self, kind: str, text: str) -> str:
        """Return the heading of a record as it may be shown now: some kinds are names of people."""
        return HIDDEN if self._on and text and _is_named(kind) else text

    def hit(self, hit: Hit) -> Hit:
        """Return a search result as it may be shown now: its words may be those of a note."""
        if not self._on:
            return hit
        return replace(hit, heading=self.heading(hit.kind, hit.heading), snippet="")


class _Follower(QObject):
    """Dies with its owner, and the connection with it: a page let go of is told nothing."""

    def __init__(self, owner: QObject, changed: SignalInstance, act: Callable[[], object]) -> None:
        super().__init__(owner)
        self._act = act
        changed.connect(self._follow)

    @Slot()
    def _follow(self) -> None:
        self._act()


def _is_guarded(field: FieldSpec) -> bool:
    about = field.about
    kept = about.sensitivity in (Sensitivity.NEVER_EXPORTED, Sensitivity.CONFIDENTIAL)
    return kept or about.private or about.personal or field.kind is Kind.MONEY


def _names_people(targets: tuple[str, ...]) -> bool:
    return bool(targets) and all(_is_named(kind) for kind in targets)


@cache
def _is_named(kind: str) -> bool:
    """Tell whether the heading of a kind of record is somebody's name."""
    model = RECORD_TYPES[kind]
    return any(_is_guarded(field_of(model, name)) for name in model.heading_fields)
