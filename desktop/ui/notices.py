"""The bar where the notebook speaks: what was done, what can be taken back, what went wrong."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from desktop.errors import UserError
from desktop.ui.icons import Icons
from desktop.ui.pieces import announce, column, label, line, picture, push, repolish, tool


class Tone(Enum):
    """What a message is about: colour, icon and word go together."""

    INFO = ("info", "info", "text")
    OK = ("ok", "check-circle", "ok")
    ATTENTION = ("attention", "warning", "attention")
    ERROR = ("error", "warning-circle", "error")


_MOST_OFFERS = 3


@dataclass(frozen=True, slots=True)
class Offer:
    """A button in the bar."""

    text: str
    act: Callable[[], object]


class Bar(QFrame):
    """One message with its buttons; stays until answered or closed, or for a while."""

    closed = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._picture = picture()
        self._text = label(wrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._offers: tuple[Offer, ...] = ()
        # Made once, in their order for Tab: a button made later would come last in the window.
        self._buttons = [push("", partial(self._answer, place)) for place in range(_MOST_OFFERS)]
        self._close = tool(icons.icon("x"), "Fermer le message", self.dismiss)
        self._close.setProperty("quiet", True)
        inside = line(self._picture, self._text)
        inside.setStretch(1, 1)
        for button in self._buttons:
            inside.addWidget(button)
        inside.addWidget(self._close)
        inside.setContentsMargins(12, 6, 6, 6)
        self.setLayout(inside)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.dismiss)
        self.hide()

    @property
    def text(self) -> str:
        """Return the message shown now; empty when there is none."""
        return self._text.text() if not self.isHidden() else ""

    def say(
        self, text: str, tone: Tone, offers: tuple[Offer, ...] = (), *, seconds: int = 0
    ) -> None:
        """Show a message and have it read aloud; 0 seconds means until it is closed."""
        self._timer.stop()
        name, icon, colour = tone.value
        self.setProperty("tone", name)
        repolish(self)
        self._picture.show_icon(self._icons.icon(icon, colour), 20)
        self._text.setText(text)
        repolish(self._text)
        self._show_offers(offers)
        self.show()
        announce(self, text, at_once=tone is Tone.ERROR)
        if seconds:
            self._timer.start(seconds * 1000)

    def dismiss(self) -> None:
        """Take the message away."""
        self._timer.stop()
        self.hide()
        self.closed.emit()

    def buttons(self) -> tuple[QPushButton, ...]:
        """Return the buttons offered now."""
        return () if self.isHidden() else tuple(self._buttons[: len(self._offers)])

    def _answer(self, place: int) -> None:
        offer = self._offers[place]
        self.dismiss()
        offer.act()

    def _show_offers(self, offers: tuple[Offer, ...]) -> None:
        self._offers = offers
        for place, button in enumerate(self._buttons):
            button.setText(offers[place].text if place < len(offers) else "")
            button.setVisible(place < len(offers))


class Notices(QWidget):
    """The only door to the person: pages say what happened, the bar shows it."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._bar = Bar(icons)
        inside: QVBoxLayout = column(self)
        inside.addWidget(self._bar)

    @property
    def bar(self) -> Bar:
        """Return the bar itself."""
        return self._bar

    def done(self, text: str, *offers: Offer) -> None:
        """Say that something was done; leave the time to take it back."""
        self._bar.say(text, Tone.OK, offers, seconds=20 if offers else 8)

    def tell(self, text: str, *offers: Offer) -> None:
        """Say something that waits for the person."""
        self._bar.say(text, Tone.INFO, offers)

    def warn(self, text: str, *offers: Offer) -> None:
        """Say something that deserves a look."""
        self._bar.say(text, Tone.ATTENTION, offers)

    def take_back(self, text: str) -> None:
        """Say this no more, if it is still what is said."""
        if text and self._bar.text == text:
            self._bar.dismiss()

    def failed(self, error: UserError, *offers: Offer) -> None:
        """Say what did not work, what it changes and what to do."""
        text = f"{error.sentence} {error.advice}".strip()
        self._bar.say(text, Tone.ERROR, offers)
