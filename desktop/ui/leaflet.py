"""A small window of words, as large as they want to be."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog

# In characters.
_LINE = 80


class Leaflet(QDialog):
    """A window as wide as a line of text and as high as its words want, whatever their size."""

    def showEvent(self, event: QShowEvent) -> None:
        """Take this room: Qt alone would stop at two thirds of the screen."""
        super().showEvent(event)
        width, inside = self.fontMetrics().averageCharWidth() * _LINE, self.layout()
        if inside is not None and not event.spontaneous():
            self.resize(width, inside.totalHeightForWidth(width))
