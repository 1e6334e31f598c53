"""What comes back, and what goes well: a fact on the left, its observations on the right."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook
from desktop.services.observing.recurrences import Recurrence, Recurring, recurring
from desktop.services.observing.territory_map import Period
from desktop.ui.observations.behind import Behind, follow_up_label
from desktop.ui.observations.choices import PERIODS
from desktop.ui.observations.rows import Heading, Line, RowsView
from desktop.ui.pieces import CalmCombo, column, label, line, push
from desktop.ui.words import counted, number, short_day
from desktop.ui.workplace import Workplace
from sync.records.observation import Collection

_REMEMBERED = "observations:recurrences"
_HEADINGS = (
    Heading("Lieu"),
    Heading("Thème"),
    Heading("Fois", "Combien d’observations", number=True),
    Heading("Dite par", "Combien de personnes l’ont dit", number=True),
    Heading("Dernière", "Dernière observation"),
    Heading("Territoire"),
)
_NONE = "Aucun fait n’a été vu deux fois au même endroit en 90 jours sur cette période."
_NO_RESOURCE = "Aucune ressource n’a encore été notée sur cette période."
_WAYS = {way.value: way.label for way in Collection}


class RecurrencesView(QWidget):
    """Reads in the background what comes back; a task or an idea is begun from there."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._work = work
        self._ticket: Ticket | None = None
        self._found = Recurring((), (), {})
        self._chosen: Recurrence | None = None
        self.period = CalmCombo()
        self.table = RowsView("Ce qui revient", _HEADINGS)
        self.good = RowsView("Ce qui va bien, et où", _HEADINGS)
        self.behind = Behind(work.sources.open_record, "Choisissez une ligne")
        self.task_button = push("Noter une tâche", self._begin_task)
        self.idea_button = push("Noter une idée", self._begin_idea)
        self._titles = label("", "section"), label("", "section")
        self._nothing = label(_NONE, "quiet", wrap=True), label(_NO_RESOURCE, "quiet", wrap=True)
        self._facts = label("", wrap=True)
        self._build()
        self.table.turned.connect(partial(self._turned, self.table))
        self.good.turned.connect(partial(self._turned, self.good))
        for view in (self.table, self.good):
            view.entered.connect(lambda _id: self.behind.view.setFocus())

    def refresh(self) -> None:
        """Ask again what comes back; it comes when it is counted."""
        if self._ticket is not None:
            self._ticket.cancel()
        since = Period(self.period.currentData()).since(self._work.sources.today())
        self._ticket = self._work.tasks.run(
            partial(_read, self._work.notebook, since),
            lane="observations",
            owner=self,
            done=self.show_found,
        )

    def show_found(self, found: Recurring) -> None:
        """Show what comes back and what goes well."""
        self._found = found
        every = ((self.table, found.recurrences), (self.good, found.resources))
        names = ("Ce qui revient", "Ce qui va bien, et où")
        for place, (view, recurrences) in enumerate(every):
            view.show_lines([self._line(one) for one in recurrences])
            view.setVisible(bool(recurrences))
            self._nothing[place].setVisible(not recurrences)
            self._titles[place].setText(f"{names[place]} ({number(len(recurrences))})")
        current = self.table.current or self.good.current
        self._show(next((one for one in self._all() if _key(one) == current), None))

    def fit(self) -> None:
        """Fit the columns to another size of text."""
        for view in (self.table, self.good):
            view.fit()
        self.behind.fit()

    def take_focus(self) -> None:
        """Put the keyboard on the first table that has something."""
        (self.table if self._found.recurrences else self.good).setFocus()

    def _all(self) -> Sequence[Recurrence]:
        return (*self._found.recurrences, *self._found.resources)

    def _turned(self, view: RowsView, key: str) -> None:
        (self.good if view is self.table else self.table).choose("")
        self._show(next((one for one in self._all() if _key(one) == key), None))

    def _show(self, chosen: Recurrence | None) -> None:
        self._chosen = chosen
        self.task_button.setEnabled(chosen is not None)
        self.idea_button.setEnabled(chosen is not None)
        self._facts.setVisible(chosen is not None)
        if chosen is None:
            self.behind.show_seen((), "Choisissez une ligne")
            return
        self._facts.setText("\n".join(self._told(chosen)))
        self.behind.show_seen(chosen.seen, self._title(chosen))

    def _title(self, one: Recurrence) -> str:
        return " – ".join(filter(None, (one.place, self._found.named(one.theme))))

    def _told(self, one: Recurrence) -> list[str]:
        days = f"du {short_day(one.first)} au {short_day(one.last)}"
        if one.first == one.last:
            days = f"le {short_day(one.last)}"
        ways = ", ".join(_WAYS.get(way, way) for way in one.collections)
        who = ", ".join(filter(None, map(self._found.named, one.responsible)))
        steps = ", ".join(f"{follow_up_label(code)} ({n})" for code, n in one.follow_ups)
        told = short_day(one.returned_on) if one.returned_on else "pas encore fait"
        people = counted(one.people, "personne")
        return [
            f"{counted(len(one.seen), 'observation')}, {days}",
            f"Dit par {people}" + (f" ({ways})" if ways else ""),
            f"Qui peut agir\u00a0: {who or 'à préciser'}",
            f"Suite\u00a0: {steps}",
            f"Retour aux habitants\u00a0: {told}",
        ]

    def _line(self, one: Recurrence) -> Line:
        cells = (
            one.place or "(lieu à préciser)",
            self._found.named(one.theme),
            number(len(one.seen)),
            number(one.people),
            short_day(one.last),
            self._found.named(one.territory),
        )
        return Line(_key(one), cells)

    def _begin_task(self) -> None:
        if self._chosen is not None:
            what = f"Donner suite\u00a0: {self._title(self._chosen)}"
            self._work.begin("task", {"what": what, "about": self._chosen.seen[0].id})

    def _begin_idea(self) -> None:
        if self._chosen is not None:
            values = {
                "born_of": self._chosen.seen[0].id,
                "territory": self._chosen.territory or None,
                "heard_on": self._chosen.last.isoformat(),
                "need": self._need(self._chosen),
            }
            self._work.begin("idea", {name: value for name, value in values.items() if value})

    def _need(self, one: Recurrence) -> str:
        seen = counted(len(one.seen), "observation")
        return f"{self._title(one)} ({seen}, {counted(one.people, 'personne')})."

    def _build(self) -> None:
        for period, text in PERIODS[1:]:
            self.period.addItem(text, period.value)
        remembered = self._work.notebook.remembered(_REMEMBERED) or Period.YEAR.value
        self.period.setCurrentIndex(max(0, self.period.findData(remembered)))
        self.period.setAccessibleName("Période")
        self.period.setMinimumContentsLength(18)
        self.period.activated.connect(self._period_chosen)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self._tables())
        split.addWidget(self._details())
        split.setSizes([640, 480])
        inside = column(self, margin=12)
        inside.addLayout(self._head())
        inside.addWidget(split, 1)

    def _head(self) -> QHBoxLayout:
        said = label("Période", "quiet")
        said.setBuddy(self.period)
        note = label("Même thème, même lieu, même territoire, en 90 jours.", "quiet", wrap=True)
        row = line(said, self.period, note)
        row.setStretch(2, 1)
        return row

    def _tables(self) -> QWidget:
        made = QWidget()
        inside = column(made, spacing=6)
        for place, view in enumerate((self.table, self.good)):
            inside.addWidget(self._titles[place])
            inside.addWidget(self._nothing[place])
            inside.addWidget(view, 1)
        inside.addStretch(0)
        return made

    def _details(self) -> QWidget:
        made = QWidget()
        inside: QVBoxLayout = column(made, spacing=6)
        inside.setContentsMargins(10, 0, 0, 0)
        inside.addWidget(self.behind, 1)
        inside.addWidget(self._facts)
        inside.addLayout(line(self.task_button, self.idea_button, None))
        return made

    def _period_chosen(self, _place: int) -> None:
        self._work.notebook.remember(_REMEMBERED, str(self.period.currentData()))
        self.refresh()


def _read(notebook: Notebook, since: date | None, _ticket: Ticket) -> Recurring:
    with notebook.second() as reading:
        return recurring(reading, since)


def _key(one: Recurrence) -> str:
    return one.seen[0].id
