"""The page of observations: the list, the map, what comes back."""

from collections.abc import Mapping
from functools import cached_property, partial
from typing import Any, Final

from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget

from desktop.services.notebook import Changed
from desktop.store.drafts import Draft
from desktop.ui.observations.map_view import MapView
from desktop.ui.observations.recurrences_view import RecurrencesView
from desktop.ui.pages.page import Page
from desktop.ui.pages.records import RecordsPage
from desktop.ui.pieces import column, line, push
from desktop.ui.workplace import Workplace

LIST: Final = "list"
MAP: Final = "map"
RECURRENCES: Final = "recurrences"
_TITLES: Final = {LIST: "Liste", MAP: "Carte", RECURRENCES: "Récurrences"}
_REMEMBERED: Final = "observations:view"
_COUNTED: Final = frozenset({"observation", "territory", "partner", "list_entry"})


class ObservationsPage(Page):
    """Shows one of three views of the observations; the choice is remembered."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._work = work
        self._list = RecordsPage("observation", work)
        self._stack = QStackedWidget()
        self._buttons: dict[str, QPushButton] = {}
        self._new = push("Nouvelle observation", self._begin, primary=True)
        self._new.setIcon(work.sources.icons.beside("plus", "on_action"))
        for told, tell in (
            (self._list.saved, self.saved),
            (self._list.kept, self.kept),
            (self._list.shown, self.shown),
            (self._list.chosen, self.chosen),
        ):
            told.connect(tell)
        self._build()
        remembered = work.notebook.remembered(_REMEMBERED)
        self._put(remembered if remembered in _TITLES else LIST)

    @property
    def view(self) -> str:
        """Return which view is on screen."""
        return next(key for key, button in self._buttons.items() if button.isChecked())

    @cached_property
    def map(self) -> MapView:
        """Return the map, made when it is first wanted."""
        made = MapView(self._work)
        self._stack.addWidget(made)
        return made

    @cached_property
    def recurrences(self) -> RecurrencesView:
        """Return what comes back, made when it is first wanted."""
        made = RecurrencesView(self._work)
        self._stack.addWidget(made)
        return made

    @property
    def views(self) -> tuple[str, ...]:
        """Return the list, the map and what comes back."""
        return tuple(_TITLES)

    def turn_to(self, view: str) -> None:
        """Show a view, and remember it."""
        self._list.leave()
        self._work.notebook.remember(_REMEMBERED, view)
        self._put(view)
        self.refresh()
        self.shown.emit()

    @property
    def records(self) -> RecordsPage | None:
        """Return the list and sheet while they are shown."""
        return self._list if self.view == LIST else None

    @property
    def busy(self) -> bool:
        """Tell whether an observation is under the pen."""
        return self.view == LIST and self._list.busy

    @property
    def record_id(self) -> str:
        """Return the id of the observation on screen."""
        return self._list.record_id if self.view == LIST else ""

    @property
    def draft(self) -> str:
        """Return the id of the draft under the pen."""
        return self._list.draft

    @property
    def can_begin(self) -> bool:
        """Tell that an observation can be begun here."""
        return True

    def refresh(self) -> None:
        """Read what is shown again."""
        if self.view == LIST:
            self._list.refresh()
        elif self.view == MAP:
            self.map.refresh()
        else:
            self.recurrences.refresh()

    def on_changed(self, changed: Changed) -> None:
        """Read again what a verb has touched, if it is on screen."""
        self._list.on_changed(changed)
        if self.view != LIST and self.isVisible() and _COUNTED & changed.kinds:
            self.refresh()

    def fit(self) -> None:
        """Fit what was measured in letters to another size of text."""
        self._list.fit()
        for name in ("map", "recurrences"):
            view = self.__dict__.get(name)
            if isinstance(view, MapView | RecurrencesView):
                view.fit()

    def take_focus(self) -> None:
        """Put the keyboard on the view."""
        shown = {LIST: self._list, MAP: self.__dict__.get("map")}
        (shown.get(self.view) or self.recurrences).take_focus()

    def leave(self) -> None:
        """Save or keep what is on screen."""
        self._list.leave()

    def keep(self) -> None:
        """Keep what is typed as a draft."""
        self._list.keep()

    def start_new(self, values: Mapping[str, Any] | None = None) -> None:
        """Open an empty form in the list."""
        self._show_list()
        self._list.start_new(values)

    def open(self, record_id: str) -> None:
        """Show an observation in the list; raises NotFound."""
        self._show_list()
        self._list.open(record_id)

    def resume(self, draft: Draft) -> None:
        """Go on with a draft."""
        self._show_list()
        self._list.resume(draft)

    def save(self) -> bool:
        """Save what is under the pen; return whether nothing is left over."""
        return self._list.save()

    def delete(self) -> None:
        """Send the observation on screen to the trash."""
        if self.busy:
            self._list.delete()

    def _begin(self) -> None:
        self._work.begin("observation", {})

    def _show_list(self) -> None:
        if self.view != LIST:
            self._put(LIST)
            self._list.refresh()

    def _put(self, view: str) -> None:
        self._buttons[view].setChecked(True)
        self._new.setVisible(view != LIST)
        if view == LIST:
            self._stack.setCurrentWidget(self._list)
        else:
            self._stack.setCurrentWidget(self.map if view == MAP else self.recurrences)

    def _build(self) -> None:
        group = QButtonGroup(self)
        for key, title in _TITLES.items():
            button = push(title, partial(self.turn_to, key))
            button.setCheckable(True)
            button.setAccessibleName(f"Observations\u00a0: {title}")
            button.setProperty("segment", True)
            group.addButton(button)
            self._buttons[key] = button
        row = line(*self._buttons.values(), None, self._new, spacing=4)
        row.setContentsMargins(12, 10, 12, 0)
        inside = column(self, spacing=0)
        inside.addLayout(row)
        self._stack.addWidget(self._list)
        inside.addWidget(self._stack, 1)
