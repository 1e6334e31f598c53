"""The tabs of a sheet: its panels, its form, its history; each is read when it comes forward.

A panel is made when its tab is first shown: a sheet opens without those that nobody looks at.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QTabWidget, QWidget

from desktop.services.notebook import Changed
from desktop.ui.forms.form import RecordForm
from desktop.ui.pages.history import HistoryPanel
from desktop.ui.panels.panel import Panel
from desktop.ui.panels.registry import PanelClass
from desktop.ui.tab_order import stops_tab
from desktop.ui.workplace import Workplace


class SheetTabs(QTabWidget):
    """Shows one record under several lights; a new one has its form only.

    Tells `on_form` whether the form is what comes forward.
    """

    on_form = Signal(bool)

    def __init__(self, kind: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._kind = kind
        self._form: RecordForm | None = None
        self._history: HistoryPanel | None = None
        self._waiting: dict[QWidget, Callable[[], Panel]] = {}
        self._record_id = ""
        self._before_reading: Callable[[], object] = lambda: None
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self.setUsesScrollButtons(True)

    @property
    def inside(self) -> QWidget:
        """Return the widget that holds the tabs: what is made in it needs no second styling."""
        return next(each for each in self.children() if isinstance(each, QStackedWidget))

    def fill(
        self, form: RecordForm, panels: Sequence[PanelClass], work: Workplace, history: HistoryPanel
    ) -> None:
        """Put everything in its place: what comes first, the form, the rest, the history."""
        self._form, self._history = form, history
        for panel in (each for each in panels if each.first):
            self._add(panel, work)
        self.addTab(form, "Fiche")
        for panel in (each for each in panels if not each.first):
            self._add(panel, work)
        self.addTab(history, "Historique")
        self.show_form()

    def _add(self, panel: PanelClass, work: Workplace) -> None:
        stand_in = QWidget(self.inside)
        self._waiting[stand_in] = partial(panel, work)
        self.addTab(stand_in, panel.title)

    def _bring(self, place: int) -> None:
        """Put the panel of a tab where its stand-in was."""
        stand_in = self.widget(place)
        if stand_in is None or stand_in not in self._waiting:
            return
        make = self._waiting.pop(stand_in)
        current, told = self.currentIndex(), self.blockSignals(True)
        self.insertTab(place, make(), self.tabText(place))
        self.setTabEnabled(place, self.isTabEnabled(place + 1))
        self.removeTab(place + 1)
        self.setCurrentIndex(current)
        self.blockSignals(told)
        stand_in.deleteLater()

    def listen(self, before_reading: Callable[[], object]) -> None:
        """Call `before_reading` before a tab other than the form is read; then read it."""
        self._before_reading = before_reading
        self.currentChanged.connect(self._turned)

    @property
    def panels(self) -> tuple[Panel, ...]:
        """Return the panels, in their order, made if they were not yet."""
        for place in range(self.count()):
            self._bring(place)
        return self._made()

    def _made(self) -> tuple[Panel, ...]:
        widgets = (self.widget(place) for place in range(self.count()))
        return tuple(each for each in widgets if isinstance(each, Panel))

    def show_form(self) -> None:
        """Come back to what is written."""
        if self._form is not None:
            self.setCurrentWidget(self._form)

    def show_history(self) -> None:
        """Show every save of the record."""
        if self._history is not None:
            self.setCurrentWidget(self._history)

    def open(self, record_id: str, *, to_write: bool = False) -> None:
        """Show a record just opened ("" for a new one): its first tab, or its form."""
        self._record_id = record_id
        for place in range(self.count()):
            self.setTabEnabled(place, bool(record_id) or self.widget(place) is self._form)
        written = not record_id or to_write
        first = self.indexOf(self._form) if self._form is not None and written else 0
        if self.currentIndex() == first:
            self.read()
        else:
            self.setCurrentIndex(first)

    def follow(self, record_id: str) -> None:
        """Go on with a record after a save, on the same tab."""
        if bool(self._record_id) != bool(record_id):
            for place in range(self.count()):
                self.setTabEnabled(place, True)
        self._record_id = record_id
        self.read()

    def read(self) -> None:
        """Read again what is shown."""
        if not self._record_id:
            return
        self._bring(self.currentIndex())
        shown = self.currentWidget()
        if isinstance(shown, Panel):
            shown.show_record(self._record_id)
        elif shown is self._history and self._history is not None:
            self._history.show_record(self._kind, self._record_id)

    def on_changed(self, changed: Changed) -> None:
        """Let the panel on screen read again what a verb has touched."""
        shown = self.currentWidget()
        if isinstance(shown, Panel) and self._record_id:
            shown.on_changed(changed)

    def fit(self) -> None:
        """Fit the panels to another size of text."""
        for panel in self._made():
            panel.fit()

    def _turned(self, _place: int) -> None:
        held = self._has_keyboard()
        self.on_form.emit(self.currentWidget() is self._form)
        if self.currentWidget() is not self._form:
            self._before_reading()
        self.read()
        if held and not self._has_keyboard():
            self._enter()

    def _has_keyboard(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _enter(self) -> None:
        """Put the keyboard in the tab that came forward: its stand-in took it away."""
        page = self.currentWidget()
        parts = page.findChildren(QWidget) if page is not None else []
        first = next((part for part in parts if part.isVisible() and stops_tab(part)), None)
        (first or self.tabBar()).setFocus()
