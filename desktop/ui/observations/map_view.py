"""The map of the territories beside the table of the same figures: one selection for both."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QWidget

from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook
from desktop.services.observing.recurrences import Seen, seen_in
from desktop.services.observing.territory_map import Figures, Question, TerritoryMap, territory_map
from desktop.store.query import Filter
from desktop.ui.observations.behind import MOST, Behind
from desktop.ui.observations.canvas import HELP, MapCanvas
from desktop.ui.observations.choices import Choices
from desktop.ui.observations.natures import FULL, SHORT, Legend
from desktop.ui.observations.rows import Heading, Line, RowsView
from desktop.ui.panels.parts import buttons
from desktop.ui.pieces import column, label, line, push
from desktop.ui.words import counted, number, short_day
from desktop.ui.workplace import Workplace

_NO_PLACE = (
    "La carte attend la position de vos territoires. Importez la liste officielle des quartiers "
    "prioritaires, avec ses colonnes de latitude et de longitude. "
    "Vous pouvez aussi écrire la latitude et la longitude dans la fiche d’un territoire."
)
_SAME_PLACE = "Quand la liste donne la position de la commune, ses quartiers sont écartés un peu."
_HEADINGS = (
    Heading("Territoire"),
    Heading("Total", "Observations", number=True),
    Heading("À transm.", "À transmettre", number=True),
    Heading("Retours", "Retours à faire aux habitants", number=True),
    *(Heading(s, f, number=True) for s, f in zip(SHORT, FULL, strict=True)),
    Heading("Dernière", "Dernière observation"),
)


class MapView(QWidget):
    """Reads the figures in the background; what is chosen on one side is chosen on the other."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._work = work
        self._ticket: Ticket | None = None
        self._map = TerritoryMap((), (), 0)
        self.choices = Choices(work.notebook)
        self.canvas = MapCanvas()
        self.legend = Legend()
        self.table = RowsView("Observations par territoire", _HEADINGS)
        self.behind = Behind(work.sources.open_record, "Choisissez un territoire")
        self.count = label("", "quiet", wrap=True)
        self._stack = QStackedWidget()
        self._build()
        self.choices.asked.connect(self.refresh)
        self.choices.placed.connect(self._fit_on_scope)
        self.canvas.chosen.connect(self._chosen_on_map)
        self.canvas.entered.connect(lambda _id: self.behind.view.setFocus())
        self.table.turned.connect(self._chosen_in_table)
        self.table.entered.connect(lambda _id: self.behind.view.setFocus())

    @property
    def empty(self) -> bool:
        """Tell whether no territory has a position."""
        return self._stack.currentIndex() == 1

    def refresh(self) -> None:
        """Ask for the figures again; they come when they are counted."""
        if self._ticket is not None:
            self._ticket.cancel()
        self.choices.show_themes()
        question = self.choices.question(self._work.sources.today())
        job = partial(_read, self._work.notebook, question)
        self._ticket = self._work.tasks.run(
            job, lane="observations", owner=self, done=self.show_map
        )

    def show_map(self, found: TerritoryMap) -> None:
        """Show these figures, on the map and in the table."""
        self._map = found
        self.choices.show_scopes(found.scopes())
        self._show_scope()

    def fit(self) -> None:
        """Fit the columns to another size of text."""
        self.table.fit()
        self.behind.fit()
        self.legend.updateGeometry()

    def take_focus(self) -> None:
        """Put the keyboard on the map, or on the table when there is no map."""
        (self.table if self.empty else self.canvas).setFocus(Qt.FocusReason.TabFocusReason)

    def _show_scope(self) -> None:
        scope = self.choices.wanted
        ids = scope.ids if scope is not None else frozenset()
        shown = [one for one in self._map.followed if one.id in ids]
        placed = [one for one in shown if one.place is not None]
        self._stack.setCurrentIndex(0 if self._map.placed else 1)
        self.canvas.show_points(placed, self._map.others)
        self.table.show_lines([_line(one) for one in shown])
        totals = [sum(counts) for counts in zip(*(one.by_nature for one in shown), strict=True)]
        self.legend.show_counts(totals or [0] * len(FULL))
        self._show_count(shown, unplaced=len(shown) - len(placed))
        self._read_behind(self.table.current)

    def _show_count(self, shown: Sequence[Figures], *, unplaced: int) -> None:
        followed = counted(len(shown), "territoire suivi", "territoires suivis")
        total = counted(sum(one.total for one in shown), "observation")
        parts = [f"{total} dans {followed}."]
        if self._map.nowhere:
            parts.append(f"{counted(self._map.nowhere, 'observation')} sans territoire.")
        if unplaced and self._map.placed:
            parts.append(f"{counted(unplaced, 'territoire')} sans position, dans le tableau seul.")
        if self._map.others:
            others = counted(len(self._map.others), "autre territoire", "autres territoires")
            parts.append(f"{others} en gris.")
        places = [one.place for one in shown if one.place is not None]
        if len(set(places)) < len(places):
            parts.append(_SAME_PLACE)
        self.count.setText(" ".join(parts))
        self.canvas.setAccessibleDescription(f"{self.count.text()} {HELP}")

    def _fit_on_scope(self) -> None:
        self._show_scope()
        self.canvas.fit_on()

    def _chosen_on_map(self, territory: str) -> None:
        self.table.choose(territory)
        self._read_behind(territory)

    def _chosen_in_table(self, territory: str) -> None:
        self.canvas.choose(territory)
        self._read_behind(territory)

    def _read_behind(self, territory: str) -> None:
        figures = next((one for one in self._map.followed if one.id == territory), None)
        if figures is None:
            self.behind.show_seen((), "Choisissez un territoire")
            return
        seen = self._seen(figures)
        left = figures.total - len(seen)
        more = f", les {len(seen)} dernières sur {number(figures.total)}" if left > 0 else ""
        self.behind.show_seen(seen, f"Observations\u00a0: {figures.name}{more}")

    def _seen(self, figures: Figures) -> tuple[Seen, ...]:
        question = self.choices.question(self._work.sources.today())
        here = Filter("territory", "=", figures.id)
        return seen_in(self._work.notebook, here, *question.filters(), limit=MOST)

    def _build(self) -> None:
        self._on_canvas()
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self._map_side())
        split.addWidget(self._table_side())
        split.setSizes([500, 620])
        inside = column(self, margin=12)
        inside.addWidget(self.choices)
        inside.addWidget(self.count)
        inside.addWidget(split, 1)

    def _map_side(self) -> QWidget:
        made, shown = QWidget(), QWidget()
        inside = column(shown, spacing=6)
        inside.addWidget(self.canvas, 1)
        inside.addWidget(self.legend)
        self._stack.addWidget(shown)
        self._stack.addWidget(self._nothing())
        column(made).addWidget(self._stack)
        return made

    def _on_canvas(self) -> None:
        """Put the buttons in the corner of the map, which keeps its whole height."""
        closer = push("+", self.canvas.closer)
        closer.setAccessibleName("Voir de plus près")
        farther = push("−", self.canvas.farther)
        farther.setAccessibleName("Voir de plus loin")
        whole = push("Tout voir", self.canvas.fit_on)
        inside = column(self.canvas, margin=8)
        inside.addStretch(1)
        inside.addLayout(line(None, closer, farther, whole, spacing=4))

    def _nothing(self) -> QWidget:
        frame = QFrame()
        frame.setObjectName("card")
        inside = column(frame, margin=24)
        inside.addStretch(1)
        inside.addWidget(label(_NO_PLACE, wrap=True))
        bring = push("Importer une liste…", lambda: self._work.act("import"), primary=True)
        go = push("Ouvrir les territoires", lambda: self._work.go("territory"))
        inside.addWidget(buttons(bring, go))
        inside.addStretch(2)
        return frame

    def _table_side(self) -> QWidget:
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.behind)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        return split


def _read(notebook: Notebook, question: Question, _ticket: Ticket) -> TerritoryMap:
    with notebook.second() as reading:
        return territory_map(reading, question)


def _line(figures: Figures) -> Line:
    last = short_day(figures.last) if figures.last else ""
    counts = (figures.total, figures.to_forward, figures.to_return, *figures.by_nature)
    return Line(figures.id, (figures.name, *(number(count) for count in counts), last))
