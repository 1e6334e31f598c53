"""The status zone: what is saved, what is under way, and the size of the text."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QPushButton, QStatusBar, QToolButton, QWidget

from desktop.services.jobs import Progress
from desktop.ui import words
from desktop.ui.icons import Icons
from desktop.ui.pieces import label, picture, push
from desktop.ui.tab_order import last_stop

_ALL_SAVED = "Tout est enregistré sur cet ordinateur, vous pouvez fermer"
_ALWAYS = "Vous pouvez fermer à tout moment\u00a0: ce que vous écrivez est gardé à chaque pause."


class StatusZone(QStatusBar):
    """One line at the bottom of the main window."""

    def __init__(
        self, icons: Icons, zoom: Callable[[int], object], cancel: Callable[[], object]
    ) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.setContentsMargins(12, 0, 12, 0)
        self._icons = icons
        self._sign = picture()
        self._saved = label(_ALL_SAVED)
        self._saved.setToolTip(_ALWAYS)
        self._draft = False
        self._progress = label("", "quiet")
        self._cancel: QPushButton = push("Arrêter", cancel, quiet=True)
        self._veiled = label("Écran montré (F9)", "attention")
        self._veiled.setToolTip("Notes, noms et montants masqués ; F9 les montre à nouveau.")
        self._veiled.hide()
        self.undecided: QPushButton = push("", lambda: None, quiet=True)
        self.undecided.hide()
        self.exchange: QPushButton = push("", lambda: None, quiet=True)
        self.exchange.setToolTip("Voir les échanges avec le serveur")
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
        return self._saved.text()

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

    def show_undecided(self, count: int) -> None:
        """Say how many records wait for a choice; nothing when there are none."""
        asks = "demande" if count < 2 else "demandent"
        self.undecided.setText(f"{words.counted(count, 'fiche')} {asks} votre avis")
        self.undecided.setVisible(bool(count))

    def show_exchange(self, text: str) -> None:
        """Say where the exchange stands; nothing for a notebook that lives alone."""
        if text != self.exchange.text():
            self.exchange.setText(text)
            self.exchange.setAccessibleName(f"Échanges\u00a0: {text}")
        self.exchange.setVisible(bool(text))

    def show_progress(self, progress: Progress) -> None:
        """Say how far the job under way is."""
        total = f" sur {words.number(progress.total)}" if progress.total else ""
        self._progress.setText(f"{progress.what}\u00a0: {words.number(progress.done)}{total}")
        self._progress.show()
        self._cancel.show()

    def show_busy(self, what: str) -> None:
        """Say what has begun."""
        self._progress.setText(f"{what}…")
        self._progress.show()
        self._cancel.show()

    def show_idle(self) -> None:
        """Say nothing of jobs any more."""
        self._progress.hide()
        self._cancel.hide()

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
        self._saved.setText(text)
        self._show_sign(*(("note-pencil", "secondary") if draft else ("check-circle", "ok")))

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
