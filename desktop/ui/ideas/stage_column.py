"""One column of the board: a stage, how many ideas stand there, and their cards."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from desktop.services.ideas.board import Card
from desktop.ui.icons import Icons
from desktop.ui.ideas.card_painter import CardPainter
from desktop.ui.ideas.cards import Asked, CardModel
from desktop.ui.pieces import column, label

# In characters: enough for a date and two counts, whatever the zoom.
_WIDTH = 31
_SIDES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class CardList(QListView):
    """Tells `stepped` and `shifted` with −1 or 1 for ←/→ alone and with Alt, `asked` for a menu."""

    stepped = Signal(int)
    shifted = Signal(int)
    asked = Signal(QPoint)
    entered_here = Signal()

    def __init__(self, model: CardModel, painter: CardPainter, empty: str) -> None:
        super().__init__()
        self._empty = empty
        self.setModel(model)
        self.setItemDelegate(painter)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("cards")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next column, or carry the card there; the rest is the list's own."""
        side = _SIDES.get(Qt.Key(event.key()))
        if side is None:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.shifted.emit(side)
        else:
            self.stepped.emit(side)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the card, under the pointer or of the one chosen."""
        index = self.currentIndex()
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
            corner = self.visualRect(index).center()
            self.asked.emit(self.viewport().mapToGlobal(corner))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose a card as the keyboard arrives."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))
        self.entered_here.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say so when there is no card."""
        super().paintEvent(event)
        if self.model().rowCount():
            return
        painter = QPainter(self.viewport())
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        room = self.viewport().rect().adjusted(8, 14, -8, -8)
        flags = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter
        painter.drawText(room, flags | Qt.TextFlag.TextWordWrap, self._empty)
        painter.end()


class StageColumn(QFrame):
    """Tells `chosen` when one of its cards becomes the current one."""

    chosen = Signal(str)

    def __init__(
        self, name: str, empty: str, asked: Asked, icons: Icons, today: Callable[[], date]
    ) -> None:
        super().__init__()
        self.setObjectName("stage")
        self.name = name
        self.model = CardModel(asked, today, self)
        self.view = CardList(self.model, CardPainter(icons, today, self), empty)
        self._head = label(name, "field")
        inside = column(self, spacing=4)
        inside.addWidget(self._head)
        inside.addWidget(self.view, 1)
        self.view.selectionModel().currentChanged.connect(self._tell)
        self.fit()

    @property
    def header(self) -> str:
        """Return what stands above the cards."""
        return self._head.text()

    @property
    def current(self) -> str:
        """Return the id of the chosen card, empty when there is none."""
        index = self.view.currentIndex()
        return self.model.cards[index.row()].id if index.isValid() else ""

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show these cards, and how many they are; a column that did not change stays as it is."""
        if tuple(cards) != self.model.cards:
            self.model.show(cards)
        self._head.setText(f"{self.name} ({len(cards)})")
        ideas = f"{len(cards)} idées" if len(cards) > 1 else f"{len(cards) or 'aucune'} idée"
        self.view.setAccessibleName(f"{self.name}\u00a0: {ideas}")
        self.view.viewport().update()

    def choose(self, row: int) -> None:
        """Choose a card, the last one when there are fewer."""
        row = min(row, self.model.rowCount() - 1)
        if row >= 0:
            self.view.setCurrentIndex(self.model.index(row, 0))
            self.view.scrollTo(self.model.index(row, 0))

    def let_go(self) -> None:
        """Choose no card: another column has the one chosen."""
        self.view.clearSelection()
        self.view.selectionModel().clearCurrentIndex()

    def fit(self) -> None:
        """Give the column its width in letters."""
        self.setFixedWidth(self.fontMetrics().averageCharWidth() * _WIDTH)

    def _tell(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.chosen.emit(self.model.cards[now.row()].id)
