"""The desk of an organisation: its timeline, the promises made, its people, its skills."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QTabWidget, QWidget

from desktop.services.desk.identity import Identity, identity
from desktop.services.desk.people import people
from desktop.services.desk.promises import Promise, kept, promises
from desktop.services.desk.reach import reach
from desktop.services.desk.skills import skills
from desktop.services.desk.timeline import Timeline
from desktop.services.notebook import Changed
from desktop.ui.notices import Offer
from desktop.ui.organisation.aside import Aside
from desktop.ui.organisation.exporting import DossierExport
from desktop.ui.organisation.head import DeskHead
from desktop.ui.organisation.timeline import TimelineView
from desktop.ui.panels.panel import Panel
from desktop.ui.pieces import column
from desktop.ui.workplace import Workplace
from sync.records.organisation import Organisation

_ROOM_FOR_BOTH = 108
"""In characters: under this, the promises take a tab of their own."""
_LEAST_LINES = 15
_TOUCHING = frozenset(
    {
        "organisation", "visit", "idea", "evaluation", "action", "funding", "workshop", "decision",
        "task", "attachment", "contact", "list_entry",
    }
)  # fmt: skip


class DeskPanel(Panel):
    """Everything around one organisation, in one tab."""

    title = "Suivi"
    first = True

    def __init__(self, work: Workplace) -> None:
        super().__init__(work)
        self._record_id = ""
        self._known: Identity | None = None
        self._beside_title = _title(0)
        icons, shown = work.sources.icons, work.discretion.shown
        acts = {
            "Visite": partial(self._begin, "visit", "organisation"),
            "Idée": partial(self._begin, "idea", "presumed_carrier"),
            "Évaluation": partial(self._begin, "evaluation", "about"),
            "Tâche": partial(self._begin, "task", "about"),
        }
        self.export = DossierExport(work, self)
        self.head = DeskHead(acts, lambda: self.export.ask(self._record_id, self._name))
        self.timeline = TimelineView(icons, shown, acts["Visite"])
        self.aside = Aside(icons, work.discretion)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._tabs = QTabWidget()
        self._build()
        self.timeline.opened.connect(work.sources.open_record)
        self.aside.opened.connect(work.sources.open_record)
        self.aside.kept.connect(self._keep)
        work.discretion.tell_shown(self, self.read)

    @property
    def _name(self) -> str:
        return self._known.name if self._known is not None else ""

    def show_record(self, record_id: str) -> None:
        """Show the desk of an organisation."""
        if record_id != self._record_id:
            self.timeline.clear_place()
        self._record_id = record_id
        self.read()

    def read(self) -> None:
        """Read everything again."""
        record = self._record()
        if record is None:
            return
        notebook, today = self.work.notebook, self.work.sources.today()
        around = reach(notebook, record.id)
        timeline = Timeline(notebook, around)
        self._known = identity(record)
        known_people = people(notebook, record.id)
        self.head.show_identity(self._known, timeline.clock(today))
        self.head.show_people(known_people, self.work.discretion)
        self.timeline.show_timeline(timeline)
        open_promises = promises(notebook, around, today)
        self.aside.show_promises(open_promises)
        self._beside_title = _title(len(open_promises))
        self._name_tab()
        self.aside.show_people(known_people)
        self.aside.show_skills(skills(notebook, record.id))
        self.aside.follow(self.timeline.view)

    def on_changed(self, changed: Changed) -> None:
        """Read again when something around the organisation may have changed."""
        if changed.kinds & _TOUCHING:
            self.read()

    def fit(self) -> None:
        """Share the room again for another size of text."""
        self._keep_room()
        self._share_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the promises beside the timeline, or in a tab of their own."""
        super().resizeEvent(event)
        self._share_room()

    def _record(self) -> Organisation | None:
        found = self.work.notebook.get(self._record_id) if self._record_id else None
        return found if isinstance(found, Organisation) else None

    def _begin(self, kind: str, field: str) -> None:
        values: dict[str, Any] = {field: self._record_id}
        if kind != "task" and self._known is not None and self._known.territory:
            values["territory"] = self._known.territory
        self.work.begin(kind, values)

    def _keep(self, promise: Promise) -> None:
        notebook = self.work.notebook
        kind, values = kept(promise, self.work.sources.today(), notebook.person.name)
        back: Callable[[], object]
        if kind:
            back = partial(notebook.delete, notebook.add(kind, values).record.id)
        else:
            before = dict(notebook.get(promise.record_id))
            back = partial(
                notebook.edit, promise.record_id, {name: before[name] for name in values}
            )
            notebook.edit(promise.record_id, values)
        self.work.notices.done(f"C’est fait\u00a0: {promise.what}", Offer("Annuler", back))
        (self.aside.first_tick or self.timeline.view).setFocus()

    def _keep_room(self) -> None:
        """Keep a few lines of the timeline in sight in large text: the whole scrolls instead."""
        self._tabs.setMinimumHeight(self.fontMetrics().height() * _LEAST_LINES)

    def _share_room(self) -> None:
        beside = self.width() >= self.fontMetrics().averageCharWidth() * _ROOM_FOR_BOTH
        if beside == (self._tabs.count() == 1):
            return
        if beside:
            self._split.addWidget(self.aside)
            self._split.setSizes([540, 290])
            self.aside.show()
        else:
            self._tabs.addTab(self.aside, self._beside_title)

    def _name_tab(self) -> None:
        if self._tabs.count() > 1:
            self._tabs.setTabText(1, self._beside_title)

    def _build(self) -> None:
        self._tabs.setDocumentMode(True)
        self._tabs.setTabBarAutoHide(True)
        # Its bar takes the keyboard by itself: through the whole, Tab would stop at a hidden bar.
        self._tabs.setFocusProxy(None)  # type: ignore[arg-type]  # None takes it off
        self._tabs.tabBar().setDrawBase(False)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.timeline)
        self._split.addWidget(self.aside)
        self._split.setStretchFactor(0, 2)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([540, 290])
        self._tabs.addTab(self._split, "Chronologie")
        whole, scroll = QWidget(), QScrollArea()
        whole.setObjectName("scrolled")
        inside = column(whole, margin=10, spacing=6)
        inside.addWidget(self.head)
        inside.addWidget(self._tabs, 1)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(whole)
        column(self).addWidget(scroll)
        self._keep_room()


def _title(promised: int) -> str:
    return f"Promesses ({promised}) et personnes" if promised else "Promesses et personnes"
