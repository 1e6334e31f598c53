"""The pages of the window, each made when it is first wanted."""

from collections.abc import Mapping
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from desktop.services.notebook import Changed, Notebook
from desktop.ui.forms.sources import Sources
from desktop.ui.notices import Notices
from desktop.ui.pages.records import Prepare, RecordsPage
from desktop.ui.pages.search import SearchPage
from desktop.ui.pages.trash import TrashPage
from desktop.ui.rail import SEARCH, TRASH

Page = RecordsPage | SearchPage | TrashPage


class Shelf(QStackedWidget):
    """Shows one page; tells `saved` and `kept` with the moment, `chosen` with the id of a result.

    `shown` says that a sheet has changed.
    """

    saved = Signal(object)
    kept = Signal(object)
    shown = Signal()
    chosen = Signal(str)

    def __init__(
        self,
        notebook: Notebook,
        sources: Sources,
        notices: Notices,
        prepare: Mapping[str, Prepare],
    ) -> None:
        super().__init__()
        self._notebook = notebook
        self._sources = sources
        self._notices = notices
        self._prepare = prepare
        self._pages: dict[str, Page] = {}

    @property
    def records(self) -> RecordsPage | None:
        """Return the page on screen when it is one of records."""
        page = self.currentWidget()
        return page if isinstance(page, RecordsPage) else None

    @cached_property
    def search(self) -> SearchPage:
        """Return the page of results."""
        page = SearchPage(self._notebook)
        page.chosen.connect(self.chosen)
        return page

    @cached_property
    def trash(self) -> TrashPage:
        """Return the page of what was deleted."""
        return TrashPage(self._notebook, self._sources.icons, self._notices)

    def turn_to(self, key: str) -> None:
        """Show a page, after saving or keeping what was on screen."""
        self.leave()
        if key not in self._pages:
            self._pages[key] = self._made(key)
            self.addWidget(self._pages[key])
        self.setCurrentWidget(self._pages[key])
        self._pages[key].refresh()

    def leave(self) -> None:
        """Save or keep what is on screen."""
        if self.records is not None:
            self.records.leave()

    def on_changed(self, changed: Changed) -> None:
        """Let each page read again what a verb has touched."""
        for page in self._pages.values():
            page.on_changed(changed)

    def fit(self) -> None:
        """Fit what was measured in letters to another size of text."""
        for page in self._pages.values():
            if isinstance(page, RecordsPage):
                page.list.fit_columns()
                page.fit()

    def _made(self, key: str) -> Page:
        if key == SEARCH:
            return self.search
        return self.trash if key == TRASH else self._records(key)

    def _records(self, kind: str) -> RecordsPage:
        prepare = self._prepare.get(kind)
        page = RecordsPage(self._notebook, kind, self._sources, self._notices, prepare)
        page.saved.connect(self.saved)
        page.kept.connect(self.kept)
        page.shown.connect(self.shown)
        return page
