"""The cards of one column: read for the screen and for the ear, carried from column to column."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from desktop.services.ideas.board import Card, Echo, asleep
from desktop.services.ideas.stages import ASIDE, plain_name
from desktop.ui import words
from sync.records.idea_items import IdeaStage

CARD = Qt.ItemDataRole.UserRole
ECHO = Qt.ItemDataRole.UserRole + 1
CARRIED = "application/x-carnet-idea"
BORN = "née le "
Index = QModelIndex | QPersistentModelIndex
Asked = Callable[[Sequence[Card]], Mapping[str, Echo]]
_NOWHERE = QModelIndex()
# A few more cards than a column shows.
_AT_ONCE = 8
_IN_MONTHS = 92


@dataclass(frozen=True, slots=True)
class Told:
    """The lines of a card below its title."""

    who: str
    theme: str
    born: str
    visits: int
    quotes: int
    next_step: str
    asleep: str


def told(card: Card, echo: Echo, today: date) -> Told:
    """Return what a card says; an idea off the path says which way it left it."""
    days = asleep(card, echo, today)
    aside = plain_name(card.stage) if card.stage in ASIDE else ""
    return Told(
        card.who,
        card.theme,
        f"{BORN}{words.short_day(card.born_on)}" if card.born_on else "",
        echo.visits,
        echo.quotes,
        aside or _next(card, today),
        f"dort depuis {_long(days)}" if days else "",
    )


def spoken(card: Card, echo: Echo, today: date) -> str:
    """Return the whole card as a screen reader says it."""
    lines = told(card, echo, today)
    visits = words.counted(lines.visits, "visite") if lines.visits else ""
    quotes = words.counted(lines.quotes, "parole") if lines.quotes else ""
    parts = (card.title, plain_name(card.stage), lines.who, lines.theme, lines.born, visits, quotes)
    step = lines.next_step if card.stage not in ASIDE else ""
    return ", ".join(part for part in (*parts, step, lines.asleep) if part)


def _next(card: Card, today: date) -> str:
    if card.stage is IdeaStage.DONE:
        return ""
    day = card.next_step_on
    on = f"{day:%d/%m}" if day and day.year == today.year else f"{day:%d/%m/%y}" if day else ""
    return "\u00a0: ".join(part for part in (on, card.next_step) if part)


def _long(days: int) -> str:
    """Return « 45 jours », then months: the exact number tells nothing more."""
    if days < _IN_MONTHS:
        return words.counted(days, "jour")
    return f"{round(days / 30.4)}\u00a0mois"


class CardModel(QAbstractListModel):
    """Asks what the visits say of the cards that are seen, a few at a time.

    Tells `dropped` with the id of an idea carried here from another column.
    """

    dropped = Signal(str)

    def __init__(self, asked: Asked, today: Callable[[], date], parent: QObject) -> None:
        super().__init__(parent)
        self._asked = asked
        self._today = today
        self._cards: tuple[Card, ...] = ()

    @property
    def cards(self) -> Sequence[Card]:
        """Return the cards, from top to bottom."""
        return self._cards

    def show(self, cards: Sequence[Card]) -> None:
        """Show other cards."""
        self.beginResetModel()
        self._cards = tuple(cards)
        self.endResetModel()

    def row_of(self, idea: str) -> int:
        """Return the row of an idea, -1 when it is not here."""
        return next((row for row, card in enumerate(self._cards) if card.id == idea), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of cards."""
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the title, the card, what is said of it, or all of it in words."""
        card = self._cards[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return card.title
        if role == CARD:
            return card
        if role == ECHO:
            return self._echo(index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(card, self._echo(index.row()), self._today())
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let cards be taken, and dropped anywhere in the column."""
        flags = Qt.ItemFlag
        if not index.isValid():
            return flags.ItemIsDropEnabled
        taken = flags.ItemIsEnabled | flags.ItemIsSelectable | flags.ItemIsDragEnabled
        return taken | flags.ItemIsDropEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        """Return the only thing that a drop does."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Return the name of what is carried."""
        return [CARRIED]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the id of the card taken; its text stays in the notebook."""
        carried = QMimeData()
        ids = [self._cards[index.row()].id for index in indexes if index.isValid()]
        carried.setData(CARRIED, "".join(ids[:1]).encode())
        return carried

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, _row: int, _column: int, _parent: Index
    ) -> bool:
        """Tell which idea was dropped; the board reads itself again, nothing is removed here."""
        if action is Qt.DropAction.IgnoreAction or not data.hasFormat(CARRIED):
            return False
        self.dropped.emit(bytes(data.data(CARRIED).data()).decode())
        return False

    def _echo(self, row: int) -> Echo:
        """Return what was said of a card; the cards below are asked about with it."""
        return self._asked(self._cards[row : row + _AT_ONCE])[self._cards[row].id]
