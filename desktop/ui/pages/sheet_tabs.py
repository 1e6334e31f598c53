"""The tabs of a sheet: its panels, its form, its history; each is read when it comes forward."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from desktop.services.notebook import Changed
from desktop.ui.forms.form import RecordForm
from desktop.ui.pages.history import HistoryPanel
from desktop.ui.panels.panel import Panel


class SheetTabs(QTabWidget):
    """Shows one record under several lights; a new one has its form only.

    Tells `on_form` whether the form is what comes forward.
    """

    on_form = Signal(bool)

    def __init__(self, form: RecordForm, kind: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._kind = kind
        self._form = form
        self._history: HistoryPanel | None = None
        self._panels: tuple[Panel, ...] = ()
        self._record_id = ""
        self._before_reading: Callable[[], object] = lambda: None
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self.setUsesScrollButtons(True)

    def fill(self, panels: Sequence[Panel], history: HistoryPanel) -> None:
        """Put everything in its place: what comes first, the form, the rest, the history."""
        self._panels, self._history = tuple(panels), history
        for panel in (each for each in panels if each.first):
            self.addTab(panel, panel.title)
        self.addTab(self._form, "Fiche")
        for panel in (each for each in panels if not each.first):
            self.addTab(panel, panel.title)
        self.addTab(history, "Historique")
        self.show_form()

    def listen(self, before_reading: Callable[[], object]) -> None:
        """Call `before_reading` before a tab other than the form is read; then read it."""
        self._before_reading = before_reading
        self.currentChanged.connect(self._turned)

    @property
    def panels(self) -> tuple[Panel, ...]:
        """Return the panels, in their order."""
        return self._panels

    def show_form(self) -> None:
        """Come back to what is written."""
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
        first = 0 if record_id and not to_write else self.indexOf(self._form)
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
        shown = self.currentWidget()
        if not self._record_id:
            return
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
        for panel in self._panels:
            panel.fit()

    def _turned(self, _place: int) -> None:
        self.on_form.emit(self.currentWidget() is self._form)
        if self.currentWidget() is not self._form:
            self._before_reading()
        self.read()
