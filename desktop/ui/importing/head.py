"""The top of the page of imports: where one is among the steps, and the work under way."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from desktop.services.jobs import Progress
from desktop.ui.flow import FlowLayout
from desktop.ui.icons import Icons
from desktop.ui.pieces import announce, column, label, line, picture, push, repolish
from desktop.ui.words import number

STEPS = ("Le fichier", "Ce qu’il contient", "L’essai, puis l’import")
# A bar that comes and goes in a blink only worries.
_SHOWN_AFTER = 250


class StepsLine(QWidget):
    """The steps by their names; the one of the moment is bold, those behind are ticked."""

    def __init__(self, icons: Icons, steps: Sequence[str] = STEPS) -> None:
        super().__init__()
        self._icons = icons
        self._steps = tuple(steps)
        self._parts = [(picture(), label(f"{at}. {name}")) for at, name in enumerate(steps, 1)]
        inside = FlowLayout(self, across=28)
        for parts in self._parts:
            block = QWidget()
            block.setLayout(line(*parts, spacing=6))
            inside.addWidget(block)

    def show_step(self, current: int) -> None:
        """Show which step one is at; they are all behind at the end."""
        for at, (sign, text) in enumerate(self._parts):
            name = "check-circle" if at < current else "caret-right"
            role = "ok" if at < current else "action" if at == current else "disabled"
            sign.show_icon(self._icons.icon(name, role), 18)
            text.setProperty("role", "field" if at == current else "quiet")
            repolish(text)
        if current < len(self._steps):
            said = f"Étape {current + 1} sur {len(self._steps)}"
            announce(self, f"{said}\u00a0: {self._steps[current]}")


class Underway(QFrame):
    """How far the job is, and the button that stops it; tells `stopped`."""

    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("tone", "info")
        self.said = label("", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setMinimumWidth(200)
        self.bar.setAccessibleName("Avancement")
        self.stop = push("Arrêter", self._stop)
        inside = column(self, margin=10)
        row = line(self.said, self.bar, self.stop)
        row.setStretch(0, 1)
        inside.addLayout(row)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_SHOWN_AFTER)
        self._late.timeout.connect(self.show)
        self.hide()

    def turn(self, busy: bool, what: str) -> None:
        """Come when the work lasts, leave when it is over."""
        self.said.setText(what)
        self.bar.setRange(0, 0)
        self.stop.setEnabled(True)
        if busy:
            self._late.start()
        else:
            self._late.stop()
            self.hide()

    def show_progress(self, progress: Progress) -> None:
        """Say how far the job is, unless it was asked to stop."""
        if not self.stop.isEnabled():
            return
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)
        total = f" sur {number(progress.total)}" if progress.total else ""
        far = f"\u00a0: {number(progress.done)}{total}" if progress.done else "…"
        self.said.setText(f"{progress.what}{far}")

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.said.setText("Arrêt demandé…")
        self.stopped.emit()
