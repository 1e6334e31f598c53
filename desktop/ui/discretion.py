"""The screen turned towards somebody else: private notes, names and amounts are hidden (F9)."""

from PySide6.QtCore import QObject, Signal

from sync.records.fields import FieldSpec, Kind, Sensitivity

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

    def turn(self) -> None:
        """Hide, or show again."""
        self._on = not self._on
        self.changed.emit(self._on)

    def hides(self, field: FieldSpec) -> bool:
        """Tell whether a field is hidden now."""
        about = field.about
        guarded = about.sensitivity in (Sensitivity.NEVER_EXPORTED, Sensitivity.CONFIDENTIAL)
        return self._on and (guarded or about.private or about.personal or field.kind is Kind.MONEY)

    def shown(self, text: str) -> str:
        """Return a name, an amount or a private text as it may be shown now."""
        return HIDDEN if self._on and text else text
