"""Icons of one family, drawn in the colours of the theme."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.ui.tokens import LIGHT, Tokens

# Drawn larger than shown, so that a zoom or a dense screen stays sharp.
_SIDE = 64


class Icons:
    """Gives icons by name, recoloured; knows the theme of the moment."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tokens = LIGHT
        self._drawn: dict[tuple[str, str], QIcon] = {}

    def use(self, tokens: Tokens) -> None:
        """Draw in the colours of this theme from now on."""
        self._tokens = tokens

    def icon(self, name: str, role: str = "text") -> QIcon:
        """Return an icon in the colour of a token (« text », « action », « error »…)."""
        colour = str(getattr(self._tokens, role))
        key = (name, colour)
        if key not in self._drawn:
            picture = self._picture(name, colour)
            made = QIcon(picture)
            made.addPixmap(_tinted(picture, self._tokens.disabled), QIcon.Mode.Disabled)
            self._drawn[key] = made
        return self._drawn[key]

    def pixmap(self, name: str, role: str, side: int) -> QPixmap:
        """Return a picture of `side` pixels for a label."""
        return self.icon(name, role).pixmap(QSize(side, side))

    def _picture(self, name: str, colour: str) -> QPixmap:
        drawing = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
        renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))
        picture = QPixmap(_SIDE, _SIDE)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        renderer.render(painter)
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
