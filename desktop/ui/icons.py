"""Icons of one family, drawn in the colours of the theme."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.ui.tokens import LIGHT, Tokens

# Drawn larger than shown, so that a zoom or a dense screen stays sharp.
_SIDE = 64
# Beside words, a drawing keeps a space on its right: Qt leaves too little of it.
_BESIDE = 52


class Icons:
    """Gives icons by name, recoloured; knows the theme of the moment."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tokens = LIGHT
        self._drawn: dict[tuple[str, str, int], QIcon] = {}

    def use(self, tokens: Tokens) -> None:
        """Draw in the colours of this theme from now on."""
        self._tokens = tokens

    def icon(self, name: str, role: str = "text") -> QIcon:
        """Return an icon in the colour of a token (« text », « action », « error »…)."""
        return self._icon(name, role, _SIDE)

    def beside(self, name: str, role: str = "text") -> QIcon:
        """Return an icon for a button that has words too."""
        return self._icon(name, role, _BESIDE)

    def _icon(self, name: str, role: str, side: int) -> QIcon:
        colour = str(getattr(self._tokens, role))
        key = (name, colour, side)
        if key not in self._drawn:
            picture = self._picture(name, colour, side)
            made = QIcon(picture)
            made.addPixmap(_tinted(picture, self._tokens.disabled), QIcon.Mode.Disabled)
            self._drawn[key] = made
        return self._drawn[key]

    def pixmap(self, name: str, role: str, side: int) -> QPixmap:
        """Return a picture of `side` pixels for a label."""
        return self.icon(name, role).pixmap(QSize(side, side))

    def _picture(self, name: str, colour: str, side: int) -> QPixmap:
        drawing = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
        renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))
        picture = QPixmap(_SIDE, _SIDE)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        renderer.render(painter, QRectF(0, (_SIDE - side) / 2, side, side))
        painter.end()
        return picture


def _tinted(picture: QPixmap, colour: str) -> QPixmap:
    """Return the same drawing in another colour, without reading it again."""
    made = QPixmap(picture)
    painter = QPainter(made)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(made.rect(), QColor(colour))
    painter.end()
    return made
