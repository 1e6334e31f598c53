"""The status zone: what is saved, what is under way, and the size of the text."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QStatusBar, QToolButton, QWidget

from desktop.services.exchanging.wording import asking
from desktop.services.jobs import Progress
from desktop.ui import words
from desktop.ui.icons import Icons
from desktop.ui.pieces import label, picture, push
from desktop.ui.tab_order import last_stop

_ALL_SAVED = "Tout est enregistré sur cet ordinateur, vous pouvez fermer"
_ALL_SAVED_SHORT = "Vous pouvez fermer"
_BETWEEN = 6
_ALWAYS = "Vous pouvez fermer à tout moment\u00a0: ce que vous écrivez est gardé à chaque pause."


class StatusZone(QStatusBar):
    """One line at the bottom of the main window."""

    def __init__(
        self, icons: Icons, zoom: Callable[[int], object], cancel: Callable[[], object]
    ) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        # Never wider than the window: it says less instead.
        self.setMinimumWidth(1)
        self.setContentsMargins(12, 0, 12, 0)
        self._icons = icons
        self._sign = picture()
        self._saved = label(_ALL_SAVED)
        self._saved.setToolTip(_ALWAYS)
        self._draft = False
        self._text, self._exchange = _ALL_SAVED, ""
        self._progress = label("", "quiet")
        self._cancel: QPushButton = push("Arrêter", cancel, quiet=True)
        self._veiled = label("Écran montré (F9)", "attention")
        self._veiled.setToolTip("Notes, noms et montants masqués ; F9 les montre à nouveau.")
        self._veiled.hide()
        self.undecided: QPushButton = push("", lambda: None, quiet=True)
        self.undecided.hide()
        self.exchange: QPushButton = push("", lambda: None, quiet=True)
        self.exchange.hide()
        self._sizes: list[QWidget] = []
        self.addWidget(self._sign)
        self.addWidget(self._saved)
        self.addWidget(self._progress)
        self.addWidget(self._cancel)
        self.addWidget(self._veiled)
        self.addWidget(self.undecided)
        self.addWidget(self.exchange)
        for text, name, step in (
            ("A−", "Réduire le texte", -1),
            ("A", "Taille normale du texte", 0),
            ("A+", "Agrandir le texte", 1),
        ):
            self._sizes.append(_zoom_button(text, name, partial(zoom, step)))
            self.addPermanentWidget(self._sizes[-1])
        self._show_sign("check-circle", "ok")
        self.show_idle()

    @property
    def text(self) -> str:
        """Return what is said of the last save."""
        return self._text

    def show_saved(self, at: datetime) -> None:
        """Say that a record is on the disk."""
        self._say(f"Enregistré sur cet ordinateur à {words.clock(at)}", draft=False)

    def show_kept(self, at: datetime | None) -> None:
        """Say that what is typed is kept as a draft; None when nothing typed is left to keep."""
        if at is not None:
            self._say(f"Brouillon gardé sur cet ordinateur à {words.clock(at)}", draft=True)
        elif self._draft:
            self._say(_ALL_SAVED, draft=False)

    def show_discretion(self, *, on: bool) -> None:
        """Say, or not, that the screen hides what is not for other eyes."""
        self._veiled.setVisible(on)
        self._fit()

    def show_undecided(self, count: int) -> None:
        """Say how many records wait for a choice; nothing when there are none."""
        self.undecided.setText(asking(count))
        self.undecided.setVisible(bool(count))
        self._fit()

    def show_exchange(self, text: str) -> None:
        """Say where the exchange stands; nothing for a notebook that lives alone."""
        if text != self._exchange:
            self._exchange = text
            self.exchange.setAccessibleName(f"Échanges\u00a0: {text}")
            self.exchange.setToolTip(text)
        self._fit()

    def show_progress(self, progress: Progress) -> None:
        """Say how far the job under way is."""
        total = f" sur {words.number(progress.total)}" if progress.total else ""
        far = f"\u00a0: {words.number(progress.done)}{total}" if progress.done or total else "…"
        self._progress.setText(f"{progress.what}{far}")
        self._show_job()

    def show_busy(self, what: str) -> None:
        """Say what has begun."""
        self._progress.setText(f"{what}…")
        self._show_job()

    def show_idle(self) -> None:
        """Say nothing of jobs any more."""
        self._progress.hide()
        self._cancel.hide()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say it in fewer words where there is less room."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Do the same in another size of text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "_sizes"):
            self._fit()

    def stay_last(self) -> None:
        """Come after everything else of the window for Tab, pages made later included."""
        end = last_stop(self.window())
        if end is None or end is self._sizes[-1]:
            return
        for button in (self._cancel, self.undecided, self.exchange, *self._sizes):
            QWidget.setTabOrder(end, button)
            end = button

    def _say(self, text: str, *, draft: bool) -> None:
        self._draft = draft
        self._text = text
        self._fit()
        self._show_sign(*(("note-pencil", "secondary") if draft else ("check-circle", "ok")))

    def _show_job(self) -> None:
        self._progress.show()
        self._cancel.show()
        self._fit()

    def _fit(self) -> None:
        """Say all of it, or less: first of the exchange, then of the save."""
        last, here = self._exchange.rpartition(" · ")[0], " sur cet ordinateur"
        short = _ALL_SAVED_SHORT if self._text == _ALL_SAVED else self._text.replace(here, "")
        for saved, exchange in (
            (self._text, self._exchange),
            (self._text, last or self._exchange),
            (short, last or self._exchange),
            (short, ""),
        ):
            self._saved.setText(saved)
            self.exchange.setText(exchange)
            self.exchange.setVisible(bool(exchange))
            if self._has_room():
                return

    def _has_room(self) -> bool:
        parts = (
            self._sign,
            self._saved,
            self._progress,
            self._cancel,
            self._veiled,
            self.undecided,
            self.exchange,
            *self._sizes,
        )
        shown = [part.sizeHint().width() + _BETWEEN for part in parts if not part.isHidden()]
        return sum(shown) <= self.contentsRect().width()

    def _show_sign(self, icon: str, role: str) -> None:
        self._sign.show_icon(self._icons.icon(icon, role), 18)


def _zoom_button(text: str, name: str, clicked: Callable[[], object]) -> QToolButton:
    made = QToolButton()
    made.setText(text)
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setProperty("quiet", True)
    made.setMinimumSize(32, 26)
    made.clicked.connect(lambda: clicked())
    return made
