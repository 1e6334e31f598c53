"""The rail on the left: every kind of record under the part of the trade it belongs to."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desktop.ui.icons import Icons
from sync.records import RECORD_TYPES

HOME: Final = "home"
SEARCH: Final = "search"
REVIEW: Final = "review"
EXCHANGE: Final = "exchange"
EXPORT: Final = "export"
TRASH: Final = "trash"
SETTINGS: Final = "settings"
HEALTH: Final = "health"
FIRST: Final = HOME

GROUPS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("Au quotidien", ("visit", "observation", "walk", "idea", "task")),
    ("Partenariats", ("organisation", "contact", "partner")),
    ("Actions et budgets", ("action", "funding", "agreement")),
    ("Décider ensemble", ("meeting", "decision", "commitment", "workshop")),
    ("Rendre compte", ("evaluation", "attachment")),
    ("Cadre", ("territory", "contract", "observer", "rights_request", "list_entry")),
)

ICONS: Final = {
    "visit": "footprints",
    "observation": "eye",
    "walk": "path",
    "idea": "lightbulb",
    "task": "check-square",
    "organisation": "buildings",
    "contact": "address-book",
    "partner": "handshake",
    "action": "rocket-launch",
    "funding": "coins",
    "agreement": "scroll",
    "meeting": "users-three",
    "decision": "gavel",
    "commitment": "flag-banner",
    "workshop": "chalkboard-teacher",
    "evaluation": "star",
    "attachment": "paperclip",
    "territory": "map-trifold",
    "contract": "file-text",
    "observer": "identification-card",
    "rights_request": "scales",
    "list_entry": "list-bullets",
    HOME: "house",
    SEARCH: "magnifying-glass",
    REVIEW: "check-circle",
    EXCHANGE: "exchange",
    EXPORT: "export",
    TRASH: "trash",
    SETTINGS: "faders-horizontal",
    HEALTH: "heartbeat",
}
_WIDEST: Final = 340
_KEY = Qt.ItemDataRole.UserRole


class Rail(QListWidget):
    """Tells `chosen` with a kind of record, SEARCH or TRASH."""

    chosen = Signal(str)

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAccessibleName("Rubriques du carnet")
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._icons = icons
        self._item("Aujourd’hui", HOME)
        self._item("Recherche", SEARCH)
        self._item("À relire", REVIEW)
        for title, kinds in GROUPS:
            self._heading(title)
            for kind in kinds:
                self._item(RECORD_TYPES[kind].label_plural, kind)
        self._heading("Carnet")
        self._item("Exports", EXPORT)
        self._item("Échanges", EXCHANGE)
        self._item("Corbeille", TRASH)
        self._item("Réglages", SETTINGS)
        self._item("Santé de l’application", HEALTH)
        self.fit()
        self.currentItemChanged.connect(self._changed)

    @property
    def key(self) -> str:
        """Return what is chosen."""
        current = self.currentItem()
        return str(current.data(_KEY)) if current is not None else FIRST

    def keys(self) -> list[str]:
        """Return what can be chosen, from top to bottom."""
        keys = (self.item(row).data(_KEY) for row in range(self.count()))
        return [str(key) for key in keys if key]

    def names(self) -> list[tuple[str, str]]:
        """Return the key and the name of what can be chosen, from top to bottom."""
        items = (self.item(row) for row in range(self.count()))
        return [(str(item.data(_KEY)), item.text()) for item in items if item.data(_KEY)]

    def choose(self, key: str) -> None:
        """Show a page as the current one, and tell it."""
        for row in range(self.count()):
            if self.item(row).data(_KEY) == key:
                self.setCurrentRow(row)

    def mark(self, key: str) -> None:
        """Show where one is without telling it; a page that is not in the rail marks none."""
        self.blockSignals(True)
        self.setCurrentRow(-1)
        self.choose(key)
        self.blockSignals(False)

    def step(self, by: int) -> None:
        """Go to the next page, or the one before."""
        keys = self.keys()
        self.choose(keys[(keys.index(self.key) + by) % len(keys)])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Leave the page alone: Qt would choose the first one when none is marked."""
        none = self.currentRow() < 0
        self.blockSignals(none)
        super().focusInEvent(event)
        if none:
            self.setCurrentRow(-1)
        self.blockSignals(False)

    def fit(self) -> None:
        """Be as wide as most names ask for; the longest ones take two lines in large text."""
        self.ensurePolished()
        letters = self.fontMetrics()
        self.setIconSize(QSize(letters.height() + 4, letters.height() + 4))
        widest = max(
            letters.horizontalAdvance(self.item(row).text()) for row in range(self.count())
        )
        self.setFixedWidth(min(widest + letters.height() * 2 + 60, _WIDEST))
        self.doItemsLayout()

    def _item(self, text: str, key: str) -> None:
        item = QListWidgetItem(self._icons.icon(ICONS[key]), text, self)
        item.setData(_KEY, key)

    def _heading(self, text: str) -> None:
        item = QListWidgetItem(text, self)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        item.setFont(font)

    def _changed(self, current: QListWidgetItem | None) -> None:
        if current is not None and current.data(_KEY):
            self.chosen.emit(str(current.data(_KEY)))
