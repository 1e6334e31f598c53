"""The home page: what waits, what was promised, what is to come, and that all is safe."""

from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desktop.services.notebook import Changed
from desktop.services.today.lines import Today
from desktop.ui import words
from desktop.ui.home.cards import cards
from desktop.ui.home.deeds import Deeds
from desktop.ui.home.reader import Reader
from desktop.ui.home.safety_line import SafetyLine
from desktop.ui.home.week_card import WeekCard
from desktop.ui.home.welcome import Welcome
from desktop.ui.home.wording import Wording
from desktop.ui.pages.page import Page
from desktop.ui.panels.parts import Columns
from desktop.ui.pieces import announce, column, label
from desktop.ui.workplace import Workplace


class HomePage(Page):
    """Shows the last thing read until the next is there; nothing is read on this thread."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._work = work
        self._today: Today | None = None
        self._arrived = False
        icons = work.sources.icons
        self._title = label("Aujourd’hui", "title", wrap=True)
        self.safety = SafetyLine(icons, lambda: work.act("backup"))
        self.welcome = Welcome(
            icons,
            visit=lambda: work.begin("visit", {}),
            lists=lambda: work.act("import"),
            guide=lambda: work.act("guide"),
        )
        self.cards = cards(icons)
        self.week = WeekCard()
        self._build()
        self.reader = Reader(work, self)
        # Kept here: a signal holds no object that is not Qt's.
        self._deeds = Deeds(work, lambda: self._today)
        self._connect()

    def refresh(self) -> None:
        """Read the day again, as the page comes on screen."""
        self._arrived = True
        self.reader.read()

    def on_changed(self, changed: Changed) -> None:  # noqa: ARG002 - whatever it is, it may count
        """Read again, once changes have calmed down; not while another page is on screen."""
        self.reader.read_soon()

    def take_focus(self) -> None:
        """Put the keyboard on the first thing to do."""
        first = next((each for each in (card.first() for card in self.cards.all) if each), None)
        if self._today is not None and self._today.blank:
            first = self.welcome.visit
        (first or self).setFocus()

    def _show(self, today: Today) -> None:
        self._today = today
        self._reading.hide()
        self._title.setText(f"Aujourd’hui, {words.long_day(today.day)}")
        self.safety.show_kept(today.kept, today.day)
        self.welcome.setVisible(today.blank)
        self.columns.setVisible(not today.blank)
        self.week.show_days(today.week)
        self._say()
        if self._arrived:
            announce(self, self._told(today))
        self._arrived = False

    def _say(self) -> None:
        """Write the lines of what was read last, a stranger looking or not."""
        if self._today is not None:
            say = Wording(self._work.discretion, self._today.day)
            self.cards.show_day(self._today, say)

    def _told(self, today: Today) -> str:
        if today.blank:
            return "Bienvenue dans votre carnet."
        return f"Aujourd’hui\u00a0: {', '.join(card.title for card in self.cards.all)}."

    def _connect(self) -> None:
        deeds = self._deeds
        for card, opened, acted, asked in (
            (
                self.cards.unfinished,
                deeds.open_unfinished,
                deeds.open_unfinished,
                deeds.list_unfinished,
            ),
            (
                self.cards.appointments,
                deeds.open_appointment,
                deeds.prepare,
                deeds.list_appointments,
            ),
            (self.cards.promises, deeds.open_promise, deeds.take_up, deeds.list_promises),
            (self.cards.silences, deeds.open_silence, deeds.visit, deeds.list_silences),
        ):
            card.opened.connect(opened)
            card.acted.connect(acted)
            card.asked.connect(asked)
        self.cards.promises.ticked.connect(deeds.finish)
        self.reader.found.connect(self._show)
        self._work.discretion.tell(self, self._say)

    def _build(self) -> None:
        self.columns = Columns(
            _stack(self.cards.unfinished, self.cards.appointments, self.week),
            _stack(self.cards.promises, self.cards.silences),
        )
        holder = QWidget()
        holder.setObjectName("scrolled")
        inside = column(holder, margin=16, spacing=12)
        self._reading = label("Le carnet lit votre journée…", "quiet")
        for part in (self._title, self._reading, self.safety, self.welcome, self.columns):
            inside.addWidget(part)
        inside.addStretch(1)
        self.welcome.hide()
        self.columns.hide()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(self.focusPolicy())
        area.setWidget(holder)
        column(self).addWidget(area)


def _stack(*parts: QWidget) -> QWidget:
    made = QWidget()
    inside = column(made, spacing=12)
    for part in parts:
        inside.addWidget(part)
    return made
