"""What a financer would read of a record, and what stays in the notebook with the reason."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLayout, QWidget

from desktop.services.sharing.shareable import Part, Shared, Withheld, foreseen
from desktop.ui.panels.scrolled import ScrolledPanel
from desktop.ui.pieces import announce, column, label, line, picture, push, repolish
from desktop.ui.workplace import Workplace

_KEPT = "Ce qui reste dans le carnet"
_WHY = "Chaque chose qui reste, et pourquoi."
_NOTHING = "Rien de cette fiche ne sort du carnet."
_READY = "Voici ce qui sortira du carnet, et rien d’autre."
_NOT_YET = "Rien ne part encore. Voici ce qui sortirait ensuite, et rien d’autre."
_SHORT = 60
_EMPTY = "Aucun champ rempli ne peut sortir."


class FunderPanel(ScrolledPanel):
    """The reading of a financer, to look at before anything leaves."""

    title = "Vu du financeur"

    def __init__(self, work: Workplace) -> None:
        super().__init__(work)
        self._shared = Shared()
        self._state, self._sign, self._said = QFrame(), picture(), label("", wrap=True)
        self._page, self._inside = _page()
        self._copy = push("Copier le texte", self._copy_text)
        self._fold = push("", self._turn, quiet=True)
        self._fold.setProperty("fold", True)
        self._fold.setCheckable(True)
        self._kept = QWidget()
        self._kept_inside = column(self._kept, spacing=10)
        self._kept.hide()
        self._build()

    @property
    def said(self) -> str:
        """Return the sentence on what leaves, and on what is awaited."""
        return self._said.text()

    @property
    def text(self) -> str:
        """Return what leaves, as it is copied."""
        return "\n\n".join(f"{part.title}\n{part.text}" for part in self._shared.parts)

    def read(self) -> None:
        """Read the record and draw what would leave."""
        record = self.work.notebook.get(self.record_id)
        self._shared = foreseen(record, self.work.notebook)
        self._tell_state()
        _empty(self._inside)
        _write(self._inside, self._shared.parts)
        self._page.setVisible(bool(self._shared.parts))
        self._copy.setVisible(bool(self._shared.parts) and not self._shared.awaits)
        self._list_kept(self._shared.withheld if self._shared.parts else ())
        self._name_fold()

    def _list_kept(self, withheld: tuple[Withheld, ...]) -> None:
        _empty(self._kept_inside)
        self._kept_inside.addWidget(label(_WHY, "quiet", wrap=True))
        for kept in withheld:
            self._kept_inside.addWidget(_block(kept.what, kept.why, "quiet"))
        self._fold.setVisible(bool(withheld))
        self._kept.setVisible(bool(withheld) and self._fold.isChecked())

    def _tell_state(self) -> None:
        shared = self._shared
        if not shared.parts:
            whole = shared.withheld[:1] if len(shared.withheld) == 1 else ()
            why = whole[0].why if whole else _EMPTY
            tone, icon, said = "info", "eye-slash", f"{_NOTHING} {why}"
        elif shared.awaits:
            awaited = "\n".join(f"• {sentence}" for sentence in shared.awaits)
            tone, icon, said = "attention", "warning", f"{_NOT_YET}\n{awaited}"
        else:
            tone, icon, said = "ok", "check-circle", _READY
        self._state.setProperty("tone", tone)
        role = {"info": "text"}.get(tone, tone)
        self._sign.show_icon(self.work.sources.icons.icon(icon, role), 18)
        self._said.setText(said)
        repolish(self._state)
        repolish(self._said)

    def _turn(self) -> None:
        self._kept.setVisible(self._fold.isChecked())
        self._name_fold()

    def _name_fold(self) -> None:
        shown = self._fold.isChecked()
        icon = "caret-down" if shown else "caret-right"
        self._fold.setIcon(self.work.sources.icons.beside(icon, "action"))
        self._fold.setText(f"{_KEPT} ({len(self._shared.withheld)})")

    def _copy_text(self) -> None:
        QGuiApplication.clipboard().setText(self.text)
        self.work.notices.done("Le texte est copié. Collez-le où vous voulez.")
        announce(self, "Le texte est copié")

    def _build(self) -> None:
        inside = column(self._state, margin=10)
        said = line(self._sign, self._said, spacing=8)
        said.setStretch(1, 1)
        said.setAlignment(self._sign, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(said)
        heading = label("Ce que verra le financeur", "section", wrap=True)
        self.fill(heading, self._state, self._page, self._copy, self._fold, self._kept)
        self.body.setAlignment(self._copy, Qt.AlignmentFlag.AlignLeft)


def _page() -> tuple[QFrame, QGridLayout]:
    frame = QFrame()
    frame.setObjectName("card")
    grid = QGridLayout(frame)
    grid.setContentsMargins(20, 20, 20, 20)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(10)
    grid.setColumnStretch(0, 2)
    grid.setColumnStretch(1, 5)
    return frame, grid


def _write(grid: QGridLayout, parts: Iterable[Part]) -> None:
    """Set short facts beside their titles, and texts under theirs."""
    top = Qt.AlignmentFlag.AlignTop
    for row, part in enumerate(parts):
        if "\n" in part.text or len(part.text) > _SHORT:
            grid.addWidget(_block(part.title, part.text), row, 0, 1, 2)
        else:
            grid.addWidget(label(part.title, "quiet", wrap=True), row, 0, top)
            grid.addWidget(_said(part.text), row, 1, top)


def _block(title: str, text: str, role: str = "") -> QWidget:
    made = QWidget()
    inside = column(made, spacing=2)
    inside.addWidget(label(title, "field", wrap=True))
    inside.addWidget(_said(text, role))
    return made


def _said(text: str, role: str = "") -> QLabel:
    made = label(text, role, wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _empty(inside: QLayout) -> None:
    while inside.count():
        place = inside.takeAt(0)
        old = place.widget() if place is not None else None
        if old is not None:
            old.hide()
            old.deleteLater()
