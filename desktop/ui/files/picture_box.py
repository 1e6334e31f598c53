"""One attached file, large: its picture, or the sentence that says why there is none."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.errors import UserError
from desktop.services.attaching.contents import Contents
from desktop.services.attaching.gallery import Shown
from desktop.services.refusals import understood
from desktop.ui.files.decoding import decoded
from desktop.ui.files.tiles import told
from desktop.ui.workplace import Workplace

_LONGEST = 2_560
_HIDDEN = "Masquée à l’écran\u00a0: quelqu’un y est reconnaissable. F9 la montre de nouveau."
_OUTSIDE = "Ce fichier ne s’ouvre pas dans le carnet. Enregistrez-en une copie pour l’ouvrir."


class PictureBox(QWidget):
    """Shows a file as large as there is room for, and never larger than it is."""

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._file: Shown | None = None
        self._image: QImage | None = None
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(200, 150))
        work.discretion.changed.connect(self._hide_or_show)

    @property
    def text(self) -> str:
        """Return the sentence shown in the place of a picture."""
        return self._text

    @property
    def image(self) -> QImage | None:
        """Return the picture shown now."""
        return self._image if not self._text else None

    def show_file(self, file: Shown) -> None:
        """Show a file, decoded on another thread."""
        self._file, self._image = file, None
        self.setAccessibleName(told(file))
        self._text = "" if file.is_picture else _OUTSIDE
        if file.is_picture:
            self._hide_or_show()
            self._fetch(file, self._work.notebook.contents)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture, or the sentence."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._text:
            painter.setPen(self.palette().color(QPalette.ColorRole.Text))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(24, 24, -24, -24), int(flags), self._text)
        elif self._image is not None:
            painter.drawImage(self._place(self._image), self._image)
        painter.end()

    def _place(self, image: QImage) -> QRect:
        room = self.size().boundedTo(image.size())
        size = image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(0, 0, size.width(), size.height())
        place.moveCenter(self.rect().center())
        return place

    def _fetch(self, file: Shown, contents: Contents) -> None:
        self._work.tasks.run(
            lambda _ticket: decoded(contents.whole(file.digest), _LONGEST),
            lane="viewer",
            owner=self,
            done=lambda image: self._arrive(file, image),
            failed=lambda error: self._explain(file, error),
        )

    def _arrive(self, file: Shown, image: QImage) -> None:
        if file is self._file:
            self._image = image
            self.update()

    def _explain(self, file: Shown, error: BaseException) -> None:
        expected: UserError | None = understood(error)
        if expected is None:
            raise error
        if file is self._file:
            self._text = f"{expected.sentence} {expected.advice}".strip()
            self.update()

    def _hide_or_show(self) -> None:
        if self._file is not None and self._file.is_picture:
            hidden = self._work.discretion.on and self._file.exposes
            # A sentence about a missing file stays.
            if hidden or self._text == _HIDDEN:
                self._text = _HIDDEN if hidden else ""
            self.update()
