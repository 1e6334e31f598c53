"""The main window: rail, page, bars and status zone; it navigates and holds no other logic."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMainWindow

from desktop.services.differences.asking import to_decide
from desktop.services.notebook import Changed, Notebook
from desktop.store.drafts import Draft
from desktop.ui.commands import THEMES, build_menus, offer, orders
from desktop.ui.discretion import Discretion
from desktop.ui.drafts_bar import DraftsBar
from desktop.ui.files.beginning import begin_attachment
from desktop.ui.finder.finder import Finder
from desktop.ui.finder.lines import Order
from desktop.ui.joining import acts_of, exchanges_of, lay_out, workplace_of
from desktop.ui.notices import Notices
from desktop.ui.pages.page import Page
from desktop.ui.pages.records import RecordsPage
from desktop.ui.pages.registry import CAPTURE, CAPTURED
from desktop.ui.pages.shelf import Shelf
from desktop.ui.rail import FIRST, HOME, SEARCH, TRASH, Rail
from desktop.ui.status import StatusZone
from desktop.ui.surroundings import Surroundings
from desktop.ui.theme import Theme
from desktop.ui.tools import Tools
from desktop.ui.top_bar import TopBar
from desktop.ui.verbs import Verbs

_BACKUP_EVERY = 5 * 60 * 1000


class MainWindow(QMainWindow):
    """Tells `closing` once what is on screen has been saved or kept."""

    closing = Signal()

    def __init__(self, notebook: Notebook, around: Surroundings) -> None:
        super().__init__()
        self.setWindowTitle(f"Carnet de quartier – {notebook.person.name}")
        self.setMinimumSize(1024, 640)
        self._notebook = notebook
        self._retired = False
        self._before = ""
        self.discretion = Discretion()
        self.notices = Notices(around.icons)
        self.drafts = DraftsBar(notebook, around.icons, today=around.today, resume=self.resume)
        self.rail = Rail(around.icons)
        self.top = TopBar(around.icons, self.act)
        self.status = StatusZone(around.icons, around.zoom, around.tasks.cancel_all)
        self.verbs = Verbs(notebook, self.notices, lambda: self.page)
        self.tools = Tools(
            notebook,
            around.tasks,
            self.notices,
            begun=self.status.show_busy,
            parent=self,
        )
        self.exchanges = exchanges_of(self, notebook, around)
        work = workplace_of(self, notebook, around)
        self.shelf = Shelf(work, {"attachment": partial(begin_attachment, work, around.ask_file)})
        self.commands: dict[str, QAction] = build_menus(self, acts_of(self, around))
        lay_out(self)
        self.finder = Finder(notebook, self.top.search, self.discretion, self._orders, self)
        self._connect(around)
        self.rail.choose(FIRST)
        self.rail.setFocus()

    @property
    def records(self) -> RecordsPage | None:
        """Return the page on screen when it is one of records."""
        return self.shelf.records

    @property
    def page(self) -> Page | None:
        """Return the page on screen."""
        return self.shelf.page

    def go(self, key: str) -> None:
        """Turn to a page, in the rail or not."""
        self.rail.mark(key)
        self._show_page(key)

    def back(self) -> None:
        """Turn to the page that was before this one."""
        self.go(self._before or HOME)

    def begin(self, kind: str, values: Mapping[str, Any]) -> None:
        """Open a new form of a kind with these values."""
        self.go(f"{CAPTURE}{kind}" if kind in CAPTURED else kind)
        if self.page is not None:
            self.page.start_new(values)

    def open_record(self, record_id: str) -> None:
        """Show a record on the page of its kind, or the trash when it is there."""
        record = self._notebook.get(record_id)
        if record.deleted_at is not None:
            self.go(TRASH)
            self.shelf.trash.open(record_id)
            return
        self.go(record.kind)
        if self.page is not None:
            self.page.open(record_id)
            self.page.take_focus()
            self.finder.recent.add(record_id)

    def resume(self, draft: Draft) -> None:
        """Go on with a draft where its kind is written."""
        captured = not draft.record_id and draft.kind in CAPTURED
        self.go(f"{CAPTURE}{draft.kind}" if captured else draft.kind)
        if self.page is not None:
            self.page.resume(draft)

    def keep(self) -> None:
        """Keep what is typed as a draft, and nothing else: something has gone wrong."""
        if self.page is not None:
            self.page.keep()

    def leave(self) -> None:
        """Save or keep what is on screen."""
        self.shelf.leave()

    def retire(self) -> None:
        """Give way to another window on the same notebook."""
        self._retired = True
        self.exchanges.keeping.stop()
        self.hide()
        self.deleteLater()

    def fit(self) -> None:
        """Fit what was measured in letters to another size of text."""
        self.rail.fit()
        self.shelf.fit()

    def mark_theme(self, theme: Theme) -> None:
        """Tick the theme in the menu."""
        for name, its in THEMES.items():
            self.commands[name].setChecked(its is theme)

    def refresh_offers(self) -> None:
        """Offer unfinished work, and what the menus can do now."""
        page = self.page
        self.drafts.refresh({page.draft} if page is not None else ())
        self.status.show_undecided(to_decide(self._notebook))
        self.exchanges.show()
        offer(self.commands["undo"], "&Annuler", self._notebook.next_undo())
        offer(self.commands["redo"], "&Rétablir", self._notebook.next_redo())
        busy = page is not None and page.busy
        self.commands["new"].setEnabled(page is not None and page.can_begin)
        for name in ("save", "save_and_new", "delete"):
            self.commands[name].setEnabled(busy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the last act back for a box that has nothing of its own to take back.

        Not while something is typed elsewhere in the form: that is what one would mean.
        """
        if event.matches(QKeySequence.StandardKey.Undo) and not (self.page and self.page.draft):
            self.verbs.undo()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close at once: what is written is saved, or kept as a draft."""
        if not self._retired:
            self.leave()
            self.closing.emit()
        super().closeEvent(event)

    def focusNextPrevChild(self, on: bool) -> bool:
        """Leave the status zone for last, whatever was made since."""
        self.status.stay_last()
        return super().focusNextPrevChild(on)

    def _show_page(self, key: str) -> None:
        if key != self.shelf.key:
            self._before = self.shelf.key
        self.shelf.turn_to(key)
        self.refresh_offers()

    def _on_changed(self, changed: Changed) -> None:
        if not self._retired:
            self.shelf.on_changed(changed)
            self.refresh_offers()

    def act(self, name: str) -> None:
        """Run a command of the menus."""
        self.commands[name].trigger()

    def _on_discretion(self, on: bool) -> None:
        self.commands["discretion"].setChecked(on)
        self.status.show_discretion(on=on)

    def _obey(self, order: str) -> None:
        if order in self.commands:
            self.act(order)
        else:
            self.go(order)

    def _search(self, text: str) -> None:
        if text.strip():
            self.go(SEARCH)
            self.shelf.search.look_for(text)
            self.shelf.search.enter()

    def _orders(self) -> list[Order]:
        """Return what the search box can have done: the commands that can run, and the pages."""
        enabled = [one for one in orders() if self.commands[one.name].isEnabled()]
        return [*enabled, *(Order(key, f"Aller à : {name}") for key, name in self.rail.names())]

    def seek(self) -> None:
        """Put the keyboard in the search box."""
        self.top.search.setFocus()
        self.top.search.selectAll()

    def _connect(self, around: Surroundings) -> None:
        self._notebook.on_change(self._on_changed)
        self.discretion.changed.connect(self._on_discretion)
        self.rail.chosen.connect(self._show_page)
        self.finder.opened.connect(self.open_record)
        self.finder.ordered.connect(self._obey)
        self.finder.everything.connect(self._search)
        self.shelf.chosen.connect(self.open_record)
        self.shelf.shown.connect(self.refresh_offers)
        self.drafts.changed.connect(lambda: self.page.refresh() if self.page else None)
        around.tasks.progressed.connect(self.status.show_progress)
        around.tasks.idle.connect(self.status.show_idle)
        timer = QTimer(self)
        timer.timeout.connect(self.tools.backup_if_due)
        timer.start(_BACKUP_EVERY)
