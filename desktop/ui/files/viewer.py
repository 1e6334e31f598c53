"""The window that shows attached files one after the other; nothing is written to look at them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from desktop.services.attaching.gallery import Consent, Shown
from desktop.ui.files.copying import save_copy
from desktop.ui.files.picture_box import PictureBox
from desktop.ui.files.tiles import beside, told
from desktop.ui.pieces import announce, column, label, line, picture, push
from desktop.ui.workplace import Workplace


class Viewer(QDialog):
    """Shows one file at a time: arrows go on and back, Escape closes."""

    def __init__(
        self, work: Workplace, files: Sequence[Shown], place: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._work = work
        self._files = tuple(files)
        self._place = place
        self.box = PictureBox(work)
        self._legend = label("", "section", wrap=True)
        self._icon = picture()
        self._consent = label("", "quiet", wrap=True)
        self.back = push("Précédente", lambda: self.go(-1))
        self.on = push("Suivante", lambda: self.go(1))
        self.copy = push("Enregistrer une copie…", self._save)
        self.shut = push("Fermer", self.close)
        self._build()
        self._show()

    @property
    def file(self) -> Shown:
        """Return the file on screen."""
        return self._files[self._place]

    def go(self, step: int) -> None:
        """Show the next file, or the one before; the ends stay where they are."""
        place = max(0, min(self._place + step, len(self._files) - 1))
        if place != self._place:
            self._place = place
            self._show()
            announce(self, told(self.file))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on and back with the arrows."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps:
            self.go(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        file = self.file
        self.setWindowTitle(f"{file.kind.label} {self._place + 1} sur {len(self._files)}")
        self._legend.setText(file.title)
        role = "ok" if file.consent in (Consent.NOBODY, Consent.WRITTEN) else "attention"
        self._icon.show_icon(self._work.sources.icons.icon(file.consent.icon, role), 20)
        self._consent.setText(beside(file))
        self.back.setEnabled(self._place > 0)
        self.on.setEnabled(self._place < len(self._files) - 1)
        self.box.show_file(file)

    def _save(self) -> None:
        save_copy(self._work, self.file, self)

    def _build(self) -> None:
        self.resize(1000, 700)
        inside = column(self, margin=14)
        inside.addWidget(self.box, 1)
        inside.addWidget(self._legend)
        said = line(self._icon, self._consent)
        said.setStretch(1, 1)
        inside.addLayout(said)
        inside.addLayout(line(self.back, self.on, None, self.copy, self.shut))
        self.shut.setDefault(True)
        self.shut.setFocus()
