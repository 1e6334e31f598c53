"""The board of ideas: a column per stage, one card chosen, moved by keys, menu or hand."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QWidget

from desktop.services.ideas.board import Board, Card
from desktop.services.ideas.stages import ASIDE, PATH, plain_name
from desktop.ui.icons import Icons
from desktop.ui.ideas.cards import Asked
from desktop.ui.ideas.stage_column import StageColumn
from desktop.ui.pieces import line
from sync.records.idea_items import IdeaStage

SHELF = "Rangées"
NO_CARD = "Aucune idée à ce stade."
NO_SHELF = "Ici restent les idées en pause, réorientées ou abandonnées."


class IdeaBoard(QScrollArea):
    """Tells `opened` with an idea, `moved` with an idea and its new stage.

    `ended` says that Alt and an arrow met the end of the path.
    """

    opened = Signal(str)
    moved = Signal(str, object)
    ended = Signal(object, int)
    chosen = Signal(str)

    def __init__(self, asked: Asked, icons: Icons, today: Callable[[], date]) -> None:
        super().__init__()
        names = [(plain_name(stage), NO_CARD) for stage in PATH] + [(SHELF, NO_SHELF)]
        self.columns = tuple(StageColumn(*named, asked, icons, today) for named in names)
        self.menu = QMenu(self)
        self._current = ""
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setObjectName("scrolled")
        inside.setLayout(line(*self.columns, spacing=10))
        self.setWidget(inside)
        for place, each in enumerate(self.columns):
            self._join(place, each)
        self._let_tab_in()

    @property
    def current(self) -> str:
        """Return the id of the chosen card; empty when there is none."""
        return self._current

    @property
    def card(self) -> Card | None:
        """Return the chosen card."""
        place, row = self._where(self._current)
        return self.columns[place].model.cards[row] if row >= 0 else None

    def show_board(self, board: Board) -> None:
        """Show other cards, and keep the chosen one chosen, wherever it is now."""
        place, row = self._where(self._current)
        held = self._holds_focus()
        for column, stage in zip(self.columns, PATH, strict=False):
            column.show_cards(board.path[stage])
        self.columns[-1].show_cards(board.aside)
        if self._where(self._current)[1] >= 0:
            self.select(self._current)
        else:
            self._choose_near(place, row)
        if held:
            self.take_focus()

    def select(self, idea: str) -> None:
        """Choose the card of an idea and bring it into view."""
        place, row = self._where(idea)
        if row >= 0:
            self.columns[place].choose(row)
            self.ensureWidgetVisible(self.columns[place], 10, 0)

    def take_focus(self) -> None:
        """Put the keyboard on the chosen card."""
        self.columns[self._where(self._current)[0]].view.setFocus()

    def fit(self) -> None:
        """Fit the columns to another size of text."""
        for column in self.columns:
            column.fit()
            column.view.doItemsLayout()

    def fill_menu(self, menu: QMenu) -> None:
        """Put in a menu every stage that the chosen card can pass to, and the way to open it."""
        menu.clear()
        card = self.card
        if card is None:
            return
        menu.addAction("Ouvrir", partial(self.opened.emit, card.id))
        menu.addSeparator()
        for stage in IdeaStage:
            entry = menu.addAction(f"Passer à\u00a0: {plain_name(stage)}")
            entry.triggered.connect(partial(self.moved.emit, card.id, stage))
            entry.setEnabled(stage is not card.stage)

    def step(self, side: int) -> None:
        """Choose the card beside, in the next column that has one."""
        place, row = self._where(self._current)
        last = len(self.columns) if side > 0 else -1
        for other in range(place + side, last, side):
            if self.columns[other].model.rowCount():
                self.columns[other].choose(max(row, 0))
                self.columns[other].view.setFocus()
                return

    def shift(self, side: int) -> None:
        """Move the chosen card one stage along the path; off it, only a choice can."""
        card = self.card
        if card is None:
            return
        if card.stage in ASIDE:
            self.ended.emit(card, side)
            return
        place = PATH.index(card.stage) + side
        if 0 <= place < len(PATH):
            self.moved.emit(card.id, PATH[place])
        else:
            self.ended.emit(card, side)

    def _join(self, place: int, column: StageColumn) -> None:
        view = column.view
        view.stepped.connect(self.step)
        view.shifted.connect(self.shift)
        view.asked.connect(self._pop_menu)
        view.activated.connect(lambda _index: self.opened.emit(column.current))
        view.entered_here.connect(lambda: self._follow(column))
        column.chosen.connect(partial(self._chose, column))
        column.model.dropped.connect(partial(self._dropped, place))

    def _chose(self, column: StageColumn, idea: str) -> None:
        self._current = idea
        for other in self.columns:
            if other is not column:
                other.let_go()
        self._let_tab_in()
        self.chosen.emit(idea)

    def _follow(self, column: StageColumn) -> None:
        if column.current and column.current != self._current:
            self._chose(column, column.current)
        self.ensureWidgetVisible(column, 10, 0)

    def _dropped(self, place: int, idea: str) -> None:
        """Move what was dropped; the shelf asks first which of its three stages is meant."""
        self.select(idea)
        if place < len(PATH):
            self.moved.emit(idea, PATH[place])
            return
        self.menu.clear()
        for stage in ASIDE:
            self.menu.addAction(plain_name(stage), partial(self.moved.emit, idea, stage))
        column = self.columns[place].view
        self.menu.popup(column.mapToGlobal(column.rect().center()))

    def _pop_menu(self, corner: QPoint) -> None:
        self.fill_menu(self.menu)
        self.menu.popup(corner)

    def _choose_near(self, place: int, row: int) -> None:
        """Choose the card that took the place of the one that left, or the first there is."""
        self._current = ""
        near = [self.columns[place], *self.columns] if row >= 0 else self.columns
        for column in near:
            if column.model.rowCount():
                column.choose(max(row, 0))
                return

    def _where(self, idea: str) -> tuple[int, int]:
        for place, column in enumerate(self.columns):
            row = column.model.row_of(idea) if idea else -1
            if row >= 0:
                return place, row
        return 0, -1

    def _holds_focus(self) -> bool:
        focused = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _let_tab_in(self) -> None:
        """Let Tab stop once on the board: at the chosen card."""
        place = self._where(self._current)[0]
        policy = Qt.FocusPolicy
        for other, column in enumerate(self.columns):
            tabbed = other == place
            column.view.setFocusPolicy(policy.StrongFocus if tabbed else policy.ClickFocus)
