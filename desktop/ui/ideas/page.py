"""The page of ideas: the board by stage, or the list and its sheet, as the person left it."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.services.ideas.board import Board, board, facets
from desktop.services.notebook import Changed
from desktop.store.drafts import Draft
from desktop.ui import words
from desktop.ui.ideas.board import IdeaBoard
from desktop.ui.ideas.head import BOARD, LIST, Head, Nothing
from desktop.ui.ideas.hearing import Hearing
from desktop.ui.ideas.moving import Moving
from desktop.ui.ideas.narrowing import Narrowing
from desktop.ui.ideas.reason_bar import ReasonBar
from desktop.ui.pages.page import Page
from desktop.ui.pages.records import RecordsPage
from desktop.ui.panels.idea import IdeaPanel
from desktop.ui.pieces import announce, column, label
from desktop.ui.workplace import Workplace

VIEW = "ideas:view"
_READ_BY_THE_BOARD = frozenset({"idea", "visit", "organisation", "list_entry", "territory"})
HINT = (
    "Carte choisie\u00a0: ←\u00a0→\u00a0↑\u00a0↓ choisir · Alt+←\u00a0→ déplacer · "
    "Entrée ouvrir · menu «\u00a0Passer à…\u00a0» pour tous les stades"
)


class IdeasPage(Page):
    """Shows ideas in two ways; a record is always opened in the list."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._notebook = work.notebook
        self.list_page = RecordsPage("idea", work)
        self.narrowing = Narrowing()
        self.hearing = Hearing(work.notebook)
        self.board = IdeaBoard(self.hearing.of, work.sources.icons, work.sources.today)
        self._begin = partial(work.begin, "idea", {})
        self.head = Head(work.sources.icons, self._begin, self.board.fill_menu)
        self.reason = ReasonBar()
        self.moving = Moving(work, self.board, self.reason)
        self.nothing = Nothing(self._begin, self.narrowing.clear)
        self.more = label("", "quiet", wrap=True)
        self._hint = label(HINT, "quiet", wrap=True)
        self._cards = QStackedWidget()
        self._views = QStackedWidget()
        self._build()
        self._connect()
        self._show_view(LIST if self._notebook.remembered(VIEW) == LIST else BOARD)

    @property
    def view(self) -> str:
        """Return which view is shown."""
        return LIST if self._views.currentWidget() is self.list_page else BOARD

    @property
    def records(self) -> RecordsPage:
        """Return the list and its sheet; they come forward as soon as a record is opened."""
        return self.list_page

    @property
    def busy(self) -> bool:
        """Tell whether an idea is under the pen."""
        return self.list_page.busy

    @property
    def record_id(self) -> str:
        """Return the id of the idea on screen."""
        return self.list_page.record_id

    @property
    def draft(self) -> str:
        """Return the id of the draft under the pen."""
        return self.list_page.draft

    @property
    def can_begin(self) -> bool:
        """Tell that a new idea can be begun here."""
        return True

    @property
    def views(self) -> tuple[str, ...]:
        """Return the board and the list."""
        return BOARD, LIST

    def turn_to(self, view: str) -> None:
        """Show the board or the list, and come back to it next time."""
        if view != self.view:
            self._notebook.remember(VIEW, view)
            self._show_view(view)
            self.refresh()
        self.take_focus()

    def open_card(self, idea: str) -> None:
        """Open an idea from the board, on the path it followed."""
        self.open(idea)
        tabs = self.list_page.sheet.tabs
        for panel in tabs.panels:
            if isinstance(panel, IdeaPanel):
                tabs.setCurrentWidget(panel)
                panel.setFocus()

    def refresh(self) -> None:
        """Read again what is shown, as the page comes on screen."""
        self.list_page.refresh()
        if self.view == BOARD:
            self._read_board()
            # Apart, so that neither stretch is felt.
            QTimer.singleShot(0, self, self._offer)

    def on_changed(self, changed: Changed) -> None:
        """Read again what a verb has touched."""
        self.list_page.on_changed(changed)
        self.hearing.on_changed(changed)
        if self.view == BOARD and changed.kinds & _READ_BY_THE_BOARD:
            self._read_board()

    def fit(self) -> None:
        """Fit the columns and the sheet to another size of text."""
        self.list_page.fit()
        self.board.fit()

    def take_focus(self) -> None:
        """Put the keyboard on the chosen card, or on the list."""
        if self.view == LIST:
            self.list_page.take_focus()
        elif self._cards.currentWidget() is self.nothing:
            self.nothing.button.setFocus()
        else:
            self.board.take_focus()

    def start_new(self, values: Mapping[str, Any] | None = None) -> None:
        """Open an empty form in the list."""
        self._show_view(LIST)
        self.list_page.start_new(values)

    def open(self, record_id: str) -> None:
        """Show an idea; raises NotFound."""
        self._show_view(LIST)
        self.list_page.open(record_id)

    def resume(self, draft: Draft) -> None:
        """Go on with a draft."""
        self._show_view(LIST)
        self.list_page.resume(draft)

    def leave(self) -> None:
        """Save or keep what is on screen."""
        self.reason.settle()
        self.list_page.leave()

    def keep(self) -> None:
        """Keep what is typed as a draft."""
        self.list_page.keep()

    def save(self) -> bool:
        """Save what is under the pen; return whether nothing is left over."""
        return self.list_page.save()

    def delete(self) -> None:
        """Send the idea on screen to the trash."""
        self.list_page.delete()

    def _show_view(self, view: str) -> None:
        if view == BOARD and self.list_page.busy:
            self.list_page.go_back()
        self._views.setCurrentIndex(1 if view == LIST else 0)
        self.head.show_view(view)
        self.shown.emit()

    def _come_forward(self) -> None:
        """Show the list when a record was opened in it by whoever knows only the list."""
        if self.list_page.busy and self.view == BOARD:
            self._show_view(LIST)

    def _offer(self) -> None:
        self.narrowing.offer(facets(self._notebook))

    def _read_board(self) -> None:
        self._show_board(board(self._notebook, self.narrowing.wanted()))

    def _narrow(self) -> None:
        self._read_board()
        announce(self, words.counted(self._count, "idée"))

    def _show_board(self, read: Board) -> None:
        self.board.show_board(read)
        self._count = sum(map(len, read.path.values())) + len(read.aside)
        self.head.show_count(self._count + read.more, chosen=bool(self.board.current))
        left = f"{words.counted(read.more, 'autre idée', 'autres idées')}"
        self.more.setText(f"Et {left}\u00a0: voyez la liste, ou filtrez." if read.more else "")
        self.more.setVisible(bool(read.more))
        if self._count == 0:
            self.nothing.explain(written=read.written)
        self._cards.setCurrentIndex(0 if self._count else 1)
        self._hint.setVisible(bool(self._count))

    def _connect(self) -> None:
        self.head.turned.connect(self.turn_to)
        self.narrowing.changed.connect(self._narrow)
        self.board.opened.connect(self.open_card)
        self.reason.turned.connect(lambda asking: self._hint.setVisible(not asking))
        self.board.chosen.connect(lambda _idea: self.head.pass_button.setEnabled(True))
        self.list_page.shown.connect(self._come_forward)
        self.speak_for(self.list_page)

    def _build(self) -> None:
        self._cards.addWidget(self.board)
        self._cards.addWidget(self.nothing)
        whole = QWidget()
        inside = column(whole, margin=12, spacing=8)
        parts = (
            self.narrowing,
            self._cards,
            self.reason,
            self.more,
            self._hint,
        )
        for part in parts:
            inside.addWidget(part)
        inside.setStretch(1, 1)
        self._views.addWidget(whole)
        self._views.addWidget(self.list_page)
        outside = column(self, spacing=0)
        outside.addWidget(self.head)
        outside.addWidget(self._views, 1)
