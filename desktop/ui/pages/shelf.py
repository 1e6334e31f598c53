"""The pages of the window, each made when it is first wanted."""

from collections.abc import Mapping
from functools import cached_property

import shiboken6
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from desktop.services.notebook import Changed
from desktop.ui.pages.page import Page
from desktop.ui.pages.records import Prepare, RecordsPage
from desktop.ui.pages.registry import page_for
from desktop.ui.pages.search import SearchPage
from desktop.ui.pages.trash import TrashPage
from desktop.ui.rail import SEARCH, TRASH
from desktop.ui.workplace import Workplace


class Shelf(QStackedWidget):
    """Shows one page; tells `saved` and `kept` with the moment, `chosen` with the id of a record.

    `shown` says that what the menus can do has changed.
    """

    saved = Signal(object)
    kept = Signal(object)
    shown = Signal()
    chosen = Signal(str)

    def __init__(self, work: Workplace, prepare: Mapping[str, Prepare]) -> None:
        super().__init__()
        self._work = work
        self._prepare = prepare
        self._pages: dict[str, Page] = {}

    @property
    def key(self) -> str:
        """Return the key of the page on screen; empty before the first."""
        return next((key for key, page in self._pages.items() if page is self.page), "")

    @property
    def page(self) -> Page | None:
        """Return the page on screen."""
        page = self.currentWidget()
        return page if isinstance(page, Page) else None

    @property
    def records(self) -> RecordsPage | None:
        """Return the list and sheet on screen, if there are."""
        return self.page.records if self.page is not None else None

    @cached_property
    def search(self) -> SearchPage:
        """Return the page of results."""
        return SearchPage(self._work.notebook, self._work.discretion)

    @cached_property
    def trash(self) -> TrashPage:
        """Return the page of what was deleted."""
        return TrashPage(self._work)

    def turn_to(self, key: str) -> None:
        """Show a page, after saving or keeping what was on screen."""
        self.leave()
        if key not in self._pages:
            self._pages[key] = self._joined(self._made(key))
        self.setCurrentWidget(self._pages[key])
        self._pages[key].refresh()

    def leave(self) -> None:
        """Save or keep what is on screen."""
        if self.page is not None:
            self.page.leave()

    def let_go_of_others(self) -> None:
        """Forget every page but the one on screen: each is made anew when it is wanted."""
        for key in [key for key, page in self._pages.items() if page is not self.page]:
            # The two pages of the shelf itself are made again too.
            self.__dict__.pop(key, None)
            shiboken6.delete(self._pages.pop(key))

    def on_changed(self, changed: Changed) -> None:
        """Let each page read again what a verb has touched."""
        for page in self._pages.values():
            page.on_changed(changed)

    def fit(self) -> None:
        """Fit what was measured in letters to another size of text."""
        for page in self._pages.values():
            page.fit()

    def _made(self, key: str) -> Page:
        if key == SEARCH:
            return self.search
        if key == TRASH:
            return self.trash
        own = page_for(key, self._work)
        return own or RecordsPage(key, self._work, self._prepare.get(key))

    def _joined(self, page: Page) -> Page:
        page.saved.connect(self.saved)
        page.kept.connect(self.kept)
        page.shown.connect(self.shown)
        page.chosen.connect(self.chosen)
        self.addWidget(page)
        return page
