"""Beside the timeline: promises to keep, people, skills, and what can be passed on."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.services.desk.people import Person
from desktop.services.desk.promises import Promise
from desktop.services.desk.skills import Skills
from desktop.ui import words
from desktop.ui.charts.figures import with_figures
from desktop.ui.charts.profiles import Profile, ProfileChart
from desktop.ui.discretion import Discretion
from desktop.ui.icons import Icons
from desktop.ui.pieces import column, label, line, tool

_MOST = 8


class Aside(QScrollArea):
    """Tells `kept` with a promise that is ticked, `opened` with the id of a record to show."""

    kept = Signal(object)
    opened = Signal(str)

    def __init__(self, icons: Icons, discretion: Discretion) -> None:
        super().__init__()
        self._icons = icons
        self._discretion = discretion
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.chart = ProfileChart("Compétences")
        self._figures = with_figures(self.chart)
        self.helps = label("", wrap=True)
        self._no_skill = label(
            "Les compétences se notent dans la fiche, avec la structure.", "quiet", wrap=True
        )
        self.promises, self.people = _Rows(), _Rows()
        self._build()

    def show_promises(self, promises: Sequence[Promise]) -> None:
        """Show what is still to be done."""
        rows = [self._promise(promise) for promise in promises[:_MOST]]
        self.promises.show_rows(rows, len(promises), "Aucune promesse en attente.")

    def show_people(self, people: Sequence[Person]) -> None:
        """Show the contacts, their names hidden on a shared screen."""
        rows = [self._person(person) for person in people[:_MOST]]
        self.people.show_rows(rows, len(people), "Aucun contact noté.")

    def show_skills(self, skills: Skills) -> None:
        """Show the levels now and before, and what can be passed on."""
        known = bool(skills.snapshots)
        profiles = [Profile(words.short_day(each.on), each.levels) for each in skills.snapshots]
        self.chart.show_profiles(skills.names, profiles)
        self._figures.setVisible(known)
        self._no_skill.setVisible(not known)
        nothing = "Rien n’est noté pour l’instant."
        self.helps.setText("\n".join(f"• {name}" for name in skills.can_help_with) or nothing)

    @property
    def first_tick(self) -> QCheckBox | None:
        """Return the tick of the first promise."""
        ticks = (row.findChild(QCheckBox) for row in self.promises.rows)
        return next((tick for tick in ticks if isinstance(tick, QCheckBox)), None)

    def follow(self, before: QWidget) -> None:
        """Put the rows after a widget for the Tab key: new ones would come last of all."""
        rows = (*self.promises.rows, *self.people.rows, self._figures)
        for row in rows:
            for button in row.findChildren(QAbstractButton):
                QWidget.setTabOrder(before, button)
                before = button

    def _promise(self, promise: Promise) -> QWidget:
        tick = QCheckBox()
        tick.setAccessibleName(f"Fait\u00a0: {promise.what}, {promise.when}")
        tick.setToolTip("C’est fait")
        tick.setMinimumSize(24, 24)
        tick.toggled.connect(lambda _on: self.kept.emit(promise))
        sign = "⚠ " if promise.late else ""
        when = label(f"{sign}{promise.when}", "attention" if promise.late else "quiet", wrap=True)
        return self._row((label(promise.what, wrap=True), when), promise.record_id, promise.what,
                         before=tick)  # fmt: skip

    def _person(self, person: Person) -> QWidget:
        shown = self._discretion.shown
        reach = " · ".join(part for part in (person.phone, person.email) if part)
        if person.asked_not:
            reach = "ne souhaite plus être contactée"
        said = label(f"{person.role}\u00a0: {shown(person.name)}", wrap=True)
        below = label(reach if person.asked_not else shown(reach), "quiet", wrap=True)
        below.setVisible(bool(reach))
        return self._row((said, below), person.id, person.role)

    def _row(
        self, texts: Sequence[QWidget], record_id: str, name: str, *, before: QWidget | None = None
    ) -> QWidget:
        made, middle = QWidget(), QWidget()
        inside = column(middle, spacing=0)
        for text in texts:
            inside.addWidget(text)
        button = tool(
            self._icons.icon("arrow-square-out"),
            f"Ouvrir\u00a0: {name}",
            lambda: self.opened.emit(record_id),
        )
        button.setProperty("quiet", True)
        button.setToolTip("Ouvrir la fiche")
        row = line(*(part for part in (before, middle, button) if part is not None), spacing=6)
        row.setStretch(row.indexOf(middle), 1)
        for part in (before, button):
            if part is not None:
                row.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        made.setLayout(row)
        return made

    def _build(self) -> None:
        inner = QWidget()
        inner.setObjectName("scrolled")
        inside = column(inner, margin=8, spacing=6)
        _section(inside, "Promesses ouvertes", self.promises)
        _section(inside, "Personnes", self.people)
        _section(inside, "Compétences", self._figures, self._no_skill)
        _section(inside, "Ce qu’elle peut apporter aux autres", self.helps)
        inside.addStretch(1)
        self.setWidget(inner)


class _Rows(QWidget):
    """A few rows, replaced as a whole; says how many more there are, or that there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._inside = column(self, spacing=4)
        self.rows: list[QWidget] = []
        self._note = label("", "quiet", wrap=True)
        self._inside.addWidget(self._note)

    def show_rows(self, rows: Sequence[QWidget], total: int, nothing: str) -> None:
        """Show other rows."""
        for row in self.rows:
            self._inside.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = list(rows)
        for place, row in enumerate(rows):
            self._inside.insertWidget(place, row)
        left = total - len(rows)
        more = f"et {left}\u00a0autre{'s' if left > 1 else ''}" if left else ""
        self._note.setText(more if total else nothing)
        self._note.setVisible(bool(self._note.text()))


def _section(inside: QVBoxLayout, title: str, *parts: QWidget) -> None:
    inside.addWidget(label(title, "section", wrap=True))
    for part in parts:
        inside.addWidget(part)
    inside.addSpacing(6)
